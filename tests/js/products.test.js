import assert from "node:assert/strict";
import test from "node:test";

import { workText } from "../../explainers/components/frontend/parts/board.js";
import {
  cellText,
  contributions,
  dot,
  marginText,
  norm,
  productText,
  pull,
  push,
  reach,
  stacked,
  sumText,
  unfinite,
  unfiniteProduct,
} from "../../explainers/components/frontend/parts/products.js";
import { randomNumbers } from "./random.js";

const SHAPES = /** @type {const} */ ([[1, 1], [1, 4], [3, 1], [2, 2], [2, 3], [6, 3], [8, 8]]);

/**
 * A Jacobian with vectors to multiply it by.
 * @param {readonly [number, number]} shape
 */
function drawn([m, n]) {
  const draw = randomNumbers(100 * m + n);
  return { m, n, jacobian: draw(m * n), v: draw(n), w: draw(n), u: draw(m), t: draw(m) };
}

/**
 * @param {ArrayLike<number>} actual
 * @param {ArrayLike<number>} expected
 */
function assertClose(actual, expected) {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    assert.ok(Math.abs(actual[i] - expected[i]) <= 1e-12 * Math.max(1, Math.abs(expected[i])),
      `${actual[i]} is not ${expected[i]}`);
  }
}

/**
 * @param {number[]} a
 * @param {number} r
 * @param {number[]} b
 * @param {number} s
 */
function mixed(a, r, b, s) {
  return a.map((z, i) => r * z + s * b[i]);
}

for (const shape of SHAPES) {
  const name = shape.join("×");

  test(`push and pull of a ${name} matrix are adjoint`, () => {
    const { jacobian, v, u } = drawn(shape);
    assertClose([dot(u, push(jacobian, v))], [dot(pull(jacobian, u), v)]);
  });

  test(`push and pull of a ${name} matrix are linear`, () => {
    const { jacobian, v, w, u, t } = drawn(shape);
    assertClose(
      push(jacobian, mixed(v, 2.5, w, -1.5)),
      mixed(push(jacobian, v), 2.5, push(jacobian, w), -1.5),
    );
    assertClose(
      pull(jacobian, mixed(u, 2.5, t, -1.5)),
      mixed(pull(jacobian, u), 2.5, pull(jacobian, t), -1.5),
    );
  });

  test(`one-hot vectors pick the columns and rows of a ${name} matrix`, () => {
    const { m, n, jacobian } = drawn(shape);
    for (let j = 0; j < n; j++) {
      const hot = Array.from({ length: n }, (_, k) => Number(k === j));
      assertClose(push(jacobian, hot), Array.from({ length: m }, (_, i) => jacobian[i * n + j]));
    }
    for (let i = 0; i < m; i++) {
      const hot = Array.from({ length: m }, (_, k) => Number(k === i));
      assertClose(pull(jacobian, hot), jacobian.slice(i * n, (i + 1) * n));
    }
  });

  test(`what the cells of a ${name} matrix add makes up the margins and the corner`, () => {
    const { m, n, jacobian, v, u } = drawn(shape);
    /** @param {number[]} cells */
    const across = (cells) => Array.from({ length: m }, (_, i) => sum(cells.slice(i * n, (i + 1) * n)));
    /** @param {number[]} cells */
    const down = (cells) =>
      Array.from({ length: n }, (_, j) => sum(cells.filter((_, k) => k % n === j)));
    assertClose(across(contributions("push", jacobian, v, u)), push(jacobian, v));
    assertClose(down(contributions("pull", jacobian, v, u)), pull(jacobian, u));
    const both = contributions("both", jacobian, v, u);
    assertClose(across(both), push(jacobian, v).map((z, i) => u[i] * z));
    assertClose(down(both), pull(jacobian, u).map((z, j) => z * v[j]));
    assertClose([sum(both)], [dot(u, push(jacobian, v))]);
  });
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

test("the norm is the length", () => {
  assert.equal(norm([3, -4]), 5);
  assert.equal(norm([]), 0);
});

test("stacked pieces touch, each as long as its number, and end at the sum", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const pieces = randomNumbers(seed)(6);
    const bars = stacked(pieces);
    assertClose(bars.map(({ from, to }) => to - from), pieces.map(Math.abs));
    const right = bars.filter((_, k) => pieces[k] >= 0);
    const left = bars.filter((_, k) => pieces[k] < 0);
    for (const [k, bar] of right.entries()) assert.equal(bar.from, k ? right[k - 1].to : 0);
    for (const [k, bar] of left.entries()) assert.equal(bar.to, k ? left[k - 1].from : 0);
    assertClose([(right.at(-1)?.to ?? 0) + (left.at(-1)?.from ?? 0)], [sum(pieces)]);
    assertClose([reach(pieces)], [Math.max(right.at(-1)?.to ?? 0, -(left.at(-1)?.from ?? 0))]);
  }
});

test("nothing stacked reaches nowhere", () => {
  assert.deepEqual(stacked([]), []);
  assert.equal(reach([]), 0);
  assert.deepEqual(stacked([0]), [{ from: 0, to: 0 }]);
});

const POLAR = {
  value: [1, 1],
  jacobian: [0.73, -0.95, 0.68, 1.02],
  push: [-0.3585, 1.19],
  pull: [0.0061, -1.0747],
  pairing: 0,
  moved: null,
};

test("a sum is said with its numbers plugged in", () => {
  assert.equal(sumText([[0.73, 0.55], [-0.95, 0.8]], -0.3585), "0.73·0.55 + (−0.95)·0.8 = −0.36");
});

test("factors stand with the digits that make their product true", () => {
  assert.equal(productText([0.3, 0.25], 2), "0.3·0.25 = 0.075");
  assert.equal(productText([0.25, 0.25], 2), "0.25·0.25 = 0.0625");
  assert.equal(productText([0.65, 0.8], 2), "0.65·0.8 = 0.52");
  assert.equal(productText([2, -3], 2), "2·(−3) = −6");
  assert.equal(productText([1e-5, 3e5]), "1·10⁻⁵·3·10⁵ = 3");
  assert.equal(sumText([[1, 0.1], [1, 0.2], [-1, 0.3]], 0.1 + 0.2 - 0.3), "1·0.1 + 1·0.2 + (−1)·0.3 = 0");
  assert.equal(productText([NaN, 2]), "NaN·2 = NaN");
});

test("a sum that no digits make true is said to be rounded", () => {
  assert.equal(sumText([[0, 1], [-4.25e-18, 1]], 0), "0·1 + (−4.25·10⁻¹⁸)·1 = 0, up to rounding");
  assert.equal(sumText([[4.25e-18, 1], [-4.25e-18, 1]], 0), "4.25·10⁻¹⁸·1 + (−4.25·10⁻¹⁸)·1 = 0");
});

/**
 * What a reader takes an equation for: what its two sides come to, and half of the last place of
 * the right one.
 * @param {string} text
 */
function taken(text) {
  const [left, right] = text
    .replaceAll("−", "-")
    .replace(/·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, power) => `e${[...power].map((sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign) - 1).map((digit) => (digit < 0 ? "-" : digit)).join("")}`)
    .replace(/[()]/g, "")
    .split(" = ");
  const sum_ = left.split(" + ").map((term) => term.split("·").map(Number).reduce((a, b) => a * b, 1));
  const [, , decimals, power] = /** @type {RegExpMatchArray} */ (right.match(/^-?(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/));
  return { left: sum(sum_), right: Number(right), room: 0.5 * 10 ** (Number(power ?? 0) - (decimals ?? "").length), size: sum(sum_.map(Math.abs)) };
}

test("what stands beside a product or a sum is what it comes to, as printed", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const draw = randomNumbers(seed);
    const count = 1 + (seed % 4);
    const terms = Array.from({ length: count }, () => draw(2).map((z) => z * 10 ** Math.round(4 * draw(1)[0])));
    const total = sum(terms.map(([a, b]) => a * b));
    for (const text of [sumText(terms, total), productText(terms[0]), productText(terms[0], 2)]) {
      const { left, right, room, size } = taken(text);
      assert.ok(Math.abs(left - right) <= room + 1e-14 * size, text);
    }
  }
});

test("a margin names itself and takes its own row or column", () => {
  assert.equal(
    marginText("push", 0, POLAR, [0.55, 0.8]),
    "(Jv)₁ = 0.73·0.55 + (−0.95)·0.8 = −0.36",
  );
  assert.equal(
    marginText("pull", 1, POLAR, [0.53, -0.56]),
    "(uᵀJ)₂ = 0.53·(−0.95) + (−0.56)·1.02 = −1.07",
  );
});

test("a margin of an oblong matrix takes all of its row or column", () => {
  const numbers = { ...POLAR, jacobian: [4, 1, 1, 1, -1, 1], push: [5, 1.5], pull: [3, -0.5, 1.5] };
  assert.equal(marginText("push", 1, numbers, [0.5, 1, 2]), "(Jv)₂ = 1·0.5 + (−1)·1 + 1·2 = 1.5");
  assert.equal(marginText("pull", 2, numbers, [0.5, 1]), "(uᵀJ)₃ = 0.5·1 + 1·1 = 1.5");
});

test("a cell says its derivative and what it adds in each mode", () => {
  const [v, u] = [[0.5, 2], [3, -1]];
  const name = "∂y₂/∂x₁ = −4";
  assert.equal(cellText("push", 1, 0, -4, v, u), `${name};  v₁·J = 0.5·(−4) = −2`);
  assert.equal(cellText("pull", 1, 0, -4, v, u), `${name};  u₂·J = (−1)·(−4) = 4`);
  assert.equal(cellText("both", 1, 0, -4, v, u), `${name};  u₂·J·v₁ = (−1)·(−4)·0.5 = 2`);
});

test("a cell gives no result away where they are covered", () => {
  assert.equal(cellText(null, 1, 0, -4, [0.5, 2], [3, -1]), "∂y₂/∂x₁ = −4");
});

test("what is not finite is named, and nothing else", () => {
  assert.equal(unfinite([1, 2], [1, 2, 3, 4]), "");
  assert.equal(unfinite([NaN], [1, NaN]), "y₁ is not finite at this x. Drag x back.");
  assert.equal(unfinite([1, 2], [1, 2, Infinity, 4]), "∂y₂/∂x₁ is not finite at this x. Drag x back.");
  assert.equal(
    unfinite([1, NaN], [1, NaN, NaN, NaN]),
    "y₂ and ∂y₁/∂x₂ are not finite at this x. Drag x back.",
  );
  assert.equal(
    unfinite([1, 2], [NaN, NaN, NaN, NaN]),
    "∂y₁/∂x₁, ∂y₁/∂x₂ and 2 more are not finite at this x. Drag x back.",
  );
});

test("a product that is not finite is named where f and J are", () => {
  const fine = { value: [1], jacobian: [1e305, 1], push: [1], pull: [1e305, 1], pairing: 1, moved: null };
  assert.equal(unfiniteProduct(fine), "");
  assert.equal(
    unfiniteProduct({ ...fine, push: [Infinity], pairing: Infinity }),
    "Jv and uᵀJv are too large for a number here.",
  );
  assert.equal(unfiniteProduct({ ...fine, pull: [1, NaN] }), "uᵀJ is too large for a number here.");
  assert.equal(unfiniteProduct({ ...fine, value: [NaN] }), unfinite([NaN], fine.jacobian));
});

test("what a cell adds beside a 0 names the entry as the cell has it", () => {
  const plain = (/** @type {Parameters<typeof workText>} */ ...asked) => workText(...asked).replaceAll("\u200b", "").replaceAll("\u00a0", " ");
  assert.equal(plain("push", 0.25, 0, 1, 0), "0·0.25 = 0");
  assert.equal(plain("pull", 0.25, 1, 0, 0), "0·0.25 = 0");
  assert.equal(plain("push", 0, 0.25, 1, 0), "0.25·0 = 0");
  assert.equal(plain("push", 0.25, 2, 1, 0.5), "2·0.25 = 0.5");
});
