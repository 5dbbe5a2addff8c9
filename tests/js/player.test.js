import assert from "node:assert/strict";
import { test } from "node:test";

import { advanced, keyed } from "../../explainers/components/frontend/parts/player.js";

/** @param {string} key @param {Partial<KeyboardEvent>} [held] */
const press = (key, held = {}) => /** @type {KeyboardEvent} */ ({ key, altKey: false, ctrlKey: false, metaKey: false, ...held });

test("a playhead moves by its rate and stops at the end", () => {
  assert.deepEqual(advanced(3, 10, 0.05, 20), { at: 4, ended: false });
  assert.deepEqual(advanced(9.5, 10, 0.05, 20), { at: 10, ended: true });
});

test("a tab that slept goes on where it was", () => {
  assert.deepEqual(advanced(0, 100, 30, 10), { at: 1, ended: false });
  assert.deepEqual(advanced(5, 100, -1, 10), { at: 5, ended: false });
});

test("arrows step, and never past the ends", () => {
  assert.equal(keyed(press("ArrowRight"), 3.7, 10), 4);
  assert.equal(keyed(press("ArrowLeft"), 3, 10), 2);
  assert.equal(keyed(press("ArrowLeft"), 0, 10), 0);
  assert.equal(keyed(press("ArrowUp"), 10, 10), 10);
});

test("pages leap by a tenth, Home and End go to the ends", () => {
  assert.equal(keyed(press("PageUp"), 0, 300), 30);
  assert.equal(keyed(press("PageDown"), 2, 5), 1);
  assert.equal(keyed(press("Home"), 7, 9), 0);
  assert.equal(keyed(press("End"), 7, 9), 9);
});

test("space plays, other keys and the browser's own mean nothing", () => {
  assert.equal(keyed(press(" "), 1, 5), "play");
  assert.equal(keyed(press("x"), 1, 5), null);
  assert.equal(keyed(press("ArrowLeft", { altKey: true }), 1, 5), null);
});
