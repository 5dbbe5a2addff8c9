/**
 * From the state of the laboratory to what its two planes show. No DOM.
 */

import { numeral } from "../parts/format.js";
import { norm } from "../parts/products.js";
import { LARGEST } from "../parts/points.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("../parts/picture.js").Arrow} Arrow */
/** @typedef {import("../parts/picture.js").Handle} Handle */
/** @typedef {import("./judge.js").Found} Found */

/**
 * @param {{ x: number[], v: number[] }} asked
 * @param {Found} now
 * @param {boolean} wrong
 * @param {Frame} frame
 * @returns {Scene}
 */
export function inputScene({ x, v }, now, wrong, frame) {
  /** @type {Arrow[]} */
  const arrows = [
    { id: "v", label: "v", from: pair(x), to: plus(x, v), length: norm(v) },
    { id: "pull", label: wrong ? "uᵀJ by the rule" : "uᵀJ", from: pair(x), to: plus(x, now.pull), length: norm(now.pull) },
  ];
  if (wrong) arrows.push({ id: "ghost", label: "in truth", from: pair(x), to: plus(x, now.truth), length: norm(now.truth) });
  return {
    ...nothing(),
    frame,
    axes: ["x₁", "x₂"],
    arrows,
    point: pair(x),
    pointLabel: "x",
    handles: [handle("x", pair(x), x), handle("v", plus(x, v), v)],
  };
}

/**
 * @param {{ u: number[] }} asked
 * @param {Found} now
 * @param {boolean} finite
 * @param {Frame} frame
 * @returns {Scene}
 */
export function outputScene({ u }, now, finite, frame) {
  const y = finite ? now.value : [0, 0];
  /** @type {Arrow[]} */
  const arrows = [
    { id: "u", label: "u", from: pair(y), to: plus(y, u), length: norm(u) },
    { id: "push", label: "Jv", from: pair(y), to: plus(y, now.push), length: norm(now.push) },
  ];
  return {
    ...nothing(),
    frame,
    axes: ["y₁", "y₂"],
    arrows,
    point: pair(y),
    pointLabel: "f(x)",
    handles: [handle("u", plus(y, u), u)],
    message: finite ? "" : "f(x) is beyond the range of numbers here. Drag x back.",
  };
}

/** @param {number[]} p @returns {Vec} */
export function pair(p) {
  return [p[0], p[1]];
}

/** @param {number[]} p @param {number[]} d @returns {Vec} */
export function plus(p, d) {
  return [p[0] + d[0], p[1] + d[1]];
}

/**
 * @param {"x" | "v" | "u"} id
 * @param {Vec} at
 * @param {number[]} vector
 * @returns {Handle}
 */
function handle(id, at, vector) {
  return { id, at, value: norm(vector), largest: LARGEST, text: vector.map((z) => numeral(z)).join(", ") };
}

/** A plane with nothing in it. */
function nothing() {
  return { grid: "", levels: "", level: "", stripes: null, ring: "", curve: "", moved: null, message: "", caption: "" };
}
