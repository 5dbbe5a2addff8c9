/**
 * The bordered Jacobian: v above its columns, u beside its rows, the weighted sums as
 * margins and uᵀJv in the corner. Each sum is shown as the stack of what is added.
 */

import { html, set, show } from "./dom.js";
import { numeral, subscript } from "./format.js";
import { cellText, contributions, marginText, productText, reach, stacked, sumText } from "./products.js";
import { rove } from "./rove.js";
import { createScrub } from "./scrub.js";
import { BOARD, COVERED, RULES, columnText, rowText } from "./words.js";

/** @typedef {import("./products.js").Mode} Mode */
/** @typedef {import("./products.js").Numbers} Numbers */
/** @typedef {"x" | "v" | "u"} Kind */

/**
 * What a reader looks at: one column, one row, or a place that has a formula.
 * @typedef {{ column: number | null, row: number | null, text: string }} Look
 */

/**
 * @typedef {object} Model
 * @property {Mode} mode
 * @property {boolean} cover
 * @property {Record<Kind, number[]>} vectors
 * @property {Record<Kind, [number, number][]>} ranges of the bars
 * @property {Numbers} numbers
 * @property {number} largest entry of J that fills a cell's ground
 * @property {number} span contribution that fills half of a cell's bar
 * @property {Look | null} look
 * @property {{ row: number, column: number } | null} picked the entry that is selected
 * @property {boolean} held whether a hand is moving; what nobody can read meanwhile waits
 */

/**
 * @typedef {object} Callbacks
 * @property {() => void} press
 * @property {(kind: Kind, index: number, value: number) => void} move
 * @property {() => void} release
 * @property {(kind: Kind, index: number, value: number) => void} nudge a key moved a bar
 * @property {(kind: Kind, index: number, text: string) => string} type gives what is wrong, or ""
 * @property {(kind: "v" | "u", index: number | null) => void} preset one-hot, or ones for null
 * @property {(look: Look | null) => void} look
 * @property {(row: number, column: number) => void} pick an entry was clicked
 */

/**
 * What a table is called and says that is not the Jacobian of f at x. It is only pushed
 * through: it has no u, no sums below and no corner.
 * @typedef {object} Wording
 * @property {string} title
 * @property {string} rule
 * @property {string} table its accessible name
 * @property {string} product name of what stands at its right
 * @property {(i: number) => string} row head of a row
 * @property {(i: number, j: number, entry: number, v: number[] | null) => string} cell without v where results are covered
 * @property {(i: number, numbers: Numbers, v: number[]) => string} sum
 * @property {(column: number | null, row: number | null) => string} look
 */

/**
 * @param {string[]} inputs names
 * @param {string[]} outputs names
 * @param {Callbacks} on
 * @param {AbortSignal} signal
 * @param {Wording | null} [wording]
 */
export function createBoard(inputs, outputs, on, signal, wording = null) {
  const [n, m] = [inputs.length, outputs.length];
  const columns = inputs.map((name, j) => ({
    head: button(`x${subscript(j + 1)}`, name, `one-hot v ${j + 1}`, () => on.preset("v", j)),
    x: bar("x", j),
    v: bar("v", j),
  }));
  const rows = outputs.map((name, i) => ({
    head: wording
      ? html("b", { class: "head" }, wording.row(i))
      : button(`y${subscript(i + 1)}`, name, `one-hot u ${i + 1}`, () => on.preset("u", i)),
    value: html("span", { class: "value" }),
    u: bar("u", i),
  }));
  const cells = outputs.map((_, i) => inputs.map((_, j) => cell(i, j)));
  const right = outputs.map((_, i) => margin("push", i, n, () => `row ${i + 1} of ${wording?.product ?? "Jv"}`));
  const below = inputs.map((_, j) => margin("pull", j, m, () => `column ${j + 1} of uᵀJ`));
  const corner = cornerCell();
  const vOnes = button("ones", "", "v all ones", () => on.preset("v", null));
  const uOnes = button("ones", "", "u all ones", () => on.preset("u", null));
  vOnes.classList.add("small", "push");
  uOnes.classList.add("small", "pull");
  const pushTitle = html("div", { class: "margin-title push", role: "columnheader" }, wording?.product ?? "Jv");
  const pullTitle = html("div", { class: "margin-title pull", role: "rowheader" }, html("span", {}, "uᵀJ"), uOnes);
  const grid = html(
    "div",
    { class: "cells", role: "grid", "aria-label": wording?.table ?? BOARD.name },
    line(
      html("div", { class: "blank", role: "columnheader" }, html("span", {}, "v"), vOnes),
      ...columns.map(({ head, x, v }, j) =>
        watch(html("div", { class: "column-head", role: "columnheader" }, head, x.element, v.element), {
          column: j,
          row: null,
        }),
      ),
      pushTitle,
    ),
    ...rows.map(({ head, value, u }, i) =>
      line(
        watch(
          html(
            "div",
            { class: "row-head", role: "rowheader" },
            html("div", { class: "row-name" }, head, value),
            ...(wording ? [] : [u.element]),
          ),
          { column: null, row: i },
        ),
        ...cells[i].map(({ element }) => element),
        right[i].element,
      ),
    ),
    ...(wording ? [] : [line(pullTitle, ...below.map(({ element }) => element), corner.element)]),
  );
  grid.style.setProperty("--n", String(n));
  grid.style.setProperty("--m", String(m));
  if (n > 4) grid.classList.add("many-columns");
  if (m > 4) grid.classList.add("many-rows");
  const formula = html("p", { class: "formula" });
  const rule = html("p", { class: "rule" });
  const element = html(
    "section",
    { class: "board" },
    html("header", {}, html("h2", { class: "title" }, wording?.title ?? BOARD.title), rule),
    html("div", { class: "scroll" }, grid),
    formula,
  );

  const places = [
    ...cells.map((row, i) => [...row.map((c) => c.element), right[i].element]),
    ...(wording ? [] : [[...below.map((c) => c.element), corner.element]]),
  ];
  rove(grid, places, signal);

  /**
   * Draws the parts that are told.
   * @param {Model} model
   * @param {{ bars: boolean, cells: boolean, sums: boolean }} parts
   */
  function draw(model, parts) {
    const { mode, cover, numbers, vectors } = model;
    set(element, "class", `board mode-${mode}${cover ? " covered" : ""}`);
    set(rule, "text", wording?.rule ?? RULES[mode]);
    if (parts.bars) columns.forEach(({ x, v }, j) => {
      x.draw(vectors.x[j], model.ranges.x[j]);
      v.draw(vectors.v[j], model.ranges.v[j]);
    });
    rows.forEach(({ value, u }, i) => {
      if (parts.sums) set(value, "text", numeral(numbers.value[i]));
      if (parts.bars) u.draw(vectors.u[i], model.ranges.u[i]);
    });
    const added = contributions(mode, numbers.jacobian, vectors.v, vectors.u);
    columns.forEach(({ head }, j) => head.classList.toggle("picked", model.picked?.column === j));
    rows.forEach(({ head }, i) => head.classList.toggle("picked", model.picked?.row === i));
    if (parts.cells) cells.forEach((row, i) => row.forEach((c, j) => c.draw(model, added[i * n + j])));
    if (!parts.sums) return;
    right.forEach((c, i) => c.draw(model, added.slice(i * n, (i + 1) * n)));
    below.forEach((c, j) => c.draw(model, outputs.map((_, i) => added[i * n + j])));
    corner.draw(model);
    set(formula, "text", model.look ? sayLook(model, model.look) : "");
  }

  return { element, draw };

  /**
   * @param {string} text
   * @param {string} name
   * @param {string} label
   * @param {() => void} act
   */
  function button(text, name, label, act) {
    const made = html("button", { type: "button", class: "head" }, html("b", {}, text));
    if (name && name !== text) made.append(html("span", { class: "name" }, ` ${name}`));
    if (label.includes(text)) made.setAttribute("aria-label", label);
    else made.append(html("span", { class: "spoken" }, ` ${label}`));
    made.addEventListener("click", act, { signal });
    return made;
  }

  /** @param {...HTMLElement} children */
  function line(...children) {
    return html("div", { class: "line", role: "row" }, ...children);
  }

  /**
   * A place that, hovered or focused, is looked at.
   * @template {HTMLElement} T
   * @param {T} element
   * @param {{ column: number | null, row: number | null, say?: string }} look
   * @returns {T}
   */
  function watch(element, { column, row, say = "" }) {
    const look = { column, row, text: say };
    for (const type of ["pointerenter", "focusin"]) {
      element.addEventListener(type, () => on.look(look), { signal });
    }
    for (const type of ["pointerleave", "focusout"]) {
      element.addEventListener(type, () => on.look(null), { signal });
    }
    return element;
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   */
  function bar(kind, index) {
    const number = html("span", { class: "number" });
    const fill = html("span", { class: "fill" });
    const zero = html("span", { class: "zero" });
    const scrub = createScrub(
      `${kind} ${index + 1}`,
      () => scrub.range.clientWidth,
      {
        press: on.press,
        move: (value) => on.move(kind, index, value),
        release: on.release,
        nudge: (value) => on.nudge(kind, index, value),
        type: (text) => on.type(kind, index, text),
      },
      signal,
    );
    const element = html(
      "div",
      { class: `bar ${kind}` },
      html("span", { class: "name" }, `${kind}${subscript(index + 1)}`),
      number,
      html("span", { class: "track" }, zero, fill),
      scrub.range,
      scrub.typed,
      scrub.wrong,
    );
    element.style.setProperty("--shade", shade(index, kind === "u" ? m : n));
    return {
      element,
      /**
       * @param {number} now
       * @param {[number, number]} between
       */
      draw(now, between) {
        scrub.draw(now, between);
        set(number, "text", numeral(now));
        const span = between[1] - between[0];
        /** @param {number} z */
        const at = (z) => Math.max(0, Math.min(100, (100 * (z - between[0])) / span));
        if (kind === "x") {
          set(fill, "style", `left:${at(now).toFixed(1)}%`);
        } else {
          const [from, to] = [at(Math.min(0, now)), at(Math.max(0, now))];
          set(fill, "style", `left:${from.toFixed(1)}%;width:${(to - from).toFixed(1)}%`);
        }
        set(zero, "style", `left:${at(0).toFixed(1)}%`);
      },
    };
  }

  /**
   * @param {number} i
   * @param {number} j
   */
  function cell(i, j) {
    const words = html("span", { class: "spoken" });
    const number = html("span", { class: "entry", "aria-hidden": "true" });
    const fill = html("span", { class: "fill" });
    const work = html("span", { class: "work", "aria-hidden": "true" });
    const element = watch(
      html(
        "div",
        { class: "cell", role: "gridcell", tabindex: "-1" },
        words,
        number,
        html("span", { class: "track" }, html("span", { class: "zero" }), fill),
        work,
      ),
      { column: j, row: i, say: "cell" },
    );
    element.addEventListener("click", () => on.pick(i, j), { signal });
    return {
      element,
      /**
       * @param {Model} model
       * @param {number} added
       */
      draw(model, added) {
        const { mode, numbers, vectors, look, picked } = model;
        const entry = numbers.jacobian[i * n + j];
        const finite = Number.isFinite(entry);
        const tint = finite ? Math.min(100, (100 * Math.abs(entry)) / model.largest) : 0;
        const weight = mode === "push" ? vectors.v[j] : mode === "pull" ? vectors.u[i] : 0;
        const range = mode === "push" ? model.ranges.v[j] : model.ranges.u[i];
        const frame = Math.min(1, Math.abs(weight) / (range[1] || 1));
        const looked =
          look && ((look.column === j && (look.row === null || look.row === i)) || (look.row === i && look.column === null));
        set(
          element,
          "class",
          `cell ${finite ? (entry < 0 ? "minus" : "plus") : "unfinite"}${looked ? " looked" : ""}${pickedClass(picked, i, j)}`,
        );
        set(element, "aria-selected", String(picked !== null && picked.row === i && picked.column === j));
        set(
          element,
          "style",
          `--tint:${tint.toFixed()}%;--frame:${(weight === 0 ? 0 : 0.5 + 3 * frame).toFixed(1)}px;` +
            `--shade:${mode === "pull" ? shade(i, m) : shade(j, n)}`,
        );
        write(number, numeral(entry));
        const [from, to] = ends([model.cover ? 0 : added], model.span)[0];
        set(fill, "style", `left:${from}%;width:${to - from}%`);
        set(work, "text", model.cover ? "" : workText(mode, entry, vectors.v[j], vectors.u[i], added));
        if (!model.held) set(words, "text", sayCell(model, i, j));
      },
    };
  }

  /**
   * @param {"push" | "pull"} which
   * @param {number} index
   * @param {number} count pieces of its sum
   * @param {() => string} name
   */
  function margin(which, index, count, name) {
    const words = html("span", { class: "spoken" });
    const number = html("span", { class: "entry", "aria-hidden": "true" });
    const stack = createStack(count, which);
    const work = html("span", { class: "work", "aria-hidden": "true" });
    const element = watch(
      html("div", { class: `margin ${which}`, role: "gridcell", tabindex: "-1" }, words, number, stack.element, work),
      which === "push" ? { column: null, row: index, say: "push" } : { column: index, row: null, say: "pull" },
    );
    return {
      element,
      /**
       * @param {Model} model
       * @param {number[]} pieces
       */
      draw(model, pieces) {
        const { cover, numbers, vectors, mode } = model;
        const total = numbers[which][index];
        write(number, cover ? "?" : numeral(total));
        stack.draw(cover ? pieces.map(() => 0) : pieces, model.span);
        const other = which === "push" ? vectors.u[index] : vectors.v[index];
        const sign = `${which === "push" ? "u" : "v"}${subscript(index + 1)}`;
        set(work, "text", mode === "both" && !cover ? breakable(`× ${sign} = ${numeral(total * other)}`) : "");
        if (model.held) return;
        set(
          words,
          "text",
          cover
            ? `${name()}, covered`
            : wording
              ? wording.sum(index, numbers, vectors.v)
              : marginText(which, index, numbers, which === "push" ? vectors.v : vectors.u),
        );
      },
    };
  }

  function cornerCell() {
    const words = html("span", { class: "spoken" });
    const number = html("span", { class: "entry", "aria-hidden": "true" });
    const across = createStack(m, "pull");
    const down = createStack(n, "push");
    const element = watch(
      html(
        "div",
        { class: "corner", role: "gridcell", tabindex: "-1" },
        words,
        number,
        across.element,
        down.element,
        html("span", { class: "work", "aria-hidden": "true" }, "uᵀJv"),
      ),
      { column: null, row: null, say: "corner" },
    );
    return {
      element,
      /** @param {Model} model */
      draw(model) {
        const { cover, numbers, vectors } = model;
        write(number, cover ? "?" : numeral(numbers.pairing));
        const hidden = cover || model.mode !== "both";
        const byRow = numbers.push.map((z, i) => z * vectors.u[i]);
        const byColumn = numbers.pull.map((z, j) => z * vectors.v[j]);
        const span = Math.max(model.span, reach(byRow), reach(byColumn));
        across.draw(hidden ? byRow.map(() => 0) : byRow, span);
        down.draw(hidden ? byColumn.map(() => 0) : byColumn, span);
        if (!model.held) set(words, "text", cover ? "uᵀJv, covered" : `uᵀJv = ${numeral(numbers.pairing)}`);
      },
    };
  }

  /**
   * @param {Model} model
   * @param {number} i
   * @param {number} j
   */
  function sayCell({ mode, cover, numbers, vectors }, i, j) {
    if (wording) return wording.cell(i, j, numbers.jacobian[i * n + j], cover ? null : vectors.v);
    return cellText(cover ? null : mode, i, j, numbers.jacobian[i * n + j], vectors.v, vectors.u);
  }

  /**
   * Words about what is looked at, computed from what is shown.
   * @param {Model} model
   * @param {Look} look
   */
  function sayLook(model, look) {
    const { cover, numbers, vectors } = model;
    const { column, row, text } = look;
    if (text === "cell" && row !== null && column !== null) return sayCell(model, row, column);
    if (cover && text) return COVERED;
    if (wording) return text === "push" && row !== null ? wording.sum(row, numbers, vectors.v) : wording.look(column, row);
    if (text === "push" && row !== null) return marginText("push", row, numbers, vectors.v);
    if (text === "pull" && column !== null) return marginText("pull", column, numbers, vectors.u);
    if (text === "corner") {
      const across = vectors.u.map((ui, i) => [ui, numbers.push[i]]);
      const down = numbers.pull.map((g, j) => [g, vectors.v[j]]);
      return `uᵀ(Jv) = ${sumText(across, numbers.pairing)}   (uᵀJ)v = ${sumText(down, numbers.pairing)}`;
    }
    if (column !== null) return columnText(column + 1, `x${subscript(column + 1)}`);
    if (row !== null) return rowText(row + 1, `y${subscript(row + 1)}`);
    return "";
  }
}

/**
 * How a cell looks beside the one that is selected.
 * @param {Model["picked"]} picked
 * @param {number} i
 * @param {number} j
 */
function pickedClass(picked, i, j) {
  if (!picked || (picked.row !== i && picked.column !== j)) return "";
  return picked.row === i && picked.column === j ? " picked" : " in-line";
}

/**
 * Where an index stands between the deep and the pale end of its role's colour.
 * @param {number} index
 * @param {number} count
 */
function shade(index, count) {
  return `${count > 1 ? Math.round((100 * index) / (count - 1)) : 30}%`;
}

/**
 * Ends of stacked pieces in per cent of a track whose middle is zero.
 * @param {number[]} pieces
 * @param {number} span
 * @returns {[number, number][]}
 */
function ends(pieces, span) {
  /** @param {number} z */
  const at = (z) => (Number.isFinite(z) ? Math.round(10 * Math.max(0, Math.min(100, 50 + (50 * z) / span))) / 10 : 50);
  return stacked(pieces).map(({ from, to }) => [at(from), at(to)]);
}

/**
 * @param {number} count
 * @param {"push" | "pull"} role
 */
export function createStack(count, role) {
  const pieces = Array.from({ length: count }, (_, k) => {
    const piece = html("span", { class: "piece" });
    piece.style.setProperty("--shade", shade(k, count));
    return piece;
  });
  const sum = html("span", { class: "sum" });
  const element = html(
    "span",
    { class: `track stack ${role}` },
    ...pieces,
    html("span", { class: "zero" }),
    sum,
  );
  return {
    element,
    /**
     * @param {number[]} parts
     * @param {number} span
     */
    draw(parts, span) {
      ends(parts, span).forEach(([from, to], k) => {
        set(pieces[k], "style", `--shade:${shade(k, count)};left:${from}%;width:${to - from}%`);
      });
      const total = parts.reduce((a, b) => a + b, 0);
      set(sum, "style", `left:${Math.max(0, Math.min(100, 50 + (50 * total) / span)) || 50}%`);
      show(sum, parts.some((part) => part !== 0));
    },
  };
}

/**
 * What a cell adds, worked out in as few digits as make it true; beside a 0, which makes any digits
 * true, a number has as many as it has in its own place.
 * @param {Mode} mode
 * @param {number} entry
 * @param {number} vj
 * @param {number} ui
 * @param {number} added
 */
export function workText(mode, entry, vj, ui, added) {
  const weight = mode === "push" ? vj : ui;
  const few = weight === 0 || entry === 0 ? 3 : 2;
  return breakable(mode === "both" ? `uJv = ${numeral(added, 2)}` : productText([weight, entry], few));
}

/** A text that may break after a dot, but not after its equals sign. @param {string} text */
function breakable(text) {
  return text.replaceAll("·", "·\u200b").replace("= ", "=\u00a0");
}

/** Longest numeral in large letters. */
const SHORT = 6;

/**
 * The number of a cell, in smaller letters where it is long.
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  set(element, "class", text.length > SHORT ? "entry long" : "entry");
  set(element, "text", text.replace("·", "\u200b·"));
}
