/**
 * The row of buttons above a figure, and which theme the page around it has.
 */

import { html, set } from "./dom.js";

/**
 * Buttons of which one is pressed.
 * @template {string} T
 * @param {string} label of the group
 * @param {[T, string][]} choices value and text of each
 * @param {(value: T) => void} choose called when another one is pressed
 * @param {AbortSignal} signal
 */
export function segmented(label, choices, choose, signal) {
  let now = "";
  const buttons = choices.map(([value, text]) => {
    const button = html("button", { type: "button", "aria-pressed": "false", class: `choice for-${value}` }, text);
    button.addEventListener("click", () => value === now || choose(value), { signal });
    return { value, button };
  });
  return {
    element: html("div", { class: "segmented", role: "group", "aria-label": label }, ...buttons.map((b) => b.button)),
    /** @param {T} value */
    draw(value) {
      now = value;
      for (const { value: own, button } of buttons) set(button, "aria-pressed", String(own === value));
    },
  };
}

/**
 * A button that stays pressed until it is pressed again.
 * @param {string} text
 * @param {string} label
 * @param {() => void} flip
 * @param {AbortSignal} signal
 */
export function toggle(text, label, flip, signal) {
  const button = html("button", { type: "button", class: "toggle", "aria-pressed": "false", title: label }, text);
  button.addEventListener("click", flip, { signal });
  return {
    element: button,
    /** @param {boolean} on */
    draw(on) {
      set(button, "aria-pressed", String(on));
    },
  };
}

/**
 * A button that does something at once. Its name begins with its text, which the label may
 * repeat: "Reset" with "reset x" is called "Reset x".
 * @param {string} text
 * @param {string} label
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function action(text, label, act, signal) {
  const repeated = label.toLowerCase().startsWith(text.toLowerCase());
  const name = text + (repeated ? label.slice(text.length) : ` ${label}`);
  const button = html("button", { type: "button", class: "action", title: label, "aria-label": name }, text);
  button.addEventListener("click", act, { signal });
  return button;
}

/**
 * Places for numbers of a readout, each a group by its name.
 * @param {...string} names
 */
export function results(...names) {
  return names.map((name) => html("span", { class: "result", role: "group", "aria-label": name }));
}

/**
 * "dark" or "light", by the ground of the page that an element stands on.
 * @param {Element} element
 */
export function themeOf(element) {
  const ground = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const parts = ground.startsWith("#")
    ? [1, 3, 5].map((k) => parseInt(ground.slice(k, k + 2), 16))
    : (ground.match(/\d+/g) ?? ["255", "255", "255"]).map(Number);
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] < 128 ? "dark" : "light";
}
