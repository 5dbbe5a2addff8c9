import assert from "node:assert/strict";
import { test } from "node:test";

import { axesOf, axisMarks, gripOf, inputDots, outputDots, spreadOf, spreadPath } from "../../explainers/components/frontend/stage/cloud.js";
import { frameOf } from "../../explainers/components/frontend/parts/geometry.js";
import { load } from "../../explainers/components/frontend/parts/tape.js";

const FRAME = frameOf({ cx: 0, cy: 0, half: 1 }, 200, false);
const LINE = frameOf({ cx: 0, cy: 0, half: 1 }, 200, true);
const close = (/** @type {number} */ a, /** @type {number} */ b, room = 1e-12) => assert.ok(Math.abs(a - b) <= room * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

test("the axes of a circle's image are at right angles, before and after", () => {
  for (const [first, second] of /** @type {[[number, number], [number, number]][]} */ ([
    [[1, 0], [0, 1]], [[0.73, 0.68], [-0.95, 1.02]], [[3, 1], [-2, 5]], [[1e200, 0], [1e200, 1e200]], [[1, 2], [2, 4]],
  ])) {
    const [long, short] = axesOf(first, second);
    close(long.from[0] * short.from[0] + long.from[1] * short.from[1], 0);
    const size = long.length;
    close((long.to[0] / size) * (short.to[0] / size) + (long.to[1] / size) * (short.to[1] / size), 0);
    assert.ok(long.length >= short.length);
    // The area of the image is that of the circle, times |det J|.
    const det = Math.abs((first[0] / size) * (second[1] / size) - (first[1] / size) * (second[0] / size));
    close(short.length / size, det, 1e-9);
  }
});

test("a map to 0 has no axes, and one that flattens has one of about 0", () => {
  assert.deepEqual(axesOf([0, 0], [0, 0]), []);
  assert.deepEqual(axesOf([NaN, 0], [0, 1]), []);
  const axes = axesOf([1, 2], [2, 4]);
  assert.deepEqual(axisMarks(axes, [0, 0], 1, true).map(({ text }) => text), ["σ₁ = 5", "σ₂ ≈ 0"]);
  // Of more inputs or outputs the planes show a part of J, which has singular values of its own.
  assert.deepEqual(axisMarks(axes, [0, 0], 1, false).map(({ text }) => text), ["× 5", "× ≈ 0"]);
});

test("the handle of a cloud says how far it spreads, and back", () => {
  for (const spread of [0.001, 0.2, 12, 1000]) {
    for (const line of [false, true]) close(spreadOf(gripOf(spread, line), [0.001, 1000]), spread);
  }
  assert.equal(spreadOf([0, 0], [0.001, 1000]), 0.001);
  assert.equal(spreadOf([1e6, 1e6], [0.001, 1000]), 1000);
});

test("inputs are dots where they stand, and their images where f sends them", () => {
  const draws = [[1, 0], [0, -1], [Infinity, 0]];
  assert.equal(inputDots(FRAME, [0, 0], [0, 1], 0.5, draws), "M1500 1000h1M1000 1500h1");
  const square = load({
    inputs: 2, constants: [], operations: [["mul", 0, 0], ["add", 0, 1]], value: [2, 3], jacobian: [0, 0, 0, 0],
  });
  assert.equal(outputDots(FRAME, square, [0, 0], [0, 1], 0.5, draws), "M1250 500h1M1000 1500h1");
});

test("what J makes of a cloud is two standard deviations wide, in a plane and on a line", () => {
  assert.match(spreadPath(FRAME, [0, 0], [[1, 0], [0, 1]], 0.25), /^M(1500 1000|1000 500|500 1000|1000 1500)C/);
  assert.equal(spreadPath(LINE, [0, 0], [[0.6, 0], [0.8, 0]], 0.25), "M500 600L1500 600");
});

test("what J makes of a cloud is drawn however large and small its entries are", () => {
  for (const z of [5e173, 5e-173]) {
    const path = spreadPath(FRAME, [0, 0], [[z, 0], [0, 1]], 0.25);
    assert.doesNotMatch(path, /NaN/);
    assert.match(path, /^M/);
  }
  assert.doesNotMatch(spreadPath(FRAME, [0, 0], [[0, 0], [0, 0]], 0.25), /NaN/);
});
