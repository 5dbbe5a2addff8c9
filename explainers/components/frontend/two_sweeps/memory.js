/**
 * How many numbers each mode holds over a whole run, as steps, with the playhead in them.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { held, sweepsOf } from "./run.js";
import * as words from "./words.js";

const WIDTH = 1000;
const HEIGHT = 100;
/** From what is drawn first to what lies over it. */
const SERIES = /** @type {const} */ (["residuals", "reverse", "forward"]);

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
  const curves = SERIES.map((name) => svg("path", { class: name }));
  const head = svg("line", { class: "head", y1: "0", y2: String(HEIGHT) });
  const picture = svg(
    "svg",
    { class: "curves", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": words.CURVES },
    ...curves,
    head,
  );
  const top = html("span", { class: "top" });
  const forwardNow = html("span", { class: "now" });
  const reverseNow = html("span", { class: "now" });
  const keptNow = html("span", { class: "now" });
  const forwardPart = html("p", { class: "push" }, html("b", {}, words.MODES[0]), " ", forwardNow);
  const reversePart = html("p", { class: "pull" }, html("b", {}, words.MODES[1]), " ", reverseNow);
  const keptPart = html("p", { class: "kept" }, html("i", { class: "swatch" }), keptNow);
  const why = html("p", { class: "why" });
  const element = html(
    "section",
    { class: "memory" },
    html("h2", { class: "title" }, words.MEMORY),
    html("div", { class: "chart" }, picture, top),
    html("div", { class: "held" }, forwardPart, reversePart, keptPart),
    why,
  );
  /** @type {(number | null)[][]} */
  let series = [[], [], []];
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
      series = SERIES.map((name) => each.map((held) => held[name]));
      // The height is that of both modes, whatever is played.
      const highest = Math.max(
        most(memory.forward),
        ...memory.cotangents.map((z, k) => z + memory.remaining[k]),
        most(memory.values),
        most(series[1]),
        most(series[2]),
      );
      frames = Math.max(1, timeline.length);
      repeated = memory.repeated;
      const room = 1.08 * Math.max(1, highest);
      curves.forEach((curve, k) => curve.setAttribute("d", stepPath(series[k], room, k === 0)));
      set(top, "text", String(highest));
      show(forwardPart, most(series[2]) > 0);
      show(reversePart, most(series[1]) > 0);
      show(keptPart, most(series[1]) > 0);
      const said = words.why(most(series[2]), most(series[1]), memory.repeated);
      set(why, "text", said);
      show(why, said !== "");
    },
    /** @param {number} frame */
    draw(frame) {
      const x = String(Math.round(((frame + 0.5) / frames) * WIDTH * 10) / 10);
      set(head, "x1", x);
      set(head, "x2", x);
      const [residuals, reverse, forward] = series;
      set(forwardNow, "text", words.heldNow("forward", forward[frame], most(forward)));
      set(reverseNow, "text", words.heldNow("reverse", reverse[frame], most(reverse)));
      set(keptNow, "text", words.keptNow(residuals[frame] ?? 0, most(residuals), repeated));
    },
  };
}
