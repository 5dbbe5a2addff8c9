/**
 * What the figure of random products says.
 */

import { numeral } from "../parts/format.js";
import { STEP, TERMS } from "./series.js";

/** @typedef {import("./estimate.js").Of} Of */
/** @typedef {import("./estimate.js").Law} Law */

export const TOOLS = "what is estimated, and with which directions";
/** What a group of buttons is called, and what they say. */
export const OF = {
  label: "what is estimated",
  choices: /** @type {[Of, string][]} */ (
    Object.entries({ trace: "Trace", diagonal: "Diagonal", norm: "Norm", gradient: "Gradient", range: "Range", logdet: "Det" })
  ),
};
export const LAW = {
  label: "entries of v",
  choices: /** @type {[Law, string][]} */ (Object.entries({ signs: "±1", normal: "Normal" })),
};
export const AGAIN = /** @type {const} */ (["Other draws", "with the next seed"]);
export const STRENGTH = "strength";
export const COUNT = "number of products";

/** @param {number} k @param {Of} [of] */
export function countName(k, of) {
  if (of === "logdet") return `${k} × ${TERMS} products`;
  return k === 1 ? "1 product" : `${k} products`;
}

/** @param {string} name @param {number} c */
export function strengthText(name, c) {
  return `${name} ${numeral(c)}`;
}

/** @type {Record<Of, string>} */
const TABLES = {
  trace: "Mean of vᵢJᵢⱼvⱼ",
  diagonal: "Mean of vᵢJᵢⱼvⱼ",
  norm: "Mean of vᵢ(JᵀJ)ᵢⱼvⱼ",
  gradient: "Mean of vᵢgⱼvⱼ",
  range: "QQᵀJ",
  logdet: "Mean of vᵢMᵢⱼvⱼ",
};
/** @type {Record<Of, string>} */
const CHARTS = {
  trace: "Mean of v·Jv",
  diagonal: "Mean of v ⊙ Jv, entry by entry",
  norm: "Mean of ‖Jv‖²",
  gradient: "Mean of (g·v)v, its first two entries",
  range: "Singular values",
  logdet: "Mean of v·Mv",
};
/** @type {Record<Of, string>} */
const TRUTHS = {
  trace: "tr J",
  diagonal: "diag J",
  norm: "‖J‖²",
  gradient: "g",
  range: "σ of J",
  logdet: "log |det(I + A)|",
};

export const JACOBIAN = "J, one product";

/** What stands around J. @param {number} k */
export function productText(k) {
  return `v of product ${k} above, and its Jv beside.`;
}

/** What becomes of what the products make of A. */
const TURNS = "Off the diagonal it turns with v, and cancels in the mean.";
/** @type {Record<Of, string>} */
const TOLD = {
  trace: `${TURNS} Its sum is the mean of v·Jv.`,
  diagonal: `${TURNS} Its sums by rows stand beside.`,
  norm: `${TURNS} Its sum is the mean of ‖Jv‖².`,
  gradient: `${TURNS} Its sums by rows stand beside.`,
  range: "What of J lies in the span of all Jv so far.",
  logdet: `M = A − A²/2 + … − A⁸/8, and A = ${STEP} J. ${TURNS} Its sum is the mean of v·Mv.`,
};
/** @param {Of} of */
export const tableText = (of) => TOLD[of];
/** @param {Of} of */
export const tableTitle = (of) => TABLES[of];
/** @param {Of} of */
export const chartTitle = (of) => CHARTS[of];
/** @param {Of} of */
export const truthName = (of) => TRUTHS[of];

export const AXES = {
  entry: "entry",
  sigma: "σ, from the largest",
  first: "entry 1",
  second: "entry 2",
};

/** @param {Of} of */
export const countAxis = (of) => (of === "logdet" ? `v, ${TERMS} products each` : "products");

/** In front of the numbers of a readout. */
export const MEAN = "mean";
export const TRUE = "truth";
export const OFF = "off by";
export const ERROR = "standard error";
export const NO_ESTIMATE = "no estimate:";
/** @param {number} k */
export const leastName = (k) => `least for rank ${k} =`;
export const MISSING = "‖J − QQᵀJ‖ =";
export const DIRECTIONS = "directions held";

/** Below this part of the size of all, a number is what rounding left. */
export const ROUNDED = 1e-13;

/**
 * A number; what rounding alone has left is 0.
 * @param {number} number
 * @param {number} size of what it is made of
 */
export function roundedText(number, size) {
  return Math.abs(number) <= ROUNDED * size ? "0" : numeral(number);
}

/** A number, or the length of several, with its name. @param {string} name @param {number[]} numbers @param {number} size */
export function sizeText(name, numbers, size) {
  const many = numbers.length > 1;
  return [many ? `‖${name}‖ =` : `${name} =`, roundedText(many ? Math.hypot(...numbers) : numbers[0], size)];
}

/** Several of them. @param {number[]} numbers @param {number} size */
export function roundedTexts(numbers, size) {
  return `(${numbers.map((number) => roundedText(number, size)).join(", ")})`;
}

/** A norm that is not below 1, with enough digits to tell it from 1. @param {number} norm */
function normOf(norm) {
  const off = Math.abs(norm - 1);
  return `‖A‖ = ${off === 0 ? 1 : numeral(norm, Math.max(3, 1 - Math.floor(Math.log10(off))))}`;
}

/** @param {number} norm */
export const normText = (norm) => `${normOf(norm)} is not below 1`;

/** Why there is no estimate. @param {number} norm */
export function beyondText(norm) {
  return `A = ${STEP} J, and ${normOf(norm)}. Only below 1 the norm bounds what a series of powers leaves out: no estimate.`;
}

/**
 * What the chart shows, for those who do not see it.
 * @param {Of} of
 * @param {string} truth
 * @param {string} mean empty where it is covered
 */
export function chartText(of, truth, mean) {
  const found = mean ? `, ${of === "range" ? "those of QQᵀJ" : "mean so far"} ${mean}` : "";
  return `${CHARTS[of]}: ${TRUTHS[of]} ${truth}${found}`;
}

/**
 * The standard error of a mean: by J, and as its products tell it.
 * @param {Of} of
 * @param {number} predicted
 * @param {number | null} measured
 * @param {number} size
 */
export function errorText(of, predicted, measured, size) {
  const seen = measured === null ? `one ${of === "logdet" ? "v" : "product"} measures none` : `${roundedText(measured, size)} measured`;
  return `${roundedText(predicted, size)} predicted, ${seen}`;
}

const CELLS = `
.cell.plus, .cell.minus | above 0, smaller below 0
.cell.nothing | 0`;

/** @param {Of} of */
export function legend(of) {
  if (of === "range") {
    return `
.chart .tick-mark | [singular values](cheatsheet#singular-value) of J
.chart .estimate | those of QQᵀJ | dots
.chart .whisker | held so far
.chart .guess | your guess: so many
${CELLS}`;
  }
  return `
.chart .trail, .chart .head | mean so far
${of === "diagonal" ? ".chart .estimate | mean of each entry so far | dots" : ""}
.chart .drop | each ${of === "logdet" ? "v" : "product"} by itself | dots
${of === "gradient" ? ".chart .goal | truth, which one VJP gives | cross" : ".chart .true, .chart .tick-mark | truth, which takes all of J"}
.chart .band, .chart .whisker, .chart .ring | ${of === "logdet" ? "trace of M" : "truth"} ± predicted [standard error](cheatsheet#standard-error)
.chart .guess | your guess
.frame | diagonal
${CELLS}`;
}

/**
 * What is heard when a hand has let go.
 * @param {Of} of
 * @param {number} k
 * @param {{ mean: string, truth: string, off: string }} found
 */
export function settledText(of, k, { mean, truth, off }) {
  if (of === "range") return `${countName(k)}: ${off} of J is missing`;
  const told = mean ? `mean ${mean}, ${truthName(of)} ${truth}, ` : "";
  return `${countName(k, of)}: ${told}off by ${off}`;
}

// Guesses --------------------------------------------------------------------------------------

/** @param {Of} of @param {number} k */
export function prompt(of, k) {
  if (of === "range") return `${countName(k)} of J: how many singular values of QQᵀJ are not 0?`;
  const what = { trace: "v·Jv", norm: "‖Jv‖²", diagonal: "v ⊙ Jv", gradient: "(g·v)v", logdet: "v·Mv" }[of];
  return `How far from the truth is the mean of ${what} over ${countName(k, of)}, typically?`;
}

/** @param {number} one what a single product is off by, or would be */
export function errorChoices(one, /** @type {number} */ k) {
  return /** @type {[string, string][]} */ ([
    ["one", `${numeral(one)}, as one product`],
    ["root", `${numeral(one)}/√${k} = ${numeral(one / Math.sqrt(k))}`],
    ["count", `${numeral(one)}/${k} = ${numeral(one / k)}`],
    ["none", "not at all"],
  ]);
}

/** Why an error is not what was guessed, where products differ. @type {Record<string, string>} */
const WHYS = {
  one: "errors of independent products cancel in part, so a mean is nearer than one product.",
  count: "independent errors cancel only as far as chance has it: their squares add up, so a mean of k is √k times nearer, not k times.",
  none: "products differ here, and a mean of what differs meets the truth only by chance, however many there are.",
};
const EXACT = "here each product by itself gives the truth, so there is nothing that a mean could improve.";

/**
 * @param {string} key
 * @param {number} spread of one product
 * @param {number} k
 */
export function errorTold(key, spread, k) {
  const exact = spread === 0;
  const told = exact ? "not at all" : `${numeral(spread / Math.sqrt(k))}, which is ${numeral(spread)} of one product, over √${k}`;
  if (key === (exact ? "none" : "root")) return `Right: ${told}.${exact ? " Each product by itself gives the truth here." : ""}`;
  return `It is ${told}. Your guess was another: ${exact ? EXACT : WHYS[key]}`;
}

/**
 * @param {number} guess
 * @param {number} rank of k products
 * @param {number} k
 * @param {number} reach the rank of J
 */
export function rankTold(guess, rank, k, reach) {
  if (guess === rank) return `Right: ${rank}.`;
  const most = Math.min(k, reach);
  if (rank < most) return `It is ${rank}: by chance these draws reach no more directions. Others reach ${most}.`;
  if (rank < k) return `It is ${rank}: J itself reaches no more directions than that, whatever v is.`;
  const why = guess > rank ? "all columns of QQᵀJ lie in what the products span." : "each of these v has brought a new direction.";
  return `It is ${rank}, one for each product: ${why}`;
}

/** log p(x) less so much. @param {number} log */
function less(log) {
  return `log p(x) ${log < 0 ? "+" : "−"} ${numeral(Math.abs(log))}`;
}

/** @param {number} log log |det(I + A)| */
export function densityPrompt(log) {
  return `log |det(I + A)| is ${numeral(log)} here. If only x goes to z = x + ${STEP} f(x), what is log p(z)?`;
}

/** @param {number} log */
export function densityChoices(log) {
  return /** @type {[string, string][]} */ ([["minus", less(log)], ["plus", less(-log)], ["same", "log p(x)"]]);
}

/** @type {Record<string, string>} */
const DENSITIES = {
  plus: "that is the usual sign mistake. The plus belongs to the J of the map that leads back.",
  same: "that holds only where the flow keeps volumes, and log |det(I + A)| is 0.",
};

/** @param {string} key @param {number} log */
export function densityTold(key, log) {
  const spread = log > 0 ? "Volumes grow at x, and what lies in them is spread more thinly." : "Volumes shrink at x, and what lies in them comes closer together.";
  const right = `log p(z) = log p(x) − log |det(I + A)| = ${less(log)}`;
  if (key === "minus") return `Right: ${right}. ${spread}`;
  return `It is ${right}. Your guess was another: ${DENSITIES[key]} ${spread}`;
}
