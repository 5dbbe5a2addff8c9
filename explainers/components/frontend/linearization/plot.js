/**
 * Remainders against h on logarithmic axes, with the line fitted to some of them.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { superscript } from "../parts/format.js";
import { onDrag } from "../parts/hands.js";
import * as words from "./words.js";

/**
 * @typedef {object} Range whole decades: of h across, of the remainder up
 * @property {number} left
 * @property {number} right
 * @property {number} low
 * @property {number} high
 */

/**
 * A line through remainders, as JAX fitted it.
 * @typedef {object} Line
 * @property {number} slope
 * @property {number} height decimal logarithm at h = 1
 * @property {boolean[]} used
 */

/**
 * @typedef {object} Model
 * @property {number[]} steps
 * @property {number[]} sizes
 * @property {Line | null} line
 * @property {number} log decimal logarithm of h
 * @property {number} here the remainder at h
 * @property {Range} range
 * @property {string} note what is said in place of a slope
 */

const [LEFT, RIGHT, TOP, BOTTOM] = [46, 14, 12, 30];

/**
 * Decades that hold some remainders, and the floor below which they are rounding errors.
 * @param {number[]} sizes
 * @param {number} floor
 * @returns {Range}
 */
export function rangeOf(sizes, floor) {
  const logs = sizes.filter((z) => z > 0 && Number.isFinite(z)).map(Math.log10);
  const high = Math.ceil(Math.max(-3, ...logs) + 0.2) + 0;
  const low = Math.floor(Math.min(Math.log10(floor) - 0.5, high - 4));
  return { left: -8, right: 0, low: Math.max(low, -20), high };
}

/**
 * Where a point with these logarithms stands, in pixels.
 * @param {Range} range
 * @param {number} width
 * @param {number} height
 */
export function scale({ left, right, low, high }, width, height) {
  return {
    /** @param {number} log */
    across: (log) => LEFT + ((log - left) / (right - left)) * (width - LEFT - RIGHT),
    /** @param {number} log */
    up: (log) => height - BOTTOM - ((log - low) / (high - low)) * (height - TOP - BOTTOM),
  };
}

/**
 * Ends of a fitted line, over the range that it was fitted to, as logarithms.
 * @param {Line} line
 * @param {number[]} steps
 * @returns {[number, number] | null}
 */
export function ends({ used }, steps) {
  const logs = steps.filter((_, k) => used[k]).map(Math.log10);
  return logs.length ? [Math.min(...logs), Math.max(...logs)] : null;
}

/** @param {number} exponent */
function power(exponent) {
  return exponent === 0 ? "1" : `10${superscript(exponent)}`;
}

/**
 * @param {{ press: () => void, turn: (zoom: number) => void, release: () => void }} on
 * @param {AbortSignal} signal
 */
export function createPlot(on, signal) {
  const frame = svg("path", { class: "grid" });
  const faint = svg("path", { class: "faint-line" });
  const fitted = svg("path", { class: "fitted" });
  const dots = svg("path", { class: "dots" });
  const used = svg("path", { class: "dots used" });
  const mark = svg("path", { class: "mark" });
  const here = svg("circle", { class: "here", r: "5.5" });
  const slope = svg("text", { class: "label push", "text-anchor": "start" });
  const labels = svg("g", { class: "ticks" });
  const grip = svg("rect", { class: "grip", y: "0", width: "44", height: "10" });
  const picture = svg("svg", { class: "picture", role: "img" }, frame, labels, faint, fitted, dots, used, mark, here, slope, grip);
  const note = html("p", { class: "message", hidden: "" });
  const well = html("div", { class: "well" }, picture, note);
  const title = html("h2", { class: "title" }, words.PLOT);
  const caption = html("p", { class: "caption" });
  const element = html("section", { class: "plane remainder" }, html("header", {}, title), well, caption);
  let ticked = "";
  /** @type {Range | null} */
  let now = null;
  let [width, log, start] = [0, 0, 0];

  onDrag(
    grip,
    {
      press: () => {
        start = log;
        on.press();
      },
      move: (dx) => {
        if (!now) return;
        on.turn(-start - (dx * (now.right - now.left)) / (width - LEFT - RIGHT));
      },
      release: on.release,
    },
    signal,
  );

  return { element, well, draw };

  /**
   * @param {Model} model
   * @param {number} wide
   * @param {number} tall
   */
  function draw({ steps, sizes, line, log: at, here: size, range, note: said }, wide, tall) {
    [now, width, log] = [range, wide, at];
    const { across, up } = scale(range, wide, tall);
    const foot = tall - BOTTOM;
    set(picture, "viewBox", `0 0 ${wide} ${tall}`);
    drawTicks(range, wide, tall);
    const points = ["", ""];
    steps.forEach((step, k) => {
      const z = sizes[k];
      if (!(z > 0 && Number.isFinite(z))) return;
      const [x, y] = [across(Math.log10(step)), Math.min(foot, up(Math.log10(z)))];
      points[Number(line?.used[k] ?? false)] += `M${(x - 2.6).toFixed(1)} ${y.toFixed(1)}a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0`;
    });
    set(dots, "d", points[0]);
    set(used, "d", points[1]);
    const span = line && ends(line, steps);
    const drawn = line && span ? lines(line, span) : { whole: "", part: "", text: "" };
    set(faint, "d", drawn.whole);
    set(fitted, "d", drawn.part);
    set(slope, "text", drawn.text);
    set(caption, "text", words.fitCaption(span, said));
    const x = across(log);
    set(mark, "d", `M${x.toFixed(1)} ${TOP}V${foot}`);
    set(grip, "x", (x - 22).toFixed(1));
    set(grip, "height", String(foot));
    const visible = size > 0 && Number.isFinite(size);
    show(here, visible);
    if (visible) {
      set(here, "cx", x.toFixed(1));
      set(here, "cy", Math.max(TOP, Math.min(foot, up(Math.log10(size)))).toFixed(1));
    }
    set(note, "text", said);
    show(note, said !== "");
    set(picture, "aria-label", words.plotName(line && span && line.slope, said));

    /**
     * @param {Line} fit
     * @param {[number, number]} part
     */
    function lines(fit, part) {
      /** @param {number} a */
      const level = (a) => up(fit.height + fit.slope * a);
      /** @param {number} from @param {number} to */
      const path = (from, to) => `M${[from, to].map((a) => `${across(a).toFixed(1)} ${level(a).toFixed(1)}`).join("L")}`;
      const low = Math.max(range.left, (range.low - fit.height) / fit.slope);
      const high = Math.min(range.right, fit.slope > 0 ? (range.high - fit.height) / fit.slope : range.right);
      const middle = (part[0] + part[1]) / 2;
      set(slope, "x", Math.min(wide - 90, across(middle) + 14).toFixed(1));
      set(slope, "y", Math.min(foot - 6, level(middle) + 14).toFixed(1));
      return { whole: low < high ? path(low, high) : "", part: path(...part), text: words.slopeLabel(fit.slope) };
    }
  }

  /**
   * @param {Range} range
   * @param {number} wide
   * @param {number} tall
   */
  function drawTicks(range, wide, tall) {
    const drawn = [...Object.values(range), wide, tall].join();
    if (drawn === ticked) return;
    ticked = drawn;
    const { across, up } = scale(range, wide, tall);
    const many = (range.high - range.low) > 9 ? 4 : 2;
    let path = "";
    /** @type {SVGTextElement[]} */
    const texts = [];
    /** @param {number} x @param {number} y @param {string} said @param {string} anchor */
    const text = (x, y, said, anchor) => {
      const made = svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor });
      made.textContent = said;
      texts.push(made);
    };
    for (let k = range.left; k <= range.right; k += 2) {
      path += `M${across(k).toFixed(1)} ${TOP}V${tall - BOTTOM}`;
      text(across(k), tall - 14, power(k), k === range.right ? "end" : "middle");
    }
    for (let k = Math.ceil(range.low / many) * many; k <= range.high; k += many) {
      path += `M${LEFT} ${up(k).toFixed(1)}H${wide - RIGHT}`;
      text(LEFT - 5, up(k) + 3.5, power(k), "end");
    }
    text(wide - RIGHT, tall - 2, words.ACROSS, "end");
    text(LEFT + 6, TOP + 10, words.UP, "start");
    set(frame, "d", path);
    labels.replaceChildren(...texts);
  }
}
