import assert from "node:assert/strict";
import { test } from "node:test";

import { createLateness } from "../../explainers/components/frontend/parts/late.js";

/** @param {number[]} apart milliseconds between frames */
function told(apart) {
  const lateness = createLateness();
  let now = 500;
  return apart.map((milliseconds) => lateness.slow((now += milliseconds)));
}

test("five late frames in a row tell a slow machine, and it stays one", () => {
  const seen = told([0, 33, 33, 33, 33, 33, 16, 16, 16, 16, 16, 16]);
  assert.deepEqual(seen, seen.map((_, k) => k >= 5));
});

test("a late frame among good ones tells nothing", () => {
  assert.ok(told(Array.from({ length: 90 }, (_, k) => (k % 3 ? 16 : 60))).every((slow) => !slow));
});

test("a pause is no late frame", () => {
  assert.ok(told([0, 300, 300, 300, 300, 300]).every((slow) => !slow));
});

test("another movement begins anew", () => {
  const lateness = createLateness();
  for (const now of [100, 140, 180, 220, 260, 300]) lateness.slow(now);
  assert.equal(lateness.slow(316), true);
  lateness.begin();
  assert.equal(lateness.slow(400), false);
});
