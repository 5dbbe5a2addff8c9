/**
 * What the table of the Jacobian says.
 */

import { numeral } from "../parts/format.js";

/** What stands in a cell while its number is covered. */
export const COVERED = "?";

/** @param {string} output @param {string} input */
export function entryName(output, input) {
  return `∂${output}/∂${input}`;
}

/** @param {string} output @param {string} input @param {number} number */
export function entryText(output, input, number) {
  return `${entryName(output, input)} = ${numeral(number, 5)}`;
}

/** @param {string} name of an input */
export function columnText(name) {
  return `Column ${name}`;
}

/** @param {string} name of an output */
export function rowText(name) {
  return `Row ${name}`;
}
