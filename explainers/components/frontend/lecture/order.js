/**
 * The order of a list that hands change. No DOM.
 */

/**
 * A list with the item of one place at another; places beyond its ends are its ends.
 * @template T
 * @param {T[]} items
 * @param {number} from
 * @param {number} to
 */
export function moved(items, from, to) {
  const others = items.filter((_, k) => k !== from);
  return others.toSpliced(Math.max(0, Math.min(others.length, to)), 0, items[from]);
}

/**
 * The place that a dragged row has come to: how many of the others' middles lie above its own.
 * @param {number[]} middles of all rows as they stood, from above to below
 * @param {number} from its place then
 * @param {number} by how far it was dragged down
 */
export function placeAt(middles, from, by) {
  return middles.filter((middle, k) => k !== from && middle < middles[from] + by).length;
}
