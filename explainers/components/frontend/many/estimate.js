/**
 * What random products say of a Jacobian, as Python has it (core/many/numbers.py): the mean of
 * vᵢAᵢⱼvⱼ is the diagonal of A. Matrices are flat, row by row. No DOM.
 */

import { logDetOf, matrixOf } from "./series.js";
import { singularValues } from "./singular.js";

/** @typedef {"trace" | "diagonal" | "norm" | "gradient" | "range" | "logdet"} Of */
/** @typedef {"signs" | "normal"} Law */
/** @typedef {ArrayLike<number>} Flat */

/**
 * A Jacobian, and products of it.
 * @typedef {object} Numbers
 * @property {Flat} jacobian n×n
 * @property {Flat} directions one v behind the other
 * @property {Flat} products Jv for each of them
 * @property {Flat} series v·Mv for each of them
 * @property {number} log_det log |det(I + A)|
 */

/** Below this part of the largest, what a product adds to those before it is rounding. */
export const NEW = 1e-10;

/** How many numbers go in, of a flat square. @param {Flat} square */
const sizeOf = (square) => Math.round(Math.sqrt(square.length));

/** @param {Of} of */
export const isSum = (of) => of === "trace" || of === "norm" || of === "logdet";

/**
 * @template T
 * @param {number} count
 * @param {(k: number) => T} make
 */
export function each(count, make) {
  return Array.from({ length: count }, (_, k) => make(k));
}

/** Numbers in double precision, packed as base64. @param {string} text */
export function unpacked(text) {
  const raw = atob(text);
  return new Float64Array(Uint8Array.from(raw, (letter) => letter.charCodeAt(0)).buffer);
}

/** @param {Flat} numbers */
export function total(numbers) {
  let sum = 0;
  for (let k = 0; k < numbers.length; k++) sum += numbers[k];
  return sum;
}

/** @param {Flat} numbers */
export function length(numbers) {
  let sum = 0;
  for (let k = 0; k < numbers.length; k++) sum += numbers[k] ** 2;
  return Math.sqrt(sum);
}

/** The products of a Jacobian. @param {Flat} jacobian @param {Flat} directions */
export function pushed(jacobian, directions) {
  const n = sizeOf(jacobian);
  return Float64Array.from(directions, (_, place) => {
    const [row, from] = [place % n, place - (place % n)];
    let sum = 0;
    for (let j = 0; j < n; j++) sum += jacobian[row * n + j] * directions[from + j];
    return sum;
  });
}

/** The A whose diagonal is estimated. @param {Of} of @param {Flat} jacobian */
export function tableOf(of, jacobian) {
  const n = sizeOf(jacobian);
  if (of === "norm") {
    return each(n * n, (place) => {
      const [i, j] = [Math.floor(place / n), place % n];
      return total(each(n, (k) => jacobian[k * n + i] * jacobian[k * n + j]));
    });
  }
  if (of === "gradient") {
    const row = each(n, (j) => total(each(n, (i) => jacobian[i * n + j])));
    return each(n * n, (place) => row[place % n]);
  }
  return of === "logdet" ? matrixOf(jacobian) : Array.from(jacobian);
}

/** What is estimated. @param {Of} of @param {Flat} jacobian */
export function truthOf(of, jacobian) {
  return of === "logdet" ? [logDetOf(jacobian)] : settlesOn(of, jacobian);
}

/** On what the mean settles: the truth, but for a series that is cut off. @param {Of} of @param {Flat} jacobian */
export function settlesOn(of, jacobian) {
  const [n, a] = [sizeOf(jacobian), tableOf(of, jacobian)];
  const diagonal = each(n, (i) => a[i * n + i]);
  return isSum(of) ? [total(diagonal)] : diagonal;
}

/** What a product by itself says. @param {Of} of @param {Flat} v @param {Flat} product */
export function sampleOf(of, v, product) {
  const n = v.length;
  if (of === "norm") return [length(product) ** 2];
  if (of === "gradient") {
    const sum = total(product);
    return each(n, (i) => sum * v[i]);
  }
  const parts = each(n, (i) => v[i] * product[i]);
  return isSum(of) ? [total(parts)] : parts;
}

/** The numbers of one direction or product. @param {Flat} flat @param {number} k @param {number} n */
export function rowOf(flat, k, n) {
  return each(n, (i) => flat[k * n + i]);
}

/**
 * What the first products say, each by itself, and the means of so many.
 * @param {Of} of
 * @param {Numbers} numbers
 * @param {number} count
 */
export function trailOf(of, { jacobian, directions, products, series }, count) {
  const n = sizeOf(jacobian);
  const samples = each(count, (k) => of === "logdet" ? [series[k]] : sampleOf(of, rowOf(directions, k, n), rowOf(products, k, n)));
  /** @type {number[]} */
  let sum = [];
  const means = samples.map((sample, k) => {
    sum = sample.map((z, i) => z + (sum[i] ?? 0));
    return sum.map((z) => z / (k + 1));
  });
  return { samples, means };
}

/**
 * Variance of what one product says, in each number.
 * @param {Of} of
 * @param {Flat} jacobian
 * @param {Law} law
 */
export function variancesOf(of, jacobian, law) {
  const [n, a] = [sizeOf(jacobian), tableOf(of, jacobian)];
  /** @param {number} i @param {number} j */
  const square = (i, j) => {
    if (law === "signs" && i === j) return 0;
    return isSum(of) ? 2 * ((a[i * n + j] + a[j * n + i]) / 2) ** 2 : a[i * n + j] ** 2;
  };
  const rows = each(n, (i) => total(each(n, (j) => square(i, j))));
  return isSum(of) ? [total(rows)] : rows.map((z, i) => z + square(i, i));
}

/** How far off one product is, at the root of the mean square. @param {Of} of @param {Flat} jacobian @param {Law} law */
export function spreadOf(of, jacobian, law) {
  return Math.sqrt(total(variancesOf(of, jacobian, law)));
}

/**
 * The standard error of a mean as its own products tell it; null of a single one.
 * @param {number[][]} samples
 * @param {number[]} mean
 */
export function measuredError(samples, mean) {
  const k = samples.length;
  if (k < 2) return null;
  const squares = mean.map((at, i) => total(samples.map((sample) => (sample[i] - at) ** 2)));
  return Math.sqrt(total(squares) / (k - 1) / k);
}

/** How far apart two lists of numbers are. @param {number[]} one @param {number[]} other */
export function distance(one, other) {
  return length(one.map((z, i) => z - other[i]));
}

/**
 * The mean of vᵢAᵢⱼvⱼ over the first k directions.
 * @param {Flat} a
 * @param {Flat} directions
 * @param {number} k
 */
export function averaged(a, directions, k) {
  const n = sizeOf(a);
  return each(n * n, (place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    let sum = 0;
    for (let row = 0; row < k; row++) sum += directions[row * n + i] * directions[row * n + j];
    return (a[place] * sum) / k;
  });
}

/**
 * An orthonormal basis of what some vectors reach, by Gram and Schmidt, twice.
 * @param {number[][]} vectors
 */
export function basisOf(vectors) {
  const largest = Math.max(0, ...vectors.map(length));
  /** @type {number[][]} */
  const rows = [];
  for (const vector of vectors) {
    let left = vector;
    for (let pass = 0; pass < 2; pass++) {
      const parts = rows.map((row) => total(row.map((z, i) => z * left[i])));
      left = left.map((z, i) => z - total(rows.map((row, r) => parts[r] * row[i])));
    }
    const size = length(left);
    if (size > NEW * largest) rows.push(left.map((z) => z / size));
  }
  return rows;
}

/**
 * What the first k products hold of J: the picture QQᵀJ, its singular values and rank beside those of J,
 * what it misses, and the least that any picture of rank k misses.
 * @param {Pick<Numbers, "jacobian" | "products">} numbers
 * @param {number} k
 */
export function caughtBy({ jacobian, products }, k) {
  const n = sizeOf(jacobian);
  const basis = basisOf(each(Math.min(k, n), (row) => rowOf(products, row, n)));
  const parts = basis.map((row) => each(n, (j) => total(row.map((z, i) => z * jacobian[i * n + j]))));
  const picture = each(n * n, (place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    return total(basis.map((row, r) => row[i] * parts[r][j]));
  });
  const sigmas = singularValues(each(n, (i) => rowOf(jacobian, i, n)));
  const held = singularValues(parts);
  return {
    picture,
    rank: basis.length,
    reach: sigmas.filter((z) => z > NEW * sigmas[0]).length,
    sigmas,
    held: each(n, (i) => held[i] ?? 0),
    missing: length(picture.map((z, place) => z - jacobian[place])),
    least: length(sigmas.slice(k)),
  };
}
