/**
 * What people take for Jv and for uᵀJ, at the numbers at hand. No DOM.
 */

import { solved } from "../parts/linear.js";
import { norm, pull, push } from "../parts/products.js";
import * as words from "./words.js";

/** @typedef {import("./scene.js").Placed} Placed */
/** @typedef {import("../parts/guess.js").Mistake} Mistake */

/**
 * What is taken for Jv.
 * @param {number[]} v
 * @param {number[]} u
 * @param {Placed} numbers
 * @returns {Mistake[]}
 */
export function ofPush(v, u, { jacobian, push: truth, value, moved }) {
  const square = v.length === u.length;
  const long = norm(v);
  return [
    ...(square ? [named("transposed", pull(jacobian, v))] : []),
    named("against", truth.map((z) => -z)),
    ...(square ? [named("copied", v), named("swapped", push(jacobian, u))] : []),
    ...(moved ? [named("finite", moved.map((z, i) => z - value[i]))] : []),
    ...(long > 0 ? [named("unit", truth.map((z) => z / long))] : []),
    named("added", push(jacobian, v.map(() => 1))),
  ];

  /** @param {keyof typeof words.PUSHED_WRONG} kind @param {number[]} vector */
  function named(kind, vector) {
    const [name, told] = words.PUSHED_WRONG[kind];
    return { name, words: told, vector };
  }
}

/**
 * What is taken for uᵀJ.
 * @param {number[]} v
 * @param {number[]} u
 * @param {Placed} numbers
 * @returns {Mistake[]}
 */
export function ofPull(v, u, { jacobian, pull: truth }) {
  const square = v.length === u.length;
  const long = norm(u);
  const step = answering(jacobian, u);
  return [
    ...(square ? [named("transposed", push(jacobian, u))] : []),
    named("against", truth.map((z) => -z)),
    ...(step ? [named("answer", step)] : []),
    ...(square ? [named("copied", u), named("swapped", pull(jacobian, v))] : []),
    ...(long > 0 ? [named("unit", truth.map((z) => z / long))] : []),
    named("added", pull(jacobian, u.map(() => 1))),
  ];

  /** @param {keyof typeof words.PULLED_WRONG} kind @param {number[]} vector */
  function named(kind, vector) {
    const [name, told] = words.PULLED_WRONG[kind];
    return { name, words: told, vector };
  }
}

/**
 * The smallest step that moves the output by u as nearly as one can, pinv(J)u, where J has full
 * rank by far; null elsewhere.
 * @param {number[]} jacobian row by row
 * @param {number[]} u
 * @returns {number[] | null}
 */
export function answering(jacobian, u) {
  const n = jacobian.length / u.length;
  const rows = u.map((_, i) => jacobian.slice(i * n, (i + 1) * n));
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  const gram = (/** @type {number[][]} */ lines) =>
    lines.map((a) => lines.map((b) => a.reduce((sum, z, k) => sum + z * b[k], 0)));
  if (u.length > n) return solved(gram(columns), pull(jacobian, u));
  const weights = solved(gram(rows), u);
  return weights && pull(jacobian, weights);
}
