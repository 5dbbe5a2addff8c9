import assert from "node:assert/strict";
import test from "node:test";

import { moved, placeAt } from "../../explainers/components/frontend/lecture/order.js";
import { clock } from "../../explainers/components/frontend/link/words.js";

test("what is moved stands where it was put, and the others keep their order", () => {
  assert.deepEqual(moved(["a", "b", "c", "d"], 0, 2), ["b", "c", "a", "d"]);
  assert.deepEqual(moved(["a", "b", "c", "d"], 3, 1), ["a", "d", "b", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], 1, 1), ["a", "b", "c"]);
});

test("nothing is moved beyond the ends", () => {
  assert.deepEqual(moved(["a", "b", "c"], 2, 9), ["a", "b", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
  assert.deepEqual(moved(["a"], 0, 5), ["a"]);
});

test("a dragged row changes places when its middle passes another's", () => {
  const middles = [20, 60, 100, 140];
  assert.equal(placeAt(middles, 0, 0), 0);
  assert.equal(placeAt(middles, 0, 39), 0);
  assert.equal(placeAt(middles, 0, 41), 1);
  assert.equal(placeAt(middles, 0, 1000), 3);
  assert.equal(placeAt(middles, 3, -1000), 0);
  assert.equal(placeAt(middles, 2, -41), 1);
});

test("a clock counts minutes beyond an hour", () => {
  assert.equal(clock(0), "0:00");
  assert.equal(clock(59.9), "0:59");
  assert.equal(clock(61), "1:01");
  assert.equal(clock(3725), "62:05");
  assert.equal(clock(-1), "0:00");
});
