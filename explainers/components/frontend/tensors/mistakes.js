/**
 * A guess of the entry of J that is farthest from 0, beside the truth. No DOM.
 */

import { CLASSES, FEATURES, N, TWINS } from "./layout.js";

/**
 * How it compares: right, alone or among equals, or what it looks like. `column`, `input` and
 * `flat` are entries that are 0; `slope` has the largest input and forgets the slope, `steep` the
 * other way round; `signed` is the largest number, where one below 0 is farther.
 * @typedef {"unknown" | "zero" | "right" | "tie" | "column" | "input" | "flat" | "slope" | "steep" | "signed" | "other"} Kind
 */

/**
 * @typedef {object} Judged
 * @property {Kind} kind
 * @property {number} at place of the guess, row by row
 * @property {number[]} truths places of the entries that are farthest from 0
 */

/**
 * @param {number} at
 * @param {number[]} jacobian
 * @param {number[]} inputs
 * @param {number[]} slopes of what is applied to each logit
 * @returns {Judged}
 */
export function guessed(at, jacobian, inputs, slopes) {
  const sizes = jacobian.map(Math.abs);
  const most = Math.max(...sizes);
  const truths = most > 0 ? sizes.flatMap((size, k) => (equal(size, most) ? [k] : [])) : [];
  return { kind: kind(), at, truths };

  /** @returns {Kind} */
  function kind() {
    if (!sizes.every(Number.isFinite)) return "unknown";
    if (most === 0) return "zero";
    if (truths.includes(at)) return truths.length > 1 ? "tie" : "right";
    const [mine, other] = [at, truths[0]].map((k) => parts(k, inputs, slopes));
    if (!mine.joined) return "column";
    if (mine.input === 0) return "input";
    if (sizes[at] === 0) return "flat";
    if (equal(mine.input, Math.max(...inputs.map(Math.abs))) && mine.slope < other.slope) return "slope";
    if (equal(mine.slope, Math.max(...slopes)) && mine.input < other.input) return "steep";
    return jacobian[at] === Math.max(...jacobian) && jacobian[truths[0]] < 0 ? "signed" : "other";
  }
}

/**
 * What the chain rule multiplies at an entry: the size of its input and the slope, if its output
 * sees the column of its weight.
 * @param {number} at
 * @param {number[]} inputs
 * @param {number[]} slopes
 */
export function parts(at, inputs, slopes) {
  const [p, q] = [Math.floor(at / N), at % N];
  const place = Math.floor(p / CLASSES) * FEATURES + Math.floor(q / CLASSES);
  return { joined: p % CLASSES === q % CLASSES, place, input: Math.abs(inputs[place]), slope: slopes[p] };
}

/**
 * Whether two sizes are the same but for rounding.
 * @param {number} one
 * @param {number} other the larger one, or the same
 */
function equal(one, other) {
  return one >= other * (1 - TWINS);
}
