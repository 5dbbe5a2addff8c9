import assert from "node:assert/strict";
import { test } from "node:test";

import * as brackets from "../../explainers/components/frontend/brackets/words.js";
import * as cheatsheet from "../../explainers/components/frontend/cheatsheet/words.js";
import * as plane from "../../explainers/components/frontend/complex_plane/words.js";
import * as curvature from "../../explainers/components/frontend/curvature/words.js";
import * as linearization from "../../explainers/components/frontend/linearization/words.js";
import { entriesOf } from "../../explainers/components/frontend/parts/legend.js";
import * as rules from "../../explainers/components/frontend/rules/words.js";
import * as stage from "../../explainers/components/frontend/stage/words.js";
import * as tensors from "../../explainers/components/frontend/tensors/words.js";
import * as sweeps from "../../explainers/components/frontend/two_sweeps/words.js";

const MODES = /** @type {const} */ (["push", "pull", "both"]);
const PICTURES = /** @type {const} */ (["arm", "camera", "line", null]);
/** @type {import("../../explainers/components/frontend/parts/data.d.ts").Entry} */
const ENTRY = {
  slug: "one",
  inputs: ["x"],
  outputs: ["y"],
  x_view: [[0, 1]],
  y_view: [[0, 1]],
  preset: { x: [0], v: [0], u: [0] },
  picture: null,
};
const LEGENDS = [
  ...MODES.flatMap((mode) => PICTURES.map((picture) => stage.legend(mode, { ...ENTRY, picture }))),
  ...[true, false].flatMap((both) => [curvature.legend(both), linearization.legend({ zoom: Number(both), halved: both })]),
  ...[brackets, cheatsheet, plane, rules, tensors, sweeps].map(({ LEGEND }) => LEGEND),
];

test("an entry is a selector, its words and, where need be, a sample", () => {
  assert.deepEqual(entriesOf("\n.a .b, .c | grows with |v|\n.d | dots in a row | dots\n"), [
    { mark: ".a .b, .c", words: "grows with |v|", sample: "" },
    { mark: ".d", words: "dots in a row", sample: "dots" },
  ]);
});

test("every legend names each mark once, in words of its own", () => {
  for (const text of LEGENDS) {
    const entries = entriesOf(text);
    assert.ok(entries.length > 5);
    assert.equal(new Set(entries.map(({ words }) => words)).size, entries.length, text);
    assert.equal(new Set(entries.map(({ mark }) => mark)).size, entries.length, text);
    for (const { mark, words } of entries) {
      assert.match(mark, /^[.a-z]/);
      assert.match(words, /\S/);
      assert.doesNotMatch(words, /undefined|NaN/);
    }
  }
});
