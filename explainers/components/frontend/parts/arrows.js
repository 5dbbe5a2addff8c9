/**
 * Vectors of any length as arrows and handles in a plane of two coordinates. No DOM.
 */

import { plus, shown } from "./curves.js";
import { numeral } from "./format.js";
import { LARGEST } from "./points.js";
import { norm } from "./products.js";

/** @typedef {import("./picture.js").Arrow} Arrow */
/** @typedef {import("./picture.js").Handle} Handle */

/**
 * Arrows from a point.
 * @param {number[]} from
 * @param {[number, number]} pair of coordinates that is shown
 * @returns {(id: Arrow["id"], label: string, by: number[]) => Arrow}
 */
export function arrowsFrom(from, pair) {
  const at = shown(from, pair);
  return (id, label, by) => ({ id, label, from: at, to: shown(plus(from, by), pair), length: norm(by) });
}

/**
 * A handle that holds a vector.
 * @param {Handle["id"]} id
 * @param {number[]} at its tip
 * @param {[number, number]} pair
 * @param {number[]} vector
 * @param {number} [digits]
 * @returns {Handle}
 */
export function handleOf(id, at, pair, vector, digits) {
  return { id, at: shown(at, pair), value: norm(vector), largest: LARGEST, text: vector.map((z) => numeral(z, digits)).join(", ") };
}
