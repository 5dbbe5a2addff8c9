/**
 * How many guesses were checked on each page: `{"v": 1, "lessons": {"push_and_pull": 3}}`.
 */

import { createStore, reading } from "./store.js";

/** @typedef {{ v: 1, lessons: Record<string, number> }} Predicted */

const PAGE = /^[a-z][a-z_]{0,39}$/;
const empty = () => /** @type {Predicted} */ ({ v: 1, lessons: {} });

/** @type {import("./store.js").Read<Predicted>} */
export const readPredicted = reading(empty, ({ lessons }) => {
  if (typeof lessons !== "object" || lessons === null || Array.isArray(lessons)) return null;
  const sound = Object.entries(lessons).filter(([page, count]) => PAGE.test(page) && Number.isSafeInteger(count) && count > 0);
  return { v: 1, lessons: Object.fromEntries(sound) };
});
export const PREDICTED = createStore("push-and-pull:predicted", readPredicted);

/** Counts a guess that was checked on a page. @param {string} page */
export function predicted(page) {
  PREDICTED.change(({ lessons }) => ({ v: 1, lessons: { ...lessons, [page]: (lessons[page] ?? 0) + 1 } }));
}
