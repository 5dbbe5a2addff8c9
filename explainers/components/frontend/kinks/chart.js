/**
 * A graph with axes: curves, marks and words, all given as paths and places.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { ticks } from "../parts/geometry.js";
import { across, down } from "./samples.js";

/** @typedef {import("./samples.js").Frame} Frame */

/**
 * @param {string} label
 * @param {string[]} curves classes of the curves, from the back to the front
 * @param {string[]} marks classes of the dots
 */
export function createChart(label, curves, marks) {
  const title = html("h3", { class: "title" });
  const axes = svg("path", { class: "axes" });
  const guide = svg("path", { class: "guide" });
  const paths = curves.map((name) => svg("path", { class: `curve ${name}` }));
  const dots = marks.map((name) => svg("circle", { class: `mark ${name}`, r: "5" }));
  const texts = svg("g", { class: "ticks" });
  const name = svg("text", { class: "axis", "text-anchor": "end" });
  const hands = svg("g", {});
  const picture = svg(
    "svg",
    { class: "picture", role: "group", "aria-label": label },
    svg("g", { transform: "scale(.1)" }, axes, guide, ...paths),
    texts,
    name,
    ...dots,
    hands,
  );
  picture.dataset.fold = "";
  const well = html("div", { class: "well" }, picture);
  const element = html("section", { class: "graph" }, html("header", {}, title), well);
  let drawn = "";

  return { element, title, picture, well, hands, frame, draw };

  /**
   * @param {[number, number]} x
   * @param {[number, number]} y
   * @param {[number, number]} size of the well
   * @returns {Frame}
   */
  function frame(x, y, [width, height]) {
    return { x, y, width, height };
  }

  /**
   * @param {Frame} frame
   * @param {string} axis name of what lies across
   * @param {number} x where the guide stands
   * @param {string[]} d paths of the curves
   * @param {{ x: number, y: number }[]} spots of the dots; not drawn where they are not finite
   */
  function draw(frame, axis, x, d, spots) {
    drawAxes(frame, axis);
    const at = Math.round(10 * across(frame, x));
    set(guide, "d", `M${at} 0V${10 * frame.height}`);
    paths.forEach((path, k) => set(path, "d", d[k]));
    dots.forEach((dot, k) => {
      const visible = Number.isFinite(spots[k].x) && Number.isFinite(spots[k].y);
      show(dot, visible);
      if (!visible) return;
      set(dot, "cx", across(frame, spots[k].x).toFixed(1));
      set(dot, "cy", down(frame, spots[k].y).toFixed(1));
    });
  }

  /**
   * @param {Frame} frame
   * @param {string} axis
   */
  function drawAxes(frame, axis) {
    const { width, height } = frame;
    const needs = [frame.x, frame.y, width, height, axis].join();
    if (needs === drawn) return;
    drawn = needs;
    set(picture, "viewBox", `0 0 ${width} ${height}`);
    const base = Math.round(10 * floor(frame));
    set(axes, "d", `M0 ${base}H${10 * width}${frame.x[0] < 0 && frame.x[1] > 0 ? `M${Math.round(10 * across(frame, 0))} 0V${10 * height}` : ""}`);
    const small = width < 330;
    const first = ticks(frame.x[0], frame.x[1], small ? 4 : 7).at;
    const second = ticks(frame.y[0], frame.y[1], height < 220 ? 3 : 5).at;
    texts.replaceChildren(
      ...first.map((t) => tick(across(frame, t), Math.min(height - 6, floor(frame) + 17), t, "middle", width)),
      ...second.filter((t) => t !== 0 && apart(frame, t)).map((t) => tick(6, down(frame, t) + 4, t, "start", width)),
    );
    set(name, "text", `${axis} →`);
    set(name, "x", String(width - 8));
    set(name, "y", String(Math.max(14, floor(frame) - 7)));
  }
}

/**
 * Where the horizontal axis lies: at 0, or at the lower edge where 0 is not in view.
 * @param {Frame} frame
 */
export function floor(frame) {
  const [low, high] = frame.y;
  return low <= 0 && high >= 0 ? down(frame, 0) : frame.height - 24;
}

/**
 * Whether a number on the upright axis has room, off the edges and the other axis.
 * @param {Frame} frame
 * @param {number} t
 */
function apart(frame, t) {
  const at = down(frame, t);
  return at > 12 && at < frame.height - 8 && Math.abs(at - floor(frame)) > 12;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} value
 * @param {string} anchor
 * @param {number} width
 */
function tick(x, y, value, anchor, width) {
  const text = svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor });
  if (anchor === "start" || (x > 24 && x < width - 16)) text.textContent = numeral(value);
  return text;
}
