/**
 * How a frame looks: what stands on each node, the inputs first, then the rows and the
 * outputs. No DOM.
 */

import { computed, constantOf, gathered, isBack, pulls, pushes, sizesOf } from "./run.js";

/** @typedef {ReturnType<typeof lookOf>} Look */

/**
 * What stands beside a number of a node: that it is to be guessed, or the guess, and what a
 * mistake gives that explains it (empty: none).
 * @typedef {{ node: number, kind: "tangent" | "cotangent", class: string, text: string, mistake: string }} Ghost
 */

/**
 * @param {import("./run.js").Program} program
 * @param {import("./run.js").Way} way
 * @param {import("./run.js").Frame} frame
 * @param {import("./run.js").Run} run
 * @param {{ v: number[], u: number[] }} seed of this sweep
 */
export function lookOf(program, way, frame, run, seed) {
  const { n, m, count, rows } = sizesOf(program);
  const back = isBack(frame);
  const done = computed(frame, rows);
  const from = back ? frame.row : rows;
  const { sums, begun } = gathered(program, run, seed.u, from);
  // Residuals stay as long as there is another row of J to be asked for.
  const stays = way === "rows" && frame.sweep < m - 1;

  return {
    back,
    known,
    /** Node that is kept in view. */
    focus: frame.kind === "start" ? 0 : n + (frame.kind === "seed" ? rows : frame.row),
    /** Whether a node has its turn. @param {number} k */
    now: (k) => (frame.kind === "start" ? k < n : frame.kind === "seed" ? k >= count : k === n + frame.row),
    /** Whether it has had it on the way back. @param {number} k */
    passed: (k) => back && k >= n + from,
    /** @param {number} k */
    value: (k) => standing(k, run.values, (i) => constantOf(program, i)),
    /** @param {number} k */
    tangent: (k) => (pushes(way) ? standing(k, run.tangents, () => 0) : null),
    /** @param {number} k */
    cotangent(k) {
      if (!back) return null;
      if (k >= count) return seed.u[k - count];
      return begun[k] ? sums[k] : null;
    },
    /** What has become of what a row keeps. @param {number} k */
    kept(k) {
      if (!pulls(way)) return "unused";
      if (back && k >= n + from && !stays) return "spent";
      return known(k) ? "kept" : "ahead";
    },
  };

  /** Whether a node has its value. @param {number} k */
  function known(k) {
    return k < count ? k < n + done : done === rows;
  }

  /**
   * @param {number} k
   * @param {Float64Array} numbers
   * @param {(i: number) => number} constant what a constant output counts as
   */
  function standing(k, numbers, constant) {
    if (!known(k)) return null;
    const node = k < count ? k : program.output_nodes[k - count];
    return node < 0 ? constant(k - count) : numbers[node];
  }
}
