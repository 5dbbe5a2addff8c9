/**
 * What figures have in common to say: of planes, tables and the server; of guesses see
 * guess_words.js, of tasks task_words.js, of typed numbers typed_words.js.
 */

/** How a handle moves, for those who do not see it. */
export const HANDLE = "handle moved in two dimensions";
/** Handles of a plane. */
export const NAMES = { x: "point x", v: "vector v", u: "vector u", cloud: "spread of the cloud", guess: "your guess" };
/** @param {string} point */
export const beyond = (point) => `${point} is off the plane`;

/** The table of J. */
export const BOARD = { title: "The Jacobian at x", name: "the Jacobian at x, bordered" };
/** What the bars of a board add up to, named alike in every figure. */
export const SUMS = `
.stack.push .piece | parts of a sum, a tone for each column
.stack.pull .piece | parts of a sum, a tone for each row
.stack .sum | their sum`;
export const COVERED = "Covered: work it out, then look.";
export const RULES = {
  push: "v weights the columns; across a row, the bars add up to Jv",
  pull: "u weights the rows; down a column, the bars add up to uᵀJ",
  both: "each cell holds uᵢJᵢⱼvⱼ; across or down, the sum is the corner",
};
/** @param {number} number @param {string} x */
export const columnText = (number, x) => `Column ${number} of J: each output, differentiated in ${x}.`;
/** @param {number} number @param {string} y */
export const rowText = (number, y) => `Row ${number} of J: ${y}, differentiated in each input.`;

/** While there is no server: where numbers are replayed, and where they are not. */
export const AWAY = "The server is away. What you do in this figure is kept; the rest of the page waits.";
export const AWAY_WAITS =
  "The server is away. What you do in this figure is kept; its numbers and the rest of the page wait.";
export const BACK = "The server is back.";
/** While there is nothing to show before JAX answers; pages say the same of theirs. */
export const WAITING = "JAX is still compiling what is shown here. You may go on meanwhile.";
/** Where numbers come from, if not from JAX. */
export const SOURCES = { unfinite: "not finite here", unknown: "not known yet", asked: "asking JAX", tape: "replayed" };

/** Said of printed terms that do not add up to a printed sum. */
export const ROUNDED = ", up to rounding";

/**
 * @param {string} listed outputs and entries of J
 * @param {boolean} one whether it is a single one
 * @param {boolean} formula whether the formula of J gives numbers all the same
 */
export function unfiniteText(listed, one, formula) {
  const still = formula ? ", though the formula of J still gives numbers" : "";
  return `${listed} ${one ? "is" : "are"} not finite at this x${still}. Drag x back.`;
}

/** @param {string[]} names of products */
export function largeText(names) {
  return `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} too large for a number here.`;
}
