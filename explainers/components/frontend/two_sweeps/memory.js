/**
 * How many numbers each mode holds over a whole run, as steps, with the playhead in them.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { held, sweepsOf } from "./run.js";
import * as words from "./words.js";

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
    { class: "curves", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": words.CURVES },
    area,
    reverse,
    forward,
    head,
  );
  const top = html("span", { class: "top" });
  const forwardNow = html("span", { class: "now" });
  const reverseNow = html("span", { class: "now" });
  const keptNow = html("span", { class: "now" });
  const forwardPart = html("p", { class: "push" }, html("b", {}, words.MODES[0]), " ", forwardNow);
  const reversePart = html("p", { class: "pull" }, html("b", {}, words.MODES[1]), " ", reverseNow);
  const keptPart = html("p", { class: "kept" }, html("i", { class: "swatch" }), keptNow);
  const element = html(
    "section",
    { class: "memory" },
    html("h3", { class: "title" }, words.MEMORY),
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
     * @param {import("./run.js").Program} program
     * @param {import("./run.js").Way} way
     * @param {import("./run.js").Frame[]} timeline
     */
    build(program, way, timeline) {
      const { memory } = program;
      const each = timeline.map((frame) => held(program, way, frame, sweepsOf(program, way)));
      series = {
        forward: each.map(({ forward }) => forward),
        residuals: each.map(({ residuals }) => residuals),
        reverse: each.map(({ reverse }) => reverse),
      };
      // The height is that of both modes, whatever is played.
      const highest = Math.max(
        most(memory.forward),
        ...memory.cotangents.map((z, k) => z + memory.remaining[k]),
        most(memory.values),
        most(series.forward),
        most(series.reverse),
      );
      frames = Math.max(1, timeline.length);
      repeated = memory.repeated;
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
      const { forward: out, reverse: back, residuals } = series;
      set(forwardNow, "text", words.heldNow(out[frame], most(out), "done"));
      set(reverseNow, "text", words.heldNow(back[frame], most(back), "not begun"));
      set(keptNow, "text", words.keptNow(residuals[frame] ?? 0, most(residuals), repeated));
    },
  };
}
