/** What the microscope shows, against closed forms. */

import assert from "node:assert/strict";
import { test } from "node:test";

import * as planes from "../../explainers/components/frontend/linearization/planes.js";
import { createScenes } from "../../explainers/components/frontend/linearization/scenes.js";
import { ends, rangeOf, scale } from "../../explainers/components/frontend/linearization/plot.js";
import { apartText, legend, slopeLabel, spoken } from "../../explainers/components/frontend/linearization/words.js";
import { frameOf, levelPath, magnified, sampled, toPixels } from "../../explainers/components/frontend/parts/geometry.js";
import { load } from "../../explainers/components/frontend/parts/tape.js";
import { unnamed } from "./named.js";

/** x ↦ x², with its derivative 2x. */
const square = load({
  inputs: 1,
  constants: [2],
  operations: [
    ["mul", 0, 0],
    ["mul", 1, 0],
  ],
  value: [2],
  jacobian: [3],
});

/** @param {Partial<planes.State>} change @returns {planes.State} */
const state = (change) => ({ slug: "square", x: [3], v: [0.5], inputs: [0, 0], outputs: [0, 0], zoom: 0, halved: false, cover: false, ...change });

test("what is missed of x² is h²v², down to a magnification of a million", () => {
  for (const zoom of [0, 1, 3.3, 6]) {
    const h = 10 ** -zoom;
    const { missed } = planes.replayed(square, state({ zoom }));
    assert.ok(missed && Math.abs(missed[0] - 0.25 * h * h) <= 2e-15, `${zoom}: ${missed}`);
  }
});

test("with half the derivative, h·x·v is missed as well", () => {
  const { missed, push } = planes.replayed(square, state({ zoom: 2, halved: true }));
  assert.ok(missed && Math.abs(missed[0] - (0.01 * 3 * 0.5 + 1e-4 * 0.25)) < 1e-14);
  assert.equal(push[0], 1.5);
});

test("remainders at a list of steps are those at each of them", () => {
  const [one, small] = planes.sizes(square, [9], [6], state({}), [1, 0.1]);
  assert.ok(Math.abs(one - 0.25) < 1e-14 && Math.abs(small - 0.0025) < 1e-14);
});

test("the lens leaves the point where it was on screen", () => {
  const view = { cx: 1, cy: 2, half: 4 };
  /** @type {[number, number]} */
  const about = [1.5, -0.5];
  const before = toPixels(frameOf(view, 300, false), about);
  const after = toPixels(frameOf(magnified(view, about, 1e-5), 300, false), about);
  assert.ok(Math.hypot(before[0] - after[0], before[1] - after[1]) < 1e-6);
  assert.equal(magnified(view, about, 1e-5).half, 4e-5);
});

test("how far apart two images are is counted in pixels of the shown coordinates", () => {
  const numbers = { value: [], jacobian: [], push: [], change: null, missed: [3, 100, 4] };
  assert.equal(planes.pixelsApart(numbers, [0, 2], 10), 50);
  assert.equal(planes.pixelsApart({ ...numbers, missed: [-2] }, [0, 0], 10), 20);
  assert.ok(Number.isNaN(planes.pixelsApart({ ...numbers, missed: null }, [0, 0], 10)));
});

test("images less than half a pixel apart are called one picture, others are not", () => {
  assert.match(apartText(0.4), /one picture/);
  assert.doesNotMatch(apartText(0.6), /one picture/);
  assert.match(apartText(0), /less than 0.01 px/);
});

test("axes hold all remainders and reach below the rounding errors", () => {
  const range = rangeOf([0.3, 1e-9, 0, NaN], 2e-16);
  assert.equal(range.high, 0);
  assert.ok(range.low <= -16);
  assert.ok(rangeOf([], 1e-15).high >= -3);
});

test("a decade of h is an eighth of the plot, and h grows to the right", () => {
  const { across, up } = scale({ left: -8, right: 0, low: -16, high: 0 }, 400, 400);
  assert.ok(Math.abs(across(-3) - across(-4) - (across(0) - across(-8)) / 8) < 1e-9);
  assert.ok(across(-1) > across(-2) && up(-1) < up(-2));
});

test("a line is drawn where it was fitted", () => {
  const line = { slope: 2, height: 0, used: [false, true, true, false] };
  assert.deepEqual(ends(line, [1, 0.1, 0.01, 0.001]), [-2, -1]);
  assert.equal(ends({ ...line, used: [] }, [1]), null);
});

test("with a lift, level lines of a linear function are straight", () => {
  const frame = frameOf({ cx: 0, cy: 0, half: 1 }, 400, false);
  const field = sampled(frame.view, 11, ([a]) => a, 1e4);
  const xs = [...levelPath(frame, field, -0.93).matchAll(/[ML](-?\d+) /g)].map((found) => Number(found[1]) / 10);
  assert.ok(xs.length > 10);
  for (const x of xs) assert.ok(Math.abs(x - 14) < 0.15, String(x));
});

test("the scale bar is a round length of a quarter of the plane or so", () => {
  const { text, path } = planes.scaleBar(frameOf({ cx: 0, cy: 0, half: 2 }, 400, false));
  assert.equal(text, "0.5");
  assert.match(path, /h500v/);
});

test("a slope of nothing has no sign, and without a slope it is said why", () => {
  assert.equal(slopeLabel(-1e-9), "slope 0.00");
  assert.equal(slopeLabel(-0.5), "slope −0.50");
  assert.equal(spoken(0, 0.1, NaN, "Too few."), "magnification 1 ×; the linear picture misses by 0.1; Too few.");
  assert.equal(spoken(0, null, 2, ""), "magnification 1 ×; slope 2.00");
});

test("a worker draws what the page does, once it has seen what was there before the hand", () => {
  const entry = { slug: "", inputs: ["a", "b"], outputs: ["y"], x_view: [], y_view: [], preset: { x: [], v: [], u: [] }, picture: null };
  const saddle = load({ inputs: 2, constants: [], operations: [["mul", 0, 1]], value: [2], jacobian: [1, 0] });
  const turn = load({ inputs: 2, constants: [0, 1, -1], operations: [["neg", 1]], value: [5, 0], jacobian: [2, 4, 3, 2] });
  for (const [tape, outputs] of /** @type {const} */ ([[saddle, ["y"]], [turn, ["y1", "y2"]]])) {
    const at = state({ x: [1, 2], v: [0.5, -0.25], inputs: [0, 1], outputs: outputs.length > 1 ? [0, 1] : [0, 0] });
    const stays = { entry: { ...entry, outputs: [...outputs] }, tape };
    const [page, worker] = [createScenes(stays), createScenes(structuredClone(stays))];
    const moves = (/** @type {Partial<planes.State>} */ change, /** @type {boolean} */ held) => {
      const moved = { ...at, ...change };
      const views = [{ cx: 1, cy: 2, half: 2 }, { cx: 0, cy: 0, half: 3 }];
      return { state: moved, numbers: planes.replayed(tape, moved), problem: "", held, up: 2, views, widths: [300, 250] };
    };
    const calm = moves({}, false);
    assert.deepEqual(worker(structuredClone(calm)), page(calm));
    for (const change of [{ x: [1.5, 1] }, { v: [0, 1] }, { zoom: 2 }, { halved: true }, { cover: true }]) {
      const now = moves(change, true);
      assert.deepEqual(worker(structuredClone(now)), page(now));
      assert.deepEqual(unnamed(page(now), legend(now.state)), []);
    }
    // Where x moves by a ten-millionth, what is heard of it is another number.
    const heard = (/** @type {number} */ x) => page(moves({ x: [x, 1], zoom: 6 }, false))[0].handles.map(({ text }) => text);
    assert.notDeepEqual(heard(1.5 + 1e-7), heard(1.5 + 2e-7));
  }
});
