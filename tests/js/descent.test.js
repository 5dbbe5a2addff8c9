/** What descent draws from, as numbers and strings. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { frameOf, growing, logMarks, logRange, markText, onLog, onTrack, rateAt, upTo } from "../../explainers/components/frontend/descent/paths.js";
import { ladder } from "../../explainers/components/frontend/descent/pull.js";
import { beyond, courseOf, numbersOf, pairTold, placeOf, product, rowsOf, told, toldAll } from "../../explainers/components/frontend/descent/wire.js";
import { stepLine, trouble, where } from "../../explainers/components/frontend/descent/words.js";

/** @param {number[]} numbers */
const packed = (numbers) => Buffer.from(new Float32Array(numbers).buffer).toString("base64");

test("the path up to a frame is the beginning of the whole path", () => {
  const [x, y] = [[0, 12.34, -5000.06, 1e30], [1, -2, 3, NaN]];
  const whole = growing(x, y);
  for (let k = 0; k < x.length; k++) assert.equal(upTo(whole, k), growing(x.slice(0, k + 1), y.slice(0, k + 1)));
  const numbers = whole.match(/-?\d+/g)?.map(Number);
  assert.deepEqual(numbers, [0, 10, 123, -20, -50001, 30, 99999, 99999]);
});

test("a logarithmic axis holds where the runs begin and how low they come", () => {
  const range = logRange([[30, 1, 0.25], [10, 2, 0.3]], 0.24);
  assert.equal(range.shift, 0);
  for (const risk of [30, 1, 0.24]) assert.ok(onLog(risk, range) > 0 && onLog(risk, range) < 1);
  assert.ok(Math.abs(onLog(1, range) - onLog(10, range)) - Math.abs(onLog(1, range) - onLog(0.1, range)) < 1e-12);
});

test("an axis is not broken by what cannot stand on it", () => {
  const range = logRange([[5, 1e20, Infinity], [1, NaN, 0], [2, 1e-300, 1e-30]], 0);
  assert.ok(range.high < 2 && range.high - range.low < 11);
  assert.equal(onLog(Infinity, range), 1.2);
  assert.equal(onLog(NaN, range), 1.2);
  assert.equal(onLog(0, range), -0.2);
  const empty = logRange([[NaN], [Infinity]], null);
  assert.ok(Number.isFinite(empty.low) && empty.low < empty.high);
  const flat = logRange([[3, 3]], 3);
  assert.ok(flat.low < Math.log10(3) && flat.high > Math.log10(3));
});

test("negative risks are shown above the lowest of them", () => {
  const range = logRange([[1, -1, -3], [4, 0, -2]], null);
  assert.equal(range.shift, -3);
  assert.ok(onLog(4, range) < 1 && onLog(-2, range) > 0);
  assert.equal(onLog(-3, range), -0.2);
});

test("marks are round, inside the axis, and no more than fit", () => {
  assert.deepEqual(logMarks({ low: -0.8, high: 1.6 }, 6), [0.2, 0.5, 1, 2, 5, 10, 20].map((z) => logMarks({ low: -0.8, high: 1.6 }, 6).find((m) => Math.abs(m / z - 1) < 1e-12)));
  const many = logMarks({ low: -8.2, high: 3.1 }, 6);
  assert.ok(many.length <= 6);
  assert.equal(markText(10 ** -5), "10⁻⁵");
  assert.equal(markText(1e6), "10⁶");
  assert.equal(markText(0.1), "0.1");
});

test("a rate stands where it was set, to three digits", () => {
  for (const rate of [1e-4, 0.001, 0.05, 0.214, 0.383, 1, 10]) {
    assert.ok(Math.abs(rateAt(onTrack(rate)) / rate - 1) < 1e-9);
  }
  assert.equal(onTrack(1e-6), 0);
  assert.equal(onTrack(100), 1);
  assert.equal(rateAt(2), 10);
});

test("a step that is not shown is found at the next one that is", () => {
  const frames = [0, 20, 40, 55];
  assert.deepEqual([0, 1, 20, 41, 55, 99].map((step) => frameOf(frames, step)), [0, 1, 1, 3, 3, 3]);
});

test("numbers and marks come through as Python packed them", () => {
  assert.deepEqual(Array.from(numbersOf(packed([1.5, -2, 3e38]))), [1.5, -2, Math.fround(3e38)]);
  assert.ok(beyond(numbersOf(packed([3e38]))[0]) && beyond(NaN) && !beyond(-1e30));
  assert.deepEqual([told(0.2137, 4), told(3e38), told(-Infinity), toldAll([1, 3e38])], ["0.214", ">10³⁸", "−>10³⁸", "(1, >10³⁸)"]);
  // 11 samples: two bytes a row; 0b00000101, 0b00000100 marks 0, 2 and 10.
  const rows = rowsOf(Buffer.from([5, 4, 0, 0]).toString("base64"), 11);
  assert.deepEqual(rows(0), [0, 2, 10]);
  assert.deepEqual(rows(1), []);
  assert.deepEqual(rowsOf(null, 3)(7), [0, 1, 2]);
});

test("a course is cut into its runs", () => {
  const course = courseOf({
    of: { starts: [], rate: 1, run: 0 },
    theta: packed([1, 2, 3, 4, 5, 6, 7, 8]),
    risks: packed([1, 2, 3, 4]),
    ended: [null, { step: 1, why: "parameters", begun: true }],
    gradient: packed([]),
    step: packed([]),
    u: packed([]),
    rest: packed([]),
    rows: 8,
  });
  assert.deepEqual(placeOf(course, 1, 0), [5, 6]);
  assert.deepEqual(placeOf(course, 0, 1), [3, 4]);
  assert.deepEqual(Array.from(course.risks[1]), [3, 4]);
});

test("a ladder goes up by 1, 2 and 5", () => {
  assert.deepEqual([0.3, 1, 1.1, 2.5, 7, 0, NaN, Infinity].map(ladder), [0.5, 1, 2, 5, 10, 1, 1, 1]);
});

test("a number that was cut or lifted on its way is never told as if it were one", () => {
  assert.deepEqual([1e-37, -1e-37, 0, NaN].map((z) => told(Math.fround(z))), ["<10⁻³⁶", "−<10⁻³⁶", "0", "—"]);
  assert.equal(product(2, 3), 6);
  assert.equal(product(0, 3), 0);
  for (const cut of [3e38, -3e38, 1e-37, NaN, Infinity]) assert.ok(Number.isNaN(product(cut, 0.1)));
});

test("an axis takes no number that was cut for a value, and runs that are undefined leave it in order", () => {
  const cut = Math.fround(3e38);
  assert.deepEqual(logRange([[cut, 5, 1]], null), logRange([[NaN, 5, 1]], null));
  const range = logRange([[cut, 5, 1]], null);
  assert.ok(onLog(5, range) <= 1 && onLog(1, range) >= 0);
});

/** @param {import("../../explainers/components/frontend/descent/data.d.ts").Course["ended"]} ended */
const courseThat = (ended) => courseOf({
  of: { starts: [], rate: 1, run: 0 },
  theta: packed([0, 0, 1, 1, -1, 0, -1, 0]),
  risks: packed([1, 2, NaN, NaN]),
  ended,
  gradient: packed([]),
  step: packed([]),
  u: packed([]),
  rest: packed([]),
  rows: 8,
});
/** @type {any} */
const ground = { frames: [0, 20], window: [0, 0, 2], risk: { sampled: false } };

test("why a run stops is said, from the step on at which it does", () => {
  const left = courseThat([{ step: 12, why: "outside", begun: true }, { step: 0, why: "outside", begun: false }]);
  assert.equal(trouble(ground, left, 0), "Run 2 starts outside the risk's domain.");
  assert.equal(trouble(ground, left, 1), "Run 2 starts outside the risk's domain. Run 1 stopped at step 12: the next step leads out of the risk's domain.");
  assert.equal(where(ground, left, 1, 1), "step 20, run 2 at (−1, 0), where the risk is undefined");
  const large = courseThat([{ step: 3, why: "large", begun: true }, { step: 4, why: "large", begun: true }]);
  assert.equal(trouble(ground, large, 1), "All runs stopped at steps 3 to 4: the next risk is too large for a number.");
  assert.equal(trouble(ground, courseThat([null, null]), 1), "");
});

test("a run that has stopped takes no step", () => {
  const rule = { name: "SGD", rate: 0.05, plain: true };
  assert.equal(stepLine(rule, [NaN, NaN]), "no step: the run has stopped");
  assert.equal(stepLine(rule, [-0.5, 1]), "step −η·uᵀJ = (−0.5, 1), with η = 0.05");
});

test("two numbers of a cell are told in as many digits as it has room for, and never cut", () => {
  assert.deepEqual(pairTold(0.824, -2.25), ["0.82", "−2.25"]);
  assert.deepEqual(pairTold(0.824, -2.253e24), ["0.82", "−2·10²⁴"]);
  assert.deepEqual(pairTold(0.42, 1.04e-4), ["0.42", "1·10⁻⁴"]);
  assert.deepEqual(pairTold(1, -2.764e24), ["1", "−2.76·10²⁴"]);
  assert.deepEqual(pairTold(0, 0), ["0", "0"]);
  for (let k = 0; k < 400; k++) {
    const [entry, piece] = [10 ** (k % 5 - 2) * (1 + k / 97), (k % 2 ? -1 : 1) * 10 ** (k % 60 - 30) * (1 + k / 211)];
    const [whole, part] = pairTold(entry, piece);
    assert.ok(whole.length + part.length <= 14, `${whole} ${part}`);
  }
});
