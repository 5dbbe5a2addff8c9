/**
 * What people take for Jv and for uᵀJ, at the numbers at hand. No DOM.
 */

import { solved } from "../parts/linear.js";
import { named, ofProduct } from "../parts/mistakes.js";
import { pull, push } from "../parts/products.js";
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
  return named(words.PUSHED_WRONG, {
    ...ofProduct((z) => push(jacobian, z), (z) => pull(jacobian, z), v, truth),
    swapped: v.length === u.length ? push(jacobian, u) : null,
    finite: moved && moved.map((z, i) => z - value[i]),
  });
}

/**
 * What is taken for uᵀJ.
 * @param {number[]} v
 * @param {number[]} u
 * @param {Placed} numbers
 * @returns {Mistake[]}
 */
export function ofPull(v, u, { jacobian, pull: truth }) {
  return named(words.PULLED_WRONG, {
    ...ofProduct((z) => pull(jacobian, z), (z) => push(jacobian, z), u, truth),
    swapped: v.length === u.length ? pull(jacobian, v) : null,
    answer: answering(jacobian, u),
  });
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
