/**
 * Axes of the classifier, and where each number of its Jacobian stands: in blocks, one for
 * each output and each of W's shape, or in the matrix that flattening both spaces gives.
 */

export const ROWS = 5;
export const FEATURES = 3;
export const CLASSES = 2;
/** How many outputs, and how many weights. */
export const M = ROWS * CLASSES;
export const N = FEATURES * CLASSES;

/** Entries that differ by less than this part are equally far from 0. */
export const TWINS = 1e-12;

/**
 * Place on an axis: row i of the inputs, class k of an output, feature a and class c of a
 * weight; null where all of them are meant.
 * @typedef {{ i: number | null, k: number | null, a: number | null, c: number | null }} Axes
 */

/** @typedef {"blocks" | "matrix"} Form */

/**
 * Where a number stands: columns and rows of cells, and pixels beside them.
 * @typedef {{ x: number, y: number, dx: number, dy: number }} Place
 */

/** Pixels between blocks, and between what is given and the blocks. */
const [BETWEEN, ABOVE] = [16, 26];
/** Where the blocks begin, in cells: in the middle of what the matrix needs. */
const LEFT = 0.75;
/** How much higher a row of the matrix is than one of a block. */
export const TALL = 1.5;
/** Columns and rows of cells that either form needs, and the pixels beside them. */
export const SIZE = { columns: 8, rows: (N / CLASSES) * (ROWS + 1), across: BETWEEN, down: ABOVE + (ROWS - 1) * BETWEEN };

/**
 * Axes of an output by its place in the flattened outputs, row by row.
 * @param {number} p
 * @returns {Axes}
 */
export function ofOutput(p) {
  return { i: Math.floor(p / CLASSES), k: p % CLASSES, a: null, c: null };
}

/**
 * Axes of a weight by its place in the flattened W, row by row.
 * @param {number} q
 * @returns {Axes}
 */
export function ofWeight(q) {
  return { i: null, k: null, a: Math.floor(q / CLASSES), c: q % CLASSES };
}

/**
 * Axes of an entry of J by its place, row by row.
 * @param {number} at
 * @returns {Axes}
 */
export function ofEntry(at) {
  const [{ i, k }, { a, c }] = [ofOutput(Math.floor(at / N)), ofWeight(at % N)];
  return { i, k, a, c };
}

/**
 * What is marked: a guess, and what it is held against.
 * @typedef {{ guess: Axes[], truth: Axes[] }} Marks
 */

/**
 * Classes of a number at some axes that belongs to what is looked at, guessed, or the truth.
 * @param {Axes} own
 * @param {Axes | null} look
 * @param {Marks} [marks]
 */
export function marked(own, look, marks) {
  return [
    belongs(own, look) ? " looked" : "",
    marks?.guess.some((axes) => belongs(own, axes)) ? " guess" : "",
    marks?.truth.some((axes) => belongs(own, axes)) ? " truth" : "",
  ].join("");
}

/**
 * Whether a number at some axes belongs to what is looked at: no axis of both disagrees, and
 * they share one.
 * @param {Axes} own
 * @param {Axes | null} look
 */
export function belongs(own, look) {
  if (!look) return false;
  let shared = false;
  for (const axis of /** @type {const} */ (["i", "k", "a", "c"])) {
    if (own[axis] === null || look[axis] === null) continue;
    if (own[axis] !== look[axis]) return false;
    shared = true;
  }
  return shared;
}

/**
 * Place of J's entry for output p and weight q.
 * @param {Form} form
 * @param {number} p
 * @param {number} q
 * @returns {Place}
 */
export function entry(form, p, q) {
  if (form === "matrix") return { x: 1 + q, y: TALL * (2 + p), dx: 0, dy: 0 };
  const [i, k, a, c] = [Math.floor(p / CLASSES), p % CLASSES, Math.floor(q / CLASSES), q % CLASSES];
  return {
    x: LEFT + CLASSES * k + c,
    y: FEATURES * (1 + i) + a,
    dx: BETWEEN * k,
    dy: ABOVE + BETWEEN * i,
  };
}

/**
 * Place of a number of W's shape, V or UᵀJ: above what it weights or sums up.
 * @param {Form} form
 * @param {number} q
 * @returns {Place}
 */
export function above(form, q) {
  if (form === "matrix") return { x: 1 + q, y: 0, dx: 0, dy: 0 };
  return { x: LEFT + 1 + (q % CLASSES), y: Math.floor(q / CLASSES), dx: BETWEEN / 2, dy: 0 };
}

/**
 * Place of a number of the outputs' shape, U or JV: beside what it weights or sums up.
 * @param {Form} form
 * @param {number} p
 * @returns {Place}
 */
export function beside(form, p) {
  if (form === "matrix") return { x: 7, y: TALL * (2 + p), dx: 10, dy: 0 };
  const block = entry(form, p, 0);
  return {
    x: LEFT + CLASSES * CLASSES + 0.5 + (p % CLASSES),
    y: block.y + 1,
    dx: BETWEEN,
    dy: block.dy,
  };
}

/**
 * Place of the name of output p: over its block, or before its row.
 * @param {Form} form
 * @param {number} p
 * @returns {Place}
 */
export function outputName(form, p) {
  if (form === "matrix") return { x: 0, y: TALL * (2 + p), dx: 0, dy: 10 };
  const { x, y, dx, dy } = entry(form, p, 0);
  return { x, y, dx, dy: dy - 15 };
}

/**
 * Place of the name of weight q, which only the matrix shows.
 * @param {Form} form
 * @param {number} q
 * @returns {Place}
 */
export function weightName(form, q) {
  if (form === "matrix") return { x: 1 + q, y: TALL * 2, dx: 0, dy: -18 };
  return above(form, q);
}

/**
 * A place as a style that the browser can move smoothly to another one.
 * @param {Place} place
 */
export function style({ x, y, dx, dy }) {
  return `transform:translate(calc(var(--w) * ${x} + ${dx}px), calc(var(--h) * ${y} + ${dy}px))`;
}
