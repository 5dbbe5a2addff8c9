/**
 * Which puzzles were solved in this browser: kept as JSON under one name, and told to whoever on
 * the page shows them.
 *
 * `{"version": 1, "solved": ["aim-push", "pure-turn"]}`; what is not of that form counts as none.
 */

import { remember, remembered } from "./memory.js";

export const SLOT = "push-and-pull:solved";
/** An event of the window: a puzzle was solved. */
export const SOLVED = "push-and-pull:solved";
const VERSION = 1;

/** The slugs of the puzzles that were solved. @returns {string[]} */
export function solvedPuzzles() {
  return readSolved(remembered(SLOT));
}

/** @param {string} text @returns {string[]} */
export function readSolved(text) {
  try {
    const { version, solved } = JSON.parse(text);
    return version === VERSION && Array.isArray(solved) ? solved.filter((slug) => typeof slug === "string") : [];
  } catch {
    return [];
  }
}

/** @param {string[]} slugs */
export function writtenSolved(slugs) {
  return JSON.stringify({ version: VERSION, solved: slugs });
}

/** @param {string} slug */
export function noteSolved(slug) {
  const solved = solvedPuzzles();
  if (solved.includes(slug)) return;
  remember(SLOT, writtenSolved([...solved, slug]));
  window.dispatchEvent(new CustomEvent(SOLVED));
}
