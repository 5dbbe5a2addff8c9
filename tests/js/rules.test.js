import assert from "node:assert/strict";
import { test } from "node:test";

import * as judge from "../../explainers/components/frontend/rules/judge.js";
import { shiftInto } from "../../explainers/components/frontend/rules/referees.js";
import { load } from "../../explainers/components/frontend/parts/tape.js";
import { createScenes } from "../../explainers/components/frontend/rules/scenes.js";
import { BEYOND, NOTICED, endText, guessedText, stepText, toldText, written } from "../../explainers/components/frontend/rules/words.js";

/** f(x) = (x₁², x₂) and J, as tape.py would write it. */
const layer = () =>
  load({ inputs: 2, constants: [2, 0, 1], operations: [["mul", 0, 0], ["mul", 2, 0]], value: [5, 1], jacobian: [6, 3, 3, 4] });

/** (x, u) ↦ (x, f(x), f(x), u, pull), with the pull 2x₁u₁, u₂ or its negative. */
const rule = (sign = 1) =>
  load({
    inputs: 4,
    constants: [2 * sign, sign],
    operations: [["mul", 0, 0], ["mul", 0, 2], ["mul", 7, 4], ["mul", 3, 5]],
    value: [0, 1, 6, 1, 6, 1, 2, 3, 8, 9],
    jacobian: [],
  });

const fixed = { lengths: [0.1, 0.01, 0.001], observations: [[4, 0]], rate: 0.02, steps: 30 };
const asked = { x: [1, 1], v: [0.5, 1], u: [1, 2] };

/** @param {number} sign */
const found = (sign) => judge.found({ rule: rule(sign), right: rule(), layer: layer() }, fixed, asked);

test("the trace is cut into what stands between the boxes", () => {
  const { inner, value, kept, between, pull } = judge.traced(rule(), [3, 5], [1, 2]);
  assert.deepEqual({ inner, value, kept, between, pull }, { inner: [3, 5], value: [9, 5], kept: [9, 5], between: [1, 2], pull: [6, 2] });
});

test("a right rule leaves exactly the second order, a wrong one the first", () => {
  const right = found(1);
  right.remainders.forEach((r, k) => assert.ok(Math.abs(r - 0.25 * fixed.lengths[k] ** 2) < 1e-15));
  assert.deepEqual(right.lights, { adjoint: "pass", remainder: "pass", checked: "wait" });
  assert.equal(right.said.remainder, "2.00");
  const wrong = found(-1);
  assert.deepEqual(wrong.lights, { adjoint: "fail", remainder: "fail", checked: "wait" });
  assert.deepEqual(wrong.truth, right.pull);
});

test("where nothing is asked the referees say nothing", () => {
  const still = { ...asked, v: [0, 0], u: [0, 0] };
  const none = judge.found({ rule: rule(), right: rule(), layer: layer() }, fixed, still);
  assert.deepEqual(none.lights, { adjoint: "wait", remainder: "wait", checked: "wait" });
  assert.deepEqual(none.said, { adjoint: "", remainder: "", checked: "asked when you let go" });
});

test("what may be rounding alone convicts nobody while a hand moves, and stands as 0", () => {
  const small = { ...asked, v: [5e-9, 1e-8] };
  const right = judge.found({ rule: rule(), right: rule(), layer: layer() }, fixed, small);
  assert.equal(right.lights.remainder, "wait");
  assert.equal(right.clear.filter(Boolean).length, 0);
  const blind = { ...asked, v: judge.unnoticed([2, 2], [-2, -2], [1, 1]) };
  const wrong = judge.found({ rule: rule(-1), right: rule(), layer: layer() }, fixed, blind);
  assert.deepEqual([wrong.forwards, wrong.backwards], [0, 0]);
  assert.notEqual(wrong.lights.adjoint, "fail");
});

test("lights show what settled verdicts say", () => {
  const said = { forwards: 1, backwards: 1, clear: [], slope: 1 };
  assert.deepEqual(judge.lights({ ...said, adjoint: "fails", remainder: "h", checked: false }), { adjoint: "fail", remainder: "fail", checked: "fail" });
  assert.deepEqual(judge.lights({ ...said, adjoint: "holds", remainder: "faster", checked: true }), { adjoint: "pass", remainder: "pass", checked: "pass" });
  assert.deepEqual(judge.lights({ ...said, adjoint: "nothing", remainder: "rounding", checked: true }), { adjoint: "wait", remainder: "wait", checked: "pass" });
});

test("the slope is that of a fitted line", () => {
  assert.ok(Math.abs(judge.slope([1, 10, 100], [3, 300, 30000]) - 2) < 1e-12);
  assert.ok(Number.isNaN(judge.slope([1, 10], [0.1, 1])));
});

test("a wrong pull goes unnoticed at right angles to its mistake, and v keeps its length", () => {
  const v = judge.unnoticed([3, 1], [1, 5], [0.6, 0.8]);
  assert.ok(Math.abs(v[0] * 2 + v[1] * -4) < 1e-15);
  assert.ok(Math.abs(Math.hypot(...v) - 1) < 1e-15);
  assert.ok(v[0] * 0.6 + v[1] * 0.8 >= 0);
  assert.deepEqual(judge.unnoticed([1, 2], [1, 2], [3, 4]), [3, 4]);
});

test("SGD goes down with the right rule and is lost with the wrong one", () => {
  const right = judge.descent(rule(), layer(), [1, 1], fixed);
  assert.equal(right.length, 31);
  assert.deepEqual(right[1], [1 + 0.02 * 6, 1 - 0.02]);
  assert.ok(judge.risk(layer(), right[30], [[4, 0]]) < judge.risk(layer(), [1, 1], [[4, 0]]));
  const wrong = judge.descent(rule(-1), layer(), [3, 1], fixed);
  assert.ok(wrong.length < 31);
  assert.match(endText(5, NaN, wrong, 30), /^is lost after \d+ steps$/);
});

test("a line of the program reads as mathematics", () => {
  assert.deepEqual(["y * u", "-y * u", "u", "A.T @ w", "A @ w"].map(written), ["y∘u", "−y∘u", "u", "Aᵀw", "Aw"]);
});

test("each step of the walk is said with its numbers", () => {
  const trace = judge.traced(rule(), [3, 5], [1, 2]);
  const wrong = { slug: "factor", keeps: /** @type {"y"} */ ("y"), through: "u", back: "A.T @ w", verdict: "The factor y is missing." };
  const said = [0, 1, 2, 3, 4, 5, 6].map((step) => stepText(step, wrong, trace, { x: [3, 5], u: [1, 2] }));
  assert.equal(said[3], "Forward keeps y = (9, 5) for the way back: the residual.");
  assert.equal(said[5], "Backward through exp takes nothing from the tray: w = u = (1, 2).");
  assert.match(said[6], /Aᵀw = \(6, 2\).*missing\.$/);
});

test("the plot of the remainder moves only where it would leave its frame", () => {
  assert.equal(shiftInto([-1, -4]), 0);
  assert.ok(20 - shiftInto([20, 14]) < 1.5);
  assert.ok(-9 - shiftInto([-9, -15]) > -6);
});

test("planes show what a wrong rule should have given, and say where nothing is finite", () => {
  const view = { cx: 0, cy: 0, half: 2 };
  const scenes = createScenes();
  /** @param {string} rule @param {Partial<import("../../explainers/components/frontend/rules/scenes.js").Moves["numbers"]>} [change] @param {boolean} [begun] */
  const made = (rule, change, begun = true) =>
    scenes({ state: { rule, ...asked }, numbers: { value: [1, 1], push: [1, 1], pull: [-2, -2], truth: [2, 2], ...change }, begun, views: [view, view], widths: [300, 300] });
  assert.deepEqual(made("right")[0].arrows.map(({ id }) => id), ["v", "pull"]);
  assert.deepEqual(made("sign")[0].arrows.map(({ id }) => id), ["v", "pull", "ghost"]);
  assert.deepEqual(["right", "sign"].map((rule) => made(rule, {}, false)[0].arrows.map(({ id }) => id)), [["v"], ["v"]]);
  const [, here] = made("sign");
  const [, beyond] = made("sign", { value: [Infinity, 1] });
  assert.deepEqual([here.message, here.point], ["", [1, 1]]);
  assert.deepEqual([beyond.message, beyond.point], [BEYOND, [0, 0]]);
  assert.equal(made("sign", { pull: [NaN, 0] })[1].message, BEYOND);
});

test("a wrong guess is told why one may think so, in words of its own for each truth", () => {
  const kinds = /** @type {(keyof typeof NOTICED)[]} */ (Object.keys(NOTICED));
  for (const guess of kinds) {
    for (const truth of kinds) {
      const said = toldText(guess, truth, "A reason.", "");
      const begin = guess === truth ? `Right: it is ${NOTICED[truth]}. A reason.` : `Your guess was ${NOTICED[guess]}: it is ${NOTICED[truth]}. A reason. `;
      assert.ok(said.startsWith(begin), said);
      assert.equal(said === begin, guess === truth);
      assert.match(said, /\.$/);
    }
  }
  const wrong = kinds.flatMap((guess) => kinds.filter((truth) => truth !== guess).map((truth) => toldText(guess, truth, "", "")));
  assert.equal(new Set(wrong).size, 12);
  assert.match(toldText("none", "all", "A reason.", ""), /raises no error and returns numbers of the right shape/);
  assert.match(toldText("all", "checked", "A reason.", ""), /the first two ask along this v and this u alone/);
});

test("where there is no reason, what each referee says stands for it", () => {
  assert.equal(toldText("mixed", "mixed", "", "Remainder: h."), "Right: it is others. Remainder: h.");
});

test("a guess stays beside the lights, and is told from one for other numbers", () => {
  assert.equal(guessedText("none", true), "Your guess: none");
  assert.equal(guessedText("checked", false), "Your guess before: check_grads alone");
});
