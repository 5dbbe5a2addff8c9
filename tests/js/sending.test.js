import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { forget, kept } from "../../explainers/components/frontend/room/keep.js";
import { createSending } from "../../explainers/components/frontend/room/sending.js";

/** @typedef {import("../../explainers/components/frontend/room/sending.js").Reply} Reply */

const CODE = "BCDFG";
const LOST = { status: 0, body: { problem: "away" } };
const TAKEN = { status: 200, body: {} };
/** @param {import("../../explainers/components/frontend/room/sending.js").Held | null} held @returns {Reply} */
const closed = (held) => ({ status: 409, body: { problem: "closed", held } });

/** A student whose server replies when it is told to. */
function student() {
  forget(CODE);
  const abort = new AbortController();
  /** @type {{ body: any, reply: (reply: Reply) => void }[]} */
  const sent = [];
  /** @type {[number, string][]} */
  const told = [];
  const say = (/** @type {object} */ body) => /** @type {Promise<Reply>} */ (new Promise((reply) => sent.push({ body, reply })));
  const sending = createSending(CODE, say, (round, problem) => told.push([round, problem]), abort.signal);
  /** @param {Reply} reply */
  const replied = async (reply) => {
    sent[sent.length - 1].reply(reply);
    await turns();
  };
  return { sending, sent, told, replied, abort, answer: (round = 1) => kept(CODE).answers[round] };
}

/** All that is waiting to be done is. */
async function turns() {
  for (let k = 0; k < 10; k++) await Promise.resolve();
}

test("an answer that did not arrive is sent again until it did, while nothing else happens", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { sending, sent, told, replied } = student();
  sending.commit(1, [1, 2], "so");
  for (const reply of [LOST, { status: 429, body: { problem: "often" } }, { status: 503, body: { problem: "store" } }, { status: 502, body: { problem: "away" } }]) {
    const count = sent.length;
    await replied(reply);
    assert.ok(sending.away());
    mock.timers.tick(1999);
    assert.equal(sent.length, count);
    mock.timers.tick(2001);
    assert.equal(sent.length, count + 1);
  }
  await replied(TAKEN);
  assert.ok(!sending.owes(1) && !sending.away());
  assert.deepEqual(new Set(sent.map(({ body }) => JSON.stringify({ ...body, voter: "" }))), new Set(['{"round":1,"voter":"","answer":[1,2],"words":"so"}']));
  assert.deepEqual(new Set(told.map(([, problem]) => problem)), new Set([""]));
  mock.timers.tick(10_000);
  assert.equal(sent.length, 5);
});

test("who leaves sends no more", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { sending, sent, replied, abort } = student();
  sending.commit(1, [1], "");
  await replied(LOST);
  abort.abort();
  mock.timers.tick(10_000);
  assert.equal(sent.length, 1);
});

test("an answer that is on its way when the round is closed counts when it was taken", async () => {
  const { sending, sent, told, replied, answer } = student();
  sending.commit(1, [1, 2], "");
  await sending.settle(); // as the news that it is closed has it do
  assert.equal(sent.length, 1);
  await replied(TAKEN);
  assert.deepEqual([answer(), sending.owes(1), told], [[1, 2], false, [[1, ""]]]);
});

test("an answer of which the server did not say that it was taken is asked after, and counts", async () => {
  const { sending, sent, told, replied, answer, abort } = student();
  sending.commit(1, [1, 2], "so");
  await replied(LOST);
  void sending.settle(); // the round is closed
  assert.equal(sent.length, 2);
  await replied(closed({ answer: [1, 2], words: "so", same: true }));
  assert.deepEqual([answer(), sending.owes(1), told.at(-1)], [[1, 2], false, [1, ""]]);
  abort.abort();
});

test("an answer that came too late is none", async () => {
  const { sending, told, replied, answer } = student();
  sending.commit(1, [1, 2], "so");
  await replied(closed(null));
  assert.deepEqual([answer(), kept(CODE).words[1], sending.owes(1), told], [undefined, undefined, false, [[1, "late"]]]);
});

test("a change that came too late leaves what was sent before", async () => {
  const { sending, told, replied, answer } = student();
  sending.commit(1, [1, 2], "so");
  await replied(TAKEN);
  sending.commit(1, [3, 4], "else");
  await replied(closed({ answer: [1, 2], words: "so", same: false }));
  assert.deepEqual([answer(), kept(CODE).words[1], sending.owes(1), told.at(-1)], [[1, 2], "so", false, [1, "changed-late"]]);
});

test("a change while an answer is on its way is sent after it, and told if it came too late", async () => {
  const { sending, sent, told, replied, answer } = student();
  sending.commit(1, [1], "");
  sending.commit(1, [2], "");
  assert.equal(sent.length, 1);
  await replied(TAKEN);
  assert.deepEqual(sent[1].body.answer, [2]);
  sending.commit(1, [3], "");
  await replied(closed({ answer: [2], words: "", same: true }));
  assert.deepEqual([answer(), sending.owes(1), told.at(-1)], [[2], false, [1, "changed-late"]]);
});

test("what is owed to the next round is not settled by the one before", async () => {
  const { sending, sent, replied, answer } = student();
  sending.commit(1, [1], "");
  sending.commit(2, [5], "");
  await replied(closed(null));
  assert.deepEqual([answer(1), sending.owes(2), sent[1].body.round], [undefined, true, 2]);
  await replied(TAKEN);
  assert.deepEqual([answer(2), sending.owes(2)], [[5], false]);
});

test("a round that is full keeps no answer, and one that is refused is told and not sent again", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { sending, sent, told, replied, answer } = student();
  sending.commit(1, [1], "");
  await replied({ status: 409, body: { problem: "full", held: null } });
  assert.deepEqual([answer(), told.at(-1)], [undefined, [1, "full"]]);
  sending.commit(1, [2], "");
  await replied({ status: 422, body: { problem: "malformed" } });
  assert.deepEqual(told.at(-1), [1, "malformed"]);
  mock.timers.tick(10_000);
  assert.equal(sent.length, 2);
});
