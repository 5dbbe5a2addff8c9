/** The quadratic model and its steps, against closed forms. */

import assert from "node:assert/strict";
import { test } from "node:test";

import * as model from "../../explainers/components/frontend/curvature/model.js";
import { createRaces, race, standing } from "../../explainers/components/frontend/curvature/race.js";
import { createScenes } from "../../explainers/components/frontend/curvature/scenes.js";
import { trackPath, tracks } from "../../explainers/components/frontend/curvature/tracks.js";
import { besideText, legend, newtonText, promiseText, raceText, rateText, wording } from "../../explainers/components/frontend/curvature/words.js";
import { frameOf } from "../../explainers/components/frontend/parts/geometry.js";
import { load } from "../../explainers/components/frontend/parts/tape.js";
import { unnamed } from "./named.js";

/** f(a, b) = ab, a saddle; its derivative is (b, a). */
const saddle = load({ inputs: 2, constants: [], operations: [["mul", 0, 1]], value: [2], jacobian: [1, 0] });
/** The map (a, b) ↦ (b, a), whose Jacobian is ((0, 1), (1, 0)). */
const swap = load({ inputs: 2, constants: [0, 1], operations: [], value: [1, 0], jacobian: [2, 3, 3, 2] });

/** @type {model.State} */
const state = { slug: "saddle", x: [3, 1], v: [0.5, 2], inputs: [0, 1], rate: 1, zoom: 0, step: 0, cover: false };

/** @param {number[]} a @param {number[]} b */
function near(a, b) {
  assert.equal(a.length, b.length);
  a.forEach((z, k) => assert.ok(Math.abs(z - b[k]) < 1e-12, `${a} is not ${b}`));
}

test("on a saddle all numbers are those of the closed form", () => {
  const now = model.replayed(saddle, swap, state);
  assert.equal(now.value, 3);
  near(now.gradient, [1, 3]);
  near(now.product, [2, 0.5]);
  near(now.moved, [3, 3.5]);
  near(now.curvatures, [-1, 1]);
  near(now.newton.step, [-3, -1]);
  near([now.newton.quadratic, now.newton.true], [-3, -3]);
  near(now.descent.step, [-1, -3]);
  near([now.descent.quadratic, now.descent.true], [-7, -7]);
});

test("Newton's step leaves flat directions out", () => {
  near(model.newton([2, 5], [0, 4], [[1, 0], [0, 1]]), [0, -1.25]);
});

/** @param {string} path @returns {[number, number][][]} the straight pieces of its strokes, in tenths of a pixel */
function strokes(path) {
  return path.split("M").slice(1).map((stroke) =>
    stroke.split("L").map((place) => /** @type {[number, number]} */ (place.split(" ").map(Number))),
  );
}

test("near x the model of a quadratic has the level lines of f, and elsewhere none", () => {
  const numbers = model.replayed(saddle, swap, state);
  const entry = { slug: "", inputs: ["a", "b"], outputs: ["y"], x_view: [], y_view: [], preset: { x: [], v: [], u: [] }, picture: null };
  /** @type {model.Picture} */
  const picture = { entry, state, numbers, problem: "", tape: saddle, bend: swap, run: null };
  const ground = model.terrain(picture, frameOf({ cx: 3, cy: 1, half: 1 }, 300, false), model.createTerrain(), true);
  const own = strokes(ground.levels + ground.level).flatMap((stroke) => stroke.slice(1).map((end, k) => [stroke[k], end]));
  const its = strokes(ground.model).flat();
  assert.ok(its.length > 40);
  for (const [p, q] of its) {
    const apart = Math.min(...own.map(([[a, b], [c, d]]) => {
      const along = ((p - a) * (c - a) + (q - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2 || 1);
      const t = Math.max(0, Math.min(1, along));
      return Math.hypot(p - a - t * (c - a), q - b - t * (d - b));
    }));
    assert.ok(apart < 10, `${p} ${q} is ${apart / 10} pixels off`);
    assert.ok(Math.max(Math.abs(p - 1500), Math.abs(q - 1500)) < 600);
  }
});

/** @param {import("../../explainers/components/frontend/curvature/scenes.js").Stays} stays @param {model.State} at */
function makers(stays, at) {
  const { tape, bend } = stays;
  assert.ok(tape && bend);
  const moves = (/** @type {Partial<model.State>} */ change, /** @type {boolean} */ held) => {
    const moved = { ...at, ...change };
    const numbers = model.replayed(tape, bend, moved);
    const views = [{ cx: 0, cy: 0, half: 4 }, { cx: 0, cy: 0, half: 6 }];
    return { state: moved, numbers, problem: "", held, fitted: null, heights: { middle: 0, unit: 0.1 }, views, widths: [300, 300] };
  };
  const [page, worker] = [createScenes(stays), createScenes(structuredClone(stays))];
  return { moves, page, worker };
}

test("a worker draws what the page does, once it has seen what was there before the hand", () => {
  const entry = { slug: "", inputs: ["a", "b"], outputs: ["y"], x_view: [], y_view: [], preset: { x: [], v: [], u: [] }, picture: null };
  const square = load({ inputs: 1, constants: [2], operations: [["mul", 0, 0], ["mul", 0, 1]], value: [2], jacobian: [3] });
  const slope = load({ inputs: 1, constants: [2, 1], operations: [["mul", 0, 1]], value: [3], jacobian: [1] });
  const graph = { ...state, x: [1], v: [0.5], inputs: /** @type {[number, number]} */ ([0, 0]) };
  for (const [tape, bend, at] of /** @type {const} */ ([[saddle, swap, state], [square, slope, graph]])) {
    const { moves, page, worker } = makers({ entry, tape, bend, last: 12 }, at);
    const calm = moves({}, false);
    const before = page(calm);
    assert.deepEqual(worker(structuredClone(calm)), before);
    for (const change of [{ x: at.x.map((z) => z - 0.25) }, { v: at.v.map((z) => -z) }, { step: 3 }, { cover: true }]) {
      const now = moves(change, true);
      const drawn = page(now);
      assert.deepEqual(worker(structuredClone(now)), drawn);
      // What is fine at rest stays so under the hand.
      assert.equal(drawn[0].levels, before[0].levels);
      assert.notDeepEqual(drawn, before);
      assert.deepEqual(unnamed(drawn, legend(at.x.length === 1)), []);
    }
  }
});

test("the graph of one number fills three quarters of its window", () => {
  const square = load({ inputs: 1, constants: [], operations: [["mul", 0, 0]], value: [1], jacobian: [0] });
  const { middle, unit } = model.heights(square, { cx: 0, cy: 0, half: 2 }, 1);
  assert.equal(middle, 2);
  assert.equal(unit, 0.75);
});

test("cells and sums of the Hessian are said with their numbers", () => {
  const words = wording(["a", "b"]);
  assert.equal(words.cell(0, 1, -2, [0.5, 3]), "∂²f/∂x₁∂x₂ = −2;  v₂·H = 3·(−2) = −6");
  const numbers = { value: [0, 0], jacobian: [1, 2, 2, 5], push: [4, 9], pull: [], pairing: 0, moved: null };
  assert.equal(words.sum(1, numbers, [2, 1]), "(Hv)₂ = 2·2 + 5·1 = 9");
});

test("a step beyond the domain is not given a number", () => {
  assert.equal(promiseText({ step: [1], quadratic: -0.5, true: NaN }), "−0.5 promised, no number there");
});

test("a rate is told with the digits that make it true, and in units of 1/|λ| only where there is a λ", () => {
  assert.equal(rateText(1, 0.25, true), "1 / |λ| = 0.25");
  assert.equal(rateText(0.25, 0.06, true), "0.25 / |λ| = 0.06");
  assert.equal(rateText(0.125, 0.0366117235, true), "0.125 / |λ| = 0.0366");
  assert.equal(rateText(0.25, 0.03125, true), "0.25 / |λ| = 0.03125");
  assert.equal(rateText(0.5, 0.5, false), "0.5");
});

test("without curvature there is no Newton's step", () => {
  const step = { step: [0], quadratic: 0, true: 0 };
  assert.equal(newtonText(step, false), "no step, no known curvature");
  assert.equal(newtonText(step, true), "0 promised, 0 in truth");
});

test("what is only rounding of the largest curvature is 0 while a hand moves", () => {
  const flat = load({ inputs: 2, constants: [1, 1e-17], operations: [], value: [0, 1], jacobian: [2, 3, 3, 3] });
  const now = model.replayed(saddle, flat, state);
  assert.deepEqual(now.curvatures.map((z) => z === 0), [true, false]);
});

test("on a saddle Newton's steps arrive at once, and gradient steps run away as the closed form has it", () => {
  const { descent, newton } = race(saddle, swap, [3, 1], 0.5, 12, null);
  near(newton.places[1], [0, 0]);
  assert.equal(standing(newton, 12), 0);
  // Along (1, 1) a step takes half of the way to 0, and along (1, −1) it adds half.
  descent.places.forEach((place, k) => {
    const [down, up] = [2 * 0.5 ** k, 1.5 ** k];
    place.forEach((z, j) => assert.ok(Math.abs(z - (down + (j ? -up : up))) < 1e-9));
  });
  assert.equal(descent.places.length, 13);
});

test("a race is run when it begins, and again only from another place or at another rate", () => {
  const races = createRaces(saddle, swap, 12);
  const numbers = model.replayed(saddle, swap, state);
  assert.equal(races(state, numbers, null), null);
  const run = races({ ...state, step: 2 }, numbers, null);
  assert.deepEqual(run, race(saddle, swap, state.x, numbers.eta, 12, null));
  assert.equal(races({ ...state, step: 5 }, numbers, null)?.descent, run?.descent);
  assert.notEqual(races({ ...state, step: 5 }, { ...numbers, eta: 0.5 }, null)?.descent, run?.descent);
  assert.equal(races({ ...state, step: 5 }, { ...numbers, races: false }, null), null);
});

test("without curvature Newton's steps do not begin, and none goes where f has no number", () => {
  const plane = load({ inputs: 2, constants: [], operations: [["add", 0, 1]], value: [2], jacobian: [] });
  const straight = load({ inputs: 2, constants: [1, 0], operations: [], value: [2, 2], jacobian: [3, 3, 3, 3] });
  const run = race(plane, straight, [1, 2], 1, 12, null);
  assert.deepEqual(run.newton.places, [[1, 2]]);
  near(run.descent.places[12], [-11, -10]);
  const known = race(plane, straight, [1, 2], 1, 12, [[3, 2, 1, 0.5], [3]]).descent;
  assert.deepEqual([known.places.length, known.values], [4, [3, 2, 1, 0.5]]);
  const hidden = race(plane, straight, [1, 2], 1, 12, [[3, null], [3]]).descent;
  assert.deepEqual([standing(hidden, 0), standing(hidden, 1), hidden.places.length], [3, null, 2]);
  const root = load({ inputs: 1, constants: [], operations: [["sqrt", 0]], value: [1], jacobian: [] });
  const slope = load({ inputs: 1, constants: [1, 0], operations: [], value: [1], jacobian: [2] });
  assert.deepEqual(race(root, slope, [0.5], 1, 12, null).descent.places, [[0.5]]);
});

test("a track has a mark at each place, and goes the right way to one far off", () => {
  const frame = frameOf({ cx: 0, cy: 0, half: 1 }, 200, false);
  assert.equal(trackPath(frame, [[0, 0], [0.5, 0], [0.5, 0.5]]).match(/z/g)?.length, 2);
  const far = trackPath(frame, [[0, 0], [3e9, 1e9]]);
  const [[, [x, y]]] = strokes(far);
  assert.ok(Math.abs((x - 1000) + 3 * (y - 1000)) < 10);
  assert.doesNotMatch(far, /z/);
});

test("four run where JAX has run the two that take G for H, each with marks of its own", () => {
  const frame = frameOf({ cx: 0, cy: 0, half: 1 }, 200, false);
  const to = (/** @type {number[]} */ [p, q]) => /** @type {[number, number]} */ ([p, q]);
  const path = (/** @type {number} */ q) => ({ places: [[0, 0], [0.5, q], [0.6, q]], values: [2, 1, 0] });
  const two = { descent: path(0.1), newton: path(0.2), fitted: null };
  const drawn = (/** @type {{ [line: string]: string }} */ lines, /** @type {string} */ name) => lines[name].match(/z/g)?.length ?? 0;
  const names = ["curve", "gap", "spread", "cloud"];
  assert.deepEqual(names.map((name) => drawn(tracks(two, 2, frame, to), name)), [2, 2, 0, 0]);
  const four = tracks({ ...two, fitted: [path(0.3), path(0.4)] }, 1, frame, to);
  assert.deepEqual(names.map((name) => drawn(four, name)), [1, 1, 1, 1]);
  const marks = Object.values(four).map((line) => line.slice(line.lastIndexOf("m")));
  assert.equal(new Set(marks).size, 3);
  assert.deepEqual(Object.values(tracks(null, 2, frame, to)), ["", "", "", ""]);
});

test("where those stand that take G for H is told by f, and that they were not run", () => {
  assert.equal(besideText(0, null), "Gauss–Newton steps against Levenberg–Marquardt");
  assert.equal(besideText(2, null), "Gauss–Newton and Levenberg–Marquardt: not run from this x");
  assert.equal(besideText(2, [0, 0.065]), "0 by Gauss–Newton, 0.065 by Levenberg–Marquardt");
  assert.equal(besideText(2, [null, 0.065]), "not known by Gauss–Newton, 0.065 by Levenberg–Marquardt");
});

test("where both stand is told by f, and that there is no race", () => {
  assert.equal(raceText(0, null), "gradient steps against Newton’s");
  assert.equal(raceText(3, null), "no race from this x");
  assert.equal(raceText(3, [null, 0]), "after 3: f = not known by −η∇f, 0 by Newton");
  assert.equal(raceText(3, [-0.25, 0]), "after 3: f = −0.25 by −η∇f, 0 by Newton");
});
