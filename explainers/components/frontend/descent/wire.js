/**
 * What Python sends, unpacked: numbers in single precision, and marks of a bit each.
 */

import { numeral } from "../parts/format.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("./data.d.ts").Ground} GroundJson */
/** @typedef {import("./data.d.ts").Of} Of */
/** @typedef {import("./data.d.ts").Course} CourseJson */

/**
 * @typedef {Omit<GroundJson, "x" | "y" | "jacobian" | "batches" | "field"> & {
 *   x: Float32Array, y: Float32Array, jacobian: Float32Array, field: Float32Array,
 *   batches: (frame: number) => number[] }} Ground
 */

/**
 * @typedef {Omit<CourseJson, "theta" | "risks" | "gradient" | "step" | "u" | "rest"> & {
 *   theta: Float32Array[], risks: Float32Array[], gradient: Float32Array, step: Float32Array,
 *   u: Float32Array, rest: Float32Array }} Course
 */

/** What numbers beyond single precision are cut at; as in descent.py. */
const LARGEST = 2.9e38;

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
 * @param {GroundJson} json
 * @returns {Ground}
 */
export function groundOf(json) {
  return {
    ...json,
    x: numbersOf(json.x),
    y: numbersOf(json.y),
    jacobian: numbersOf(json.jacobian),
    field: numbersOf(json.field),
    batches: rowsOf(json.batches, json.samples),
  };
}

/**
 * @param {CourseJson} json
 * @returns {Course}
 */
export function courseOf(json) {
  const runs = json.ended.length;
  const theta = numbersOf(json.theta);
  const risks = numbersOf(json.risks);
  const frames = risks.length / runs;
  return {
    ...json,
    theta: json.ended.map((_, k) => theta.subarray(2 * frames * k, 2 * frames * (k + 1))),
    risks: json.ended.map((_, k) => risks.subarray(frames * k, frames * (k + 1))),
    gradient: numbersOf(json.gradient),
    step: numbersOf(json.step),
    u: numbersOf(json.u),
    rest: numbersOf(json.rest),
  };
}

/**
 * Whether a number was cut on its way here.
 * @param {number} number
 */
export function beyond(number) {
  return !(Math.abs(number) < LARGEST);
}

/**
 * A number as readers see it, unless it was cut on its way here.
 * @param {number} number
 * @param {number} [digits]
 */
export function told(number, digits = 3) {
  return beyond(number) && !Number.isNaN(number) ? `${number < 0 ? "−" : ""}>10³⁸` : numeral(number, digits);
}

/**
 * Several of them as a vector.
 * @param {ArrayLike<number>} numbers
 */
export function toldAll(numbers) {
  return `(${Array.from(numbers, (number) => told(number)).join(", ")})`;
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
