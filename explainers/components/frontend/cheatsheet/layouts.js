/**
 * One Jacobian laid out in two conventions: each number walks to its place in the other.
 */

import { html, set } from "../parts/dom.js";
import { numeral, subscript } from "../parts/format.js";
import { segmented } from "../parts/tools.js";
import { LAYOUT, LAYOUTS, LAYOUT_WORDS, layoutText } from "./words.js";

/** @typedef {import("./data.d.ts").State["layout"]} Layout */

/**
 * @param {(layout: Layout) => void} choose
 * @param {AbortSignal} signal
 */
export function createLayouts(choose, signal) {
  const choices = segmented(LAYOUT.name, LAYOUTS, choose, signal);
  const grid = html("div", { class: "walk", role: "img" });
  const words = html("p", { class: "layout-words" });
  const shownOf = html("p", { class: "rule" });
  const element = html(
    "section",
    { class: "layouts" },
    html("header", {}, html("h2", { class: "title" }, LAYOUT.title), shownOf),
    html("div", { class: "tools" }, choices.element),
    html("div", { class: "layout-row" }, grid, words),
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
      set(grid, "aria-label", layoutText(layout, rows(jacobian, turned)));
      set(words, "text", LAYOUT_WORDS[layout]);
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
