/**
 * What the cheat sheet's figure says of shapes and modes.
 */

import { plural } from "../parts/format.js";
import { space } from "../parts/pickers.js";
import { fewer } from "./shapes.js";

/** @typedef {keyof import("./shapes.js").Shapes} Name */

export const HEADS = ["what", "shape", "lives in", "is"];

/** What stands in the table. @type {{ name: Name, text: string, role: string, what: string }[]} */
export const ROWS = [
  { name: "v", text: "v", role: "push", what: "a direction at x" },
  { name: "push", text: "Jv", role: "push", what: "v weights the columns" },
  { name: "u", text: "u", role: "pull", what: "a weight for each output" },
  { name: "pull", text: "uᵀJ", role: "pull", what: "u weights the rows" },
  { name: "jacobian", text: "J", role: "ink", what: "outputs × inputs" },
  { name: "row", text: "∇fᵢ", role: "ink", what: "row i of J" },
  { name: "column", text: "∂f/∂xⱼ", role: "ink", what: "column j of J" },
];

export const LEGEND = `
.block.matrix | J
.block.given | given
.block.derived | computed
.upper .cells | a number in each cell
.halo, .grip | drag these
.marks | one product with J | ▮
.mode.best | fewer products
.walker.plus, .walker.minus | entry of J, above and below 0`;

/**
 * Where something lives; J lives in no space of one side.
 * @param {Name} name
 * @param {number} m
 * @param {number} n
 */
export function livesText(name, m, n) {
  if (name === "jacobian") return "";
  return ["v", "pull", "row"].includes(name) ? `input space ${space(n)}` : `output space ${space(m)}`;
}

/**
 * @param {string} mode
 * @param {number} count
 */
export function countText(mode, count) {
  return `${count} ${mode === "forward" ? "JVP" : "VJP"}${count === 1 ? "" : "s"}`;
}

/**
 * @param {number} m
 * @param {number} n
 */
export function modeText(m, n) {
  const count = { forward: "forward mode has fewer sweeps", reverse: "reverse mode has fewer sweeps", equal: "the counts are equal: measure" }[fewer(m, n)];
  const whole = m === 1 && n > 1 ? " One VJP with u = 1 is the whole gradient." : n === 1 && m > 1 ? " One JVP with v = 1 is the whole Jacobian." : "";
  return `All of J takes ${countText("forward", n)} or ${countText("reverse", m)}: ${count}.${whole}`;
}

/** The two products as blocks. */
export const BLOCKS = "the two products, drawn to scale";
export const HANDLES = { n: "n, inputs", m: "m, outputs" };
/** @param {number} m @param {number} n */
export const pushTitle = (m, n) => `Push: ${space(n)} → ${space(m)}, v goes in, Jv comes out`;
/** @param {number} m @param {number} n */
export const pullTitle = (m, n) => `Pull: ${space(m)} → ${space(n)}, u goes in, uᵀJ comes out`;
/** @param {number} n */
export const inputs = (n) => `${n} ${plural("input", n)}`;
/** @param {number} m */
export const outputs = (m) => `${m} ${plural("output", m)}`;

/** J in one layout and in the other. */
export const LAYOUT = { title: "One Jacobian, two layouts", name: "layout of J" };
/** @type {[import("./data.d.ts").State["layout"], string][]} */
export const LAYOUTS = [["numerator", "Numerator layout"], ["denominator", "Denominator layout"]];
export const LAYOUT_WORDS = {
  numerator:
    "Numerator layout: a row for each output, a column for each input, shape (2, 3). So do JAX, PyTorch " +
    "and this app; in NumPy, stack the columns along the last axis. Chain rule: J = J₂ J₁, the outer function on the left. The gradient of one output is a row.",
  denominator:
    "Denominator layout, as some books write: a row for each input, shape (3, 2), the transpose. " +
    "Chain rule: Jᵀ = J₁ᵀ J₂ᵀ, in the opposite order. The gradient of one output is a column.",
};
/** @param {string} layout @param {string} rows */
export const layoutText = (layout, rows) => `J in ${layout} layout: rows ${rows}`;
