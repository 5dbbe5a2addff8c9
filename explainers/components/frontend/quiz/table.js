/**
 * The result as a table for spreadsheets. No DOM.
 */

/** @typedef {{ slug: string, topic: string, answered: boolean, right: boolean }} Result of one item */

/**
 * Lines with commas between their cells, as RFC 4180 has them.
 * @param {string} form
 * @param {Result[]} results
 */
export function csv(form, results) {
  const lines = results.map(({ slug, topic, answered, right }, k) => [form, String(k + 1), slug, topic, answered ? "1" : "0", right ? "1" : "0"]);
  return [["form", "item", "name", "topic", "answered", "right"], ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** What formulas begin with: a cell does, and in some countries what follows a semicolon is one more. */
const FORMULA = /^(?=\s*[=+\-@\t\r|%＝＋－＠])|(?<=[;\t])(?<!^\t)(?=\s*[=+\-@|%＝＋－＠])/g;

/**
 * A cell that no spreadsheet takes for a formula.
 * @param {string} text
 */
export function cell(text) {
  const safe = text.replace(FORMULA, "'");
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
