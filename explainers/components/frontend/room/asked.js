/**
 * A question as it is drawn, whatever its kind.
 */

import { createCards } from "./cards.js";
import { isArrow } from "./groups.js";
import { createPicks } from "./picks.js";
import { createPlanes } from "./planes.js";
import { createPuzzle } from "./puzzle.js";

/** @typedef {import("./groups.js").Question} Question */
/** @typedef {ReturnType<typeof createPlanes> | ReturnType<typeof createCards> | ReturnType<typeof createPuzzle> | ReturnType<typeof createPicks>} Asked */

/** Where nobody's hand is of interest. */
export const NO_HAND = { moved: () => {}, released: () => {} };

/**
 * @param {Question} question
 * @param {{ moved: () => void, released: () => void }} hand
 * @param {AbortSignal} signal
 * @returns {Asked}
 */
export function createAsked(question, hand, signal) {
  if (question.kind === "puzzle") return createPuzzle(question, hand, signal);
  if (question.kind === "picks") return createPicks(question, hand, signal);
  return isArrow(question) ? createPlanes(question, hand, signal) : createCards(question, hand, signal);
}
