/**
 * Where hands stood when puzzles were solved in this browser: the last place for each puzzle and
 * seed, for a server that judges it anew, the newest last:
 * `{"version": 1, "proofs": [{"puzzle", "seed", "x", "v", "u", "picks"}]}`.
 */

import { isPuzzle } from "./solved.js";
import { createStore, reading } from "./store.js";

/** @typedef {{ puzzle: string, seed: string, x: number[], v: number[], u: number[], picks?: number[] }} Proof */
/** @typedef {{ version: 1, proofs: Proof[] }} Proofs */

export const MOST = 200;
/** The longest seed of a student, and the most numbers of a vector and of what is chosen. */
const [SEED, NUMBERS, PICKS] = [60, 8, 64];
const NAMES = ["puzzle", "seed", "x", "v", "u", "picks"];

const empty = () => /** @type {Proofs} */ ({ version: 1, proofs: [] });

/** @type {import("./store.js").Read<Proofs>} */
export const readProofs = reading(empty, ({ proofs }) => (Array.isArray(proofs) ? { version: 1, proofs: proofs.filter(isProof) } : null));
export const PROOFS = createStore("push-and-pull:proofs", readProofs);

/** Whether it is a proof and nothing else. @param {unknown} given @returns {given is Proof} */
export function isProof(given) {
  if (typeof given !== "object" || given === null || Object.keys(given).some((name) => !NAMES.includes(name))) return false;
  const { puzzle, seed, x, v, u, picks = [] } = /** @type {Record<string, unknown>} */ (given);
  return isPuzzle(puzzle)
    && typeof seed === "string" && seed.length <= SEED
    && [x, v, u].every((part) => isVector(part, NUMBERS)) && isVector(picks, PICKS);
}

/** @param {unknown} given @param {number} most */
function isVector(given, most) {
  return Array.isArray(given) && given.length <= most && given.every((part) => Number.isFinite(part));
}

/**
 * The proofs with one more; of one puzzle and seed the last is kept, of all the newest.
 * @param {Proof[]} proofs
 * @param {Proof} proof
 */
export function withProof(proofs, proof) {
  const others = proofs.filter(({ puzzle, seed }) => puzzle !== proof.puzzle || seed !== proof.seed);
  return [...others, proof].slice(-MOST);
}

/** What is kept for a seed. @param {string} seed */
export function proofsFor(seed) {
  return PROOFS.load().value.proofs.filter((proof) => proof.seed === seed);
}

/** @param {Proof} proof */
export function noteProof(proof) {
  PROOFS.change(({ proofs }) => ({ version: 1, proofs: withProof(proofs, proof) }));
}
