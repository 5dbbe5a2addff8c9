/**
 * What the order costs: beside the orders it may be exchanged for, and product by product.
 */

import { html, set, show } from "../parts/dom.js";
import { MISTAKE_LINE } from "../parts/guess_words.js";
import { best, fromLeft, fromRight, grouped, sameBrackets, worst } from "./numbers.js";
import * as words from "./words.js";

/** @typedef {import("./numbers.js").Shown} Shown */

/**
 * @param {(order: number[]) => void} take called with an order to exchange this one for
 * @param {AbortSignal} signal
 */
export function createLedger(take, signal) {
  /** @type {number[][]} */
  let offered = [];
  const own = line(html("div", { class: "order own" }));
  const guessed = line(html("div", { class: "order guess" }));
  const mistaken = line(html("div", { class: "order mistake" }));
  const others = words.ORDERS.map((name, i) => {
    const button = html("button", { type: "button", class: "order", "aria-pressed": "false" });
    button.addEventListener("click", () => take(offered[i]), { signal });
    return { ...line(button), name };
  });
  const heading = html("h2", { class: "title" }, words.LEDGER);
  const body = html("tbody");
  const table = html(
    "table",
    { class: "steps" },
    html("thead", {}, html("tr", {}, ...words.COLUMNS.map((text) => html("th", { scope: "col" }, text)))),
    body,
  );
  const sum = html("p", { class: "sum" });
  let written = "";
  const element = html("section", { class: "ledger" }, html("header", {}, heading), own.element, guessed.element, mistaken.element, ...others.map((other) => other.element), table, sum);

  return { element, draw };

  /**
   * @param {Shown} shown
   * @param {number} at how many products are done
   * @param {{ cover: boolean, mark: import("./guess.js").Mark | null, fresh: boolean, alone: boolean }} how
   *   what stays of the last guess; whether it was for this order; whether no other orders are
   *   offered
   */
  function draw(shown, at, { cover, mark, fresh, alone }) {
    const { state, factors, sides, products, counted, total, kind } = shown;
    const { left, right, best: least, worst: most, best_order: bestOrder } = counted;
    offered = [fromLeft(factors), fromRight(factors), bestOrder.length ? bestOrder : best(sides), worst(sides)];
    const starts = words.starts(shown);
    const part = (/** @type {number} */ count) => `${Math.min(100, Math.max(0, (100 * count) / most))}%`;
    const look = (/** @type {string} */ role) => (cover ? "covered" : role);
    const told = (/** @type {number} */ count) => (cover ? words.GUESS.covered : grouped(count));
    const role = kind === "left" ? "pull" : kind === "right" ? "push" : "plain";
    own.draw(words.OWN, words.kindText(shown), told(total), part(total), look(role));
    show(guessed.element, !cover && mark !== null);
    show(mistaken.element, fresh && mark !== null && !Number.isNaN(mark.mistake));
    if (mark) {
      const known = !Number.isNaN(mark.count);
      guessed.draw(words.GUESS[fresh ? "fresh" : "last"], mark.order, known ? words.guessText(mark.count) : "", part(mark.count), known ? "guessed" : "covered");
      mistaken.draw(...MISTAKE_LINE, words.guessText(mark.mistake), part(mark.mistake), "mistaken");
    }
    [left, right, least, most].forEach((count, i) => {
      const role = i === 0 ? "pull" : i === 1 ? "push" : "plain";
      others[i].draw(others[i].name, starts[i], told(count), part(count), look(role));
      set(others[i].element, "aria-pressed", String(sameBrackets(factors, state.order, offered[i])));
      const same = offered.slice(0, i).some((order) => sameBrackets(factors, order, offered[i]));
      show(others[i].element, factors > 2 && !same && !alone);
    });

    const rows = words.table(shown);
    const key = JSON.stringify(rows);
    if (key !== written) {
      written = key;
      body.replaceChildren(
        ...rows.map(([name, how, count, held]) =>
          html(
            "tr",
            {},
            html("th", { scope: "row" }, name),
            html("td", {}, html("span", { class: "how" }, how), how.includes("·") ? ` = ${count}` : ""),
            html("td", {}, held),
          ),
        ),
      );
    }
    [...body.children].forEach((line_, i) => line_.classList.toggle("active", i === at - 1));
    show(table, products.length > 0 && !cover);
    set(sum, "text", cover ? "" : words.sum(shown));
  }
}

/**
 * @template {HTMLElement} T
 * @param {T} element
 */
function line(element) {
  const [name, how, count] = ["b", "span", "span"].map((tag) => html(/** @type {"b"} */ (tag)));
  how.className = "rule";
  count.className = "number";
  const bar = html("span", { class: "cost" }, html("span"));
  element.append(html("span", { class: "who" }, name, how), bar, count);
  return {
    element,
    /**
     * @param {string} who
     * @param {string} words
     * @param {string} number
     * @param {string} part
     * @param {string} role
     */
    draw(who, words, number, part, role) {
      set(name, "text", who);
      set(how, "text", words);
      set(count, "text", number);
      bar.className = `cost ${role}`;
      /** @type {HTMLElement} */ (bar.firstChild).style.width = part;
    },
  };
}
