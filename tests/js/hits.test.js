import assert from "node:assert/strict";
import { test } from "node:test";

import { REACH, hitsOf } from "../../explainers/components/frontend/parts/hits.js";
import { randomNumbers } from "./random.js";

/** @typedef {[number, number]} Vec */

/** @param {Vec} p @param {Vec} q */
const apart = (p, q) => Math.hypot(p[0] - q[0], p[1] - q[1]);

test("a finger hits 44 pixels of either of two handles, however near they are", () => {
  const numbers = randomNumbers(5);
  for (let trial = 0; trial < 300; trial++) {
    const at = /** @type {Vec} */ (numbers(2).map((z) => 180 + 60 * z));
    const beside = /** @type {Vec} */ (numbers(2).map((z, k) => at[k] + 30 * z));
    const [first, second] = hitsOf([at, beside], 360, 360);
    assert.ok(apart(first, second) > 2 * REACH - 5, `${at} ${beside}`);
    assert.ok(apart(first, at) < REACH && apart(second, beside) < REACH);
  }
});

test("a handle that has room is hit around its middle", () => {
  assert.deepEqual(hitsOf([[100, 100], [200, 100]], 360, 360), [[100, 100], [200, 100]]);
});

test("a handle at the edge is hit within the plane, and so are two at one place", () => {
  assert.deepEqual(hitsOf([[4, 180]], 360, 360), [[REACH, 180]]);
  const [first, second] = hitsOf([[100, 100], [100, 100]], 360, 360);
  assert.ok(apart(first, second) >= 2 * REACH - 5);
});

test("handles that crowd are each still hit at their middles", () => {
  const at = /** @type {Vec[]} */ ([[100, 100], [104, 102], [98, 107]]);
  for (const [k, middle] of hitsOf(at, 360, 360).entries()) assert.ok(apart(middle, at[k]) < REACH);
});
