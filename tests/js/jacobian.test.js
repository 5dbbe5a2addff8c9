import assert from "node:assert/strict";
import { test } from "node:test";

import { heightOf, longest, sign, texts, tint } from "../../explainers/components/frontend/jacobian/letters.js";
import { columnText, entryName, entryText, guessText, legend, markedText, rowText } from "../../explainers/components/frontend/jacobian/words.js";

test("cells say numbers in three digits, in two where there are many columns, and what is no number too", () => {
  assert.deepEqual(texts([4, 1, -0.951, 0], 3), ["4", "1", "−0.95", "0"]);
  assert.deepEqual(texts([NaN, Infinity, -Infinity], 3), ["NaN", "∞", "−∞"]);
  assert.deepEqual([texts([-0.123], 6), texts([-0.123], 7)], [["−0.12"], ["−0.1"]]);
});

test("a power of ten may stand on a line of its own, and letters are sized for the longer part", () => {
  const [text] = texts([-1.234e-5], 8);
  assert.equal(text.replace("\u200b", "|"), "−1.2|·10⁻⁵");
  assert.equal(longest([text, "4"]), 5);
  assert.equal(longest([]), 1);
});

test("more rows are lower, and letters in two lines fit into a cell of each", () => {
  assert.deepEqual([1, 3, 4, 5, 6, 8].map((rows) => heightOf(rows).high), [80, 80, 56, 56, 42, 42]);
  for (const rows of [1, 4, 8]) {
    const { high, letters } = heightOf(rows);
    assert.ok(2 * 1.15 * letters <= high);
  }
});

test("colours are symmetric about a neutral zero, and what is not finite has none", () => {
  for (const z of [0.001, 1, 4.9]) {
    assert.equal(tint(z, 5), tint(-z, 5));
    assert.deepEqual([sign(z), sign(-z)], ["plus", "minus"]);
  }
  assert.deepEqual([tint(5, 5), tint(2.5, 5), tint(0, 5)], [100, 50, 0]);
  for (const z of [0, -0]) assert.deepEqual([tint(z, 5), sign(z)], [0, "nothing"]);
  for (const z of [NaN, Infinity, -Infinity]) assert.deepEqual([tint(z, 5), sign(z)], [0, "unfinite"]);
});

test("a cell names the partial derivative, with its number unless it is covered", () => {
  assert.equal(entryName("y₂", "x₃"), "∂y₂/∂x₃");
  assert.equal(entryText("y₂", "x₂", -0.951), "∂y₂/∂x₂ = −0.951");
  assert.equal(entryText("y₁", "x₂", Infinity), "∂y₁/∂x₂ = ∞");
  assert.deepEqual([columnText("θ"), rowText("y₁")], ["Column θ", "Row y₁"]);
});

test("the name of a cell says what is marked there", () => {
  assert.equal(markedText("∂y₁/∂x₂ = 1", false, false), "∂y₁/∂x₂ = 1");
  assert.equal(markedText("∂y₁/∂x₂ = 1", true, false), "∂y₁/∂x₂ = 1, your guess");
  assert.equal(markedText("∂y₁/∂x₁ = 4", false, true), "∂y₁/∂x₁ = 4, farthest from 0");
  assert.equal(markedText("∂y₁/∂x₁ = 4", true, true), "∂y₁/∂x₁ = 4, your guess, farthest from 0");
  assert.equal(guessText("∂y₁/∂x₂"), "Your guess: ∂y₁/∂x₂");
});

test("frames are named by what is read", () => {
  assert.match(legend("entries"), /\.frame\.push, \.frame\.pull \| its column and its row/);
  assert.match(legend("column"), /\.frame\.push \| the column that is read/);
  assert.match(legend("row"), /\.frame\.pull \| the row that is read/);
  for (const reading of /** @type {const} */ (["column", "row"])) assert.doesNotMatch(legend(reading), /frame\.both/);
});
