import assert from "node:assert/strict";
import { test } from "node:test";

import { questionOf, mistakesOf } from "../../explainers/components/frontend/memory/guess.js";
import * as schedule from "../../explainers/components/frontend/memory/schedule.js";
import * as words from "../../explainers/components/frontend/memory/words.js";
import { randomNumbers } from "./random.js";

/** A few hundred placements. @returns {{ steps: number, stones: number[] }[]} */
function placements() {
  const draw = randomNumbers(7);
  const next = () => (draw(1)[0] + 2) / 4;
  return Array.from({ length: 300 }, () => {
    const steps = 2 + Math.floor(19 * next());
    return { steps, stones: Array.from({ length: steps - 1 }, (_, k) => k + 1).filter(() => next() < 0.3) };
  });
}

test("a run begins each way at a state that is held, and goes back through every step once", () => {
  for (const { steps, stones } of placements()) {
    const { moves, holds, turn } = schedule.run(steps, stones);
    let at = 0;
    const back = [];
    for (const { kind, from, to, row } of moves) {
      const held = holds.some((hold) => hold.at === from && hold.begin <= row && row < hold.end);
      assert.ok(from === at || held, `${from} at row ${row} of ${steps} ${stones}`);
      if (kind === "back") back.push(from);
      assert.equal(to - from, kind === "back" ? -1 : 1);
      at = to;
    }
    assert.deepEqual(back, Array.from({ length: steps }, (_, k) => steps - k));
    assert.equal(turn, moves.findIndex(({ kind }) => kind === "back"));
    // A step back stands right behind the record of its step.
    moves.forEach(({ kind, from }, k) => kind === "back" && assert.deepEqual([moves[k - 1].kind, moves[k - 1].to], ["record", from]));
  }
});

test("a run recomputes what is counted, and holds no more slots than its stones take", () => {
  for (const { steps, stones } of placements()) {
    const found = schedule.run(steps, stones);
    const out = found.moves.filter(({ kind }) => kind !== "back").length;
    assert.equal(out - steps, schedule.recomputed(steps, stones));
    assert.equal(schedule.againBy(found, found.moves.length), schedule.recomputed(steps, stones));
    const most = Math.max(...found.moves.map(({ row }) => schedule.heldAt(found, row)));
    assert.equal(most, schedule.slotsOf(stones));
    assert.equal(found.moves.filter(({ first }) => first).length, steps);
  }
});

test("all placements of few steps lie on the least or above it", () => {
  for (const steps of [2, 5, 8]) {
    const found = schedule.placements(steps);
    for (const [slots, count] of found) assert.ok(count >= schedule.least(steps, slots));
    for (let slots = 1; slots <= steps; slots++) assert.equal(Math.min(...found.filter(([one]) => one === slots).map(([, count]) => count)), schedule.least(steps, slots));
  }
});

test("a stone goes to the nearest state that is free, and another into the longest segment", () => {
  assert.equal(schedule.nearestFree(10, [5], 5.2), 6);
  assert.equal(schedule.nearestFree(10, [], -3), 1);
  assert.equal(schedule.nearestFree(3, [1, 2], 1), null);
  assert.equal(schedule.roomiest(10, [5]), 2);
  assert.equal(schedule.roomiest(10, [2]), 6);
  assert.equal(schedule.roomiest(3, [1, 2]), null);
});

test("a placement is told as good as it is", () => {
  for (const { steps, stones } of placements()) {
    const slots = schedule.slotsOf(stones);
    const [count, least] = [schedule.recomputed(steps, stones), schedule.least(steps, slots)];
    const told = words.verdict(stones, count, least);
    if (slots === 1) assert.match(told, /^Only the start is kept/);
    else if (count === least) assert.match(told, /^No other places? for the stones? needs? less\.$/);
    else assert.ok(told.includes(`only ${least}: ${count - least} fewer`), told);
    assert.equal(words.totalText(steps, count).split(",")[0], String(steps + count));
  }
  assert.equal(words.countText(1, 1), "1 step, the least");
  assert.equal(words.countText(21, 20), "21 steps, least 20");
});

test("a guess is held against the count, and known for its mistake", () => {
  const { truth, told } = questionOf(10, [5]);
  assert.equal(truth, 21);
  assert.equal(told(21, 0).text, "Right: the count = 21.");
  assert.ok(told(31, 0).text.includes(words.MISCOUNTED.total));
  assert.ok(told(45, 0).text.includes(words.MISCOUNTED.start));
  assert.ok(told(10, 0).text.includes(words.MISCOUNTED.once));
  assert.ok(told(25, 0).text.includes(words.MISCOUNTED.alone));
  // What there is not is no mistake to make: a stone, or a segment of more than a step.
  assert.ok(!JSON.stringify(mistakesOf(10, [])).includes(words.MISCOUNTED.out));
  assert.deepEqual([told(31, 0).mark.mistake?.vector, told(21, 0).mark.mistake], [[31], null]);
  assert.ok(!questionOf(5, [1, 2, 3, 4]).told(5, 0).text.includes(words.MISCOUNTED.once));
  assert.deepEqual(mistakesOf(10, [5]).map(({ vector: [count] }) => count), [31, 10, 45, 25, 5]);
});

test("what is held and recomputed so far is told with the most there is, or without what is covered", () => {
  assert.equal(words.soFar([2, 3], [5, 15]), "2 of 3 slots held, 5 of 15 steps recomputed");
  assert.equal(words.soFar([1, 1], [0, 1]), "1 of 1 slot held, 0 of 1 step recomputed");
  assert.equal(words.soFar([1, 2], null), "1 of 2 slots held");
  assert.equal(words.heldMost(3), "slots held over the run: 3 at most");
});

test("a move is told by where it leads, and whether for the first time", () => {
  const { moves } = schedule.run(2, []);
  assert.deepEqual(moves.map(words.moveText), [
    "Out: x₀ → x₁.",
    "Out, and recorded for the way back: x₁ → x₂.",
    "Back through step 2.",
    "Again, and recorded for the way back: x₀ → x₁.",
    "Back through step 1.",
  ]);
  assert.equal(words.moveText(undefined), "The start, x₀, is kept.");
});
