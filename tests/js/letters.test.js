/** Words as what there are images of. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { imagesOf, spelled } from "../../explainers/components/frontend/parts/letters.js";
import { spriteName } from "../../explainers/components/frontend/parts/picture.js";

/** @typedef {import("../../explainers/components/frontend/parts/picture.js").Word} Word */

/** @param {string} text @param {string} kind @param {Word["anchor"]} anchor @returns {Word} */
function word(text, kind = "push", anchor = "middle") {
  return { kind, text, x: 100, y: 40, anchor };
}

test("a word without a number, and one that stays, has one image of its own", () => {
  for (const one of [word("−η∇f"), word("v"), word("0.5", "tick"), word("10⁻³", "axis", "start")]) {
    assert.deepEqual(imagesOf(one), [one]);
    assert.deepEqual(spelled(one, new Map()), [one]);
  }
  assert.deepEqual(imagesOf(word("")), []);
});

test("a number is put together from its letters, in two layers, and other words stay whole", () => {
  const parts = imagesOf(word("v, length −12.5·10⁻³"));
  const of = (/** @type {string} */ kind) => parts.filter((part) => part.kind === kind).map(({ text }) => text);
  assert.deepEqual(of("push halo"), ["v, length ", "−", "1", "2", ".", "5", "·", "1", "0", "⁻³"]);
  assert.deepEqual(of("push letter"), of("push halo"));
  assert.equal(parts.length, 20);
});

test("letters stand side by side about the middle of their word", () => {
  const one = word("1.25", "mark");
  const widths = { 1: 6, 2: 8, 5: 8, ".": 3 };
  const images = new Map(imagesOf(one).map((part) => [spriteName(part), { width: widths[/** @type {"1"} */ (part.text)] }]));
  const places = [87.5, 93.5, 96.5, 104.5];
  assert.deepEqual(spelled(one, images).map(({ x }) => x), [...places, ...places]);
  assert.ok(spelled(one, images).every(({ y, anchor }) => y === 40 && anchor === "start"));
});
