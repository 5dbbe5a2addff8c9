/**
 * What the rule laboratory says.
 */

import { numeral, numerals, plural } from "../parts/format.js";

/** @typedef {import("./judge.js").Trace} Trace */
/** @typedef {Pick<import("./data.d.ts").Rule, "slug" | "keeps" | "through" | "back" | "verdict">} Rule */

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
const UNSEEN = "A wrong rule raises no error and returns numbers of the right shape: by those alone nothing looks amiss.";
const ASKS_MORE = "check_grads draws v and u of its own and so asks more";
/** Why one may think so, by the guess and the truth. @type {Record<string, string>} */
const BECAUSE = {
  "none, all": UNSEEN,
  "none, checked": UNSEEN,
  "none, mixed": UNSEEN,
  "all, none": "Differences and rounding may leave something even of a right rule, but each of the three allows for that.",
  "all, checked": "For most v and u all three notice a rule that is clearly wrong at x. But the first two ask along this v and this u alone.",
  "all, mixed": "All three test the same rule, but each in its own way, and with its own allowance for rounding.",
  "checked, none": `${ASKS_MORE}, but it has nothing against the rule, either.`,
  "checked, all": `${ASKS_MORE}. But this v and this u show what is wrong, too.`,
  "checked, mixed": `${ASKS_MORE}. But this v and this u show something to the first two, or to one of them.`,
  "mixed, none": "One of the three may be stricter than the others; but here none finds more than it allows for.",
  "mixed, all": "The three ask in different ways, so that one may expect different answers. But what is wrong shows in each.",
  "mixed, checked": "One of the first two may seem to see what the other misses. But both ask along the same v and u.",
};

/**
 * What is said of a guess.
 * @param {keyof typeof NOTICED} guess
 * @param {keyof typeof NOTICED} truth
 * @param {string} reason
 * @param {string} told what each referee says
 */
export function toldText(guess, truth, reason, told) {
  const begin = guess === truth ? "Right" : `Your guess was ${NOTICED[guess]}`;
  return [`${begin}: it is ${NOTICED[truth]}.`, reason || told, BECAUSE[`${guess}, ${truth}`]].filter(Boolean).join(" ");
}

/**
 * What stays of a guess beside the lights.
 * @param {keyof typeof NOTICED} guess
 * @param {boolean} fresh whether it was of what is shown
 */
export const guessedText = (guess, fresh) => `${fresh ? "Your guess" : "Your guess before"}: ${NOTICED[guess]}`;

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

export const STRIP = "f(x) = exp(Ax), forward and back";
export const CONSTANT = "A, a constant";
export const KEPT = "kept";

/**
 * A line of a program as mathematics: "-y * u" is −y∘u, "A.T @ w" is Aᵀw.
 * @param {string} text
 */
export function written(text) {
  return text.replace("-", "−").replace(" * ", "∘").replace(".T @ ", "ᵀ").replace(" @ ", "");
}

/**
 * What happens in a step, in words and numbers.
 * @param {number} step
 * @param {Rule} rule
 * @param {Trace} trace
 * @param {{ x: number[], u: number[] }} asked
 */
export function stepText(step, rule, trace, { x, u }) {
  const through = written(rule.through);
  const takes = through === "u" ? "takes nothing from the tray" : `takes ${rule.keeps} from the tray`;
  return [
    `Forward begins with x = ${numerals(x)}.`,
    `Forward: a = Ax = ${numerals(trace.inner)}. A keeps nothing of x, for its derivative is A everywhere.`,
    `Forward: y = exp a = ${numerals(trace.value)}, number by number.`,
    `Forward keeps ${rule.keeps} = ${numerals(trace.kept)} for the way back: the residual.`,
    `Backward begins with u = ${numerals(u)}, a weight for each output.`,
    `Backward through exp ${takes}: w = ${through} = ${numerals(trace.between)}.`,
    `Backward through A: ${written(rule.back)} = ${numerals(trace.pull)}, which the rule returns as uᵀJ. ${rule.verdict}`,
  ][step];
}

/**
 * How one descent ended.
 * @param {number} first risk at the start
 * @param {number} last risk at the end
 * @param {number[][]} path
 * @param {number} steps that it should have had
 */
export function endText(first, last, path, steps) {
  const lost = path.length <= steps || !Number.isFinite(last);
  if (lost) return `is lost after ${path.length - 1} ${plural("step", path.length - 1)}`;
  return `goes from risk ${numeral(first)} to ${numeral(last)} in ${steps} steps`;
}

/** @param {string} end */
export const rightText = (end) => `The right rule ${end}.`;
/** @param {string} title @param {string} end */
export const chosenText = (title, end) => `“${title}” ${end}.`;
/** Of the risk against steps. */
export const AXES = { up: "↑ risk", across: "step →" };

export const REFEREES = {
  title: "Three referees",
  adjoint: "Adjoint identity",
  remainder: "Slope of the remainder",
  checked: "check_grads",
};
/** The remainder against h. */
export const PLOT = { name: "the remainder against h, on logarithmic axes", up: "↑ remainder", across: "h →" };
/** @param {number} k */
export const slope = (k) => `slope ${k}`;
/** Instead of what waits for the walk. */
export const [LATER, NO_NUMBER] = ["not yet", "·"];
export const HINT = "They wait for uᵀJ: press play above, or drag x, v or u.";
export const RUNS_LATER = "SGD needs uᵀJ, which is not there yet.";
export const COVERED = "?";
