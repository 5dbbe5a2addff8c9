/**
 * Curves of a map through its domain, and grids of them, as paths. No DOM.
 */

import * as geometry from "./geometry.js";
import { replay } from "./tape.js";

/** @typedef {import("./geometry.js").Vec} Vec */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Node} Node */
/** @typedef {import("./tape.js").Tape} Tape */

/** Lines of the grid each way: fewer on a plane of fewer pixels. */
const LINES = 17;
const FEW_LINES = 9;
/** Planes with fewer pixels than this are small. */
export const SMALL = 240;

/**
 * Two chosen coordinates of a vector; the second is 0 on a line.
 * @param {ArrayLike<number>} vector
 * @param {[number, number]} pair
 * @returns {Vec}
 */
export function shown(vector, [a, b]) {
  return [vector[a], a === b ? 0 : vector[b]];
}

/**
 * @param {ArrayLike<number>} p
 * @param {ArrayLike<number>} d
 * @returns {number[]}
 */
export function plus(p, d) {
  return Array.from(p, (z, i) => z + d[i]);
}

/**
 * The curve t ↦ f(p + t·d), in the shown coordinates, by the tape.
 * @param {Tape} tape
 * @param {ArrayLike<number>} p
 * @param {ArrayLike<number>} d
 * @param {[number, number]} pair
 * @returns {(t: number) => Node}
 */
export function along(tape, p, d, [a, b]) {
  const { n, slots, value, jacobian } = tape;
  const at = new Float64Array(n);
  const moving = Array.from(d, (_, j) => j).filter((j) => d[j] !== 0);
  return (t) => {
    for (let j = 0; j < n; j++) at[j] = p[j] + t * d[j];
    replay(tape, at);
    let [da, db] = [0, 0];
    for (const j of moving) {
      da += slots[jacobian[a * n + j]] * d[j];
      db += slots[jacobian[b * n + j]] * d[j];
    }
    const line = a === b;
    return {
      t,
      p: [slots[value[a]], line ? 0 : slots[value[b]]],
      d: [da, line ? 0 : db],
    };
  };
}

/** @param {Frame} frame */
export function gridStep({ view, size }) {
  return (2 * view.half) / ((size < SMALL ? FEW_LINES : LINES) - 1);
}

/**
 * Where the lines of a grid through x stand along one coordinate: all that are in view.
 * @param {Frame} frame
 * @param {number} centre of the view along that coordinate
 * @param {number} x
 * @param {number} [step] between them
 */
export function gridLines(frame, centre, x, step = gridStep(frame)) {
  const { half } = frame.view;
  const first = Math.ceil((centre - half - x) / step);
  const last = Math.floor((centre + half - x) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => x + (first + k) * step);
}

/**
 * A grid through x over the whole plane.
 * @param {Frame} frame
 * @param {Vec} x
 * @param {number} [step] between its lines
 */
export function gridPath(frame, x, step) {
  const { cx, cy, half } = frame.view;
  const upright = gridLines(frame, cx, x[0], step).map((a) => geometry.linePath(frame, [[a, cy - half], [a, cy + half]]));
  const level = gridLines(frame, cy, x[1], step).map((b) => geometry.linePath(frame, [[cx - half, b], [cx + half, b]]));
  return upright.join("") + level.join("");
}

/**
 * Image, under f, of the grid through a point over the whole input plane.
 * @param {Tape} tape
 * @param {number[]} base the point
 * @param {[number, number]} inputs
 * @param {[number, number]} outputs
 * @param {Frame} input
 * @param {Frame} output
 * @param {number} [step] between the lines of the grid
 */
export function imagePath(tape, base, inputs, outputs, input, output, step) {
  const { half } = input.view;
  const centres = [input.view.cx, input.view.cy];
  let path = "";
  for (const side of [0, 1]) {
    const [fixed, free] = [inputs[side], inputs[1 - side]];
    const d = base.map((_, j) => (j === free ? 1 : 0));
    const p = [...base];
    p[free] = centres[1 - side];
    for (const at of gridLines(input, centres[side], base[fixed], step)) {
      p[fixed] = at;
      path += geometry.curvePath(output, along(tape, p, d, outputs), -half, half, 4);
    }
  }
  return path;
}

/**
 * @param {Frame} frame
 * @param {(number | string)[][]} nodes
 * @param {number} from
 * @param {number} to
 */
export function nodesPath(frame, nodes, from, to) {
  const step = (to - from) / (nodes.length - 1);
  /** @param {number} t @returns {Node} */
  const at = (t) => {
    const place = (t - from) / step;
    const k = Math.min(nodes.length - 2, Math.floor(place));
    const [a, b] = [nodes[k], nodes[k + 1]].map((node) => node.map(Number));
    return hermite(a, b, place - k, step, t);
  };
  return geometry.curvePath(frame, at, from, to, nodes.length - 1);
}

/**
 * Cubic through two nodes with their velocities.
 * @param {number[]} a
 * @param {number[]} b
 * @param {number} s from 0 to 1
 * @param {number} h
 * @param {number} t
 * @returns {Node}
 */
function hermite(a, b, s, h, t) {
  /** @param {number} i */
  const p = (i) =>
    a[i] * (2 * s ** 3 - 3 * s ** 2 + 1) +
    b[i] * (3 * s ** 2 - 2 * s ** 3) +
    h * (a[i + 2] * (s ** 3 - 2 * s ** 2 + s) + b[i + 2] * (s ** 3 - s ** 2));
  /** @param {number} i */
  const d = (i) =>
    ((b[i] - a[i]) * (6 * s - 6 * s ** 2)) / h +
    a[i + 2] * (3 * s ** 2 - 4 * s + 1) +
    b[i + 2] * (3 * s ** 2 - 2 * s);
  return { t, p: [p(0), p(1)], d: [d(0), d(1)] };
}
