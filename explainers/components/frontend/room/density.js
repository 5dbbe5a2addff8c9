/**
 * Where many arrows end: as few paths as there are shades, however many arrows there are. No DOM.
 */

/** @typedef {import("../parts/geometry.js").Vec} Vec */

/** Pixels of a square. */
const SQUARE = 10;
/** What an arrow counts in its own square, in those beside it and in those at its corners. */
const [HERE, BESIDE, CORNER] = [4, 2, 1];
/** Parts of the highest count from which a square has the next shade. */
const SHADES = [0.15, 0.35, 0.6, 0.85];

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
    for (let di = -1; di <= 1; di++) {
      for (let dj = -1; dj <= 1; dj++) {
        const [a, b] = [i + di, j + dj];
        if (a < 0 || a >= across || b < 0 || b >= down) continue;
        counts[b * across + a] += di && dj ? CORNER : di || dj ? BESIDE : HERE;
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
