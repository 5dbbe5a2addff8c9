import assert from "node:assert/strict";
import { test } from "node:test";

import { rove } from "../../explainers/components/frontend/parts/rove.js";

/** A grid of cells under keys, of which some are hidden. @param {number} rows @param {number} columns @param {string[]} [hidden] */
function grid(rows, columns, hidden = []) {
  /** @type {string[]} */
  const seen = [];
  const places = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      const name = `${i}${j}`;
      return /** @type {HTMLElement} */ (/** @type {unknown} */ ({
        name,
        tabIndex: -1,
        checkVisibility: () => !hidden.includes(name),
        focus: () => seen.push(`focus ${name}`),
        click: () => seen.push(`press ${name}`),
      }));
    }),
  );
  /** @type {((event: KeyboardEvent) => void)[]} */
  const heard = [];
  const element = { addEventListener: (/** @type {string} */ _, /** @type {(event: KeyboardEvent) => void} */ hear) => heard.push(hear) };
  rove(/** @type {HTMLElement} */ (/** @type {unknown} */ (element)), places, new AbortController().signal);
  return {
    seen,
    stops: () => places.flat().filter(({ tabIndex }) => tabIndex === 0).map((cell) => /** @type {{ name: string }} */ (/** @type {unknown} */ (cell)).name),
    /** @param {string} key @param {number} i @param {number} j */
    press(key, i, j) {
      const event = Object.assign(new Event("keydown", { cancelable: true }), { key });
      Object.defineProperty(event, "target", { value: places[i][j] });
      heard[0](/** @type {KeyboardEvent} */ (/** @type {unknown} */ (event)));
      return event.defaultPrevented;
    },
  };
}

test("arrow keys lead from cell to cell, and one of them is the tab stop", () => {
  const { seen, stops, press } = grid(2, 3);
  assert.deepEqual(stops(), ["00"]);
  for (const [key, i, j, to] of /** @type {const} */ ([
    ["ArrowRight", 0, 0, "01"],
    ["ArrowDown", 0, 1, "11"],
    ["ArrowLeft", 1, 1, "10"],
    ["ArrowUp", 1, 0, "00"],
  ])) {
    assert.ok(press(key, i, j));
    assert.equal(seen.pop(), `focus ${to}`);
    assert.deepEqual(stops(), [to]);
  }
});

test("no key leads out of the grid or to a cell that is not seen, and others are left alone", () => {
  const { seen, stops, press } = grid(2, 2, ["01"]);
  for (const key of ["ArrowUp", "ArrowLeft", "ArrowRight"]) press(key, 0, 0);
  assert.ok(!press("a", 0, 0));
  assert.deepEqual([seen, stops()], [[], ["00"]]);
});

test("Enter and Space press the cell that has the focus", () => {
  const { seen, press } = grid(1, 2);
  assert.ok(press("Enter", 0, 1) && press(" ", 0, 0));
  assert.deepEqual(seen, ["press 01", "press 00"]);
});
