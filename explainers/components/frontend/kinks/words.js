/**
 * What the gallery of kinks says of a case, computed from its numbers.
 */

import { numeral } from "../parts/format.js";

/** @typedef {{ central: boolean, whole: boolean, title: string, at: number, torch: [string, string] }} Case */
/** @typedef {{ forward: string, reverse: string }} Said what a mode says in place of a number */
/** @typedef {[string, string]} Pair */
/** @typedef {{ head: string, cells: Pair } | null} Reading */

export const GRAPH = "the graph of f";
/** Where the secant ends, as its handle is called. */
export const FURTHER = "x + h";
export const SLOPES = "what is returned as the derivative";
export const TOOLS = "where, and what is shown";
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
.mark.guess | your guess
.curve.gap | from it to what is returned
.guide | at x
.halo | drag these`;
}

/** @param {Case} shown @param {number} x */
export function valueName({ central }, x) {
  return central ? "log₁₀ of the error" : `f(${numeral(x)})`;
}

/** In place of a number. */
export const ERROR = "an error, and no number";
/** How large the error of a central difference may be. */
export const ERRORS = ["below 10⁻⁶", "10⁻⁶ to 10⁻³", "10⁻³ to 0.1", "0.1 or more"];
/** What is taken for the derivative that JAX returns, and why it is not that. */
export const SLOPES_TAKEN = {
  left: "the slope from the left. A program has no limits: each operation has a rule, and the rule decides.",
  right: "the slope from the right. A program has no limits: each operation has a rule, and the rule decides.",
  mean: "the mean of the slopes from both sides. Nothing takes a mean by itself: each operation has a rule, and the rule decides.",
  slope: "the slope of the graph. JAX does not see the graph, but the operations that made it.",
};
/** What may come of a rule, and why it did not here. */
export const RULES_TAKEN = {
  nought: "what a rule says where it takes no side, or where nothing passes. Here it is not so.",
  one: "what passes x on as it is. Here it is not so.",
  nan: "it comes of steps such as ∞·0 or 0/0, and here none reached x.",
  error: "but nobody looks for kinks: every operation here has a rule, which gives something everywhere.",
};
export const WHOLE_TAKEN = "the slope of n² over all real numbers. An integer has no neighbours to move to.";
export const RECORDED = "It is what PyTorch returned.";
/** What is said of an error that was guessed too small, or too large. */
export const ERRORS_TAKEN = {
  larger: "it is larger. What is rounded off f is divided by 2h, and the bend of f adds an error that grows with h².",
  smaller: "it is smaller. What is rounded off f is divided by 2h, and the bend of f adds an error that grows with h².",
};

/** @param {Case} shown @param {number} x */
export function prompt(shown, x) {
  const at = `${axisName(shown)} = ${numeral(x)}`;
  if (shown.central) return `How far is the central difference in float32 from the derivative at ${at}?`;
  return `What does reverse mode return as the derivative at ${at}?`;
}

/** What a mode does. @param {string} answer */
const gives = (answer) => (answer.endsWith("Error") ? `raises ${answer}` : `returns ${answer}`);

/**
 * What is said of a guess.
 * @param {Case} shown
 * @param {{ text: string, why: string, right: boolean }} guess
 * @param {{ forward: string, reverse: string, error: string }} truth
 */
export function toldText({ central }, { text, why, right }, { forward, reverse, error }) {
  if (central) return right ? `Right: the error is ${error}.` : `The error is ${error}. Your guess was ${text}: ${why}`;
  const told = `reverse mode ${gives(reverse)}${forward === reverse ? "" : `, and forward mode ${gives(forward)}`}.`;
  return right ? `Right: ${told}` : `${told[0].toUpperCase()}${told.slice(1)} Your guess was ${text}: ${why}`;
}

/**
 * @param {number} mode 0 for forward, 1 for reverse
 * @param {string} text
 */
export function modeText(mode, text) {
  return `${mode ? "reverse" : "forward"}: ${text}`;
}

/** @param {Case} shown @param {number} x */
export function tableTitle(shown, x) {
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
 * @param {boolean} [cover]
 * @returns {Record<string, Reading>}
 */
export function tableRows({ central, whole, torch, at }, { h, x, jax, sides, limits, mended }, cover = false) {
  const plain = !central && !whole;
  const [left, right] = limits;
  /** @type {Pair} */
  const seconds = central && cover ? ["?", "?"] : central ? [numeral(left, 6), numeral(right, 6)] : [side(sides.left), side(sides.right)];
  return {
    sides: whole && !central ? null : { head: "slope", cells: central ? ["float32", "float64"] : ["from the left", "from the right"] },
    secants: whole && !central ? null : { head: central ? "central difference" : `secant, h = ${numeral(h)}`, cells: seconds },
    limits: plain ? { head: "limit, h → 0", cells: [side(left), side(right)] } : null,
    modes: { head: "derivative", cells: ["forward mode", "reverse mode"] },
    jax: { head: "JAX returns", cells: jax },
    // What PyTorch returned was recorded at the kink, and says nothing of another x.
    torch: central || cover ? null : x === at ? { head: "PyTorch returned", cells: torch } : { head: `PyTorch, only at ${numeral(at)}`, cells: ["—", "—"] },
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
