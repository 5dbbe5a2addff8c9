/**
 * What is asked of a solution before its step is shown, and what dx is mistaken for. No DOM.
 */

import { named, numberTold } from "../parts/guess_words.js";
import * as words from "./words.js";

/** @typedef {import("./branch.js").Numbers} Numbers */

/**
 * What is taken for dx; of several unknowns only that its sense is the other.
 * @param {Numbers} now
 * @param {number} dp
 */
export function mistakesOf({ g_x, g_p: [b], push: [dx] }, dp) {
  const [a] = g_x[0];
  if (g_x.length > 1) return named([[words.signText([]), -dx, words.against(words.stepName(0, g_x.length))]]);
  const sign = words.signText([["gₓ", a], ["gₚ", b], ["dp", dp]]);
  const given = { alone: b * dp, undivided: -b * dp, inverse: (-a / b) * dp, both: (a / b) * dp, product: -a * b * dp };
  return named([
    [sign, -dx, words.against("dx")],
    ...Object.entries(given).map(([kind, z]) => {
      const [name, told] = words.MISTAKEN[/** @type {keyof typeof given} */ (kind)];
      return /** @type {[string, number, string]} */ ([told, z, name]);
    }),
  ]);
}

/**
 * @param {Numbers} now
 * @param {number} dp
 * @returns {import("../parts/posed.js").Typed<import("../parts/guess_words.js").Marked> | null} null where no dx is known, or p does not move
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
    told: (guess, decimals) => numberTold(name, { guess, truth, decimals }, mistakesOf(now, dp)),
  };
}
