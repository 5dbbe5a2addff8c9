import assert from "node:assert/strict";
import { test } from "node:test";

import { cellFor } from "../../explainers/components/frontend/cheatsheet/blocks.js";
import { rows } from "../../explainers/components/frontend/cheatsheet/layouts.js";
import { dragged, fewer, shapesOf, shapeText } from "../../explainers/components/frontend/cheatsheet/shapes.js";
import { modeText } from "../../explainers/components/frontend/cheatsheet/words.js";

test("shapes read as Python prints them", () => {
  assert.equal(shapeText(shapesOf(2, 3).v), "(3,)");
  assert.equal(shapeText(shapesOf(2, 3).jacobian), "(2, 3)");
});

test("the mode with fewer sweeps is named, and a tie is no verdict", () => {
  assert.deepEqual([fewer(2, 3), fewer(3, 2), fewer(4, 4)], ["reverse", "forward", "equal"]);
  assert.equal(modeText(2, 3), "All of J takes 3 JVPs or 2 VJPs: reverse mode has fewer sweeps.");
  assert.equal(
    modeText(1, 8),
    "All of J takes 8 JVPs or 1 VJP: reverse mode has fewer sweeps. One VJP with u = 1 is the whole gradient.",
  );
  assert.match(modeText(5, 5), /equal: measure\.$/);
  assert.match(modeText(4, 1), /One JVP with v = 1 is the whole Jacobian\.$/);
});

test("an edge moves by whole cells and stays within bounds", () => {
  assert.equal(dragged(3, 40, 16, 8), 6);
  assert.equal(dragged(3, -7, 16, 8), 3);
  assert.equal(dragged(3, 900, 16, 8), 8);
  assert.equal(dragged(3, -900, 16, 8), 1);
});

test("both products fit their picture, for every m and n", () => {
  for (const width of [330, 520]) {
    for (let m = 1; m <= 8; m++) {
      for (let n = 1; n <= 8; n++) {
        const cell = cellFor(m, n, width);
        assert.ok(26 + 60 + cell * Math.max(n + 2, m + 2 * n) <= width, `${m} ${n}`);
        assert.ok(88 + 14 + cell * (Math.max(m, n) + m) <= 326, `${m} ${n}`);
      }
    }
  }
});

test("the other layout is the transpose", () => {
  assert.equal(rows([[4, 1, 1], [1, -1, 1]], false), "(4, 1, 1), (1, −1, 1)");
  assert.equal(rows([[4, 1, 1], [1, -1, 1]], true), "(4, 1), (1, −1), (1, 1)");
});
