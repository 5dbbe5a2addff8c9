/**
 * What is said of what is due, and of the record.
 */

import { plural } from "../parts/format.js";

export const [SAVE, READ, ERASE] = ["Save to a file", "Read a file", "Erase"];
export const [SURE, KEEP] = ["Erase everything", "Keep it"];
export const FILE = "push-and-pull-progress.json";
export const FROM = "From";
export const RECORD = "Your record";
export const ERASED = "Everything is erased.";
export const SAVED = "Saved.";

export const NOTHING =
  "Nothing here yet. Answer questions at the end of a lesson, and they come back here after a day.";
export const STAYED = "Nothing is due, and nothing will be: all that you have answered has stayed.";

/** @param {number} count */
export const due = (count) => `${count} ${plural("question", count)} due today.`;

/** @param {string} day @param {number} count */
export const later = (day, count) => `Nothing is due. ${count === 1 ? "One question waits; it comes" : `${count} questions wait; the next comes`} on ${day}.`;

/** @param {Date} date */
export const day = (date) => new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(date);

/** @param {number} right @param {number} all @param {number} missed @param {number} opened @param {number} lessons */
export const totals = (right, all, missed, opened, lessons) =>
  `${opened} of ${lessons} lessons opened, ${right} of ${all} questions answered${missed ? `, ${missed} to try again` : ""}.`;

/** @param {number} predicted @param {number} solved */
export const others = (predicted, solved) =>
  [
    predicted && `${predicted} ${predicted === 1 ? "guess" : "guesses"} placed`,
    solved && `${solved} ${plural("puzzle", solved)} solved`,
  ].filter(Boolean).join(", ");

/** @param {number} count */
export const taken = (count) => `Taken over: ${count} answered ${plural("question", count)}. What was here before is replaced.`;

/** Why a file is not read. */
export const TROUBLES = {
  size: "This file is too large to be a record. Nothing was changed.",
  text: "This file is no JSON. Nothing was changed.",
  app: "This file is no record of Push & Pull. Nothing was changed.",
  later: "This file is of a later version of this page, which can read it. Nothing was changed.",
  form: "A part of this file is not as a record has it. Nothing was changed.",
  names: "This file names lessons or questions that there are not here. Nothing was changed.",
};
