/**
 * What figures say of a puzzle's goals; the words of each puzzle come from Python.
 */

import { numeral } from "./format.js";

/** @typedef {import("./data.d.ts").Goal} Goal */

export const GOALS = "goals";
export const TARGET = "target";
export const UNSOLVED = "Not solved yet.";
export const HELPED = "That is a worked solution. Now try the same puzzle with other numbers: the button is below.";
export const HELPED_ALONE = "That is a worked solution. Press Reset, and see whether you find another.";

/** A case that is solved first: how it is asked for, how it is ended, and what is said at its end. */
export const [WATCH, BACK] = ["See one solved first", "Now solve yours"];
export const WORKED = "That is a solution for these numbers. Yours are other ones: now it is your turn.";

/** A legend where the ring is around a target. @param {string} legend */
export function aimed(legend) {
  const lines = legend.split("\n").filter((line) => !line.startsWith(".plane .ring"));
  return [...lines, ".arrow.ghost | the target", ".plane .ring | how near to it counts | ring"].join("\n");
}

/** @type {Record<string, string>} what a measure is called as a goal */
export const NAMES = {
  "push-distance": "from Jv to the target",
  "pull-distance": "from uᵀJ to the target",
  "times-least": "distance from Jv to the target, over the least there is",
  silence: "|Jv| over |J||v|",
  "v-length": "|v|",
  "u-length": "|u|",
  "push-length": "|Jv|",
  deafness: "|uᵀJ| over |J||u|",
  "table-distance": "farthest entry of J from the table",
  "weights-distance": "farthest entry of u from the batch’s",
  "swap-angle": "angle between Jv and vᵀJ",
  power: "|uᵀJv| over |u||Jv|",
  gain: "|Jv| over the most for this |v|",
  honesty: "cosine between u and J(uᵀJ)ᵀ",
  flatness: "smaller stretch over larger, σmin/σmax",
  turn: "|JᵀJ − I|",
  asymmetry: "|J − Jᵀ| over |J|",
  "sign-error": "how far v·Jv is from the trace over all signs, over |J|",
  "x-length": "|x|",
  multiplications: "multiplications",
  held: "numbers held at once",
  recomputed: "steps recomputed",
  slots: "slots held at most",
  gap: "how far apart u·(Jv) and (uᵀJ)·v are, over |u||v|",
  "rule-error": "how far the rule’s uᵀJ is from the true one",
  probes: "probes",
  "found-distance": "farthest entry from the hidden J, once probed",
  off: "how far the answer is from what is wanted",
  "slope-off": "how far dx/dp is from what is wanted",
  products: "products",
  mixed: "entries that no product tells",
  remainder: "|f(x+v) − f(x) − Jv| over |v|",
};

/** Of measures that are not told with three. @type {Record<string, number>} */
const DIGITS = { honesty: 4, multiplications: 7, held: 7 };

/** What is left by rounding where a measure is 0: no bound of a goal is near it. */
const ROUNDING = 1e-12;

/** @param {Goal} goal @param {number} measure */
export function measured({ measure: name }, measure) {
  const told = Math.abs(measure) < ROUNDING ? 0 : measure;
  return `${Number.isFinite(told) ? numeral(told, DIGITS[name] ?? 3) : "–"}${degrees(name)}`;
}

/** @param {Goal} goal */
export function boundText({ measure, sense, bound }) {
  return `${sense} ${numeral(bound, DIGITS[measure] ?? 3)}${degrees(measure)}`;
}

/** @param {string} name */
function degrees(name) {
  return name === "swap-angle" ? "°" : "";
}

/** @param {boolean} met */
export function met(met) {
  return met ? "reached" : "not yet";
}

/** @param {string} won what a reader has learned */
export function solved(won) {
  return `Solved. ${won}`;
}

/**
 * @param {Goal} goal
 * @param {{ measure: number, met: boolean }} found
 */
export function goalText(goal, found) {
  return `${NAMES[goal.measure]}: ${measured(goal, found.measure)}, ${boundText(goal)}, ${met(found.met)}.`;
}

/** What is offered after so many hints. @param {number} told @param {number} count */
export function hint(told, count) {
  return told === count - 1 ? "Show a solution" : `Hint ${told + 1} of ${count}`;
}
