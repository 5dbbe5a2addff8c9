/** Level lines in long strokes go where those in short pieces go. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { frameOf, levelPath, sampled } from "../../explainers/components/frontend/parts/geometry.js";
import { strokedLevelPath } from "../../explainers/components/frontend/parts/strokes.js";

test("joined, a level line is one stroke through the same points", () => {
  const frame = frameOf({ cx: 0, cy: 0, half: 1 }, 400, false);
  const field = sampled(frame.view, 21, ([a, b]) => a * a + 2 * b * b);
  const loop = strokedLevelPath(frame, field, 0.5);
  assert.equal(loop.split("M").length, 2);
  const places = (/** @type {string} */ path) => new Set([...path.matchAll(/-?\d+ -?\d+/g)].map(String));
  assert.deepEqual(places(loop), places(levelPath(frame, field, 0.5)));
  const saddle = sampled(frame.view, 21, ([a, b]) => a * b);
  assert.equal(strokedLevelPath(frame, saddle, 0.21).split("M").length, 3);
});
