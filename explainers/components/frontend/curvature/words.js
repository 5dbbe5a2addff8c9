/**
 * What the figure of curvature says of what it shows.
 */

import { fuller, numeral, subscript } from "../parts/format.js";
import { LEGEND as GUESSES_DRAWN } from "../parts/guess_words.js";
import { SUMS } from "../parts/words.js";
import { toldOf } from "../parts/mistakes.js";
import { space } from "../parts/pickers.js";
import { productText, sumText } from "../parts/products.js";

/** @typedef {import("./model.js").Step} Step */

export const TOOLS = "steps";
export const RATE = { title: "Gradient step, η", name: "rate of the gradient step" };
export const FARTHER = /** @type {const} */ (["−", "zoom out"]);
export const NEARER = /** @type {const} */ (["+", "zoom in about x"]);
export const RESET = /** @type {const} */ (["Reset", "reset x, v, rate and window"]);
export const STEP = "−η∇f";
export const NEWTON = "Newton";
export const RESULTS = ["gradient", "Hv", "gradient step", "Newton's step"];
export const UNFINITE = "JAX gives no finite f, gradient or Hessian at this x. Drag x elsewhere.";
export const RACE = "Race from x";
export const STEP_NAME = "step";
export const NO_STEP = "no step, no known curvature";

/** @param {number} n */
export function gradientTitle(n) {
  return `Gradients ∇f in ${space(n)}`;
}

/** What is guessed, and the name of the handle. */
export const PRODUCT = "Hv";
export const GUESSED = "your guess of Hv";
export const PROMPT = "How does the gradient change along v? Drag the dotted arrow from ∇f(x) to where Hv will end, then check.";
/** What is taken for Hv: what it gives, and what went wrong. */
export const WRONG = toldOf(`
gradient | ∇f | It is nearer to ∇f itself. Hv is how ∇f changes along v, to first order.
sloped | f′v | It is nearer to f′v, how f changes along v. Hv is how f′ does.
against | −Hv | It is nearer to −Hv: the line is right, the sense is not.
copied | v | It is nearer to v itself. H stretches v along its eigen-directions, each by its curvature.
finite | ∇f(x+v) − ∇f(x) | It is nearer to ∇f(x + v) − ∇f(x), where the whole step leads. Hv goes straight on as ∇f begins at x.
diagonal | diagonal of H alone | It is nearer to what the diagonal of H gives. The mixed derivatives count, too.
solved | H⁻¹v | It is nearer to H⁻¹v, which divides by the curvatures, as Newton’s step does. Hv multiplies by them.
half | Hv/2 | It is nearer to half of Hv: the ½ belongs to ½vᵀHv, by which the model bends.
origin | Hv from 0 | It ends nearer to Hv drawn from 0. Here Hv begins at ∇f(x).
unit | H(v/‖v‖) | It is nearer to what a v of length 1 gives: twice as long a v has twice as long an Hv.
transposed | Hᵀv | It is nearer to Hᵀv, where v weights the rows. In Hv it weights the columns.
added | columns | It is nearer to the sum of the columns as they are. In Hv each has its weight vⱼ.`);

/** @param {boolean} graph whether there is one input, and f is drawn as a graph */
export function legend(graph) {
  return `
.arrow.v | v, a [tangent](cheatsheet#tangent)
.arrow.push | Hv, how ∇f moves along v
.arrow.pull | ${STEP}, the gradient step
.arrow.ghost | Newton’s step
.plane .dot | x and ∇f(x)
.halo, .bar.x .fill, .bar.v .fill | drag these
.plane.input .levels | level lines of f
.plane.input .level | ${graph ? "f" : "the one through x"}
.plane.input .linear | ${graph ? "its quadratic model" : "level lines of its quadratic model"}
.plane.input .ring | eigen-directions of H, with their curvatures
.plane.input .curve | gradient steps, one after the other
.plane.input .gap | Newton’s, one after the other
.plane.input path.spread | [Gauss–Newton](cheatsheet#gauss-newton-matrix) steps
.plane.input path.cloud | Levenberg–Marquardt steps
.plane .scale-bar | scale
.plane.output .grid | where ∇f takes a grid around x
.plane.output .curve | ∇f(x + tv), which Hv touches
.plane.output .moved | ∇f(x + v)
.cell.plus, .cell.minus | entry of the [Hessian](cheatsheet#hessian) H, above and below 0; its frame grows with |vⱼ|
.cell .fill | what the entry adds: vⱼHᵢⱼ${SUMS}${GUESSES_DRAWN}`;
}

/**
 * @param {number} rate
 * @param {number} eta
 * @param {boolean} curved whether f has a curvature to measure rates by
 */
export function rateText(rate, eta, curved) {
  return curved ? `${numeral(rate, 4)} / |λ| = ${fuller(eta, 4, 2)}` : numeral(rate, 4);
}

/** @param {number | null} height null where it is not known */
const heightText = (height) => (height === null ? "not known" : numeral(height));

/**
 * Where both stand in the race, by f.
 * @param {number} step
 * @param {(number | null)[] | null} heights f of gradient steps and of Newton's; null without a race
 */
export function raceText(step, heights) {
  if (step === 0) return "gradient steps against Newton’s";
  if (!heights) return "no race from this x";
  const [down, jump] = heights.map(heightText);
  return `after ${step}: f = ${down} by ${STEP}, ${jump} by ${NEWTON}`;
}

/**
 * Where those stand that take G for H, by f.
 * @param {number} step
 * @param {(number | null)[] | null} heights f of Gauss–Newton and of Levenberg–Marquardt steps; null where JAX has run none
 */
export function besideText(step, heights) {
  if (step === 0) return "Gauss–Newton steps against Levenberg–Marquardt";
  if (!heights) return "Gauss–Newton and Levenberg–Marquardt: not run from this x";
  const [gauss, damped] = heights.map(heightText);
  return `${gauss} by Gauss–Newton, ${damped} by Levenberg–Marquardt`;
}

/**
 * What is heard when the numbers settle.
 * @param {{ product: number[], curvatures: number[], newton: Step, curved: boolean }} now
 */
export function settledText({ product, curvatures, newton, curved }) {
  const [hv, values] = [product, curvatures].map((all) => all.map((z) => numeral(z)).join(", "));
  return `Hv = ${hv}; curvatures ${values}; Newton: ${newtonText(newton, curved)}`;
}

/**
 * @param {Step} newton
 * @param {boolean} curved whether f has a curvature that is known
 */
export function newtonText(newton, curved) {
  return curved ? promiseText(newton) : NO_STEP;
}

/**
 * The Hessian as a table that is pushed through.
 * @param {string[]} inputs
 * @returns {import("../parts/board.js").Wording}
 */
export function wording(inputs) {
  const n = inputs.length;
  return {
    title: "The Hessian at x",
    rule: "the Jacobian of ∇f; across a row, the bars add up to Hv",
    table: "the Hessian at x, with v and Hv",
    product: "Hv",
    row: (i) => `∂f/∂x${subscript(i + 1)}`,
    cell: (i, j, entry, v) =>
      `∂²f/∂x${subscript(i + 1)}∂x${subscript(j + 1)} = ${numeral(entry)}` +
      (v ? `;  v${subscript(j + 1)}·H = ${productText([v[j], entry])}` : ""),
    sum: (i, numbers, v) =>
      `(Hv)${subscript(i + 1)} = ` +
      sumText(
        v.map((vj, j) => [numbers.jacobian[i * n + j], vj]),
        numbers.push[i],
      ),
    look: (column, row) =>
      column !== null
        ? `Column ${column + 1} of H: how the gradient moves when only x${subscript(column + 1)} moves.`
        : row !== null
          ? `Row ${row + 1} of H: the gradient of ∂f/∂x${subscript(row + 1)}.`
          : "",
  };
}

/**
 * "−0.25 promised, −0.26 in truth".
 * @param {Step} step
 */
export function promiseText(step) {
  const truth = Number.isFinite(step.true) ? `${numeral(step.true)} in truth` : "no number there";
  return `${numeral(step.quadratic)} promised, ${truth}`;
}
