/**
 * What is asked before the products are added: how far off their mean will be. No DOM.
 */

import { each, spreadOf, total, truthOf, variancesOf } from "./estimate.js";
import { isBounded, normOf } from "./series.js";
import * as words from "./words.js";

/** @typedef {import("./estimate.js").Of} Of */
/** @typedef {import("./estimate.js").Law} Law */
/** @typedef {import("./estimate.js").Flat} Flat */

/** How many products are asked about. @type {(of: Of) => number} */
export const askedOf = (of) => (of === "range" ? 3 : 16);

/** Of how many products the mean is guessed: a mean of one is no mean. @param {Of} of @param {number} k */
export const countOf = (of, k) => (of !== "range" && k === 1 ? askedOf(of) : k);

/**
 * Variances of a single product; where it is exact, those that it might be taken to have.
 * @param {Of} of
 * @param {Flat} jacobian
 * @param {Law} law
 */
export function supposed(of, jacobian, law) {
  return variancesOf(of, jacobian, spreadOf(of, jacobian, law) > 0 ? law : "normal");
}

/**
 * @param {Of} of
 * @param {Flat} jacobian
 * @param {Law} law
 * @param {number} k
 * @param {{ rank: number, reach: number }} ranks of what k products span, and of J
 */
export function questionOf(of, jacobian, law, k, { rank, reach }) {
  const prompt = words.prompt(of, k);
  if (of === "range") {
    const counts = [...new Set([0, 1, rank, k, Math.round(Math.sqrt(jacobian.length))])].sort((a, b) => a - b);
    return {
      kind: /** @type {const} */ ("choice"),
      prompt,
      choices: counts.map((count) => /** @type {[string, string]} */ ([String(count), String(count)])),
      told: (/** @type {string} */ key) => ({ text: words.rankTold(Number(key), rank, k, reach), mark: { k: Number(key), error: NaN } }),
    };
  }
  const [spread, one] = [spreadOf(of, jacobian, law), Math.sqrt(total(supposed(of, jacobian, law))) || 1];
  const errors = { one, root: one / Math.sqrt(k), count: one / k, none: 0 };
  return {
    kind: /** @type {const} */ ("choice"),
    prompt,
    choices: words.errorChoices(one, k),
    told: (/** @type {string} */ key) => ({
      text: words.errorTold(key, spread, k),
      mark: { k, error: errors[/** @type {keyof typeof errors} */ (key)] },
    }),
  };
}

/**
 * The same, but of a log-determinant: there a density is asked for, with its usual sign mistake, and
 * nothing where no series is summed.
 * @param {Parameters<typeof questionOf>} asked
 */
export function askedAbout(...asked) {
  const [of, jacobian] = asked;
  if (of !== "logdet") return questionOf(...asked);
  if (!isBounded(normOf(jacobian))) return null;
  const [log] = truthOf(of, jacobian);
  return log === 0 ? questionOf(...asked) : densityQuestion(log);
}

/** @param {number} log log |det(I + A)| */
function densityQuestion(log) {
  return {
    kind: /** @type {const} */ ("choice"),
    prompt: words.densityPrompt(log),
    choices: words.densityChoices(log),
    told: (/** @type {string} */ key) => ({ text: words.densityTold(key, log), mark: null }),
  };
}

/**
 * What stays of a guess: for how many products, and the error of their mean; of a range how many
 * singular values, and no error.
 * @typedef {{ k: number, error: number }} Mark
 */

/** Strengths at which a chart's window is found. */
export const STRENGTHS = each(5, (k) => k / 4);
