/**
 * Where many arrows end: as few paths as there are shades, however many arrows there are. No DOM.
 */

/** @typedef {import("../parts/geometry.js").Vec} Vec */

/** Pixels of a square. */
const SQUARE = 6;
/** So many squares from its own an arrow still counts, the less the farther. */
const REACH = 3;
/** Parts of the highest count from which a square has the next shade. */
const SHADES = [0.12, 0.3, 0.5, 0.7, 0.85];

/**
 * Squares for each shade, each in all shades up to its own.
 * @param {Vec[]} tips in pixels; those off the plane count for nothing
 * @param {{ size: number, height: number }} plane
 * @returns {string[]}
 */
export function shades(tips, { size, height }) {
  const [across, down] = [Math.ceil(size / SQUARE), Math.ceil(height / SQUARE)];
  const counts = new Float64Array(across * down);
  for (const [x, y] of tips) {
    if (!(x >= 0 && x < size && y >= 0 && y < height)) continue;
    const [i, j] = [Math.floor(x / SQUARE), Math.floor(y / SQUARE)];
    for (let b = Math.max(0, j - REACH); b <= Math.min(down - 1, j + REACH); b++) {
      for (let a = Math.max(0, i - REACH); a <= Math.min(across - 1, i + REACH); a++) {
        counts[b * across + a] += (REACH + 1 - Math.abs(a - i)) * (REACH + 1 - Math.abs(b - j));
      }
    }
  }
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return SHADES.map(() => "");
  return SHADES.map((part) => {
    let path = "";
    counts.forEach((count, at) => {
      if (count < part * most) return;
      path += `M${(at % across) * SQUARE} ${Math.floor(at / across) * SQUARE}h${SQUARE}v${SQUARE}h${-SQUARE}Z`;
    });
    return path;
  });
}
