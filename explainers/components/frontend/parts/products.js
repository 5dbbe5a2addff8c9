/**
 * The weighted sums of a Jacobian that the Stage shows while a hand moves.
 */

import { balanced, factor, numeral, product, subscript } from "./format.js";
import { largeText, unfiniteText } from "./words.js";

/** @typedef {"push" | "pull" | "both"} Mode */

/**
 * All numbers of one picture.
 * @typedef {object} Numbers
 * @property {number[]} value f(x)
 * @property {number[]} jacobian J(x), row by row
 * @property {number[]} push Jv
 * @property {number[]} pull uᵀJ
 * @property {number} pairing uᵀJv
 * @property {number[] | null} moved f(x + v), where it is known
 */

/**
 * Jv: the columns of J weighted by v and added.
 * @param {number[]} jacobian row by row
 * @param {number[]} v
 * @returns {number[]}
 */
export function push(jacobian, v) {
  const n = v.length;
  return Array.from({ length: jacobian.length / n }, (_, i) =>
    v.reduce((sum, vj, j) => sum + jacobian[i * n + j] * vj, 0),
  );
}

/**
 * uᵀJ: the rows of J weighted by u and added.
 * @param {number[]} jacobian row by row
 * @param {number[]} u
 * @returns {number[]}
 */
export function pull(jacobian, u) {
  const n = jacobian.length / u.length;
  return Array.from({ length: n }, (_, j) =>
    u.reduce((sum, ui, i) => sum + ui * jacobian[i * n + j], 0),
  );
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
export function dot(a, b) {
  return a.reduce((sum, ai, i) => sum + ai * b[i], 0);
}

/** @param {number[]} a */
export function norm(a) {
  return Math.hypot(...a);
}

/**
 * What each cell adds to the sums of its row and column: vⱼJᵢⱼ, uᵢJᵢⱼ or uᵢJᵢⱼvⱼ.
 * @param {Mode} mode
 * @param {number[]} jacobian
 * @param {number[]} v
 * @param {number[]} u
 * @returns {number[]}
 */
export function contributions(mode, jacobian, v, u) {
  const n = v.length;
  return jacobian.map((entry, k) => {
    const i = Math.floor(k / n);
    const j = k % n;
    if (mode === "push") return v[j] * entry;
    return mode === "pull" ? u[i] * entry : u[i] * entry * v[j];
  });
}

/**
 * Where the pieces of a sum stand when they are stacked: positive ones to the right of
 * zero, negative ones to the left. The sum stands at the total.
 * @param {number[]} pieces
 * @returns {{ from: number, to: number }[]}
 */
export function stacked(pieces) {
  let right = 0;
  let left = 0;
  return pieces.map((piece) => {
    if (piece >= 0) return { from: right, to: (right += piece) };
    const to = left;
    return { from: (left += piece), to };
  });
}

/**
 * How far stacked pieces reach from zero, to either side.
 * @param {number[]} pieces
 */
export function reach(pieces) {
  let right = 0;
  let left = 0;
  for (const piece of pieces) {
    if (piece > 0) right += piece;
    else left -= piece;
  }
  return Math.max(right, left);
}

/**
 * "0.73·0.55 + (−0.95)·0.8 = −0.36", true as it stands.
 * @param {number[][]} terms factors of each term
 * @param {number} total
 * @param {number} [digits] of the total
 * @param {number} [few] digits that the factors have at least
 */
export function sumText(terms, total, digits = 3, few = digits) {
  const { digits: enough, totals, close } = balanced([{ terms, total }], digits, few);
  return [...(terms.length ? [productsText(terms, enough)] : []), `${totals[0]}${close}`].join(" = ");
}

/**
 * @param {number[][]} terms
 * @param {number} digits
 */
function productsText(terms, digits) {
  return terms.map((term) => term.map((z) => factor(z, digits)).join("·")).join(" + ");
}

/**
 * "0.5·(−4) = −2", true as it stands.
 * @param {number[]} factors
 * @param {number} [few] digits that the factors have at least
 */
export function productText(factors, few) {
  return sumText([factors], product(factors), 3, few);
}

/**
 * Formula of a margin cell with its numbers plugged in.
 * @param {"push" | "pull"} which
 * @param {number} index
 * @param {Numbers} numbers
 * @param {number[]} weights v for push, u for pull
 */
export function marginText(which, index, numbers, weights) {
  const { jacobian } = numbers;
  if (which === "push") {
    const n = weights.length;
    const row = jacobian.slice(index * n, (index + 1) * n);
    return `(Jv)${subscript(index + 1)} = ${sumText(row.map((entry, j) => [entry, weights[j]]), numbers.push[index])}`;
  }
  const n = jacobian.length / weights.length;
  const terms = weights.map((ui, i) => [ui, jacobian[i * n + index]]);
  return `(uᵀJ)${subscript(index + 1)} = ${sumText(terms, numbers.pull[index])}`;
}

/**
 * What a cell says of itself: its derivative and what it adds in this mode.
 * @param {Mode | null} mode null where the results are covered
 * @param {number} i
 * @param {number} j
 * @param {number} entry
 * @param {number[]} v
 * @param {number[]} u
 */
export function cellText(mode, i, j, entry, v, u) {
  const name = `∂y${subscript(i + 1)}/∂x${subscript(j + 1)} = ${numeral(entry)}`;
  if (!mode) return name;
  const ui = `u${subscript(i + 1)}`;
  const vj = `v${subscript(j + 1)}`;
  const plugged = {
    push: () => `${vj}·J = ${productText([v[j], entry])}`,
    pull: () => `${ui}·J = ${productText([u[i], entry])}`,
    both: () => `${ui}·J·${vj} = ${productText([u[i], entry, v[j]])}`,
  }[mode]();
  return `${name};  ${plugged}`;
}

/**
 * Names of the outputs and entries that are not finite, or "" where all are.
 * @param {number[]} value
 * @param {number[]} jacobian
 */
export function unfinite(value, jacobian) {
  const n = jacobian.length / value.length;
  const outputs = value.flatMap((y, i) => (Number.isFinite(y) ? [] : [`y${subscript(i + 1)}`]));
  const entries = jacobian.flatMap((d, k) =>
    Number.isFinite(d) || !Number.isFinite(value[Math.floor(k / n)])
      ? []
      : [`∂y${subscript(Math.floor(k / n) + 1)}/∂x${subscript((k % n) + 1)}`],
  );
  const named = [...outputs, ...entries];
  if (named.length === 0) return "";
  const listed =
    named.length > 3 ? `${named.slice(0, 2).join(", ")} and ${named.length - 2} more` : named.join(" and ");
  return unfiniteText(listed, named.length === 1, jacobian.every(Number.isFinite));
}

/**
 * The same for all numbers of a picture: where f(x) and J are finite, the products that are not.
 * @param {Numbers} numbers
 */
export function unfiniteProduct({ value, jacobian, push: forward, pull: back, pairing }) {
  const first = unfinite(value, jacobian);
  if (first) return first;
  /** @type {[string, number[]][]} */
  const sums = [["Jv", forward], ["uᵀJ", back], ["uᵀJv", [pairing]]];
  const named = sums.flatMap(([name, sum]) => (sum.every(Number.isFinite) ? [] : [name]));
  return named.length === 0 ? "" : largeText(named);
}
