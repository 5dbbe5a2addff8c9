import assert from "node:assert/strict";
import { test } from "node:test";

import { LARGEST, bounded, onPoint } from "../../explainers/components/frontend/parts/points.js";

class Key extends Event {
  shiftKey = false;
  altKey = false;
  ctrlKey = false;
  metaKey = false;

  /** @param {string} key */
  constructor(key) {
    super("keydown", { cancelable: true });
    this.key = key;
  }
}

/** @param {number[]} at @param {[number, number]} [pair] @param {number} [far] */
function point(at, pair, far) {
  const element = /** @type {Element} */ (/** @type {unknown} */ (new EventTarget()));
  const seen = { at, nudged: 0 };
  onPoint(
    element,
    {
      get: () => seen.at,
      move: (to) => {
        seen.at = to;
      },
      ...(pair && { pair: () => pair }),
      whole: () => 4,
      width: () => 200,
      far,
      press: () => {},
      release: () => {},
      nudged: () => {
        seen.nudged += 1;
      },
    },
    new AbortController().signal,
  );
  return { seen, press: (/** @type {string} */ key) => element.dispatchEvent(new Key(key)) };
}

test("an arrow key moves the shown coordinates by a tenth, and no other", () => {
  const { seen, press } = point([1, 2, 3], [2, 0]);
  press("ArrowRight");
  assert.deepEqual(seen, { at: [1, 2, 3.1], nudged: 1 });
  press("ArrowDown");
  assert.deepEqual(seen, { at: [0.9, 2, 3.1], nudged: 2 });
});

test("on a line up is right", () => {
  const { seen, press } = point([1, 2], [1, 1]);
  press("ArrowUp");
  assert.deepEqual(seen.at, [1, 2.1]);
});

test("a key that is not for handles moves nothing and is left to the browser", () => {
  const { seen, press } = point([1, 2]);
  assert.equal(press("Home"), true);
  assert.equal(press("ArrowLeft"), false);
  assert.deepEqual(seen, { at: [0.9, 2], nudged: 1 });
});

test("a coordinate stops where it may go no further", () => {
  const { seen, press } = point([0.99, 0], [0, 1], 1);
  press("ArrowRight");
  assert.deepEqual(seen.at, [1, 0]);
  assert.deepEqual([bounded(2 * LARGEST), bounded(-2 * LARGEST), bounded(3)], [LARGEST, -LARGEST, 3]);
});
