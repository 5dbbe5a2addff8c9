/**
 * What every figure says of guesses.
 */

import { numeral, numerals } from "./format.js";
import { judged } from "./guess.js";

/** @typedef {import("./guess.js").Judged} Judged */

/**
 * What stays of a number that was guessed: the number, and what the mistake gives that explains it.
 * @typedef {{ guess: number, mistake: import("./guess.js").Mistake | null }} Marked
 */

/** Text and label of the control. */
export const PREDICT = /** @type {const} */ (["Predict", "cover the results and place a guess"]);
export const LOOK = "Look without a guess";
export const LOOKED = "Shown without a guess.";
export const CHECK = "Check the guess";
export const CHECK_SHORT = "Check";
/** Said once the results are covered. */
export const COVERED = "Results are covered.";
export const NOTHING = "There is nothing to guess here.";
/** Names of the buttons beside a number. */
export const LESS = "less";
export const MORE = "more";
/** In place of a result that is covered. */
export const HIDDEN = "?";
/** The name of the arrow that stays. */
export const GUESS = "guess";
/** What the second mark is, beside a guess and the truth. */
export const MISTAKE = "what the mistake would give";
/** The same as a line of a table: what it is of, and what it is. */
export const MISTAKE_LINE = /** @type {const} */ (["The mistake", "what it would give"]);
export const LEGEND = `
.arrow.guess | your guess
.arrow.wrong | ${MISTAKE}
.plane .apart | from your guess to the truth`;

/** A gap below this part of the truth is what rounding makes. */
const ROUNDED = 1e-12;
/** So far off, in parts of the truth, a number may be that was rounded. */
const ROUGHLY = 0.05;

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
  return explained(part ? `In the coordinates shown: ${said}` : begun(said), found);
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

/** How many decimals a number was typed with. @param {string} text */
export function decimals(text) {
  return /[.,](\d+)\s*$/.exec(text)?.[1].length ?? 0;
}

/**
 * Mistakes that give a number.
 * @param {[words: string, number: number, name?: string][]} taken what went wrong, what comes of
 *   it, and its name where an arrow shows it
 * @returns {import("./guess.js").Mistake[]}
 */
export function named(taken) {
  return taken.map(([words, number, name = ""]) => ({ name, words, vector: [number] }));
}

/**
 * What becomes of a number that was guessed.
 * @param {string} name of what was guessed
 * @param {{ guess: number, truth: number, decimals: number }} numbers
 * @param {import("./guess.js").Mistake[]} mistakes
 * @param {(number: number) => string} [written]
 * @returns {import("./posed.js").Told<Marked>}
 */
export function numberTold(name, numbers, mistakes, written) {
  const { guess, truth } = numbers;
  const found = judged([guess], [truth], mistakes);
  return { text: numberText(name, found, numbers, written), mark: { guess, mistake: found.mistake } };
}

/**
 * How far a number is from the truth, and which mistake would explain it.
 * @param {string} name of what was guessed
 * @param {Judged} found
 * @param {{ guess: number, truth: number, decimals: number }} numbers
 * @param {(number: number) => string} [written]
 */
export function numberText(name, found, { guess, truth, decimals: given }, written = (z) => numeral(z, 4)) {
  return explained(numberApart(name, found, guess, truth, given, written), found);
}

/**
 * @param {string} name
 * @param {Judged} found
 * @param {number} guess
 * @param {number} truth
 * @param {number} given decimals of the guess
 * @param {(number: number) => string} written
 */
function numberApart(name, { gap, close }, guess, truth, given, written) {
  const real = `${name} = ${written(truth)}`;
  if (gap === 0) return `Right: ${real}.`;
  if (truth === 0) return `Your guess is ${written(guess)}, and ${name} is 0.`;
  const size = Math.abs(truth);
  if (gap <= ROUNDED * size) return `Right, up to rounding: ${real}.`;
  if (gap <= 0.5 * 10 ** -given && gap <= ROUGHLY * size) return `Right, rounded: ${real}.`;
  const both = `your guess is ${written(guess)}, and ${real}`;
  if (close) return `Close: ${both}, ${written(gap)} apart.`;
  const told = begun(both);
  if (Math.sign(guess) === -Math.sign(truth)) return `${told}: on the other side of 0, ${written(gap)} apart.`;
  return `${told}: ${written(gap)} apart.`;
}

/** A sentence from its beginning. @param {string} text */
function begun(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/** With the mistake that explains it, if there is one. @param {string} text @param {Judged} found */
function explained(text, { mistake }) {
  return mistake?.words ? `${text} ${mistake.words}` : text;
}
