import assert from "node:assert/strict";
import { test } from "node:test";

import { belongs } from "../../explainers/components/frontend/parts/figure.js";

const STATE = { x: [1, 2], b: [[1], [2, 3]], mode: "push", cover: false };

test("an answer for the same state belongs to it, whatever else either holds", () => {
  assert.ok(belongs({ ...structuredClone(STATE), numbers: [0] }, { ...STATE, zoom: 1 }, ["x", "b", "mode", "cover"]));
  assert.ok(belongs({}, STATE, []));
});

test("an answer belongs to no state that differs in any part of what it is for", () => {
  for (const other of [{ x: [1, 3] }, { x: [0, 2] }, { x: [1] }, { x: [1, 2, 3] }, { x: [] }, { b: [[1], [2, 4]] }, { b: [[1], [2]] }, { mode: "pull" }, { cover: 0 }]) {
    assert.ok(!belongs({ ...STATE, ...other }, STATE, ["x", "b", "mode", "cover"]), JSON.stringify(other));
  }
  assert.ok(belongs({ ...STATE, mode: "pull" }, STATE, ["x", "b"]));
});
