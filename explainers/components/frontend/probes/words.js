/**
 * What the figure of a hidden Jacobian says.
 */

import { numerals } from "../parts/format.js";

export const TOOLS = "probes";
export const TITLE = "Your J";
export const RULE = "Fill in what the probes tell you.";
export const ENTRIES = "your J, entry by entry";
export const OVER = /** @type {const} */ (["Start over", "take all probes and entries back"]);

export const SHOTS = "Probes";
export const NO_SHOTS = "None yet. Set v or u, and probe.";
export const PUSH = "Push v";
export const PULL = "Pull u";
export const LEGEND = `
.bar.v .fill | v, what a push sends into J
.bar.u .fill | u, what a pull sends back through J
.bar.entry .fill | an entry of your J
.shot .mark | what your J would give, and whether it is the same | ring`;

/** @param {number} made @param {number} most */
export function counted(made, most) {
  return `${made} made, at most ${most} can be`;
}

/**
 * What a probe brought.
 * @param {{ pushes: boolean, by: number[] }} shot
 * @param {number[]} result
 */
export function shotText({ pushes, by }, result) {
  return pushes ? `v = ${numerals(by)}: Jv = ${numerals(result)}` : `u = ${numerals(by)}: uᵀJ = ${numerals(result)}`;
}

/** @param {boolean} same @param {number[]} result of the J that was filled in */
export function ownText(same, result) {
  return same ? "Your J gives the same." : `Your J gives ${numerals(result)}.`;
}

/** @param {number} row @param {number} column */
export function entryName(row, column) {
  return `entry in row ${row + 1}, column ${column + 1}`;
}

/** What is heard when nothing else is. @param {number} made */
export function settled(made) {
  return made === 1 ? "One probe made." : `${made} probes made.`;
}
