import assert from "node:assert/strict";
import test from "node:test";

import * as record from "../../explainers/components/frontend/questions/record.js";
import { doneText, sheetOf } from "../../explainers/components/frontend/questions/done.js";

const { DAY, empty, noted } = record;
const NAME = "jacobian/entry";
const OPENED = { answered: false, predicted: false, solved: 0 };

/** A question answered each so many days after the answer before. @param {[number, boolean][]} answers */
function after(answers) {
  let now = 1000;
  let found = empty();
  for (const [days, right] of answers) {
    now += days * DAY;
    found = noted(found, NAME, { right, first: true, now });
  }
  return { found, now, past: found.questions[NAME] };
}

test("a record is read as it was written", () => {
  const found = record.completed(after([[0, true]]).found, "jacobian", [NAME], 5);
  assert.deepEqual(record.read(JSON.stringify(found)), { record: found, trouble: "" });
  assert.deepEqual(record.read(""), { record: empty(), trouble: "" });
});

test("what is of a later version is told from what is broken", () => {
  assert.equal(record.read('{"v":2,"lessons":{}}').trouble, "later");
  for (const text of ["{", "null", "[]", "3", '{"v":1}', '{"v":0,"lessons":{},"questions":{}}']) {
    assert.equal(record.read(text).trouble, "broken", text);
  }
  assert.equal(record.read(`"${"x".repeat(record.LONGEST)}"`).trouble, "broken");
});

test("a record with any part that is not sound is none", () => {
  const good = { at: 1, right: true, missed: false, level: 0, turn: 0 };
  const whole = (/** @type {object} */ questions, lessons = {}) => record.checked({ v: 1, lessons, questions });
  assert.ok(whole({ [NAME]: good }));
  for (const bad of [
    { ...good, at: -1 },
    { ...good, at: 1e300 },
    { ...good, level: 5 },
    { ...good, level: 0.5 },
    { ...good, turn: 1e9 },
    { ...good, right: 1 },
    { ...good, more: 0 },
    { at: 1 },
    [],
    null,
  ]) {
    assert.equal(whole({ [NAME]: bad }), null, JSON.stringify(bad));
  }
  for (const name of ["", "jacobian", "a/b/c", "A/b", "<b>/x", "__proto__", `${"a".repeat(41)}/b`]) {
    assert.equal(record.checked(JSON.parse(`{"v":1,"lessons":{},"questions":{"${name}":${JSON.stringify(good)}}}`)), null, name);
  }
  assert.equal(whole({}, { kinks: { visited: 1 } }), null);
  assert.equal(whole({}, { "kinks/x": { visited: 1, answered: 0 } }), null);
  const many = Object.fromEntries(Array.from({ length: 401 }, (_, k) => [`a/${"b".repeat(1 + (k % 30))}${"c".repeat(Math.floor(k / 30) % 9)}${"d".repeat(Math.floor(k / 270))}`, good]));
  assert.ok(Object.keys(many).length > 400);
  assert.equal(whole(many), null);
});

test("questions come back after 1, 3, 7 and 21 days, each right answer later, and then stay", () => {
  /** @type {[number, boolean][]} */
  const answers = [[0, true]];
  for (const days of [1, 3, 7, 21]) {
    const { found, now } = after(answers);
    assert.deepEqual(record.reviews(found, [NAME], now + days * DAY - 1), { due: [], next: now + days * DAY, waiting: 1 });
    assert.deepEqual(record.reviews(found, [NAME], now + days * DAY).due, [NAME]);
    answers.push([days, true]);
  }
  assert.deepEqual(record.reviews(after(answers).found, [NAME], 1e15), { due: [], next: Infinity, waiting: 0 });
});

test("a miss starts over", () => {
  const { found, now, past } = after([[0, true], [1, true], [3, true], [7, false]]);
  assert.equal(past.missed, true);
  assert.equal(past.level, 0);
  assert.equal(record.reviews(found, [NAME], now).next, now + DAY);
});

test("a right answer before the day does not put a question off, nor forward", () => {
  const { past } = after([[0, true], [0.5, true]]);
  assert.deepEqual([past.at, past.level], [1000, 0]);
});

test("who was wrong first and right then has answered, and missed", () => {
  let found = noted(empty(), NAME, { right: false, first: true, now: 1 });
  found = noted(found, NAME, { right: true, first: false, now: 2 });
  assert.deepEqual(found.questions[NAME], { at: 2, right: true, missed: true, level: 0, turn: 0 });
  found = noted(record.turned(found, NAME), NAME, { right: true, first: true, now: 3 });
  assert.deepEqual(found.questions[NAME], { at: 3, right: true, missed: false, level: 0, turn: 1 });
});

test("what is due longest comes first, and what does not exist any more not at all", () => {
  let found = noted(empty(), "kinks/tie", { right: true, first: true, now: 2 * DAY });
  found = noted(found, NAME, { right: true, first: true, now: DAY });
  found = noted(found, "gone/gone", { right: true, first: true, now: 0 });
  assert.deepEqual(record.reviews(found, ["kinks/tie", NAME, "kinks/round"], 9 * DAY).due, [NAME, "kinks/tie"]);
});

test("a lesson is answered once all of its questions were right", () => {
  let found = record.visited(empty(), "jacobian", 5);
  assert.deepEqual(record.done(found), { jacobian: OPENED });
  found = noted(found, NAME, { right: true, first: true, now: 6 });
  assert.equal(record.completed(found, "jacobian", [NAME, "jacobian/column"], 6), found);
  found = record.completed(found, "jacobian", [NAME], 6);
  assert.deepEqual(found.lessons.jacobian, { visited: 5, answered: 6 });
  assert.deepEqual(record.done(found), { jacobian: { ...OPENED, answered: true } });
  assert.equal(record.completed(empty(), "home", [], 1).lessons.home, undefined);
});

test("marks of older visits are taken over, and nothing else of a cookie", () => {
  const [answered, opened] = [{ ...OPENED, answered: true }, OPENED];
  const found = record.adopted(empty(), "jacobian*.kinks..<b>.*.Home", 7);
  assert.deepEqual(record.done(found), { jacobian: answered, kinks: opened });
  assert.deepEqual(record.done(record.adopted(found, "kinks*", 8)), { jacobian: answered, kinks: answered });
  const more = record.adopted(empty(), "jacobian!*.kinks!.practice7", 7);
  assert.deepEqual(record.done(more), { jacobian: answered, kinks: opened, practice: opened });
  assert.deepEqual(record.done(more, { jacobian: 3, kinks: 1, home: 2 }, { practice: 7, rules: 1 }), {
    jacobian: { answered: true, predicted: true, solved: 0 },
    kinks: { ...OPENED, predicted: true },
    practice: { ...OPENED, solved: 7 },
  });
});

const SAID = { visited: "visited", predicted: "predicted", answered: "✓ answered", solved: "{solved} of {all} solved", puzzles: 25 };

test("what was done is said in words, and of a page that was only opened that it was", () => {
  assert.equal(doneText(OPENED, SAID), "visited");
  assert.equal(doneText({ ...OPENED, predicted: true }, SAID), "predicted");
  assert.equal(doneText({ answered: true, predicted: true, solved: 0 }, SAID), "✓ answered · predicted");
  assert.equal(doneText({ ...OPENED, solved: 7 }, SAID), "7 of 25 solved");
  assert.equal(doneText({ ...OPENED, solved: 99 }, SAID), "25 of 25 solved");
});

test("the menu does not say of the page at hand that it was opened, and says what else was done there", () => {
  const menu = (/** @type {string} */ text) => [...text.matchAll(/frame-menu a\[href\$="(\w+)"\] p::after\{content:"([^"]*)"/g)].map(([, page, said]) => [page, said]);
  const all = { jacobian: OPENED, kinks: OPENED };
  assert.deepEqual(menu(sheetOf(all, SAID, "kinks")), [["jacobian", " visited"]]);
  assert.deepEqual(menu(sheetOf({ ...all, kinks: { ...OPENED, predicted: true } }, SAID, "kinks")), [["jacobian", " visited"], ["kinks", " predicted"]]);
  assert.equal(sheetOf({}, SAID, "kinks"), "");
});

test("cards say it of every page", () => {
  const text = sheetOf({ kinks: OPENED }, SAID, "kinks");
  assert.match(text, /home-card-kinks [^{]*::after\{content:" · visited"/);
});
