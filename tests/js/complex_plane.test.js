import assert from "node:assert/strict";
import test from "node:test";

import { fromJacobian, matrices, share, times } from "../../explainers/components/frontend/complex_plane/numbers.js";
import { createScenes } from "../../explainers/components/frontend/complex_plane/scenes.js";
import { load } from "../../explainers/components/frontend/parts/tape.js";
import { LEGEND, complexText, spoken, trouble, verdict } from "../../explainers/components/frontend/complex_plane/words.js";
import { unnamed } from "./named.js";
import { randomNumbers } from "./random.js";

/** @typedef {import("../../explainers/components/frontend/parts/geometry.js").Vec} Vec */

const numbers = randomNumbers(7);

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function close(a, b) {
  assert.equal(a.length, b.length);
  Array.from(a).forEach((z, i) => assert.ok(Math.abs(z - b[i]) < 1e-12, `${z} and ${b[i]}`));
}

test("J is the sum of a part that turns and scales and one that flips", () => {
  for (let k = 0; k < 50; k++) {
    const [a, b, c, d, x, y] = numbers(6);
    const jacobian = [a, b, c, d];
    /** @type {Vec} */
    const dz = [x, y];
    const { linear, rest, push, residual } = fromJacobian(jacobian, dz);
    const { turn, flip } = matrices(linear, rest);
    close(turn.map((z, i) => z + flip[i]), jacobian);
    const [turned, flipped] = [times(linear, dz), times(rest, [x, -y])];
    close([turned[0] + flipped[0], turned[1] + flipped[1]], push);
    close([residual], [2 * Math.hypot(...rest)]);
  }
});

test("the share of the rest runs from 0, no flip, to 1, nothing but a flip", () => {
  assert.equal(share([2, 1], [0, 0]), 0);
  assert.equal(share([0, 0], [2, 1]), 1);
  assert.equal(share([0, 0], [0, 0]), 0);
  close([share([3, 4], [4, 3])], [Math.SQRT1_2]);
});

test("complex numbers are written with true signs, and rounding as 0", () => {
  assert.equal(complexText([3, -4]), "3 − 4i");
  assert.equal(complexText([-0.5, 0]), "−0.5 + 0i");
  assert.equal(complexText([1, -1e-17]), "1 + 0i");
});

test("the verdict names what becomes of a circle", () => {
  /** @param {number[]} jacobian */
  const of = (jacobian) => verdict({ value: [0, 0], moved: [0, 0], ...fromJacobian(jacobian, [1, 0]) });
  assert.equal(of([0, -2, 2, 0]), "A circle stays a circle: J turns by 90° and scales by 2.");
  assert.match(of([1, 0, 0, -1]), /runs backwards/);
  assert.match(of([2, 0, 0, 1]), /ellipse: scaled by .* = 2 one way, by .* = 1 the other/);
  assert.match(of([0, 0, 0, 0]), /nothing moves/);
});

test("of analytic functions alone it is known before JAX answers that nothing flips", () => {
  const rounded = [2, -1, 1, 2 + 1e-15];
  const known = fromJacobian(rounded, [1, 0], true);
  assert.deepEqual([known.rest, known.residual, known.image, known.checked], [[0, 0], 0, "circle", true]);
  const other = fromJacobian(rounded, [1, 0]);
  assert.deepEqual([other.kind, other.checked, other.apart], ["moving", null, false]);
});

test("what JAX's answer does not know is not said", () => {
  assert.equal(verdict({ linear: [1, 0], rest: [0, 0], image: "unknown" }), "");
  assert.match(verdict({ linear: [1, 0], rest: [0, 1], image: "segment" }), /segment: .* = 2 one way, by 0 the other/);
  assert.match(spoken({ push: [1, 0], kind: "derivative" }), /Cauchy–Riemann holds/);
  assert.match(spoken({ push: [1, 0], kind: "none" }), /Cauchy–Riemann fails/);
  assert.match(spoken({ push: [1, 0], kind: "unknown" }), /lost in rounding/);
});

test("poles, kinks and branch cuts are said in words", () => {
  assert.equal(trouble([1, 0], [1, 0], [1, 0, 0, 1], [1, 0]), "");
  assert.match(trouble([0, 0], [NaN, 0], [NaN, 0, 0, 1], []), /f is not finite at z = 0 \+ 0i/);
  assert.match(trouble([0, 0], [0, 0], [NaN, 0, 0, 1], []), /no finite derivative/);
  assert.match(trouble([-1, 0], [1, 0], [1, 0, 0, 1], [-1, 0]), /branch cut/);
  assert.equal(trouble([-1, 0.1], [1, 0], [1, 0, 0, 1], [-1, 0.1]), "");
});

test("on a cut inside f, f is said to jump only where JAX's answer knows that it does", () => {
  /** @param {import("../../explainers/components/frontend/complex_plane/numbers.js").Kind} [kind] */
  const on = (kind) => trouble([-2, 0], [-2, 0], [1, 0, 0, 1], [-2, 0], kind);
  assert.doesNotMatch(on(), /jumps/);
  assert.equal(on("derivative"), "");
  assert.match(on("jump"), /f jumps across it/);
  assert.match(on("kink"), /kink/);
});

test("of the same numbers a worker draws what the page does, and the image of dz ends where it is to", () => {
  // w = conj(z), whose Jacobian is ((1, 0), (0, −1)).
  const tape = load({ inputs: 2, constants: [1, 0, -1], operations: [["neg", 1]], value: [0, 5], jacobian: [2, 3, 3, 4] });
  const [page, worker] = [createScenes({ tape }), createScenes(structuredClone({ tape }))];
  for (let k = 0; k < 10; k++) {
    const [a, b, c, d] = numbers(4);
    const moves = {
      state: { z: /** @type {Vec} */ ([a, b]), dz: /** @type {Vec} */ ([c, d]), cover: k === 9 },
      numbers: { z: /** @type {Vec} */ ([a, b]), value: /** @type {Vec} */ ([a, -b]), moved: /** @type {Vec} */ ([a + c, -b - d]), ...fromJacobian([1, 0, 0, -1], [c, d]) },
      problem: "",
      views: [{ cx: 0, cy: 0, half: 2 }, { cx: 0, cy: 0, half: 3 }],
      widths: [300, 200],
    };
    const scenes = page(moves);
    assert.deepEqual(worker(structuredClone(moves)), scenes);
    assert.deepEqual(unnamed(scenes, LEGEND), []);
    const ends = scenes[1].arrows.filter(({ id }) => id === "push").map(({ to }) => to);
    if (moves.state.cover) assert.deepEqual(ends, []);
    else close(ends.flat(), [a + c, -b - d]);
  }
});
