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
  /** Of each level the edges that it crosses, each with those that it is joined to. */
  const lines = levels.map(() => ({ root: 0, joined: /** @type {Map<number, number[]>} */ (new Map()) }));
  crossings(field, levels, (index, root, edges) => {
    const line = lines[index];
    line.root = root;
    for (let i = 0; i + 1 < edges.length; i += 2) {
      link(line.joined, edges[i], edges[i + 1]);
      link(line.joined, edges[i + 1], edges[i]);
    }
  });
  let path = "";
  for (const { root, joined } of lines) {
    const open = new Set(joined.keys());
    // Lines that end at the border first: what is left are loops.
    for (const ends of [1, 2]) {
      for (const [start, others] of joined) {
        if (!open.has(start) || others.length > ends) continue;
        let at = start;
        let next = /** @type {number | undefined} */ (start);
        let stroke = "M";
        let length = 0;
        while (next !== undefined) {
          at = next;
          open.delete(at);
          stroke += `${length++ ? "L" : ""}${cut(frame, field, at, root)}`;
          next = joined.get(at)?.find((other) => open.has(other));
        }
        path += length > 2 && joined.get(at)?.includes(start) ? `${stroke}L${cut(frame, field, start, root)}` : stroke;
      }
    }
  }
  return path;
}

/**
 * @param {Map<number, number[]>} joined
 * @param {number} a
 * @param {number} b
 */
function link(joined, a, b) {
  const others = joined.get(a);
  if (others) others.push(b);
  else joined.set(a, [b]);
}
