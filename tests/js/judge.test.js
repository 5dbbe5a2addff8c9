import assert from "node:assert/strict";
import test from "node:test";

import { judged, readings } from "../../explainers/components/frontend/questions/judge.js";

/** @typedef {import("../../explainers/components/frontend/questions/judge.js").Variant} Variant */

test("a number is read with a decimal comma or point, with a minus sign of any kind", () => {
  for (const text of ["-0.5", "−0,5", "–.5", " -1/2 ", "-5e-1", "-0,50"]) {
    assert.ok(readings(text).includes(-0.5), text);
  }
  assert.deepEqual(readings("12"), [12]);
  assert.deepEqual(readings("1 000"), [1000]);
});

test("a comma may part thousands, where it can", () => {
  assert.deepEqual(readings("4,000"), [4, 4000]);
  assert.deepEqual(readings("1,234,567"), [1234567]);
  assert.deepEqual(readings("0,125"), [0.125]);
  assert.deepEqual(readings("4,00"), [4]);
});

test("what is no number has no reading", () => {
  for (const text of ["", "-", "x", "1e", "1/0", "0/0", "1.2.3", "1e999", "NaN", "Infinity", "0x10", "1".repeat(31), "2 apples"]) {
    assert.deepEqual(readings(text), [], text);
  }
});

/** @type {Extract<Variant, { kind: "number" }>} */
const NUMBER = {
  kind: "number",
  ask: "?",
  truth: 36,
  tolerance: 0.01,
  mistakes: [{ value: [3], why: "unchained" }, { value: [24], why: "other" }],
  why: "so",
  hint: "think",
};

test("a number is right within its tolerance, and a mistake is named within the same", () => {
  for (const text of ["36", "36.01", "35,99"]) assert.deepEqual(judged(NUMBER, readings(text)), { right: true, why: "so" }, text);
  assert.deepEqual(judged(NUMBER, [36.02]), { right: false, why: "think" });
  assert.deepEqual(judged(NUMBER, [24]), { right: false, why: "other" });
  assert.deepEqual(judged(NUMBER, [3]), { right: false, why: "unchained" });
  assert.deepEqual(judged(NUMBER, [-36]), { right: false, why: "think" });
});

/** @type {Extract<Variant, { kind: "place" }>} */
const PLACE = {
  kind: "place",
  ask: "?",
  space: "output",
  role: "push",
  name: "Jv",
  axes: ["a", "b"],
  half: 6,
  given: [],
  truth: [1, 2],
  tolerance: 0.3,
  reach: 0.45,
  mistakes: [{ value: [2, 1], why: "swapped" }, { value: [0, 0], why: "nothing" }],
  why: "so",
  hint: "think",
};

test("a place is right near the truth, and a mistake's where it is nearest and near", () => {
  assert.equal(judged(PLACE, [1.2, 2.2]).right, true);
  assert.deepEqual(judged(PLACE, [1.3, 2.2]), { right: false, why: "think" });
  assert.deepEqual(judged(PLACE, [2.3, 1]), { right: false, why: "swapped" });
  assert.deepEqual(judged(PLACE, [0, 0.45]), { right: false, why: "nothing" });
  assert.deepEqual(judged(PLACE, [-5, 5]), { right: false, why: "think" });
});

test("a step that stands too early says why it cannot come sooner", () => {
  /** @type {Variant} */
  const order = {
    kind: "order",
    ask: "?",
    steps: [{ text: "a", why: "A." }, { text: "b", why: "B." }, { text: "c", why: "C." }],
    shown: [2, 1, 0],
    why: "so",
  };
  assert.deepEqual(judged(order, [0, 1, 2]), { right: true, why: "so" });
  assert.deepEqual(judged(order, [0, 2, 1]), { right: false, why: "“c” stands too early. C." });
  assert.deepEqual(judged(order, [1, 0, 2]), { right: false, why: "“b” stands too early. B." });
});

test("an entry is right in its row and its column, and each has its sentence", () => {
  /** @type {Variant} */
  const cell = { kind: "cell", ask: "?", name: "J", cells: [["1", "2"], ["3", "4"]], whys: [["p", "q"], ["r", "s"]], truth: [1, 0] };
  assert.deepEqual(judged(cell, [1, 0]), { right: true, why: "r" });
  assert.deepEqual(judged(cell, [0, 1]), { right: false, why: "q" });
  assert.deepEqual(judged(cell, [0, 0]), { right: false, why: "p" });
});

test("each answer to choose from says why", () => {
  /** @type {Variant} */
  const choose = { kind: "choose", ask: "?", answers: [{ text: "a", right: false, why: "no" }, { text: "b", right: true, why: "yes" }] };
  assert.deepEqual(judged(choose, [0]), { right: false, why: "no" });
  assert.deepEqual(judged(choose, [1]), { right: true, why: "yes" });
});
