/**
 * What Python sends, unpacked: numbers in single precision, and marks of a bit each.
 */

import { numeral } from "../parts/format.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("./data.d.ts").Ground} GroundJson */
/** @typedef {import("./data.d.ts").Course} CourseJson */

/** Numbers from here on were cut on their way: single precision holds little more. */
export const LARGEST = 2.9e38;
/** Numbers other than 0 up to here were lifted on their way: nor does it hold much less. */
const LEAST = 1.1e-37;

/** @param {string} text */
function bytes(text) {
  const raw = atob(text);
  const data = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) data[i] = raw.charCodeAt(i);
  return data;
}

/** @param {string} text */
export function numbersOf(text) {
  return new Float32Array(bytes(text).buffer);
}

/**
 * Which samples each row names, as a function of the row; all of them without marks.
 * @param {string | null} text
 * @param {number} count
 */
export function rowsOf(text, count) {
  const all = Array.from({ length: count }, (_, i) => i);
  if (text === null) return () => all;
  const data = bytes(text);
  const stride = Math.ceil(count / 8);
  /** @param {number} row */
  return (row) => all.filter((i) => data[row * stride + (i >> 3)] & (1 << (i & 7)));
}

/**
 * Unpacks each thing that was sent once.
 * @template {object} Sent
 * @template Unpacked
 * @param {(sent: Sent) => Unpacked} unpack
 * @returns {(sent: Sent) => Unpacked}
 */
function once(unpack) {
  /** @type {WeakMap<Sent, Unpacked>} */
  const known = new WeakMap();
  return (sent) => {
    const found = known.get(sent) ?? unpack(sent);
    known.set(sent, found);
    return found;
  };
}

export const groundOf = once((/** @type {GroundJson} */ json) => ({
  ...json,
  x: numbersOf(json.x),
  y: numbersOf(json.y),
  jacobian: numbersOf(json.jacobian),
  field: numbersOf(json.field),
  batches: rowsOf(json.batches, json.samples),
}));

export const courseOf = once((/** @type {CourseJson} */ json) => {
  const theta = numbersOf(json.theta);
  const risks = numbersOf(json.risks);
  const frames = risks.length / json.ended.length;
  return {
    ...json,
    ...json.of,
    theta: json.ended.map((_, k) => theta.subarray(2 * frames * k, 2 * frames * (k + 1))),
    risks: json.ended.map((_, k) => risks.subarray(frames * k, frames * (k + 1))),
    gradient: numbersOf(json.gradient),
    step: numbersOf(json.step),
    u: numbersOf(json.u),
    rest: numbersOf(json.rest),
  };
});

/** @typedef {ReturnType<typeof groundOf>} Ground */
/** @typedef {ReturnType<typeof courseOf>} Course */

/**
 * Whether a number was cut on its way here.
 * @param {number} number
 */
export function beyond(number) {
  return !(Math.abs(number) < LARGEST);
}

/**
 * A number as readers see it, unless it was cut or lifted on its way here.
 * @param {number} number
 * @param {number} [digits]
 */
export function told(number, digits = 3) {
  if (Number.isNaN(number)) return "—";
  if (beyond(number)) return `${number < 0 ? "−" : ""}>10³⁸`;
  if (number !== 0 && Math.abs(number) < LEAST) return `${number < 0 ? "−" : ""}<10⁻³⁶`;
  return numeral(number, digits);
}

/** As many characters as two numbers have room for in one cell. */
const ROOM = 11;

/**
 * An entry and what it adds, side by side in a cell: in fewer digits where they are too long for it.
 * @param {number} entry
 * @param {number} piece
 */
export function pairTold(entry, piece) {
  const pairs = [[3, 3], [3, 2], [3, 1], [2, 1], [1, 1]].map(([a, b]) => [told(entry, a), told(piece, b)]);
  return pairs.find(([whole, part]) => whole.length + part.length <= ROOM) ?? pairs[pairs.length - 1];
}

/**
 * A product of two numbers, of which nothing is known where one of them was cut or lifted.
 * @param {number} a
 * @param {number} b
 */
export function product(a, b) {
  const known = [a, b].every((z) => z === 0 || (!beyond(z) && Math.abs(z) >= LEAST));
  return known ? a * b : NaN;
}

/**
 * Several of them as a vector.
 * @param {ArrayLike<number>} numbers
 * @param {number} [digits]
 */
export function toldAll(numbers, digits) {
  return `(${Array.from(numbers, (number) => told(number, digits)).join(", ")})`;
}

/**
 * Where a run is at a frame.
 * @param {Course} course
 * @param {number} run
 * @param {number} frame
 * @returns {Vec}
 */
export function placeOf(course, run, frame) {
  return [course.theta[run][2 * frame], course.theta[run][2 * frame + 1]];
}
