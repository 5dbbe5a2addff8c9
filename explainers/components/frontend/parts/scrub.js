/**
 * A number that is dragged sideways, moved by keys, or typed: a native range, dressed by
 * whoever shows it.
 */

import { html, set, show } from "./dom.js";
import { numeral } from "./format.js";
import { stepped } from "./geometry.js";
import { onDrag, onKeys } from "./hands.js";
import { LARGEST } from "./points.js";
import { TYPED } from "./words.js";

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
  const range = html("input", { type: "range", step: "any", "aria-label": name });
  const typed = html("input", {
    type: "text",
    inputmode: "decimal",
    class: "typed",
    hidden: "",
    "aria-label": `type ${name}`,
  });
  const wrong = html("span", { class: "wrong", role: "alert", hidden: "" });
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
  range.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      edit();
    },
    { signal },
  );
  range.addEventListener("dblclick", edit, { signal });
  typed.addEventListener(
    "keydown",
    (event) => {
      event.stopPropagation();
      if (event.key === "Enter") finish(true);
      if (event.key === "Escape") finish(false);
    },
    { signal },
  );
  typed.addEventListener("blur", () => typed.hidden || finish(true, true), { signal });

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

  function edit() {
    typed.value = String(value);
    show(typed, true);
    typed.focus();
    typed.select();
  }

  /**
   * @param {boolean} take
   * @param {boolean} [leaving] when the focus has gone elsewhere
   */
  function finish(take, leaving = false) {
    const problem = take ? on.type(typed.value) : "";
    if (problem && !leaving) {
      typed.setAttribute("aria-invalid", "true");
      set(wrong, "text", problem);
      show(wrong, true);
      return;
    }
    typed.removeAttribute("aria-invalid");
    set(wrong, "text", "");
    show(wrong, false);
    typed.hidden = true;
    if (!leaving) range.focus();
  }
}


/**
 * A typed number, or what is wrong with the text.
 * @param {string} text
 * @returns {{ number: number, problem: string }}
 */
export function readNumber(text) {
  const number = Number(text.trim().replace("−", "-").replace(",", "."));
  if (text.trim() === "" || Number.isNaN(number)) return { number: 0, problem: TYPED.none };
  if (!(Math.abs(number) <= LARGEST)) return { number: 0, problem: TYPED.large };
  return { number, problem: "" };
}
