/**
 * The record in this browser: `localStorage` where it may be used, and the page's own memory where
 * not. Every change begins with what is kept now, since other tabs of the same browser go on, too.
 */

import { SLOT, adopted, empty, marks, read } from "./record.js";

/** @typedef {import("./record.js").Record_} Record_ */
/** @typedef {"" | "forbidden" | "full" | "later" | "broken"} Trouble */

/** Sent on the window when the record has changed, for what else shows it. */
export const CHANGED = "push-and-pull:changed";
/** In seconds. */
const YEAR = 31_536_000;

/** What bundles of this page share where storage does not serve: text, and why. */
const MEMORY = Symbol.for(SLOT);

/** @returns {{ text: string, trouble: Trouble } | null} */
function memory() {
  return /** @type {{ text: string, trouble: Trouble } | null} */ (Reflect.get(globalThis, MEMORY) ?? null);
}

/** @param {string} text @param {Trouble} trouble */
function keepInMemory(text, trouble) {
  Reflect.set(globalThis, MEMORY, { text, trouble });
}

/**
 * The record as it is now, and what is the matter with its place.
 * @param {string} [first] marks that a new record begins with, beside the cookie's
 * @returns {{ record: Record_, trouble: Trouble }}
 */
export function load(first = "") {
  const held = memory();
  if (held) return { record: read(held.text).record, trouble: held.trouble };
  /** @type {string | null} */
  let text;
  try {
    text = localStorage.getItem(SLOT);
  } catch {
    return away("forbidden", first);
  }
  if (text === null) return { record: begun(first), trouble: "" };
  const { record, trouble } = read(text);
  return trouble === "later" ? away(trouble, first) : { record, trouble };
}

/**
 * Changes the record and tells of it.
 * @param {(record: Record_) => Record_} change
 * @param {string} [first] as above
 */
export function change(change, first = "") {
  const { record, trouble } = load(first);
  const next = change(record);
  save(next, memory() ? trouble : "");
  return next;
}

/** What others keep beside it. */
export const OTHERS = /** @type {const} */ ({
  predicted: "push-and-pull:predicted",
  solved: "push-and-pull:solved",
  proofs: "push-and-pull:proofs",
});

/**
 * Puts a record in the place of what is there, with what others keep; null leaves nothing of it.
 * @param {Record_} record
 * @param {Record<keyof typeof OTHERS, string | null>} others
 */
export function replace(record, others) {
  const { trouble } = load();
  try {
    for (const [name, slot] of Object.entries(OTHERS)) {
      const text = others[/** @type {keyof typeof OTHERS} */ (name)];
      if (text === null) localStorage.removeItem(slot);
      else localStorage.setItem(slot, text);
    }
  } catch {
    // The record itself is tried next, and tells.
  }
  save(record, memory() ? trouble : "");
}

/** Begins anew, also after what is of a later version. */
export function erase() {
  Reflect.deleteProperty(globalThis, MEMORY);
  try {
    localStorage.removeItem(SLOT);
  } catch {
    keepInMemory("", "forbidden");
  }
  replace(empty(), { predicted: null, solved: null, proofs: null });
}

/** @param {Record_} record @param {Trouble} trouble */
function save(record, trouble) {
  const text = JSON.stringify(record);
  if (memory()) keepInMemory(text, trouble);
  else {
    try {
      if (localStorage.getItem(SLOT) !== text) localStorage.setItem(SLOT, text);
    } catch {
      keepInMemory(text, "full");
    }
  }
  mirror(record);
  window.dispatchEvent(new Event(CHANGED));
}

/** The server writes the menu before any script runs: a cookie tells it. @param {Record_} record */
function mirror(record) {
  const wanted = marks(record);
  if (wanted !== cookie()) document.cookie = `progress=${wanted}; max-age=${YEAR}; path=/; samesite=lax`;
}

function cookie() {
  return document.cookie.match(/(?:^|; )progress=([a-z_.*]*)/)?.[1] ?? "";
}

/** @param {string} first */
function begun(first) {
  return adopted(adopted(empty(), cookie(), Date.now()), first, Date.now());
}

/** @param {Trouble} trouble @param {string} first @returns {{ record: Record_, trouble: Trouble }} */
function away(trouble, first) {
  const record = begun(first);
  keepInMemory(JSON.stringify(record), trouble);
  return { record, trouble };
}
