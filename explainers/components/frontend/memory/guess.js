/**
 * What is asked of a placement, and what its count is mistaken for. No DOM.
 */

import { named, numberTold } from "../parts/guess_words.js";
import { recomputed } from "./schedule.js";
import * as words from "./words.js";

/**
 * What is taken for the recomputed steps of a placement.
 * @param {number} steps
 * @param {number[]} stones
 */
export function mistakesOf(steps, stones) {
  const ends = [0, ...stones, steps];
  const lengths = ends.slice(1).map((end, k) => end - ends[k]);
  const again = (/** @type {number} */ length) => (length * (length - 1)) / 2;
  const out = ends[ends.length - 2];
  const { total, once, start, alone, out: alone_out } = words.MISCOUNTED;
  const truth = recomputed(steps, stones);
  return named([
    [total, steps + truth],
    // That each step is repeated once is too few only where some are repeated more often.
    ...(truth > steps ? [taken(once, steps)] : []),
    [start, again(steps)],
    [alone, out + lengths.reduce((sum, length) => sum + again(length), 0)],
    ...(stones.length ? [taken(alone_out, out)] : []),
  ]);
}

/** @param {string} what @param {number} count @returns {[string, number]} */
function taken(what, count) {
  return [what, count];
}

/**
 * @param {number} steps
 * @param {number[]} stones
 * @returns {import("../parts/posed.js").Typed<import("../parts/guess_words.js").Marked>}
 */
export function questionOf(steps, stones) {
  const truth = recomputed(steps, stones);
  return {
    kind: "number",
    prompt: words.prompt(steps, stones.length),
    name: words.GUESSED.field,
    step: 1,
    truth,
    told: (guess, decimals) => numberTold(words.GUESSED.truth, { guess, truth, decimals }, mistakesOf(steps, stones)),
  };
}
