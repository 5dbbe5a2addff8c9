/**
 * The record as a file: written, and read as strictly as what comes from outside has to be. No DOM.
 */

import { MOST as MOST_PROOFS, isProof } from "../parts/proofs.js";
import { isPuzzle } from "../parts/solved.js";
import { LONGEST, checked, each, only, parsed, versionOf, whole } from "../questions/record.js";

/** @typedef {import("../questions/store.js").Kept} Kept */
/** @typedef {import("../parts/predicted.js").Predicted} Predicted */
/** @typedef {import("../parts/solved.js").Solved} Solved */
/** @typedef {import("../parts/proofs.js").Proofs} Proofs */
/** @typedef {"size" | "text" | "app" | "later" | "form" | "names"} Trouble */

const APP = "push-and-pull";
const VERSION = 1;
const MOST = 400;
const PAGE = /^[a-z][a-z_]{0,39}$/;

/** @param {Kept} kept */
export function written({ record, predicted, solved, proofs }) {
  return `${JSON.stringify({ app: APP, v: VERSION, record, predicted, solved, proofs }, null, 1)}\n`;
}

/**
 * @param {string} text of a file
 * @param {{ lessons: string[], questions: string[] }} known names
 * @returns {{ kept: Kept, trouble: "" } | { kept: null, trouble: Trouble }}
 */
export function fromFile(text, known) {
  if (text.length > LONGEST) return refused("size");
  const data = parsed(text);
  if (data === null) return refused("text");
  const file = only(data, ["app", "v", "record", "predicted", "solved", "proofs"]);
  if (typeof data !== "object" || Reflect.get(data, "app") !== APP) return refused("app");
  if (versionOf(data) > VERSION) return refused("later");
  const record = checked(file?.record);
  if (!file || file.v !== VERSION || !record) return refused("form");
  const predicted = file.predicted === null ? null : predictedIn(file.predicted);
  const solved = file.solved === null ? null : solvedIn(file.solved);
  const proofs = file.proofs === null ? null : proofsIn(file.proofs);
  if (predicted === undefined || solved === undefined || proofs === undefined) return refused("form");
  const strange = (/** @type {object} */ given, /** @type {string[]} */ names) => Object.keys(given).some((name) => !names.includes(name));
  if (strange(record.lessons, known.lessons) || strange(record.questions, known.questions)) return refused("names");
  return { kept: { record, predicted, solved, proofs }, trouble: "" };
}

/**
 * @param {Trouble} trouble
 * @returns {{ kept: null, trouble: Trouble }}
 */
function refused(trouble) {
  return { kept: null, trouble };
}

/** @param {unknown} data @returns {Predicted | undefined} */
export function predictedIn(data) {
  const given = only(data, ["v", "lessons"]);
  const lessons = given?.v === 1 ? each(given.lessons, PAGE, (count) => whole(count, 1e6)) : null;
  return lessons ? { v: 1, lessons } : undefined;
}

/** @param {unknown} data @returns {Solved | undefined} */
export function solvedIn(data) {
  const given = only(data, ["version", "solved"]);
  if (given?.version !== 1 || !Array.isArray(given.solved) || given.solved.length > MOST) return undefined;
  /** @type {string[]} */
  const solved = [];
  for (const slug of given.solved) {
    if (!isPuzzle(slug) || solved.includes(slug)) return undefined;
    solved.push(slug);
  }
  return { version: 1, solved };
}

/** @param {unknown} data @returns {Proofs | undefined} */
export function proofsIn(data) {
  const given = only(data, ["version", "proofs"]);
  if (given?.version !== 1 || !Array.isArray(given.proofs) || given.proofs.length > MOST_PROOFS) return undefined;
  return given.proofs.every(isProof) ? { version: 1, proofs: given.proofs } : undefined;
}
