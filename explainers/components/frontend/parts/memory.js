/**
 * What a browser remembers from one visit to the next, where it does.
 */

/** @param {string} name */
export function remembered(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing for this page asks again the next time.
  }
}

const PREDICTED = "push-and-pull:predicted";
/** The form of what is written there. */
const VERSION = 1;

/** Counts a guess that was checked on a page; of a record of another form nothing is touched. @param {string} page */
export function predicted(page) {
  const text = remembered(PREDICTED);
  /** @type {{ v: number, lessons: Record<string, number> }} */
  let record = { v: VERSION, lessons: {} };
  try {
    if (text) record = JSON.parse(text);
  } catch {
    // What is no record is written anew.
  }
  if (record?.v !== VERSION || typeof record.lessons !== "object" || record.lessons === null) return;
  const before = Number(record.lessons[page]);
  record.lessons[page] = (Number.isSafeInteger(before) && before > 0 ? before : 0) + 1;
  remember(PREDICTED, JSON.stringify(record));
}
