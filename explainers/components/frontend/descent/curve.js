/**
 * The risk of each run against its steps, on a logarithmic axis that nothing leaves unsaid.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { ticks as roundNumbers } from "../parts/geometry.js";
import { onCourse } from "../parts/hands.js";
import { growing, logMarks, logRange, markText, onLog, upTo } from "./paths.js";
import { beyond, told } from "./wire.js";
import * as words from "./words.js";

/** @typedef {import("./wire.js").Ground} Ground */
/** @typedef {import("./wire.js").Course} Course */

const MARGIN = { left: 38, right: 10, top: 8, bottom: 20 };

/** @param {number} runs */
export function createCurve(runs) {
  const grid = svg("path", { class: "grid" });
  const lines = Array.from({ length: runs }, () => ({ ahead: svg("path", { class: "ahead" }), past: svg("path", { class: "past" }) }));
  const scaled = svg("g", { transform: "scale(.1)" }, grid, ...lines.map((l) => l.ahead), ...lines.map((l) => l.past));
  const least = svg("path", { class: "least" });
  const leastWord = svg("text", { class: "least-word", "text-anchor": "end" });
  const ticks = svg("g", { class: "ticks" });
  const now = svg("path", { class: "now" });
  const spot = svg("circle", { class: "spot focus", r: "4" });
  const gone = svg("path", { class: "gone focus", d: "M0 -6L5 5L-5 5Z" });
  const goneWord = svg("text", { class: "gone-word" });
  const picture = svg("svg", { class: "picture", role: "img" }, least, scaled, ticks, leastWord, now, spot, gone, goneWord);
  const well = html("div", { class: "well" }, picture);
  const title = html("h2", { class: "title" }, words.FALL.title);
  const rule = html("span", { class: "rule" });
  const element = html("section", { class: "plane falling" }, html("header", {}, title, rule), well);

  let [width, height] = [0, 0];
  /** @type {Ground} */
  let given;
  /** @type {{ low: number, high: number, shift: number }} */
  let range = { low: -1, high: 1, shift: 0 };
  /** @type {string[]} */
  let paths = [];

  return { element, well, size, scale, course, draw, stepAt };

  /**
   * @param {Ground} ground
   * @param {number} w
   * @param {number} h
   */
  function size(ground, w, h) {
    given = ground;
    [width, height] = [w, h];
    set(picture, "viewBox", `0 0 ${w} ${h}`);
  }

  /**
   * Fits the axis to a course; never while a hand moves.
   * @param {Course} course
   */
  function scale(course) {
    range = logRange(course.risks, given.least);
    const any = course.risks.some((risks) => risks.some((risk) => !beyond(risk)));
    const marks = any ? logMarks(range, Math.max(2, Math.floor(height / 24))) : [];
    const steps = given.frames[given.frames.length - 1];
    const across = roundNumbers(0, steps, width < 260 ? 3 : 5).at;
    set(grid, "d", marks.map((k) => `M${10 * MARGIN.left} ${tenths(py(k + range.shift))}H${10 * (width - MARGIN.right)}`).join(""));
    ticks.replaceChildren(
      ...marks.map((k) => word(MARGIN.left - 5, py(k + range.shift) + 3.5, markText(k), "end")),
      ...across.filter((t) => px(t) < width - 14 || t === steps).map((t) => word(Math.min(px(t), width - 14), height - 6, numeral(t, 5), "middle")),
    );
    set(rule, "text", words.above(range.shift));
    const low = given.least !== null && Math.log10(given.least - range.shift) >= range.low;
    show(least, low);
    show(leastWord, low);
    if (low && given.least !== null) {
      const y = py(given.least);
      set(least, "d", `M${MARGIN.left} ${y.toFixed(1)}H${width - MARGIN.right}`);
      set(leastWord, "text", words.least(given.least));
      set(leastWord, "x", String(width - MARGIN.right - 2));
      set(leastWord, "y", (y + 13 > height - MARGIN.bottom ? y - 5 : y + 13).toFixed(1));
    }
    set(picture, "aria-label", words.FALL.name);
  }

  /** @param {Course} course */
  function course(course) {
    const across = Float64Array.from(given.frames, px);
    paths = course.risks.map((risks) => growing(across, Float64Array.from(risks, py)));
    lines.forEach((line, k) => set(line.ahead, "d", paths[k]));
  }

  /**
   * @param {{ course: Course, at: number, run: number }} shown
   */
  function draw({ course, at, run }) {
    lines.forEach((line, k) => {
      const focus = k === run ? " focus" : "";
      set(line.ahead, "class", `ahead${focus}`);
      set(line.past, "class", `past${focus}`);
      set(line.past, "d", upTo(paths[k], at));
    });
    const x = px(given.frames[at]);
    set(now, "d", `M${x.toFixed(1)} ${MARGIN.top}V${height - MARGIN.bottom}`);
    const risk = course.risks[run][at];
    const place = onLog(risk, range);
    const far = place > 1.02 && !Number.isNaN(risk);
    show(spot, place <= 1.02 && place >= 0);
    show(gone, far);
    show(goneWord, far);
    set(spot, "cx", x.toFixed(1));
    set(spot, "cy", py(risk).toFixed(1));
    if (!far) return;
    set(gone, "transform", `translate(${x.toFixed(1)} ${MARGIN.top + 4})`);
    set(goneWord, "text", told(risk));
    const right = x > width / 2;
    set(goneWord, "text-anchor", right ? "end" : "start");
    set(goneWord, "x", (x + (right ? -9 : 9)).toFixed(1));
    set(goneWord, "y", String(MARGIN.top + 9));
  }

  /**
   * The frame at a place across, in pixels of the well.
   * @param {number} x
   */
  function stepAt(x) {
    const part = (x - MARGIN.left) / (width - MARGIN.left - MARGIN.right);
    return Math.round(Math.max(0, Math.min(1, part)) * (given.frames.length - 1));
  }

  /** @param {number} step */
  function px(step) {
    return MARGIN.left + ((width - MARGIN.left - MARGIN.right) * step) / (given.frames[given.frames.length - 1] || 1);
  }

  /** @param {number} risk */
  function py(risk) {
    return height - MARGIN.bottom - (height - MARGIN.top - MARGIN.bottom) * onLog(risk, range);
  }

  /** @param {number} x @param {number} y @param {string} text @param {string} anchor */
  function word(x, y, text, anchor) {
    return svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor }, text);
  }
}

/**
 * Makes the curve a second scrubber.
 * @param {ReturnType<typeof createCurve>} curve
 * @param {(step: number) => void} go
 * @param {AbortSignal} signal
 */
export function scrubbed({ well, stepAt }, go, signal) {
  onCourse(well, { to: (x) => go(stepAt(x)) }, signal);
}

/** @param {number} pixels */
function tenths(pixels) {
  return Math.round(10 * pixels);
}
