/**
 * What the 2×2 Jacobian of a complex function says, from its four entries. No DOM.
 * Complex numbers are pairs [Re, Im].
 */

import { numeral } from "../parts/format.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */

/** Misses of Cauchy–Riemann below this part of the size of J are rounding; as in derivative.py. */
export const TOLERANCE = 1e-9;

/**
 * All numbers of one picture.
 * @typedef {object} Numbers
 * @property {Vec} value
 * @property {number[]} jacobian row by row
 * @property {Vec} push J dz
 * @property {Vec} moved f(z + dz)
 * @property {Vec} linear ∂f/∂z
 * @property {Vec} rest ∂f/∂z̄
 * @property {number} residual of the Cauchy–Riemann equations
 * @property {Vec} forward what jacfwd returns with holomorphic=True
 * @property {Vec} reverse what grad returns with holomorphic=True
 * @property {boolean} accepted whether f′(z) exists
 */

/**
 * The numbers that follow from J alone.
 * @param {number[]} jacobian
 * @param {Vec} dz
 */
export function fromJacobian(jacobian, dz) {
  const [a, b, c, d] = jacobian;
  const residual = Math.hypot(a - d, b + c);
  return {
    jacobian,
    push: /** @type {Vec} */ ([a * dz[0] + b * dz[1], c * dz[0] + d * dz[1]]),
    linear: /** @type {Vec} */ ([(a + d) / 2, (c - b) / 2]),
    rest: /** @type {Vec} */ ([(a - d) / 2, (c + b) / 2]),
    residual,
    forward: /** @type {Vec} */ ([a, c]),
    reverse: /** @type {Vec} */ ([a, 0 - b]),
    accepted: residual <= TOLERANCE * Math.hypot(a, b, c, d),
  };
}

/**
 * @param {Vec} a
 * @param {Vec} b
 * @returns {Vec}
 */
export function times(a, b) {
  return [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
}

/**
 * The 2×2 matrices that multiplying by A, and conjugating and then multiplying by B, are.
 * @param {Vec} linear A
 * @param {Vec} rest B
 */
export function matrices([a, b], [c, d]) {
  return { turn: [a, 0 - b, b, a], flip: [c, d, d, 0 - c] };
}

/**
 * Which share of J is the rest: 0 where Cauchy–Riemann holds, 1 where J only flips.
 * @param {Vec} linear
 * @param {Vec} rest
 */
export function share(linear, rest) {
  const [a, b] = [Math.hypot(...linear), Math.hypot(...rest)];
  return a + b > 0 ? b / Math.hypot(a, b) : 0;
}

/**
 * A number, or 0 where it is rounding beside a size.
 * @param {number} number
 * @param {number} size
 */
export function tidy(number, size) {
  return Math.abs(number) <= 1e-12 * size ? 0 : number;
}

/**
 * A complex number as readers see it: 3 − 4i. As complex_numeral in captions.
 * @param {Vec} z
 * @param {number} [digits]
 */
export function complexText([a, b], digits = 3) {
  const size = Math.hypot(a, b);
  const [real, imaginary] = [tidy(a, size), tidy(b, size)];
  const text = numeral(Math.abs(imaginary), digits);
  return `${numeral(real, digits)} ${imaginary < 0 ? "−" : "+"} ${text}i`;
}

/**
 * What J does to a small circle, in one sentence.
 * @param {Numbers} numbers
 */
export function verdict({ linear, rest, accepted }) {
  const [a, b] = [Math.hypot(...linear), Math.hypot(...rest)];
  if (a + b === 0) return "J is 0: to first order, nothing moves.";
  if (accepted) return `A circle stays a circle: J turns by ${angle(linear)} and scales by ${numeral(a)}.`;
  if (a <= TOLERANCE * b) return `A circle stays a circle, but runs backwards: J flips, and scales by ${numeral(b)}.`;
  return (
    `A circle becomes an ellipse: scaled by |A| + |B| = ${numeral(a + b)} one way, ` +
    `by ||A| − |B|| = ${numeral(tidy(Math.abs(a - b), a + b))} the other.`
  );
}

/** @param {Vec} z */
function angle([a, b]) {
  const degrees = (180 / Math.PI) * Math.atan2(tidy(b, Math.abs(a)), a);
  return `${numeral(degrees)}°`;
}

/**
 * What there is to say where f or its Jacobian is not finite, or z lies on a branch cut; "" elsewhere.
 * @param {Vec} z
 * @param {number[]} value
 * @param {number[]} jacobian
 * @param {number[]} cuts what f takes logarithms and roots of, as pairs
 */
export function trouble(z, value, jacobian, cuts) {
  const at = `z = ${complexText(z)}`;
  if (!value.every(Number.isFinite)) return `f is not finite at ${at}. Drag z back.`;
  if (!jacobian.every(Number.isFinite)) return `f has no finite derivative at ${at}. Drag z back.`;
  for (let k = 0; k + 1 < cuts.length; k += 2) {
    if (cuts[k] <= 0 && cuts[k + 1] === 0) return `${at} lies on a branch cut: f jumps across it. Drag z off.`;
  }
  return "";
}
