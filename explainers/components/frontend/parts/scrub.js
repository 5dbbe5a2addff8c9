/**
 * A number that is dragged sideways, moved by keys, or pressed and typed: a native range, dressed
 * by whoever shows it.
 */

import { html, set } from "./dom.js";
import { numeral } from "./format.js";
import { stepped } from "./geometry.js";
import { onDrag, onKeys } from "./hands.js";
import { createTyped } from "./typed.js";
import { OFFER_HERE } from "./typed_words.js";

/**
 * @typedef {object} Callbacks
 * @property {() => void} press
 * @property {(value: number) => void} move
 * @property {() => void} release
 * @property {(value: number) => void} nudge a key moved it
 * @property {(text: string) => string} type gives what is wrong, or ""
 */

/**
 * The parts of a number under a hand; put `range`, `typed` and `wrong` on top of a picture.
 * @param {string} name
 * @param {() => number} travel pixels in which a hand crosses the whole range
 * @param {Callbacks} on
 * @param {AbortSignal} signal
 */
export function createScrub(name, travel, on, signal) {
  const range = html("input", { type: "range", step: "any", "aria-label": name, title: OFFER_HERE });
  const { typed, wrong, edit } = createTyped(name, range, () => value, on.type, signal);
  let value = 0;
  /** @type {[number, number]} */
  let limits = [-1, 1];
  let start = 0;
  let dragged = false;

  onDrag(
    range,
    {
      press: () => {
        start = value;
        dragged = true;
        on.press();
      },
      move: (dx) => on.move(start + (dx / travel()) * (limits[1] - limits[0])),
      release: () => {
        dragged = false;
        on.release();
      },
      tap: edit,
    },
    signal,
  );
  range.addEventListener(
    "input",
    () => {
      // A finger moves the native thumb as well, to where it stands: that is not the drag.
      if (dragged) range.value = String(value);
      else on.nudge(Number(range.value));
    },
    { signal },
  );
  onKeys(
    range,
    ([across, up]) => nudge(stepped(value, across + up, limits[1] - limits[0])),
    signal,
    (end) => nudge(limits[end]),
  );

  /** @param {number} to */
  function nudge(to) {
    // The next key may come before this one is drawn, and goes on from here.
    value = Math.max(limits[0], Math.min(limits[1], to));
    on.nudge(value);
  }

  return {
    range,
    typed,
    wrong,
    /**
     * @param {number} now
     * @param {[number, number]} between
     */
    draw(now, between) {
      value = now;
      limits = between;
      set(range, "min", String(between[0]));
      set(range, "max", String(between[1]));
      if (range.value !== String(now)) range.value = String(now);
      set(range, "aria-valuetext", numeral(now));
    },
  };
}
