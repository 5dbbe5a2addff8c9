/**
 * What every figure says of guesses.
 */

import { numeral, numerals } from "./format.js";

/** @typedef {import("./guess.js").Judged} Judged */

/** Text and label of the control. */
export const PREDICT = /** @type {const} */ (["Predict", "cover the results and place a guess"]);
export const LOOK = "Look without a guess";
export const LOOKED = "Shown without a guess.";
export const CHECK = "Check the guess";
export const CHECK_SHORT = "Check";
/** Said once the results are covered. */
export const COVERED = "Results are covered.";
/** In place of a result that is covered. */
export const HIDDEN = "?";
/** The name of the arrow that stays. */
export const GUESS = "guess";
export const LEGEND = `
.arrow.guess | your guess
.arrow.wrong | what the mistake would give
.plane .apart | from your guess to the truth`;

/** What is shown of a result. @param {boolean} cover @param {string} text */
export function hidden(cover, text) {
  return cover ? HIDDEN : text;
}

/**
 * How far a guess is from the truth, and which mistake would explain it.
 * @param {string} name of what was guessed
 * @param {Judged} found
 * @param {number[]} guess in the coordinates that are shown
 * @param {number[]} truth
 * @param {boolean} part whether there are others
 * @param {(vector: number[]) => string} [written] a vector as readers see it
 */
export function judgedText(name, found, guess, truth, part, written = vectorText) {
  const said = apartText(name, found, guess, truth, written);
  const whole = part ? `In the coordinates shown: ${said}` : said[0].toUpperCase() + said.slice(1);
  return [whole, found.mistake?.words ?? ""].filter(Boolean).join(" ");
}

/**
 * @param {string} name
 * @param {Judged} found
 * @param {number[]} guess
 * @param {number[]} real
 * @param {(vector: number[]) => string} written
 */
function apartText(name, { gap, length, truth, angle, close }, guess, real, written) {
  if (!Number.isFinite(gap + truth)) return `the guess and ${name} are too long to be compared.`;
  if (truth === 0) return length === 0 ? `right, ${name} is 0.` : `your guess has length ${numeral(length)}, and ${name} is 0.`;
  const both = `your guess ${written(guess)}, and ${name} = ${written(real)}`;
  if (angle === null) return `${both}: it is not 0.`;
  if (gap === 0) return `${both}: exactly.`;
  if (gap <= ROUNDED * truth) return `${both}: exactly, up to rounding.`;
  const ratio = length / truth;
  const long = Math.abs(ratio - 1) < 0.05 ? "about as long" : `${numeral(ratio, 2)} times as long`;
  const side = guess.length === 1 ? (angle > 90 ? "on the wrong side" : "on the right side") : direction(angle);
  return `${close ? "close, " : ""}${both}: ${side} and ${long}, ${numeral(gap)} apart.`;
}

/** A gap below this part of the truth is what rounding makes. */
const ROUNDED = 1e-12;

/** @param {number} angle in degrees */
function direction(angle) {
  return angle < 1 ? "less than 1° off" : `${Math.round(angle)}° off`;
}

/**
 * A vector in parentheses; one number without.
 * @param {number[]} vector
 */
export function vectorText(vector) {
  return vector.length === 1 ? numeral(vector[0], 4) : numerals(vector);
}
