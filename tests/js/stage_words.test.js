import assert from "node:assert/strict";
import { test } from "node:test";

import { frameOf } from "../../explainers/components/frontend/parts/geometry.js";
import { pull, push } from "../../explainers/components/frontend/parts/products.js";
import { radius } from "../../explainers/components/frontend/stage/scene.js";
import { CIRCLE, legend, stripesText, workedTexts } from "../../explainers/components/frontend/stage/words.js";

/** @typedef {import("../../explainers/components/frontend/stage/data.d.ts").State} State */
/** @typedef {import("../../explainers/components/frontend/stage/words.js").Striped} Striped */

/** Jacobian of the seed example at (2, 3, 1). */
const J = [4, 1, 1, 1, -1, 1];

/** @param {number[]} v @param {number[]} u @param {Partial<State>} [other] */
function worked(v, u, other = {}) {
  const state = /** @type {State} */ ({ mode: "both", cover: false, v, u, ...other });
  const numbers = { value: [], jacobian: J, push: push(J, v), pull: pull(J, u), pairing: 0, moved: null };
  return workedTexts(state, numbers);
}

test("Jv is worked out by columns", () => {
  for (const [v, said] of /** @type {[number[], string][]} */ ([
    [[0, 1, 0], "v = e₂: Jv is column 2 of J, (1, −1)."],
    [[1, 1, 1], "v is all ones: Jv is the sum of the columns, (4, 1) + (1, −1) + (1, 1) = (6, 1)."],
    [
      [0.5, -1, 2],
      "v = (0.5, −1, 2): Jv weights the columns and adds them, 0.5·(4, 1) − 1·(1, −1) + 2·(1, 1) = (3, 3.5).",
    ],
    [[-0.5, 0, 0], "Only v₁ is not zero: Jv is −0.5 times column 1 of J, −0.5·(4, 1) = (−2, −0.5)."],
    [[0, 200000, 0], "Only v₂ is not zero: Jv is 2·10⁵ times column 2 of J, 2·10⁵·(1, −1) = (2·10⁵, −2·10⁵)."],
    [[0, 0, 0], "v is zero, and so is Jv."],
  ])) {
    assert.equal(worked(v, [1, 0]).push, said);
  }
});

test("uᵀJ is worked out by rows", () => {
  for (const [u, said] of /** @type {[number[], string][]} */ ([
    [[1, 0], "u = e₁: uᵀJ is row 1 of J, (4, 1, 1)."],
    [[1, 1], "u is all ones: uᵀJ is the sum of the rows, (4, 1, 1) + (1, −1, 1) = (5, 0, 2)."],
    [
      [0.5, 1],
      "u = (0.5, 1): uᵀJ weights the rows and adds them, 0.5·(4, 1, 1) + 1·(1, −1, 1) = (3, −0.5, 1.5).",
    ],
  ])) {
    assert.equal(worked([1, 0, 0], u).pull, said);
  }
});

test("what is not shown is not worked out", () => {
  assert.deepEqual(worked([1, 0, 0], [1, 0], { cover: true }), { push: "", pull: "" });
  assert.equal(worked([1, 0, 0], [1, 0], { mode: "push" }).pull, "");
  assert.equal(worked([1, 0, 0], [1, 0], { mode: "pull" }).push, "");
});

test("a long sum is told without its terms", () => {
  const eight = Array.from({ length: 8 }, (_, k) => k + 1);
  const identity = eight.flatMap((_, i) => eight.map((__, j) => (i === j ? 1 : 0)));
  const state = /** @type {State} */ ({ mode: "push", cover: false, v: eight, u: eight });
  const { push: said } = workedTexts(state, { value: [], jacobian: identity, push: eight, pull: [], pairing: 0, moved: null });
  assert.equal(said, "v = (1, 2, 3, 4, 5, 6, 7, 8): Jv weights the columns and adds them, (1, 2, 3, 4, 5, 6, 7, 8).");
});

const WIDE = frameOf({ cx: 0, cy: 0, half: 2 }, 400, false);
/** @type {Striped} */
const PLANE = {
  name: "v",
  covector: "uᵀJ",
  vector: [1, 2],
  by: [3, -4],
  pair: [0, 1],
  striped: { every: 1 },
  crossing: true,
  total: -5,
  frame: WIDE,
};

test("stripes say what a line is, which way is up, and how far the next one is", () => {
  assert.equal(
    stripesText(PLANE),
    "Stripes that v crosses: −5; negative, as v goes against uᵀJ, to lower lines. " +
      "On a line (uᵀJ)·x stays the same. The next one along uᵀJ has 1 more and is 1/‖uᵀJ‖ = 0.2 away: " +
      "the longer uᵀJ, the closer its lines.",
  );
});

test("stripes that are not all drawn say so, and a vector that is not shown crosses none", () => {
  const said = stripesText({ ...PLANE, striped: { every: 5 }, crossing: false });
  assert.ok(said.startsWith("On a line") && said.endsWith("One line in 5 is drawn."), said);
});

test("on a small plane stripes say the same in fewer words", () => {
  const said = stripesText({ ...PLANE, total: 5, frame: frameOf(WIDE.view, 172, false) });
  assert.equal(said, "Stripes that v crosses: 5. Lines of equal (uᵀJ)·x: 1 more along uᵀJ, 1/‖uᵀJ‖ = 0.2 away.");
});

test("a covector that is zero has no stripes, and one that is not shown none in its plane", () => {
  const nothing = { ...PLANE, by: [0, 0], total: 0, striped: { every: 1 } };
  assert.equal(stripesText(nothing), "Stripes that v crosses: 0. uᵀJ is 0: no lines to cross.");
  const hidden = { ...nothing, vector: [1, 2, 3], by: [0, 0, 2], total: 6 };
  assert.equal(
    stripesText(hidden),
    "Stripes that v crosses: shown 0 + hidden 6 = 6. The shown part of uᵀJ is 0: no lines to cross.",
  );
});

test("what stripes show and hide adds up as it stands", () => {
  const by = [0.955, 1.4, -0.12372167433309555, -0.946933650970459];
  const vector = [1, 1.033873187378049, 0, -1.8];
  const total = vector.reduce((sum, z, k) => sum + z * by[k], 0);
  const said = stripesText({ ...PLANE, vector, by, total });
  assert.ok(said.startsWith("Stripes that v crosses: shown 2.402 + hidden 1.704 = 4.11. "), said);
});

test("a sum of columns that no digits make true is told to be one up to rounding", () => {
  const [v, jacobian] = [[1.1, 1.1], [1, -1 + 1e-14]];
  const state = /** @type {State} */ ({ mode: "push", cover: false, v, u: [1] });
  const { push: said } = workedTexts(state, { value: [], jacobian, push: push(jacobian, v), pull: [], pairing: 0, moved: null });
  assert.match(said, /, up to rounding\.$/);
});

test("without stripes nothing is said of them", () => {
  assert.equal(stripesText({ ...PLANE, striped: null }), "");
});

test("the circle is not called one of radius 1: in a near view it is smaller", () => {
  assert.ok(radius(frameOf({ cx: 0, cy: 0, half: 1 }, 400, false)) < 1);
  assert.doesNotMatch(CIRCLE[1], /unit/);
});

test("the legend of stripes holds where only some of them are drawn", () => {
  const entry = /** @type {import("../../explainers/components/frontend/parts/data.d.ts").Entry} */ ({ inputs: ["x₁", "x₂"] });
  assert.match(legend("both", entry), /1 more from each to the next, unless some are left out/);
});
