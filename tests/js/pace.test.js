import assert from "node:assert/strict";
import { test } from "node:test";

import { createPace } from "../../explainers/components/frontend/parts/pace.js";

const WHOLE = { bars: true, cells: true, sums: true, still: true };

/**
 * A figure's pace, and a clock for them.
 * @param {import("node:test").TestContext} context
 */
function figure(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 1000;
  /** @type {unknown[]} */
  const drawn = [];
  const pace = createPace(() => drawn.push(pace.next(true)), () => now);
  const pass = (/** @type {number} */ milliseconds) => {
    for (let k = 0; k < milliseconds; k++) {
      now += 1;
      context.mock.timers.tick(1);
    }
  };
  /** Frames of a moving hand, so many milliseconds apart. @param {number[]} apart */
  const frames = (apart) =>
    apart.map((milliseconds) => {
      pass(milliseconds);
      return pace.next(true);
    });
  return { pace, drawn, pass, frames };
}

/** @param {number} count @param {number} milliseconds */
function alike(count, milliseconds) {
  return Array.from({ length: count }, () => milliseconds);
}

test("with no hand all is drawn", (context) => {
  const { pace } = figure(context);
  assert.deepEqual(pace.next(false), WHOLE);
});

test("under a hand cells and sums take turns, bars are in every frame", (context) => {
  const { pace, frames } = figure(context);
  pace.begin(false);
  const seen = frames(alike(6, 16));
  assert.deepEqual(seen.map(({ cells }) => cells), [false, true, false, true, false, true]);
  assert.ok(seen.every(({ bars, cells, sums, still }) => bars && cells !== sums && !still));
});

test("where most frames are late, one in twenty-four draws all and the others what is held", (context) => {
  const { pace, frames } = figure(context);
  for (const bar of [false, true]) {
    pace.begin(bar);
    const seen = frames(alike(110, 33)).slice(14);
    assert.deepEqual(seen.filter(({ cells }) => cells).length, 4);
    for (const turn of seen) assert.deepEqual(turn, { bars: turn.cells || bar, cells: turn.cells, sums: turn.cells, still: false });
  }
});

test("what is not on the screen waits until the hand rests", (context) => {
  const { pace, drawn, pass } = figure(context);
  pace.begin(true);
  for (let k = 0; k < 40; k++) assert.deepEqual(pace.next(true, false), { bars: false, cells: false, sums: false, still: false });
  pass(120);
  assert.deepEqual(drawn, [WHOLE]);
  assert.deepEqual(pace.next(false, false), WHOLE);
});

test("a hand that is slow to begin tells nothing", (context) => {
  const { pace, frames } = figure(context);
  pace.begin(false);
  assert.ok(frames([...alike(8, 60), ...alike(40, 16)]).every(({ bars }) => bars));
});

test("a late frame now and then is no slow machine, nor is a hand that pauses", (context) => {
  const { pace, frames } = figure(context);
  pace.begin(false);
  const seen = frames(Array.from({ length: 60 }, (_, k) => (k % 3 === 0 ? 40 : k % 7 === 0 ? 900 : 16)));
  assert.ok(seen.every(({ bars }) => bars));
});

test("a machine that was only slow to begin is found out", (context) => {
  const { pace, frames } = figure(context);
  pace.begin(false);
  assert.equal(frames(alike(14, 33)).at(-1)?.bars, false);
  assert.ok(frames(alike(96, 16)).slice(-4).every(({ bars }) => bars));
});

test("a machine that is late after each whole frame stays slow", (context) => {
  const { pace, frames } = figure(context);
  pace.begin(false);
  frames(alike(16, 33));
  for (let k = 0; k < 200; k++) {
    const [turn] = frames([16]);
    assert.equal(turn.bars, turn.cells);
    if (turn.cells) frames([26]);
  }
});

test("the next hand finds a machine that is not slow", (context) => {
  const { pace, frames } = figure(context);
  pace.begin(false);
  assert.equal(frames(alike(20, 33)).at(-1)?.bars, false);
  pace.begin(false);
  assert.equal(frames(alike(20, 16)).at(-1)?.bars, true);
});

test("a hand that holds still has all drawn for it once", (context) => {
  const { pace, drawn, pass } = figure(context);
  pace.begin(false);
  pace.next(true);
  pass(119);
  pace.next(true);
  pass(119);
  assert.deepEqual(drawn, []);
  pass(1);
  assert.deepEqual(drawn, [WHOLE]);
  pass(1000);
  assert.equal(drawn.length, 1);
});

test("a hand that lets go, and a figure that goes, leave nothing to come", (context) => {
  const { pace, drawn, pass } = figure(context);
  pace.begin(false);
  pace.next(true);
  pace.next(false);
  pass(1000);
  pace.next(true);
  pace.stop();
  pass(1000);
  assert.deepEqual(drawn, []);
});
