/**
 * The numbers of the laboratory while a hand moves: replays of JAX's programs, and what two
 * of the referees make of them. No DOM, and nothing is differentiated here.
 */

import { dot, norm, push as weighted } from "../parts/products.js";
import { read, replay } from "../parts/tape.js";

/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("../parts/geometry.js").Vec} Vec */

/**
 * What stands between the boxes.
 * @typedef {object} Trace
 * @property {number[]} inner a = Ax
 * @property {number[]} value y = exp a
 * @property {number[]} kept
 * @property {number[]} between w, on the way back
 * @property {number[]} pull uᵀJ as the rule has it
 */

/**
 * @typedef {Trace & {
 *   truth: number[],
 *   push: number[],
 *   forwards: number,
 *   backwards: number,
 *   remainders: number[],
 *   slope: number,
 * }} Found
 */

/** Beyond this a descent has left for good. */
const LOST = 1e3;

/**
 * @param {Tape} rule program of (x, u) ↦ (a, y, kept, w, uᵀJ)
 * @param {number[]} x
 * @param {number[]} u
 * @returns {Trace}
 */
export function traced(rule, x, u) {
  replay(rule, [...x, ...u]);
  const all = read(rule, rule.value);
  const [inner, value, kept, between, pull] = [0, 1, 2, 3, 4].map((k) => all.slice(2 * k, 2 * k + 2));
  return { inner, value, kept, between, pull };
}

/**
 * f(x), by the tape of f.
 * @param {Tape} layer
 * @param {ArrayLike<number>} x
 */
export function valueAt(layer, x) {
  replay(layer, x);
  return read(layer, layer.value);
}

/**
 * |u·(f(x + hv) − f(x)) − h (uᵀJ)·v| for each h.
 * @param {Tape} layer
 * @param {number[]} lengths
 * @param {{ x: number[], v: number[], u: number[], pull: number[] }} asked
 */
export function remainders(layer, lengths, { x, v, u, pull }) {
  const base = valueAt(layer, x);
  const slope = dot(pull, v);
  return lengths.map((h) => {
    const moved = valueAt(layer, x.map((z, j) => z + h * v[j]));
    return Math.abs(dot(u, moved.map((y, i) => y - base[i])) - h * slope);
  });
}

/**
 * Slope of the line fitted through log size against log length; NaN where a size is 0.
 * @param {number[]} lengths
 * @param {number[]} sizes
 */
export function slope(lengths, sizes) {
  if (!sizes.every((size) => size > 0)) return NaN;
  const across = lengths.map(Math.log);
  const up = sizes.map(Math.log);
  const [a, b] = [across, up].map((all) => all.reduce((sum, z) => sum + z, 0) / all.length);
  const centred = across.map((z) => z - a);
  return dot(centred, up.map((z) => z - b)) / dot(centred, centred);
}

/**
 * Mean over the observations z of ½‖f(x) − z‖².
 * @param {Tape} layer
 * @param {ArrayLike<number>} x
 * @param {number[][]} observations
 */
export function risk(layer, x, observations) {
  const y = valueAt(layer, x);
  const sum = observations.reduce((total, z) => total + (y[0] - z[0]) ** 2 + (y[1] - z[1]) ** 2, 0);
  return sum / (2 * observations.length);
}

/**
 * Points of SGD from x, one observation a step, until it is over or has left for good.
 * @param {Tape} rule
 * @param {Tape} layer
 * @param {number[]} x
 * @param {{ observations: number[][], rate: number, steps: number }} run
 * @returns {Vec[]}
 */
export function descent(rule, layer, x, { observations, rate, steps }) {
  /** @type {Vec} */
  let at = [x[0], x[1]];
  const path = [at];
  for (let k = 0; k < steps; k++) {
    const seen = observations[k % observations.length];
    const u = valueAt(layer, at).map((y, i) => y - seen[i]);
    const { pull } = traced(rule, at, u);
    at = [at[0] - rate * pull[0], at[1] - rate * pull[1]];
    path.push(at);
    if (!(Math.abs(at[0]) < LOST && Math.abs(at[1]) < LOST)) break;
  }
  return path;
}

/**
 * A direction as long as v, and as near to it, in which a wrong pull goes unnoticed.
 * @param {number[]} truth
 * @param {number[]} pull
 * @param {number[]} v
 */
export function unnoticed(truth, pull, v) {
  const wrong = truth.map((z, j) => z - pull[j]);
  const size = norm(wrong);
  if (!(size > 0)) return v;
  const along = [-wrong[1] / size, wrong[0] / size];
  const length = (norm(v) || 1) * (dot(along, v) < 0 ? -1 : 1);
  return along.map((z) => z * length);
}

/**
 * Everything that the laboratory shows beside the descents, replayed.
 * @param {{ rule: Tape, right: Tape, layer: Tape }} tapes
 * @param {{ lengths: number[] }} fixed
 * @param {{ x: number[], v: number[], u: number[] }} asked
 * @returns {Found}
 */
export function found({ rule, right, layer }, fixed, asked) {
  const { x, v, u } = asked;
  const trace = traced(rule, x, u);
  const truth = traced(right, x, u).pull;
  replay(layer, x);
  const forward = weighted(read(layer, layer.jacobian), v);
  const sizes = remainders(layer, fixed.lengths, { ...asked, pull: trace.pull });
  return {
    ...trace,
    truth,
    push: forward,
    forwards: dot(u, forward),
    backwards: dot(trace.pull, v),
    remainders: sizes,
    slope: slope(fixed.lengths, sizes),
  };
}

/**
 * Whether the two sides of the adjoint identity are equal, up to rounding; null where a
 * vector is 0 and nothing was asked.
 * @param {Found} found
 * @param {{ v: number[], u: number[] }} asked
 * @param {number} part
 */
export function agree({ forwards, backwards, push, pull }, { v, u }, part) {
  const scale = norm(u) * norm(push) + norm(pull) * norm(v);
  return scale > 0 ? Math.abs(forwards - backwards) <= part * scale : null;
}
