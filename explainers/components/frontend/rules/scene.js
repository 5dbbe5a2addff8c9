/**
 * From the state of the laboratory to what its two planes show. No DOM.
 */

import { plus, shown } from "../parts/curves.js";
import { numeral } from "../parts/format.js";
import { emptyScene } from "../parts/picture.js";
import { norm } from "../parts/products.js";
import { LARGEST } from "../parts/points.js";
import { BEYOND, PULLED, SHORT_TRUTH } from "./words.js";

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
    { id: "v", label: "v", from: at(x), to: at(plus(x, v)), length: norm(v) },
    { id: "pull", label: wrong ? PULLED : "uᵀJ", from: at(x), to: at(plus(x, now.pull)), length: norm(now.pull) },
  ];
  if (wrong) arrows.push({ id: "ghost", label: SHORT_TRUTH, from: at(x), to: at(plus(x, now.truth)), length: norm(now.truth) });
  return {
    ...emptyScene(frame),
    axes: ["x₁", "x₂"],
    arrows,
    point: at(x),
    pointLabel: "x",
    handles: [handle("x", at(x), x), handle("v", at(plus(x, v)), v)],
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
    { id: "u", label: "u", from: at(y), to: at(plus(y, u)), length: norm(u) },
    { id: "push", label: "Jv", from: at(y), to: at(plus(y, now.push)), length: norm(now.push) },
  ];
  return {
    ...emptyScene(frame),
    axes: ["y₁", "y₂"],
    arrows,
    point: at(y),
    pointLabel: "f(x)",
    handles: [handle("u", at(plus(y, u)), u)],
    message: finite ? "" : BEYOND,
  };
}

/** @param {number[]} p */
function at(p) {
  return shown(p, [0, 1]);
}

/**
 * @param {"x" | "v" | "u"} id
 * @param {Vec} spot
 * @param {number[]} vector
 * @returns {Handle}
 */
function handle(id, spot, vector) {
  return { id, at: spot, value: norm(vector), largest: LARGEST, text: vector.map((z) => numeral(z)).join(", ") };
}
