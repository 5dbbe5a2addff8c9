/**
 * What the figure of a listing says.
 */

import { numerals } from "../parts/format.js";

export const TOOLS = "listing";
export const LINES = "lines of the listing";
export const ORIGINAL = "as it was";
export const RESET = /** @type {const} */ (["As it was", "put the listing back as it was"]);
export const LEGEND = `
.line[data-open="true"] .code | the line that is mended | lines
.line[data-mended="true"] .code | a line that was changed | lines`;

/** @param {number} line from 0 */
export function lineName(line) {
  return `line ${line + 1}`;
}

/** @param {number} line */
export function mendsName(line) {
  return `what may stand in line ${line + 1}`;
}

export const GIVES = "It gives";
export const WANTED = "Wanted";
export const NOTHING = "nothing yet";
export const WAITS = "…";

/** @param {number[]} answer @param {string} problem */
export function answerText(answer, problem) {
  return problem ? `${problem}: it does not run` : numerals(answer);
}

/** @param {import("./data.d.ts").Settled} settled */
export function settledText({ answer, wanted, problem }) {
  return `The listing gives ${answerText(answer, problem)}; wanted is ${numerals(wanted)}.`;
}
