/**
 * The numbers of the laboratory while a hand moves: replays of JAX's programs, and what two
 * of the referees make of them. No DOM, and nothing is differentiated here.
 */

import { numeral } from "../parts/format.js";
import { dot, norm, push as weighted } from "../parts/products.js";
import { read, replay } from "../parts/tape.js";
import { WAITS } from "./words.js";

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

/** @typedef {"pass" | "fail" | "wait"} Light that a referee shows */
/** @typedef {{ adjoint: Light, remainder: Light, checked: Light }} Lights */

/**
 * @typedef {Trace & {
 *   truth: number[],
 *   push: number[],
 *   forwards: number,
 *   backwards: number,
 *   remainders: number[],
 *   clear: boolean[],
 *   lights: Lights,
 *   said: import("./data.d.ts").Said,
 * }} Found
 */

/** Beyond this a descent has left for good. */
const LOST = 1e3;
/**
 * Of what was added and subtracted, how much may be rounding: seldom less than the first, and
 * never more than the second. Python's bounds, which count, lie between.
 */
const [FINE, ROUGH] = [4 * Number.EPSILON, 64 * Number.EPSILON];
/** Of a remainder no larger part may be rounding, and fewer remainders show no slope. */
export const [KNOWN, FEWEST] = [0.1, 3];
/** A slope this near to a power of h shows it. */
export const NEAR = 0.25;

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
 * Slope of the line fitted through log size against log length; NaN where there are too few.
 * @param {number[]} lengths
 * @param {number[]} sizes
 */
export function slope(lengths, sizes) {
  if (sizes.length < FEWEST) return NaN;
  const across = lengths.map(Math.log);
  const up = sizes.map(Math.log);
  const [a, b] = [across, up].map((all) => all.reduce((sum, z) => sum + z, 0) / all.length);
  const centred = across.map((z) => z - a);
  return dot(centred, up.map((z) => z - b)) / dot(centred, centred);
}

/**
 * All that is added and subtracted for u·f, for u·(Jv), and for a pull times v.
 * @param {Tape} layer
 * @param {number[]} x
 * @param {{ v: number[], u: number[], pull: number[] }} asked
 */
function sizes(layer, x, { v, u, pull }) {
  replay(layer, x);
  const [value, jacobian] = [layer.value, layer.jacobian].map((slots) => read(layer, slots).map(Math.abs));
  /** @param {number[]} z @param {number} i */
  const row = (z, i) => z.reduce((sum, part, j) => sum + jacobian[i * z.length + j] * Math.abs(part), 0);
  const values = value.map((y, i) => y + row(x, i));
  return {
    value: dot(u.map(Math.abs), values),
    product:
      u.reduce((sum, z, i) => sum + (value[i] ? Math.abs(z) * row(v, i) * (values[i] / value[i]) : 0), 0) +
      pull.reduce((sum, z, j) => sum + Math.abs(z * v[j]), 0),
  };
}

/**
 * What can be told of the referees while a hand moves: less than when it lets go.
 * @param {Tape} layer
 * @param {number[]} lengths
 * @param {{ x: number[], v: number[], u: number[], pull: number[] }} asked
 * @param {{ forwards: number, backwards: number, remainders: number[] }} numbers
 * @returns {Pick<Found, "forwards" | "backwards" | "clear" | "lights" | "said">}
 */
export function judged(layer, lengths, asked, { forwards, backwards, remainders: left }) {
  const { x, v, u } = asked;
  const here = sizes(layer, x, asked);
  const idle = norm(v) === 0 || norm(u) === 0;
  const apart = Math.abs(forwards - backwards) / here.product;
  const clear = lengths.map((h, k) => {
    const there = sizes(layer, x.map((z, j) => z + h * v[j]), asked);
    return ROUGH * (here.value + there.value + h * here.product) <= KNOWN * left[k];
  });
  const among = (/** @type {number[]} */ all) => all.filter((_, k) => clear[k]);
  const steep = idle ? NaN : slope(among(lengths), among(left));
  return {
    forwards: Math.abs(forwards) <= ROUGH * here.product ? 0 : forwards,
    backwards: Math.abs(backwards) <= ROUGH * here.product ? 0 : backwards,
    clear,
    lights: {
      adjoint: idle ? "wait" : apart > ROUGH ? "fail" : apart <= FINE ? "pass" : "wait",
      remainder: Math.abs(steep - 1) <= NEAR ? "fail" : steep >= 2 - NEAR ? "pass" : "wait",
      checked: "wait",
    },
    said: { adjoint: "", remainder: Number.isNaN(steep) ? "" : numeral(steep), checked: WAITS },
  };
}

/**
 * The lights that settled verdicts show.
 * @param {import("./data.d.ts").Judged} judged
 * @returns {Lights}
 */
export function lights({ adjoint, remainder, checked }) {
  return {
    adjoint: /** @type {const} */ ({ holds: "pass", fails: "fail", nothing: "wait" })[adjoint],
    remainder: remainder === "h" ? "fail" : remainder === "h2" || remainder === "faster" ? "pass" : "wait",
    checked: checked ? "pass" : "fail",
  };
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
  const push = weighted(read(layer, layer.jacobian), v);
  const { pull } = trace;
  const left = remainders(layer, fixed.lengths, { ...asked, pull });
  const numbers = { forwards: dot(u, push), backwards: dot(pull, v), remainders: left };
  return {
    ...trace,
    truth,
    push,
    remainders: left,
    ...judged(layer, fixed.lengths, { ...asked, pull }, numbers),
  };
}
