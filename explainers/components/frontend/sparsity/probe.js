/**
 * What one push along a unit vector, or one pull along one, says of the pattern, and where else it
 * may be asked. No DOM.
 */

import { bound, cleared, errorsOf } from "../parts/rounding.js";
import { read, replay } from "../parts/tape.js";
import { keyOf } from "./judge.js";

/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {"column" | "row"} Line a column is pushed, a row is pulled */
/** @typedef {{ forward: number[][], reverse: number[][] }} Jacobians by pushes and by pulls */

/**
 * One number that comes out: other than 0, 0, not known to differ from 0, or not finite.
 * @typedef {object} Heard
 * @property {number} number 0 where it is not known to differ
 * @property {"other" | "zero" | "rounding" | "none"} kind
 * @property {boolean} expected whether the pattern has it
 */

/** @typedef {{ line: Line, place: number, heard: Heard[] }} Probed */

/** How often a place is looked for at which one coordinate is 0, and then at which none is. */
const TRIES = 12;

/** @param {number[]} flat row by row @param {number} n */
const table = (flat, n) => Array.from({ length: n ? flat.length / n : 0 }, (_, i) => flat.slice(i * n, (i + 1) * n));

/**
 * J at x, and how far rounding may have moved each entry.
 * @param {Tape} tape
 * @param {number[]} x
 */
export function jacobianAt(tape, x) {
  replay(tape, x);
  return { jacobian: table(read(tape, tape.jacobian), tape.n), errors: table(bound(errorsOf(tape), tape.jacobian), tape.n) };
}

/**
 * @param {Jacobians} jacobians
 * @param {number[][] | null} errors null where none are known
 * @param {number[][]} rows the pattern
 * @param {Line} line
 * @param {number} place
 * @returns {Probed}
 */
export function probed({ forward, reverse }, errors, rows, line, place) {
  const entries = entriesOn(line, place, rows.length, forward[0]?.length ?? 0);
  const heard = entries.map(([i, j]) => {
    const number = (line === "column" ? forward : reverse)[i][j];
    const error = errors?.[i][j] ?? 0;
    const shown = cleared(number, error);
    const zero = shown === 0;
    /** @type {Heard["kind"]} */
    const kind = !Number.isFinite(number) ? "none" : !zero ? "other" : number === 0 && error === 0 ? "zero" : "rounding";
    return { number: zero ? 0 : shown, kind, expected: rows[i].includes(j) };
  });
  return { line, place, heard };
}

/**
 * @param {Line} line
 * @param {number} place
 * @param {number} m
 * @param {number} n
 */
function entriesOn(line, place, m, n) {
  return Array.from({ length: line === "column" ? m : n }, (_, k) => /** @type {[number, number]} */ (line === "column" ? [k, place] : [place, k]));
}

/** The entries that were other than 0, as `keyOf` has them. @param {Probed} probed */
export function answered({ line, place, heard }) {
  return heard.flatMap(({ kind }, k) => (kind === "other" ? [line === "column" ? keyOf(k, place) : keyOf(place, k)] : []));
}

/**
 * Another x near the first one, with a coordinate that is 0 if f has a J there: what is 0 at one x
 * only is met so.
 * @param {number[]} first
 * @param {(x: number[]) => boolean} holds whether f has a J at a place
 * @param {() => number} random
 */
export function another(first, holds, random) {
  for (let tries = 0; tries < 2 * TRIES; tries++) {
    const zero = tries < TRIES && first.length > 1 ? Math.floor(random() * first.length) : -1;
    const x = first.map((z, k) => (k === zero ? 0 : Math.round(100 * (z || 0.5) * (0.5 + random())) / 100));
    if (holds(x)) return x;
  }
  return first;
}
