/**
 * What is asked of a solution before its step is shown, and what dx is mistaken for. No DOM.
 */

import { judged } from "../parts/guess.js";
import { named, numberText } from "../parts/guess_words.js";
import * as words from "./words.js";

/** @typedef {import("./branch.js").Numbers} Numbers */

/**
 * What is taken for dx; of several unknowns only that its sense is the other.
 * @param {Numbers} now
 * @param {number} dp
 */
export function mistakesOf({ g_x, g_p: [b], push: [dx] }, dp) {
  const [a] = g_x[0];
  const { inverse, both, product, alone, undivided } = words.MISTAKEN;
  if (g_x.length > 1) return named([[words.signText([]), -dx]]);
  const sign = words.signText([["gₓ", a], ["gₚ", b], ["dp", dp]]);
  return named([[sign, -dx], [alone, b * dp], [undivided, -b * dp], [inverse, (-a / b) * dp], [both, (a / b) * dp], [product, -a * b * dp]]);
}

/**
 * @param {Numbers} now
 * @param {number} dp
 * @returns {import("../parts/posed.js").Typed<number> | null} null where no dx is known, or p does not move
 */
export function questionOf(now, dp) {
  if (!now.regular || dp === 0) return null;
  const [truth] = now.push;
  const name = words.stepName(0, now.g_p.length);
  return {
    kind: "number",
    prompt: words.prompt(name, dp),
    name: words.guessName(name),
    step: 0.1,
    truth,
    told(guess, decimals) {
      const found = judged([guess], [truth], mistakesOf(now, dp));
      return { text: numberText(name, found, { guess, truth, decimals }), mark: guess };
    },
  };
}
