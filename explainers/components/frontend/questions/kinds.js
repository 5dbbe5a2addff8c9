/**
 * How answers are given: by choosing, ordering, typing, and by an entry of a matrix. Placing in a
 * plane stands beside it (placing.js).
 */

import { html } from "../parts/dom.js";
import { readings } from "./judge.js";
import { marked } from "./markup.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Choose} Choose */
/** @typedef {import("./data.d.ts").Order} Order */
/** @typedef {import("./data.d.ts").Number} Number_ */
/** @typedef {import("./data.d.ts").Cell} Cell */

/**
 * Where an answer is given.
 * @typedef {object} Place
 * @property {HTMLElement} element
 * @property {() => number[] | null} answer null for none yet
 * @property {(width: number) => void} [fit] takes a width in pixels
 * @property {(answer: number[]) => void} [put] gives an answer as if it had been given here
 */

/** What a place is made with. @typedef {{ id: string, turn: number, signal: AbortSignal, touched: () => void }} Context */

/**
 * Radio buttons; where the question has no numbers, other turns have another order.
 * @param {Choose} variant
 * @param {Context} context
 * @returns {Place}
 */
export function choosing({ answers }, { id, turn, signal, touched }) {
  const order = answers.map((_, k) => (k + turn) % answers.length);
  const radios = order.map((k) => html("input", { type: "radio", name: id, value: String(k) }));
  const lines = order.map((k, at) =>
    html("label", { class: "answer" }, radios[at], html("span", {}, ...marked(answers[k].text))),
  );
  const element = html("div", { class: "answers" }, ...lines);
  element.addEventListener("change", touched, { signal });
  return { element, answer: () => chosen(radios, (value) => [Number(value)]), put: ([k]) => choose(radios, String(k)) };
}

/**
 * A table whose entries are radio buttons.
 * @param {Cell} variant
 * @param {Context} context
 * @returns {Place}
 */
export function picking({ name, cells }, { id, signal, touched }) {
  /** @type {HTMLInputElement[]} */
  const radios = [];
  const rows = cells.map((row, i) =>
    html("tr", {}, ...row.map((entry, j) => {
      const label = words.cell(name, i + 1, j + 1, entry);
      const radio = html("input", { type: "radio", name: id, value: `${i},${j}`, "aria-label": label });
      radios.push(radio);
      return html("td", {}, html("label", { class: "entry" }, radio, html("span", { "aria-hidden": "true" }, entry)));
    })),
  );
  const table = html("table", { class: "matrix", role: "presentation" }, html("tbody", {}, ...rows));
  table.addEventListener("change", touched, { signal });
  const element = html("div", { class: "bordered" }, html("span", { class: "name", "aria-hidden": "true" }, `${name} =`), table);
  return { element, answer: () => chosen(radios, (value) => value.split(",").map(Number)), put: (at) => choose(radios, at.join()) };
}

/**
 * @param {HTMLInputElement[]} radios
 * @param {(value: string) => number[]} read
 */
function chosen(radios, read) {
  const radio = radios.find((one) => one.checked);
  return radio ? read(radio.value) : null;
}

/** @param {HTMLInputElement[]} radios @param {string} value */
function choose(radios, value) {
  for (const radio of radios) radio.checked = radio.value === value;
}

/**
 * A field for a number.
 * @param {Number_} _
 * @param {Context} context
 * @returns {Place}
 */
export function typing(_, { signal, touched }) {
  const field = html("input", { type: "text", class: "typed", autocomplete: "off", spellcheck: "false", maxlength: "30" });
  field.addEventListener("input", touched, { signal });
  const element = html("label", { class: "number" }, html("span", {}, words.ANSWER), field);
  return {
    element,
    answer: () => {
      const found = readings(field.value);
      return found.length ? found : null;
    },
    put: ([number]) => {
      field.value = String(number);
    },
  };
}

/**
 * A list whose steps move up and down.
 * @param {Order} variant
 * @param {Context} context
 * @returns {Place}
 */
export function ordering({ steps, shown }, { signal, touched }) {
  let order = [...shown];
  let moved = false;
  const list = html("ol", { class: "steps" });
  const live = html("p", { class: "spoken", role: "status" });
  const lines = steps.map(({ text }, step) => {
    const buttons = /** @type {const} */ ([["↑", words.UP, -1], ["↓", words.DOWN, 1]]).map(([sign, name, by]) => {
      const button = html("button", { type: "button", class: "move", "aria-label": `${name}: ${text}` }, sign);
      button.addEventListener("click", () => {
        move(step, by);
        button.focus();
      }, { signal });
      return button;
    });
    return { element: html("li", {}, html("span", { class: "text" }, ...marked(text)), ...buttons), buttons };
  });
  arrange();
  return {
    element: html("div", {}, list, live),
    answer: () => (moved ? order : null),
    put(answer) {
      order = [...answer];
      moved = true;
      arrange();
    },
  };

  /** @param {number} step @param {number} by */
  function move(step, by) {
    const from = order.indexOf(step);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    order = order.map((one, k) => (k === from ? order[to] : k === to ? step : one));
    moved = true;
    arrange();
    live.textContent = words.moved(steps[step].text, to + 1, order.length);
    touched();
  }

  function arrange() {
    list.append(...order.map((step) => lines[step].element));
    order.forEach((step, k) => {
      const [up, down] = lines[step].buttons;
      up.setAttribute("aria-disabled", String(k === 0));
      down.setAttribute("aria-disabled", String(k === order.length - 1));
    });
  }
}
