/**
 * What figures say that ask for a number or a choice before they show.
 */

import { numeral } from "./format.js";

/** @typedef {import("./guess.js").Judged} Judged */

export const NOTHING = "There is nothing to guess here.";
export const LESS = "less";
export const MORE = "more";

/** How many decimals a number was typed with. @param {string} text */
export function decimals(text) {
  return /[.,](\d+)\s*$/.exec(text)?.[1].length ?? 0;
}

/**
 * Mistakes that give a number, which no arrow shows.
 * @param {[string, number][]} taken what went wrong, and what comes of it
 * @returns {import("./guess.js").Mistake[]}
 */
export function named(taken) {
  return taken.map(([words, number]) => ({ name: "", words, vector: [number] }));
}

/** A gap below this part of the truth is what rounding makes. */
const ROUNDED = 1e-12;
/** So far off, in parts of the truth, a number may be that was rounded. */
const ROUGHLY = 0.05;

/**
 * How far a number is from the truth, and which mistake would explain it.
 * @param {string} name of what was guessed
 * @param {Judged} found
 * @param {{ guess: number, truth: number, decimals: number }} numbers
 * @param {(number: number) => string} [written]
 */
export function numberText(name, found, { guess, truth, decimals: given }, written = (z) => numeral(z, 4)) {
  return [apart(name, found, guess, truth, given, written), found.mistake?.words ?? ""].filter(Boolean).join(" ");
}

/**
 * @param {string} name
 * @param {Judged} found
 * @param {number} guess
 * @param {number} truth
 * @param {number} given decimals of the guess
 * @param {(number: number) => string} written
 */
function apart(name, { gap, close }, guess, truth, given, written) {
  const real = `${name} = ${written(truth)}`;
  if (gap === 0) return `Right: ${real}.`;
  if (truth === 0) return `Your guess is ${written(guess)}, and ${name} is 0.`;
  const size = Math.abs(truth);
  if (gap <= ROUNDED * size) return `Right, up to rounding: ${real}.`;
  if (gap <= 0.5 * 10 ** -given && gap <= ROUGHLY * size) return `Right, rounded: ${real}.`;
  const both = `your guess is ${written(guess)}, and ${real}`;
  if (close) return `Close: ${both}, ${written(gap)} apart.`;
  const told = both[0].toUpperCase() + both.slice(1);
  if (Math.sign(guess) === -Math.sign(truth)) return `${told}: on the other side of 0, ${written(gap)} apart.`;
  return `${told}: ${written(gap)} apart.`;
}
