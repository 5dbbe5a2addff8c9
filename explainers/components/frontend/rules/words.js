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
export const LEGEND = `
.box.forward | forward: values go right
.box.back | backward: cotangents go left
.box.wrong | a wrong rule | w
.tray | what is kept, the [residual](cheatsheet#residual)
.boxes .now:not(.hop) | this step
.arrow.v | v, a [tangent](cheatsheet#tangent)
.arrow.push | Jv, its [pushforward](cheatsheet#pushforward)
.arrow.u | u, a [cotangent](cheatsheet#cotangent)
.arrow.pull | uᵀJ, as the rule has it
.arrow.ghost | uᵀJ in truth
.plane .dot | x and f(x)
.halo | drag these
.side .fill.push, .side .fill.pull | the two sides of the [adjoint identity](cheatsheet#adjoint-identity)
.remainder .dots | the remainder at some h | dots
.fit | the line through them
.guide | slopes 1 and 2
.descent .levels | level lines of the risk
.descent .ring, .curves .right | SGD by the right rule
.descent .curve, .curves .chosen | SGD by the chosen rule
.descent .moved | where the data come from`;

/**
 * What the referees say, in one sentence each, for those who listen.
 * @param {import("./data.d.ts").Said} said
 * @param {{ forwards: number, backwards: number }} sides
 */
export const verdicts = ({ adjoint, remainder, checked }, { forwards, backwards }) =>
  `Adjoint identity: ${adjoint}, ${numeral(forwards)} and ${numeral(backwards)}. ` +
  `Remainder: ${remainder}. check_grads: ${checked}.`;
