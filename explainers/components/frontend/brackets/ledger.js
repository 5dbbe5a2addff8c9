/**
 * What the order costs: beside the orders it may be exchanged for, and product by product.
 */

import { html, set, show } from "../parts/dom.js";
import { best, beyond, formula, fromLeft, fromRight, grouped, sameBrackets, spanName, worst } from "./numbers.js";

/** @typedef {import("./brackets.js").Shown} Shown */
/** @typedef {import("./numbers.js").Kind} Kind */
/** @typedef {import("./numbers.js").Product} Product */

/** @type {Record<Kind, string>} */
const KINDS = {
  only: "there is only one",
  left: "reverse mode",
  right: "forward mode",
  mixed: "neither",
  open: "unfinished",
};

/**
 * @param {(order: number[]) => void} take called with an order to exchange this one for
 * @param {AbortSignal} signal
 */
export function createLedger(take, signal) {
  /** @type {number[][]} */
  let offered = [];
  const own = line(html("div", { class: "order own" }));
  const others = ["Reverse mode", "Forward mode", "Best", "Worst"].map((name, i) => {
    const button = html("button", { type: "button", class: "order", "aria-pressed": "false" });
    button.addEventListener("click", () => take(offered[i]), { signal });
    return { ...line(button), name };
  });
  const heading = html("h3", { class: "title" }, "Multiplications");
  const body = html("tbody");
  const table = html(
    "table",
    { class: "steps" },
    html("thead", {}, html("tr", {}, ...["Product", "Multiplications", "Held"].map((text) => html("th", { scope: "col" }, text)))),
    body,
  );
  const sum = html("p", { class: "sum" });
  let written = "";
  const element = html("section", { class: "ledger" }, html("header", {}, heading), own.element, ...others.map((other) => other.element), table, sum);

  return { element, draw };

  /** @param {Shown} shown */
  function draw({ state, factors, sides, letters, names, products, counted, total, kind, at }) {
    const { left, right, best: least, worst: most, best_order: bestOrder } = counted;
    offered = [fromLeft(factors), fromRight(factors), bestOrder.length ? bestOrder : best(sides), worst(sides)];
    const [one, other] = state.mirror ? ["right", "left"] : ["left", "right"];
    const first = spanName(names, [0, 1], state.mirror);
    const last = spanName(names, [factors - 1, factors], state.mirror);
    const starts = [
      sides[0] === 1 ? `starts at the ${one} with ${first}` : `from the ${one}, ${sides[0]} rows at once`,
      sides[factors] === 1 ? `starts at the ${other} with ${last}` : `from the ${other}, ${sides[factors]} columns at once`,
      "fewest multiplications",
      "most multiplications",
    ];
    const part = (/** @type {number} */ count) => `${(100 * count) / most}%`;
    // The largest matrix that is made on the way tells what is between the two modes.
    const how = kind === "mixed" ? forms(largest(products, sides), sides, names, state.mirror) : KINDS[kind];
    own.draw("This order", how, grouped(total), part(total), kind === "left" ? "pull" : kind === "right" ? "push" : "plain");
    [left, right, least, most].forEach((count, i) => {
      const role = i === 0 ? "pull" : i === 1 ? "push" : "plain";
      others[i].draw(others[i].name, starts[i], grouped(count), part(count), role);
      set(others[i].element, "aria-pressed", String(sameBrackets(factors, state.order, offered[i])));
      show(others[i].element, factors > 2);
    });

    const rows = products.map((product, i) => [
      `${spanName(names, state.mirror ? product.right : product.left, state.mirror)}·${spanName(names, state.mirror ? product.left : product.right, state.mirror)}`,
      formula(sides, letters, product),
      grouped(counted.counts[i]),
      grouped(counted.held[i]),
    ]);
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
    const peak = Math.max(0, ...counted.held);
    const far =
      kind === "open"
        ? `${grouped(total)} so far; ${factors - 1 - products.length} to go.`
        : `${grouped(total)} multiplications: ${beyond(total, least)}.`;
    show(table, products.length > 0);
    set(sum, "text", products.length === 0 ? `Nothing multiplied yet; ${factors - 1} to go.` : `${far} Held beside the factors: ${grouped(peak)} numbers at most.`);
  }
}

/**
 * The product whose result has the most entries.
 * @param {Product[]} products
 * @param {number[]} sides
 */
function largest(products, sides) {
  const entries = (/** @type {Product} */ { left, right }) => sides[left[0]] * sides[right[1]];
  return products.reduce((one, other) => (entries(other) > entries(one) ? other : one));
}

/**
 * @param {Product} product
 * @param {number[]} sides
 * @param {string[]} names
 * @param {boolean} mirror
 */
function forms({ left, right }, sides, names, mirror) {
  const size = [sides[left[0]], sides[right[1]]];
  return `forms ${spanName(names, [left[0], right[1]], mirror)}, ${(mirror ? size.reverse() : size).join("×")}`;
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
