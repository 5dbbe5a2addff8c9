/**
 * How many numbers each mode holds over a whole run, as steps, with the playhead in them.
 */

import { html, set, show, svg } from "../parts/dom.js";

/** @typedef {{ forward: (number | null)[], residuals: (number | null)[], reverse: (number | null)[] }} Series */

const WIDTH = 1000;
const HEIGHT = 100;

/**
 * Steps as a path: each frame as wide as the next, gaps where nothing runs.
 * @param {(number | null)[]} series
 * @param {number} most height of the picture, in numbers
 * @param {boolean} filled
 */
export function stepPath(series, most, filled) {
  const wide = WIDTH / Math.max(1, series.length);
  const y = (/** @type {number} */ z) => Math.round(HEIGHT * (1 - z / most) * 10) / 10;
  const x = (/** @type {number} */ k) => Math.round(k * wide * 10) / 10;
  let path = "";
  /** @type {number | null} */
  let before = null;
  series.forEach((now, k) => {
    if (now !== null) {
      if (before === null) path += filled ? `M${x(k)} ${HEIGHT}V${y(now)}` : `M${x(k)} ${y(now)}`;
      else if (now !== before) path += `V${y(now)}`;
      path += `H${x(k + 1)}`;
    } else if (before !== null && filled) path += `V${HEIGHT}`;
    before = now;
  });
  return filled && before !== null ? `${path}V${HEIGHT}` : path;
}

/** The largest of a series, 0 if there is none. @param {(number | null)[]} series */
export function most(series) {
  return series.reduce((/** @type {number} */ top, z) => Math.max(top, z ?? 0), 0);
}

/**
 * @param {(frame: number) => void} go
 * @param {AbortSignal} signal
 */
export function createMemory(go, signal) {
  const area = svg("path", { class: "residuals" });
  const reverse = svg("path", { class: "reverse" });
  const forward = svg("path", { class: "forward" });
  const head = svg("line", { class: "head", y1: "0", y2: String(HEIGHT) });
  const picture = svg(
    "svg",
    { class: "curves", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": "numbers held at each step" },
    area,
    reverse,
    forward,
    head,
  );
  const top = html("span", { class: "top" });
  const forwardNow = html("span", { class: "now" });
  const reverseNow = html("span", { class: "now" });
  const keptNow = html("span", { class: "now" });
  const forwardPart = html("p", { class: "push" }, html("b", {}, "forward"), " ", forwardNow);
  const reversePart = html("p", { class: "pull" }, html("b", {}, "reverse"), " ", reverseNow);
  const keptPart = html("p", { class: "kept" }, html("i", { class: "swatch" }), keptNow);
  const element = html(
    "section",
    { class: "memory" },
    html("h3", { class: "title" }, "Numbers held"),
    html("div", { class: "chart" }, picture, top),
    html("div", { class: "held" }, forwardPart, reversePart, keptPart),
  );
  /** @type {Series} */
  let series = { forward: [], residuals: [], reverse: [] };
  let frames = 1;
  let repeated = 0;

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    go(Math.max(0, Math.min(frames - 1, Math.floor(part * frames))));
  }, { signal });

  return {
    element,
    /**
     * @param {Series} next
     * @param {number} highest of both modes, whatever is played
     * @param {number} kept residuals with repetitions
     */
    build(next, highest, kept) {
      series = next;
      frames = Math.max(1, series.forward.length);
      repeated = kept;
      const room = 1.08 * Math.max(1, highest);
      area.setAttribute("d", stepPath(series.residuals, room, true));
      reverse.setAttribute("d", stepPath(series.reverse, room, false));
      forward.setAttribute("d", stepPath(series.forward, room, false));
      set(top, "text", String(highest));
      show(forwardPart, most(series.forward) > 0);
      show(reversePart, most(series.reverse) > 0);
      show(keptPart, most(series.reverse) > 0);
    },
    /** @param {number} frame */
    draw(frame) {
      const x = String(Math.round(((frame + 0.5) / frames) * WIDTH * 10) / 10);
      set(head, "x1", x);
      set(head, "x2", x);
      const [a, b, c] = [series.forward[frame], series.reverse[frame], series.residuals[frame]];
      set(forwardNow, "text", `${a === null ? "done" : `${a} now`}, ${most(series.forward)} at most`);
      set(reverseNow, "text", `${b === null ? "not begun" : `${b} now`}, ${most(series.reverse)} at most`);
      const different = most(series.residuals);
      const again = repeated > different ? ` of ${different} different residuals (${repeated} with repetitions)` : ` of ${different} residuals`;
      set(keptNow, "text", different === 0 ? "no residuals" : `${c ?? 0}${again}`);
    },
  };
}
