import assert from "node:assert/strict";
import { test } from "node:test";

import { createGestures } from "../../explainers/components/frontend/parts/gestures.js";

/** @typedef {{ edition: string, x: number, y?: number, heard?: string }} Data */

/** A figure with two numbers, which writes down all that is asked of it. */
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
  const state = { x: 0, y: 0 };
  const server = { away: false };
  /** @type {ReturnType<typeof createGestures<Data>>} */
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => ({ slug: "sine", ...state }),
    send: (gesture) => sent.push(gesture),
    away: () => server.away,
    rest: () => done.push("rest"),
    schedule: () => done.push("schedule"),
    take: (data) => {
      done.push(`take ${data.edition}`);
      if (data.edition === edition) return;
      const theirs = { x: data.x, y: data.y ?? 0 };
      const kept = edition ? gestures.newer(data.heard, theirs) : {};
      edition = data.edition;
      Object.assign(state, theirs, kept);
      gestures.follow(Object.keys(kept).length === 0);
    },
  }, "a");
  gestures.offer({ edition: "a", x: 1 });
  done.length = 0;
  return { gestures, state, sent, done, server, held: () => classes.has("held") };
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
  assert.deepEqual(sent, [{ slug: "sine", x: 4, y: 0, edition: "a", sent: "a-1" }]);
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

test("an edition that comes while something is held waits, and then is followed but for what the hand moved", () => {
  const { gestures, state, sent, done } = figure();
  gestures.press();
  state.x = 2;
  gestures.offer({ edition: "b", x: 7, y: 7 });
  gestures.offer({ edition: "c", x: 8, y: 8 });
  assert.deepEqual([state, done], [{ x: 2, y: 0 }, []]);
  gestures.release();
  assert.deepEqual([state, done], [{ x: 2, y: 8 }, ["take c"]]);
  assert.deepEqual(sent, [{ slug: "sine", x: 2, y: 8, edition: "c", sent: "a-1" }]);
  gestures.settle();
  gestures.press();
  gestures.release();
  assert.equal(sent.length, 1);
  assert.equal(done.filter((what) => what === "take c").length, 1);
});

test("an edition that comes while something is held that has not moved is followed, and is no news", () => {
  const { gestures, state, sent } = figure();
  gestures.press();
  gestures.offer({ edition: "b", x: 7, y: 7 });
  gestures.release();
  gestures.settle();
  assert.deepEqual([state, sent], [{ x: 7, y: 7 }, []]);
});

test("what is set from outside after a gesture that Python has taken is followed", () => {
  const { gestures, state, sent } = figure();
  state.x = 2;
  gestures.settle();
  gestures.offer({ edition: "b", x: 7, heard: "a-1" });
  assert.equal(state.x, 7);
  gestures.settle();
  assert.equal(sent.length, 1);
});

test("a gesture on an older edition, which Python cannot take, is made again on the new one", () => {
  const { gestures, state, sent } = figure();
  state.x = 2;
  gestures.settle();
  state.y = 3;
  gestures.settle();
  gestures.offer({ edition: "b", x: 7, y: 7, heard: "a-1" });
  assert.deepEqual(state, { x: 7, y: 3 });
  assert.deepEqual(sent[2], { slug: "sine", x: 7, y: 3, edition: "b", sent: "a-3" });
  gestures.offer({ edition: "c", x: 8, y: 8, heard: "a-3" });
  assert.deepEqual(state, { x: 8, y: 8 });
});

test("a gesture of another figure that Python has taken says nothing of those of this one", () => {
  for (const heard of ["other-9", "", "a-", undefined]) {
    const { gestures, state } = figure();
    state.x = 2;
    gestures.settle();
    gestures.offer({ edition: "b", x: 7, heard });
    assert.equal(state.x, 2);
  }
});

test("while the server is away nothing is sent, and what is shown is sent when there is one again", () => {
  const { gestures, state, sent, server } = figure();
  server.away = true;
  for (state.x of [2, 3]) gestures.settle();
  assert.deepEqual([sent, gestures.owes()], [[], true]);
  server.away = false;
  gestures.back();
  assert.deepEqual(sent.map(({ x, edition }) => [x, edition]), [[3, "a"]]);
  assert.equal(gestures.owes(), false);
  gestures.settle();
  assert.equal(sent.length, 1);
});

test("a server that takes over sets what it knows from the link, and is told what hands did since", () => {
  const { gestures, state, sent, server } = figure();
  for (state.x of [2, 3]) gestures.settle();
  gestures.offer({ edition: "a", x: 3, heard: "a-2" });
  server.away = true;
  state.x = 4;
  gestures.settle();
  server.away = false;
  gestures.back();
  gestures.offer({ edition: "b", x: 1, y: 5 });
  assert.deepEqual(state, { x: 4, y: 5 });
  assert.deepEqual(sent.at(-1), { slug: "sine", x: 4, y: 5, edition: "b", sent: "a-5" });
});

test("a link that lags behind what a server had taken before it died loses nothing", () => {
  const { gestures, state, sent } = figure();
  state.x = 2;
  gestures.settle();
  gestures.offer({ edition: "a", x: 2, heard: "a-1" });
  gestures.back();
  gestures.offer({ edition: "b", x: 1 });
  assert.equal(state.x, 2);
  assert.deepEqual(sent.map(({ x, edition }) => [x, edition]), [[2, "a"], [2, "a"], [2, "b"]]);
});

test("a server that comes back while a hand holds is told when the hand lets go, moved or not", () => {
  const { gestures, state, sent, server } = figure();
  server.away = true;
  state.x = 2;
  gestures.settle();
  gestures.press();
  server.away = false;
  gestures.back();
  gestures.offer({ edition: "b", x: 1, y: 5 });
  assert.deepEqual(sent, []);
  gestures.release();
  assert.deepEqual(state, { x: 2, y: 5 });
  assert.deepEqual(sent.map(({ x, edition }) => [x, edition]), [[2, "b"]]);
});

test("a figure that nobody has touched asks nothing of a server that is back", () => {
  const { gestures, state, sent } = figure();
  gestures.back();
  gestures.offer({ edition: "b", x: 7 });
  assert.deepEqual([state.x, sent], [7, []]);
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

test("who turns to something else after keys does not wait for the pause, and sends once", (context) => {
  const tick = clock(context);
  const { gestures, state, sent } = figure();
  gestures.hurry();
  assert.deepEqual(sent, []);
  state.x = 2;
  gestures.settleSoon();
  gestures.hurry();
  assert.deepEqual(sent.map(({ x }) => x), [2]);
  tick(1000);
  gestures.hurry();
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

test("what comes from outside is sent at once with what keys moved, and the end of the figure calls it off", (context) => {
  const tick = clock(context);
  const { gestures, state, sent, done } = figure();
  state.x = 2;
  gestures.settleSoon();
  gestures.offer({ edition: "b", x: 7, y: 7 });
  assert.deepEqual(sent.splice(0), [{ slug: "sine", x: 2, y: 7, edition: "b", sent: "a-1" }]);
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
  assert.deepEqual(sent, [{ slug: "sine", x: 1, y: 0, edition: "a", sent: "a-1" }]);
  gestures.settle();
  assert.equal(sent.length, 1);
  assert.equal(gestures.moves(), false);
  state.x = 2;
  gestures.settle();
  assert.deepEqual(sent.map(({ sent: name }) => name), ["a-1", "a-2"]);
  assert.equal(gestures.moves(), true);
});
