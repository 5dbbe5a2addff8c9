import assert from "node:assert/strict";
import test from "node:test";

import { slopes } from "../../explainers/components/frontend/implicit/branch.js";
import { mistakesOf, questionOf } from "../../explainers/components/frontend/implicit/guess.js";
import { windowOf, zeroPath } from "../../explainers/components/frontend/implicit/scene.js";
import * as words from "../../explainers/components/frontend/implicit/words.js";
import { frameOf } from "../../explainers/components/frontend/parts/geometry.js";
import { cuts } from "../../explainers/components/frontend/stage/views.js";

const FRAME = frameOf({ cx: 0, cy: 0, half: 2 }, 400, false);

/** Places of a path in data units. @param {string} path */
function places(path) {
  return [...path.matchAll(/[ML](-?\d+) (-?\d+)/g)].map(([, a, b]) => [Number(a) / 1000 - 2, 2 - Number(b) / 1000]);
}

/** @typedef {import("../../explainers/components/frontend/implicit/branch.js").Numbers} Numbers */

/** x³ + x = p at x = 1. @type {Numbers} */
const CUBIC = { value: [0], g_x: [[4]], g_p: [-1], push: [0.25], adjoint: [0.25], pull: 0.25, regular: true };

test("solutions are drawn where g is 0, to a tenth of a pixel", () => {
  const drawn = places(zeroPath(FRAME, ([p, x]) => x ** 2 + p ** 2 - 1));
  assert.ok(drawn.length > 200);
  for (const [p, x] of drawn) assert.ok(Math.abs(Math.hypot(p, x) - 1) < 2e-3);
});

test("a closed curve has no gap where the lattice meets it", () => {
  for (const half of [1.4, 1.6, 2, 3]) {
    /** @type {Map<string, number>} */
    const met = new Map();
    const path = zeroPath(frameOf({ cx: 0, cy: 0, half }, 420, false), ([p, x]) => x ** 2 + p ** 2 - 1);
    for (const [, end] of path.matchAll(/[ML](-?\d+ -?\d+)/g)) met.set(end, (met.get(end) ?? 0) + 1);
    assert.ok([...met.values()].every((count) => count % 2 === 0), `half ${half}`);
  }
});

test("a window widens for arrows that leave it, but not without end, nor for what is covered", () => {
  const view = { cx: 0, cy: 0, half: 1.6 };
  /** @param {Partial<Parameters<typeof windowOf>[1]>} other @param {number} dx */
  const at = (other, dx) => windowOf(view, { z: [0.8, 0.6], now: { ...CUBIC, push: [dx], pull: dx }, mode: "push", dp: 0.3, u: [1], cover: false, ...other }, 420);
  assert.deepEqual(at({ dp: 0.3 }, -0.4), view);
  for (const mode of /** @type {const} */ (["push", "pull"])) {
    const wide = at({ mode }, -3);
    assert.equal(cuts(wide, [mode === "push" ? [0.9, -2.2] : [-2.4, 0.8]], 420), false);
    assert.deepEqual({ ...wide, half: view.half }, view);
    assert.deepEqual(at({ mode, cover: true, u: [0.2] }, -3), view);
    assert.deepEqual(at({ mode, u: [0.2] }, 1e6), view);
  }
  assert.equal(at({ dp: 1 }, -0.75).half, 1.2 * 1.6);
});

test("nothing is drawn where g jumps over 0", () => {
  assert.equal(zeroPath(FRAME, ([p, x]) => 1 / (x - 0.1234 * p - 0.01)), "");
  assert.equal(zeroPath(FRAME, ([, x]) => (x < 0.321 ? -1 : 1)), "");
  const drawn = places(zeroPath(FRAME, ([p, x]) => Math.tan(x) - p));
  for (const [p, x] of drawn) assert.ok(Math.abs(x - Math.atan(p)) < 0.01);
});

test("a line with a corner on points of the lattice has no gap", () => {
  for (const half of [2, 3, 0.7]) {
    const frame = frameOf({ cx: 0, cy: 0, half }, 300, false);
    const drawn = [...zeroPath(frame, ([p, x]) => Math.abs(x) - p).matchAll(/M(\S+) (\S+?)L(\S+) (\S+?)(?=M|$)/g)];
    const long = drawn.reduce((sum, [, ...ends]) => {
      const [a, b, c, d] = ends.map(Number);
      return sum + Math.hypot(c - a, d - b);
    }, 0);
    assert.ok(Math.abs(long / (3000 * Math.SQRT2) - 1) < 0.01, `${half}: ${long}`);
  }
});

test("branches that cross are drawn up to where they do", () => {
  const drawn = places(zeroPath(FRAME, ([p, x]) => x ** 2 - p ** 2));
  for (const [p, x] of drawn) assert.ok(Math.abs(Math.abs(p) - Math.abs(x)) < 2e-3);
  assert.ok(drawn.some(([p, x]) => Math.hypot(p, x) < 0.05));
});

test("a guess that has the wrong sign or is upside down is told so", () => {
  const asked = questionOf(CUBIC, 0.4);
  assert.ok(asked);
  assert.equal(asked.truth, 0.25);
  const told = (/** @type {number} */ guess) => asked.told(guess, 2).text;
  assert.match(told(0.25), /^Right: dx = 0.25\./);
  assert.match(told(-0.25), /a minus sign was missed\. One stands in −gₓ⁻¹gₚ\. gₚ has one, too\.$/);
  assert.match(told(1.6), /That is −\(gₓ\/gₚ\) dp, upside down/);
  assert.match(told(-1.6), /That is \(gₓ\/gₚ\) dp, upside down/);
  assert.match(told(0.4), /That is −gₚ dp, which gₓ dx has to be\./);
  const { guess, mistake } = asked.told(1.5, 1).mark;
  assert.deepEqual([guess, mistake?.name], [1.5, "−(gₓ/gₚ) dp"]);
  assert.ok(Math.abs((mistake?.vector[0] ?? NaN) - 1.6) < 1e-12);
  assert.match(told(-0.4), /That is gₚ dp, by how much g changes with p alone\./);
});

test("each mistake is what it is said to be, whatever the signs", () => {
  for (const [a, b, dp] of [[1.6, 1.2, 1], [1.6, 1.2, -0.5], [-3, 0.7, 0.8], [-3, -0.7, -0.8], [0.2, -1, 2]]) {
    const dx = (-b / a) * dp;
    const now = { ...CUBIC, g_x: [[a]], g_p: [b], push: [dx] };
    const told = questionOf(now, dp)?.told ?? assert.fail("nothing is asked");
    assert.match(told(-dx, 2).text, /a minus sign was missed/);
    assert.equal(/gₚ ha(ve|s)|gₓ and gₚ|gₚ and dp/.test(told(-dx, 2).text), b < 0);
    assert.match(told(b * dp, 2).text, /That is gₚ dp, by how much g changes with p alone/);
    for (const [wrong, text] of mistakesOf(now, dp).map(({ vector, words }) => /** @type {const} */ ([vector[0], words]))) {
      const [first, number] = [
        ["That is −(gₓ/gₚ) dp,", (-a / b) * dp],
        ["That is (gₓ/gₚ) dp,", (a / b) * dp],
        ["That is −gₓ gₚ dp.", -a * b * dp],
        ["That is gₚ dp,", b * dp],
        ["That is −gₚ dp,", -b * dp],
        ["That is the opposite:", -dx],
      ].find(([start]) => text.startsWith(String(start))) ?? [];
      assert.ok(first, text);
      assert.equal(wrong, number);
    }
  }
});

test("of several unknowns the first is asked for, and only its sense is known to be mistaken", () => {
  const two = { ...CUBIC, g_x: [[1, 2], [3, 4]], g_p: [1, 0], push: [2, -1.5] };
  assert.equal(mistakesOf(two, 1).length, 1);
  assert.match(questionOf(two, 1)?.prompt ?? "", /what is dx₁\?$/);
});

test("nothing is asked where no dx is known, or p does not move", () => {
  assert.equal(questionOf(CUBIC, 0), null);
  assert.equal(questionOf({ ...CUBIC, regular: false }, 1), null);
});

test("the plane says where a branch ends, and what else there is", () => {
  /** @type {words.Told} */
  const usual = { regular: true, turn: null, stopped: null, p: 2, others: [], kink: null };
  assert.equal(words.caption(usual), "Drag p, and x follows. Or drag the point along the curve.");
  assert.match(words.caption({ ...usual, regular: false, turn: "inflection" }), /goes on upright/);
  const end = words.caption({ ...usual, regular: false, turn: "fold", stopped: "fold", others: [2, -1.5] });
  assert.match(end, /turns back at p = 2\. .* Other solutions at this p: 2 and −1\.5\.$/);
  const beside = (/** @type {number[]} */ others) => words.caption({ ...usual, regular: false, stopped: "fold", others });
  assert.match(beside([2]), /round it\. Another solution at this p: 2\.$/);
  assert.match(beside([1, 2, 3]), /Other solutions at this p: 1, 2 and 3\.$/);
  assert.match(beside([]), /round it\.$/);
  assert.match(words.caption({ ...usual, regular: false }), /cannot be told from/);
  const kink = { slopes: [-1, 0.5], turns: true };
  assert.match(words.caption({ ...usual, regular: false, kink }), /^A corner: .* Beside it dx\/dp is −1 and 0\.5\.$/);
  assert.match(words.caption({ ...usual, regular: false, stopped: "corner", kink }), /at p = 2\. .* Beside it dx\/dp is −1 and 0\.5\.$/);
  assert.match(words.caption({ ...usual, regular: false, kink: { ...kink, turns: false } }), /Where p is smaller it is −1, and 0\.5 where p is larger/);
  for (const stopped of /** @type {const} */ (["stuck", "away", "lost"])) assert.doesNotMatch(words.caption({ ...usual, stopped }), /fold|turns/);
});

test("a board tells both products with the numbers plugged in", () => {
  assert.equal(words.formula("push", CUBIC, 1, [1]), "dx = −gₓ⁻¹ gₚ dp = −(−1)·1 / 4 = 0.25");
  assert.equal(words.formula("pull", CUBIC, 1, [1]), "λ = 1 / 4 = 0.25, and the pull is −λᵀgₚ = 0.25");
});

test("a slope is that of g, whatever p is moved by", () => {
  assert.deepEqual(slopes(CUBIC), [0.25]);
  assert.deepEqual(slopes({ g_x: [[2, 0], [0, 4]], g_p: [-1, 2] }), [0.5, -0.5]);
  assert.ok(!Number.isFinite(slopes({ g_x: [[0]], g_p: [-1] })[0]));
});

test("a check says which weights it takes", () => {
  assert.equal(words.checkText(0.5, [2], 0.25, 0.25), "with dp = 0.5, u = 2: u·dx = 0.25, pull·dp = 0.25");
});
