/**
 * Where many arrows end: as few paths as there are shades, however many arrows there are. It is
 * drawn once and at once, before a browser has made it fast: loops do no more than they must. No DOM.
 */

/** @typedef {import("../parts/geometry.js").Vec} Vec */

/** Pixels of a square. */
const SQUARE = 6;
/** So many squares from its own an arrow still counts, the less the farther. */
const REACH = 3;
const WEIGHTS = [1, 2, 3, 4, 3, 2, 1];
/** Parts of the highest count from which a square has the next shade. */
const SHADES = [0.12, 0.3, 0.5, 0.7, 0.85];

/**
 * Squares for each shade, each in all shades up to its own; neighbours in a row are one rectangle.
 * @param {Vec[]} tips in pixels; those off the plane count for nothing
 * @param {{ size: number, height: number }} plane
 * @returns {string[]}
 */
export function shades(tips, { size, height }) {
  const [across, down] = [Math.ceil(size / SQUARE), Math.ceil(height / SQUARE)];
  // With a margin, into which arrows near an edge count, too.
  const wide = across + 2 * REACH;
  const counts = new Float64Array(wide * (down + 2 * REACH));
  for (const tip of tips) {
    const x = tip[0];
    const y = tip[1];
    if (!(x >= 0 && x < size && y >= 0 && y < height)) continue;
    let at = Math.floor(y / SQUARE) * wide + Math.floor(x / SQUARE);
    for (const weight of WEIGHTS) {
      counts[at] += weight;
      counts[at + 1] += 2 * weight;
      counts[at + 2] += 3 * weight;
      counts[at + 3] += 4 * weight;
      counts[at + 4] += 3 * weight;
      counts[at + 5] += 2 * weight;
      counts[at + 6] += weight;
      at += wide;
    }
  }
  return runs(counts, wide, across, down);
}

/**
 * @param {Float64Array} counts
 * @param {number} wide how many of them are in a row
 * @param {number} across how many of these are shown
 * @param {number} down
 */
function runs(counts, wide, across, down) {
  const paths = SHADES.map(() => "");
  let most = 0;
  for (let b = REACH; b < down + REACH; b++) {
    for (let at = b * wide + REACH; at < b * wide + REACH + across; at++) if (counts[at] > most) most = counts[at];
  }
  if (most === 0) return paths;
  const least = SHADES.map((part) => part * most);
  const begins = SHADES.map(() => 0);
  for (let b = 0; b < down; b++) {
    const row = (b + REACH) * wide + REACH;
    let shade = 0;
    for (let a = 0; a <= across; a++) {
      const count = a < across ? counts[row + a] : 0;
      while (shade < least.length && count >= least[shade]) begins[shade++] = a;
      while (shade > 0 && count < least[shade - 1]) {
        shade -= 1;
        const width = (a - begins[shade]) * SQUARE;
        paths[shade] += `M${begins[shade] * SQUARE} ${b * SQUARE}h${width}v${SQUARE}h${-width}Z`;
      }
    }
  }
  return paths;
}
