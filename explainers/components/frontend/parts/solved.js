/**
 * Which puzzles were solved in this browser: `{"version": 1, "solved": ["aim-push", "pure-turn"]}`.
 */

import { createStore, reading } from "./store.js";

/** @typedef {{ version: 1, solved: string[] }} Solved */

const PUZZLE = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const empty = () => /** @type {Solved} */ ({ version: 1, solved: [] });

/** @type {import("./store.js").Read<Solved>} */
export const readSolved = reading(empty, ({ solved }) => (Array.isArray(solved) ? { version: 1, solved: [...new Set(solved.filter(isPuzzle))] } : null));
export const SOLVED = createStore("push-and-pull:solved", readSolved);

/** Whether it may be the name of a puzzle. @param {unknown} slug @returns {slug is string} */
export function isPuzzle(slug) {
  return typeof slug === "string" && PUZZLE.test(slug);
}

/** @param {string} slug */
export function noteSolved(slug) {
  if (SOLVED.load().value.solved.includes(slug)) return;
  SOLVED.change(({ solved }) => ({ version: 1, solved: [...solved, slug] }));
}
