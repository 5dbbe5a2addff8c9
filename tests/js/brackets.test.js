import assert from "node:assert/strict";
import { test } from "node:test";

import * as chain from "../../explainers/components/frontend/brackets/numbers.js";
import * as layout from "../../explainers/components/frontend/brackets/layout.js";
import * as words from "../../explainers/components/frontend/brackets/words.js";

const CLASSIC = { sizes: [300, 200, 100, 1], u: false, v: true };
const SIDES = chain.sidesOf(CLASSIC);

test("a product's formula leaves out what is a single number", () => {
  const names = chain.sideNames(CLASSIC);
  const told = chain.products(SIDES, [1, 0, 0]).map((product) => chain.formula(SIDES, names, product));
  assert.deepEqual(told, ["d·m·n = 100·200·300", "d·n = 100·300", "n = 300"]);
});

test("the mirror writes the transpose", () => {
  const names = chain.factorNames(CLASSIC);
  assert.equal(chain.written(names, [1, 0, 0], true), "vᵀ·((J₁ᵀ·J₂ᵀ)·∇h)");
  assert.equal(chain.spanName(names, [0, 2], true), "J₂ᵀ∇h");
});

test("a transpose undone is the factor itself", () => {
  for (const name of ["uᵀ", "v", "J₂", "∇hᵀ"]) assert.equal(chain.transposed(chain.transposed(name)), name);
});

test("reverse mode stays reverse mode when a factor leaves or comes", () => {
  for (const factors of [3, 4, 5, 6]) {
    const order = chain.fromLeft(factors);
    assert.equal(chain.kindOf(factors - 1, chain.without(factors, order, factors - 1)), factors === 3 ? "only" : "left");
    assert.equal(chain.kindOf(factors - 1, chain.without(factors, order, 0)), factors === 3 ? "only" : "left");
    assert.equal(chain.kindOf(factors + 1, chain.withRight(factors, order)), "left");
    assert.equal(chain.kindOf(factors + 1, chain.withLeft(factors, chain.fromRight(factors))), "right");
  }
});

test("taking out what was just put in changes nothing", () => {
  const order = [1, 0, 0];
  assert.deepEqual(chain.without(5, chain.withLeft(4, order), 0), order);
  assert.deepEqual(chain.without(5, chain.withRight(4, order), 4), order);
  assert.deepEqual(chain.without(5, chain.withRight(4, [2]), 4), [2]);
});

test("every stop of the slider is its own stop, and others find the nearest", () => {
  chain.STOPS.forEach((stop, i) => assert.equal(chain.stopOf(stop), i));
  assert.equal(chain.STOPS[chain.stopOf(97)], 100);
});

test("how far a count is from the fewest is told as a percentage while it is small", () => {
  assert.equal(words.beyond(100, 100), "no order takes fewer");
  assert.equal(words.beyond(80300, 80100), "0.2 % more than the best");
  assert.equal(words.beyond(6030300, 80100), "75 times the best");
  assert.equal(words.beyond(110, 100), "1.1 times the best");
});

test("numbers are grouped, and ratios short", () => {
  assert.equal(chain.grouped(6030300), "6,030,300");
  assert.equal(chain.grouped(999), "999");
  assert.equal(words.times(75.28), "75");
  assert.equal(words.times(1.26), "1.3");
  assert.equal(words.times(12345.6), "12,000");
  assert.equal(words.times(250.5), "250");
  assert.equal(words.times(245), "250");
  assert.equal(words.times(995), "1,000");
});

test("every row that an order passes through fits its room, and nothing overlaps", () => {
  const sides = [1, 100, 200, 300, 500, 64, 1];
  const least = () => 30;
  for (const width of [320, 600, 1000]) {
    for (const mirror of [false, true]) {
      const order = [2, 2, 0, 0, 0];
      const scale = layout.scaleOf(sides, order, mirror, width, 20, least);
      for (let done = 0; done <= order.length; done += 1) {
        const row = chain.rowAfter(6, order.slice(0, done));
        const all = layout.boxes(sides, row, mirror, width, 20, scale, least);
        assert.ok(all[0].slot >= -0.01);
        const last = all[all.length - 1];
        assert.ok(last.slot + last.room <= width + 0.01);
        all.slice(1).forEach((box, i) => assert.ok(box.slot >= all[i].slot + all[i].room + 19.99));
        assert.ok(all.every(({ height }) => height <= layout.tallest(6, width) + 0.01));
      }
    }
  }
});

test("areas are to scale where no side is too thin", () => {
  const sides = [100, 200, 300];
  const scale = layout.scaleOf(sides, [0], false, 2000, 20, () => 10);
  const [a, b] = layout.boxes(sides, chain.rowAfter(2, []), false, 2000, 20, scale, () => 10);
  assert.ok(Math.abs(a.width * a.height * 3 - b.width * b.height) < 1e-6);
});

test("a bracket stands below those that it holds", () => {
  assert.deepEqual(
    layout.brackets(SIDES, [1, 0, 0], 0).map(({ first, end, depth }) => [first, end, depth]),
    [[1, 3, 1], [0, 3, 2], [0, 4, 3]],
  );
  assert.deepEqual(
    layout.brackets(SIDES, [1, 0, 0], 1).map(({ step, first, end, depth }) => [step, first, end, depth]),
    [[1, 0, 2, 1], [2, 0, 3, 2]],
  );
});
