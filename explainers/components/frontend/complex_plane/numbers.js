/**
 * What the 2×2 Jacobian of a complex function says, from its four entries. No DOM.
 * Complex numbers are pairs [Re, Im].
 */

/** @typedef {import("../parts/geometry.js").Vec} Vec */

/** @typedef {import("./data.d.ts").Settled["kind"] | "moving"} Kind what is known of f′(z) */
/** @typedef {import("./data.d.ts").Settled["image"]} Image what J makes of a small circle */

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
 * @property {Kind} kind what is known of f′(z)
 * @property {Image} image what J makes of a small circle
 * @property {boolean | null} checked whether `derivative` returns a number; null if not known
 * @property {boolean} apart whether forward and reverse are known to disagree
 */

/**
 * The numbers that follow from J alone. Of a function of analytic functions it is known that
 * the rest is zero; of others, not before JAX has answered.
 * @param {number[]} jacobian
 * @param {Vec} dz
 * @param {boolean} [analytic]
 */
export function fromJacobian(jacobian, dz, analytic = false) {
  const [a, b, c, d] = jacobian;
  const linear = /** @type {Vec} */ ([(a + d) / 2, (c - b) / 2]);
  const rest = /** @type {Vec} */ (analytic ? [0, 0] : [(a - d) / 2, (c + b) / 2]);
  return {
    jacobian,
    push: /** @type {Vec} */ ([a * dz[0] + b * dz[1], c * dz[0] + d * dz[1]]),
    linear,
    rest,
    residual: 2 * Math.hypot(...rest),
    forward: /** @type {Vec} */ ([a, c]),
    reverse: /** @type {Vec} */ ([a, 0 - b]),
    kind: /** @type {Kind} */ ("moving"),
    image: imageOf(linear, rest),
    checked: analytic || null,
    apart: false,
  };
}

/**
 * What is seen of a small circle; nothing is called zero that is not exactly so.
 * @param {Vec} linear
 * @param {Vec} rest
 * @returns {Image}
 */
function imageOf(linear, rest) {
  const [turns, flips] = [linear, rest].map((part) => part.some(Boolean));
  if (turns && flips) return "ellipse";
  return turns ? "circle" : flips ? "mirrored" : "point";
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
