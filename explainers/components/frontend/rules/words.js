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
/** Who may notice that a rule is wrong. */
export const NOTICED = { none: "none", all: "all three", checked: "check_grads alone", mixed: "others" };
/** @param {string} rule */
export const prompt = (rule) => `Which of the three referees notice that something is wrong with “${rule}”, at this x, v and u?`;
export const REASONS = {
  RIGHT: "The rule is right: there is nothing to notice.",
  PASSED: "At this x, v and u none of the three has anything against the rule.",
  /** @param {{ forwards: number, backwards: number }} sides */
  ALL: ({ forwards, backwards }) =>
    `u·(Jv) = ${numeral(forwards)} and (uᵀJ)·v = ${numeral(backwards)} differ, so the remainder keeps an error of first order; and check_grads compares with differences.`,
  IDLE: "v or u is 0, and with it both sides of the identity, whatever the rule says. check_grads draws v and u of its own.",
  BLIND: "At this v and u the first two have nothing to show: what is wrong with uᵀJ does not point along v, or is lost in rounding. check_grads draws v and u of its own.",
};
export const UNANSWERED = "The referees have not answered yet: let JAX answer, and predict again.";

/**
 * What is said of a guess.
 * @param {keyof typeof NOTICED} guess
 * @param {keyof typeof NOTICED} truth
 * @param {string} reason
 * @param {string} told what each referee says
 */
export function toldText(guess, truth, reason, told) {
  const begin = guess === truth ? "Right" : `Your guess was ${NOTICED[guess]}`;
  return `${begin}: it is ${NOTICED[truth]}. ${reason || told}`;
}

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
