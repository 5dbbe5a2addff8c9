/**
 * What people take for the product of a matrix and a vector. No DOM.
 */

import { norm } from "./products.js";

/** @typedef {import("./guess.js").Mistake} Mistake */
/** @typedef {Record<string, readonly [name: string, words: string]>} Told names and words of mistakes, the likelier before the others */

/**
 * Names and words as a figure writes them, a line each: "kind | name | words".
 * @param {string} text
 * @returns {Told}
 */
export function toldOf(text) {
  return Object.fromEntries(text.split("\n").filter(Boolean).map((line) => {
    const [kind, name, words] = line.split(" | ");
    return [kind, [name, words]];
  }));
}

/**
 * What is got wrong about any product, by kind; null where it makes no sense.
 * @param {(vector: number[]) => number[]} product
 * @param {(vector: number[]) => number[]} transposed
 * @param {number[]} vector
 * @param {number[]} truth its product
 */
export function ofProduct(product, transposed, vector, truth) {
  const square = vector.length === truth.length;
  const long = norm(vector);
  return {
    transposed: square ? transposed(vector) : null,
    against: truth.map((z) => -z),
    copied: square ? vector : null,
    unit: long > 0 ? truth.map((z) => z / long) : null,
    added: product(vector.map(() => 1)),
  };
}

/**
 * Mistakes with their words, those that make sense here.
 * @param {Told} told
 * @param {Record<string, number[] | null>} vectors by the same kinds
 * @returns {Mistake[]}
 */
export function named(told, vectors) {
  return Object.entries(told).flatMap(([kind, [name, words]]) => {
    const vector = vectors[kind];
    return vector ? [{ name, words, vector }] : [];
  });
}
