/**
 * The Jacobian as a table: each number on the colour of its sign, and frames around what is read.
 * A press on a cell reads it, or its column or its row, or guesses it while numbers are covered;
 * then the guess stays, and what it was held against is marked beside it.
 */

import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { rove } from "../parts/rove.js";
import { heightOf, longest, sign, texts, tint } from "./letters.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {Pick<Data, "jacobian" | "largest">} Numbers */
/** @typedef {{ row: number, column: number }} Place */

export default figure("jacobian", createJacobian);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Data, Numbers>}
 */
function createJacobian(own) {
  const grid = html("div", { class: "grid", role: "grid" });
  const [column, row, entry] = ["push", "pull", "both"].map((role) =>
    html("div", { class: `frame ${role}`, "aria-hidden": "true", hidden: "" }),
  );
  const tip = html("div", { class: "tip", "aria-hidden": "true", hidden: "" });
  const marking = html("div", { class: "marks", "aria-hidden": "true" });
  const table = html("div", { class: "table", "data-fold": "" }, grid, column, row, entry, marking, tip);
  /** @type {HTMLElement[]} */
  let inputs = [];
  /** @type {HTMLElement[]} */
  let outputs = [];
  /** @type {HTMLElement[]} row by row */
  let cells = [];
  /** @type {HTMLElement[]} within the cells */
  let marks = [];
  /** Where a pointer or the keys are. @type {Place | null} */
  let look = null;

  return {
    parts: [table],
    of: ({ slug }) => slug,
    adopt(_, other) {
      if (other) build();
    },
    answers: (data) => [data],
    match: [],
    settled: ({ jacobian, largest }) => ({ jacobian, largest }),
    replayed: () => ({ jacobian: null, largest: 1 }),
    waits: () => true,
    draw({ now }) {
      drawCells(now);
      drawFrames(now.jacobian !== null);
      drawTip(now);
    },
    legend: () => words.legend(own.data.reading),
    say,
  };

  /** Lays out a table of another function. */
  function build() {
    const [m, n] = [own.data.outputs.length, own.data.inputs.length];
    inputs = own.data.inputs.map((name, j) => put(html("div", { role: "columnheader" }, name), 0, j + 1));
    outputs = own.data.outputs.map((name, i) => put(html("div", { role: "rowheader" }, name), i + 1, 0));
    const rows = outputs.map((_, i) => inputs.map((_, j) => createCell({ row: i, column: j })));
    cells = rows.flat();
    marks = cells.map((_, k) => put(html("div", { class: "mark" }), Math.floor(k / inputs.length) + 1, (k % inputs.length) + 1));
    marking.replaceChildren(...marks);
    grid.replaceChildren(
      line(...inputs),
      ...rows.map((row, i) => line(outputs[i], ...row)),
    );
    const { high, letters } = heightOf(m);
    table.style.cssText = `--n:${n};--high:${high}px;--most:${letters}px`;
    look = null;
    rove(grid, rows, own.scope);
  }

  /** @param {Place} place */
  function createCell(place) {
    const cell = put(html("div", { role: "gridcell", tabindex: "-1" }), place.row + 1, place.column + 1);
    const { scope: signal } = own;
    cell.addEventListener("click", () => own.alter(read(place)), { signal });
    for (const type of ["pointerenter", "focus"]) cell.addEventListener(type, () => see(place), { signal });
    for (const type of ["pointerleave", "blur"]) cell.addEventListener(type, () => see(null), { signal });
    return cell;
  }

  /** What a press on a cell reads. @param {Place} place @returns {State} */
  function read({ row, column }) {
    return {
      row: own.data.reading === "column" ? null : row,
      column: own.data.reading === "row" ? null : column,
    };
  }

  /** @param {Place | null} place */
  function see(place) {
    look = place;
    own.schedule();
  }

  /** @param {Numbers} now */
  function drawCells({ jacobian, largest }) {
    const { row, column } = own.state;
    const n = inputs.length;
    const written = jacobian ? texts(jacobian, n) : cells.map(() => words.COVERED);
    set(grid, "aria-label", own.data.label);
    table.style.setProperty("--longest", String(longest(written)));
    cells.forEach((cell, k) => {
      const place = { row: Math.floor(k / n), column: k % n };
      const number = jacobian ? jacobian[k] : 0;
      const { guess, truth } = markedAs(k, jacobian !== null);
      const chosen = (row ?? place.row) === place.row && (column ?? place.column) === place.column;
      set(cell, "text", written[k]);
      set(cell, "class", `cell signed ${jacobian ? sign(number) : "covered"}`);
      set(cell, "style", `${at(place.row + 1, place.column + 1)};--tint:${tint(number, largest).toFixed(1)}%`);
      set(cell, "aria-label", words.markedText(named(place, jacobian), guess, truth));
      set(cell, "aria-selected", String(chosen && (row !== null || column !== null)));
      set(marks[k], "class", `mark${guess ? " guess" : ""}${truth ? " truth" : ""}`);
      show(marks[k], guess || truth);
    });
  }

  /**
   * What is marked in a cell: a guess that is not checked yet is what a hand has chosen.
   * @param {number} k
   * @param {boolean} shown whether there are numbers
   */
  function markedAs(k, shown) {
    const { row, column } = own.state;
    const chosen = row === null || column === null ? null : row * inputs.length + column;
    return { guess: k === (shown ? own.data.guess : chosen), truth: own.data.truths.includes(k) };
  }

  /** @param {boolean} shown whether there are numbers to be read */
  function drawFrames(shown) {
    const { row: i, column: j } = shown ? own.state : { row: null, column: null };
    const [m, n] = [outputs.length, inputs.length];
    for (const frame of [column, row, entry]) show(frame, false);
    if (j !== null) frame(column, 1, j + 1, m, 1);
    if (i !== null) frame(row, i + 1, 1, 1, n);
    if (i !== null && j !== null) frame(entry, i + 1, j + 1, 1, 1);
    inputs.forEach((head, k) => set(head, "class", k === j ? "head push" : "head"));
    outputs.forEach((head, k) => set(head, "class", k === i ? "head pull" : "head"));
  }

  /** @param {Numbers} now */
  function drawTip({ jacobian }) {
    show(tip, look !== null);
    if (!look) return;
    set(tip, "text", named(look, jacobian));
    const side = look.column < inputs.length / 2 ? "start" : "end";
    set(tip, "style", `${at(look.row + 1, look.column + 1)};justify-self:${side}`);
  }

  /** @param {Place} place @param {number[] | null} jacobian */
  function named({ row, column }, jacobian) {
    const [output, input] = [own.data.outputs[row], own.data.inputs[column]];
    return jacobian
      ? words.entryText(output, input, jacobian[row * inputs.length + column])
      : words.entryName(output, input);
  }

  /** @param {Numbers} now */
  function say({ jacobian }) {
    const { row, column } = own.state;
    if (row !== null && column !== null) {
      const name = named({ row, column }, jacobian);
      return jacobian ? name : words.guessText(name);
    }
    if (column !== null) return words.columnText(own.data.inputs[column]);
    return row === null ? "" : words.rowText(own.data.outputs[row]);
  }
}

/** @param {...HTMLElement} cells */
function line(...cells) {
  return html("div", { class: "line", role: "row" }, ...cells);
}

/**
 * Puts an element into a place of the table, of which row and column 0 hold names.
 * @param {HTMLElement} element
 * @param {number} row
 * @param {number} column
 */
function put(element, row, column) {
  set(element, "style", at(row, column));
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {number} row
 * @param {number} column
 * @param {number} rows how many it spans
 * @param {number} columns
 */
function frame(element, row, column, rows, columns) {
  set(element, "style", at(row, column, rows, columns));
  show(element, true);
}

/**
 * Style of what stands in a place.
 * @param {number} row
 * @param {number} column
 */
function at(row, column, rows = 1, columns = 1) {
  return `grid-area:${row + 1}/${column + 1}/span ${rows}/span ${columns}`;
}
