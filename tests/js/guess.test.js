import assert from "node:assert/strict";
import test from "node:test";

import { judged } from "../../explainers/components/frontend/parts/guess.js";
import { judgedText } from "../../explainers/components/frontend/parts/guess_words.js";
import { solved } from "../../explainers/components/frontend/parts/linear.js";
import { pull, push } from "../../explainers/components/frontend/parts/products.js";
import { answering, ofPull, ofPush } from "../../explainers/components/frontend/stage/mistakes.js";
import { randomNumbers } from "./random.js";

/** @param {string} name @param {number[]} vector */
const mistake = (name, vector) => ({ name, words: `It is ${name}.`, vector });

test("a gap is a length, and an angle is in degrees", () => {
  const found = judged([3, 4], [0, 5], []);
  assert.ok(Math.abs(found.gap - Math.sqrt(10)) < 1e-12);
  assert.ok(Math.abs(/** @type {number} */ (found.angle) - 36.86989764584402) < 1e-9);
  assert.deepEqual([found.length, found.truth, found.close, found.mistake], [5, 5, false, null]);
});

test("angles keep sense at every size", () => {
  for (const size of [1e-160, 1e-9, 1, 1e9, 1e150]) {
    const found = judged([size, size], [size, 0], []);
    assert.ok(Math.abs(/** @type {number} */ (found.angle) - 45) < 1e-6, String(size));
  }
  assert.equal(judged([-2, 0], [1, 0], []).angle, 180);
  assert.equal(judged([0, 0], [1, 0], []).angle, null);
  assert.equal(judged([1, 0], [0, 0], []).angle, null);
});

test("a tenth of the length is close, and more is not", () => {
  assert.ok(judged([1.09, 0], [1, 0], []).close);
  assert.ok(!judged([1.11, 0], [1, 0], []).close);
  assert.ok(judged([0, 0], [0, 0], []).close);
});

test("a mistake is named where the guess is nearer to it than to the truth", () => {
  const wrong = [mistake("a", [0, 1]), mistake("b", [-1, 0])];
  assert.equal(judged([0.05, 0.95], [1, 0], wrong).mistake?.name, "a");
  assert.equal(judged([-0.9, 0.1], [1, 0], wrong).mistake?.name, "b");
  assert.equal(judged([0.98, 0], [1, 0], wrong).mistake, null);
  // Far from all of them nothing is explained.
  assert.equal(judged([3, 3], [1, 0], wrong).mistake, null);
});

test("a mistake that gives the truth, or nearly, is none", () => {
  assert.equal(judged([1, 0.01], [1, 0], [mistake("same", [1, 0]), mistake("near", [1, 0.1])]).mistake, null);
  assert.equal(judged([NaN, 0], [1, 0], [mistake("none", [NaN, 0])]).mistake, null);
});

test("a solution solves, and a singular system has none", () => {
  const draw = randomNumbers(5);
  for (const n of [1, 2, 3, 6]) {
    const matrix = Array.from({ length: n }, () => [...draw(n)]);
    const right = [...draw(n)];
    const x = /** @type {number[]} */ (solved(matrix, right));
    matrix.forEach((row, i) => assert.ok(Math.abs(row.reduce((sum, z, j) => sum + z * x[j], 0) - right[i]) < 1e-9));
  }
  assert.equal(solved([[1, 2], [2, 4]], [1, 2]), null);
  assert.equal(solved([[0]], [1]), null);
  assert.equal(solved([[1e300, 0], [0, 1e-300]], [1, 1]), null);
});

test("the step that answers u is the smallest of the nearest ones", () => {
  const draw = randomNumbers(9);
  for (const [m, n] of [[2, 2], [2, 3], [3, 2], [1, 4], [4, 1]]) {
    const [jacobian, u] = [[...draw(m * n)], [...draw(m)]];
    const step = /** @type {number[]} */ (answering(jacobian, u));
    const missed = push(jacobian, step).map((z, i) => u[i] - z);
    // What is missed is at right angles to the columns, and the step lies among the rows.
    for (const z of pull(jacobian, missed)) assert.ok(Math.abs(z) < 1e-9);
    if (n > m) assert.ok(Math.hypot(...missed) < 1e-9);
    const among = /** @type {number[]} */ (answering(jacobian, push(jacobian, step)));
    among.forEach((z, j) => assert.ok(Math.abs(z - step[j]) < 1e-8));
  }
});

test("mistakes of a square J are those of a reader who mixes up rows, columns and vectors", () => {
  const numbers = /** @type {import("../../explainers/components/frontend/stage/scene.js").Placed} */ ({
    x: [0, 0], value: [1, 1], jacobian: [1, 2, 3, 4], push: [5, 11], pull: [7, 10], pairing: 0, moved: [9, 2],
  });
  const by = (/** @type {import("../../explainers/components/frontend/parts/guess.js").Mistake[]} */ all) =>
    Object.fromEntries(all.map(({ name, vector }) => [name, vector]));
  const pushed = by(ofPush([1, 2], [1, 2], numbers));
  assert.deepEqual(pushed["Jᵀv"], [7, 10]);
  assert.deepEqual(pushed["−Jv"], [-5, -11]);
  assert.deepEqual(pushed["f(x+v) − f(x)"], [8, 1]);
  assert.deepEqual(pushed.columns, [3, 7]);
  const pulled = by(ofPull([1, 2], [1, 2], numbers));
  assert.deepEqual(pulled.Ju, [5, 11]);
  assert.deepEqual(pulled.rows, [4, 6]);
  pulled["pinv(J)u"].forEach((z, k) => assert.ok(Math.abs(z - [0, 0.5][k]) < 1e-12));
});

test("what does not fit an oblong J is no mistake of it", () => {
  const numbers = /** @type {import("../../explainers/components/frontend/stage/scene.js").Placed} */ ({
    x: [0], value: [1, 1], jacobian: [1, 2], push: [1, 2], pull: [3], pairing: 3, moved: null,
  });
  assert.deepEqual(ofPush([1], [1, 1], numbers).map(({ name }) => name), ["−Jv", "J(v/‖v‖)", "columns"]);
  assert.deepEqual(ofPull([1], [1, 1], numbers).map(({ name }) => name), ["−uᵀJ", "pinv(J)u", "(u/‖u‖)ᵀJ", "rows"]);
  assert.ok(!ofPush([0], [1, 1], numbers).some(({ name }) => name === "J(v/‖v‖)"));
});

test("a guess is told with its angle, its length and the gap, also at zero and on a line", () => {
  const told = (/** @type {number[]} */ guess, /** @type {number[]} */ truth, part = false) =>
    judgedText("Jv", judged(guess, truth, []), guess, truth, part);
  assert.equal(told([1, 1], [1, 0]), "Your guess (1, 1), and Jv = (1, 0): 45° off and 1.4 times as long, 1 apart.");
  assert.equal(told([1, 0], [1, 0]), "Your guess (1, 0), and Jv = (1, 0): exactly.");
  assert.equal(told([1.05, 0], [1, 0]), "Close, your guess (1.05, 0), and Jv = (1, 0): less than 1° off and 1.1 times as long, 0.05 apart.");
  assert.match(told([1.02, 0], [1, 0]), /less than 1° off and about as long, 0.02 apart\.$/);
  assert.match(told([1 + 2e-16, 1], [1, 1 - 2e-16]), /exactly, up to rounding\.$/);
  assert.equal(told([0, 0], [0, 0]), "Right, Jv is 0.");
  assert.equal(told([3, 4], [0, 0]), "Your guess has length 5, and Jv is 0.");
  assert.equal(told([0, 0], [1, 0]), "Your guess (0, 0), and Jv = (1, 0): it is not 0.");
  assert.match(told([-1], [2]), /on the wrong side and 0.5 times as long, 3 apart\.$/);
  assert.match(told([1], [2], true), /^In the coordinates shown: your guess .* on the right side/);
  assert.match(told([1e200, 1e200], [-1.7e308, 1.7e308]), /too long to be compared/);
});
