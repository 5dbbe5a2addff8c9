/**
 * What the cells of a table say, and how large letters may be for it. No DOM.
 */

import { numeral } from "../parts/format.js";

/** Where a numeral may break: before its power of ten. */
const BREAK = "\u200b";
/** From so many columns on, numerals have a digit less. */
const MANY = 7;

/**
 * @param {number[]} numbers
 * @param {number} columns
 * @returns {string[]}
 */
export function texts(numbers, columns) {
  return numbers.map((number) => numeral(number, columns < MANY ? 3 : 2).replace("·10", `${BREAK}·10`));
}

/**
 * Characters of the longest piece that does not break.
 * @param {string[]} texts
 */
export function longest(texts) {
  return Math.max(1, ...texts.flatMap((text) => text.split(BREAK)).map(({ length }) => length));
}

/** Height of a cell and the largest letters in it, in pixels, by how many rows there are. */
const HEIGHTS = [
  { most: 3, high: 80, letters: 20 },
  { most: 5, high: 56, letters: 18 },
  { most: Infinity, high: 42, letters: 15 },
];

/** @param {number} rows */
export function heightOf(rows) {
  return /** @type {(typeof HEIGHTS)[number]} */ (HEIGHTS.find(({ most }) => rows <= most));
}

/**
 * How much of its colour a number has, in parts of a hundred; 0 is neutral, and so is what is not finite.
 * @param {number} number
 * @param {number} largest whose colour is whole
 */
export function tint(number, largest) {
  return Number.isFinite(number) ? Math.min(100, (100 * Math.abs(number)) / largest) : 0;
}

/** @param {number} number @returns {"plus" | "minus" | "nothing" | "unfinite"} the class of its colour */
export function sign(number) {
  if (!Number.isFinite(number)) return "unfinite";
  return number < 0 ? "minus" : number > 0 ? "plus" : "nothing";
}
