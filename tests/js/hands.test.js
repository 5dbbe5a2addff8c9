import assert from "node:assert/strict";
import test from "node:test";

import { keyStep } from "../../explainers/components/frontend/parts/hands.js";

/**
 * @param {string} key
 * @param {Partial<KeyboardEvent>} [held]
 */
function pressed(key, held = {}) {
  const none = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
  return keyStep(/** @type {KeyboardEvent} */ ({ key, ...none, ...held }));
}

/** @type {[string, [number, number]][]} */
const DIRECTIONS = [
  ["ArrowRight", [1, 0]],
  ["ArrowLeft", [-1, 0]],
  ["ArrowUp", [0, 1]],
  ["ArrowDown", [0, -1]],
];

for (const [key, [right, up]] of DIRECTIONS) {
  test(`${key} moves by a tenth of a unit, with Shift by a hundredth`, () => {
    const coarse = pressed(key) ?? assert.fail();
    const fine = pressed(key, { shiftKey: true }) ?? assert.fail();
    assert.ok(coarse[0] === right * 0.1 && coarse[1] === up * 0.1);
    assert.ok(fine[0] === right * 0.01 && fine[1] === up * 0.01);
  });
}

test("PageUp and PageDown move by a unit, up and down", () => {
  assert.deepEqual(pressed("PageUp"), [0, 1]);
  assert.deepEqual(pressed("PageDown"), [0, -1]);
});

test("other keys are not for handles", () => {
  for (const key of ["a", "r", "Enter", "Tab", "Escape", " ", "Home", ""]) assert.equal(pressed(key), null);
});

test("a key with Alt, Control or Meta is left to the browser", () => {
  for (const held of [{ altKey: true }, { ctrlKey: true }, { metaKey: true }]) {
    assert.equal(pressed("ArrowLeft", held), null);
    assert.equal(pressed("PageUp", held), null);
  }
});
