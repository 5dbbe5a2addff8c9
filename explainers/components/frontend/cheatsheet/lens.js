/**
 * One Jacobian laid out in two conventions: each number walks to its place in the other.
 */

import { html, set } from "../parts/dom.js";
import { numeral, subscript } from "../parts/format.js";
import { segmented } from "../parts/tools.js";

/** @typedef {import("./data.d.ts").State["layout"]} Layout */

const WORDS = {
  numerator:
    "Numerator layout: a row for each output, a column for each input, shape (2, 3). So do JAX, PyTorch " +
    "and this app; in NumPy, stack the columns along the last axis. Chain rule: J = J₂ J₁, the outer function on the left. The gradient of one output is a row.",
  denominator:
    "Denominator layout, as some books write: a row for each input, shape (3, 2), the transpose. " +
    "Chain rule: Jᵀ = J₁ᵀ J₂ᵀ, in the opposite order. The gradient of one output is a column.",
};

/**
 * @param {(layout: Layout) => void} choose
 * @param {AbortSignal} signal
 */
export function createLens(choose, signal) {
  const choices = segmented("layout of J", [
    ["numerator", "Numerator layout"],
    ["denominator", "Denominator layout"],
  ], choose, signal);
  const grid = html("div", { class: "walk", role: "img" });
  const words = html("p", { class: "lens-words" });
  const shownOf = html("p", { class: "rule" });
  const element = html(
    "section",
    { class: "lens" },
    html("header", {}, html("h2", { class: "title" }, "One Jacobian, two layouts"), shownOf),
    html("div", { class: "tools" }, choices.element),
    html("div", { class: "lens-row" }, grid, words),
  );
  /** @type {{ element: HTMLElement, i: number, j: number }[]} */
  let cells = [];

  return {
    element,
    /**
     * @param {Layout} layout
     * @param {{ jacobian: number[][], of: string }} shown
     */
    draw(layout, { jacobian, of }) {
      if (cells.length === 0) build(jacobian);
      choices.draw(layout);
      set(shownOf, "text", of);
      const turned = layout === "denominator";
      for (const { element: cell, i, j } of cells) {
        const [row, column] = turned ? [j, i] : [i, j];
        set(cell, "style", `transform:translate(${column * 66}px,${row * 40}px)`);
      }
      const [m, n] = [jacobian.length, jacobian[0].length];
      grid.style.height = `${40 * (turned ? n : m)}px`;
      set(grid, "aria-label", `J in ${layout} layout: rows ${rows(jacobian, turned)}`);
      set(words, "text", WORDS[layout]);
    },
  };

  /** @param {number[][]} jacobian */
  function build(jacobian) {
    cells = jacobian.flatMap((row, i) =>
      row.map((entry, j) => ({
        element: html(
          "div",
          { class: `walker ${entry < 0 ? "minus" : "plus"}` },
          html("b", {}, numeral(entry)),
          html("span", {}, `∂y${subscript(i + 1)}/∂x${subscript(j + 1)}`),
        ),
        i,
        j,
      })),
    );
    grid.replaceChildren(...cells.map(({ element: cell }) => cell));
  }
}

/**
 * @param {number[][]} jacobian
 * @param {boolean} turned
 */
export function rows(jacobian, turned) {
  const laid = turned ? jacobian[0].map((_, j) => jacobian.map((row) => row[j])) : jacobian;
  return laid.map((row) => `(${row.map((z) => numeral(z)).join(", ")})`).join(", ");
}
