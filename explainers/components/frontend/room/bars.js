/**
 * Rows of a list of answers, each with the part of all that gave it.
 */

import { html } from "../parts/dom.js";
import * as words from "./words.js";

/**
 * @param {(Node | string)[]} text
 * @param {Record<string, string>} on whether it is right, and one's own
 * @param {number} count
 * @param {number[][] | null} cloud null where nothing is shown yet
 */
export function barOf(text, on, count, cloud) {
  const row = html("li", on, html("span", { class: "text" }, ...text, ...tags(on)));
  if (cloud) {
    row.append(html("span", { class: "bar" }), html("span", { class: "share" }, words.share(count, cloud.length)));
    row.style.setProperty("--part", String(cloud.length ? count / cloud.length : 0));
  }
  return row;
}

/** @param {Record<string, string>} on */
function tags(on) {
  const said = [on["data-right"] === "true" ? words.RIGHT : "", on["data-own"] === "true" ? words.OWN : ""].filter(Boolean);
  return said.map((text) => html("span", { class: "tag" }, text));
}

/** Those that are not listed. @param {number} others @param {number} answers */
export function rest(others, answers) {
  return others ? [html("p", { class: "caption" }, words.others(others, answers))] : [];
}
