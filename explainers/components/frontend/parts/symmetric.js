/**
 * Eigenvalues and eigenvectors of small symmetric matrices, by Jacobi's rotations.
 */

/**
 * @typedef {object} Spectrum
 * @property {number[]} values from the lowest to the highest
 * @property {number[][]} vectors one for each value, of length 1
 */

const SWEEPS = 30;

/**
 * @param {number[]} matrix row by row; what is below the diagonal is not looked at
 * @param {number} n
 * @returns {Spectrum}
 */
export function spectrum(matrix, n) {
  const a = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => matrix[Math.min(i, j) * n + Math.max(i, j)]),
  );
  /** @type {number[][]} */
  const q = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  const size = Math.max(...matrix.map(Math.abs));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        off = Math.max(off, Math.abs(a[i][j]));
        rotate(i, j);
      }
    }
    if (!(off > 1e-15 * size)) break;
  }
  const order = Array.from({ length: n }, (_, k) => k).sort((k, l) => a[k][k] - a[l][l]);
  return { values: order.map((k) => a[k][k]), vectors: order.map((k) => q.map((row) => row[k])) };

  /**
   * Turns the plane of two axes so that their entry off the diagonal vanishes.
   * @param {number} i
   * @param {number} j
   */
  function rotate(i, j) {
    if (a[i][j] === 0) return;
    const theta = (a[j][j] - a[i][i]) / (2 * a[i][j]);
    const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
    const c = 1 / Math.hypot(t, 1);
    const s = t * c;
    for (let k = 0; k < n; k++) [a[k][i], a[k][j]] = [c * a[k][i] - s * a[k][j], s * a[k][i] + c * a[k][j]];
    for (let k = 0; k < n; k++) [a[i][k], a[j][k]] = [c * a[i][k] - s * a[j][k], s * a[i][k] + c * a[j][k]];
    for (let k = 0; k < n; k++) [q[k][i], q[k][j]] = [c * q[k][i] - s * q[k][j], s * q[k][i] + c * q[k][j]];
  }
}
