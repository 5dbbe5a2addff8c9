/**
 * What the gallery of kinks says of a case, computed from its numbers.
 */

import { numeral } from "../parts/format.js";

/** @typedef {{ central: boolean, whole: boolean, title: string, at: number, torch: [string, string] }} Case */
/** @typedef {{ forward: string, reverse: string }} Said what a mode says in place of a number */
/** @typedef {[string, string]} Pair */
/** @typedef {{ head: string, cells: Pair } | null} Reading */

export const GRAPH = "the graph of f";
export const SLOPES = "what is returned as the derivative";
export const BACK = /** @type {const} */ (["To the kink", "where the case misleads"]);

/** @param {Case} shown */
export function graphTitle({ central, whole, title }) {
  if (central) return "log₁₀ of the error of a central difference";
  return whole ? "f(n) = n², for integers" : `f(x) = ${title}`;
}

/** @param {Case} shown */
export function slopesTitle({ central }) {
  return central ? "The difference, and the derivative" : "The derivative that is returned";
}

/** What lies across. @param {Case} shown */
export function axisName({ central, whole }) {
  return central ? "log₁₀ h" : whole ? "n" : "x";
}

/** @param {Case} shown */
export function truthName({ central }) {
  return central ? "differences" : "true";
}

/** @param {Case} shown */
export function legend(shown) {
  return `
.curve.f | ${shown.central ? "the error" : "f"}
.curve.mended | with the remedy
.curve.secant | secants
.mark.end | where they end
.curve.limit | ${truthName(shown)}
.curve.forward | slope by forward mode
.curve.reverse | slope by reverse mode
.mark.point | f at x
.mark.forward, .mark.reverse | the slopes at x
.guide | at x
.halo | drag these`;
}

/** @param {Case} shown @param {number} x */
export function valueName({ central }, x) {
  return central ? "log₁₀ of the error" : `f(${numeral(x)})`;
}

/**
 * @param {number} mode 0 for forward, 1 for reverse
 * @param {string} text
 */
export function modeText(mode, text) {
  return `${mode ? "reverse" : "forward"}: ${text}`;
}

/** @param {Case} shown @param {number} x */
export function readingsTitle(shown, x) {
  return `${shown.central ? "Derivatives" : "Slopes"} at ${axisName(shown)} = ${numeral(x)}`;
}

/**
 * The table of what is read off at x.
 * @param {Case} shown
 * @param {object} found
 * @param {number} found.h
 * @param {number} found.x
 * @param {Pair} found.jax
 * @param {{ left: number, right: number }} found.sides
 * @param {[number, number]} found.limits
 * @param {string} found.mended
 * @returns {Record<string, Reading>}
 */
export function readings({ central, whole, torch, at }, { h, x, jax, sides, limits, mended }) {
  const plain = !central && !whole;
  const [left, right] = limits;
  /** @type {Pair} */
  const seconds = central ? [numeral(left, 6), numeral(right, 6)] : [side(sides.left), side(sides.right)];
  return {
    sides: whole && !central ? null : { head: "", cells: central ? ["float32", "float64"] : ["from the left", "from the right"] },
    secants: whole && !central ? null : { head: central ? "central difference" : `secant, h = ${numeral(h)}`, cells: seconds },
    limits: plain ? { head: "limit, h → 0", cells: [side(left), side(right)] } : null,
    modes: { head: "", cells: ["forward mode", "reverse mode"] },
    jax: { head: "JAX returns", cells: jax },
    // What PyTorch returned was recorded at the kink, and says nothing of another x.
    torch: central ? null : x === at ? { head: "PyTorch returned", cells: torch } : { head: `PyTorch, only at ${numeral(at)}`, cells: ["—", "—"] },
    mended: { head: "with the remedy", cells: [mended, mended] },
  };
}

/**
 * What is heard when a hand has let go.
 * @param {Case} shown
 * @param {number} x
 * @param {number | null} forward
 * @param {number | null} reverse
 * @param {Said} said
 */
export function settledText(shown, x, forward, reverse, said) {
  const [one, other] = [forward === null ? said.forward : numeral(forward), reverse === null ? said.reverse : numeral(reverse)];
  return `${axisName(shown)} = ${numeral(x)}: forward mode ${one}, reverse mode ${other}`;
}

/** @param {number} slope a side without f has none */
function side(slope) {
  return Number.isNaN(slope) ? "—" : numeral(slope);
}
