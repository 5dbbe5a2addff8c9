import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, portsOf, wayPath } from "../../explainers/components/frontend/two_sweeps/graph.js";
import { most, stepPath } from "../../explainers/components/frontend/two_sweeps/memory.js";
import * as runs from "../../explainers/components/frontend/two_sweeps/run.js";
import { keptNow, rule, sum, why } from "../../explainers/components/frontend/two_sweeps/words.js";

/**
 * y = x₁·x₂ + x₁, at (2, 5): a = x₁·x₂, b = a + x₁.
 * @type {runs.Program}
 */
const program = {
  nodes: ["x₁", "x₂", "a", "b"],
  outputs: ["y"],
  results: ["b"],
  output_nodes: [3],
  output_constants: [null],
  rows: [
    { sign: "×", formula: "x₁·x₂", arguments: [[0, 0], [1, 1]], kept: ["x₁", "x₂"], kept_at: 0, moves: true },
    { sign: "+", formula: "a + x₁", arguments: [[2, 2], [0, 3]], kept: [], kept_at: 2, moves: true },
  ],
  edges: 4,
  tape: { inputs: 5, constants: [], operations: [], value: [], jacobian: [] },
  memory: { forward: [4, 4, 2], forward_again: [4, 5, 6], values: [2, 3, 3], residuals: [0, 2, 2], cotangents: [1, 2, 2], remaining: [2, 2, 0], repeated: 2 },
  spots: [[0, 0], [0, 1], [1, 0.5], [2, 0.5], [3, 0.5]],
  links: [],
  layers: 4,
  height: 1,
};
// values, tangents for v = (1, 0), cotangents for u = 1, sent, partials, kept
const run = runs.parts(program, [2, 5, 10, 12, 1, 0, 5, 6, 6, 2, 1, 1, 5, 2, 1, 1, 5, 2, 1, 1, 2, 5]);
const seed = { v: [1, 0], u: [1] };

test("a way has as many frames as its sweeps have steps", () => {
  assert.equal(runs.timeline("forward", 5, 2, 3).length, 6);
  assert.equal(runs.timeline("both", 5, 2, 3).length, 12);
  assert.equal(runs.timeline("reverse", 5, 2, 3).length, 12);
  assert.equal(runs.timeline("columns", 5, 2, 3).length, 2 * 6);
  assert.equal(runs.timeline("rows", 5, 2, 3).length, 6 + 3 * 6);
});

test("the way back takes the rows in the opposite order", () => {
  const rows = runs.timeline("both", 3, 1, 1).map(({ kind, row }) => `${kind} ${row}`);
  assert.deepEqual(rows, ["start -1", "forward 0", "forward 1", "forward 2", "seed 3", "reverse 2", "reverse 1", "reverse 0"]);
});

test("a program without operations still has its seeds", () => {
  assert.equal(runs.timeline("both", 0, 1, 1).length, 2);
});

test("cotangents add up what has been sent so far", () => {
  assert.deepEqual([...runs.gathered(program, run, [1], 2).sums], [0, 0, 0, 1]);
  assert.deepEqual([...runs.gathered(program, run, [1], 1).sums], [1, 0, 1, 1]);
  assert.deepEqual([...runs.gathered(program, run, [1], 0).sums], [6, 2, 1, 1]);
  assert.deepEqual([...runs.gathered(program, run, [1], 1).begun], [1, 0, 1, 1]);
});

test("the local rule stands there with its numbers", () => {
  const forward = rule(program, "both", { kind: "forward", row: 0, sweep: 0 }, run, seed);
  assert.deepEqual(forward.lines, ["a = x₁·x₂ = 10", "ȧ = ∂a/∂x₁·ẋ₁ + ∂a/∂x₂·ẋ₂ = 5·1 + 2·0 = 5", "kept for the way back: x₁, x₂"].map((line) => line.normalize("NFD")));
  const back = rule(program, "both", { kind: "reverse", row: 0, sweep: 0 }, run, seed);
  assert.deepEqual(back.lines, ["x̄₁ += ā·∂a/∂x₁ = 1·5 = 5, now 1 + 5 = 6", "x̄₂ += ā·∂a/∂x₂ = 1·2 = 2"].map((line) => line.normalize("NFD")));
});

test("only what a way carries is spoken of", () => {
  const frame = /** @type {runs.Frame} */ ({ kind: "forward", row: 0, sweep: 0 });
  assert.equal(rule(program, "forward", frame, run, seed).lines.length, 2);
  assert.equal(rule(program, "reverse", frame, run, seed).lines.length, 2);
});

test("a sum has true minus signs, and comes to what stands beside it", () => {
  assert.equal(sum([2, -0.2837, 1]), "2 − 0.2837 + 1 = 2.7163");
});

test("columns and rows of J are asked for one by one", () => {
  assert.deepEqual(runs.seeds("columns", 1, [3, 4], [5]), { v: [0, 1], u: [5] });
  assert.deepEqual(runs.seeds("rows", 0, [3, 4], [5, 6]), { v: [3, 4], u: [1, 0] });
});

test("residuals stay until the last sweep back", () => {
  const frame = (/** @type {number} */ sweep) => /** @type {runs.Frame} */ ({ kind: "reverse", row: 0, sweep });
  assert.deepEqual(runs.held(program, "rows", frame(0), 2), { forward: null, residuals: 2, reverse: 4 });
  assert.deepEqual(runs.held(program, "rows", frame(1), 2), { forward: null, residuals: 0, reverse: 2 });
  assert.deepEqual(runs.held(program, "columns", { kind: "forward", row: 1, sweep: 0 }, 2).forward, 6);
  assert.deepEqual(runs.held(program, "columns", { kind: "forward", row: 1, sweep: 1 }, 2).forward, 2);
});

test("a jump stays on its way, out or back", () => {
  const frames = runs.timeline("both", 3, 1, 1);
  assert.equal(runs.nearest(frames, 2, 0), 1);
  assert.equal(runs.nearest(frames, 5, 0), 7);
  assert.equal(runs.nearest(frames, 5, -1), 0);
  assert.equal(runs.nearest(frames, 1, 3), 4);
});

test("a curve has a step a frame, and gaps where nothing runs", () => {
  assert.equal(stepPath([1, 2, null, 2], 4, false), "M0 75H250V50H500M750 50H1000");
  assert.equal(stepPath([2, 2], 4, true), "M0 100V50H500H1000V100");
  assert.equal(most([null, 3, 1]), 3);
});

test("nodes show as many numbers as there is room for", () => {
  const sizes = [1, 4.6, 9].map((height) => fitted({ layers: 5, height }, 600, 316).size.name);
  assert.deepEqual(sizes, ["large", "middle", "small"]);
});

test("what does not fit makes the drawing larger than its well, and nothing stands outside it", () => {
  for (const drawing of [{ layers: 80, height: 2 }, { layers: 3, height: 30 }, { layers: 1, height: 0 }]) {
    const fit = fitted(drawing, 400, 300);
    const { size } = fit;
    assert.ok(fit.x(0) - size.width / 2 >= 0);
    assert.ok(fit.x(drawing.layers - 1) + size.width / 2 <= fit.width);
    assert.ok(fit.y(0) - size.height / 2 - size.above >= 0);
    assert.ok(fit.y(drawing.height) + size.height / 2 + size.below <= fit.height);
  }
});

test("an edge leaves and arrives level, and does not turn on its way down", () => {
  assert.equal(wayPath([[0, 0], [10, 20]]), "M0 0C5 0 5 20 10 20");
  assert.equal(wayPath([[0, 0], [10, 10], [20, 20]]), "M0 0C5 0 5 5 10 10C15 15 15 20 20 20");
  assert.equal(wayPath([[0, 0], [10, 10], [20, 0]]), "M0 0C5 0 5 10 10 10C15 10 15 0 20 0");
});

test("edges arrive in the order in which they come from above to below", () => {
  /** @type {[number, number][]} */
  const spots = [[0, 2], [0, 0], [2, 1]];
  assert.deepEqual(portsOf({ spots, links: [[0, 2, []], [1, 2, []]] }), [{ place: 1, of: 2 }, { place: 0, of: 2 }]);
  assert.deepEqual(portsOf({ spots, links: [[0, 2, [[1, -1]]], [1, 2, []]] }), [{ place: 0, of: 2 }, { place: 1, of: 2 }]);
  assert.deepEqual(portsOf({ spots, links: [[0, 2, []], [0, 2, []]] }).map(({ place }) => place), [0, 1]);
});

test("one residual is called one", () => {
  assert.equal(keptNow(1, 1, 1), "1 of 1 residual");
  assert.equal(keptNow(0, 1, 2), "0 of 1 different residual (2 with repetitions)");
  assert.equal(keptNow(1, 2, 2), "1 of 2 residuals");
  assert.equal(keptNow(0, 0, 0), "no residuals");
});

test("where forward mode holds more, the counters say why", () => {
  assert.match(why(6, 5, 2), /twice, with its tangent.+what it keeps here does not outweigh that/);
  assert.equal(why(5, 6, 2), "");
  assert.equal(why(6, 0, 0), "");
});

test("of a program that keeps nothing the counters do not say that more of it would be kept", () => {
  assert.match(why(12, 6, 0), /nothing that it has to keep\.$/);
  assert.doesNotMatch(why(12, 6, 0), /program/);
});

test("what is left of a sum by rounding alone stands as 0", () => {
  assert.equal(runs.added([0.1, 0.2, -0.3]), 0);
  assert.equal(runs.added([0.1, 0.2, -0.25]), 0.1 + 0.2 - 0.25);
  assert.ok(Number.isNaN(runs.added([1, NaN])));
  assert.equal(runs.added([Infinity, 1]), Infinity);
});
