import assert from "node:assert/strict";
import test from "node:test";

import * as chain from "../../explainers/components/frontend/brackets/numbers.js";
import { cheaper, mistakesOf as miscounted, questionOf as orderAsked } from "../../explainers/components/frontend/brackets/guess.js";
import { cheaperText } from "../../explainers/components/frontend/brackets/words.js";
import { mistakesOf as misstepped, newtonStep, toldOf } from "../../explainers/components/frontend/descent/guess.js";
import { answersAt } from "../../explainers/components/frontend/kinks/guess.js";
import { toldText as kinkText } from "../../explainers/components/frontend/kinks/words.js";
import { judged } from "../../explainers/components/frontend/parts/guess.js";
import { decimals, numberText } from "../../explainers/components/frontend/parts/guess_words.js";
import { noticed, reason } from "../../explainers/components/frontend/rules/guess.js";
import { mistakesOf as misswept, nextAfter, questionOf as sweepAsked, waysTo } from "../../explainers/components/frontend/two_sweeps/guess.js";
import { parts, timeline } from "../../explainers/components/frontend/two_sweeps/run.js";

/** @param {number} guess @param {number} truth @param {number} [given] */
const told = (guess, truth, given = 0) => numberText("y", judged([guess], [truth], []), { guess, truth, decimals: given });

// A number ------------------------------------------------------------------------------------

test("a number is right, rounded, close, or off by so much", () => {
  assert.equal(told(5, 5), "Right: y = 5.");
  assert.equal(told(1.7, 1.716338, 1), "Right, rounded: y = 1.716.");
  assert.equal(told(2, 1.716338), "Your guess is 2, and y = 1.716: 0.284 apart.");
  assert.equal(told(5.2, 5, 1), "Close: your guess is 5.2, and y = 5, 0.2 apart.");
  assert.equal(told(-3, 5), "Your guess is −3, and y = 5: on the other side of 0, 8 apart.");
});

test("a truth of zero, tiny and huge numbers are told as they are", () => {
  assert.equal(told(0, 0), "Right: y = 0.");
  assert.equal(told(0.3, 0), "Your guess is 0.3, and y is 0.");
  assert.equal(told(0, 0.3), "Your guess is 0, and y = 0.3: 0.3 apart.");
  assert.equal(told(0, 1e-12), "Your guess is 0, and y = 1·10⁻¹²: 1·10⁻¹² apart.");
  assert.equal(told(1e12, 1e12), "Right: y = 1·10¹².");
  assert.equal(told(0.1 + 0.2, 0.3, 17), "Right, up to rounding: y = 0.3.");
});

test("decimals are counted behind a point or a comma", () => {
  assert.deepEqual(["3", "1.70", "0,5", "-2.125 ", "1/3"].map(decimals), [0, 2, 1, 3, 0]);
});

// The two sweeps ------------------------------------------------------------------------------

/**
 * y = (x₁·x₂)·x₁ at (2, 5): a = x₁·x₂, b = a·x₁, y = b; with v = (1, −1) and u = 2.
 * @type {any}
 */
const PROGRAM = {
  nodes: ["x₁", "x₂", "a", "b"],
  outputs: ["y"],
  output_nodes: [3],
  edges: 4,
  rows: [
    { formula: "x₁·x₂", arguments: [[0, 0], [1, 1]], moves: true },
    { formula: "a·x₁", arguments: [[2, 2], [0, 3]], moves: true },
  ],
};
const RUN = parts(PROGRAM, [
  ...[2, 5, 10, 20], // values
  ...[1, -1, 3, 16], // tangents: 5·1 + 2·(−1), 2·3 + 10·1
  ...[40, 8, 4, 2], // cotangents: 4·5 + 2·10, 4·2, 2·2, 2
  ...[20, 8, 4, 20], // sent
  ...[5, 2, 2, 10], // partials
]);
const FRAMES = timeline("both", 2, 2, 1);

/** @param {number} step @param {number} guess */
function swept(step, guess) {
  const next = nextAfter(PROGRAM, "both", FRAMES, step);
  assert.ok(next);
  return sweepAsked(PROGRAM, FRAMES, next, RUN, [2]).told(guess, 0).text;
}

test("each number of a sweep comes when it is complete, and after the last the first again", () => {
  const all = FRAMES.map((_, step) => nextAfter(PROGRAM, "both", FRAMES, step));
  assert.deepEqual(all.map((next) => next && [next.frame, next.node, next.kind]), [
    [1, 2, "tangent"],
    [2, 3, "tangent"],
    [4, 2, "cotangent"],
    [4, 2, "cotangent"],
    [5, 0, "cotangent"],
    [1, 2, "tangent"],
  ]);
  assert.equal(nextAfter(PROGRAM, "reverse", timeline("reverse", 2, 2, 1), 0)?.kind, "cotangent");
});

test("what comes to a node on all ways adds up to its number", () => {
  for (const [node, kind, total] of /** @type {[number, "tangent" | "cotangent", number][]} */ ([[2, "tangent", 3], [3, "tangent", 16], [0, "cotangent", 40], [3, "cotangent", 2]])) {
    const sum = waysTo(PROGRAM, RUN, [2], { frame: 0, node, kind }).reduce((all, [comes, local]) => all + comes * local, 0);
    assert.equal(sum, total);
  }
});

test("each error of a sweep is named at its number", () => {
  assert.match(swept(0, 3), /^Right: a\u0307 = 3\.$/);
  assert.match(swept(0, 4), /nearer to the cotangent of this node/);
  assert.match(swept(1, 6), /nearer to what comes on one way alone/);
  assert.match(swept(1, 12), /nearer to the local derivative alone/);
  assert.match(swept(1, -16), /the other sign/);
  assert.match(swept(1, 4), /nearer to what comes in, as it is/);
  assert.match(swept(1, 20), /nearer to the value of the node/);
  assert.match(swept(4, 1), /nearer to the tangent of this node/);
  assert.match(swept(4, 20), /nearer to what comes on one way alone/);
  assert.match(swept(4, 15), /nearer to the local derivative alone/);
});

test("mistakes that give the truth are none", () => {
  for (const next of [0, 1, 2, 4].map((step) => nextAfter(PROGRAM, "both", FRAMES, step))) {
    assert.ok(next);
    const truth = (next.kind === "tangent" ? RUN.tangents : RUN.cotangents)[next.node];
    assert.equal(judged([truth], [truth], misswept(PROGRAM, RUN, [2], next)).mistake, null);
  }
});

// The order of brackets -----------------------------------------------------------------------

const CHAIN = { sizes: [500, 400, 300, 1], u: false, v: false, mirror: false };

/** @param {chain.Order} order */
const shown = (order) => chain.shownOf({ ...CHAIN, order }, chain.counted({ ...CHAIN, order }));

/** @param {chain.Order} order @param {number} guess */
function counted(order, guess) {
  const asked = orderAsked(shown(order));
  assert.equal(asked?.kind, "number");
  return asked.told(guess, 0).text;
}

test("each error of a count is named at its number", () => {
  // From the right: 300·400·500 + 1·300·500, and from the left 1·300·400 + 1·400·500.
  assert.match(counted([1, 0], 60_150_000), /^Right: the count = 60,150,000\.$/);
  assert.match(counted([1, 0], 320_000), /nearer to what reverse mode takes/);
  assert.match(counted([0, 0], 60_150_000), /nearer to what forward mode takes/);
  assert.match(counted([0, 0], 120_000), /nearer to the count without the last product/);
  assert.match(counted([0, 0], 1602), /nearer to the sizes added up/);
  assert.match(counted([0, 0], 900), /nearer to the count of the entries/);
  assert.match(counted([0, 0], 120_000 * 200_000), /nearer to the counts multiplied/);
  assert.ok(miscounted(shown([0, 0])).every(({ vector }) => Number.isFinite(vector[0])));
});

test("an unfinished row asks which order takes the fewest", () => {
  const choice = orderAsked(shown([]));
  assert.ok(choice?.kind === "choice");
  assert.deepEqual(["forward", "same"].map((key) => choice.told(key).mark.count), [60_150_000, NaN]);
  const counts = chain.counted({ ...CHAIN, order: [] });
  assert.equal(cheaper(counts), "reverse");
  assert.equal(cheaperText("forward", "reverse", counts), "Your guess was forward mode: reverse mode takes 320,000 and forward mode 60,150,000; no order takes fewer than 320,000.");
  assert.equal(cheaper({ ...counts, left: 5, right: 5, best: 5 }), "same");
  assert.equal(cheaper({ ...counts, left: 5, right: 5, best: 4 }), "another");
  assert.equal(orderAsked(chain.shownOf({ ...CHAIN, sizes: [3, 2, 1], order: [] }, chain.counted({ ...CHAIN, sizes: [3, 2, 1], order: [] }))), null);
});

// Descent -------------------------------------------------------------------------------------

/** Rows (x, 1) of four samples. */
const JACOBIAN = Float32Array.from([1, 1, 2, 1, 3, 1, 4, 1]);
/** @type {any} */
const GROUND = { risk: { sampled: true, labels: false }, taken: 4, jacobian: JACOBIAN, lowest: [1, -2] };
/** @type {import("../../explainers/components/frontend/descent/guess.js").Step} */
const STEP = { from: [3, 3], gradient: [8, 1], change: [-0.8, -0.1] };
const SGD = { plain: true, rate: 0.1, name: "SGD" };

/** @param {number[]} guess */
const stepped = (guess, rule = SGD) => toldOf(STEP, guess, misstepped(GROUND, STEP, [0, 1, 2, 3], rule), 0.001);

test("each error of a step is named at its end", () => {
  assert.match(stepped([-0.8, -0.1]).text, /exactly\.$/);
  assert.match(stepped([0.8, 0.1]).text, /nearer to the step turned around/);
  assert.match(stepped([8, 1]).text, /nearer to the gradient itself/);
  assert.match(stepped([-8, -1]).text, /the rate was left out/);
  assert.match(stepped([-3.2, -0.4]).text, /the sum over the batch/);
  assert.match(stepped([-2, -5]).text, /nearer to the lowest place/);
  assert.deepEqual(stepped([0.8, 0.1]).mark.wrong, [0.8, 0.1]);
});

test("Newton's step of least squares leads to the least squares", () => {
  // ∇ = 2/B Jᵀ(Jθ − y): from any θ the step leads to the solution of the normal equations.
  const [rows, y, theta] = [[1, 2, 3, 4], [2, 1, 4, 3], [0.3, -0.7]];
  const rests = rows.map((x, k) => theta[0] * x + theta[1] - y[k]);
  const gradient = [rests.reduce((sum, r, k) => sum + (r * rows[k]) / 2, 0), rests.reduce((sum, r) => sum + r / 2, 0)];
  const step = newtonStep(JACOBIAN, [0, 1, 2, 3], gradient);
  assert.ok(step);
  // The line through these points by the textbook: slope 0.6, offset 1.
  assert.ok(Math.hypot(theta[0] + step[0] - 0.6, theta[1] + step[1] - 1) < 1e-12);
  assert.equal(newtonStep(JACOBIAN, [2], [1, 1]), null);
});

test("another rule than plain descent is told from it", () => {
  const momentum = { plain: false, rate: 0.3, name: "Momentum" };
  assert.match(stepped([-2.4, -0.3], momentum).text, /nearer to −η·uᵀJ\. Momentum makes more/);
  // Nearer than the plane lets anyone place it, no mistake is named.
  assert.match(toldOf(STEP, [0.8, 0.1], misstepped(GROUND, STEP, [0], SGD), 1).text, /Nearer than this no arrow can be placed/);
});

// Rules ---------------------------------------------------------------------------------------

test("who notices a rule is read off the lights", () => {
  assert.equal(noticed({ adjoint: "pass", remainder: "pass", checked: "pass" }), "none");
  assert.equal(noticed({ adjoint: "wait", remainder: "wait", checked: "fail" }), "checked");
  assert.equal(noticed({ adjoint: "fail", remainder: "fail", checked: "fail" }), "all");
  assert.equal(noticed({ adjoint: "fail", remainder: "wait", checked: "fail" }), "mixed");
});

test("the reason is that of the state", () => {
  const sides = { forwards: 0.65, backwards: -0.65 };
  assert.match(reason("none", { rule: "right", v: [1, 0], u: [1, 0] }, sides), /nothing to notice/);
  assert.match(reason("none", { rule: "sign", v: [1, 0], u: [1, 0] }, sides), /has anything against/);
  assert.match(reason("all", { rule: "sign", v: [1, 0], u: [1, 0] }, sides), /0\.65 and \(uᵀJ\)·v = −0\.65 differ/);
  assert.match(reason("checked", { rule: "sign", v: [0, 0], u: [1, 0] }, sides), /v or u is 0/);
  assert.match(reason("checked", { rule: "sign", v: [1, 0], u: [1, 0] }, sides), /does not point along v/);
  assert.equal(reason("mixed", { rule: "sign", v: [1, 0], u: [1, 0] }, sides), "");
});

// Kinks ---------------------------------------------------------------------------------------

/** @type {any} */
const ABS = { central: false, whole: false, title: "|x|", at: 0, torch: ["0", "0"], said: { forward: "", reverse: "" } };

/** @param {number | null} left @param {number | null} right @param {number | null} reverse @param {object} [other] */
function answers(left, right, reverse, other = {}) {
  const all = (/** @type {number | null} */ z) => (z === null ? null : [0, z, 0]);
  /** @type {any} */
  const samples = { x: [-1, 0, 1], value: [1, 0, 1], left: all(left), right: all(right), reverse: all(reverse), forward: all(reverse), ...other };
  return answersAt(ABS, samples, 1);
}

test("a kink offers both slopes, their mean, what rules say, NaN and an error", () => {
  const found = answers(-1, 1, 1);
  assert.equal(found.right, "1");
  assert.deepEqual(found.answers.map(({ key }) => key), ["−1", "0", "1", "NaN", "error"]);
  assert.match(found.answers[0].why, /^the slope from the left/);
  assert.match(found.answers[1].why, /^the mean of the slopes from both sides.*It is what PyTorch returned\.$/);
});

test("NaN, infinity and an error can be right, and each answer is offered once", () => {
  assert.equal(answers(-5, 5, NaN).right, "NaN");
  const root = answers(NaN, Infinity, Infinity);
  assert.equal(root.right, "∞");
  assert.deepEqual(root.answers.map(({ key }) => key), ["0", "1", "∞", "NaN", "error"]);
  assert.equal(answers(0.35, 0.35, null).right, "error");
  assert.deepEqual(answers(0, 0, 0).answers.map(({ key }) => key), ["0", "1", "NaN", "error"]);
  for (const { answers: all } of [answers(-1, 1, 1), answers(0.9999, 1, 1), answers(6, 6.0001, 3)]) {
    assert.equal(new Set(all.map(({ key }) => key)).size, all.length);
  }
});

test("what is said names both modes where they differ", () => {
  const guess = { text: "0", why: "what a rule says.", right: false };
  assert.equal(kinkText(ABS, guess, { forward: "1", reverse: "NaN", error: "" }), "Reverse mode returns NaN, and forward mode returns 1. Your guess was 0: what a rule says.");
  assert.equal(kinkText(ABS, { ...guess, right: true }, { forward: "0.35", reverse: "ValueError", error: "" }), "Right: reverse mode raises ValueError, and forward mode returns 0.35.");
});

test("the error of a difference is sought between powers of ten", () => {
  const central = { ...ABS, central: true };
  /** @param {number} power @returns {any} */
  const samples = (power) => ({ value: [power] });
  assert.deepEqual([-9, -6, -4.2, -1, 0.3].map((power) => answersAt(central, samples(power), 0).right), ["0", "1", "1", "3", "3"]);
  const { answers: all } = answersAt(central, samples(-2), 0);
  assert.match(all[0].why, /^it is larger/);
  assert.match(all[3].why, /^it is smaller/);
});
