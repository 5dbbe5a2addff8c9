import assert from "node:assert/strict";
import { test } from "node:test";

import { createQuestions } from "../../explainers/components/frontend/parts/questions.js";

/** Questions about one number, which an answer names. */
function asking() {
  /** @type {object[]} */
  const sent = [];
  const place = { x: 0, answered: 0 };
  const questions = createQuestions(
    () => (place.x === place.answered ? null : { x: place.x }),
    (question) => sent.push(question),
  );
  return { questions, place, sent };
}

test("one question is open at a time, and when it is answered the newest is asked", () => {
  const { questions, place, sent } = asking();
  for (place.x of [1, 2, 3]) questions.ask();
  assert.deepEqual(sent, [{ x: 1, number: 1 }]);
  place.answered = 1;
  questions.heard(1);
  questions.ask();
  assert.deepEqual(sent[1], { x: 3, number: 2 });
  place.answered = 3;
  questions.heard(2);
  questions.ask();
  assert.equal(sent.length, 2);
});

test("an answer to an earlier question leaves the open one open", () => {
  const { questions, place, sent } = asking();
  questions.forget(7);
  place.x = 1;
  questions.ask();
  assert.deepEqual(sent, [{ x: 1, number: 8 }]);
  questions.heard(7);
  questions.ask();
  assert.equal(sent.length, 1);
  questions.heard();
  questions.ask();
  assert.equal(sent.length, 2);
});
