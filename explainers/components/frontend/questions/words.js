/**
 * What is said around questions.
 */

export const CHECK = "Check";
export const OTHER = "Other numbers";
export const RETRY = "Try again";
export const NEXT = "Next question";
export const UP = "Move up";
export const DOWN = "Move down";
export const [YES, NO] = ["Yes.", "Not this one."];
export const ANSWER = "Your answer";
export const QUESTIONS = "Questions";
export const UNITS = "Arrow keys move by 1, with Shift by 0.1.";

/** What is asked for where there is no answer yet. */
export const MISSING = {
  choose: "Choose an answer first.",
  order: "Move a step first.",
  number: "Type a number first, such as −2, 0.5 or 3e-4.",
  place: "Move it first: drag the handle, or use the arrow keys.",
  cell: "Choose an entry first.",
};

/** @param {number} k @param {number} count @param {string} state */
export const named = (k, count, state) => `Question ${k} of ${count}${state && `, ${state}`}`;

export const [RIGHT, MISSED] = ["answered", "to try again"];

/** @param {number} count @param {boolean} fresh whether all have other numbers */
export const missed = (count, fresh) =>
  `Try the missed ${count === 1 ? "one" : count} again${fresh ? ", with fresh numbers" : ""}`;

/** @param {number} right @param {number} count */
export const score = (right, count) => (right === count ? `All ${count} answered.` : `${right} of ${count} answered.`);

/** @param {string} step @param {number} place @param {number} count */
export const moved = (step, place, count) => `${step} is now number ${place} of ${count}`;

/** @param {string} step */
export const tooEarly = (step) => `“${step}” stands too early.`;

/** @param {string} name @param {string} at */
export const placed = (name, at) => `${name} = ${at}`;

/** @param {string} name @param {number} row @param {number} column @param {string} entry */
export const cell = (name, row, column, entry) => `${name}, row ${row}, column ${column}: ${entry}`;

