/**
 * What is asked of an order, and what its count is mistaken for. No DOM.
 */

import { named, numberTold } from "../parts/guess_words.js";
import * as words from "./words.js";

/** @typedef {import("./numbers.js").Shown} Shown */
/** @typedef {import("../parts/guess.js").Mistake} Mistake */
/** @typedef {keyof typeof words.CHEAPER} Cheaper */

/**
 * What stays of a guess: a count, NaN where none was meant; which order was chosen, or ""; and
 * the count of the mistake that explains it, NaN for none.
 * @typedef {{ count: number, order: string, mistake: number }} Mark
 */

/**
 * What is taken for the multiplications of an order.
 * @param {Shown} shown
 * @returns {Mistake[]}
 */
export function mistakesOf({ sides, products, counted, total }) {
  const { counts, left, right } = counted;
  const sum = (/** @type {(product: import("./numbers.js").Product) => number} */ of) =>
    products.reduce((all, product) => all + of(product), 0);
  const { modes, parts, rules } = words.MISCOUNTED;
  /** @type {[string, number][]} */
  const taken = [
    [modes.reverse, left],
    [modes.forward, right],
    ...(counts.length > 1 ? /** @type {[string, number][]} */ ([[parts.last, total - counts[counts.length - 1]], [parts.first, counts[0]]]) : []),
    [rules.added, sum(({ left: [a, b], right: [, c] }) => sides[a] + sides[b] + sides[c])],
    [rules.made, sum(({ left: [a], right: [, c] }) => sides[a] * sides[c])],
    [rules.multiplied, counts.reduce((all, count) => all * count, 1)],
  ];
  return named(taken);
}

/**
 * What is asked of the row: of a finished order its count, else which of the two modes takes less.
 * @param {Shown} shown
 * @returns {import("../parts/posed.js").Choice<Mark> | import("../parts/posed.js").Typed<Mark> | null}
 */
export function questionOf(shown) {
  const { factors, kind, total } = shown;
  if (kind !== "open") {
    return {
      kind: "number",
      prompt: words.ASKED.count,
      name: words.LEDGER,
      step: 100,
      truth: total,
      told(guess, decimals) {
        const { text, mark } = numberTold(words.ASKED.takes, { guess, truth: total, decimals }, mistakesOf(shown), words.guessText);
        return { text, mark: { count: guess, order: "", mistake: mark.mistake?.vector[0] ?? NaN } };
      },
    };
  }
  if (factors === 2) return null;
  const truth = cheaper(shown.counted);
  return {
    kind: "choice",
    prompt: words.ASKED.which,
    choices: Object.entries(words.CHEAPER),
    told(key) {
      const guess = /** @type {Cheaper} */ (key);
      const { left, right } = shown.counted;
      const count = { reverse: left, forward: right, same: left === right ? left : NaN, another: NaN }[guess];
      return { text: words.cheaperText(guess, truth, shown.counted), mark: { count, order: words.CHEAPER[guess], mistake: NaN } };
    },
  };
}

/**
 * Which of the two modes takes fewer multiplications, and whether another order takes fewer still.
 * @param {import("./numbers.js").Counted} counted
 * @returns {Cheaper}
 */
export function cheaper({ left, right, best }) {
  if (best < Math.min(left, right)) return "another";
  return left === right ? "same" : left < right ? "reverse" : "forward";
}
