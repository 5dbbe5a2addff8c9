import assert from "node:assert/strict";
import { test } from "node:test";

import * as layout from "../../explainers/components/frontend/tensors/layout.js";
import { at, entryText, LEGEND, resultText, settledText, whyZero, zerosText } from "../../explainers/components/frontend/tensors/words.js";

const { M, N, SIZE, TALL } = layout;
const forms = /** @type {const} */ (["blocks", "matrix"]);
const [W, H] = [55, 28];

/** @param {import("../../explainers/components/frontend/tensors/layout.js").Place} place */
const pixels = ({ x, y, dx, dy }) => [W * x + dx, H * y + dy];

/** @param {"blocks" | "matrix"} form */
function all(form) {
  const entries = Array.from({ length: M * N }, (_, k) => layout.entry(form, Math.floor(k / N), k % N));
  const above = Array.from({ length: N }, (_, q) => layout.above(form, q));
  const beside = Array.from({ length: M }, (_, p) => layout.beside(form, p));
  return [...entries, ...above, ...beside].map(pixels);
}

for (const form of forms) {
  test(`no two numbers overlap in ${form}, and all stand inside`, () => {
    const tall = form === "matrix" ? TALL * H : H;
    const places = all(form);
    for (const [k, [x, y]] of places.entries()) {
      assert.ok(x >= 0 && x + W <= W * SIZE.columns + SIZE.across, `${k} across`);
      assert.ok(y >= 0 && y + tall <= H * SIZE.rows + SIZE.down, `${k} down`);
      for (const [a, b] of places.slice(k + 1)) {
        assert.ok(Math.abs(a - x) >= W || Math.abs(b - y) >= tall, `${k} overlaps`);
      }
    }
  });
}

test("a block has the shape of W, and V stands over it alike", () => {
  const [first] = [layout.entry("blocks", 7, 0)];
  for (let q = 0; q < N; q++) {
    const entry = layout.entry("blocks", 7, q);
    const above = layout.above("blocks", q);
    const start = layout.above("blocks", 0);
    assert.deepEqual([entry.x - first.x, entry.y - first.y], [above.x - start.x, above.y - start.y]);
    assert.deepEqual([entry.x - first.x, entry.y - first.y], [q % 2, Math.floor(q / 2)]);
  }
});

test("the matrix lists both spaces row by row", () => {
  const { x, y } = layout.entry("matrix", 0, 0);
  assert.equal(layout.entry("matrix", 0, 3).x - x, 3);
  assert.equal(layout.entry("matrix", 5, 0).y - y, 5 * TALL);
  for (let q = 0; q < N; q++) assert.equal(layout.above("matrix", q).x, layout.entry("matrix", 0, q).x);
  for (let p = 0; p < M; p++) assert.equal(layout.beside("matrix", p).y, layout.entry("matrix", p, 0).y);
});

test("an output is looked at with its whole block, a weight with its place in each", () => {
  const entry = { i: 2, k: 1, a: 0, c: 1 };
  assert.ok(layout.belongs(entry, layout.ofOutput(5)));
  assert.ok(!layout.belongs(entry, layout.ofOutput(4)));
  assert.ok(layout.belongs(entry, layout.ofWeight(1)));
  assert.ok(!layout.belongs(entry, layout.ofWeight(0)));
  assert.ok(!layout.belongs(layout.ofOutput(5), layout.ofWeight(1)));
  assert.ok(!layout.belongs(entry, null));
});

const inputs = Array.from({ length: 15 }, (_, k) => k + 1);
const jacobian = Array.from({ length: M * N }, (_, k) => (Math.floor(k / N) % 2 === k % 2 ? k + 1 : 0));
const numbers = { logits: [], outputs: [], jacobian, push: [35, ...Array(M - 1).fill(2)], pull: Array(N).fill(3), pairing: 4 };
const given = { inputs, V: [1, 2, 3, 4, 5, 6], U: Array.from({ length: M }, (_, p) => p - 4) };

test("places are counted from one, row by row", () => {
  assert.equal(at(0), "1,1");
  assert.equal(at(9), "5,2");
  assert.equal(at(14, 3), "5,3");
});

test("a zero is explained by its column, by its input, or by a flat sigmoid", () => {
  assert.equal(whyZero(0, 1, 0, inputs), "output 1,1 sees only column 1 of W");
  assert.equal(whyZero(0, 2, 0, [1, 0, ...inputs.slice(2)]), "inputs 1,2 is 0");
  assert.equal(whyZero(0, 2, 0, inputs), "the sigmoid is flat here, to the last digit");
  assert.equal(whyZero(0, 2, 0.1, inputs), "");
});

test("zeros are counted from the numbers", () => {
  assert.equal(zerosText(jacobian), "30 of 60 entries are 0: each output sees one column of W");
  const flat = jacobian.map((entry, k) => (k < 6 ? 0 : entry));
  assert.equal(zerosText(flat), "33 of 60 entries are 0: 30 since each output sees one column of W, 3 for other reasons");
});

test("an entry says what it adds", () => {
  assert.equal(entryText("push", 0, 2, numbers, given), "∂out 1,1 / ∂W 2,1 = 3; V 2,1 · J = 3·3 = 9");
  assert.equal(entryText("pull", 0, 2, numbers, given), "∂out 1,1 / ∂W 2,1 = 3; U 1,1 · J = (−4)·3 = −12");
  assert.equal(entryText("push", 0, 1, numbers, given), "∂out 1,1 / ∂W 1,2 = 0: output 1,1 sees only column 1 of W.");
});

test("a result is told as the sum of what is not zero", () => {
  assert.equal(resultText("push", 0, numbers, given), "JV 1,1 = 1·1 + 3·3 + 5·5 = 35");
  assert.match(resultText("pull", 1, numbers, given), /^UᵀJ 1,2 = 8·\(−3\) \+ /);
  assert.equal(settledText("pull", numbers), "UᵀJ = 3, 3; 3, 3; 3, 3. The pairing of U and JV is 4.");
});

test("a number that is shown as 0 is not called exactly that", () => {
  assert.match(LEGEND, /\.signed\.nothing \| 0, or too small to be told from it/);
});
