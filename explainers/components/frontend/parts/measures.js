/**
 * Measures of what a hand has set, and what goals make of them: the same ones as in
 * measures.py and goals.py, for a hand that moves. No DOM.
 */

import { dot, norm, pull } from "./products.js";

/** @typedef {import("./data.d.ts").Goal} Goal */

/**
 * The numbers of f at x, with the v and u that a hand holds.
 * @typedef {object} At
 * @property {number[]} x
 * @property {number[]} v
 * @property {number[]} u
 * @property {number[]} value
 * @property {number[]} jacobian row by row
 * @property {number[]} push
 * @property {number[]} pull
 * @property {number[] | null} moved
 * @property {number[]} more what else is counted or compared on other ground than the Stage
 */

/** @typedef {(at: At, by: number[]) => number} Measure */

/** Infinite where there is no whole, so that nothing is reached by zeros. @param {number} part @param {number} whole */
const ratio = (part, whole) => (whole > 0 ? part / whole : Infinity);

/** Distance from a target, in as many coordinates as that has. @param {number[]} vector @param {number[]} by */
const apart = (vector, by) => norm(by.map((z, k) => vector[k] - z));

/** @param {number[]} a @param {number[]} b */
const minus = (a, b) => a.map((z, k) => z - b[k]);

/** The change that v truly makes. @param {At} at */
const change = ({ value, moved }) => (moved ? minus(moved, value) : value.map(() => NaN));

/** Degrees from 0 to 180; 180 where a vector is zero. @param {number[]} one @param {number[]} other */
function angle(one, other) {
  const lengths = norm(one) * norm(other);
  if (!(lengths > 0)) return 180;
  return (Math.acos(Math.max(-1, Math.min(1, dot(one, other) / lengths))) * 180) / Math.PI;
}

/** Degrees from 0 to 90; 90 where one is no line. @param {number[]} one @param {number[]} other */
function betweenLines(one, other) {
  const between = angle(one, other);
  return norm(one) * norm(other) > 0 ? Math.min(between, 180 - between) : 90;
}

/** @param {number[]} jacobian @param {number} n */
function rowsOf(jacobian, n) {
  return Array.from({ length: jacobian.length / n }, (_, i) => jacobian.slice(i * n, (i + 1) * n));
}

/** @param {number[][]} rows */
const columnsOf = (rows) => rows[0].map((_, j) => rows.map((row) => row[j]));

/**
 * The largest and the smallest singular value of a J with at most two rows or two columns.
 * @param {number[]} jacobian
 * @param {number} n
 */
export function stretches(jacobian, n) {
  const rows = rowsOf(jacobian, n);
  const few = rows.length <= 2 ? rows : columnsOf(rows);
  if (few.length === 1) return [norm(few[0]), norm(few[0])];
  const [a, b, d] = [dot(few[0], few[0]), dot(few[0], few[1]), dot(few[1], few[1])];
  const largest = Math.sqrt((a + d) / 2 + Math.sqrt(((a - d) / 2) ** 2 + b * b));
  return [largest, largest > 0 ? Math.sqrt(Math.max(a * d - b * b, 0)) / largest : 0];
}

/** JᵀJ − I as a list. @param {At} at */
function unlikeTurn({ jacobian, x }) {
  const columns = columnsOf(rowsOf(jacobian, x.length));
  return columns.flatMap((one, i) => columns.map((other, j) => dot(one, other) - Number(i === j)));
}

/** @param {At} at */
function transposed({ jacobian, x }) {
  return columnsOf(rowsOf(jacobian, x.length)).flat();
}

/** Jᵀv, for as many outputs as inputs. @param {At} at */
const swapped = ({ jacobian, v }) => pull(jacobian, v);

/** J(uᵀJ)ᵀ @param {At} at */
const stepped = (at) => rowsOf(at.jacobian, at.x.length).map((row) => dot(row, at.pull));

/** Entries of J + Jᵀ off the diagonal. @param {At} at */
function pairs(at) {
  const [one, other] = [at.jacobian, transposed(at)];
  return one.map((z, place) => (place % (at.x.length + 1) === 0 ? 0 : z + other[place]));
}

/** @type {Record<string, Measure>} */
export const MEASURES = {
  "x-part": ({ x }, [k, z]) => Math.abs(x[k] - z),
  "x-length": ({ x }) => norm(x),
  "v-length": ({ v }) => norm(v),
  "u-length": ({ u }) => norm(u),
  "push-length": (at) => norm(at.push),
  "v-distance": ({ v }, by) => apart(v, by),
  "push-distance": (at, by) => apart(at.push, by),
  "pull-distance": (at, by) => apart(at.pull, by),
  "change-distance": (at, by) => apart(change(at), by),
  "swapped-distance": (at, by) => apart(swapped(at), by),
  "push-part": (at, [k]) => Math.abs(at.push[k]),
  "pull-part": (at, [k, z = 0]) => Math.abs(at.pull[k] - z),
  "times-least": (at, [least, ...by]) => ratio(apart(at.push, by), least),
  "table-distance": (at, by) => farthest(at.jacobian, by),
  "weights-distance": ({ u, value }, by) => Math.max(...u.map((z, k) => Math.abs(z - by[k] * value[k]))),
  "v-angle": ({ v }, by) => betweenLines(v, by),
  "u-angle": ({ u }, by) => betweenLines(u, by),
  "pull-angle": (at) => betweenLines(at.pull, at.u),
  "swap-angle": (at) => (norm(at.push) * norm(swapped(at)) > 0 ? angle(at.push, swapped(at)) : 0),
  silence: (at) => ratio(norm(at.push), norm(at.jacobian) * norm(at.v)),
  deafness: (at) => ratio(norm(at.pull), norm(at.jacobian) * norm(at.u)),
  power: (at) => ratio(Math.abs(dot(at.u, at.push)), norm(at.u) * norm(at.push)),
  "plain-power": ({ u, v }) => ratio(Math.abs(dot(u, v)), norm(u) * norm(v)),
  gain: (at) => part(norm(at.push), stretches(at.jacobian, at.x.length)[0] * norm(at.v)),
  feel: (at) => part(norm(at.pull), stretches(at.jacobian, at.x.length)[0] * norm(at.u)),
  honesty: (at) => part(dot(stepped(at), at.u), norm(stepped(at)) * norm(at.u)),
  flatness: (at) => {
    const [largest, least] = stretches(at.jacobian, at.x.length);
    return ratio(least, largest);
  },
  turn: (at) => norm(unlikeTurn(at)),
  asymmetry: (at) => ratio(norm(minus(at.jacobian, transposed(at))), norm(at.jacobian)),
  "sign-error": (at) => ratio(norm(pairs(at)) / Math.SQRT2, norm(at.jacobian)),
  // Of an order of products, of stones, of a rule, of a J that is guessed or coloured, and of a listing
  multiplications: ({ more }) => more[0],
  held: ({ more }) => more[1],
  recomputed: ({ more }) => more[0],
  slots: ({ more }) => more[1],
  gap: ({ u, v, push, pull: pulled }) => part(Math.abs(dot(u, push) - dot(pulled, v)), norm(u) * norm(v)),
  "rule-error": ({ pull: pulled, more }) => norm(minus(pulled, more)),
  "true-gap": ({ u, v, push }) => part(Math.abs(dot(u, push)), norm(u) * norm(v)),
  probes: ({ more }) => more[0],
  "entries-distance": ({ more }, by) => farthest(more.slice(1), by),
  // Told before the probes are made, it would take their place.
  "found-distance": ({ more }, [probes, ...by]) => (more[0] < probes ? Infinity : farthest(more.slice(1), by)),
  off: ({ more }) => more[0],
  "line-off": ({ more }, [line]) => Math.abs(more[1] - line),
  "slope-off": ({ more }, [slope]) => Math.abs(more[0] - slope) / Math.max(1, Math.abs(slope)),
  products: ({ more }) => more[0],
  mixed: ({ more }) => more[1],
  remainder: (at) => ratio(norm(minus(change(at), at.push)), norm(at.v)),
};

/** How far the farthest entry is from what it is held against. @param {number[]} entries @param {number[]} by */
function farthest(entries, by) {
  return Math.max(...entries.map((z, k) => Math.abs(z - by[k])));
}

/** A part of a whole, 0 where there is none. @param {number} some @param {number} whole */
function part(some, whole) {
  return whole > 0 ? some / whole : 0;
}

/**
 * How far a goal is reached; a measure that is no number reaches none.
 * @param {Goal} goal
 * @param {At} at
 */
export function weighed({ measure, by, sense, bound }, at) {
  const found = MEASURES[measure](at, by);
  return { measure: found, met: sense === "at most" ? found <= bound : found >= bound };
}

/** Whether all goals are met. @param {Goal[]} goals @param {At} at */
export function holds(goals, at) {
  return goals.every((goal) => weighed(goal, at).met);
}

/**
 * The first of the known mistakes whose signs are all met, if there is one.
 * @template {{ signs: Goal[] }} S
 * @param {S[]} slips
 * @param {At} at
 */
export function slipped(slips, at) {
  return slips.find(({ signs }) => holds(signs, at));
}
