/**
 * What is asked of a pattern before its fewest products are told, and what they are mistaken for.
 * No DOM.
 */

import { named, numberTold } from "../parts/guess_words.js";
import { entriesOf, oneEach, transposed } from "./judge.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Case} Case */
/** @typedef {import("./judge.js").Way} Way */

/**
 * By both, and read on either side, the fullest line is no bound.
 * @param {Case} shown
 * @param {Way} way
 * @returns {import("../parts/guess.js").Mistake[]}
 */
export function mistakesOf({ rows, n, ways }, way) {
  const fewest = (/** @type {Way} */ one) => ways.find((known) => known.way === one)?.fewest ?? NaN;
  const longest = (/** @type {number[][]} */ lines) => Math.max(...lines.map((line) => line.length));
  const other = way === "rows" ? "columns" : way === "columns" ? "rows" : "columns";
  return named([
    [words.TAKEN.each, oneEach(rows, n, way)],
    [words.TAKEN.fullest, way === "columns" ? longest(rows) : NaN],
    [words.TAKEN.fullestColumn, way === "rows" ? longest(transposed(rows, n)) : NaN],
    [words.TAKEN[other], fewest(other)],
    [words.TAKEN.entries, entriesOf(rows).length],
  ]);
}

/**
 * @param {Case} shown
 * @param {Way} way
 * @returns {import("../parts/posed.js").Typed<import("../parts/guess_words.js").Marked> | null}
 */
export function questionOf(shown, way) {
  const truth = shown.ways.find((known) => known.way === way)?.fewest;
  if (!truth || !entriesOf(shown.rows).length) return null;
  return {
    kind: "number",
    prompt: words.asked(way),
    name: words.LEDGER,
    step: 1,
    truth,
    told: (guess, decimals) => numberTold(words.TAKES, { guess, truth, decimals }, mistakesOf(shown, way)),
  };
}
