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
 * The state a drag asks for: edges of J in whole cells.
 * @param {number} start
 * @param {number} pixels
 * @param {number} cell
 * @param {number} most
 */
export function dragged(start, pixels, cell, most) {
  return Math.max(1, Math.min(most, Math.round(start + pixels / cell)));
}
