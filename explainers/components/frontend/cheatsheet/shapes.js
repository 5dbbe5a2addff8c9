/**
 * Shapes for f: ℝⁿ → ℝᵐ, as the reader reads them. No DOM.
 */

/** @typedef {import("./data.d.ts").Shapes} Shapes */

/**
 * @param {number} m
 * @param {number} n
 * @returns {Shapes}
 */
export function shapesOf(m, n) {
  return { v: [n], push: [m], u: [m], pull: [n], jacobian: [m, n], row: [n], column: [m] };
}

/**
 * A shape as Python prints it: (3,) or (2, 3).
 * @param {number[]} shape
 */
export function shapeText(shape) {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

/** @param {number} count */
export function space(count) {
  return count === 1 ? "ℝ" : `ℝ${"⁰¹²³⁴⁵⁶⁷⁸⁹"[count]}`;
}

/**
 * Which mode takes fewer sweeps to the whole J.
 * @param {number} m
 * @param {number} n
 * @returns {"forward" | "reverse" | "equal"}
 */
export function fewer(m, n) {
  return m === n ? "equal" : n < m ? "forward" : "reverse";
}

/**
 * @param {number} m
 * @param {number} n
 */
export function modeText(m, n) {
  const [jvps, vjps] = [`${n} JVP${n === 1 ? "" : "s"}`, `${m} VJP${m === 1 ? "" : "s"}`];
  const count = { forward: "forward mode has fewer sweeps", reverse: "reverse mode has fewer sweeps", equal: "the counts are equal: measure" }[fewer(m, n)];
  const whole = m === 1 && n > 1 ? " One VJP with u = 1 is the whole gradient." : n === 1 && m > 1 ? " One JVP with v = 1 is the whole Jacobian." : "";
  return `All of J takes ${jvps} or ${vjps}: ${count}.${whole}`;
}

/**
 * The state a drag asks for: edges of J in whole cells.
 * @param {number} start
 * @param {number} pixels
 * @param {number} cell
 * @param {number} most
 */
export function dragged(start, pixels, cell, most) {
  return Math.max(1, Math.min(most, Math.round(start + pixels / cell)));
}
