/**
 * Cells, frames and texts that the picture is made of.
 */

import { svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";

/** @typedef {import("./layout.js").Spot} Spot */

/** Width from which a cell shows a third digit. */
const ROOMY = 42;

/** The class of a colour; without one, of what is alone. @param {number} colour */
export const look = (colour) => (colour ? `shared c${colour}` : "alone");

/** @param {Spot} at @param {number} w @param {number} h @param {string} name */
export function rect([x, y], w, h, name) {
  return svg("rect", { class: name, x: String(x + 1), y: String(y + 1), width: String(w - 2), height: String(h - 2), rx: "3" });
}

/** @param {Spot} at @param {number} w @param {number} h */
export const frame = ([x, y], w, h) => svg("rect", { class: "frame", x: String(x - 1), y: String(y - 1), width: String(w + 2), height: String(h + 2), rx: "5" });

/** @param {number} x @param {number} y @param {string} words @param {string} name */
export const text = (x, y, words, name) => svg("text", { x: x.toFixed(1), y: y.toFixed(1), class: name }, words);

/** @param {number} x @param {number} y @param {string} words */
export const title = (x, y, words) => text(x, y, words, "heading");

/** @param {number} x @param {number} y @param {number} z @param {number} w of its cell */
export const number = (x, y, z, w) => text(x, y + 4.5, numeral(z, w >= ROOMY ? 3 : 2), "entry-number");

/** @param {Spot} at @param {number} w @param {number} h @param {string} words @param {number} step */
export function mixedCell(at, w, h, words, step) {
  const [x, y] = at;
  return svg(
    "g",
    { class: "late mixed", "data-step": String(step) },
    rect(at, w, h, "cell"),
    svg("path", { class: "strike", d: `M${x + 4} ${y + h - 5}L${x + w - 4} ${y + 5}` }),
    text(x + w / 2, y + h / 2 + 4, words, "why"),
  );
}

/**
 * @param {Spot} at
 * @param {number} w
 * @param {number} h
 * @param {number} z
 * @param {boolean} several whether it is a sum
 * @param {number} colour
 * @param {boolean} shared
 * @param {number} step
 */
export function sumCell(at, w, h, z, several, colour, shared, step) {
  const [x, y] = at;
  return svg(
    "g",
    { class: "late", "data-step": String(step) },
    rect(at, w, h, `cell ${several ? "sum" : look(shared ? colour : 0)}`),
    number(x + w / 2, y + h / 2, z, w),
  );
}
