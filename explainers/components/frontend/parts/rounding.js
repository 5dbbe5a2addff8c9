/**
 * Which of the replayed numbers are nothing but rounding: the bounds of `core/rounding.py`, so
 * that a number which is 0 when it settles is 0 while a hand moves, too.
 */

import { NAMES } from "./tape.js";

/** @typedef {import("./tape.js").Tape} Tape */
/** @typedef {import("./products.js").Numbers} Numbers */

/** Largest relative error of one rounding. */
export const UNIT = 2 ** -53;
/** Smallest positive number: products may vanish below it. */
export const TINY = 2 ** -1022;
/** Largest relative error of a function of the mathematics library, with room to spare. */
export const LIBRARY = 4 * UNIT;
/** JAX may add in another order than the tape does, and differentiate in another mode. */
export const SAFE = 2;

/** What is infinite or unknown bounds nothing. @param {number} error */
const known = (error) => (Number.isNaN(error) ? Infinity : error);

/** A product in which 0 wins over infinity. @param {number} a @param {number} b */
const times = (a, b) => (a === 0 || b === 0 ? 0 : a * b);

/** Half the spacing of a number that has many binary digits. @param {number} z */
function spacing(z) {
  const short = z * 2 ** 20;
  return short === Math.trunc(short) ? 0 : UNIT * Math.abs(z);
}

/**
 * How far rounding may have moved the numbers that a tape has just computed, inputs and
 * constants being known to half their spacing.
 * @param {Tape} tape after a replay
 * @returns {Float64Array} a bound for each slot
 */
export function errorsOf({ slots, program }) {
  const errors = new Float64Array(slots.length);
  const first = slots.length - program.length / 4;
  for (let j = 0; j < first; j++) errors[j] = spacing(slots[j]);
  for (let k = first, i = 0; k < slots.length; k++, i += 4) {
    const [p, q, r] = [program[i + 1], program[i + 2], program[i + 3]];
    const given = slots[k];
    const rule = RULES[program[i]];
    const error = rule(given, slots[p], slots[q], errors[p], errors[q], slots[p] ? errors[r] : errors[q]);
    errors[k] = Number.isFinite(given) ? known(error) : Infinity;
  }
  return errors;
}

/**
 * A bound for what was read of a tape.
 * @param {Float64Array} errors
 * @param {Int32Array} where
 */
export function bound(errors, where) {
  return Array.from(where, (slot) => SAFE * errors[slot]);
}

/**
 * How far rounding may have moved Σ aₖbₖ.
 * @param {number[]} a
 * @param {number[]} aErrors
 * @param {number[]} b
 */
function sumError(a, aErrors, b) {
  let [size, moved] = [0, 0];
  a.forEach((z, k) => {
    size += Math.abs(z * b[k]);
    moved += times(aErrors[k], Math.abs(b[k]));
  });
  return moved + SAFE * (a.length + 1) * (UNIT * size + TINY);
}

/**
 * A number, or 0 where it is not known to differ from 0; where no error is known, as it is.
 * @param {number} number
 * @param {number} error
 */
export function cleared(number, error) {
  return Number.isFinite(number) && Number.isFinite(error) && Math.abs(number) <= error ? 0 : number;
}

/**
 * All numbers of a picture, those that are only rounding as 0.
 * @template {Numbers} N
 * @param {N} numbers
 * @param {number[]} v
 * @param {number[]} u
 * @param {{ value: number[], jacobian: number[], moved: number[] | null }} errors of those that
 *   were not multiplied
 * @returns {N}
 */
export function settledNumbers(numbers, v, u, errors) {
  const n = v.length;
  const { value, jacobian, push, pull, pairing, moved } = numbers;
  const exact = u.map(() => 0);
  const pushErrors = push.map((_, i) => {
    const row = [i * n, (i + 1) * n];
    return sumError(jacobian.slice(...row), errors.jacobian.slice(...row), v);
  });
  /** @param {number[]} table @param {number} j */
  const column = (table, j) => u.map((_, i) => table[i * n + j]);
  const shown = value.map((z, i) => cleared(z, errors.value[i]));
  const pushed = push.map((z, i) => cleared(z, pushErrors[i]));
  return {
    ...numbers,
    value: shown,
    jacobian: jacobian.map((z, k) => cleared(z, errors.jacobian[k])),
    push: pushed,
    pull: pull.map((z, j) => cleared(z, sumError(column(jacobian, j), column(errors.jacobian, j), u))),
    pairing: cleared(pairing, sumError(push, pushErrors, u)),
    moved: moved && moved.map((z, i) => there(z, shown[i], (errors.moved ?? exact)[i], errors.value[i])),
  };
}

/**
 * f(x + v), or f(x) where the two are not known to differ.
 * @param {number} moved
 * @param {number} value
 * @param {number} movedError
 * @param {number} valueError
 */
function there(moved, value, movedError, valueError) {
  const error = movedError + valueError;
  const still = Number.isFinite(error) && Math.abs(moved - value) <= error;
  return still ? value : cleared(moved, movedError);
}

/**
 * Result, first and second argument, their errors, and for a selection that of what it takes.
 * @typedef {(given: number, a: number, b: number, ea: number, eb: number, taken: number) => number} Rule
 */

/** @type {Rule} */
const sum = (given, _a, _b, ea, eb) => ea + eb + UNIT * Math.abs(given);
/** @type {Rule} */
const exact = () => 0;
/** @type {Rule} */
const same = (_given, _a, _b, ea) => ea;
/** @type {Rule} */
const either = (_given, _a, _b, ea, eb) => Math.max(ea, eb);

/**
 * Between the ends of the argument's interval a function of one mind takes its extremes; an end
 * outside the domain counts as its border.
 * @param {(z: number) => number} f
 * @param {number} [low]
 * @param {number} [high]
 * @returns {Rule}
 */
function monotone(f, low = -Infinity, high = Infinity) {
  return (given, a, _b, ea) => {
    if (ea === 0) return LIBRARY * Math.abs(given) + TINY;
    const ends = [a - ea, a + ea].map((z) => Math.abs(f(Math.min(high, Math.max(low, z))) - given));
    return Math.max(...ends) + LIBRARY * Math.abs(given) + TINY;
  };
}

/** @param {(z: number) => number} slope @returns {Rule} */
function wave(slope) {
  return (given, a, _b, ea) => times(ea, Math.min(1, Math.abs(slope(a)) + ea)) + LIBRARY * Math.abs(given);
}

/** @type {Record<string, Rule>} */
const BY_NAME = {
  add: sum,
  sub: sum,
  mul: (given, a, b, ea, eb) =>
    times(Math.abs(a), eb) + times(Math.abs(b), ea) + times(ea, eb) + UNIT * Math.abs(given) +
    (a !== 0 && b !== 0 ? TINY : 0),
  div(given, a, b, ea, eb) {
    const room = Math.max(0, Math.abs(b) - eb);
    const moved = ea === 0 && eb === 0 ? 0 : (ea + times(Math.abs(given), eb)) / room;
    return moved + UNIT * Math.abs(given) + (a !== 0 ? TINY : 0);
  },
  pow(given, a, b, ea, eb) {
    const [low, high] = [a - ea, a + ea];
    let moved = Math.max(Math.abs(low ** b - given), Math.abs(high ** b - given));
    if (low < 0 && high > 0 && b < 0) moved = Infinity;
    if (low < 0 && !Number.isInteger(b)) moved = a === 0 ? ea ** b : Infinity;
    if (ea === 0) moved = 0;
    const along = eb === 0 ? 0 : Math.abs(Math.expm1(times(Math.abs(Math.log(Math.abs(a))), eb)));
    return moved + times(along, Math.abs(given) + moved) + LIBRARY * Math.abs(given) + (a !== 0 ? TINY : 0);
  },
  max: either,
  min: either,
  atan2(given, a, b, ea, eb) {
    const far = Math.hypot(ea, eb);
    return (far === 0 ? 0 : far / Math.max(0, Math.hypot(a, b) - far)) + LIBRARY * Math.abs(given);
  },
  rem: (_given, a, b, ea, eb) => ea + times(Math.abs(Math.trunc(a / b)), eb),
  neg: same,
  abs: same,
  sqrt: monotone(Math.sqrt, 0),
  cbrt: monotone(Math.cbrt),
  exp: monotone(Math.exp),
  expm1: monotone(Math.expm1),
  log: monotone(Math.log, 0),
  log1p: monotone(Math.log1p, -1),
  sin: wave(Math.cos),
  cos: wave(Math.sin),
  tan(given, a, _b, ea) {
    const room = Math.max(0, Math.abs(Math.cos(a)) - ea);
    return (ea === 0 ? 0 : ea / room ** 2) + LIBRARY * Math.abs(given);
  },
  asin: monotone(Math.asin, -1, 1),
  acos: monotone(Math.acos, -1, 1),
  atan: monotone(Math.atan),
  sinh: monotone(Math.sinh),
  cosh: monotone(Math.cosh),
  tanh: monotone(Math.tanh),
  asinh: monotone(Math.asinh),
  acosh: monotone(Math.acosh, 1),
  atanh: monotone(Math.atanh, -1, 1),
  select: (_given, _a, _b, _ea, _eb, taken) => taken,
};

/** Of each operation, by its code; what decides is exact. @type {Rule[]} */
const RULES = NAMES.map((name) => BY_NAME[name] ?? exact);
