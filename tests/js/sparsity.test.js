import assert from "node:assert/strict";
import { test } from "node:test";

import { mistakesOf, questionOf } from "../../explainers/components/frontend/sparsity/guess.js";
import { judged, mixture, oneEach, productsOf } from "../../explainers/components/frontend/sparsity/judge.js";
import { cell, layout, slot } from "../../explainers/components/frontend/sparsity/layout.js";
import { another, answered, probed } from "../../explainers/components/frontend/sparsity/probe.js";
import * as words from "../../explainers/components/frontend/sparsity/words.js";

const BAND = [[0, 1], [0, 1, 2], [1, 2, 3], [2, 3]];
const none = [0, 0, 0, 0];

/** @param {number[]} columns @param {number[]} [rows] @param {words.Way} [way] */
const told = (columns, rows = none, way = "columns") => words.verdict(BAND, 4, way, judged(BAND, way, { columns, rows }));

test("a colouring that mixes nothing is counted beside one for each", () => {
  assert.equal(told(none), "4 products tell all 10 entries of J.");
  assert.equal(told([1, 0, 0, 1]), "3 products tell all 10 entries of J; one for each column would be 4.");
  assert.equal(told(none, [2, 0, 0, 2], "rows"), "3 products tell all 10 entries of J; one for each row would be 4.");
});

test("a colouring that mixes says how many entries, whose, and where first", () => {
  assert.equal(
    told([1, 1, 0, 0]),
    "4 entries cannot be read. Columns 1 and 2 share a product and meet in row 1: it holds only their sum there.",
  );
  assert.equal(
    told([1, 1, 1, 1]),
    "10 entries cannot be read. Columns 1 and 2 share a product and meet in row 1: it holds only their sum there.",
  );
  assert.equal(
    told(none, [3, 0, 3, 0], "rows"),
    "2 entries cannot be read. Rows 1 and 3 share a product and meet in column 2: it holds only their sum there.",
  );
});

test("a single entry and a single product are not several", () => {
  const found = judged([[0]], "columns", { columns: [0], rows: [0] });
  assert.equal(words.verdict([[0]], 1, "columns", found), "1 product tells the only entry of J.");
});

test("a mixture names what is added up in an entry", () => {
  const found = judged(BAND, "columns", { columns: [0, 2, 2, 2], rows: none });
  assert.deepEqual(mixture(BAND, found, [2, 1]), { line: "columns", of: [1, 2, 3] });
  assert.equal(words.mixedText([1, 2, 3]), "2+…");
  assert.equal(words.mixedText([0, 3]), "1+4");
});

test("products add up columns and rows of J", () => {
  const J = [[1, 2, 0], [0, 3, 4]];
  const found = judged([[0, 1], [1, 2]], "both", { columns: [1, 0, 1], rows: [1, 1] });
  assert.deepEqual(productsOf(J, found), { pushes: [[1, 4], [2, 3]], pulls: [[1, 5, 4]] });
});

test("steps name the product that is done", () => {
  const found = judged(BAND, "both", { columns: [1, 0, 0, 1], rows: [0, 1, 0, 0] });
  assert.equal(words.stepText(0, found), "none yet");
  assert.equal(words.stepText(1, found), "product 1, a push: columns 1 and 4");
  assert.equal(words.stepText(4, found), "product 4, a pull: row 2");
});

test("heads are named by their colour", () => {
  assert.equal(words.headName("x₃", "columns", 2, 0), "x₃, column 3 without a colour");
  assert.equal(words.headName("f₁", "rows", 0, 2), "f₁ b, colour of row 1");
});

test("J and its products do not lie on each other at any width", () => {
  for (const way of /** @type {words.Way[]} */ (["columns", "rows", "both", "symmetric"])) {
    for (const width of [320, 358, 519, 536, 559, 560, 720, 1000]) {
      const of = layout({ n: 8, m: 8, way, pulls: 3, graph: false }, width);
      assert.ok(of.width <= width, `${way} at ${width}: ${of.width}`);
      const [right, bottom] = cell(of, [8, 8]);
      const beside = way === "rows" ? of.pulls : of.pushes;
      assert.ok(beside[0] > right || beside[1] > bottom, `${way} at ${width}`);
      const last = way === "rows" ? slot(of, { kind: "pull", place: 7 }, [0, 7]) : slot(of, { kind: "push", place: 7 }, [7, 0]);
      assert.ok(last[0] + of.w <= width + 1 && last[1] + of.h <= of.height, `${way} at ${width}`);
    }
  }
});

test("the fewest are asked for where they are known, and mistakes for them are named", () => {
  /** @type {import("../../explainers/components/frontend/sparsity/data.d.ts").Case} */
  const shown = {
    slug: "hub", title: "", n: 4, inputs: [], outputs: [], jacobian: null, tape: null, x: [],
    rows: [[0, 1, 2, 3], [0, 1], [0, 2], [0, 3]],
    ways: [
      { way: "columns", orders: [], fewest: 4, edges: [] },
      { way: "rows", orders: [], fewest: 4, edges: [] },
      { way: "both", orders: [], fewest: 3, edges: [] },
    ],
  };
  const asked = questionOf(shown, "both");
  assert.equal(asked?.truth, 3);
  assert.equal(asked?.told(3, 0).text, "Right: the fewest = 3.");
  assert.match(asked?.told(4, 0).text ?? "", /one for each: no product is shared/);
  assert.match(asked?.told(10, 0).text ?? "", /how many entries there are/);
  assert.equal(questionOf({ ...shown, ways: [{ ...shown.ways[0], fewest: null }] }, "columns"), null);
  assert.equal(mistakesOf(shown, "columns")[1].vector[0], 4);
});

test("a J that holds nothing has a sentence of its own, and nothing is asked of it", () => {
  for (const way of /** @type {words.Way[]} */ (["columns", "rows", "both"])) {
    const found = judged([[], []], way, { columns: [0], rows: [0, 0] });
    assert.equal(words.verdict([[], []], 1, way, found), "J is 0 everywhere: there is no entry to tell.");
    assert.equal(found.products, 0);
    assert.equal(oneEach([[], []], 1, way), 0);
    /** @type {import("../../explainers/components/frontend/sparsity/data.d.ts").Case} */
    const shown = {
      slug: "", title: "", n: 1, inputs: [], outputs: [], jacobian: null, tape: null, x: [], rows: [[], []],
      ways: [{ way, orders: [], fewest: 0, edges: [] }],
    };
    assert.equal(questionOf(shown, way), null);
  }
});

test("by both the fullest line is no bound, and is not told as one", () => {
  /** @type {import("../../explainers/components/frontend/sparsity/data.d.ts").Case} */
  const shown = {
    slug: "", title: "", n: 5, inputs: [], outputs: [], jacobian: null, tape: null, x: [],
    rows: [[0, 1, 2, 3], [0], [1], [2], [3], [4]],
    ways: [
      { way: "columns", orders: [], fewest: 4, edges: [] },
      { way: "rows", orders: [], fewest: 2, edges: [] },
      { way: "both", orders: [], fewest: 2, edges: [] },
    ],
  };
  assert.doesNotMatch(questionOf(shown, "both")?.told(4, 0).text ?? "", /fullest/);
  assert.match(questionOf(shown, "both")?.prompt ?? "", /with nothing solved for/);
});

test("one each counts what a colouring without colours makes", () => {
  const rows = [[1], [1]];
  assert.deepEqual(["columns", "rows", "both"].map((way) => oneEach(rows, 2, /** @type {words.Way} */ (way))), [1, 2, 1]);
  const tells = (/** @type {number[]} */ downs) => words.verdict(rows, 2, "both", judged(rows, "both", { columns: [0, 0], rows: downs }));
  assert.equal(tells([0, 0]), "1 product tells all 2 entries of J.");
  assert.equal(tells([1, 2]), "2 products tell all 2 entries of J; one for each column that holds something would be 1.");
});

test("lines of the graph are named for the way", () => {
  const named = (/** @type {words.Way} */ way) => words.legend(way).match(/edge:not\(.clash\) \| (.*)/)?.[1];
  assert.equal(named("columns"), "share a row: no common colour");
  assert.equal(named("rows"), "share a column: no common colour");
  assert.equal(named("symmetric"), "an entry beside the diagonal");
});

test("a cell names its product where the head in its line does not", () => {
  assert.equal(words.cellLetter("push", "both", 1), "");
  assert.equal(words.cellLetter("pull", "rows", 1), "");
  assert.equal(words.cellLetter("pull", "both", 1), "a");
  assert.equal(words.cellLetter("mirror", "symmetric", 2), "Bᵀ");
  assert.equal(words.cellLetter("mirror", "symmetric", 0), "ᵀ");
});

const SHOWN = { inputs: ["x₁", "x₂", "x₃"], outputs: ["f₁", "f₂"], rows: [[0, 1], [1, 2]] };

/**
 * @param {number[][]} jacobian
 * @param {import("../../explainers/components/frontend/sparsity/probe.js").Line} line
 * @param {number} place
 * @param {number[][]} [errors]
 */
function probe(jacobian, line, place, errors) {
  const found = probed({ forward: jacobian, reverse: jacobian }, errors ?? null, SHOWN.rows, line, place);
  return { found, told: words.probeText(SHOWN, { probed: found, seen: new Set(answered(found)) }) };
}

test("a probe names what comes out, and what the pattern has for other x", () => {
  const J = [[2, 3, 0], [0, 0, -1]];
  assert.equal(probe(J, "column", 1).told,
    "The push along e₂ comes out other than 0 at f₁. It lies in the pattern. " +
    "The pattern has f₂, too. It is 0 at this x; the pattern has it for every x. So far 1 of the 4 entries of the pattern has been seen.");
  assert.equal(probe(J, "row", 0).told,
    "The pull along e₁ comes out other than 0 at x₁ and x₂. All of them lie in the pattern, which has no more in row 1. " +
    "So far 2 of the 4 entries of the pattern have been seen.");
  assert.match(probe([[0, 0, 0], [0, 0, 0]], "column", 1).told, /^The push along e₂ comes out 0 everywhere\. The pattern has f₁ and f₂\. They are 0 at this x/);
  assert.deepEqual(answered(probe(J, "row", 1).found), ["1,2"]);
});

test("a probe that contradicts the pattern says so, and what is no number tells nothing", () => {
  assert.match(probe([[0, 0, 5], [0, 0, 1]], "column", 2).told, /The pattern does not have f₁ in column 3: it misses an entry\./);
  const told = probe([[NaN, 0, 0], [0, 0, 0]], "column", 0).told;
  assert.equal(told, "f₁ comes out as no finite number here, which tells nothing. So far 0 of the 4 entries of the pattern have been seen.");
});

test("what rounding may have made is not said to be other than 0", () => {
  const { found, told } = probe([[1e-17, 2, 0], [0, 2, 2]], "column", 0, [[1e-16, 0, 0], [0, 0, 0]]);
  assert.deepEqual(found.heard.map(({ kind, number }) => [kind, number]), [["rounding", 0], ["zero", 0]]);
  assert.match(told, /^The push along e₁ brings nothing that can be told from 0\. The pattern has f₁\. It is 0, or too small to tell from it, at this x/);
});

test("another x has a 0 where f has a J there, and none where it has not", () => {
  let k = 0;
  const random = () => (k = (k + 0.31) % 1);
  const first = [1, 0, 2];
  const x = another(first, () => true, random);
  assert.equal(x.filter((z) => z === 0).length, 1);
  const full = another(first, (at) => !at.includes(0), random);
  assert.ok(full.every((z) => z > 0) && full !== first);
  assert.equal(another(first, () => false, random), first);
});
