/**
 * Numbers that a class gave, counted where they lie. No DOM.
 */

/**
 * @typedef {object} Axis
 * @property {number} step width of each column, whose middles are its multiples
 * @property {number} from the first column's multiple
 * @property {number} columns how many there are
 */

/** So many columns there are at most. */
const COLUMNS = 25;
/** Numbers farther than so many times the middle half's width from it are not drawn. */
const FAR = 3;
/** What steps are, times a power of ten. */
const STEPS = [1, 2, 5, 10];

/**
 * Where columns stand such that most of these numbers are seen.
 * @param {number[]} numbers
 * @param {number[]} shown what has to be seen in any case
 * @returns {Axis}
 */
export function axisOf(numbers, shown) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [0.25, 0.75].map((part) => sorted[Math.round(part * (sorted.length - 1))] ?? 0);
  const reach = FAR * Math.max(high - low, Math.abs(high) / FAR, Math.abs(low) / FAR);
  const near = sorted.filter((z) => z >= low - reach && z <= high + reach);
  const seen = near.length + shown.length ? [...near, ...shown] : [0];
  const [least, most] = [Math.min(...seen), Math.max(...seen)];
  const step = stepOf(most - least, Math.max(Math.abs(least), Math.abs(most)));
  const from = Math.round(least / step) - 1;
  return { step, from, columns: Math.round(most / step) + 2 - from };
}

/**
 * How many numbers lie in each column, and how many before the first and behind the last one.
 * @param {Axis} axis
 * @param {number[]} numbers
 */
export function counted({ step, from, columns }, numbers) {
  const counts = Array.from({ length: columns }, () => 0);
  let [below, above] = [0, 0];
  for (const z of numbers) {
    const at = Math.round(z / step) - from;
    if (at < 0) below += 1;
    else if (at >= columns) above += 1;
    else counts[at] += 1;
  }
  return { counts, below, above };
}

/** @param {number} width @param {number} size */
function stepOf(width, size) {
  const least = width > 0 ? width / (COLUMNS - 3) : size > 0 ? size / 10 : 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * (STEPS.find((part) => part * power >= least * (1 - 1e-9)) ?? 10);
}
