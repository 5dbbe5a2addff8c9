import assert from "node:assert/strict";
import test from "node:test";

import {
  across,
  down,
  linePath,
  nearest,
  samplesPath,
  secants,
} from "../../explainers/components/frontend/kinks/samples.js";

import { tableRows, settledText } from "../../explainers/components/frontend/kinks/words.js";

/** @type {import("../../explainers/components/frontend/kinks/samples.js").Frame} */
const frame = { x: [-2, 2], y: [-1, 3], width: 400, height: 400 };
const x = [-2, -1, 0, 1, 2];

/** @param {number[]} value */
function sampled(value) {
  return { x, value, left: null, right: null, forward: null, reverse: null, mended: value, mended_slope: value };
}

test("a graph's corners are the corners of its picture", () => {
  assert.deepEqual([across(frame, -2), down(frame, -1)], [0, 400]);
  assert.deepEqual([across(frame, 2), down(frame, 3)], [400, 0]);
});

test("x stands on the nearest sample that is allowed", () => {
  assert.equal(nearest(x, 0.4), 2);
  assert.equal(nearest(x, 0.6), 3);
  assert.equal(nearest(x, 5, [-1, 1]), 3);
  assert.equal(nearest(x, -5, [-1, 1]), 1);
});

test("secants of |x| at 0 have the slopes −1 and 1, for each step", () => {
  const { left, right } = secants(sampled(x.map(Math.abs)), 2, 2);
  assert.deepEqual([left, right], [-1, 1]);
  assert.ok(Number.isNaN(secants(sampled(x), 4, 1).right));
});

test("a curve breaks at a jump and where it is not finite, and a lone sample is a dot", () => {
  assert.equal(samplesPath(frame, x, [0, 0.1, 0.2, 0.3, 0.4]).match(/M/g)?.length, 1);
  assert.equal(samplesPath(frame, x, [0, 0, 2, 2, 2]).match(/M/g)?.length, 2);
  assert.equal(samplesPath(frame, x, [0, 0, NaN, 0, 0]).match(/M/g)?.length, 2);
  assert.match(samplesPath(frame, x, [0, 0, 2, 0, 0]), /M2000 1000l0 0/);
  assert.equal(samplesPath(frame, x, [0, 0, 0, 0, 0], -1).match(/l0 0/g)?.length, 5);
  assert.equal(samplesPath(frame, x, null), "");
});

test("a tangent is upright where the slope is infinite, and absent where there is none", () => {
  assert.equal(linePath(frame, 0, 0, 1, 50), "M1646 3354L2354 2646");
  assert.equal(linePath(frame, 0, 0, Infinity, 50), "M2000 3500L2000 2500");
  assert.equal(linePath(frame, 0, 0, NaN, 50), "");
});

test("what PyTorch returned at the kink stands under no other x", () => {
  const root = { central: false, whole: false, title: "√x", at: 0, torch: /** @type {[string, string]} */ (["∞", "∞"]) };
  /** @param {number} at */
  const told = (at) => tableRows(root, { h: 0.5, x: at, jax: ["0.5", "0.5"], sides: { left: 1, right: 1 }, limits: [1, 1], mended: "0.5" }).torch;
  assert.deepEqual(told(0), { head: "PyTorch returned", cells: ["∞", "∞"] });
  assert.deepEqual(told(1), { head: "PyTorch, only at 0", cells: ["—", "—"] });
  assert.equal(settledText({ ...root, whole: true }, 3, null, null, { forward: "float0", reverse: "TypeError" }), "n = 3: forward mode float0, reverse mode TypeError");
});
