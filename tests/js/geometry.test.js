import assert from "node:assert/strict";
import test from "node:test";

import * as geometry from "../../explainers/components/frontend/parts/geometry.js";
import { pointsOf, strokes, toData } from "./paths.js";
import { randomNumbers } from "./random.js";

/** @typedef {import("../../explainers/components/frontend/parts/geometry.js").Frame} Frame */
/** @typedef {import("../../explainers/components/frontend/parts/geometry.js").Vec} Vec */

/** @type {Frame} */
const FRAME = { view: { cx: 1, cy: -0.5, half: 2 }, size: 400, height: 400, line: false };
/** @type {Frame} */
const LINE = { view: { cx: 1, cy: 0, half: 2 }, size: 400, height: 120, line: true };
/** Pixels a data unit takes in both frames. */
const SCALE = 100;
/** Pixels: coordinates are whole tenths. */
const ROUNDED = 0.08;

/**
 * @param {number} actual
 * @param {number} expected
 * @param {number} error
 */
function assertNear(actual, expected, error) {
  assert.ok(Math.abs(actual - expected) <= error, `${actual} is not ${expected} ± ${error}`);
}

// Planes

test("the centre of the view is in the middle, and up is up", () => {
  assert.deepEqual(geometry.toPixels(FRAME, [1, -0.5]), [200, 200]);
  assert.deepEqual(geometry.toPixels(FRAME, [3, 1.5]), [400, 0]);
  assert.deepEqual(geometry.toPixels(FRAME, [-1, -2.5]), [0, 400]);
});

test("a number line lies along the middle, whatever the other coordinate", () => {
  assert.deepEqual(geometry.toPixels(LINE, [2, 0]), [300, 60]);
  assert.deepEqual(geometry.toPixels(LINE, [2, 99]), [300, 60]);
});

test("a square view holds both ranges, centred", () => {
  assert.deepEqual(geometry.squareView([0, 2], [-1, 5]), { cx: 1, cy: 2, half: 3 });
  assert.deepEqual(geometry.squareView([-1, 5], null), { cx: 2, cy: 0, half: 3 });
  assert.equal(geometry.squareView([2, 2], [3, 3]).half, 1);
});

test("a view is widened only where points lie outside, and keeps its centre", () => {
  const { view } = FRAME;
  assert.deepEqual(geometry.widened(view, [[2.8, 1], [-0.8, -2.3], [NaN, 0]]), view);
  assert.deepEqual(geometry.widened(view, []), view);
  const wide = geometry.widened(view, [[1, 9.5], [NaN, 1e9]]);
  assert.deepEqual([wide.cx, wide.cy], [view.cx, view.cy]);
  assert.ok(wide.half > 10 && wide.half < 12);
});

test("a view holds what hands hold wherever it is, and tips of arrows that are not far beyond it", () => {
  const view = { cx: 1, cy: -1, half: 2 };
  const inside = (/** @type {geometry.View} */ { cx, cy, half }, /** @type {Vec} */ [a, b]) => Math.max(Math.abs(a - cx), Math.abs(b - cy)) < half;
  assert.deepEqual(geometry.reaching(view, [[2, 0]], [[0, -2], [NaN, 0]]), view);
  const near = geometry.reaching(view, [], [[6.9, 0], [1, -7.1], [1e9, 0]]);
  assert.ok(inside(near, [6.9, 0]) && near.half < 7, String(near.half));
  const far = geometry.reaching(view, [[1e5, 0]], [[2e5, -1e5], [1e9, 0]]);
  assert.ok(inside(far, [1e5, 0]) && inside(far, [2e5, -1e5]) && !inside(far, [1e9, 0]));
});

test("a fitted view holds all points with a margin", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const draw = randomNumbers(seed);
    const points = Array.from({ length: 5 }, () => /** @type {Vec} */ (draw(2)));
    const { cx, cy, half } = geometry.fitted([...points, [NaN, 1e9]], FRAME.view);
    const far = points.map(([a, b]) => Math.max(Math.abs(a - cx), Math.abs(b - cy)));
    assert.ok(Math.max(...far) <= half * 0.8);
    assert.ok(Math.max(...far) >= half * 0.6);
  }
});

test("where there is nothing to fit the usual view stays", () => {
  assert.deepEqual(geometry.fitted([], FRAME.view), FRAME.view);
  assert.deepEqual(geometry.fitted([[NaN, 0], [0, Infinity]], FRAME.view), FRAME.view);
  assert.deepEqual(geometry.fitted([[3, 4], [3, 4]], FRAME.view), { cx: 3, cy: 4, half: 2 });
});

// Numbers on the axes and in the hand

for (const [low, high] of [[-1, 3], [0, 0.001], [-1e5, 3e5], [-0.37, 0.41], [99.5, 100.5], [2, 7]]) {
  test(`ticks between ${low} and ${high} are round, evenly spaced and few`, () => {
    const { step, at } = geometry.ticks(low, high, 5);
    assert.ok(at.length >= 2 && at.length <= 6, `${at.length} ticks`);
    assert.match(step.toExponential(6), /^[125]\.000000e/);
    for (const [k, tick] of at.entries()) {
      assert.ok(tick >= low - 1e-9 * step && tick <= high + 1e-9 * step);
      assert.ok(String(tick).length <= 8, `${tick} is not round`);
      assertNear(tick / step, Math.round(tick / step), 1e-9);
      if (k) assertNear(tick - at[k - 1], step, 1e-9 * Math.max(step, Math.abs(tick)));
    }
    assert.ok((at[0] - low) / step < 1 + 1e-9 && (high - at[at.length - 1]) / step < 1 + 1e-9);
  });
}

test("handles snap to less than a pixel's worth", () => {
  for (const span of [1e-3, 0.5, 3, 4, 300, 8e6]) {
    const step = geometry.grain(span);
    assert.ok(step <= (1 + 1e-12) * (span / 300) && step > 0.0999 * (span / 300));
    assertNear(Math.log10(step), Math.round(Math.log10(step)), 1e-12);
  }
});

test("a snapped number is the nearest short one, and stays where it is", () => {
  for (const z of [...randomNumbers(7)(50), 0, 0.125, -1e-9, 1999.996]) {
    for (const step of [10, 1, 0.1, 0.01, 0.001, geometry.grain(0.05), 1e-6]) {
      const at = geometry.snapped(z, step);
      assert.ok(Math.abs(at - z) <= 0.5000001 * step);
      assert.equal(geometry.snapped(at, step), at);
      assert.ok(!Object.is(at, -0));
      assert.ok((String(at).split(".")[1] ?? "").length <= 6 || Math.abs(at) < 1e-5);
    }
  }
});

// Curves

/** @param {number} t */
const circle = (t) => ({
  t,
  p: /** @type {Vec} */ ([1 + Math.cos(t), -0.5 + Math.sin(t)]),
  d: /** @type {Vec} */ ([-Math.sin(t), Math.cos(t)]),
});

for (const pieces of [1, 2, 3, 4, 8, 12, 64]) {
  test(`a circle drawn in ${pieces} pieces is round and closed`, () => {
    const path = geometry.curvePath(FRAME, circle, 0, 2 * Math.PI, pieces);
    const [stroke, ...more] = strokes(path);
    assert.equal(more.length, 0);
    for (const pixel of stroke) {
      const [a, b] = toData(FRAME, pixel);
      assertNear(SCALE * Math.hypot(a - 1, b + 0.5), SCALE, 0.3 + ROUNDED);
    }
    const [start, end] = [stroke[0], stroke[stroke.length - 1]];
    assertNear(Math.hypot(start[0] - end[0], start[1] - end[1]), 0, ROUNDED);
    const length = stroke.slice(1).reduce(
      (sum, p, k) => sum + Math.hypot(p[0] - stroke[k][0], p[1] - stroke[k][1]), 0);
    assertNear(length, 2 * Math.PI * SCALE, 3);
  });
}

test("a straight line takes no more than one cubic a piece", () => {
  /** @param {number} t */
  const at = (t) => ({ t, p: /** @type {Vec} */ ([t, t / 2]), d: /** @type {Vec} */ ([1, 0.5]) });
  const path = geometry.curvePath(FRAME, at, -1, 3, 4);
  assert.equal(path.match(/C/g)?.length, 4);
  for (const [a, b] of pointsOf(FRAME, path)) assertNear(b, a / 2, ROUNDED / SCALE);
});

/**
 * The graph of a function with its slope.
 * @param {(t: number) => number} height
 * @param {(t: number) => number} slope
 */
function graph(height, slope) {
  return (/** @type {number} */ t) => ({
    t,
    p: /** @type {Vec} */ ([t, height(t)]),
    d: /** @type {Vec} */ ([1, slope(t)]),
  });
}

test("a curve begins where it becomes finite", () => {
  const path = geometry.curvePath(FRAME, graph(Math.log, (t) => 1 / t), -1, 3, 4);
  const points = pointsOf(FRAME, path);
  assert.equal(strokes(path).length, 1);
  assert.doesNotMatch(path, /NaN|Infinity/);
  assert.ok(points.every(([a]) => a > 0 && a < 3.001));
  assert.ok(points.some(([a]) => a < 0.25) && points.some(([a]) => a > 2.99));
});

test("a curve breaks where it is not finite, and goes on behind", () => {
  const height = (/** @type {number} */ t) => (Math.abs(t - 1) < 0.3 ? NaN : t / 2);
  const path = geometry.curvePath(FRAME, graph(height, () => 0.5), -1, 3, 8);
  assert.equal(strokes(path).length, 2);
  for (const [a] of pointsOf(FRAME, path)) assert.ok(Math.abs(a - 1) > 0.3 - ROUNDED / SCALE);
});

test("a curve is not drawn across a jump", () => {
  const path = geometry.curvePath(FRAME, graph((t) => (t < 0.9 ? -1 : 1), () => 0), -1, 3, 4);
  assert.equal(strokes(path).length, 2);
  for (const [, b] of pointsOf(FRAME, path)) assertNear(Math.abs(b), 1, ROUNDED / SCALE);
});

test("a curve is not drawn across a pole", () => {
  const path = geometry.curvePath(FRAME, graph((t) => 1 / (t - 1), (t) => -1 / (t - 1) ** 2), -1, 3, 5);
  for (const stroke of strokes(path)) {
    const sides = stroke.map((pixel) => Math.sign(toData(FRAME, pixel)[0] - 1));
    assert.ok(new Set(sides).size === 1);
  }
});

test("a curve far off the plane costs nothing", () => {
  assert.equal(geometry.curvePath(FRAME, graph((t) => 100 + t, () => 1), -1, 3, 4), "");
  assert.equal(geometry.curvePath(FRAME, graph(() => NaN, () => 0), -1, 3, 4), "");
});

test("a polygon goes through its points, and stays in bounds", () => {
  assert.equal(geometry.linePath(FRAME, [[1, -0.5], [3, 1.5], [1, 1.5]]), "M2000 2000L4000 0L2000 0");
  assert.doesNotMatch(geometry.linePath(FRAME, [[1e300, -1e300], [0, 0]]), /e|NaN/);
});

test("an ellipse is the image of the circle", () => {
  const [first, second] = /** @type {Vec[]} */ ([[1.2, 0.3], [-0.4, 0.7]]);
  const radius = 0.8;
  const determinant = first[0] * second[1] - first[1] * second[0];
  const points = pointsOf(FRAME, geometry.ellipsePath(FRAME, [1, -0.5], first, second, radius));
  const angles = points.map(([a, b]) => {
    const [x, y] = [a - 1, b + 0.5];
    const c = (second[1] * x - second[0] * y) / determinant;
    const s = (first[0] * y - first[1] * x) / determinant;
    assertNear(Math.hypot(c, s), radius, 0.004);
    return Math.atan2(s, c);
  });
  for (const quarter of [-2, -1, 0, 1]) {
    assert.ok(angles.some((z) => z > (quarter * Math.PI) / 2 && z < ((quarter + 1) * Math.PI) / 2));
  }
});

test("an ellipse without rank is a segment", () => {
  for (const [a, b] of pointsOf(FRAME, geometry.ellipsePath(FRAME, [1, -0.5], [1, 1], [0.5, 0.5], 1))) {
    assertNear(a - 1, b + 0.5, 2 * ROUNDED / SCALE);
    assert.ok(Math.abs(a - 1) <= Math.hypot(1, 0.5) + ROUNDED / SCALE);
  }
});

// Stripes

for (const c of /** @type {Vec[]} */ ([[3, -4], [0.1, 0.2], [1, 0], [0, -2], [40, 30], [300, 1]])) {
  test(`stripes of (${c}) are its level lines, evenly spaced and never crowded`, () => {
    const p = /** @type {Vec} */ ([0.7, 0.2]);
    const { zero, rest, every } = geometry.stripes(FRAME, p, c);
    const size = Math.hypot(...c);
    /** @param {Vec} q */
    const height = (q) => c[0] * (q[0] - p[0]) + c[1] * (q[1] - p[1]);
    const error = (size * ROUNDED) / SCALE;
    for (const q of pointsOf(FRAME, zero)) assertNear(height(q), 0, error);
    const heights = strokes(rest).map((stroke) => {
      const [a, b] = stroke.map((pixel) => height(toData(FRAME, pixel)));
      assertNear(a, b, 2 * error);
      return (a + b) / 2;
    });
    const steps = [...heights, 0].sort((a, b) => a - b);
    for (const [k, at] of steps.entries()) {
      assertNear(at, every * Math.round(at / every), error);
      if (k) assertNear(at - steps[k - 1], every, 2 * error);
    }
    assert.ok((every / size) * SCALE >= 7);
    assert.ok(every === 1 || (every / 2.5 / size) * SCALE < 7, "sparser than need be");
    assert.equal(every, Math.round(every));
    const reach = 2 * (Math.abs(c[0]) + Math.abs(c[1]));
    const middle = height([1, -0.5]);
    assert.ok(steps[0] - every < middle - reach + error, "the low corner is left out");
    assert.ok(steps[steps.length - 1] + every > middle + reach - error, "the high corner is left out");
  });
}

test("stripes span the whole plane", () => {
  for (const stroke of strokes(geometry.stripes(FRAME, [1, -0.5], [1, 1]).zero)) {
    for (const [a, b] of stroke) assert.ok(a < 0 || a > 400 || b < 0 || b > 400);
  }
});

test("a longer covector has closer stripes", () => {
  const count = [0.5, 1, 2, 4].map((size) => strokes(geometry.stripes(FRAME, [1, 0], [size, 0]).rest).length);
  assert.deepEqual([...count].sort((a, b) => a - b), count);
  assert.equal(new Set(count).size, 4);
});

test("on a number line stripes are marks, 1/u apart", () => {
  const { zero, rest, every } = geometry.stripes(LINE, [1.5, 0], [2, 99]);
  assert.equal(every, 1);
  assert.deepEqual(strokes(zero), [[[250, 46], [250, 74]]]);
  const marks = strokes(rest).map(([[a]]) => a).sort((a, b) => a - b);
  assert.deepEqual(marks, [0, 50, 100, 150, 200, 300, 350, 400]);
});

test("a covector that is zero or not finite has no stripes", () => {
  for (const c of /** @type {Vec[]} */ ([[0, 0], [NaN, 1], [Infinity, 0]])) {
    assert.deepEqual(geometry.stripes(FRAME, [0, 0], c), { zero: "", rest: "", every: 1 });
  }
});

test("stripes through a point off the plane have no zero line in it", () => {
  const { zero, rest } = geometry.stripes(FRAME, [90, 0], [1, 0]);
  assert.equal(zero, "");
  assert.ok(strokes(rest).length >= 4);
});

// Arrows

test("an arrow within the plane is whole", () => {
  assert.deepEqual(geometry.clipped([10, 20], [300, 90], FRAME, 8), { tip: [300, 90], clipped: false });
});

test("an arrow that leaves the plane ends at the edge, on its way", () => {
  const a = /** @type {Vec} */ ([200, 150]);
  for (const b of /** @type {Vec[]} */ ([[900, 160], [-300, 100], [210, -80], [150, 2000], [700, 700]])) {
    const { tip, clipped } = geometry.clipped(a, b, FRAME, 8) ?? assert.fail();
    assert.ok(clipped);
    assertNear(Math.min(tip[0] - 8, 392 - tip[0], tip[1] - 8, 392 - tip[1]), 0, 1e-9);
    const cross = (tip[0] - a[0]) * (b[1] - a[1]) - (tip[1] - a[1]) * (b[0] - a[0]);
    assertNear(cross, 0, 1e-6 * Math.hypot(...b));
    assert.ok((tip[0] - a[0]) * (b[0] - a[0]) + (tip[1] - a[1]) * (b[1] - a[1]) > 0);
  }
});

test("an arrow that starts off the plane is not drawn", () => {
  assert.equal(geometry.clipped([-1, 20], [100, 100], FRAME, 8), null);
  assert.equal(geometry.clipped([10, 121], [100, 100], LINE, 8), null);
});

test("an arrow that starts in the margin and leaves stays where it is", () => {
  assert.deepEqual(geometry.clipped([3, 50], [-200, 50], FRAME, 8), { tip: [3, 50], clipped: true });
});

test("an arrow's head is at its tip, and the shaft stops within the head", () => {
  const { shaft, head } = geometry.arrowPaths([10, 10], [110, 10]);
  assert.ok(shaft.startsWith("M10.0 10.0L"));
  assert.ok(head.startsWith("M110.0 10.0L"));
  const end = Number(shaft.split("L")[1].split(" ")[0]);
  assert.ok(end > 97 && end < 110);
});

test("an arrow of no length is nothing", () => {
  assert.deepEqual(geometry.arrowPaths([10, 10], [11, 10]), { shaft: "", head: "" });
});

// Level lines

/** x² + y² about a point off the middle of the view. */
const BOWL = geometry.sampled(FRAME.view, 65, ([a, b]) => (a - 0.8) ** 2 + (b + 0.3) ** 2);

for (const radius of [0.3, 0.75, 1.4]) {
  test(`a level line of x² + y² is the circle of radius ${radius}`, () => {
    const path = geometry.levelPath(FRAME, BOWL, radius ** 2);
    let length = 0;
    for (const stroke of strokes(path)) {
      for (const pixel of stroke) {
        const [a, b] = toData(FRAME, pixel);
        assertNear(SCALE * Math.hypot(a - 0.8, b + 0.3), SCALE * radius, 0.6);
      }
      length += Math.hypot(stroke[1][0] - stroke[0][0], stroke[1][1] - stroke[0][1]);
    }
    assertNear(length / (2 * Math.PI * radius * SCALE), 1, 0.03);
  });
}

test("a level that the function does not take has no line", () => {
  assert.equal(geometry.levelPath(FRAME, BOWL, -1), "");
  assert.equal(geometry.levelPath(FRAME, BOWL, 1e3), "");
});

test("where a function is not finite its level lines stop", () => {
  const field = geometry.sampled(FRAME.view, 65, ([a, b]) => (a > 1 ? a * a + b * b : NaN));
  const points = pointsOf(FRAME, geometry.levelPath(FRAME, field, 2.25));
  assert.ok(points.length > 10);
  for (const [a, b] of points) assert.ok(a > 1 - ROUNDED / SCALE && Math.abs(Math.hypot(a, b) - 1.5) < 0.01);
});

test("levels part the values of a field into about equal shares", () => {
  const values = [...BOWL.roots].map((root) => root ** 2 + BOWL.lowest);
  const levels = geometry.levels(BOWL, 8);
  assert.equal(levels.length, 8);
  for (const [k, level] of levels.entries()) {
    assertNear(values.filter((z) => z < level).length / values.length, (k + 0.5) / 8, 0.01);
  }
});

test("a field that is constant or nowhere finite has few levels or none", () => {
  assert.deepEqual(geometry.levels(geometry.sampled(FRAME.view, 5, () => 3), 8), [3]);
  assert.deepEqual(geometry.levels(geometry.sampled(FRAME.view, 5, () => NaN), 8), []);
});

test("keys take 1 for a unit in ranges from 1 to 30, and elsewhere the power of ten that plays its part", () => {
  const expected = /** @type {[number, number][]} */ ([[1, 1], [8, 1], [29, 1], [30, 10], [299, 10], [300, 100], [0.9, 0.1], [0.1, 0.1], [0.09, 0.01]]);
  for (const [span, unit] of expected) assertNear(geometry.unitOf(span), unit, 1e-15);
});

test("a step of a key lands on its multiples, and a step of one keeps the tenths", () => {
  assert.equal(geometry.stepped(0.53, 0.1, 8), 0.6);
  assert.equal(geometry.stepped(0.53, -0.1, 8), 0.4);
  assert.equal(geometry.stepped(0.53, 0.01, 8), 0.54);
  assert.equal(geometry.stepped(0.53, 1, 8), 1.5);
  assert.equal(geometry.stepped(0.53, 0, 8), 0.53);
  assert.equal(geometry.stepped(-0.1, 0.1, 8), 0);
  assert.equal(geometry.stepped(34, 0.1, 60), 35);
});
