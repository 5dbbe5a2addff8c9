import assert from "node:assert/strict";
import test from "node:test";

import { bound, cleared, errorsOf, settledNumbers } from "../../explainers/components/frontend/parts/rounding.js";
import { load, read, replay } from "../../explainers/components/frontend/parts/tape.js";

/** sin²x + cos²x: 1, whose derivative is only rounding. */
const ONE = load({
  inputs: 1,
  constants: [2],
  operations: [
    ["sin", 0], ["cos", 0], ["mul", 2, 2], ["mul", 3, 3], ["add", 4, 5],
    ["mul", 2, 3], ["mul", 1, 7], ["mul", 3, 2], ["mul", 1, 9], ["sub", 8, 10],
  ],
  value: [6],
  jacobian: [11],
});

test("what is added and subtracted bounds what is left, not the result", () => {
  replay(ONE, [0.7]);
  const errors = errorsOf(ONE);
  const [value, slope] = [bound(errors, ONE.value), bound(errors, ONE.jacobian)];
  assert.ok(value[0] > 0 && value[0] < 1e-14);
  assert.ok(slope[0] > 0 && slope[0] < 1e-14);
  assert.equal(cleared(read(ONE, ONE.jacobian)[0] || 1e-17, slope[0]), 0);
});

test("a number beyond its error stays, and so does what is not finite", () => {
  assert.equal(cleared(1e-17, 1e-18), 1e-17);
  assert.equal(cleared(-1e-17, 1e-16), 0);
  assert.ok(Number.isNaN(cleared(NaN, 1)));
  assert.equal(cleared(Infinity, Infinity), Infinity);
});

test("sums of a picture that are only rounding are zero", () => {
  const [a, b] = [0.1, 0.2];
  const jacobian = [a, b, -0.3];
  const numbers = {
    value: [1], jacobian, push: [a + b - 0.3], pull: jacobian, pairing: a + b - 0.3, moved: [1 + 2e-16],
  };
  const errors = { value: [2e-16], jacobian: [1e-17, 1e-17, 1e-17], moved: [2e-16] };
  const shown = settledNumbers(numbers, [1, 1, 1], [1], errors);
  assert.notEqual(numbers.push[0], 0);
  assert.deepEqual([shown.push, shown.pairing, shown.moved], [[0], 0, [1]]);
  assert.deepEqual(shown.jacobian, jacobian);
});

test("sums that are not finite stay so", () => {
  const numbers = { value: [1], jacobian: [NaN, 1], push: [NaN], pull: [NaN, 1], pairing: NaN, moved: null };
  const shown = settledNumbers(numbers, [0, 1], [1], { value: [0], jacobian: [Infinity, 0], moved: null });
  assert.ok(Number.isNaN(shown.push[0]) && Number.isNaN(shown.pull[0]) && shown.pull[1] === 1);
});
