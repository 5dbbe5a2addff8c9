/**
 * What the figure says of its runs, and what its parts are called.
 */

import { numeral, numerals } from "../parts/format.js";
import { placeOf, told, toldAll } from "./wire.js";

/** @typedef {import("./wire.js").Ground} Ground */
/** @typedef {import("./wire.js").Course} Course */

export const TOOLS = "learning rate and run";
export const RATE = "learning rate η";
export const RUN = { text: "run", name: "run in focus" };
/** @type {[string, string]} */
export const RESET = ["Reset", "the starts and the rate"];
export const STEP = "step";
export const RISK = { title: "Risk", name: "risk over the parameters" };
export const DATA = "Data";
export const FALL = { title: "Risk against steps", name: "risk of the five runs against steps, logarithmic" };
export const BOARD = "the rows of the batch, their weights and their sum";
export const ADDS = "adds";

/** @param {number} k */
export const start = (k) => `start of run ${k + 1}`;

/** @param {Ground} ground */
export const cloud = ({ samples, risk }) => `${samples} samples and the ${risk.labels ? "curves" : "lines"} of five runs`;

/** @param {Ground} ground */
export const upwards = ({ risk }) => risk.labels ? "↑ y, P(y = 1)" : "↑ y";

/**
 * @param {Ground} ground
 * @param {number} taken samples in the batch
 */
export function batch({ samples }, taken) {
  return taken === samples ? `the batch: all ${samples}` : `the batch: ${taken} of ${samples}`;
}

/** @param {number} shift of a logarithmic axis */
export const above = (shift) => shift < 0 ? `above ${numeral(shift)}, the lowest seen` : "";

/** @param {number} risk */
export const least = (risk) => `least, ${numeral(risk)}`;

/** @param {number} rate */
export const limit = (rate) => `limit ${numeral(rate, 4)}`;

/** @param {Ground} ground */
export function legend({ risk, lowest, truth }) {
  const model = risk.labels ? "curve" : "line";
  const found = risk.sampled && !risk.labels ? "least squares" : "lowest";
  return `
.landscape .levels | level lines of the risk
.lowest | ${found} ${lowest ? numerals(lowest) : ""} | diamond
.truth | true ${truth ? numerals(truth) : ""} | cross
.lens circle | the two, enlarged
.handle .halo | starts of the five runs: drag these
.past.focus, .spot.focus, .model.focus | the run in focus
.ahead.focus | still to come
.past:not(.focus), .spot:not(.focus), .model:not(.focus), .ahead:not(.focus) | the other runs
.gone | has left the picture, this way | triangle
.arrow.pull | uᵀJ, the [gradient](cheatsheet#gradient)
.next | the step that follows
.arrow.guess | your guess of it
.guess-gap | from it to the truth
.landed | where the step leads | ring
.arrow.ghost | what the mistake gives
.samples:not(.batch) | samples | dots
.samples.batch | those in the batch | dots
.sticks | their errors, from the ${model} in focus
.least | the least risk
.falling .now | this step
.weigh .beam | u, the weight of a row
.cell-of.plus, .cell-of.minus | entry of J, above and below 0
.cell-of .beam | what it adds
.stack-of .even, .stack-of .odd | parts of the sum, in two tones by turns
.stack-of .total | their sum | triangle`;
}

/** @param {number} length of the gradient, where it is not drawn whole */
export const pulled = (length) => `uᵀJ, length ${told(length)}`;

/** What is asked of the step that is shown, and what is said of it. */
export const PROMPT = "Where does the next step lead? Drag the dotted arrow from the run in focus to where it will be, then check.";
export const STEP_NAME = "the step";
export const AS_NEAR = "Nearer than this no arrow can be placed here.";
export const COVERED_STEP = "the step: to be guessed";
/** Names of the arrow that is placed. */
export const GUESSED = "your guess of the next step";
export const [GUESS_HELD, GUESS_LEFT] = ["step?", "guess"];
/** @param {number[]} vector */
export const stepText = (vector) => toldAll(vector);
/** What is taken for a step: what it gives, and what went wrong. */
export const MISTAKEN = /** @type {const} */ ({
  uphill: ["uphill", "It is nearer to the step turned around: the gradient points uphill, and descent goes against it."],
  along: ["uᵀJ", "It is nearer to the gradient itself. A step goes against it, and is as long as the rule says."],
  whole: ["−uᵀJ", "It is nearer to the whole gradient turned around: the rate was left out."],
  sum: ["sum", "It is nearer to what the sum over the batch gives. The risk is a mean: each row counts for 1/B."],
  newton: ["Newton", "It is nearer to Newton's step, which divides by the curvature. The gradient knows no curvature."],
});
export const TO_LOWEST = /** @type {const} */ (["lowest", "It is nearer to the lowest place. A step knows the slope where it stands, and not where the bottom is."]);
/** @param {string} name of the optimiser @returns {[string, string]} */
export const notPlain = (name) => ["−η·uᵀJ", `It is nearer to −η·uᵀJ. ${name} makes more of this gradient, and of those before.`];

/** How much larger the two lowest places are shown beside the plane. @param {number} times */
export const larger = (times) => `×${times}`;

/** Of which derivatives a row of the board is made. @param {Ground} ground */
export function derivatives({ risk }) {
  const what = risk.labels ? "z" : risk.sampled ? "r" : "f";
  return risk.parameters.map((name) => `∂${what}/∂${name}`);
}

/** @param {Ground} ground */
export function weights({ risk }) {
  if (risk.labels) return "z = ax + b; u = ∂R/∂z, the error of each probability over B";
  if (risk.sampled) return "r = ax + b − y; u = ∂R/∂r = 2r/B in the batch, 0 outside";
  return "one output, f itself: one row, weighted by u = 1";
}

/**
 * @param {number} step
 * @param {number} run
 */
export const boardTitle = (step, run) => `The pull of step ${step}, run ${run + 1}`;

/** @param {number} sample */
export const row = (sample) => `i = ${sample + 1}`;

/**
 * @param {number} count of rows that are not listed
 * @param {number[]} added
 */
export const folded = (count, added) => `… ${count} more row${count === 1 ? "" : "s"} of the batch, adding ${toldAll(added)}`;

/** @param {number} count */
export const outside = (count) => `${count} row${count === 1 ? "" : "s"} outside the batch, u = 0: nothing to add`;

/**
 * @param {{ name: string, rate: number, plain: boolean }} rule
 * @param {number[]} change what the step adds; NaN where a run has stopped
 */
export function stepLine({ name, rate, plain }, change) {
  if (change.some(Number.isNaN)) return "no step: the run has stopped";
  return plain
    ? `step −η·uᵀJ = ${toldAll(change)}, with η = ${numeral(rate, 4)}`
    : `step of ${name}, from this gradient and those before: ${toldAll(change)}`;
}

/**
 * Where the run in focus is at a frame.
 * @param {Ground} ground
 * @param {Course} course
 * @param {number} run
 * @param {number} at
 */
export function where(ground, course, run, at) {
  const place = toldAll(placeOf(course, run, at));
  const risk = course.risks[run][at];
  const height = Number.isNaN(risk) ? "where the risk is undefined" : `risk ${told(risk, 4)}`;
  return `step ${ground.frames[at]}, run ${run + 1} at ${place}, ${height}`;
}

/** Why runs stop, and why others never start. */
const NEXT = {
  parameters: "the next parameters are not finite",
  outside: "the next step leads out of the risk's domain",
  large: "the next risk is too large for a number",
  undefined: "the next risk is not finite",
};
const BEGUN = {
  parameters: "at parameters that are not finite",
  outside: "outside the risk's domain",
  large: "where the risk is too large for a number",
  undefined: "where the risk is not finite",
};

/**
 * What has gone wrong with which runs at a frame.
 * @param {Ground} ground
 * @param {Course} course
 * @param {number} at
 */
export function trouble({ frames, window: [cx, cy, half] }, course, at) {
  const runs = course.ended.map((_, k) => k);
  const stopped = runs.filter((k) => frames[at] >= (course.ended[k]?.step ?? Infinity));
  const away = runs.filter((k) => {
    const [a, b] = placeOf(course, k, at);
    return !stopped.includes(k) && !(Math.abs(a - cx) <= half && Math.abs(b - cy) <= half);
  });
  const parts = [];
  const listed = (/** @type {number[]} */ some) => listOf(some, runs.length);
  if (away.length) parts.push(`${listed(away)} ${away.length === 1 ? "has" : "have"} left the plane.`);
  for (const why of /** @type {(keyof typeof NEXT)[]} */ (Object.keys(NEXT))) {
    const here = stopped.filter((k) => course.ended[k]?.why === why);
    const never = here.filter((k) => !course.ended[k]?.begun);
    const later = here.filter((k) => course.ended[k]?.begun);
    if (never.length) parts.push(`${listed(never)} start${never.length === 1 ? "s" : ""} ${BEGUN[why]}.`);
    if (!later.length) continue;
    const ends = later.map((k) => course.ended[k]?.step ?? 0);
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    const when = last === first ? `step ${first}` : `steps ${first} to ${last}`;
    parts.push(`${listed(later)} stopped at ${when}: ${NEXT[why]}.`);
  }
  return parts.join(" ");
}

/**
 * @param {number[]} runs counted from 0
 * @param {number} count of all of them
 */
function listOf(runs, count) {
  if (runs.length === count) return "All runs";
  const names = runs.map((k) => String(k + 1));
  if (names.length === 1) return `Run ${names[0]}`;
  return `Runs ${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
