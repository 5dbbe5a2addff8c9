/**
 * The samples, the line of each run, and the batch of the step that is shown with its
 * errors.
 */

import { html, set, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { placeOf } from "./wire.js";
import * as words from "./words.js";

/** @typedef {import("./wire.js").Ground} Ground */
/** @typedef {import("./wire.js").Course} Course */

/** Pieces of which the curve of a logistic model is made. */
const PIECES = 48;
/** Errors from which on each is drawn more faintly. */
const MANY = 40;
const MARGIN = { left: 30, right: 10, top: 10, bottom: 20 };

export function createCloud() {
  const others = svg("path", { class: "samples" });
  const batch = svg("path", { class: "samples batch" });
  const sticks = svg("path", { class: "sticks" });
  const lines = svg("path", { class: "model" });
  const focus = svg("path", { class: "model focus" });
  const scaled = svg("g", { transform: "scale(.1)" }, others, sticks, lines, focus, batch);
  const ticks = svg("g", { class: "ticks" });
  const across = svg("text", { class: "axis", "text-anchor": "end" });
  const up = svg("text", { class: "axis", x: "8", y: "15" });
  const picture = svg("svg", { class: "picture", role: "img" }, scaled, ticks, across, up);
  const well = html("div", { class: "well" }, picture);
  const title = html("h2", { class: "title" }, words.DATA);
  const rule = html("span", { class: "rule" });
  const element = html("section", { class: "plane cloud" }, html("header", {}, title, rule), well);

  /** @type {Ground} */
  let given;
  let [width, height] = [0, 0];
  /** @type {{ x: [number, number], y: [number, number] }} */
  let range = { x: [0, 1], y: [0, 1] };
  /** @type {string[]} */
  let dots = [];

  return { element, well, ground, draw };

  /**
   * @param {Ground} ground
   * @param {number} w
   * @param {number} h
   */
  function ground(ground, w, h) {
    given = ground;
    [width, height] = [w, h];
    set(picture, "viewBox", `0 0 ${w} ${h}`);
    set(picture, "aria-label", words.cloud(ground));
    const [xs, ys] = [Array.from(ground.x), Array.from(ground.y)];
    const reach = Math.max(...xs) * 1.04;
    range.x = [0, reach];
    const [low, high] = [Math.min(0, ...ys), Math.max(...ys)];
    const room = ground.risk.labels ? 0.18 : 0.08;
    range.y = [low - (low < 0 || ground.risk.labels ? room * (high - low) : 0), high + room * (high - low || 1)];
    dots = xs.map((x, i) => `M${Math.round(10 * px(x))} ${Math.round(10 * py(ys[i]))}h0`);
    set(others, "d", dots.join(""));
    const [first, second] = [geometry.ticks(0, reach, 5).at, geometry.ticks(...range.y, 4).at];
    ticks.replaceChildren(
      ...first.filter((t) => px(t) < w - 20).map((t) => tick(px(t), h - 6, t, "middle")),
      ...second.filter((t) => py(t) > 24 && py(t) < h - 18).map((t) => tick(MARGIN.left - 6, py(t) + 3.5, t, "end")),
    );
    set(across, "text", "x →");
    set(across, "x", String(w - 8));
    set(across, "y", String(h - 8));
    set(up, "text", words.upwards(ground));
  }

  /** @param {number} x @param {number} y @param {number} value @param {string} anchor */
  function tick(x, y, value, anchor) {
    return svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor }, numeral(value));
  }

  /** @param {number} x */
  function px(x) {
    return MARGIN.left + ((width - MARGIN.left - MARGIN.right) * (x - range.x[0])) / (range.x[1] - range.x[0]);
  }

  /** @param {number} y */
  function py(y) {
    const [low, high] = range.y;
    const at = height - MARGIN.bottom - ((height - MARGIN.top - MARGIN.bottom) * (y - low)) / (high - low || 1);
    return Math.max(-1e4, Math.min(1e4, at));
  }

  /**
   * What a model says at x.
   * @param {number} a
   * @param {number} b
   * @param {number} x
   */
  function model(a, b, x) {
    return given.risk.labels ? 1 / (1 + Math.exp(-(a * x + b))) : a * x + b;
  }

  /** @param {number} a @param {number} b */
  function modelPath(a, b) {
    const pieces = given.risk.labels ? PIECES : 1;
    let path = "";
    for (let k = 0; k <= pieces; k++) {
      const x = range.x[0] + ((range.x[1] - range.x[0]) * k) / pieces;
      path += `${k ? "L" : "M"}${Math.round(10 * px(x))} ${Math.round(10 * py(model(a, b, x)))}`;
    }
    return path;
  }

  /**
   * @param {{ course: Course, at: number, run: number }} shown
   * @param {number[]} rows samples of the batch
   */
  function draw({ course, at, run }, rows) {
    set(lines, "d", course.theta.map((_, k) => (k === run ? "" : modelPath(...placeOf(course, k, at)))).join(""));
    const [a, b] = placeOf(course, run, at);
    set(focus, "d", modelPath(a, b));
    set(batch, "d", rows.map((i) => dots[i]).join(""));
    set(sticks, "class", rows.length > MANY ? "sticks many" : "sticks");
    set(
      sticks,
      "d",
       rows.map((i) => `M${Math.round(10 * px(given.x[i]))} ${Math.round(10 * py(given.y[i]))}V${Math.round(10 * py(model(a, b, given.x[i])))}`).join(""),
    );
    set(rule, "text", words.batch(given, rows.length));
  }
}
