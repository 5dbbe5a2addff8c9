/**
 * How many products this colouring makes, beside those that may be taken in its place.
 */

import { html, set, show } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { MISTAKE_LINE } from "../parts/guess_words.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Ways} Ways */
/** @typedef {{ columns: number[], rows: number[] }} Coloured */

/**
 * @param {(colours: Coloured) => void} take called with a colouring to exchange this one for
 * @param {AbortSignal} signal
 */
export function createLedger(take, signal) {
  /** @type {(Coloured | null)[]} */
  let offered = [];
  const own = line(html("div", { class: "order own" }), words.OWN, words.NOTES.own);
  const others = [words.ONE_EACH, ...Object.values(words.ORDERS)].map((name, k) => {
    const button = html("button", { type: "button", class: "order", "aria-pressed": "false" });
    button.addEventListener("click", () => {
      const colours = offered[k];
      if (colours) take(colours);
    }, { signal });
    return line(button, name, k ? words.NOTES[/** @type {"natural"} */ (Object.keys(words.ORDERS)[k - 1])] : words.NOTES.one);
  });
  const fewest = line(html("div", { class: "order" }), words.FEWEST, words.NOTES.fewest);
  const guessed = line(html("div", { class: "order guess" }), words.GUESS, words.NOTES.guess);
  const mistaken = line(html("div", { class: "order mistake" }), ...MISTAKE_LINE);
  const heading = html("h2", { class: "title" }, words.LEDGER);
  const element = html("section", { class: "ledger" }, html("header", {}, heading), own.element, ...others.map((other) => other.element), guessed.element, mistaken.element, fewest.element);

  return { element, draw };

  /**
   * @param {Ways} known
   * @param {Coloured} state
   * @param {{ products: number, each: number, most: number, sound: boolean, cover: boolean, marked: import("../parts/guess_words.js").Marked | null, alone: boolean }} how
   *   how many there are without colours, whether all can be read, what is to be guessed,
   *   what stays of a guess, and whether no other colourings are offered
   */
  function draw(known, { columns, rows }, { products, each, most, sound, cover, marked, alone }) {
    const none = (/** @type {number[]} */ colours) => colours.map(() => 0);
    offered = [{ columns: none(columns), rows: none(rows) }, ...known.orders];
    const counts = [each, ...known.orders.map((order) => order.products)];
    const told = (/** @type {number | null} */ count) => (cover ? words.COVERED : String(count));
    const part = (/** @type {number | null} */ count) => `${(100 * (count ?? 0)) / most}%`;
    own.draw(String(products), part(products), sound ? "" : "wrong");
    others.forEach((other, k) => {
      const covered = cover && k > 0;
      other.draw(covered ? words.COVERED : String(counts[k]), part(counts[k]), covered ? "covered" : "");
      const same = JSON.stringify([columns, rows]) === JSON.stringify([offered[k]?.columns, offered[k]?.rows]);
      set(other.element, "aria-pressed", String(same && !covered));
      other.element.toggleAttribute("disabled", covered);
      show(other.element, !alone);
    });
    show(fewest.element, known.fewest !== null && !alone);
    fewest.draw(told(known.fewest), part(known.fewest), cover ? "covered" : "");
    const beside = [marked?.guess, marked?.mistake?.vector[0]];
    [guessed, mistaken].forEach((other, k) => {
      const count = beside[k] ?? 0;
      show(other.element, beside[k] !== undefined && !alone);
      other.draw(numeral(count, 4), `${Math.max(0, Math.min(100, (100 * count) / most))}%`, ["guessed", "mistaken"][k]);
    });
  }
}

/**
 * @template {HTMLElement} T
 * @param {T} element
 * @param {string} who
 * @param {string} how
 */
function line(element, who, how) {
  const count = html("span", { class: "number" });
  const bar = html("span", { class: "cost" }, html("span"));
  element.append(html("span", { class: "who" }, html("b", {}, who), html("span", { class: "rule" }, how)), bar, count);
  return {
    element,
    /** @param {string} number @param {string} part @param {string} look */
    draw(number, part, look) {
      set(count, "text", number);
      set(bar, "class", `cost ${look}`);
      set(/** @type {HTMLElement} */ (bar.firstChild), "style", number === "0" ? "display:none" : `width:${part}`);
    },
  };
}
