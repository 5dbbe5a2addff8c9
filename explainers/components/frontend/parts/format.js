/**
 * Numbers as readers see them, the same in the browser as in Python (numerals.py).
 */

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
  let decimals = Math.max(0, digits - String(Math.trunc(size)).length);
  if (size > 0 && size < 0.1) decimals -= 1 + Math.floor(Math.log10(size));
  let text = size.toFixed(decimals);
  if (Math.abs(Number(text) - size) <= 1e-12 * Math.max(1, size)) text = trim(text);
  return Number(text) ? sign + text : "0";
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
