import assert from "node:assert/strict";
import { test } from "node:test";

import { abreast, onLine, overlap, placed, widthOf } from "../../explainers/components/frontend/parts/labels.js";
import { randomNumbers } from "./random.js";

/** @typedef {import("../../explainers/components/frontend/parts/labels.js").Label} Label */
/** @typedef {import("../../explainers/components/frontend/parts/labels.js").Obstacles} Obstacles */
/** @typedef {[number, number]} Vec */

const FRAME = { size: 172, height: 172 };
/** @type {Obstacles} */
const NOTHING = { boxes: [], discs: [], shafts: [] };

/**
 * @param {Vec} anchor
 * @param {Partial<Label>} [other]
 * @returns {Label}
 */
function label(anchor, other = {}) {
  return { anchor, lean: [0, 0], reach: 0, width: 30, height: 15, text: "v", kind: "v", ...other };
}

/** Whether a label that stands so touches a disc. @param {Vec} at @param {Label} label @param {{ at: Vec, radius: number }} disc */
function touches(at, { width, height }, disc) {
  const dx = Math.max(0, Math.abs(disc.at[0] - at[0]) - width / 2);
  const dy = Math.max(0, Math.abs(disc.at[1] - at[1]) - height / 2);
  return Math.hypot(dx, dy) < disc.radius - 1e-9;
}

test("a label with room stands where it leans to, off its anchor", () => {
  const [[x, y]] = placed([label([80, 80], { lean: [1, 0], reach: 14 })], FRAME, NOTHING);
  assert.deepEqual([x, y], [80 + 14 + 15, 80]);
  assert.deepEqual(placed([label([80, 80])], FRAME, NOTHING), [[80, 80]]);
});

test("a label keeps off a shaft if there is another place", () => {
  const shafts = /** @type {[Vec, Vec][]} */ ([[[0, 80], [172, 80]]]);
  const [[, y]] = placed([label([80, 80], { lean: [1, 0], reach: 14 })], FRAME, { ...NOTHING, shafts });
  assert.ok(Math.abs(y - 80) >= 7.5, String(y));
});

test("an empty label takes no room", () => {
  assert.deepEqual(placed([label([80, 80], { text: "" }), label([80, 80])], FRAME, NOTHING), [[80, 80], [80, 80]]);
});

test("of many labels at one place none is over another, a handle, a fixed word or the edge", () => {
  const numbers = randomNumbers(7);
  for (let trial = 0; trial < 300; trial++) {
    const spread = numbers(1)[0] * 40;
    const labels = Array.from({ length: 6 }, () => {
      const [a, b, lean, wide] = numbers(4);
      return label([86 + a * spread, 86 + b * spread], {
        lean: [Math.cos(3 * lean), Math.sin(3 * lean)],
        reach: 14,
        width: 30 + 12 * Math.abs(wide),
      });
    });
    const discs = labels.slice(0, 3).map(({ anchor }) => ({ at: anchor, radius: 13 }));
    const boxes = [20, 86, 152].map((x) => ({ middle: /** @type {Vec} */ ([x, 162]), width: 26, height: 14 }));
    const middles = placed(labels, FRAME, { boxes, discs, shafts: [] });
    assert.deepEqual(placed(labels, FRAME, { boxes, discs, shafts: [] }), middles);
    labels.forEach((one, k) => {
      const [x, y] = middles[k];
      assert.ok(x >= one.width / 2 && x <= 172 - one.width / 2 && y >= 7.5 && y <= 164.5);
      assert.ok(!boxes.some((box) => overlap(middles[k], one.width, one.height, box)));
      assert.ok(!discs.some((disc) => touches(middles[k], one, disc)));
      for (let other = 0; other < k; other++) {
        assert.ok(!overlap(middles[k], one.width, one.height, { ...labels[other], middle: middles[other] }));
      }
    });
  }
});

test("a longer text is wider, and so is one in larger letters", () => {
  assert.ok(widthOf("v, length 5", 14) > widthOf("v", 14));
  assert.ok(widthOf("v", 21) > widthOf("v", 14));
});

test("two words on a line stand under their places, lean apart where they would touch, and stay on it", () => {
  assert.deepEqual([-5, 50, 299].map((place) => onLine(place, 10, 300)), [8, 50, 292]);
  assert.deepEqual(abreast([50, 150], [10, 30], 300), [50, 150]);
  const [a, b] = abreast([100, 101], [10, 30], 300);
  assert.ok(a + 5 < 100 && b - 15 > 101, `${a} ${b}`);
  const random = randomNumbers(7);
  for (let round = 0; round < 500; round++) {
    const [at, step, one, other] = random(4).map((z) => (z + 2) / 4);
    const first = 320 * at - 10;
    const widths = /** @type {Vec} */ ([8 + 20 * one, 20 + 40 * other]);
    const [left, right] = abreast([first, first + 60 * step ** 3], widths, 300);
    assert.ok(right - left >= (widths[0] + widths[1]) / 2 + 7.9, `${left} ${right}`);
    assert.ok(left >= widths[0] / 2 && right <= 300 - widths[1] / 2, `${left} ${right}`);
  }
});
