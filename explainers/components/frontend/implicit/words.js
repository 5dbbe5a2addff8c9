/**
 * What the figure of a solution and its derivative says.
 */

import { factor, numeral, subscript } from "../parts/format.js";
import { MISTAKE } from "../parts/guess_words.js";

export const TOOLS = "which product is taken";
export const MODE = {
  label: "which product is taken",
  choices: /** @type {["push" | "pull", string][]} */ (Object.entries({ push: "Push dp", pull: "Pull u" })),
};
export const RESET = /** @type {const} */ (["Reset", "reset p, x and both weights"]);
export const PLANE = "the solutions x over p";
export const POINT = "the solution x at p";
export const PARAMETER = { title: "p", name: "parameter p" };
export const STEP = { title: "dp", name: "step dp" };
export const BOARD = "Two Jacobians, one board";
export const TABLE = "the Jacobians of g in x and in p, with the weights and sums of both products";
/** At the end of a row, and at the foot of a column. */
export const ADDED = "sum";
export const ARM = "the arm: x₁ turns its first link from the horizontal, x₂ the second one from the first";
/** In place of a number that there is none of. */
export const NONE = "—";
/** The label of what is pulled. */
export const PULL = "pull";
/** Names of results in the readout. */
export const RESULTS = ["dx", "pull", "check"];

/** @param {number} j @param {number} n */
const numbered = (j, n) => (n === 1 ? "" : subscript(j + 1));

/** @param {number} n */
export function columnNames(n) {
  return [...Array.from({ length: n }, (_, j) => `∂g/∂x${numbered(j, n)}`), "∂g/∂p"];
}

/** @param {number} j @param {number} n */
export function stepName(j, n) {
  return j < n ? `dx${numbered(j, n)}` : "dp";
}

/** @param {number} i @param {number} n */
export function adjointName(i, n) {
  return `λ${numbered(i, n)}`;
}

/** @param {number} j @param {number} n */
export function weightName(j, n) {
  return `u${numbered(j, n)}`;
}

/** What stands at the foot of a column. @param {number} j @param {number} n */
export function sumName(j, n) {
  return j < n ? weightName(j, n) : "λᵀgₚ";
}

/** @param {"push" | "pull"} mode */
export function rule(mode) {
  return mode === "push" ? "dx is chosen so that each row adds up to 0" : "λ is chosen so that gₓ adds up to u";
}

/**
 * How a product comes about, with the numbers plugged in where there is one unknown.
 * @param {"push" | "pull"} mode
 * @param {{ g_x: number[][], g_p: number[], push: number[], adjoint: number[], pull: number }} now
 * @param {number} dp
 * @param {number[]} u
 */
export function formula(mode, { g_x, g_p, push, adjoint, pull }, dp, u) {
  if (mode === "push") {
    if (g_x.length > 1) return `gₓ dx = −gₚ dp is solved for dx = ${listed(push)}.`;
    return `dx = −gₓ⁻¹ gₚ dp = −${factor(g_p[0])}·${factor(dp)} / ${factor(g_x[0][0])} = ${numeral(push[0])}`;
  }
  if (g_x.length > 1) return `λᵀgₓ = uᵀ is solved for λ = ${listed(adjoint)}. The pull is −λᵀgₚ = ${numeral(pull)}.`;
  return `λ = ${factor(u[0])} / ${factor(g_x[0][0])} = ${numeral(adjoint[0])}, and the pull is −λᵀgₚ = ${numeral(pull)}`;
}

/** @param {string[]} unknowns */
export function valueText(unknowns, /** @type {number} */ p, /** @type {number[]} */ x) {
  return `p ${numeral(p)}, ${unknowns.map((name, j) => `${name} ${numeral(x[j])}`).join(", ")}`;
}

/**
 * @typedef {object} Told
 * @property {boolean} regular whether dx/dp is known
 * @property {"fold" | "inflection" | "crossing" | null} turn at which known place it is
 * @property {import("./branch.js").End | null} stopped why p went no farther, if a hand has asked for more
 * @property {number} p
 * @property {number[]} others solutions at the same p
 * @property {{ slopes: number[], turns: boolean } | null} kink of the curve, with dx/dp beside it: where p is
 *   smaller and larger, or where x is if p turns back
 */

/** What stands below the plane. @param {Told} told */
export function caption({ regular, turn, stopped, p, others, kink }) {
  const [one, other] = kink ? kink.slopes.map((z) => numeral(z)) : [];
  if (stopped) {
    const beside = stopped === "corner" && kink ? ` Beside it dx/dp is ${one} and ${other}.` : "";
    const there = others.length ? ` ${others.length > 1 ? "Other solutions" : "Another solution"} at this p: ${inWords(others.map((x) => numeral(x)))}.` : "";
    return `${STOPS[stopped](numeral(p))}${beside}${there}`;
  }
  if (turn) return TURNS[turn];
  if (kink?.turns) return `A corner: the curve turns back at a kink, where there is no dx/dp. Beside it dx/dp is ${one} and ${other}.`;
  if (kink) return `A kink: the curve goes on, but here there is no dx/dp. Where p is smaller it is ${one}, and ${other} where p is larger.`;
  if (!regular) return "No dx/dp is known here: gₓ cannot be told from a singular one, or g has a kink.";
  return "Drag p, and x follows. Or drag the point along the curve.";
}

/** @param {string[]} names */
const inWords = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;

/** @type {Record<import("./branch.js").End, (p: string) => string>} */
const STOPS = {
  fold: (p) => `A fold: this branch turns back at p = ${p}. Drag the point to go round it.`,
  corner: (p) => `A corner: at a kink this branch turns back at p = ${p}. Drag the point to go round it.`,
  stuck: (p) => `No way was found on which x could follow p beyond ${p}.`,
  away: (p) => `This branch leads out of the picture, and is followed up to p = ${p}.`,
  lost: (p) => `No solution was found beyond p = ${p} on this branch: a kink or an end of g may be near.`,
};

const TURNS = {
  fold: "A fold: gₓ is singular, and the curve turns back. No finite dx/dp.",
  inflection: "An inflection: gₓ is 0, and the curve goes on upright. No finite dx/dp.",
  crossing: "A crossing: gₓ and gₚ are 0, and g does not say which branch is meant. Drag the point to choose one.",
};

/** @param {number[]} dx @param {boolean} regular */
export function stepText(dx, regular) {
  return regular ? listed(dx) : "none that is known";
}

/** @param {number[]} numbers */
export function listed(numbers) {
  return numbers.length === 1 ? numeral(numbers[0]) : `(${numbers.map((z) => numeral(z)).join(", ")})`;
}

/**
 * Both products agree.
 * @param {number} dp
 * @param {number[]} u
 * @param {number} push u·dx
 * @param {number} pull pull·dp
 */
export function checkText(dp, u, push, pull) {
  return `with dp = ${numeral(dp)}, u = ${listed(u)}: u·dx = ${numeral(push)}, pull·dp = ${numeral(pull)}`;
}

/** @param {"push" | "pull"} mode @param {number} n */
export function legend(mode, n) {
  const marks = mode === "push"
    ? `
.arrow.v | dp, a step of p
.arrow.push | dx, the step of x that follows
.plane .linear | [tangent](cheatsheet#tangent) of the curve`
    : `
.arrow.u | u, a weighting of x: a [cotangent](cheatsheet#cotangent)
.arrow.pull | its pull to p`;
  return `
.plane .curve | ${n === 1 ? "solutions: here g is 0" : "solutions: x₁"}
${n === 1 ? ".plane .levels | other level lines of g" : ".plane .level | solutions: x₂"}
.plane .dot | ${n === 1 ? "x" : "x₁"} at p
.plane .moved | x₂ at p
.arm .link, .arm .pin | arm with the angles x₁ and x₂
.arm .hand | its hand, p ahead
.arm .rail | height of the hand
.halo | drag this
.cells .cell:not(.minus), .cells .cell.minus | entry of a [Jacobian](cheatsheet#jacobian), above and below 0${marks}
.arrow.guess | your guess
.arrow.wrong | ${MISTAKE}
.plane .apart | from your guess to dx`;
}

/**
 * What is heard when the numbers settle.
 * @param {"push" | "pull"} mode
 * @param {number} p
 * @param {number[]} x
 * @param {string} dx
 * @param {string} pull
 */
export function settledText(mode, p, x, dx, pull) {
  return `p = ${numeral(p)}, x = ${listed(x)}: ${mode === "push" ? `dx = ${dx}` : `pull = ${pull}`}`;
}

// Guesses --------------------------------------------------------------------------------------

/** @param {string} name @param {number} dp */
export function prompt(name, dp) {
  return `p is moved by dp = ${numeral(dp)}. By how much does x move, to first order: what is ${name}?`;
}

/** The name of what is typed. @param {string} name */
export function guessName(name) {
  return `your guess of ${name}`;
}

/** What is taken for dx, and why it is not; g_p dp alone is what g changes with p. */
export const MISTAKEN = /** @type {const} */ ({
  alone: ["gₚ dp", "That is gₚ dp, by how much g changes with p alone. It has to be divided by gₓ, and its sign to be changed."],
  undivided: ["−gₚ dp", "That is −gₚ dp, which gₓ dx has to be. It has to be divided by gₓ."],
  inverse: ["−(gₓ/gₚ) dp", "That is −(gₓ/gₚ) dp, upside down: gₓ is what is inverted."],
  both: ["(gₓ/gₚ) dp", "That is (gₓ/gₚ) dp, upside down: gₓ is what is inverted. And the minus sign of −gₓ⁻¹gₚ is missing."],
  product: ["−gₓgₚ dp", "That is −gₓ gₚ dp. By gₓ it has to be divided instead."],
});

/** The name of the opposite. @param {string} name */
export const against = (name) => `−${name}`;

/**
 * Why −dx is not dx, with all minus signs that there are.
 * @param {[string, number][]} parts names of factors with their numbers
 */
export function signText(parts) {
  const signs = parts.filter(([, z]) => z < 0).map(([name]) => name);
  const more = signs.length ? ` ${inWords(signs)} ${signs.length > 1 ? "have one" : "has one"}, too.` : "";
  return `That is the opposite: a minus sign was missed. One stands in −gₓ⁻¹gₚ.${more}`;
}
