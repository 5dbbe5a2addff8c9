/**
 * What the rule laboratory says, apart from its steps and its referees.
 */

import { numeral } from "../parts/format.js";

export const CHOICES = "the rule for the way back";
export const BLIND = /** @type {const} */ (["Blind spot", "turn v to where this rule goes unnoticed"]);
export const RESET = /** @type {const} */ (["Reset", "reset x, v and u"]);
export const INPUT = "Input space ℝ²";
export const OUTPUT = "Output space ℝ²";
export const PULLED = "uᵀJ by the rule";
export const TRUTH = "uᵀJ in truth";
export const SHORT_TRUTH = "in truth";
export const BEYOND = "f(x) is beyond the range of numbers here. Drag x back.";
export const DESCENT = "SGD from x";
export const DESCENT_PLANE = "SGD from x on the level lines of the risk";
export const CURVES = "the risk against the steps of SGD";
export const WAITS = "asked when you let go";

/**
 * What the referees say, in one sentence each, for those who listen.
 * @param {import("./data.d.ts").Said} said
 * @param {{ forwards: number, backwards: number }} sides
 */
export const verdicts = ({ adjoint, remainder, checked }, { forwards, backwards }) =>
  `Adjoint identity: ${adjoint}, ${numeral(forwards)} and ${numeral(backwards)}. ` +
  `Remainder: ${remainder}. check_grads: ${checked}.`;
