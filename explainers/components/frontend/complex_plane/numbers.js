/**
 * What the 2×2 Jacobian of a complex function says, from its four entries. No DOM.
 * Complex numbers are pairs [Re, Im].
 */

/** @typedef {import("../parts/geometry.js").Vec} Vec */

/** Misses of Cauchy–Riemann below this part of the size of J are rounding. */
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
