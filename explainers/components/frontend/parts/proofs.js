/**
 * Where hands stood when puzzles were solved in this browser: the last place for each puzzle and
 * seed, for a server that judges it anew.
 *
 * `{"version": 1, "proofs": [{"puzzle", "seed", "x", "v", "u", "picks"}]}`, the newest last; what is not of
 * that form counts as none.
 */

import { remember, remembered } from "./memory.js";

/** @typedef {{ puzzle: string, seed: string, x: number[], v: number[], u: number[], picks?: number[] }} Proof */

export const SLOT = "push-and-pull:proofs";
export const MOST = 200;
const VERSION = 1;
const PUZZLE = /^[a-z0-9][a-z0-9_-]{0,39}$/;
/** The longest seed of a student, and the most numbers of a vector and of what is chosen. */
const [SEED, NUMBERS, PICKS] = [60, 8, 64];
const NAMES = ["puzzle", "seed", "x", "v", "u", "picks"];

/** @param {string} text @returns {Proof[]} */
export function readProofs(text) {
  try {
    const { version, proofs } = JSON.parse(text);
    return version === VERSION && Array.isArray(proofs) ? proofs.filter(isProof) : [];
  } catch {
    return [];
  }
}

/** Whether it is a proof and nothing else. @param {unknown} given @returns {given is Proof} */
export function isProof(given) {
  if (typeof given !== "object" || given === null || Object.keys(given).some((name) => !NAMES.includes(name))) return false;
  const { puzzle, seed, x, v, u, picks = [] } = /** @type {Record<string, unknown>} */ (given);
  return typeof puzzle === "string" && PUZZLE.test(puzzle)
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
  return readProofs(remembered(SLOT)).filter((proof) => proof.seed === seed);
}

/** @param {Proof} proof */
export function noteProof(proof) {
  const proofs = withProof(readProofs(remembered(SLOT)), proof);
  remember(SLOT, JSON.stringify({ version: VERSION, proofs }));
}
