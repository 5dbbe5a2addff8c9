/**
 * The log-determinant of the flow z = x + STEP·f(x), as Python has it (core/many/series.py): with
 * A = STEP·J, what products tell is the trace of M = A − A²/2 + A³/3 − …, as far as it goes.
 * Matrices are flat, row by row. No DOM.
 */

import { singularValues } from "./singular.js";

/** @typedef {ArrayLike<number>} Flat */

export const STEP = 0.4;
/** Of the series, and so products that each v takes. */
export const TERMS = 8;
/** A norm this near below 1 is not told from 1. */
export const CLOSE = 1e-9;

/** @param {Flat} square */
const sizeOf = (square) => Math.round(Math.sqrt(square.length));

/** @param {number} k */
const coefficient = (k) => (k % 2 ? 1 : -1) / k;

/** STEP·J times a vector. @param {Flat} jacobian @param {number[]} vector */
function pushed(jacobian, vector) {
  const n = vector.length;
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += jacobian[i * n + j] * vector[j];
    return STEP * sum;
  });
}

/** A column of M. @param {Flat} jacobian @param {number[]} vector */
function summed(jacobian, vector) {
  let [power, sum] = [vector, vector.map(() => 0)];
  for (let k = 1; k <= TERMS; k++) {
    power = pushed(jacobian, power);
    sum = sum.map((z, i) => z + coefficient(k) * power[i]);
  }
  return sum;
}

/** M, of which each product tells v·Mv. @param {Flat} jacobian */
export function matrixOf(jacobian) {
  const n = sizeOf(jacobian);
  const columns = Array.from({ length: n }, (_, j) => summed(jacobian, Array.from({ length: n }, (_, i) => Number(i === j))));
  return Array.from({ length: n * n }, (_, place) => columns[place % n][Math.floor(place / n)]);
}

/** v·Mv for each direction, by products of products. @param {Flat} jacobian @param {Flat} directions */
export function seriesOf(jacobian, directions) {
  const n = sizeOf(jacobian);
  return Float64Array.from({ length: directions.length / n }, (_, k) => {
    const v = Array.from({ length: n }, (_, i) => directions[k * n + i]);
    return summed(jacobian, v).reduce((sum, z, i) => sum + v[i] * z, 0);
  });
}

/** ‖A‖: below 1 it bounds what the series leaves out. @param {Flat} jacobian */
export function normOf(jacobian) {
  const n = sizeOf(jacobian);
  return STEP * singularValues(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => jacobian[i * n + j])))[0];
}

/** Whether the series is summed at such a norm. @param {number} norm */
export const isBounded = (norm) => norm < 1 - CLOSE;

/**
 * log |det(I + A)| by elimination in A, which keeps what is small beside 1: rows change places only
 * where a pivot is not the largest below it.
 * @param {Flat} jacobian
 */
export function logDetOf(jacobian) {
  const n = sizeOf(jacobian);
  const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => STEP * jacobian[i * n + j]));
  let total = 0;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs((best === k ? 1 : 0) + rows[best][k])) best = i;
    if (best !== k) {
      const [one, other] = [rows[k], rows[best]];
      [rows[k], rows[best]] = [other.map((z, j) => z + Number(j === best) - Number(j === k)), one.map((z, j) => z + Number(j === k) - Number(j === best))];
    }
    const pivot = rows[k][k];
    total += pivot > -1 ? Math.log1p(pivot) : Math.log(-1 - pivot);
    if (pivot === -1) return -Infinity;
    for (let i = k + 1; i < n; i++) {
      const share = rows[i][k] / (1 + pivot);
      for (let j = k; j < n; j++) rows[i][j] -= share * rows[k][j];
    }
  }
  return total;
}
