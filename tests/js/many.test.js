import assert from "node:assert/strict";
import { test } from "node:test";

import * as chart from "../../explainers/components/frontend/many/chart.js";
import { caughtBy, each, pushed, spreadOf, truthOf, variancesOf } from "../../explainers/components/frontend/many/estimate.js";
import { askedAbout, countOf, questionOf } from "../../explainers/components/frontend/many/guess.js";
import { VIEWS, caught } from "../../explainers/components/frontend/many/views.js";
import * as words from "../../explainers/components/frontend/many/words.js";
import { randomNumbers } from "./random.js";

/** @typedef {import("../../explainers/components/frontend/many/estimate.js").Of} Of */

const J = [2, 1, 0, 1, 3, 0, 0, 0, 0];
const FRAME = { x: /** @type {chart.Span} */ ([0, 10]), y: /** @type {chart.Span} */ ([-1, 1]), size: /** @type {chart.Span} */ ([400, 300]) };
const NONE = { rank: 0, reach: 0 };

/** @param {number[]} directions one v behind the other @param {number[]} [jacobian] */
function rankQuestion(directions, jacobian = J) {
  const k = directions.length / 3;
  const found = caughtBy({ jacobian, products: pushed(jacobian, directions) }, k);
  return { found, asked: questionOf("range", jacobian, "signs", k, found) };
}

test("the rank is always among the choices, and is what is right", () => {
  const four = [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1];
  for (const directions of [[1, 1, 1], four, [1, 1, 1, 1, 1, -1], [0, 0, 1]]) {
    const { found, asked } = rankQuestion(directions);
    const keys = asked.choices.map(([key]) => key);
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual(keys.filter((key) => asked.told(key).text.startsWith("Right")), [String(found.rank)]);
  }
});

test("why a rank is small is told of J or of the draws, whichever it is", () => {
  /** @param {number[]} directions @param {string} key @param {number[]} [jacobian] */
  const told = (directions, key, jacobian) => rankQuestion(directions, jacobian).asked.told(key).text;
  assert.equal(rankQuestion([1, 0, 0]).found.reach, 2);
  assert.match(told([1, 0, 0, 0, 1, 0, 0, 0, 1], "3"), /^It is 2: J itself reaches no more/);
  assert.match(told([1, 1, 1, 1, 1, -1], "2"), /^It is 1: by chance these draws .* Others reach 2\.$/);
  assert.match(told([0, 0, 1], "1"), /^It is 0: by chance these draws .* Others reach 1\.$/);
  assert.match(told([1, 0, 0, 0, 1, 0], "1"), /^It is 2, one for each product: each of these v has brought/);
  assert.match(told([1, 0, 0], "1", each(9, () => 0)), /^It is 0: J itself reaches no more/);
});

test("of the errors that are offered only one is right, also where there is one product", () => {
  assert.equal(countOf("range", 1), 1);
  for (const of of /** @type {Of[]} */ (["trace", "diagonal", "norm", "gradient", "logdet"])) {
    for (const at of [1, 2, 100]) {
      const k = countOf(of, at);
      assert.equal(k, at === 1 ? 16 : at);
      const asked = questionOf(of, J, "signs", k, NONE);
      const right = asked.choices.filter(([key]) => asked.told(key).text.startsWith("Right"));
      assert.deepEqual(right.map(([key]) => key), ["root"]);
      const error = spreadOf(of, J, "signs") / Math.sqrt(k);
      const near = asked.choices.filter(([key]) => Math.abs((asked.told(key).mark?.error ?? NaN) - error) < 1e-9);
      assert.equal(near.length, 1);
    }
  }
});

test("of a log-determinant a density is asked for, where the series is summed", () => {
  const small = [0.5, 0.2, 0, -0.3, 1, 0, 0, 0, 2];
  // det(I + 0.4 J) by hand: (1.2·1.4 + 0.08·0.12)·1.8.
  const log = Math.log((1.2 * 1.4 + 0.08 * 0.12) * 1.8);
  assert.ok(Math.abs(truthOf("logdet", small)[0] - log) < 1e-14);
  const asked = askedAbout("logdet", small, "signs", 4, NONE);
  assert.match(asked?.prompt ?? "", /log \|det\(I \+ A\)\| is 1\.11 here/);
  assert.deepEqual(asked?.choices.map(([, text]) => text), ["log p(x) − 1.11", "log p(x) + 1.11", "log p(x)"]);
  /** @param {string} key */
  const told = (key) => asked?.told(key).text ?? "";
  assert.match(told("minus"), /^Right: .* Volumes grow/);
  assert.match(told("plus"), /usual sign mistake/);
  const shrunk = askedAbout("logdet", small.map((z) => -z), "signs", 4, NONE);
  assert.deepEqual(shrunk?.choices.map(([, text]) => text.slice(0, 10)), ["log p(x) +", "log p(x) −", "log p(x)"]);
  assert.match(shrunk?.told("minus").text ?? "", /^Right: .* Volumes shrink/);
  // ‖A‖ is 1.2: no question. Nothing moves: the question is of the error, which is none.
  assert.equal(askedAbout("logdet", [3, 0, 0, 0, 0, 0, 0, 0, 0], "signs", 4, NONE), null);
  assert.match(askedAbout("logdet", each(9, () => 0), "signs", 4, NONE)?.told("none").text ?? "", /^Right/);
});

test("a norm that is not below 1 is told with digits enough to see it", () => {
  assert.equal(words.normText(1.25), "‖A‖ = 1.25 is not below 1");
  assert.equal(words.normText(1.0000004), "‖A‖ = 1.0000004 is not below 1");
  assert.equal(words.normText(1), "‖A‖ = 1 is not below 1");
});

test("what the mean settles on lies in the middle of its band, and a line outside the window has no name", () => {
  const seen = { of: /** @type {Of} */ ("logdet"), name: "log", k: 2, truth: [0.5], centre: [0], variances: [0.01], supposed: [0.01], samples: [[0], [0]], means: [[0], [0]], mark: null, cover: false };
  const ends = [...VIEWS.logdet(FRAME, seen).paths.band.matchAll(/ (-?[\d.]+)/g)].map(([, y]) => Number(y));
  assert.ok(Math.abs((Math.min(...ends) + Math.max(...ends)) / 2 - chart.down(FRAME, 0)) < 0.1);
  assert.equal(VIEWS.logdet(FRAME, seen).note?.text, "log");
  assert.equal(VIEWS.logdet(FRAME, { ...seen, truth: [-7] }).note, undefined);
});

/** The heights in a path of boxes. @param {string} path */
const heights = (path) => [...path.matchAll(/M[\d.]+ ([\d.]+)h[\d.]+V([\d.]+)/g)].map(([, top, low]) => [Number(top), Number(low)]);

test("a right guess covers what is predicted, and another does not", () => {
  for (const of of /** @type {const} */ (["diagonal", "gradient"])) {
    const [k, variances] = [4, variancesOf(of, J, "normal")];
    const asked = questionOf(of, J, "normal", k, NONE);
    const drawn = (/** @type {string} */ key) =>
      VIEWS[of]({ ...FRAME, y: [-20, 20] }, { of, centre: truthOf(of, J), name: "", k, truth: truthOf(of, J), variances, supposed: variances, samples: each(k, () => [0, 0, 0]), means: each(k, () => [0, 0, 0]), mark: asked.told(key).mark, cover: false }).paths;
    const same = (/** @type {Record<string, string>} */ { guess, whisker, ring }) => (of === "gradient" ? guess === ring : JSON.stringify(heights(guess)) === JSON.stringify(heights(whisker)));
    for (const key of ["one", "root", "count", "none"]) {
      assert.equal(same(drawn(key)), key === "root", `${of} ${key}`);
      assert.ok(drawn(key).guess);
    }
  }
});

test("a guess of how many singular values are held ends behind as many", () => {
  const ends = [0, 1, 3].map((count) => caught({ ...FRAME, x: [0.5, 3.5] }, [2, 1, 0], [2, 0, 0], count, false).paths.guess);
  assert.deepEqual(ends.map((path) => Math.round(Math.max(...[...path.matchAll(/([\d.]+) [\d.]+/g)].map(([, x]) => Number(x))))), [0, 1, 3].map((count) => Math.round(chart.across({ ...FRAME, x: [0, 3] }, count))));
  assert.equal(caught(FRAME, [2], [2], null, false).paths.guess, "");
});

test("what rounding has left is told as 0, and what is left beside it with its sign", () => {
  assert.equal(words.roundedText(-3e-16, 0.8), "0");
  assert.equal(words.roundedText(-3e-6, 0.8), "−3·10⁻⁶");
  assert.equal(words.roundedText(0, 0), "0");
  assert.equal(words.roundedTexts([1e-17, -2], 2), "(0, −2)");
});

test("the words of a chart have the numbers that are not covered", () => {
  assert.equal(words.chartText("gradient", "(1, 2)", "(3, 4)"), `${words.chartTitle("gradient")}: g (1, 2), mean so far (3, 4)`);
  assert.equal(words.chartText("range", "(2, 1)", ""), "Singular values: σ of J (2, 1)");
});

test("nothing is drawn where it was not measured", () => {
  assert.equal(chart.dots(FRAME, [[1, 2], [1, -2], [11, 0]]), "");
  assert.equal(chart.dots(FRAME, [[1, 0.5], [1, 7]]).match(/M/g)?.length, 1);
  const seen = { of: /** @type {Of} */ ("trace"), name: "", truth: [0], centre: [0], variances: [1], supposed: [1], samples: [[5], [0.5]], means: [[5], [2.75]], mark: null, cover: false };
  const out = VIEWS.trace(FRAME, { ...seen, k: 2 });
  assert.equal(out.head, undefined);
  assert.equal(out.paths.drop.match(/M/g)?.length, 1);
  // The trail goes to where it is, and the window cuts it.
  const heights = [...out.paths.trail.matchAll(/ (-?[\d.]+)/g)].map(([, y]) => Number(y));
  assert.deepEqual(heights, [5, 2.75].map((y) => Number(chart.down(FRAME, y).toFixed(1))));
  assert.ok(heights.every((y) => y < 0));
});

test("an ellipse is all that is one standard deviation away", () => {
  const numbers = randomNumbers(5);
  for (let trial = 0; trial < 50; trial++) {
    const [a, b, part] = [1 + numbers(1)[0] ** 2, 1 + numbers(1)[0] ** 2, Math.tanh(numbers(1)[0])];
    const covariance = part * a * b;
    const frame = chart.square([0, 0], 4, [4000, 4000]);
    const path = chart.ellipse(frame, [0, 0], [a, b], covariance);
    for (const [, px, py] of path.matchAll(/([-\d.]+) ([-\d.]+)/g)) {
      const x = chart.numberAt(frame, Number(px));
      const y = frame.y[1] - ((Number(py) - chart.down(frame, frame.y[1])) * (frame.y[1] - frame.y[0])) / (chart.down(frame, frame.y[0]) - chart.down(frame, frame.y[1]));
      const apart = (x * x * b * b - 2 * x * y * covariance + y * y * a * a) / (a * a * b * b - covariance ** 2);
      assert.ok(Math.abs(apart - 1) < 0.02, `${apart}`);
    }
  }
});
