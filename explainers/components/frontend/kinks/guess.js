/**
 * What may be taken for the derivative that JAX returns at a place of x, and why. No DOM.
 */

import { numeral } from "../parts/format.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Case} Case */
/** @typedef {import("./data.d.ts").Samples} Samples */
/** @typedef {{ key: string, text: string, number: number, why: string }} Answer NaN beside no number */

/** Numbers as near as this are one answer: limits are found by small steps. */
const SAME = 1e-3;
/** Powers of ten between which the error of a difference is sought. */
const BOUNDS = [-6, -3, -1];

/**
 * The answers that are offered, and the key of the right one.
 * @param {Case} shown
 * @param {Samples} samples
 * @param {number} i number of the sample
 * @returns {{ answers: Answer[], right: string }}
 */
export function answersAt(shown, samples, i) {
  return shown.central ? errors(samples.value[i]) : returned(shown, samples, i);
}

/**
 * @param {Case} shown
 * @param {Samples} samples
 * @param {number} i
 */
function returned(shown, samples, i) {
  const { x, value, reverse } = samples;
  const truth = reverse ? reverse[i] : NaN;
  const [left, right] = [samples.left?.[i] ?? NaN, samples.right?.[i] ?? NaN];
  const kinked = !near(left, right);
  const [slope, rule] = [words.SLOPES_TAKEN, words.RULES_TAKEN];
  /** @type {[number, string][]} */
  const offered = [
    ...(kinked ? /** @type {[number, string][]} */ ([[left, slope.left], [right, slope.right], [(left + right) / 2, slope.mean]]) : []),
    ...(kinked ? [] : /** @type {[number, string][]} */ ([[left, slope.slope]])),
    ...(shown.whole ? /** @type {[number, string][]} */ ([[(value[i + 1] - value[i - 1]) / (x[i + 1] - x[i - 1]), words.WHOLE_TAKEN]]) : []),
    [0, rule.nought],
    [1, rule.one],
  ];
  /** @type {Answer[]} */
  const numbers = Number.isNaN(truth) ? [] : [answer(truth, "")];
  for (const [number, why] of offered) {
    if (Number.isNaN(number) || numbers.some((one) => near(one.number, number))) continue;
    numbers.push(answer(number, [why, recorded(shown, x[i], number)].filter(Boolean).join(" ")));
  }
  numbers.sort((a, b) => a.number - b.number);
  const others = [
    { key: "NaN", text: "NaN", number: NaN, why: words.RULES_TAKEN.nan },
    { key: "error", text: words.ERROR, number: NaN, why: words.RULES_TAKEN.error },
  ];
  return { answers: [...numbers, ...others], right: reverse ? numeral(truth) : "error" };
}

/** @param {number} number @param {string} why */
function answer(number, why) {
  return { key: numeral(number), text: numeral(number), number, why };
}

/**
 * What PyTorch returned, where it is this number.
 * @param {Case} shown
 * @param {number} x
 * @param {number} number
 */
function recorded({ at, torch }, x, number) {
  return x === at && torch[1] === numeral(number) ? words.RECORDED : "";
}

/** @param {number} a @param {number} b */
function near(a, b) {
  return numeral(a) === numeral(b) || (Number.isFinite(a) && Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a)));
}

/**
 * How large the error of a central difference is.
 * @param {number} power of ten
 * @returns {{ answers: Answer[], right: string }}
 */
function errors(power) {
  const place = BOUNDS.filter((bound) => power >= bound).length;
  const answers = words.ERRORS.map((text, k) => ({
    key: String(k),
    text,
    number: NaN,
    why: k < place ? words.ERRORS_TAKEN.larger : words.ERRORS_TAKEN.smaller,
  }));
  return { answers, right: String(place) };
}
