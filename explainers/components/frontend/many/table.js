/**
 * A square table as colours, with a row above it, a column beside it, and its diagonal framed.
 */

import { html, set, svg } from "../parts/dom.js";
import { each } from "./estimate.js";

/** @typedef {import("./estimate.js").Flat} Flat */

/** Cells from a strip to the table. */
const GAP = 0.45;
/** The side of a cell above and below 0: signs are told by more than their colours. */
const [WHOLE, SMALL] = [1, 0.7];

/** @param {number} n */
export function createTable(n) {
  const from = 1 + GAP;
  const size = n + from + 0.2;
  const title = html("h2", { class: "title" });
  const inner = each(n * n, (place) => cell(place % n, from + Math.floor(place / n)));
  const above = each(n, (j) => cell(j, 0));
  const beside = each(n, (i) => cell(n + GAP, from + i));
  const frame = svg("path", { class: "frame", d: each(n, (i) => `M${i} ${from + i}h1v1h-1z`).join("") });
  const picture = svg("svg", { class: "picture", viewBox: `-.1 -.1 ${size} ${size}`, role: "img" }, ...above, ...inner, frame, ...beside);
  picture.dataset.fold = "";
  const caption = html("p", { class: "caption" });

  return {
    element: html("section", { class: "table" }, html("header", {}, title), picture, caption),
    /**
     * @param {string} name
     * @param {string} told below it
     * @param {Flat} numbers row by row
     * @param {Flat} row above it
     * @param {Flat} column beside it
     * @param {[number, number, number]} largest of each, whose colour is full
     */
    draw(name, told, numbers, row, column, largest) {
      set(title, "text", name);
      set(caption, "text", told);
      set(picture, "aria-label", name);
      [inner, above, beside].forEach((places, k) => paint(places, [numbers, row, column][k], largest[k]));
    },
  };
}

/** The largest size among some numbers. @param {Flat} numbers */
export function largestOf(numbers) {
  let most = 0;
  for (let k = 0; k < numbers.length; k++) most = Math.max(most, Math.abs(numbers[k]));
  return most;
}

/** @param {number} x @param {number} y */
function cell(x, y) {
  return svg("rect", { x: String(x), y: String(y), class: "cell" });
}

/**
 * Places beyond the numbers stay empty.
 * @param {SVGRectElement[]} places
 * @param {Flat} numbers
 * @param {number} largest
 */
function paint(places, numbers, largest) {
  places.forEach((place, k) => {
    const number = numbers[k] ?? NaN;
    const part = largest > 0 ? Math.min(100, (100 * Math.abs(number)) / largest) : 0;
    set(place, "class", `cell ${number > 0 ? "plus" : number < 0 ? "minus" : number === 0 ? "nothing" : "none"}`);
    const side = number < 0 ? SMALL : WHOLE;
    const from = (WHOLE - side) / 2;
    for (const edge of ["width", "height"]) set(place, edge, String(side));
    set(place, "transform", `translate(${from} ${from})`);
    set(place, "style", `--tint:${(part || 0).toFixed()}%`);
  });
}
