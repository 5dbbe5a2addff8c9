import assert from "node:assert/strict";
import test from "node:test";

import { load, read, replay } from "../../explainers/components/frontend/parts/tape.js";

/** @type {Record<string, (a: number) => number>} */
const UNARY = {
  neg: (a) => -a,
  abs: Math.abs,
  sign: Math.sign,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  floor: Math.floor,
  ceil: Math.ceil,
  not: (a) => (a === 0 ? 1 : 0),
  is_finite: (a) => (Math.abs(a) < Infinity ? 1 : 0),
};

/** @type {Record<string, (a: number, b: number) => number>} */
const BINARY = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow: (a, b) => (a === 1 || b === 0 ? 1 : Math.pow(a, b)),
  max: Math.max,
  min: Math.min,
  atan2: Math.atan2,
  rem: (a, b) => a % b,
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
};

const NUMBERS = [-Infinity, -2.5, -1, -0.5, -0, 0, 1e-300, 0.75, 1, 2, 710, Infinity, NaN];

/**
 * Result of one operation on the inputs.
 * @param {string} name
 * @param {number[]} x
 */
function result(name, ...x) {
  const tape = load({
    inputs: x.length,
    constants: [],
    operations: [[name, ...x.keys()]],
    value: [x.length],
    jacobian: [],
  });
  replay(tape, x);
  return read(tape, tape.value)[0];
}

for (const [name, meaning] of Object.entries(UNARY)) {
  test(`${name} is what Math says`, () => {
    for (const a of NUMBERS) {
      if (name === "not" && Number.isNaN(a)) continue; // a truth value is 0 or 1
      assert.equal(result(name, a), meaning(a), `${name}(${a})`);
    }
  });
}

for (const [name, meaning] of Object.entries(BINARY)) {
  test(`${name} is what Math says`, () => {
    const logical = name === "and" || name === "or";
    for (const a of logical ? [0, 1] : NUMBERS) {
      for (const b of logical ? [0, 1] : NUMBERS) {
        assert.equal(result(name, a, b), meaning(a, b), `${name}(${a}, ${b})`);
      }
    }
  });
}

test("select takes the last number where the condition holds, whatever the other is", () => {
  assert.equal(result("select", 1, NaN, 5), 5);
  assert.equal(result("select", 0, 4, NaN), 4);
});

test("a power is 1 where the base is 1 or the exponent 0, as in JAX", () => {
  assert.equal(result("pow", 1, NaN), 1);
  assert.equal(result("pow", NaN, 0), 1);
});

test("an operation that is not known throws when the tape is loaded", () => {
  for (const name of ["eigh", "", "Add", "constructor"]) {
    const operations = /** @type {[string, ...number[]][]} */ ([[name, 0]]);
    assert.throws(
      () => load({ inputs: 1, constants: [], operations, value: [1], jacobian: [] }),
      { message: `no operation ${name}` },
    );
  }
});

/** f(x) = (x₁x₂ + 3, ∞) with its Jacobian. */
const PROGRAM = {
  inputs: 2,
  constants: [3, Infinity, 0],
  operations: /** @type {[string, ...number[]][]} */ ([["mul", 0, 1], ["add", 2, 5]]),
  value: [6, 3],
  jacobian: [1, 0, 4, 4],
};

test("a tape knows its shape and gives f and J, row by row", () => {
  const tape = load(PROGRAM);
  assert.deepEqual([tape.n, tape.m], [2, 2]);
  replay(tape, [4, 5]);
  assert.deepEqual(read(tape, tape.value), [23, Infinity]);
  assert.deepEqual(read(tape, tape.jacobian), [5, 4, 0, 0]);
});

test("a tape can be replayed at one place after another", () => {
  const tape = load(PROGRAM);
  for (const x of [[1, 2], Float64Array.of(-3, 0.5), [1, 2]]) {
    replay(tape, x);
    assert.deepEqual(read(tape, tape.value), [x[0] * x[1] + 3, Infinity]);
  }
});

test("what was read stays as it was", () => {
  const tape = load(PROGRAM);
  replay(tape, [4, 5]);
  const before = read(tape, tape.value);
  replay(tape, [0, 0]);
  assert.deepEqual(before, [23, Infinity]);
});

test("a tape without operations gives inputs and constants", () => {
  const tape = load({ inputs: 1, constants: [NaN, 1], operations: [], value: [0, 1], jacobian: [2, 1] });
  replay(tape, [7]);
  assert.deepEqual(read(tape, tape.value), [7, NaN]);
});
