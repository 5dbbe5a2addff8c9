import assert from "node:assert/strict";
import test from "node:test";

import { MOST } from "../../explainers/components/frontend/parts/proofs.js";
import { LONGEST, empty, noted } from "../../explainers/components/frontend/questions/record.js";
import { fromFile, predictedIn, proofsIn, solvedIn, written } from "../../explainers/components/frontend/review/file.js";

const KNOWN = { lessons: ["jacobian", "kinks"], questions: ["jacobian/entry", "kinks/tie"] };
const RECORD = { ...noted(empty(), "jacobian/entry", { right: true, first: true, now: 5 }), lessons: { kinks: { visited: 1, answered: 0 } } };
/** @type {import("../../explainers/components/frontend/review/file.js").Kept} */
const KEPT = {
  record: RECORD,
  predicted: { v: 1, lessons: { push_and_pull: 3 } },
  solved: { version: 1, solved: ["aim-push", "pure-turn"] },
  proofs: { version: 1, proofs: [{ puzzle: "aim-push", seed: "class-7:12", x: [1, 0], v: [0.5, -2], u: [], picks: [] }] },
};
/** What a task keeps of the longest puzzle: a hidden J of three rows and columns, found by six probes. */
const CHOSEN = { puzzle: "battleship", seed: "class-7/12", x: [], v: [0, 1, 0], u: [0, 0, 0], picks: Array.from({ length: 33 }, (_, k) => k * 0.1) };

/** The trouble with a file that is a good one but for some of its parts. @param {object} parts */
function trouble(parts) {
  return fromFile(JSON.stringify({ ...JSON.parse(written(KEPT)), ...parts }), KNOWN).trouble;
}

test("a file is read as it was written", () => {
  assert.deepEqual(fromFile(written(KEPT), KNOWN), { kept: KEPT, trouble: "" });
  const alone = { record: empty(), predicted: null, solved: null, proofs: null };
  assert.deepEqual(fromFile(written(alone), KNOWN).kept, alone);
});

test("a file holds all proofs that are kept, with what was chosen, also as older ones had none", () => {
  const [{ picks: _, ...older }] = /** @type {NonNullable<typeof KEPT.proofs>} */ (KEPT.proofs).proofs;
  const proofs = [older, ...Array.from({ length: MOST - 1 }, (_, k) => ({ ...CHOSEN, seed: `class-7/${k}` }))];
  const kept = { ...KEPT, proofs: { version: /** @type {const} */ (1), proofs } };
  assert.deepEqual(fromFile(written(kept), KNOWN), { kept, trouble: "" });
});

test("a file is refused by what is wrong with it", () => {
  assert.equal(fromFile(" ".repeat(LONGEST + 1), KNOWN).trouble, "size");
  for (const text of ["", "{", "null", "<html>"]) assert.equal(fromFile(text, KNOWN).trouble, "text", text);
  for (const text of ["3", "[]", '"x"', "{}", '{"app":"other"}']) assert.equal(fromFile(text, KNOWN).trouble, "app", text);
  assert.equal(trouble({ v: 2 }), "later");
  assert.equal(trouble({ v: 0 }), "form");
  assert.equal(trouble({ more: 1 }), "form");
  assert.equal(trouble({ record: { ...RECORD, v: 2 } }), "form");
  assert.equal(trouble({ record: { ...RECORD, questions: { "jacobian/entry": {} } } }), "form");
  assert.equal(trouble({ predicted: { v: 2, lessons: {} } }), "form");
  assert.equal(trouble({ solved: { version: 1, solved: ["<b>"] } }), "form");
  assert.equal(trouble({ proofs: undefined }), "form");
  assert.equal(trouble({ record: { ...RECORD, lessons: { nothing: { visited: 1, answered: 0 } } } }), "names");
  assert.equal(trouble({ record: noted(empty(), "jacobian/other", { right: true, first: true, now: 5 }) }), "names");
  assert.equal(trouble({}), "");
});

test("what others keep is sound in each part, or nothing", () => {
  for (const data of [null, [], { v: 1 }, { v: 1, lessons: { a: -1 } }, { v: 1, lessons: { a: 0.5 } }, { v: 1, lessons: { "<b>": 1 } }]) {
    assert.equal(predictedIn(data), undefined, JSON.stringify(data));
  }
  for (const solved of [3, ["a", "a"], [""], [1], ["x".repeat(41)], Array.from({ length: 401 }, (_, k) => `p${k}`)]) {
    assert.equal(solvedIn({ version: 1, solved }), undefined);
  }
  assert.equal(solvedIn({ version: 2, solved: [] }), undefined);
  const [proof] = /** @type {NonNullable<typeof KEPT.proofs>} */ (KEPT.proofs).proofs;
  for (const spoilt of [{ x: [null] }, { x: "1" }, { u: Array(9).fill(0) }, { picks: Array(65).fill(0) }, { picks: [null] }, { picks: "1" }, { seed: "x".repeat(61) }, { puzzle: "<b>" }, { more: 1 }]) {
    assert.equal(proofsIn({ version: 1, proofs: [{ ...proof, ...spoilt }] }), undefined, JSON.stringify(spoilt));
  }
  assert.equal(proofsIn({ version: 1, proofs: Array(201).fill(proof) }), undefined);
  assert.equal(proofsIn({ version: 2, proofs: [] }), undefined);
});
