/**
 * Numbers as readers see them, the same in the browser as in Python (numerals.py).
 */

import { ROUNDED } from "./words.js";

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPT = "₀₁₂₃₄₅₆₇₈₉";

/**
 * A number to about `digits` significant digits, with a true minus sign.
 * Zeros are dropped only where nothing was rounded away: 4 for 4, 4.00 for 4.0001.
 * @param {number} number
 * @param {number} [digits]
 * @returns {string}
 */
export function numeral(number, digits = 3) {
  if (Number.isNaN(number)) return "NaN";
  const sign = number < 0 ? "−" : "";
  const size = Math.abs(number);
  if (size === Infinity) return `${sign}∞`;
  if (size !== 0 && !(size >= Number(`1e-${digits}`) && size < 1e5)) {
    const text = size.toExponential(digits - 1);
    const cut = text.indexOf("e");
    const exact = Number(text) === size;
    const mantissa = exact ? trim(text.slice(0, cut)) : text.slice(0, cut);
    return `${sign}${mantissa}·10${superscript(Number(text.slice(cut + 1)))}`;
  }
  let text = size.toFixed(decimalsOf(size, digits));
  if (Math.abs(Number(text) - size) <= 1e-12 * Math.max(1, size)) text = trim(text);
  return Number(text) ? sign + text : "0";
}

/**
 * How many decimals a numeral without a power of ten has, before zeros are dropped.
 * @param {number} size
 * @param {number} digits
 */
function decimalsOf(size, digits) {
  const decimals = Math.max(0, digits - String(Math.trunc(size)).length);
  return size > 0 && size < 0.1 ? decimals - 1 - Math.floor(Math.log10(size)) : decimals;
}

/** @param {string} text */
function trim(text) {
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

/**
 * Several numbers as a vector: (0.55, −0.8).
 * @param {ArrayLike<number>} numbers
 * @param {number} [digits]
 */
export function numerals(numbers, digits = 3) {
  return `(${Array.from(numbers, (number) => numeral(number, digits)).join(", ")})`;
}

/**
 * A factor in a product, in parentheses where it is negative.
 * @param {number} number
 * @param {number} [digits]
 */
export function factor(number, digits = 3) {
  const text = numeral(number, digits);
  return text.startsWith("−") ? `(${text})` : text;
}

/**
 * A numeral with up to `more` digits more, where nothing is rounded away then.
 * @param {number} number
 * @param {number} digits
 * @param {number} more
 */
export function fuller(number, digits, more) {
  const tried = Array.from({ length: more + 1 }, (_, k) => numeral(number, digits + k));
  return tried.find((text) => Math.abs(plain(text) - number) <= 1e-12 * Math.abs(number)) ?? tried[0];
}

/** Digits that tell every number apart. */
const ALL = 17;

/**
 * A sum of products.
 * @typedef {object} Sum
 * @property {number[][]} terms factors of each product
 * @property {number} total
 */

/**
 * Digits with which sums of products are true as they stand: factors get those that it takes for
 * what is printed to come to the totals that are printed. What is only rounding is 0. Where the
 * factors themselves are rounded so that no digits help, that is said behind the totals.
 * @param {Sum[]} sums
 * @param {number} [digits] of a total; one more where nothing is rounded away then
 * @param {number} [few] digits of the factors that are tried first
 * @returns {{ digits: number, totals: string[], close: string }}
 */
export function balanced(sums, digits = 3, few = digits) {
  const told = sums.map(({ terms, total }) => {
    const largest = Math.max(0, ...terms.map((term) => Math.abs(product(term))));
    const sum = Math.abs(total) <= terms.length * largest * 2 ** -50 ? 0 : total;
    const text = fuller(sum, digits, 1);
    const shown = text === numeral(sum, digits) ? digits : digits + 1;
    // What is printed is itself added up with rounding.
    const loose = terms.length * largest * 2 ** -51;
    return { terms, text, room: lastPlace(sum || largest, shown) / 2 - loose };
  });
  const holds = (/** @type {number} */ enough) =>
    told.every(({ terms, text, room }) => !(Math.abs(printed(terms, enough) - plain(text)) > room));
  const tried = Array.from({ length: ALL - few + 1 }, (_, k) => few + k);
  const found = tried.find(holds);
  const close = found === undefined ? ROUNDED : "";
  return { digits: found ?? few, totals: told.map(({ text }) => text), close };
}

/** @param {number[]} factors */
export function product(factors) {
  return factors.reduce((a, b) => a * b, 1);
}

/**
 * What products come to, as printed.
 * @param {number[][]} terms
 * @param {number} digits
 */
function printed(terms, digits) {
  return terms.reduce((sum, term) => sum + product(term.map((z) => plain(numeral(z, digits)))), 0);
}

/**
 * What the last digit of a numeral counts.
 * @param {number} number
 * @param {number} digits
 */
function lastPlace(number, digits) {
  const size = Math.abs(number);
  const short = size === 0 || (size >= Number(`1e-${digits}`) && size < 1e5);
  return 10 ** (short ? -decimalsOf(size, digits) : Math.floor(Math.log10(size)) - digits + 1);
}

/**
 * The number that a numeral stands for.
 * @param {string} text
 */
function plain(text) {
  const digits = text.replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => (sign === "⁻" ? "-" : String(SUPERSCRIPT.indexOf(sign))));
  return Number(digits.replace("·10", "e").replace("−", "-").replace("∞", "Infinity"));
}

/**
 * A noun for a count: residual for 1, residuals for 2.
 * @param {string} noun
 * @param {number} count
 */
export const plural = (noun, count) => (count === 1 ? noun : `${noun}s`);

/** @param {number} index */
export function subscript(index) {
  return String(index).replace(/\d/g, (digit) => SUBSCRIPT[Number(digit)]);
}

/** @param {number} exponent */
export function superscript(exponent) {
  return String(exponent)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => SUPERSCRIPT[Number(digit)]);
}

/** Numbers that JSON cannot hold, as Python writes them. @type {Record<string, number>} */
const UNFINITE = { "#inf": Infinity, "#-inf": -Infinity, "#nan": NaN };

/**
 * What came from Python, with numbers that are not finite as numbers again.
 * @template T
 * @param {T} sent
 * @returns {T}
 */
export function received(sent) {
  return /** @type {T} */ (revived(sent));
}

/** @param {unknown} sent @returns {unknown} */
function revived(sent) {
  if (typeof sent === "string") return UNFINITE[sent] ?? sent;
  if (Array.isArray(sent)) return sent.map(revived);
  if (sent === null || typeof sent !== "object") return sent;
  return Object.fromEntries(Object.entries(sent).map(([name, part]) => [name, revived(part)]));
}
