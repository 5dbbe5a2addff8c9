/**
 * One board with two Jacobians: g_x and g_p side by side. In a push the steps dx and dp stand above
 * the columns, and each row adds up to 0; in a pull λ stands beside the rows, and the columns of g_x
 * add up to u.
 */

import { html, set } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import * as words from "./words.js";

/** @typedef {import("./branch.js").Numbers} Numbers */

/**
 * @typedef {object} Shown
 * @property {Numbers} now
 * @property {"push" | "pull"} mode
 * @property {number} dp
 * @property {number[]} u
 * @property {boolean} cover
 * @property {number} largest entry
 */

export function createTable() {
  const title = html("h2", { class: "title" }, words.BOARD);
  const rule = html("p", { class: "rule" });
  const formula = html("p", { class: "formula" });
  const table = html("table", { class: "cells" });
  const element = html("section", { class: "board" }, html("header", {}, title, rule), table, formula);
  let n = 0;
  /** @type {{ above: Element[], beside: Element[], sums: Element[], below: Element[], cells: HTMLElement[][], numbers: Element[][] }} */
  let made = { above: [], beside: [], sums: [], below: [], cells: [], numbers: [] };

  return { element, build, draw };

  /** @param {number} unknowns */
  function build(unknowns) {
    if (unknowns === n) return;
    n = unknowns;
    const columns = words.columnNames(n);
    const all = columns.map((_, j) => j);
    const above = all.map((j) => html("span", { class: `given number ${j < n ? "derived" : ""}` }));
    const below = all.map(() => html("span", { class: "number" }));
    const beside = columns.slice(0, n).map(() => html("span", { class: "number" }));
    const sums = columns.slice(0, n).map(() => html("span", { class: "number" }));
    const numbers = columns.slice(0, n).map(() => all.map(() => html("span", {})));
    const cells = numbers.map((row) => row.map((number) => html("div", { class: "cell" }, number)));
    made = { above, beside, sums, below, cells, numbers };
    const side = (/** @type {string} */ kind, /** @type {Element} */ part, /** @type {string} */ text) =>
      html("td", { class: kind }, html("span", { class: "what" }, text), part);
    table.replaceChildren(
      html("caption", { class: "spoken" }, words.TABLE),
      html("tr", { class: "heads" }, html("td", {}), ...columns.map((name, j) => html("th", { scope: "col", class: j < n ? "" : "last" }, name)), html("td", {})),
      html("tr", { class: "above push" }, html("td", { class: "of" }), ...above.map((part, j) => side(`weight ${j < n ? "" : "last"}`, part, words.stepName(j, n))), html("td", { class: "of" }, words.ADDED)),
      ...cells.map((row, i) =>
        html("tr", {}, side("weight pull", beside[i], words.adjointName(i, n)), ...row.map((cell, j) => html("td", { class: j < n ? "" : "last" }, cell)), side("sum push", sums[i], "")),
      ),
      html("tr", { class: "below pull" }, html("td", { class: "of" }, words.ADDED), ...below.map((part, j) => side(`sum ${j < n ? "" : "last"}`, part, words.sumName(j, n))), html("td", {})),
    );
  }

  /** @param {Shown} shown */
  function draw({ now, mode, dp, u, cover, largest }) {
    const { g_x, g_p, push, adjoint, pull, regular } = now;
    set(element, "data-mode", mode);
    set(rule, "text", words.rule(mode));
    const known = regular && !cover;
    const told = (/** @type {number} */ z) => (cover ? "?" : regular ? numeral(z) : words.NONE);
    g_x.forEach((row, i) => [...row, g_p[i]].forEach((entry, j) => {
      const tint = Number.isFinite(entry) ? Math.min(100, (100 * Math.abs(entry)) / (largest || 1)) : 0;
      set(made.cells[i][j], "style", `--tint:${tint.toFixed()}%`);
      made.cells[i][j].classList.toggle("minus", entry < 0);
      set(made.numbers[i][j], "text", numeral(entry));
    }));
    made.above.forEach((part, j) => set(part, "text", j < n ? told(push[j]) : numeral(dp)));
    made.sums.forEach((part) => set(part, "text", known ? "0" : cover ? "?" : words.NONE));
    made.beside.forEach((part, i) => set(part, "text", told(adjoint[i])));
    made.below.forEach((part, j) => set(part, "text", j < n ? numeral(u[j]) : told(-pull)));
    for (const part of table.querySelectorAll(".push")) part.toggleAttribute("data-off", mode !== "push");
    for (const part of table.querySelectorAll(".pull")) part.toggleAttribute("data-off", mode !== "pull");
    set(formula, "text", known ? words.formula(mode, now, dp, u) : "");
  }
}
