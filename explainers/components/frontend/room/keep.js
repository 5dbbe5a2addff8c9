/**
 * What this browser keeps of a room: its token, the teacher's secret, and its own answers, until the
 * room ends, or twelve hours have gone.
 */

import { remember, remembered } from "../parts/memory.js";

const SLOT = "push-and-pull:room:";
/** The form of what is written there. */
const VERSION = 1;
/** Milliseconds after which no room lasts. */
const LASTS = 12 * 60 * 60 * 1000;

/**
 * @typedef {object} Kept
 * @property {number} v
 * @property {number} at when it was begun
 * @property {string} voter
 * @property {string} secret of the teacher, or nothing
 * @property {Record<string, number[]>} answers by their rounds
 * @property {Record<string, string>} words beside them
 * @property {number} owed the round whose answer the server has not taken yet, or 0
 */

/** What pages share where a browser keeps nothing. @type {Map<string, Kept>} */
const memory = new Map();

/** @param {string} code @returns {Kept} */
export function kept(code) {
  const held = memory.get(code) ?? read(remembered(SLOT + code));
  if (held) return held;
  return keep(code, { v: VERSION, at: Date.now(), voter: token(), secret: "", answers: {}, words: {}, owed: 0 });
}

/** @param {string} code @param {Kept} now */
export function keep(code, now) {
  memory.set(code, now);
  remember(SLOT + code, JSON.stringify(now));
  return now;
}

/** @param {string} code */
export function forget(code) {
  memory.delete(code);
  drop(SLOT + code);
}

/** Codes of the rooms whose teacher this browser is, the newest first. */
export function taught() {
  const known = new Set([...memory.keys(), ...names().filter((name) => name.startsWith(SLOT)).map((name) => name.slice(SLOT.length))]);
  return [...known].map((code) => ({ code, held: memory.get(code) ?? read(remembered(SLOT + code)) }))
    .filter(({ held }) => held?.secret)
    .sort((a, b) => Number(b.held?.at) - Number(a.held?.at))
    .map(({ code }) => code);
}

/** Forgets rooms whose time is over. */
export function tidy() {
  for (const name of names()) {
    if (name.startsWith(SLOT) && !read(remembered(name))) drop(name);
  }
}

/** @param {string} text @returns {Kept | null} */
export function read(text) {
  try {
    const found = JSON.parse(text);
    const sound = found?.v === VERSION && Date.now() - found.at < LASTS && typeof found.voter === "string";
    return sound ? { words: {}, ...found } : null;
  } catch {
    return null;
  }
}

/** A name that nobody can foresee, for nobody. */
function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

function names() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** @param {string} name */
function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // What cannot be kept need not be dropped.
  }
}
