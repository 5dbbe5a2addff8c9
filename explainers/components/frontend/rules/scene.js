/**
 * From the state of the laboratory to what its two planes show. No DOM.
 */

import { arrowsFrom, handleOf } from "../parts/arrows.js";
import { plus, shown } from "../parts/curves.js";
import { emptyScene } from "../parts/picture.js";
import { BEYOND, PULLED, SHORT_TRUTH } from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("./judge.js").Found} Found */

/** @type {[number, number]} */
const BOTH = [0, 1];

/**
 * @param {{ x: number[], v: number[] }} asked
 * @param {Found} now
 * @param {boolean} wrong
 * @param {Frame} frame
 * @returns {Scene}
 */
export function inputScene({ x, v }, now, wrong, frame) {
  const arrow = arrowsFrom(x, BOTH);
  return {
    ...emptyScene(frame),
    axes: ["x₁", "x₂"],
    arrows: [
      arrow("v", "v", v),
      arrow("pull", wrong ? PULLED : "uᵀJ", now.pull),
      ...(wrong ? [arrow("ghost", SHORT_TRUTH, now.truth)] : []),
    ],
    point: shown(x, BOTH),
    pointLabel: "x",
    handles: [handleOf("x", x, BOTH, x), handleOf("v", plus(x, v), BOTH, v)],
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
  const arrow = arrowsFrom(y, BOTH);
  return {
    ...emptyScene(frame),
    axes: ["y₁", "y₂"],
    arrows: [arrow("u", "u", u), arrow("push", "Jv", now.push)],
    point: shown(y, BOTH),
    pointLabel: "f(x)",
    handles: [handleOf("u", plus(y, u), BOTH, u)],
    message: finite ? "" : BEYOND,
  };
}
