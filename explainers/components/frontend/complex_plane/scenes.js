/**
 * Both complex planes, of what stays and what moves: the page makes them, and so does its worker
 * while a hand moves. No DOM.
 */

import { arrowsFrom } from "../parts/arrows.js";
import { along, gridPath, imagePath, plus, shown } from "../parts/curves.js";
import * as geometry from "../parts/geometry.js";
import { emptyScene } from "../parts/picture.js";
import { LARGEST } from "../parts/points.js";
import { norm } from "../parts/products.js";
import { times } from "./numbers.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("./numbers.js").Numbers & { z: Vec }} Numbers and where they belong to */

/** @typedef {{ tape: Tape }} Stays as long as it is the same function */

/**
 * What moves.
 * @typedef {object} Moves
 * @property {Pick<import("./data.d.ts").State, "z" | "dz" | "cover">} state
 * @property {Numbers} numbers the last that can be drawn
 * @property {string} problem
 * @property {geometry.View[]} views of both planes
 * @property {number[]} widths of the planes, in pixels
 */

/** How far along dz and against it the true image is drawn. */
const REACH = 1.5;
/** Both coordinates of a plane. @type {[number, number]} */
const BOTH = [0, 1];

/**
 * @param {Stays} stays
 * @returns {(moves: Moves) => Scene[]}
 */
export function createScenes({ tape }) {
  return function scenes(moves) {
    const [input, image] = moves.views.map((view, k) => geometry.frameOf(view, moves.widths[k], false));
    return [zScene(moves, input), wScene(tape, moves, image, input)];
  };
}

/**
 * @param {Moves} moves
 * @param {geometry.Frame} frame
 * @returns {Scene}
 */
function zScene({ state: { z, dz } }, frame) {
  return {
    ...emptyScene(frame),
    axes: ["Re z", "Im z"],
    grid: gridPath(frame, z),
    ring: geometry.ellipsePath(frame, z, [1, 0], [0, 1], norm(dz)),
    arrows: [arrowsFrom(z, BOTH)("v", "dz", dz)],
    point: z,
    pointLabel: "z",
    handles: [
      { id: "x", at: z, value: norm(z), largest: LARGEST, text: words.complexText(z) },
      { id: "v", at: sum(z, dz), value: norm(dz), largest: LARGEST, text: words.complexText(dz) },
    ],
  };
}

/**
 * @param {Tape} tape
 * @param {Moves} moves
 * @param {geometry.Frame} frame
 * @param {geometry.Frame} input
 * @returns {Scene}
 */
function wScene(tape, { state: { dz, cover }, numbers, problem }, frame, input) {
  const { z, value, jacobian: [a, b, c, d], push, moved } = numbers;
  const linear = times(numbers.linear, dz);
  const rest = times(numbers.rest, [dz[0], 0 - dz[1]]);
  const parted = norm(rest) > 0 && norm(linear) > 0;
  const arrow = arrowsFrom(value, BOTH);
  /** @type {Scene} */
  const scene = {
    ...emptyScene(frame),
    axes: ["Re w", "Im w"],
    grid: imagePath(tape, z, BOTH, BOTH, input, frame),
    point: value,
    pointLabel: "w",
    message: problem,
  };
  if (cover) return scene;
  return {
    ...scene,
    ring: geometry.ellipsePath(frame, value, [a, c], [b, d], norm(dz)),
    curve: geometry.curvePath(frame, along(tape, z, dz, BOTH), -REACH, REACH, 12),
    arrows: [
      ...(parted ? [arrow("ghost", "A dz", linear), arrowsFrom(sum(value, linear), BOTH)("ghost", "B dz̄", rest)] : []),
      arrow("push", "dw", push),
    ],
    moved,
  };
}

/** @param {Vec} p @param {Vec} d */
export function sum(p, d) {
  return shown(plus(p, d), BOTH);
}
