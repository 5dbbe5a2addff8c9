import assert from "node:assert/strict";
import { test } from "node:test";

import { overlap, reaches } from "../../explainers/components/frontend/parts/labels.js";
import { frameOf } from "../../explainers/components/frontend/parts/geometry.js";
import { HALO, LINES, USUAL, boxOf, createComposer, emptyScene, spriteName } from "../../explainers/components/frontend/parts/picture.js";
import { randomNumbers } from "./random.js";

/** @typedef {import("../../explainers/components/frontend/parts/picture.js").Scene} Scene */

const FRAME = frameOf({ cx: 0, cy: 0, half: 2 }, 400, false);
const LINE = frameOf({ cx: 0, cy: 0, half: 2 }, 400, true);

/** @param {Partial<Scene>} [scene] */
function composed(scene = {}, frame = FRAME) {
  return createComposer()({ ...emptyScene(frame), ...scene });
}

/**
 * @param {import("../../explainers/components/frontend/parts/geometry.js").Vec} to
 * @returns {import("../../explainers/components/frontend/parts/picture.js").Arrow}
 */
function arrow(to) {
  return { id: "v", from: [0, 0], to, label: "v", length: Math.hypot(...to) };
}

test("a point is where its numbers say, in pixels", () => {
  assert.deepEqual(composed({ point: [1, 1] }).point, [300, 100]);
});

test("ticks and names are whole pixels, inside the plane, and numbers of the view", () => {
  const { ticks, names } = composed({ axes: ["a", "b"] }).still;
  assert.deepEqual([...new Set(ticks.map(({ text }) => text))].sort(), ["-1", "0", "1"].map((z) => z.replace("-", "−")).sort());
  for (const { x, y } of [...ticks, ...names]) {
    assert.ok(Number.isInteger(x) && Number.isInteger(y) && x >= 0 && x <= 400 && y >= 0 && y <= 400);
  }
  assert.deepEqual(names.map(({ text }) => text), ["a →", "↑ b"]);
});

/** @param {import("../../explainers/components/frontend/parts/geometry.js").Vec} at */
function handle(at) {
  return { id: /** @type {const} */ ("v"), at, value: 0, largest: 1, text: "" };
}

test("the name of an axis goes along its edge while a handle is where it stands", () => {
  const compose = createComposer();
  const places = (/** @type {[number, number]} */ at) =>
    compose({ ...emptyScene(FRAME), axes: ["a", "b"], handles: [handle(at)] }).still.names.map(({ x }) => x);
  assert.deepEqual(places([0, 0]), [392, 8]);
  assert.deepEqual(places([-1.9, 1.85]), [392, 40]);
  assert.deepEqual(places([1.85, -1.8]), [360, 8]);
  assert.deepEqual(places([0, 0]), [392, 8]);
});

test("the name of an axis keeps off numbers and handles wherever there is a free place", () => {
  const numbers = randomNumbers(5);
  for (let trial = 0; trial < 200; trial++) {
    const [cx, cy] = numbers(2);
    const frame = frameOf({ cx, cy, half: 2 }, 170, false);
    const handles = Array.from({ length: 5 }, () => {
      const [a, b] = numbers(2);
      return handle([cx + 2 * Math.sin(3 * a), cy + 2 * Math.sin(3 * b)]);
    });
    const picture = composed({ axes: ["a", "b"], handles }, frame);
    for (const name of picture.still.names) {
      const { middle, width, height } = boxOf(name, USUAL);
      for (const { at } of picture.handles) assert.ok(!reaches(at, HALO, middle, width, height), `${trial} ${name.text}`);
      for (const tick of picture.still.ticks) assert.ok(!overlap(middle, width, height, boxOf(tick, USUAL)), `${trial} ${name.text}`);
    }
  }
});

test("what follows from the view rests until the view changes", () => {
  const compose = createComposer();
  const first = compose(emptyScene(FRAME));
  assert.equal(compose({ ...emptyScene(FRAME), point: [1, 0] }).still, first.still);
  assert.notEqual(compose(emptyScene(frameOf({ cx: 0, cy: 0, half: 3 }, 400, false))).still, first.still);
  assert.notEqual(compose(emptyScene(LINE)).still, first.still);
});

test("with a scale bar there are no numbers, and its text is a word", () => {
  const { still, lines, words } = composed({ bar: { path: "M0 0h9", text: "10⁻³", at: [20, 30] } });
  assert.deepEqual(still, { axes: "", ticks: [], names: [] });
  assert.equal(lines["scale-bar"], "M0 0h9");
  assert.deepEqual(words.at(-1), { kind: "axis", text: "10⁻³", x: 20, y: 30, anchor: "start" });
});

test("a name keeps off the lines of what is drawn", () => {
  const [free] = composed({ point: [1, 1], pointLabel: "x" }).words;
  const [x, y] = [free.x, free.y - 4].map((z) => 10 * z);
  const drawing = { lines: { solid: `M${x - 200} ${y}L${x} ${y}L${x} ${y + 300}` }, arrows: [], words: [] };
  const [kept] = composed({ point: [1, 1], pointLabel: "x", drawing }).words;
  assert.ok(kept.y < free.y - 8, JSON.stringify([free, kept]));
});

test("each line of a scene is in the picture, and each is known by name", () => {
  const given = { grid: "M1", levels: "M2", level: "M3", ring: "M4", curve: "M5", linear: "M6", gap: "M7", apart: "M12", cloud: "M10", spread: "M11" };
  const drawn = { card: "Ma", fine: "Mb", outline: "Mc", body: "Md", solid: "Me", joint: "Mf" };
  const drawing = { lines: drawn, arrows: [], words: [] };
  const { lines } = composed({ ...given, stripes: { zero: "M8", rest: "M9" }, drawing });
  assert.deepEqual(lines, { ...given, ...drawn, stripes: "M9", zero: "M8", "scale-bar": "" });
  assert.deepEqual(Object.keys(lines).sort(), [...LINES].sort());
});

test("an arrow that is cut says its whole length; one that is not finite is not drawn", () => {
  const { arrows, words } = composed({ arrows: [arrow([9, 0]), arrow([NaN, 0]), arrow([1, 0])] });
  assert.equal(arrows.length, 2);
  assert.deepEqual(words.map(({ text }) => text), ["", "v, length 9", "v"]);
});

test("what a function is about has its arrows below the vectors, and its names among theirs", () => {
  const turn = { id: /** @type {"pull"} */ ("pull"), shaft: "M1 1L2 2", head: "M3 3Z" };
  const words = [{ kind: /** @type {"pull"} */ ("pull"), text: "(uᵀJ)₁", spot: /** @type {[number, number]} */ ([900, 50]) }];
  const picture = composed({ arrows: [arrow([1, 0])], drawing: { lines: {}, arrows: [turn], words } });
  assert.deepEqual(picture.arrows[0], turn);
  assert.equal(picture.arrows[1].id, "v");
  const name = picture.words.find(({ text }) => text === "(uᵀJ)₁");
  assert.ok(name && name.x < 400, "a name is kept inside its plane");
});

test("arrows of a number line stand off it, and so do their handles", () => {
  const handle = { id: /** @type {"v"} */ ("v"), at: /** @type {[number, number]} */ ([1, 0]), value: 1, largest: 9, text: "" };
  const { arrows, handles } = composed({ arrows: [arrow([1, 0])], handles: [handle] }, LINE);
  const middle = LINE.height / 2;
  assert.ok(arrows[0].shaft.startsWith(`M200.0 ${(middle - 18).toFixed(1)}`), arrows[0].shaft);
  assert.deepEqual(handles, [{ id: "v", at: [300, middle - 18] }]);
});

test("a handle and a point that are off the plane wait at its edge and say so", () => {
  const handle = { id: /** @type {"x"} */ ("x"), at: /** @type {[number, number]} */ ([50, -50]), value: 1, largest: 9, text: "" };
  const { handles, words } = composed({ point: [50, -50], pointLabel: "x", handles: [handle] });
  assert.deepEqual(handles[0].at, [396, 396]);
  assert.equal(words[0].text, "x is off the plane");
});

test("off a number line the point's word keeps clear of the numbers", () => {
  const { words, still } = composed({ point: [50, 0], pointLabel: "f(x)" }, LINE);
  assert.equal(words[0].text, "f(x) is off the plane");
  assert.ok(still.ticks.every(({ y }) => y - words[0].y > 40));
});

test("a place without a value leaves the picture faint, and no mark where f is not", () => {
  assert.equal(composed({ message: "not finite" }).faint, true);
  assert.equal(composed().faint, false);
  assert.equal(composed({ moved: [NaN, 1] }).moved, null);
  assert.deepEqual(composed({ moved: [0, 0] }).moved, [200, 200]);
});

test("words that look different have different names", () => {
  const word = { kind: "v", text: "v", x: 1, y: 2, anchor: /** @type {"middle"} */ ("middle") };
  const others = [{ ...word, kind: "u" }, { ...word, text: "w" }, { ...word, anchor: /** @type {"end"} */ ("end") }];
  assert.equal(spriteName(word), spriteName({ ...word, x: 5, y: 6 }));
  for (const other of others) assert.notEqual(spriteName(word), spriteName(other));
});
