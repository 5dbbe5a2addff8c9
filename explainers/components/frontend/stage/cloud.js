/**
 * The circle around x with the axes of its image, and a cloud of inputs: as paths. No DOM.
 */

import { numeral } from "../parts/format.js";
import { shown } from "../parts/curves.js";
import * as geometry from "../parts/geometry.js";
import { spectrum } from "../parts/symmetric.js";
import { read, replay } from "../parts/tape.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {[number, number]} Pair */

/** So many standard deviations wide is what J makes of a cloud drawn. */
export const WIDTH = 2;
/** A singular value that is smaller by this much is told as about 0. */
const SMALLEST = 1e-12;
/** Which way the handle of a cloud lies from x. */
const [ACROSS, DOWN] = [Math.SQRT1_2, -Math.SQRT1_2];

/**
 * An axis of the circle, of length 1, and where J takes it.
 * @typedef {{ from: Vec, to: Vec, length: number }} Axis
 */

/**
 * The axes of what a 2×2 matrix, given by its columns, makes of a circle: the longest first.
 * @param {Vec} first
 * @param {Vec} second
 * @returns {Axis[]}
 */
export function axesOf(first, second) {
  // Divided first: squares neither overflow nor vanish.
  const size = Math.max(...[...first, ...second].map(Math.abs));
  if (!(size > 0 && Number.isFinite(size))) return [];
  const [p, q] = [first, second].map((column) => column.map((z) => z / size));
  const inner = p[0] * q[0] + p[1] * q[1];
  const { vectors } = spectrum([p[0] ** 2 + p[1] ** 2, inner, inner, q[0] ** 2 + q[1] ** 2], 2);
  return vectors.reverse().map(([a, b]) => {
    const to = /** @type {Vec} */ ([a * first[0] + b * second[0], a * first[1] + b * second[1]]);
    return { from: [a, b], to, length: Math.hypot(...to) };
  });
}

/**
 * Both ways from a point along some directions, with what their ends are called.
 * @param {Frame} frame
 * @param {Vec} point
 * @param {Vec[]} directions
 * @param {number} radius
 */
export function crossPath(frame, point, directions, radius) {
  return directions
    .map((by) => geometry.linePath(frame, [-1, 1].map((sign) => /** @type {Vec} */ (point.map((z, k) => z + sign * radius * by[k])))))
    .join("");
}

/**
 * How far J stretches along axes, at their ends: its singular values, if the planes show all of it.
 * @param {Axis[]} axes
 * @param {Vec} point
 * @param {number} radius
 * @param {boolean} whole
 */
export function axisMarks(axes, point, radius, whole) {
  return axes.map(({ to, length }, k) => {
    const flat = length <= SMALLEST * axes[0].length;
    const told = flat ? "0" : numeral(length);
    return {
      at: /** @type {Vec} */ (point.map((z, i) => z + radius * to[i])),
      text: whole ? `σ${"₁₂"[k]} ${flat ? "≈" : "="} ${told}` : `× ${flat ? "≈ " : ""}${told}`,
    };
  });
}

/**
 * Points as dots.
 * @param {Frame} frame
 * @param {Vec[]} points
 */
function dots(frame, points) {
  // A tenth of a pixel long, for a line of no length has no ends to be round.
  return points.filter(geometry.finite).map((p) => `${geometry.linePath(frame, [p])}h1`).join("");
}

/**
 * The inputs of a cloud, as dots.
 * @param {Frame} frame
 * @param {number[]} x
 * @param {Pair} pair
 * @param {number} spread
 * @param {readonly (readonly number[])[]} draws
 */
export function inputDots(frame, x, pair, spread, draws) {
  return dots(frame, draws.map((draw) => shown(x.map((z, j) => z + spread * draw[j]), pair)));
}

/**
 * Where f sends them, by the tape.
 * @param {Frame} frame
 * @param {Tape} tape
 * @param {number[]} x
 * @param {Pair} pair
 * @param {number} spread
 * @param {readonly (readonly number[])[]} draws
 */
export function outputDots(frame, tape, x, pair, spread, draws) {
  return dots(frame, draws.map((draw) => {
    replay(tape, x.map((z, j) => z + spread * draw[j]));
    return shown(read(tape, tape.value), pair);
  }));
}

/**
 * What J makes of the circle or sphere that is two standard deviations wide, as the plane shows it.
 * @param {Frame} frame
 * @param {Vec} point
 * @param {Vec[]} columns of J, an input each, as the plane shows them
 * @param {number} spread
 */
export function spreadPath(frame, point, columns, spread) {
  const reach = WIDTH * spread;
  if (frame.line) {
    const wide = reach * Math.hypot(...columns.map(([z]) => z));
    return geometry.linePath(frame, [[point[0] - wide, 0], [point[0] + wide, 0]]);
  }
  // Divided first: squares neither overflow nor vanish.
  const size = Math.max(...columns.flat().map(Math.abs)) || 1;
  const parts = columns.map((column) => column.map((z) => z / size));
  const sum = (/** @type {0 | 1} */ i, /** @type {0 | 1} */ j) => parts.reduce((total, part) => total + part[i] * part[j], 0);
  const { values, vectors } = spectrum([sum(0, 0), sum(0, 1), sum(0, 1), sum(1, 1)], 2);
  const [first, second] = vectors.map((way, k) => /** @type {Vec} */ (way.map((z) => z * size * Math.sqrt(Math.max(0, values[k])))));
  return geometry.ellipsePath(frame, point, first, second, reach);
}

/**
 * Where the handle of a cloud is, and how far it makes the cloud.
 * @param {number} spread
 * @param {boolean} line
 * @returns {Vec}
 */
export function gripOf(spread, line) {
  return line ? [WIDTH * spread, 0] : [WIDTH * spread * ACROSS, WIDTH * spread * DOWN];
}

/** @param {Vec} grip @param {readonly [number, number]} limits */
export function spreadOf(grip, [least, most]) {
  return Math.min(most, Math.max(least, Number((Math.hypot(...grip) / WIDTH).toPrecision(3))));
}
