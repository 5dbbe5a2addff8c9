/**
 * Singular values of small matrices, by rotations of their rows until these are orthogonal
 * (Hestenes 1958), which loses nothing of the small ones.
 */

const SWEEPS = 40;
/** The cosine between two rows that counts as none. */
const ORTHOGONAL = 1e-15;

/**
 * From the largest, one for each row.
 * @param {number[][]} matrix a list of rows
 */
export function singularValues(matrix) {
  const rows = matrix.map((row) => [...row]);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let i = 0; i < rows.length; i++) {
      for (let j = i + 1; j < rows.length; j++) turned = rotate(rows[i], rows[j]) || turned;
    }
    if (!turned) break;
  }
  return rows.map((row) => Math.sqrt(dot(row, row))).sort((a, b) => b - a);
}

/**
 * Turns two rows until they are orthogonal, and says whether they were not.
 * @param {number[]} one
 * @param {number[]} other
 */
function rotate(one, other) {
  const [a, b, mixed] = [dot(one, one), dot(other, other), dot(one, other)];
  if (Math.abs(mixed) <= ORTHOGONAL * Math.sqrt(a * b) || mixed === 0) return false;
  const zeta = (b - a) / (2 * mixed);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  one.forEach((z, k) => {
    [one[k], other[k]] = [cosine * z - sine * other[k], sine * z + cosine * other[k]];
  });
  return true;
}

/** @param {number[]} one @param {number[]} other */
function dot(one, other) {
  let sum = 0;
  for (let k = 0; k < one.length; k++) sum += one[k] * other[k];
  return sum;
}
