/**
 * A guess beside the truth: how far off it is, and whose mistake it looks like. No DOM.
 */

import { norm } from "./products.js";

/**
 * A vector that a known mistake gives.
 * @typedef {object} Mistake
 * @property {string} name what it is a picture of, for the arrow that shows it
 * @property {string} words what went wrong, in a sentence
 * @property {number[]} vector
 */

/**
 * What became of a guess.
 * @typedef {object} Judged
 * @property {number} gap distance of the guess from the truth
 * @property {number} length of the guess
 * @property {number} truth its length
 * @property {number | null} angle between the two in degrees; null where one of them is 0
 * @property {boolean} close
 * @property {Mistake | null} mistake that the guess is nearer to
 */

/** So far from the truth, in parts of its length, a guess may be to count as close. */
export const CLOSE = 0.1;
/** So near to what a mistake gives, in parts of its length, a guess must be to be taken for it. */
const ALIKE = 0.25;
/** So far apart, in parts of the longer one, a mistake and the truth must be to be told apart. */
const APART = 0.15;

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function between(a, b) {
  return norm(a.map((z, k) => z - b[k]));
}

/**
 * @param {number[]} guess
 * @param {number[]} truth
 * @param {Mistake[]} mistakes the likelier before the others
 * @returns {Judged}
 */
export function judged(guess, truth, mistakes) {
  const [length, whole, gap] = [norm(guess), norm(truth), between(guess, truth)];
  const cosine = guess.reduce((sum, z, k) => sum + (z / length) * (truth[k] / whole), 0);
  const angle = (180 / Math.PI) * Math.acos(Math.max(-1, Math.min(1, cosine)));
  const told = mistakes.filter(({ vector }) => vector.every(Number.isFinite) && tells(guess, truth, vector));
  told.sort((one, other) => between(guess, one.vector) - between(guess, other.vector));
  return {
    gap,
    length,
    truth: whole,
    angle: length > 0 && whole > 0 ? angle : null,
    close: gap <= CLOSE * whole,
    mistake: told[0] ?? null,
  };
}

/**
 * Whether a guess is explained by what a mistake gives, and not as well by the truth.
 * @param {number[]} guess
 * @param {number[]} truth
 * @param {number[]} wrong
 */
function tells(guess, truth, wrong) {
  const off = between(guess, wrong);
  const apart = between(wrong, truth) > APART * Math.max(norm(wrong), norm(truth));
  return apart && off <= ALIKE * norm(wrong) && 2 * off < between(guess, truth);
}
