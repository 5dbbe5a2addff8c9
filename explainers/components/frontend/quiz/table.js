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

/**
 * A cell that no spreadsheet takes for a formula.
 * @param {string} text
 */
export function cell(text) {
  const safe = /^\s*[=+\-@\t\r|%＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
