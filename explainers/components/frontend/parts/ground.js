/**
 * The ground that a scalar function is over a plane. No DOM.
 */

import * as geometry from "./geometry.js";
import { strokedLevelPath } from "./strokes.js";
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
 * Samples a function, and draws its level lines, anew only when what they depend on changes:
 * coarsely while a hand changes it, and finely at rest.
 * @param {number} fine points along each side
 * @param {number} [coarse]
 * @param {number} [lift] of the field
 */
export function createGround(fine, coarse = fine, lift = 0) {
  /** @type {Record<number, { needs: unknown[], ground: Ground }>} */
  const known = {};

  /**
   * @param {Frame} frame
   * @param {Section} f
   * @param {boolean} held whether a hand moves
   * @param {number} [count] of levels
   * @returns {Ground}
   */
  return (frame, { of, at }, held, count = 0) => {
    const { view, size } = frame;
    const needs = [view.cx, view.cy, view.half, size, count, ...of];
    const fresh = (held ? [fine, coarse] : [fine]).find((side) => known[side]?.needs.every((part, k) => part === needs[k]));
    if (fresh) return known[fresh].ground;
    const side = held ? coarse : fine;
    const field = geometry.sampled(view, side, at, lift);
    const levels = geometry.levels(field, count);
    const ground = { field, levels, lines: strokedLevelPath(frame, field, ...levels) };
    known[side] = { needs, ground };
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
