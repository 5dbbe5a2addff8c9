/**
 * Level lines joined end to end, so that they can be dashed. No DOM.
 */

import { crossings, cut } from "./geometry.js";

/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Field} Field */

/**
 * Level lines of a field, in strokes as long as can be.
 * @param {Frame} frame
 * @param {Field} field
 * @param {...number} levels
 */
export function strokedLevelPath(frame, field, ...levels) {
  const lines = levels.map(() => ({ root: 0, joined: createLinks() }));
  crossings(field, levels, (index, root, edges) => {
    const line = lines[index];
    line.root = root;
    for (let i = 0; i + 1 < edges.length; i += 2) {
      link(line.joined, edges[i], edges[i + 1]);
      link(line.joined, edges[i + 1], edges[i]);
    }
  });
  let path = "";
  for (const { root, joined: { first, second } } of lines) {
    const done = new Set();
    /** @param {number | undefined} edge */
    const left = (edge) => (edge === undefined || done.has(edge) ? undefined : edge);
    // Lines that end at the border first: what is left are loops.
    for (const loops of [false, true]) {
      for (const start of first.keys()) {
        if (done.has(start) || (second.has(start) && !loops)) continue;
        let at = start;
        let next = /** @type {number | undefined} */ (start);
        let stroke = "M";
        let length = 0;
        while (next !== undefined) {
          at = next;
          done.add(at);
          stroke += `${length++ ? "L" : ""}${cut(frame, field, at, root)}`;
          next = left(first.get(at)) ?? left(second.get(at));
        }
        const closed = length > 2 && (first.get(at) === start || second.get(at) === start);
        path += closed ? `${stroke}L${cut(frame, field, start, root)}` : stroke;
      }
    }
  }
  return path;
}

/**
 * The edges that a level line crosses, each with the one or the two that it is joined to: an edge
 * lies between two cells.
 * @typedef {{ first: Map<number, number>, second: Map<number, number> }} Links
 */

/** @returns {Links} */
function createLinks() {
  return { first: new Map(), second: new Map() };
}

/**
 * @param {Links} joined
 * @param {number} a
 * @param {number} b
 */
function link({ first, second }, a, b) {
  if (first.has(a)) second.set(a, b);
  else first.set(a, b);
}
