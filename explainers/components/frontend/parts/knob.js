/**
 * Native sliders under a hand, and the knob: one among the tools, with its title and its
 * number.
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
 * @typedef {object} Turned
 * @property {() => void} press
 * @property {(value: number) => void} turn
 * @property {() => void} release
 * @property {() => void} nudged a key has turned it
 */

/**
 * @param {Range} range
 * @param {Turned} on
 * @param {AbortSignal} signal
 */
export function createKnob({ title, name, low, high }, on, signal) {
  const slider = html("input", { type: "range", min: String(low), max: String(high), step: "any", "aria-label": name });
  const shown = html("span", { class: "by", "aria-hidden": "true" });
  let now = low;

  // The next key may come before this one is drawn, and goes on from here.
  onSlider(slider, { ...on, turn: (value) => on.turn((now = value)) }, signal, () => now);

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

/**
 * Keys move a slider by the same parts of its range as other handles; one that is not told
 * where it stands keeps its own steps.
 * @param {HTMLInputElement} slider
 * @param {Turned} on
 * @param {AbortSignal} signal
 * @param {() => number} [now] where it stands
 */
export function onSlider(slider, on, signal, now) {
  const [low, high] = [Number(slider.min), Number(slider.max)];
  let dragged = false;

  slider.addEventListener("pointerdown", (event) => {
    // Only the main button is followed wherever it goes; the end of another may not be seen.
    if (dragged || event.button !== 0) return;
    dragged = true;
    on.press();
  }, { signal });
  for (const end of ["pointerup", "pointercancel", "change"]) {
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
  if (!now) return;
  onKeys(
    slider,
    ([across, up]) => turn(now() + (across + up) * (high - low)),
    signal,
    (end) => turn([low, high][end]),
  );

  /** @param {number} to */
  function turn(to) {
    on.turn(Math.max(low, Math.min(high, to)));
    on.nudged();
  }
}
