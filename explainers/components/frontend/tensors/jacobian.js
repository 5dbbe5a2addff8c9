/**
 * The Jacobian in four axes: a block of W's shape for each output, with what weights it and
 * what comes out as margins. Folded, every block lies down as a row of a matrix.
 */

import { createStack } from "../parts/board.js";
import { html, set, show } from "../parts/dom.js";
import { HIDDEN } from "../parts/guess_words.js";
import { rove } from "../parts/rove.js";
import { createHandle, sign, tint, watch, write } from "./cells.js";
import * as layout from "./layout.js";
import { JACOBIAN, SHAPES, at, coveredText, entryName, entryText, resultName, resultText } from "./words.js";

/** @typedef {import("./cells.js").Callbacks} Callbacks */
/** @typedef {import("./tensors.js").Model} Model */

const { M, N, ofOutput, ofWeight } = layout;

/**
 * @param {Callbacks} on
 * @param {AbortSignal} signal
 */
export function createJacobian(on, signal) {
  const V = Array.from({ length: N }, (_, q) => given("V", q, ofWeight(q)));
  const U = Array.from({ length: M }, (_, p) => given("U", p, ofOutput(p)));
  const pull = Array.from({ length: N }, (_, q) => derived("pull", M, ofWeight(q)));
  const push = Array.from({ length: M }, (_, p) => derived("push", N, ofOutput(p)));
  const entries = Array.from({ length: M }, (_, p) => Array.from({ length: N }, (_, q) => entry(p, q)));
  const outputNames = push.map((_, p) => html("span", { class: "out-name", "aria-hidden": "true" }, `out ${at(p)}`));
  const weightNames = V.map((_, q) => html("span", { class: "weight-name", "aria-hidden": "true" }, `W ${at(q)}`));
  const aboveName = html("span", { class: "slot-name above" });
  const besideName = html("span", { class: "slot-name beside" });
  const rows = entries.map((row, p) =>
    html("div", { class: "line", role: "row" }, ...row.map(({ element }) => element), push[p].element),
  );
  const lastRow = html("div", { class: "line", role: "row" }, ...pull.map(({ element }) => element));
  const grid = html(
    "div",
    { role: "grid", "aria-label": JACOBIAN.name },
    ...rows,
    lastRow,
  );
  const stage = html(
    "div",
    { class: "stage-place", "data-fold": "" },
    ...outputNames,
    ...weightNames,
    aboveName,
    besideName,
    html("div", { role: "group", "aria-label": "V" }, ...V.map(({ element }) => element)),
    html("div", { role: "group", "aria-label": "U" }, ...U.map(({ element }) => element)),
    grid,
  );
  stage.style.setProperty("--columns", String(layout.SIZE.columns));
  stage.style.setProperty("--rows", String(layout.SIZE.rows));
  stage.style.setProperty("--across", `${layout.SIZE.across}px`);
  stage.style.setProperty("--down", `${layout.SIZE.down}px`);
  const shape = html("span", { class: "rule" });
  const element = html(
    "section",
    { class: "jacobian" },
    html("header", {}, html("h2", { class: "title" }, JACOBIAN.title), shape),
    stage,
  );
  const places = [
    ...entries.map((row, p) => [...row, push[p]].map(({ element }) => /** @type {HTMLElement} */ (element))),
    pull.map(({ element }) => /** @type {HTMLElement} */ (element)),
  ];
  rove(grid, places, signal, (cell) => {
    // What an arrow key comes to is the guess, where one is asked for.
    const at = entries.flat().findIndex(({ element }) => element === cell);
    if (at >= 0) on.pick(Math.floor(at / N), at % N, false);
  });

  return { element, draw };

  /** @param {Model} model */
  function draw(model) {
    const { state, numbers, look, ranges, held } = model;
    const { cover } = state;
    const { form, mode } = state;
    set(element, "class", `jacobian form-${form} mode-${mode}`);
    set(shape, "text", SHAPES[form]);
    set(aboveName, "text", mode === "push" ? "V (3, 2)" : "UᵀJ (3, 2)");
    set(besideName, "text", mode === "push" ? "JV (5, 2)" : "U (5, 2)");
    show(lastRow, mode === "pull");
    V.forEach((cell, q) => {
      cell.draw(state.V[q], ranges.V, look);
      put(cell.element, layout.above(form, q), `--shade:${shade(q, N)}`);
    });
    U.forEach((cell, p) => {
      cell.draw(state.U[p], ranges.U, look);
      put(cell.element, layout.beside(form, p), `--shade:${shade(p, M)}`);
    });
    entries.forEach((row, p) =>
      row.forEach((cell, q) => {
        const now = numbers.jacobian[p * N + q];
        const factor = mode === "push" ? state.V[q] : state.U[p];
        cell.draw(model, now, factor * now);
      }),
    );
    push.forEach((cell, p) => {
      if (mode !== "push") return;
      cell.draw(numbers.push[p], state.V.map((v, q) => v * numbers.jacobian[p * N + q]), model);
      if (!held) cell.say(cover ? coveredText(resultName("push", p)) : resultText("push", p, numbers, state));
    });
    push.forEach((cell, p) => put(cell.element, layout.beside(form, p)));
    pull.forEach((cell, q) => {
      put(cell.element, layout.above(form, q));
      if (mode !== "pull") return;
      cell.draw(numbers.pull[q], state.U.map((u, p) => u * numbers.jacobian[p * N + q]), model);
      if (!held) cell.say(cover ? coveredText(resultName("pull", q)) : resultText("pull", q, numbers, state));
    });
    outputNames.forEach((name, p) => put(name, layout.outputName(form, p)));
    weightNames.forEach((name, q) => put(name, layout.weightName(form, q)));
  }

  /**
   * @param {HTMLElement} cell
   * @param {import("./layout.js").Place} place
   * @param {string} [more] of its style
   */
  function put(cell, place, more = "") {
    set(cell, "style", `${layout.style(place)};${more}`);
  }

  /**
   * A number of V or U: a bar under a hand.
   * @param {"V" | "U"} kind
   * @param {number} index
   * @param {import("./layout.js").Axes} axes
   */
  function given(kind, index, axes) {
    const cell = createHandle(kind, index, `${kind} ${at(index).replace(",", " ")}`, axes, on, signal);
    const fill = html("span", { class: "fill" });
    cell.element.append(html("span", { class: "track" }, html("span", { class: "zero" }), fill));
    return {
      element: cell.element,
      /**
       * @param {number} now
       * @param {[number, number]} range
       * @param {import("./layout.js").Axes | null} look
       */
      draw(now, range, look) {
        cell.draw(now, range);
        const looked = layout.belongs(axes, look) ? " looked" : "";
        set(cell.element, "class", `num hand weight ${kind}${looked}`);
        const [from, to] = [Math.min(0, now), Math.max(0, now)].map((z) => 50 + (50 * z) / (range[1] || 1));
        set(fill, "style", `left:${from.toFixed(1)}%;width:${(to - from).toFixed(1)}%`);
      },
    };
  }

  /**
   * A number of JV or UᵀJ: what is added, stacked.
   * @param {"push" | "pull"} which
   * @param {number} count
   * @param {import("./layout.js").Axes} axes
   */
  function derived(which, count, axes) {
    const number = html("span", { class: "z", "aria-hidden": "true" });
    const words = html("span", { class: "spoken" });
    const stack = createStack(count, which);
    const cell = watch(
      html("div", { class: `num derived ${which}`, role: "gridcell", tabindex: "-1" }, words, number, stack.element),
      axes,
      on,
      signal,
    );
    return {
      element: cell,
      /**
       * @param {number} now
       * @param {number[]} pieces
       * @param {Model} model
       */
      draw(now, pieces, { state: { cover }, span, look }) {
        write(number, now);
        if (cover) set(number, "text", HIDDEN);
        stack.draw(cover ? pieces.map(() => 0) : pieces, span);
        set(cell, "class", `num derived ${which}${layout.marked(axes, look)}`);
      },
      /** @param {string} text */
      say(text) {
        set(words, "text", text);
      },
    };
  }

  /**
   * @param {number} p
   * @param {number} q
   */
  function entry(p, q) {
    const axes = layout.ofEntry(p * N + q);
    const number = html("span", { class: "z", "aria-hidden": "true" });
    const words = html("span", { class: "spoken" });
    const fill = html("span", { class: "fill" });
    const cell = watch(
      html(
        "div",
        { class: "num entry-cell", role: "gridcell", tabindex: "-1" },
        words,
        number,
        html("span", { class: "track" }, html("span", { class: "zero" }), fill),
      ),
      axes,
      on,
      signal,
    );
    cell.addEventListener("click", () => on.pick(p, q, false), { signal });
    cell.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      on.pick(p, q, event.key === "Enter");
    }, { signal });
    return {
      element: cell,
      /**
       * @param {Model} model
       * @param {number} now
       * @param {number} added
       */
      draw({ state, numbers, largest, span, look, marks, held }, now, added) {
        const { cover } = state;
        write(number, now);
        if (cover) set(number, "text", HIDDEN);
        const classes = layout.marked(axes, look, marks);
        set(cell, "class", `num entry-cell ${cover ? "covered" : `signed ${sign(now)}`}${classes}`);
        set(cell, "aria-selected", String(classes.includes("guess")));
        const tone = state.mode === "push" ? shade(q, N) : shade(p, M);
        put(
          cell,
          layout.entry(state.form, p, q),
          `${tint(cover ? 0 : now, largest.jacobian)};--shade:${tone};--turn:${q}`,
        );
        const half = cover ? 0 : Math.min(50, (50 * Math.abs(added)) / span);
        set(fill, "style", `left:${(added < 0 ? 50 - half : 50).toFixed(1)}%;width:${half.toFixed(1)}%`);
        if (!held) set(words, "text", cover ? coveredText(entryName(p, q)) : entryText(state.mode, p, q, numbers, state));
      },
    };
  }
}

/**
 * Where an index stands between the deep and the pale end of its role's colour.
 * @param {number} index
 * @param {number} count
 */
function shade(index, count) {
  return `${Math.round((100 * index) / (count - 1))}%`;
}
