import assert from "node:assert/strict";
import { test } from "node:test";

import * as words from "../../explainers/components/frontend/stage/words.js";
import { randomNumbers } from "./random.js";

const MODES = /** @type {const} */ (["push", "pull", "both"]);

/** Numbers of an arm with two links, by its angles alone. @param {number[]} x @param {number[]} v @param {number[]} u */
function armAt([first, second], v, u) {
  const both = first + second;
  const value = [1.2 * Math.cos(first) + Math.cos(both), 1.2 * Math.sin(first) + Math.sin(both)];
  const rows = [[-value[1], -Math.sin(both)], [value[0], Math.cos(both)]];
  const push = rows.map((row) => row[0] * v[0] + row[1] * v[1]);
  const pull = [0, 1].map((j) => u[0] * rows[0][j] + u[1] * rows[1][j]);
  return { value, jacobian: rows.flat(), push, pull, pairing: u[0] * push[0] + u[1] * push[1], moved: null };
}

/** Numbers that a sentence says after a sign. @param {string} said @param {string} after */
function told(said, after) {
  const text = said.slice(said.indexOf(`${after} = `) + after.length + 3);
  const [listed] = text.startsWith("(") ? [text.slice(1, text.indexOf(")"))] : text.split(/[,.](?!\d)/);
  return listed.split(", ").map((z) => Number(z.replace("−", "-")));
}

/** @param {number[]} shown @param {number[]} exact */
function near(shown, exact) {
  assert.equal(shown.length, exact.length);
  shown.forEach((z, k) => assert.ok(Math.abs(z - exact[k]) <= 0.0051 * Math.max(1, Math.abs(exact[k])), `${z} for ${exact[k]}`));
}

test("what is answered has the numbers at hand, at any state", () => {
  const random = randomNumbers(4);
  for (let k = 0; k < 60; k++) {
    const [x, v, u] = [random(2), k % 7 ? random(2) : [0, 0], k % 5 ? random(2) : [0, 0]];
    const numbers = armAt(x, v, u);
    const [pushed, pulled, both] = MODES.map((mode) => words.stepText({ mode, v, u, cover: false }, numbers, true));
    near(told(pushed, " v"), v);
    near(told(pushed, "Jv"), numbers.push);
    near(told(pulled, " u"), u);
    near(told(pulled, "uᵀJ"), numbers.pull);
    near(told(both, "u·(Jv)"), [numbers.pairing]);
    near(told(both, "(uᵀJ)·v"), [numbers.pull[0] * v[0] + numbers.pull[1] * v[1]]);
  }
});

test("what is asked says which point to drag, and gives no answer away", () => {
  const numbers = armAt([0.6, 1.2], [0.7, -0.6], [0.6, 0.9]);
  const [push, pull] = MODES.map((mode) => words.stepText({ mode, v: [0.7, -0.6], u: [0.6, 0.9], cover: false }, numbers, false));
  assert.match(push, /^Drag the blue point: /);
  assert.match(pull, /^Drag the orange point: /);
  for (const asked of [push, pull]) {
    assert.ok(asked.endsWith("?"));
    assert.doesNotMatch(asked, /\d/);
  }
});

test("what is covered is named, and no number of it is said", () => {
  const [v, u] = [[0.7, -0.6], [0.6, 0.9]];
  const numbers = armAt([0.6, 1.2], v, u);
  const covered = MODES.map((mode) => words.stepText({ mode, v, u, cover: true }, numbers, true));
  const [pushed, pulled, both] = covered;
  near(told(pushed, " v"), v);
  near(told(pulled, " u"), u);
  assert.ok(pushed.endsWith("the velocity Jv."));
  assert.ok(pulled.endsWith("the torques uᵀJ."));
  assert.doesNotMatch(both, /\d/);
});

test("push leads to pull, pull to both, and both ends the first steps", () => {
  assert.deepEqual(MODES.map((mode) => words.STEPS[mode].next), ["pull", "both", null]);
});
