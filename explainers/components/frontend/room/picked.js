/**
 * What is chosen in a puzzle that is not solved in planes: an order of products, stones on a chain,
 * or colours of a J; how it is judged, and how it is written. No DOM.
 */

import { factorNames, products, sidesOf, written } from "../brackets/numbers.js";
import { recomputed, slotsOf } from "../memory/schedule.js";
import { judged } from "../sparsity/judge.js";
import { judgedAt } from "./puzzle.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Picks} Picks */

const NOTHING = { x: [], v: [], u: [], value: [], jacobian: [], push: [], pull: [], moved: null };

/** The states that keep a stone. @param {number[]} answer */
export function stonesOf(answer) {
  return answer.flatMap((kept, k) => (kept ? [k + 1] : []));
}

/** @param {import("./data.d.ts").Sparse} sparse @param {number[]} answer */
export function productsOf(sparse, answer) {
  return judged(sparse.rows, sparse.way, { columns: answer.slice(0, sparse.columns), rows: answer.slice(sparse.columns) });
}

/** What the puzzle's goals are bounds of. @param {Picks} question @param {number[]} answer @returns {[number, number]} */
export function measured({ chain, steps, sparse }, answer) {
  if (chain) {
    const made = products(sidesOf(chain), answer);
    return [made.reduce((sum, { count }) => sum + count, 0), Math.max(0, ...made.map(({ held }) => held))];
  }
  if (sparse) {
    const found = productsOf(sparse, answer);
    return [found.products, found.mixed.length];
  }
  const stones = stonesOf(answer);
  return [recomputed(steps, stones), slotsOf(stones)];
}

/** Whether all that has to be chosen is. @param {Picks} question @param {number[]} answer */
export function isWhole({ counts }, answer) {
  return answer.length === counts.length;
}

/** Whether a puzzle is solved so, and else the mistake that is known by its signs. @param {Picks} question @param {number[]} answer */
export function judgedPicks(question, answer) {
  return judgedAt(question, { ...NOTHING, more: measured(question, answer) });
}

/** What the goals are about, in a line. @param {Picks} question @param {number[]} answer */
export function measuredText(question, answer) {
  const [one, other] = measured(question, answer);
  return question.chain ? words.multiplied(one, other) : question.sparse ? words.coloured(one, other) : words.kept(one, other);
}

/** What was chosen. @param {Picks} question @param {number[]} answer */
export function chosenText({ chain, sparse }, answer) {
  if (chain) return written(factorNames(chain), answer, false);
  if (!sparse) return words.stones(stonesOf(answer));
  const { pushes, pulls } = productsOf(sparse, answer);
  return words.groups(pushes, pulls);
}

/** An answer as it is written. @param {Picks} question @param {number[]} answer */
export function pickedText(question, answer) {
  return `${chosenText(question, answer)}: ${measuredText(question, answer)}`;
}
