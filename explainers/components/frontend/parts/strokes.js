/**
 * Level lines joined end to end, so that they can be dashed. No DOM.
 */

import { extent, linePath } from "./geometry.js";

/** @typedef {import("./geometry.js").Vec} Vec */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Field} Field */

/**
 * Level line of a field, in strokes as long as can be.
 * @param {Frame} frame
 * @param {Field} field
 * @param {number} level
 */
export function strokedLevelPath(frame, field, level) {
  const { view, count, roots, lowest } = field;
  const root = Math.sqrt(level - lowest);
  const step = (2 * view.half) / (count - 1);
  /** Where a level line crosses the edge from one lattice point to a neighbour. @type {Map<number, Vec>} */
  const cuts = new Map();
  /** The other cuts that each is joined to. @type {Map<number, number[]>} */
  const joined = new Map();
  for (let row = 0; row + 1 < count; row++) {
    for (let column = 0; column + 1 < count; column++) {
      const k = row * count + column;
      const { least, most } = extent(field, k);
      if (!(least < root && root <= most)) continue;
      const crossed = [edge(k, 0), edge(k + 1, 1), edge(k + count, 0), edge(k, 1)].filter((at) => at >= 0);
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        link(crossed[i], crossed[i + 1]);
        link(crossed[i + 1], crossed[i]);
      }
    }
  }
  let path = "";
  const open = new Set(joined.keys());
  // Lines that end at the border first: what is left are loops.
  for (const ends of [1, 2]) {
    for (const start of joined.keys()) {
      if (!open.has(start) || /** @type {number[]} */ (joined.get(start)).length > ends) continue;
      /** @type {Vec[]} */
      const line = [];
      let at = start;
      let next = /** @type {number | undefined} */ (start);
      while (next !== undefined) {
        at = next;
        open.delete(at);
        line.push(/** @type {Vec} */ (cuts.get(at)));
        next = joined.get(at)?.find((other) => open.has(other));
      }
      if (joined.get(at)?.includes(start) && line.length > 2) line.push(line[0]);
      path += linePath(frame, line);
    }
  }
  return path;

  /**
   * @param {number} k lattice point
   * @param {number} up 0 for the edge to the right, 1 for the edge upwards
   */
  function edge(k, up) {
    const [a, b] = [roots[k], roots[k + (up ? count : 1)]];
    if (a < root === b < root) return -1;
    const name = 2 * k + up;
    if (!cuts.has(name)) {
      const part = (root - a) / (b - a);
      const column = (k % count) + (up ? 0 : part);
      const row = Math.floor(k / count) + (up ? part : 0);
      cuts.set(name, [view.cx - view.half + step * column, view.cy - view.half + step * row]);
    }
    return name;
  }

  /** @param {number} a @param {number} b */
  function link(a, b) {
    const others = joined.get(a);
    if (others) others.push(b);
    else joined.set(a, [b]);
  }
}
