import assert from "node:assert/strict";
import { test } from "node:test";

import { createChosen } from "../../explainers/components/frontend/choice/chosen.js";

/** @typedef {import("../../explainers/components/frontend/choice/data.d.ts").Data} Data */

/** @param {string} edition @param {string} chosen @param {string | null} [heard] @param {Partial<Data>} [more] @returns {Data} */
function data(edition, chosen, heard = null, more = {}) {
  const options = ["seed", "polar", "arm"].map((value) => ({ value, words: value }));
  return { edition, state: { chosen }, options, label: "Function", named: false, fixed: false, look: "list", most: 0, span: [0, 0], heard, ...more };
}

/** A list that shows "seed" on edition a, and what it has sent to a server that may be away. */
function list() {
  /** @type {Record<string, string>[]} */
  const sent = [];
  const server = { away: false };
  const on = { send: (/** @type {Record<string, string>} */ gesture) => sent.push(gesture), away: () => server.away };
  const chosen = createChosen(on, data("a", "seed"), "n");
  return { chosen, sent, server, told: () => sent.map((gesture) => `${gesture.chosen} ${gesture.edition} ${gesture.sent}`) };
}

test("what is chosen is shown and told at once, and then Python is followed", () => {
  const { chosen, sent } = list();
  assert.equal(chosen.shown(), "seed");
  chosen.choose("polar");
  assert.equal(chosen.shown(), "polar");
  assert.deepEqual(sent, [{ chosen: "polar", edition: "a", sent: "n-1" }]);
  chosen.take(data("b", "polar", "n-1"));
  chosen.take(data("c", "arm", "n-1"));
  assert.equal(chosen.shown(), "arm");
  chosen.take(data("c", "seed", "n-1"));
  assert.equal(chosen.shown(), "seed");
  assert.equal(sent.length, 1);
});

test("what Python sends before it has heard undoes nothing, and on another edition it is told again", () => {
  const { chosen, told } = list();
  chosen.choose("polar");
  chosen.take(data("a", "seed"));
  assert.deepEqual([chosen.shown(), told().length], ["polar", 1]);
  chosen.take(data("b", "arm"));
  assert.equal(chosen.shown(), "polar");
  assert.deepEqual(told(), ["polar a n-1", "polar b n-2"]);
  chosen.take(data("b", "arm", "n-1"));
  assert.equal(chosen.shown(), "polar");
  chosen.take(data("c", "polar", "n-2"));
  chosen.take(data("d", "arm", "n-2"));
  assert.deepEqual([chosen.shown(), told().length], ["arm", 2]);
});

test("of two choices the second is kept when Python has heard the first", () => {
  const { chosen, told } = list();
  chosen.choose("polar");
  chosen.choose("arm");
  chosen.take(data("b", "polar", "n-1"));
  assert.equal(chosen.shown(), "arm");
  assert.deepEqual(told(), ["polar a n-1", "arm a n-2", "arm b n-3"]);
});

test("what is chosen while the server is away is told to the next one, which knows another edition", () => {
  const { chosen, server, told } = list();
  server.away = true;
  chosen.choose("polar");
  assert.deepEqual([chosen.shown(), chosen.owes(), told()], ["polar", true, []]);
  server.away = false;
  chosen.back();
  assert.equal(chosen.owes(), false);
  chosen.take(data("z", "seed"));
  assert.equal(chosen.shown(), "polar");
  assert.deepEqual(told(), ["polar a n-2", "polar z n-3"]);
  chosen.take(data("y", "polar", "n-3"));
  server.away = true;
  assert.equal(chosen.owes(), false);
  server.away = false;
  chosen.back();
  assert.equal(told().length, 2);
});

test("what is on its way when the server falls is told to the next one", () => {
  const { chosen, server, told } = list();
  chosen.choose("polar");
  server.away = true;
  assert.equal(chosen.owes(), true);
  server.away = false;
  chosen.back();
  assert.deepEqual(told(), ["polar a n-1", "polar a n-2"]);
});

test("keys that step through a list tell where they rest, or where they are left", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { chosen, told } = list();
  chosen.choose("polar", 300);
  context.mock.timers.tick(200);
  chosen.choose("arm", 300);
  context.mock.timers.tick(299);
  assert.deepEqual([chosen.shown(), told()], ["arm", []]);
  chosen.take(data("b", "seed"));
  assert.deepEqual([chosen.shown(), told()], ["arm", []]);
  context.mock.timers.tick(1);
  assert.deepEqual(told(), ["arm b n-1"]);
  chosen.choose("polar", 300);
  chosen.take(data("c", "arm", "n-1"));
  assert.equal(chosen.shown(), "polar");
  chosen.hurry();
  chosen.hurry();
  context.mock.timers.tick(1000);
  assert.deepEqual(told(), ["arm b n-1", "polar c n-2"]);
  chosen.choose("seed", 300);
  chosen.stop();
  context.mock.timers.tick(1000);
  assert.equal(told().length, 2);
});

test("what is not offered any more, or is kept as it is, is given up", () => {
  for (const more of [{ options: [{ value: "arm", words: "Arm" }] }, { fixed: true }]) {
    const { chosen, told } = list();
    chosen.choose("polar");
    chosen.take(data("b", "arm", null, more));
    assert.deepEqual([chosen.shown(), told().length], ["arm", 1]);
  }
});
