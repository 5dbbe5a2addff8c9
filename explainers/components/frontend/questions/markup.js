/**
 * Texts in which code stands between backticks.
 */

import { html } from "../parts/dom.js";

/**
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function marked(text) {
  return text.split("`").map((part, k) => (k % 2 ? html("code", {}, part) : part));
}
