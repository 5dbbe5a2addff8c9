/**
 * Both planes of the laboratory, of what moves: the page makes them, and so does its worker while
 * a hand moves. No DOM.
 */

import { arrowsFrom, handleOf } from "../parts/arrows.js";
import { plus, shown } from "../parts/curves.js";
import { frameOf } from "../parts/geometry.js";
import { emptyScene } from "../parts/picture.js";
import { BEYOND, PULLED, SHORT_TRUTH } from "./words.js";

/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("./judge.js").Found} Found */

/**
 * What moves.
 * @typedef {object} Moves
 * @property {Pick<import("./data.d.ts").State, "rule" | "x" | "v" | "u">} state
 * @property {Pick<Found, "value" | "push" | "pull" | "truth">} numbers
 * @property {boolean} begun whether the way back has been walked, or a hand has moved
 * @property {import("../parts/geometry.js").View[]} views of both planes
 * @property {number[]} widths of the planes, in pixels
 */

/** @type {[number, number]} */
export const BOTH = [0, 1];

/** @returns {(moves: Moves) => Scene[]} */
export function createScenes() {
  return ({ state, numbers, begun, views, widths }) => {
    const [input, output] = views.map((view, k) => frameOf(view, widths[k], false));
    return [inputScene(state, numbers, begun, input), outputScene(state, numbers, output)];
  };
}

/** Whether there is something to draw in both planes. @param {Pick<Found, "value" | "pull">} numbers */
export function finite({ value, pull }) {
  return [...value, ...pull].every(Number.isFinite);
}

/**
 * @param {{ rule: string, x: number[], v: number[] }} asked
 * @param {Moves["numbers"]} now
 * @param {boolean} begun
 * @param {Frame} frame
 * @returns {Scene}
 */
function inputScene({ rule, x, v }, now, begun, frame) {
  const arrow = arrowsFrom(x, BOTH);
  const wrong = rule !== "right";
  return {
    ...emptyScene(frame),
    axes: ["x₁", "x₂"],
    arrows: [
      arrow("v", "v", v),
      ...(begun ? [arrow("pull", wrong ? PULLED : "uᵀJ", now.pull)] : []),
      ...(begun && wrong ? [arrow("ghost", SHORT_TRUTH, now.truth)] : []),
    ],
    point: shown(x, BOTH),
    pointLabel: "x",
    handles: [handleOf("x", x, BOTH, x), handleOf("v", plus(x, v), BOTH, v)],
  };
}

/**
 * @param {{ u: number[] }} asked
 * @param {Moves["numbers"]} now
 * @param {Frame} frame
 * @returns {Scene}
 */
function outputScene({ u }, now, frame) {
  const whole = finite(now);
  const y = whole ? now.value : [0, 0];
  const arrow = arrowsFrom(y, BOTH);
  return {
    ...emptyScene(frame),
    axes: ["y₁", "y₂"],
    arrows: [arrow("u", "u", u), arrow("push", "Jv", now.push)],
    point: shown(y, BOTH),
    pointLabel: "f(x)",
    handles: [handleOf("u", plus(y, u), BOTH, u)],
    message: whole ? "" : BEYOND,
  };
}
