/**
 * Native sliders under a hand, and the knob: one among the tools, with its title and its
 * number, which is typed as well.
 */

import { html, set } from "./dom.js";
import { stepped } from "./geometry.js";
import { isSideways, onKeys } from "./hands.js";
import { within } from "./points.js";
import { createTyped, readNumber } from "./typed.js";
import * as words from "./typed_words.js";

/**
 * @typedef {object} Range
 * @property {string} title what stands before it
 * @property {string} name its accessible name
 * @property {number} low
 * @property {number} high
 * @property {number} [decimals] at which hands leave it; what is typed is taken as it is
 * @property {Typed} [as] as what it is typed
 */

/** @typedef {{ of: (value: number) => number, back: (number: number) => number }} Typed */

/**
 * @typedef {object} Turned
 * @property {() => void} press
 * @property {(value: number) => void} turn
 * @property {() => void} release
 * @property {() => void} nudged a key has turned it
 */

/** @type {Typed} */
const ITSELF = { of: (value) => value, back: (number) => number };

/**
 * @param {Range} range
 * @param {Turned} on
 * @param {AbortSignal} signal
 */
export function createKnob({ title, name, low, high, decimals = 3, as = ITSELF }, on, signal) {
  const slider = html("input", { type: "range", min: String(low), max: String(high), step: "any", "aria-label": name });
  const shown = html("span", { class: "by", "aria-hidden": "true", title: words.OFFER });
  const { typed, wrong, edit } = createTyped(name, slider, () => as.of(now), take, signal);
  let now = low;

  shown.addEventListener("click", edit, { signal });
  // The next key may come before this one is drawn, and goes on from here.
  onSlider(slider, { ...on, turn: (value) => on.turn((now = within(Number(value.toFixed(decimals)) + 0, ends()))) }, signal, () => now);

  return {
    element: html(
      "div",
      { class: "knob" },
      html("span", { "aria-hidden": "true" }, title),
      slider,
      html("span", { class: "amount" }, shown, typed, wrong),
    ),
    /**
     * @param {number} value
     * @param {string} text seen beside it
     * @param {string} [said] of it, where that is more
     */
    draw(value, text, said = text) {
      now = value;
      if (Number(slider.value) !== value) slider.value = String(value);
      set(slider, "aria-valuetext", said);
      set(shown, "text", text);
    },
  };

  /** Between which it is at present. @returns {[number, number]} */
  function ends() {
    return [Number(slider.min), Number(slider.max)];
  }

  /** @param {string} text */
  function take(text) {
    const problem = fault(text, ends(), as);
    if (problem) return problem;
    on.turn((now = as.back(readNumber(text).number)));
    on.nudged();
    return "";
  }
}

/**
 * What is wrong with a number that is typed for a slider, or "".
 * @param {string} text
 * @param {[number, number]} ends of the slider
 * @param {Typed} [as]
 */
export function fault(text, [low, high], as = ITSELF) {
  const { number, problem } = readNumber(text);
  if (problem) return problem;
  const value = as.back(number);
  return value >= low && value <= high ? "" : words.between([as.of(low), as.of(high)]);
}

/**
 * A native slider. A mouse puts the thumb where it presses; a finger takes the thumb along from where
 * it stands, so that a swipe that scrolls the page leaves it, and puts it where it taps. Keys step as
 * they do on other handles; a slider that is not told where it stands keeps its own steps.
 * @param {HTMLInputElement} slider
 * @param {Turned} on
 * @param {AbortSignal} signal
 * @param {() => number} [now] where it stands
 * @param {(from: number, by: number) => number} [step] where a key leads, by so many units
 */
export function onSlider(slider, on, signal, now, step) {
  /** @type {number | null} the pointer that drags it */
  let pointer = null;
  /** @type {{ x: number, y: number, from: number, tapped: number | null, moved: boolean } | null} */
  let finger = null;
  let at = 0;

  slider.addEventListener("pointerdown", (event) => {
    // Only the main button is followed wherever it goes; the end of another may not be seen.
    if (pointer !== null || event.button !== 0) return;
    pointer = event.pointerId;
    if (event.pointerType === "touch") {
      finger = { x: event.clientX, y: event.clientY, from: Number(slider.value), tapped: null, moved: false };
    }
    on.press();
  }, { signal });
  slider.addEventListener("pointermove", (event) => {
    if (!finger || event.pointerId !== pointer) return;
    const dx = event.clientX - finger.x;
    finger.moved ||= isSideways(dx, event.clientY - finger.y);
    if (finger.moved) turn(finger.from + (dx / (slider.currentCSSZoom ?? 1) / slider.clientWidth) * span());
  }, { signal });
  slider.addEventListener("pointerup", () => {
    if (finger && !finger.moved && finger.tapped !== null) turn(finger.tapped);
    end();
  }, { signal });
  slider.addEventListener("pointercancel", end, { signal });
  slider.addEventListener("change", () => finger || end(), { signal });
  slider.addEventListener("input", () => {
    if (finger) {
      // The browser moves the thumb to the finger as well.
      finger.tapped ??= Number(slider.value);
      slider.value = String(finger.moved ? at : finger.from);
      return;
    }
    on.turn(Number(slider.value));
    if (pointer === null) on.nudged();
  }, { signal });
  if (!now) return;
  onKeys(
    slider,
    ([across, up]) => nudge((step ?? stepped)(now(), across + up, span())),
    signal,
    (end) => nudge(Number([slider.min, slider.max][end])),
  );

  function span() {
    return Number(slider.max) - Number(slider.min);
  }

  /** @param {number} to */
  function turn(to) {
    slider.value = String(to); // which keeps to its ends and steps
    at = Number(slider.value);
    on.turn(at);
  }

  /** @param {number} to */
  function nudge(to) {
    on.turn(within(to, [Number(slider.min), Number(slider.max)]));
    on.nudged();
  }

  function end() {
    if (pointer === null) return;
    [pointer, finger] = [null, null];
    on.release();
  }
}
