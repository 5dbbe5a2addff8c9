/**
 * A puzzle that is solved by choices: where they are made, and what all have chosen, the most
 * frequent first, in one list, or in two beside each other where it was asked again.
 */

import { factorNames, rowAfter, sidesOf } from "../brackets/numbers.js";
import { html, set, show } from "../parts/dom.js";
import { reachable } from "../parts/scrollable.js";
import { keyOf } from "../sparsity/judge.js";
import { letter } from "../sparsity/words.js";
import { barOf, rest } from "./bars.js";
import { ranked } from "./orders.js";
import { isWhole, judgedPicks, measuredText, pickedText, productsOf } from "./picked.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Picks} Picks */
/** @typedef {import("./planes.js").Shown} Shown */
/** @typedef {import("./data.d.ts").Sparse} Sparse */
/** @typedef {import("./data.d.ts").Chain} Chain */
/** @typedef {{ element: HTMLElement, draw: (answer: number[]) => void }} Board shows what is chosen */
/** @typedef {(answer: number[]) => void} Choose */

/**
 * @param {Picks} question
 * @param {{ moved: () => void }} hand
 * @param {AbortSignal} signal
 */
export function createPicks(question, hand, signal) {
  const { chain, sparse, counts, statement } = question;
  /** @type {number[]} */
  let chosen = chain ? [] : counts.map(() => 0);
  let touched = false;
  const board = chain ? multiplying(chain, choose, signal) : sparse ? colouring(sparse, counts, choose, signal) : placing(counts, choose, signal);
  const measure = html("p", { class: "numbers", role: "status" });
  const panels = html("div", { class: "panels" });
  const element = html("div", { class: "questions posed picks", "data-kind": "picks" }, html("p", { class: "ask" }, statement), board.element, measure, panels);
  let drawn = "";

  return {
    element,
    legend: html("div"),
    /** @type {Element[]} */
    wells: [],
    answer: () => (touched && isWhole(question, chosen) ? chosen : null),
    /** @param {number[]} answer */
    put(answer) {
      chosen = answer;
      touched = true;
    },
    missing: () => (chain ? words.NOT_DONE : words.NOT_CHOSEN),
    draw,
  };

  /** @param {number[]} answer */
  function choose(answer) {
    chosen = answer;
    touched = true;
    hand.moved();
  }

  /** @param {Shown} next */
  function draw(next) {
    const { truth, clouds, own, free } = next;
    const now = JSON.stringify([truth, clouds, own, free, chosen]);
    if (now === drawn) return;
    drawn = now;
    const solved = truth && !free && own.length === 0 ? question.solution : own.length ? own : chosen;
    board.draw(solved);
    board.element.inert = !free;
    set(element, "data-free", String(free));
    show(measure, free);
    set(measure, "text", measuredText(question, chosen));
    const shown = free ? [] : clouds.slice(-2);
    panels.replaceChildren(...shown.map((cloud, k) => panel(cloud, words.titled(clouds.length - shown.length + k, clouds.length, cloud.length), truth, own)));
    set(element, "data-panels", String(shown.length));
    for (const table of element.querySelectorAll(".bordered")) reachable(table);
  }

  /** @param {number[][]} cloud @param {string} title @param {boolean} truth @param {number[]} own */
  function panel(cloud, title, truth, own) {
    const text = (/** @type {number[]} */ answer) => pickedText(question, answer);
    const { listed, others, answers } = ranked(cloud, own.length ? [own] : [], text);
    const rows = listed.map(({ order, count }) => {
      const on = { "data-right": String(truth && judgedPicks(question, order).solved), "data-own": String(own.length > 0 && text(own) === text(order)) };
      return barOf([text(order)], on, count, cloud);
    });
    return html("div", { class: "panel" }, html("h3", {}, title), html("ul", { class: "bars" }, ...rows), ...rest(others, answers));
  }
}

/**
 * A row of factors, of which two neighbours are multiplied at a time.
 * @param {Chain} chain
 * @param {Choose} choose
 * @param {AbortSignal} signal
 * @returns {Board}
 */
function multiplying(chain, choose, signal) {
  const names = factorNames(chain);
  const sides = sidesOf(chain);
  /** @type {number[]} */
  let order = [];
  const row = html("div", { class: "chain", role: "group", "aria-label": words.MULTIPLY });
  const undo = html("button", { type: "button", class: "undo" }, words.UNDO);
  undo.addEventListener("click", () => choose(order.slice(0, -1)), { signal });
  return { element: html("div", { class: "acts" }, row, undo), draw };

  /** @param {number[]} answer */
  function draw(answer) {
    const held = row.contains(/** @type {ShadowRoot | Document} */ (row.getRootNode()).activeElement);
    order = answer;
    const texts = [...names];
    order.forEach((at, k) => {
      const both = `${texts[at]}·${texts[at + 1]}`;
      texts.splice(at, 2, k === names.length - 2 ? both : `(${both})`);
    });
    const pieces = rowAfter(names.length, order).map(([a, b], k) => html("span", { class: "factor" }, texts[k], html("small", {}, `${sides[a]}×${sides[b]}`)));
    row.replaceChildren(...pieces.flatMap((piece, k) => (k ? [dot(k - 1, texts), piece] : [piece])));
    undo.setAttribute("aria-disabled", String(order.length === 0));
    if (held) (row.querySelector("button") ?? undo).focus();
  }

  /** @param {number} at @param {string[]} texts */
  function dot(at, texts) {
    const button = html("button", { type: "button", class: "dot-of", "aria-label": words.multiply(texts[at], texts[at + 1]) }, "·");
    button.addEventListener("click", () => choose([...order, at]), { signal });
    return button;
  }
}

/**
 * States of a chain, each of which keeps a stone or none.
 * @param {number[]} counts
 * @param {Choose} choose
 * @param {AbortSignal} signal
 * @returns {Board}
 */
function placing(counts, choose, signal) {
  let now = counts.map(() => 0);
  const buttons = counts.map((_, k) => {
    const button = html("button", { type: "button", class: "stone" }, words.state(k + 1));
    button.addEventListener("click", () => choose(now.map((kept, at) => (at === k ? 1 - kept : kept))), { signal });
    return button;
  });
  const ends = [0, counts.length + 1].map((k) => html("span", { class: "end" }, words.state(k)));
  return {
    element: html("div", { class: "stones", role: "group", "aria-label": words.STONES }, ends[0], ...buttons, ends[1]),
    draw(answer) {
      now = answer;
      buttons.forEach((button, k) => set(button, "aria-pressed", String(answer[k] === 1)));
    },
  };
}

/**
 * Where a J holds something, with a colour for each column and, where rows are pulled, for each row.
 * @param {Sparse} sparse
 * @param {number[]} counts
 * @param {Choose} choose
 * @param {AbortSignal} signal
 * @returns {Board}
 */
function colouring(sparse, counts, choose, signal) {
  let now = counts.map(() => 0);
  const both = sparse.way === "both";
  const pickers = counts.map((count, k) => {
    const line = k < sparse.columns ? "columns" : "rows";
    const place = k < sparse.columns ? words.column(k + 1) : words.row(k - sparse.columns + 1);
    const select = html("select", { "aria-label": place }, ...Array.from({ length: count }, (_, colour) => html("option", { value: String(colour) }, letter(colour, line) || "–")));
    select.addEventListener("change", () => choose(now.map((colour, at) => (at === k ? Number(select.value) : colour))), { signal });
    return select;
  });
  const cells = sparse.rows.map((row) => Array.from({ length: sparse.columns }, (_, j) => html("td", {}, row.includes(j) ? "×" : "")));
  const corner = both ? [html("td")] : [];
  const head = html("tr", {}, ...corner, ...pickers.slice(0, sparse.columns).map((one) => html("th", {}, one)));
  const body = cells.map((row, i) => html("tr", {}, ...(both ? [html("th", {}, pickers[sparse.columns + i])] : []), ...row));
  const table = html("table", { class: "coloured", role: "presentation" }, html("tbody", {}, head, ...body));
  return {
    element: html("div", { class: "bordered" }, table),
    draw(answer) {
      now = answer;
      const mixed = new Set(productsOf(sparse, answer).mixed.map(([i, j]) => keyOf(i, j)));
      pickers.forEach((select, k) => {
        select.value = String(answer[k]);
        set(select, "class", `c${answer[k]}`);
      });
      cells.forEach((row, i) => row.forEach((cell, j) => {
        const held = sparse.rows[i].includes(j);
        set(cell, "class", held ? `held c${answer[sparse.columns + i] || answer[j]}` : "");
        set(cell, "data-mixed", String(mixed.has(keyOf(i, j))));
      }));
    },
  };
}
