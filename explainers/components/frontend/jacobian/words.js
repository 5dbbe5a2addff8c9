/**
 * What the table of the Jacobian says.
 */

import { numeral } from "../parts/format.js";

/** What stands in a cell while its number is covered. */
export const COVERED = "?";

const FRAMES = {
  entries: `
.frame.push, .frame.pull | its column and its row
.frame.both | the entry that is read`,
  column: `
.frame.push | the column that is read`,
  row: `
.frame.pull | the row that is read`,
};
const CELLS = `
.cell.plus, .cell.minus | numbers above and below 0: the paler, the nearer to it
.cell.nothing | 0
.cell.unfinite | not finite
.cell.covered | covered
.mark.guess | your guess
.mark.truth | the truth: farthest from 0`;

/** @param {keyof typeof FRAMES} reading */
export function legend(reading) {
  return FRAMES[reading] + CELLS;
}

/** @param {string} output @param {string} input */
export function entryName(output, input) {
  return `∂${output}/∂${input}`;
}

/** @param {string} output @param {string} input @param {number} number */
export function entryText(output, input, number) {
  return `${entryName(output, input)} = ${numeral(number, 5)}`;
}

/**
 * The name of a cell, with what is marked there.
 * @param {string} name
 * @param {boolean} guess
 * @param {boolean} truth
 */
export function markedText(name, guess, truth) {
  return [name, ...(guess ? ["your guess"] : []), ...(truth ? ["farthest from 0"] : [])].join(", ");
}

/** @param {string} name of the entry that is guessed */
export function guessText(name) {
  return `Your guess: ${name}`;
}

/** @param {string} name of an input */
export function columnText(name) {
  return `Column ${name}`;
}

/** @param {string} name of an output */
export function rowText(name) {
  return `Row ${name}`;
}
