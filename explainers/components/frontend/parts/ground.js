/**
 * The ground that a scalar function is over a plane. No DOM.
 */

import * as geometry from "./geometry.js";
import { replay } from "./tape.js";

/** @typedef {import("./geometry.js").Vec} Vec */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Field} Field */
/** @typedef {import("./tape.js").Tape} Tape */

/**
 * @typedef {object} Ground
 * @property {Field} field
 * @property {number[]} levels
 * @property {string} lines at those levels
 */

/** @typedef {{ of: unknown[], at: (p: Vec) => number }} Section f, and what it depends on beside p */

/**
 * Samples a function coarsely while a hand moves, and finely at rest.
 * @param {number} fine points along each side
 * @param {number} [coarse]
 * @param {number} [lift] of the field
 */
export function createGround(fine, coarse = fine, lift = 0) {
  const [rest, move] = [fine, coarse].map((count) => createSampler(count, lift));

  /**
   * @param {Frame} frame
   * @param {Section} f
   * @param {boolean} held whether a hand moves
   * @param {number} [levels] how many
   * @returns {Ground}
   */
  return (frame, f, held, levels) => (held ? move : rest)(frame, f, levels);
}

/**
 * Samples and draws anew only when what that depends on changes.
 * @param {number} side
 * @param {number} lift
 */
function createSampler(side, lift) {
  /** @type {unknown[]} */
  let known = [];
  /** @type {Ground} */
  let ground;

  /**
   * @param {Frame} frame
   * @param {Section} f
   * @param {number} [count]
   */
  return (frame, { of, at }, count = 0) => {
    const { view, size } = frame;
    const needs = [view.cx, view.cy, view.half, size, count, ...of];
    if (!ground || needs.some((part, k) => part !== known[k])) {
      known = needs;
      const field = geometry.sampled(view, side, at, lift);
      const levels = geometry.levels(field, count);
      ground = { field, levels, lines: geometry.levelPath(frame, field, ...levels) };
    }
    return ground;
  };
}

/**
 * The value of a scalar function where two of its inputs are moved.
 * @param {Tape} tape
 * @param {ArrayLike<number>} x the others
 * @param {[number, number]} pair
 * @returns {Section}
 */
export function section(tape, x, [a, b]) {
  const at = Array.from(x);
  return {
    of: [tape, a, b, ...at.filter((_, j) => j !== a && j !== b)],
    at: ([p, q]) => {
      [at[a], at[b]] = [p, q];
      replay(tape, at);
      return tape.slots[tape.value[0]];
    },
  };
}
