/**
 * What a choice looks like: a list, buttons in a row, a switch, or a field to type in. Each shows
 * what is chosen and says what a hand chooses.
 */

import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { rove } from "../parts/rove.js";

/** @typedef {import("./data.d.ts").Data} Data */

/**
 * @typedef {object} Face
 * @property {Element} element
 * @property {(data: Data, chosen: string) => void} draw
 */

/**
 * @typedef {object} Hand
 * @property {(value: string, keyed?: boolean) => void} choose `keyed` where keys have not come to rest
 * @property {() => void} hurry it turns to something else
 * @property {AbortSignal} signal
 */

/** The browser's own list. @param {Data["look"]} _ @param {Hand} hand @returns {Face} */
export function createList(_, { choose, hurry, signal }) {
  const name = html("span", { class: "name" });
  const list = html("select");
  let laid = "";
  let keyed = false;
  list.addEventListener("pointerdown", () => (keyed = false), { signal });
  list.addEventListener("keydown", (event) => {
    keyed = true;
    keepKey(event);
  }, { signal });
  list.addEventListener("change", () => choose(list.value, keyed), { signal });
  list.addEventListener("blur", hurry, { signal });

  return {
    element: html("label", {}, name, html("span", { class: "box" }, list)),
    draw(data, chosen) {
      const wanted = JSON.stringify(data.options);
      if (wanted !== laid) {
        laid = wanted;
        list.replaceChildren(...data.options.map(({ value, words }) => html("option", { value }, words)));
      }
      list.value = chosen;
      list.disabled = data.fixed;
      set(list, "aria-label", data.label);
      set(name, "text", data.label);
      show(name, data.named);
    },
  };
}

/** Buttons of which one is pressed: arrow keys move between them. @param {Data["look"]} look @param {Hand} hand @returns {Face} */
export function createRow(look, { choose, signal }) {
  const name = html("span", { class: "name", "aria-hidden": "true" });
  const row = html("div", { class: `row ${look}`, role: "radiogroup" });
  let laid = "";
  /** @type {HTMLButtonElement[]} */
  let buttons = [];
  let scope = new AbortController();
  signal.addEventListener("abort", () => scope.abort());

  return {
    element: html("div", {}, name, row),
    draw(data, chosen) {
      const wanted = JSON.stringify(data.options);
      if (wanted !== laid) {
        laid = wanted;
        scope.abort();
        scope = new AbortController();
        buttons = data.options.map(({ value, words }) => {
          const button = html("button", { type: "button", role: "radio", value, tabindex: "-1" }, words);
          button.addEventListener("click", () => choose(value), { signal: scope.signal });
          return button;
        });
        row.replaceChildren(...buttons);
        rove(row, [buttons], scope.signal);
      }
      for (const button of buttons) {
        set(button, "aria-checked", String(button.value === chosen));
        button.disabled = data.fixed;
      }
      if (!row.matches(":focus-within")) {
        const stop = buttons.find(({ value }) => value === chosen) ?? buttons[0];
        for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
      }
      set(row, "aria-label", data.label);
      set(name, "text", data.label);
      show(name, data.named);
    },
  };
}

/** On or off. @param {Data["look"]} _ @param {Hand} hand @returns {Face} */
export function createSwitch(_, { choose, signal }) {
  const name = html("span");
  const button = html("button", { type: "button", role: "switch", class: "switch" }, html("span", { class: "track" }), name);
  let [off, on] = ["", ""];
  button.addEventListener("click", () => choose(button.getAttribute("aria-checked") === "true" ? off : on), { signal });
  button.addEventListener("keydown", keepKey, { signal });

  return {
    element: button,
    draw(data, chosen) {
      [off, on] = data.options.map(({ value }) => value);
      set(name, "text", data.label);
      set(button, "aria-checked", String(chosen === on));
      button.disabled = data.fixed;
    },
  };
}

/** A text, or a whole number within bounds. @param {Data["look"]} look @param {Hand} hand @returns {Face} */
export function createField(look, { choose, hurry, signal }) {
  const name = html("span", { class: "name" });
  const type = look === "whole" ? "number" : "text";
  const field = look === "lines" ? html("textarea", { rows: "6" }) : html("input", { type, autocomplete: "off" });
  set(field, "spellcheck", "false");
  field.addEventListener("input", () => {
    if (field.checkValidity()) choose(field.value, true);
  }, { signal });
  field.addEventListener("keydown", (event) => {
    keepKey(/** @type {KeyboardEvent} */ (event));
    if (/** @type {KeyboardEvent} */ (event).key === "Enter") hurry();
  }, { signal });
  field.addEventListener("blur", hurry, { signal });

  return {
    element: html("label", {}, name, field),
    draw(data, chosen) {
      if (field.checkValidity() && field.value !== chosen) field.value = chosen;
      if (look === "whole") {
        set(field, "required", "");
        set(field, "min", String(data.span[0]));
        set(field, "max", String(data.span[1]));
      } else set(field, "maxlength", String(data.most));
      field.disabled = data.fixed;
      set(field, "aria-label", data.label);
      set(name, "text", data.label);
    },
  };
}
