import assert from "node:assert/strict";
import test from "node:test";

import { measured } from "../../explainers/components/frontend/parts/task_words.js";

/** @param {string} measure @returns {Parameters<typeof measured>[0]} */
const goal = (measure) => ({ measure, by: [], sense: "at most", bound: 1 });

test("what rounding leaves of 0 is told as 0, and the smallest bound is not", () => {
  assert.equal(measured(goal("gap"), 3.81e-17), "0");
  assert.equal(measured(goal("gap"), -4e-14), "0");
  assert.notEqual(measured(goal("off"), 1e-6), "0");
});

test("what cannot be told yet is a dash", () => {
  assert.equal(measured(goal("held"), Infinity), "–");
  assert.equal(measured(goal("found-distance"), NaN), "–");
});
