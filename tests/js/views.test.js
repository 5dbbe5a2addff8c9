import assert from "node:assert/strict";
import { test } from "node:test";

import { cuts, refitted } from "../../explainers/components/frontend/stage/views.js";
import { randomNumbers } from "./random.js";

/** @typedef {[number, number]} Vec */

const VIEW = { cx: 1, cy: -1, half: 2 };

test("a window cuts what comes near its edge, by pixels", () => {
  assert.equal(cuts(VIEW, [[2.9, -1]], 1000), false);
  assert.equal(cuts(VIEW, [[2.9, -1]], 200), true);
  assert.equal(cuts(VIEW, [[NaN, 9]], 200), false);
});

test("a window that is fitted anew is never narrower, and cuts nothing on any screen", () => {
  const numbers = randomNumbers(11);
  for (let trial = 0; trial < 400; trial++) {
    const points = Array.from({ length: 3 }, () => /** @type {Vec} */ (numbers(2).map((z) => 10 ** numbers(1)[0] * z)));
    const view = refitted(VIEW, points);
    assert.ok(view.half >= VIEW.half);
    assert.equal(cuts(view, points, 150), false);
  }
});

test("a window keeps its middle while it need not grow much", () => {
  assert.deepEqual(refitted(VIEW, [[3.2, -1]]), { cx: 1, cy: -1, half: 1.2 * (3.2 - 1) });
  assert.deepEqual(refitted(VIEW, [[1, -1]]), VIEW);
});

test("a window goes to where the arrows are if they are far away", () => {
  assert.deepEqual(refitted(VIEW, [[101, -1], [102, -1]]), { cx: 101.5, cy: -1, half: 2 });
});
