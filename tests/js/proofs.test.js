import assert from "node:assert/strict";
import { test } from "node:test";

import { MOST, readProofs, withProof } from "../../explainers/components/frontend/parts/proofs.js";

const PROOF = { puzzle: "aim-push", seed: "class-7/12", x: [1, 2], v: [0.5, 0], u: [0, 0] };

test("what was written is read", () => {
  const text = JSON.stringify({ version: 1, proofs: [PROOF] });
  assert.deepEqual(readProofs(text), { value: { version: 1, proofs: [PROOF] }, trouble: "" });
});

test("what is of another form counts as none", () => {
  const none = { version: 1, proofs: [] };
  assert.deepEqual(readProofs(""), { value: none, trouble: "" });
  assert.deepEqual(readProofs('{"version":2,"proofs":[]}'), { value: none, trouble: "later" });
  for (const text of ["{", "null", "[]", "7", '{"version":1,"proofs":{}}']) assert.deepEqual(readProofs(text), { value: none, trouble: "broken" });
  const odd = [null, 3, {}, { ...PROOF, x: "1" }, { ...PROOF, v: [null] }, { ...PROOF, seed: 7 }];
  assert.deepEqual(readProofs(JSON.stringify({ version: 1, proofs: [...odd, PROOF] })).value.proofs, [PROOF]);
});

test("what was chosen beside x, v and u is kept, and has to be numbers", () => {
  const chosen = { ...PROOF, picks: [1, 0] };
  const read = readProofs(JSON.stringify({ version: 1, proofs: [chosen, { ...PROOF, picks: ["1"] }] }));
  assert.deepEqual(read.value.proofs, [chosen]);
});

test("of one puzzle and seed the last place is kept, and of others theirs", () => {
  const other = { ...PROOF, seed: "class-7/13" };
  const later = { ...PROOF, v: [9, 9] };
  assert.deepEqual(withProof([PROOF, other], later), [other, later]);
});

test("of all the newest are kept", () => {
  const many = Array.from({ length: MOST }, (_, k) => ({ ...PROOF, seed: `s${k}` }));
  const kept = withProof(many, PROOF);
  assert.equal(kept.length, MOST);
  assert.equal(kept[0].seed, "s1");
  assert.equal(kept[MOST - 1], PROOF);
});
