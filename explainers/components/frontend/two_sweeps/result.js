/**
 * What the sweeps have won so far: f(x), Jv and uᵀJ, or J by columns or rows.
 */

import { html, set, show } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { computed, isBack, jv, pulls, pushes, sizesOf, uj, valueOf } from "./run.js";
import { vector } from "./words.js";

export function createResult() {
  const element = html("div", { class: "won" });
  let shape = "";

  return { element, draw };

  /**
   * @param {import("./run.js").Program} program
   * @param {import("./run.js").Way} way
   * @param {import("./run.js").Frame} frame
   * @param {import("./run.js").Run[]} all
   */
  function draw(program, way, frame, all) {
    const { n, m, rows } = sizesOf(program);
    const out = computed(frame, rows) === rows;
    const home = isBack(frame) && frame.row === 0;
    if (way === "columns" || way === "rows") {
      const byColumns = way === "columns";
      const finished = frame.sweep + Number(byColumns ? out : home);
      const lines = all.map((run, k) => (k < finished ? (byColumns ? jv : uj)(program, run) : null));
      matrix(m, n, lines, byColumns, frame.sweep);
      return;
    }
    const [run] = all;
    vectors([
      ["", "f(x)", out ? vector(valueOf(program, run)) : "?"],
      ...(pushes(way) ? [["push", "Jv", out ? vector(jv(program, run)) : "?"]] : []),
      ...(pulls(way) ? [["pull", "uᵀJ", home ? vector(uj(program, run)) : "?"]] : []),
    ]);
  }

  /** @param {string[][]} wanted role, name and text of each result, three at most */
  function vectors(wanted) {
    if (shape !== "vectors") {
      shape = element.dataset.kind = "vectors";
      element.replaceChildren(...[0, 1, 2].map(() => html("p", {}, html("b"), html("span", { class: "result", role: "group" }))));
    }
    [...element.children].forEach((line, k) => {
      const [role, name, text] = wanted[k] ?? ["", "", ""];
      show(line, k < wanted.length);
      set(line, "class", role);
      set(line.children[0], "text", name);
      set(line.children[1], "text", text);
      if (name) set(line.children[1], "aria-label", name);
    });
  }

  /**
   * J as far as it has been won.
   * @param {number} m
   * @param {number} n
   * @param {(number[] | null)[]} won columns or rows
   * @param {boolean} byColumns
   * @param {number} sweep the one under way
   */
  function matrix(m, n, won, byColumns, sweep) {
    if (shape !== `${m}×${n}`) {
      shape = `${m}×${n}`;
      element.dataset.kind = "matrix";
      const cells = Array.from({ length: m * n }, () => html("span", { class: "cell" }));
      const grid = html("div", { class: "matrix", role: "group", "aria-label": "J" }, ...cells);
      grid.style.setProperty("--columns", String(n));
      element.replaceChildren(html("b", {}, "J ="), grid);
    }
    const cells = /** @type {Element} */ (element.lastElementChild).children;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const [line, place] = byColumns ? [j, i] : [i, j];
        const numbers = won[line];
        const cell = cells[i * n + j];
        set(cell, "text", numbers ? numeral(numbers[place]) : "?");
        set(cell, "class", `cell${line === sweep ? " fresh" : ""}${numbers ? "" : " open"}`);
      }
    }
  }
}
