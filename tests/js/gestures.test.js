import assert from "node:assert/strict";
import { test } from "node:test";

import { createGestures } from "../../explainers/components/frontend/parts/gestures.js";

/** @typedef {{ edition: string, x: number }} Data */

/** A figure with one number, which writes down all that is asked of it. */
function figure() {
  /** @type {Record<string, unknown>[]} */
  const sent = [];
  /** @type {string[]} */
  const done = [];
  const classes = new Set();
  const root = /** @type {HTMLElement} */ (/** @type {unknown} */ ({
    classList: { add: classes.add.bind(classes), remove: classes.delete.bind(classes) },
  }));
  let edition = "";
  const state = { x: 0 };
  /** @type {ReturnType<typeof createGestures<Data>>} */
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => ({ slug: "sine", ...state }),
    send: (gesture) => sent.push(gesture),
    rest: () => done.push("rest"),
    schedule: () => done.push("schedule"),
    take: (data) => {
      done.push(`take ${data.edition}`);
      if (data.edition === edition) return;
      edition = data.edition;
      state.x = data.x;
      gestures.follow();
    },
  });
  gestures.offer({ edition: "a", x: 1 });
  done.length = 0;
  return { gestures, state, sent, done, held: () => classes.has("held") };
}

/** @param {import("node:test").TestContext} context */
function clock(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  return (/** @type {number} */ milliseconds) => context.mock.timers.tick(milliseconds);
}

test("a hand sends nothing until it lets go, and then once", () => {
  const { gestures, state, sent, held } = figure();
  gestures.press();
  assert.ok(held() && gestures.held());
  for (state.x of [2, 3, 4]) assert.deepEqual(sent, []);
  gestures.release();
  assert.ok(!held() && !gestures.held());
  assert.deepEqual(sent, [{ slug: "sine", x: 4, edition: "a", sent: "a-1" }]);
  gestures.release();
  assert.equal(sent.length, 1);
});

test("a hand that changed nothing sends nothing", () => {
  const { gestures, state, sent, done } = figure();
  gestures.press();
  state.x = 5;
  state.x = 1;
  gestures.release();
  assert.deepEqual(sent, []);
  assert.deepEqual(done, ["rest", "schedule"]);
  assert.equal(gestures.moves(), false);
});

test("equal states after different gestures are told apart", () => {
  const { gestures, state, sent } = figure();
  for (state.x of [2, 1, 2]) gestures.settle();
  assert.deepEqual(sent.map(({ x, sent: name }) => [x, name]), [[2, "a-1"], [1, "a-2"], [2, "a-3"]]);
});

test("of two hands the last one sends", () => {
  const { gestures, state, sent, held } = figure();
  gestures.press();
  gestures.press();
  state.x = 2;
  gestures.release();
  assert.ok(held());
  assert.deepEqual(sent, []);
  gestures.release();
  assert.equal(sent.length, 1);
});

test("an edition that comes while something is held waits, and is then no news", () => {
  const { gestures, state, sent, done } = figure();
  gestures.press();
  state.x = 2;
  gestures.offer({ edition: "b", x: 7 });
  gestures.offer({ edition: "c", x: 8 });
  assert.deepEqual([state.x, done], [2, []]);
  gestures.release();
  assert.deepEqual([state.x, done], [8, ["take c"]]);
  gestures.settle();
  assert.deepEqual(sent, []);
  gestures.press();
  gestures.release();
  assert.equal(done.filter((what) => what === "take c").length, 1);
});

test("an answer to the edition at hand is taken even while something is held", () => {
  const { gestures, state, done } = figure();
  gestures.press();
  state.x = 2;
  gestures.offer({ edition: "a", x: 1 });
  assert.deepEqual([state.x, done], [2, ["take a"]]);
});

test("keys send once, a pause after the last of them", (context) => {
  const tick = clock(context);
  const { gestures, state, sent, done } = figure();
  for (state.x of [2, 3, 4]) {
    gestures.settleSoon();
    tick(149);
    assert.deepEqual(sent, []);
  }
  tick(1);
  assert.deepEqual(sent.map(({ x }) => x), [4]);
  assert.deepEqual(done, ["rest", "schedule"]);
  tick(1000);
  assert.equal(sent.length, 1);
});

test("a figure may choose its own pause", (context) => {
  const tick = clock(context);
  const { gestures, state, sent } = figure();
  state.x = 2;
  gestures.settleSoon(400);
  tick(399);
  assert.deepEqual(sent, []);
  tick(1);
  assert.equal(sent.length, 1);
});

test("a hand takes over from keys, and keys from nothing while a hand holds", (context) => {
  const tick = clock(context);
  const { gestures, state, sent } = figure();
  state.x = 2;
  gestures.settleSoon();
  gestures.press();
  tick(1000);
  gestures.settleSoon();
  tick(1000);
  assert.deepEqual(sent, []);
  state.x = 3;
  gestures.release();
  assert.deepEqual(sent.map(({ x }) => x), [3]);
});

test("what comes from outside, or the end of the figure, calls off what keys were about to send", (context) => {
  const tick = clock(context);
  const { gestures, state, sent, done } = figure();
  state.x = 2;
  gestures.settleSoon();
  gestures.offer({ edition: "b", x: 7 });
  tick(1000);
  assert.deepEqual(done, ["take b"]);
  state.x = 3;
  gestures.settleSoon();
  gestures.stop();
  tick(1000);
  assert.deepEqual(sent, []);
});

test("a state that came without its answer is asked about once, which is no move of the reader's", () => {
  const { gestures, state, sent } = figure();
  gestures.follow(false);
  assert.deepEqual(sent, [{ slug: "sine", x: 1, edition: "a", sent: "a-1" }]);
  gestures.settle();
  assert.equal(sent.length, 1);
  assert.equal(gestures.moves(), false);
  state.x = 2;
  gestures.settle();
  assert.deepEqual(sent.map(({ sent: name }) => name), ["a-1", "a-2"]);
  assert.equal(gestures.moves(), true);
});
