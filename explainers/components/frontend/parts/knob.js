/**
 * A slider among the tools, with its title and its number: turned by mouse, finger or keys.
 */

import { html, set } from "./dom.js";
import { onKeys } from "./hands.js";

/**
 * @typedef {object} Range
 * @property {string} title what stands before it
 * @property {string} name its accessible name
 * @property {number} low
 * @property {number} high
 */

/**
 * @param {Range} range
 * @param {{ press: () => void, turn: (value: number) => void, release: () => void, nudged: () => void }} on
 * @param {AbortSignal} signal
 */
export function createKnob({ title, name, low, high }, on, signal) {
  const slider = html("input", { type: "range", min: String(low), max: String(high), step: "any", "aria-label": name });
  const shown = html("span", { class: "by", "aria-hidden": "true" });
  let now = low;
  let dragged = false;

  slider.addEventListener("pointerdown", () => {
    if (dragged) return;
    dragged = true;
    on.press();
  }, { signal });
  for (const end of ["pointerup", "pointercancel"]) {
    slider.addEventListener(end, () => {
      if (!dragged) return;
      dragged = false;
      on.release();
    }, { signal });
  }
  slider.addEventListener("input", () => {
    on.turn(Number(slider.value));
    if (!dragged) on.nudged();
  }, { signal });
  onKeys(
    slider,
    ([across, up]) => turn(now + (across + up) * (high - low)),
    signal,
    (end) => turn([low, high][end]),
  );

  /** @param {number} to */
  function turn(to) {
    on.turn(to);
    on.nudged();
  }

  return {
    element: html("label", { class: "knob" }, html("span", { "aria-hidden": "true" }, title), slider, shown),
    /**
     * @param {number} value
     * @param {string} text seen beside it
     * @param {string} [words] said of it, where that is more
     */
    draw(value, text, words = text) {
      now = value;
      if (Number(slider.value) !== value) slider.value = String(value);
      set(slider, "aria-valuetext", words);
      set(shown, "text", text);
    },
  };
}
