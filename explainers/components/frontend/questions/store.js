/**
 * The record in this browser, and what others keep beside it.
 */

import { PREDICTED } from "../parts/predicted.js";
import { PROOFS } from "../parts/proofs.js";
import { SOLVED } from "../parts/solved.js";
import { createStore } from "../parts/store.js";
import { SLOT, adopted, done, empty, read } from "./record.js";

/** @typedef {import("./record.js").Record_} Record_ */
/** @typedef {import("../parts/store.js").Trouble} Trouble */
/** @typedef {import("../parts/predicted.js").Predicted} Predicted */
/** @typedef {import("../parts/solved.js").Solved} Solved */
/** @typedef {import("../parts/proofs.js").Proofs} Proofs */
/** @typedef {{ record: Record_, predicted: Predicted | null, solved: Solved | null, proofs: Proofs | null }} Kept null for nothing */

const RECORD = createStore(SLOT, (text) => {
  const { record: value, trouble } = read(text);
  return { value, trouble };
});

/**
 * The record as it is now, and what is the matter with the place of it or of what others keep.
 * @returns {{ record: Record_, trouble: Trouble }}
 */
export function load() {
  const { value, trouble } = RECORD.load(begun);
  const troubles = [trouble, ...[PREDICTED, SOLVED, PROOFS].map((store) => store.load().trouble)];
  return { record: value, trouble: troubles.find(Boolean) ?? "" };
}

/**
 * Changes the record and tells of it.
 * @param {(record: Record_) => Record_} change
 */
export function change(change) {
  return RECORD.change(change, begun);
}

/** All that is kept. @returns {Kept} */
export function kept() {
  const [predicted, solved, proofs] = [PREDICTED.load().value, SOLVED.load().value, PROOFS.load().value];
  return {
    record: load().record,
    predicted: Object.keys(predicted.lessons).length ? predicted : null,
    solved: solved.solved.length ? solved : null,
    proofs: proofs.proofs.length ? proofs : null,
  };
}

/** Puts this in the place of all that is kept. @param {Kept} given */
export function replace({ record, predicted, solved, proofs }) {
  PREDICTED.put(predicted);
  SOLVED.put(solved);
  PROOFS.put(proofs);
  RECORD.put(record);
}

/** Begins anew, also after what is of a later version. */
export function erase() {
  for (const store of [PREDICTED, SOLVED, PROOFS]) store.erase();
  RECORD.erase(empty());
}

/** What a reader has done, by page. */
export function told() {
  return done(load().record, PREDICTED.load().value.lessons, { practice: SOLVED.load().value.solved.length });
}

/** A new record begins with what older versions kept in a cookie. @param {Record_} empty */
function begun(empty) {
  const [, text = ""] = document.cookie.match(/(?:^|; )progress=([a-z0-9_.!*]*)/) ?? [];
  return adopted(empty, text, Date.now());
}

/** Nothing of it is sent with requests any more. */
export function forget() {
  if (/(?:^|; )progress=/.test(document.cookie)) document.cookie = "progress=; max-age=0; path=/; samesite=lax";
}
