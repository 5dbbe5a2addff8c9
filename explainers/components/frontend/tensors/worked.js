/**
 * One number of a result, worked out: a slice of J and what weights it, entry by entry.
 */

import { html, set, show } from "../parts/dom.js";
import { HIDDEN } from "../parts/guess_words.js";
import { createMatrix, sign, tint, write } from "./cells.js";
import { CLASSES, M, N } from "./layout.js";
import { WORKED, at } from "./words.js";

/** @typedef {import("./tensors.js").Model} Model */

export function createWorked() {
  const names = ["slice of J", "weights", "products"];
  const [slice, weights, products] = names.map((name, k) => {
    const cells = Array.from({ length: M }, () => {
      const number = html("span", { class: "z" });
      return { number, element: html("div", { class: "num" }, number) };
    });
    return { cells, ...createMatrix(name, "", CLASSES, cells.map(({ element }) => element), ["", "given", ""][k]) };
  });
  const total = html("span", { class: "z" });
  const name = html("b", {});
  const sum = html("div", { class: "matrix total" }, html("div", { class: "name" }, name), html("div", { class: "num" }, total));
  const title = html("h2", { class: "title" });
  const rule = html("span", { class: "rule" });
  const element = html(
    "section",
    { class: "worked" },
    html("header", {}, title, rule),
    html("div", { class: "row" }, slice.element, join("∘"), weights.element, join("="), products.element, html("span", { class: "join" }, html("span", { class: "spoken" }, "sum"), "Σ"), sum),
  );

  return {
    element,
    /** @param {Model} model */
    draw({ state, numbers, largest, picked }) {
      const pushing = state.mode === "push";
      const count = pushing ? N : M;
      const index = pushing ? picked.p : picked.q;
      const says = WORKED[state.mode];
      set(element, "class", `worked mode-${state.mode}`);
      set(title, "text", says.title(index));
      set(rule, "text", says.rule);
      set(slice.title, "text", says.slice(index));
      set(weights.title, "text", pushing ? "V" : "U");
      set(products.title, "text", "products");
      set(name, "text", `${pushing ? "JV" : "UᵀJ"} ${at(index)}`);
      const given = pushing ? state.V : state.U;
      const entries = Array.from({ length: count }, (_, k) => numbers.jacobian[pushing ? index * N + k : k * N + index]);
      const most = Math.max(...given.map(Math.abs), 1e-300);
      const added = entries.map((entry, k) => entry * given[k]);
      const far = Math.max(...added.map(Math.abs), 1e-300);
      fill(slice.cells, entries, largest.jacobian, state.cover);
      fill(weights.cells, given, most);
      fill(products.cells, added, far, state.cover);
      write(total, pushing ? numbers.push[index] : numbers.pull[index]);
      if (state.cover) set(total, "text", HIDDEN);
    },
  };
}

/**
 * @param {{ number: HTMLElement, element: HTMLElement }[]} cells
 * @param {number[]} numbers
 * @param {number} largest
 * @param {boolean} [cover]
 */
function fill(cells, numbers, largest, cover = false) {
  cells.forEach(({ number, element }, k) => {
    show(element, k < numbers.length);
    if (k >= numbers.length) return;
    write(number, numbers[k]);
    if (cover) set(number, "text", HIDDEN);
    set(element, "class", cover ? "num covered" : `num signed ${sign(numbers[k])}`);
    set(element, "style", tint(cover ? 0 : numbers[k], largest));
  });
}

/** @param {string} text */
function join(text) {
  return html("span", { class: "join" }, text);
}
