/**
 * Small systems of linear equations. No DOM.
 */

/** A pivot below this part of the largest entry counts as none. */
const LEAST = 1e-9;

/**
 * The solution of a square system by Gaussian elimination with row pivots (Golub and Van Loan,
 * Matrix Computations, section 3.4), or null where it is singular or nearly so.
 * @param {number[][]} matrix
 * @param {number[]} right
 * @returns {number[] | null}
 */
export function solved(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const largest = Math.max(...matrix.flat().map(Math.abs));
  for (let k = 0; k < rows.length; k++) {
    const best = rows.reduce((at, row, i) => (i > k && Math.abs(row[k]) > Math.abs(rows[at][k]) ? i : at), k);
    [rows[k], rows[best]] = [rows[best], rows[k]];
    if (!(Math.abs(rows[k][k]) > LEAST * largest)) return null;
    for (let i = k + 1; i < rows.length; i++) {
      const part = rows[i][k] / rows[k][k];
      rows[i] = rows[i].map((z, j) => z - part * rows[k][j]);
    }
  }
  const found = right.map(() => 0);
  for (let k = rows.length - 1; k >= 0; k--) {
    const known = found.reduce((sum, z, j) => (j > k ? sum + rows[k][j] * z : sum), 0);
    found[k] = (rows[k][rows.length] - known) / rows[k][k];
  }
  return found;
}
