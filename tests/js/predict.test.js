/** What guesses are held against on each lesson, by formulas of their own. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { ofStep } from "../../explainers/components/frontend/complex_plane/predict.js";
import { fromJacobian } from "../../explainers/components/frontend/complex_plane/numbers.js";
import * as complex from "../../explainers/components/frontend/complex_plane/words.js";
import { ofHessian } from "../../explainers/components/frontend/curvature/predict.js";
import * as curvature from "../../explainers/components/frontend/curvature/words.js";
import { ofLinear } from "../../explainers/components/frontend/linearization/predict.js";
import * as linearization from "../../explainers/components/frontend/linearization/words.js";
import { reaches } from "../../explainers/components/frontend/parts/arrow_guess.js";
import { judged } from "../../explainers/components/frontend/parts/guess.js";
import { hidden, judgedText } from "../../explainers/components/frontend/parts/guess_words.js";
import { guessed } from "../../explainers/components/frontend/tensors/mistakes.js";
import { slopesOf } from "../../explainers/components/frontend/tensors/predict.js";
import { guessText } from "../../explainers/components/frontend/tensors/words.js";
import { randomNumbers } from "./random.js";

/** @typedef {import("../../explainers/components/frontend/parts/guess.js").Mistake} Mistake */

/** @param {Mistake[]} mistakes */
const byName = (mistakes) => Object.fromEntries(mistakes.map(({ name, vector }) => [name, vector]));

/** @param {number[]} a @param {number[]} b */
function near(a, b) {
  assert.equal(a.length, b.length);
  a.forEach((z, k) => assert.ok(Math.abs(z - b[k]) < 1e-12, `${a} is not ${b}`));
}

/**
 * Each mistake is named where it is guessed, unless it gives what the truth or another one gives.
 * @param {Mistake[]} mistakes
 * @param {number[]} truth
 */
function eachIsNamed(mistakes, truth) {
  for (const { name, words, vector } of mistakes) {
    const found = judged(vector, truth, mistakes);
    assert.equal(found.mistake?.name, name);
    assert.equal(found.mistake.words, words);
    assert.match(words, /^It (is nearer to|ends nearer to) .*\.$/);
  }
}

const state = { slug: "f", x: [1, 2], v: [0.5, 2], inputs: /** @type {[number, number]} */ ([0, 1]), outputs: /** @type {[number, number]} */ ([0, 1]), zoom: 1, halved: false, cover: true };
const numbers = { x: [1, 2], value: [0.3, -0.2], jacobian: [1, 2, -3, 4], push: [4.5, 6.5], change: [0.39, 0.86], missed: null, image: null };

test("what is taken for the linear picture, a tenth of v from x", () => {
  const all = ofLinear(state, numbers);
  const found = byName(all);
  near(found["f(x+hv) − f(x)"], [3.9, 8.6]);
  near(found["hJᵀv"], [-5.5, 9]);
  near(found["−hJv"], [-4.5, -6.5]);
  near(found["hJv/2"], [2.25, 3.25]);
  near(found.hv, [0.5, 2]);
  near(found["hJv from 0"], [1.5, 8.5]);
  near(found["hJ(v/‖v‖)"], [4.5 / Math.hypot(0.5, 2), 6.5 / Math.hypot(0.5, 2)]);
  near(found["h · columns"], [3, 1]);
  assert.equal(all.length, 8);
  eachIsNamed(all, numbers.push);
});

test("where J/2 is the linear picture, J is the mistake; names have no h at its full size", () => {
  const all = ofLinear({ ...state, zoom: 0, halved: true }, { ...numbers, push: [2.25, 3.25] });
  const found = byName(all);
  near(found.Jv, [4.5, 6.5]);
  assert.ok(!("Jv/2" in found));
  near(found["−Jv/2"], [-2.25, -3.25]);
  near(found["f(x+v) − f(x)"], [0.39, 0.86]);
  assert.ok(all.every(({ name }) => !name.includes("h")));
});

test("on a graph nothing begins at 0 but f(x) itself, and an oblong J has no transposed product", () => {
  const names = ofLinear({ ...state, outputs: [0, 0] }, { ...numbers, value: [0.3], jacobian: [1, 2], push: [4.5], change: null }).map(({ name }) => name);
  assert.deepEqual(names, ["−hJv", "hJv/2", "hJ(v/‖v‖)", "h · columns"]);
  assert.match(linearization.promptText({ zoom: 0, halved: false }, true), /tangent at x \+ v\? Drag the dotted arrow up or down to f\(x\) \+ Jv,/);
  assert.match(linearization.promptText({ zoom: 2, halved: true }, false), /take x \+ hv\? .* to f\(x\) \+ hJv\/2,/);
});

test("what is taken for Hv", () => {
  const given = { gradient: [0.7, -1.1], hessian: [2, 1, 1, -3], product: [3, -5.5], moved: [3.2, -9] };
  const all = ofHessian([0.5, 2], given);
  const found = byName(all);
  near(found["∇f"], [0.7, -1.1]);
  near(found["−Hv"], [-3, 5.5]);
  near(found.v, [0.5, 2]);
  near(found["∇f(x+v) − ∇f(x)"], [2.5, -7.9]);
  near(found["diagonal of H alone"], [1, -6]);
  // H⁻¹ = [[3, 1], [1, −2]] / 7.
  near(found["H⁻¹v"], [3.5 / 7, -3.5 / 7]);
  near(found["Hv/2"], [1.5, -2.75]);
  near(found["Hv from 0"], [2.3, -4.4]);
  near(found.columns, [3, -2]);
  assert.ok(!("f′v" in found));
  // H is symmetric: its transposed product is the truth, and explains nothing.
  eachIsNamed(all.filter(({ name }) => name !== "Hᵀv"), given.product);
  assert.equal(judged(found["Hᵀv"], given.product, all).mistake, null);
});

test("of one number f′v is taken for f″v, and there is no diagonal; a flat H has no inverse", () => {
  const one = byName(ofHessian([2], { gradient: [3], hessian: [0], product: [0], moved: [3] }));
  near(one["f′v"], [6]);
  assert.ok(!("diagonal of H alone" in one) && !("H⁻¹v" in one));
});

test("what is taken for f′(z)dz", () => {
  // f′(z) = 2 + 4i, and (2 + 4i)(0.6 + 0.3i) = 0 + 3i.
  const z = { ...fromJacobian([2, -4, 4, 2], [0.6, 0.3], true), value: /** @type {[number, number]} */ ([-3, 5]), moved: /** @type {[number, number]} */ ([-2.4, 9]) };
  const all = ofStep([0.6, 0.3], z);
  const found = byName(all);
  near(z.push, [0, 3]);
  near(found["conj(A)·dz"], [2.4, -1.8]);
  near(found["Jᵀ dz"], [2.4, -1.8]);
  near(found["|A|·dz"], [0.6 * Math.sqrt(20), 0.3 * Math.sqrt(20)]);
  near(found["A·dz/|A|"], [0, 3 / Math.sqrt(20)]);
  near(found["part by part"], [1.2, 1.2]);
  near(found["f(z+dz) − f(z)"], [0.6, 4]);
  near(found["dw from 0"], [3, -2]);
  near(found.columns, [-2, 6]);
  // A holomorphic f has no rest, and jacfwd and grad tell the truth.
  assert.ok(["A dz", "jacfwd · dz", "grad · dz"].every((name) => !(name in found)));
  eachIsNamed(all.filter(({ name }) => name !== "Jᵀ dz"), z.push);
});

test("where f is not holomorphic, what leaves out a part of J is a mistake", () => {
  const z = { ...fromJacobian([3, 1, -1, 0.5], [1, 2]), value: /** @type {[number, number]} */ ([1, 1]), moved: /** @type {[number, number]} */ ([8, 1.5]) };
  const found = byName(ofStep([1, 2], z));
  near(z.push, [5, 0]);
  near(found["A dz"], [1.75 + 2, 3.5 - 1]);
  near(found["jacfwd · dz"], [3 + 2, 6 - 1]);
  near(found["grad · dz"], [3 + 2, 6 - 1]);
  near(found["Jᵀ dz"], [1, 2]);
  assert.equal(judged([1, 2], z.push, ofStep([1, 2], z)).mistake?.name, "dz");
});

test("all texts of mistakes are sentences, and each has a name of its own", () => {
  for (const told of [complex.WRONG, curvature.WRONG, linearization.wrong(0, false), linearization.wrong(2, true)]) {
    const all = Object.values(told);
    assert.equal(new Set(all.map(([name]) => name)).size, all.length);
    for (const [name, words] of all) {
      assert.ok(name);
      assert.match(words, /^It (is|ends) nearer to .*\.$/);
    }
  }
});

test("a guess of a complex number is told as one", () => {
  const [guess, truth] = [[1, 2], [1, -1]];
  const written = (/** @type {number[]} */ [a, b]) => complex.complexText([a, b]);
  assert.equal(
    judgedText("dw", judged(guess, truth, []), guess, truth, false, written),
    "Your guess 1 + 2i, and dw = 1 − 1i: 108° off and 1.6 times as long, 3 apart.",
  );
});

test("a window holds whatever a matrix can make of a vector, and not much more", () => {
  const draw = randomNumbers(3);
  for (const [m, n] of [[2, 2], [2, 3], [3, 2], [1, 4]]) {
    const [jacobian, v] = [[...draw(m * n)], [...draw(n)]];
    const ends = reaches(jacobian, v, m, m > 1 ? [0, 1] : [0, 0]);
    const far = Math.max(...ends.flat());
    const longest = Math.hypot(...jacobian) * Math.hypot(...v);
    assert.ok(far >= longest && far <= 2 * longest);
    assert.equal(far, 2 ** Math.round(Math.log2(far)));
  }
  assert.deepEqual(reaches([0, 0], [1, 2], 1, [0, 0]), []);
  assert.deepEqual(reaches([1e300], [1e300], 1, [0, 0]), []);
  assert.deepEqual(reaches([NaN], [1], 1, [0, 0]), []);
});

test("what is covered is not said", () => {
  assert.deepEqual([hidden(true, "3"), hidden(false, "3")], ["?", "3"]);
});

/**
 * J of the classifier: output (i, k) has the slope times inputs (i, a) in its block at (a, k).
 * @param {number[]} inputs
 * @param {number[]} slopes
 */
function classifier(inputs, slopes) {
  return slopes.flatMap((slope, p) =>
    Array.from({ length: 6 }, (_, q) => (q % 2 === p % 2 ? slope * inputs[Math.floor(p / 2) * 3 + Math.floor(q / 2)] : 0)));
}

/**
 * @param {number} at
 * @param {number[]} inputs
 * @param {number[]} slopes
 * @param {number[]} [jacobian]
 */
function told(at, inputs, slopes, jacobian = classifier(inputs, slopes)) {
  const found = guessed(at, jacobian, inputs, slopes);
  return { kind: found.kind, truths: found.truths, text: guessText(found, jacobian, inputs, slopes) };
}

test("a guess of the largest entry is told by what the chain rule multiplies there", () => {
  const inputs = [4, 0, -1, 0, 3, 1, 0, 0, 0, 0.5, 0, 0, 0, 0, 0];
  const slopes = [0.01, 0.1, 0.2, 0.15, 0.2, 0.2, 0.25, 0.02, 0.1, 0.1];
  // out 2,1 in W 2,1 is 0.2·3 = 0.6.
  const right = told(2 * 6 + 2, inputs, slopes);
  assert.deepEqual([right.kind, right.truths], ["right", [14]]);
  assert.equal(right.text, "Right: ∂out 2,1 / ∂W 2,1 = 0.6 is farthest from 0.");
  const slope = told(0, inputs, slopes);
  assert.equal(slope.kind, "slope");
  assert.equal(slope.text, "Your guess ∂out 1,1 / ∂W 1,1 = 0.04 is 0.067 times as far from 0 as ∂out 2,1 / ∂W 2,1 = 0.6. No input is larger than that of your guess. But the chain rule multiplies it by the slope of the sigmoid, 0.01 there and 0.2 at the other.");
  const steep = told(6 * 6, inputs, slopes);
  assert.equal(steep.kind, "steep");
  assert.match(steep.text, /nowhere steeper .* by the input, 0\.5 there and 3 at the other\.$/);
  const column = told(2 * 6 + 3, inputs, slopes);
  assert.equal(column.kind, "column");
  assert.match(column.text, /^Your guess ∂out 2,1 \/ ∂W 2,2 = 0; .* sees only column 1 of W, and that weight is in column 2\.$/);
  const none = told(2, inputs, slopes);
  assert.equal(none.kind, "input");
  assert.match(none.text, /inputs 1,2, is 0\.$/);
  assert.equal(told(3 * 6 + 3, inputs, slopes).kind, "other");
  assert.match(told(3 * 6 + 3, inputs, slopes).text, /is 0\.75 times as far from 0 as/);
});

test("ties are right alike, and what is 0 or not finite has no largest entry", () => {
  const inputs = Array.from({ length: 15 }, (_, k) => (k === 4 ? -2 : 0));
  const tie = told(2 * 6 + 2, inputs, slopesOf("logits", []));
  assert.deepEqual([tie.kind, tie.truths], ["tie", [14, 21]]);
  assert.equal(tie.text, "Right: ∂out 2,1 / ∂W 2,1 = −2 is as far from 0 as any; 2 entries are.");
  assert.equal(told(0, inputs.map(() => 0), slopesOf("logits", [])).kind, "zero");
  assert.equal(told(0, inputs.map(() => NaN), slopesOf("logits", [])).kind, "unknown");
});

test("a flat sigmoid and a side below 0 are told of", () => {
  const inputs = [40, 1, -1.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const slopes = slopesOf("sigmoid", [1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  assert.equal(slopes[0], 0);
  assert.equal(slopes[1], 0.25);
  // out 1,1 is flat: its entry in W 1,1 is 0 though its input is the largest.
  const flat = told(0, inputs, slopes);
  assert.equal(flat.kind, "flat");
  assert.match(flat.text, /flat there, to the last digit\.$/);
  const below = [1, 0, -1.5, ...inputs.slice(3)];
  // Two outputs see these inputs with other slopes: 1 is the largest number, −1.5 is farther.
  const signed = told(0, below, [0.24, 0.2, ...slopes.slice(2)]);
  assert.equal(signed.kind, "signed");
  assert.match(signed.text, /No entry is a larger number, but the other is farther from 0, below it\.$/);
});
