/**
 * inputs W + b = logits, and the sigmoid of them: matrices of numbers, some under a hand.
 */

import { html, set, show } from "../parts/dom.js";
import { createHandle, createMatrix, createNumber } from "./cells.js";
import { CLASSES, FEATURES, M, N, ROWS, ofOutput, ofWeight } from "./layout.js";
import { EQUATION, at } from "./words.js";

/** @typedef {import("./cells.js").Callbacks} Callbacks */
/** @typedef {import("./cells.js").Kind} Kind */
/** @typedef {import("./tensors.js").Model} Model */

/**
 * @param {Callbacks} on
 * @param {AbortSignal} signal
 */
export function createEquation(on, signal) {
  const inputs = Array.from({ length: ROWS * FEATURES }, (_, q) => {
    const [i, a] = [Math.floor(q / FEATURES), q % FEATURES];
    return createHandle("inputs", q, `inputs ${i + 1} ${a + 1}`, { i, k: null, a, c: null }, on, signal);
  });
  const W = Array.from({ length: N }, (_, q) =>
    createHandle("W", q, `W ${at(q).replace(",", " ")}`, ofWeight(q), on, signal),
  );
  const b = Array.from({ length: CLASSES }, (_, k) =>
    createHandle("b", k, `b ${k + 1}`, { i: null, k, a: null, c: null }, on, signal),
  );
  const logits = Array.from({ length: M }, (_, p) => createNumber(ofOutput(p), on, signal));
  const outputs = Array.from({ length: M }, (_, p) => createNumber(ofOutput(p), on, signal));

  /** @param {{ element: HTMLElement }[]} cells */
  const elements = (cells) => cells.map(({ element }) => element);
  const bias = createMatrix("b", "()", 1, elements(b));
  const last = createMatrix("outputs", "(5, 2)", CLASSES, elements(outputs));
  const head = html("span", { class: "join" }, html("span", { class: "spoken" }, EQUATION.sigmoid), "σ →");
  const before = createMatrix("logits", "(5, 2)", CLASSES, elements(logits));
  const element = html(
    "section",
    { class: "equation" },
    html(
      "header",
      {},
      html("h2", { class: "title" }, EQUATION.title),
      html("span", { class: "rule" }, EQUATION.rule),
    ),
    html(
      "div",
      { class: "row" },
      html(
        "div",
        { class: "side given-side", "data-fold": "" },
        createMatrix("inputs", "(5, 3)", FEATURES, elements(inputs)).element,
        join("·"),
        createMatrix("W", "(3, 2)", CLASSES, elements(W)).element,
        join("+"),
        bias.element,
      ),
      html("div", { class: "side", "data-fold": "" }, join("="), before.element, head, last.element),
    ),
  );

  return {
    element,
    /** @param {Model} model */
    draw({ state, numbers, ranges, largest, look, marks }) {
      inputs.forEach((cell, q) => {
        cell.draw(state.inputs[q], ranges.inputs);
        cell.paint(state.inputs[q], largest.inputs, look, marks);
      });
      W.forEach((cell, q) => {
        cell.draw(state.W[q], ranges.W);
        cell.paint(state.W[q], largest.W, look);
      });
      const scalar = state.b.length === 1;
      b.forEach((cell, k) => {
        show(cell.element, k < state.b.length);
        if (k >= state.b.length) return;
        cell.draw(state.b[k], ranges.b);
        cell.paint(state.b[k], largest.b, scalar ? null : look);
      });
      set(b[0].range, "aria-label", scalar ? "b" : "b 1");
      set(bias.said, "text", scalar ? "()" : "(2,)");
      set(bias.body, "style", `--columns:${state.b.length}`);
      logits.forEach((cell, p) => cell.draw(numbers.logits[p], largest.logits, look, marks));
      outputs.forEach((cell, p) => cell.draw(numbers.outputs[p], 1, look, marks));
      const sigmoid = state.head === "sigmoid";
      show(head, sigmoid);
      show(last.element, sigmoid);
    },
  };
}

/** @param {string} text */
function join(text) {
  return html("span", { class: "join" }, text);
}
