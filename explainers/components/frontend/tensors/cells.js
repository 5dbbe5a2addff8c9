/**
 * The cells that matrices are made of: a signed number on its colour, one under a hand, and
 * how they come together between brackets.
 */

import { html, set } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { createScrub } from "../parts/scrub.js";
import { marked } from "./layout.js";

/** @typedef {import("./layout.js").Axes} Axes */
/** @typedef {import("./layout.js").Marks} Marks */
/** @typedef {"inputs" | "W" | "b" | "V" | "U"} Kind */

/**
 * @typedef {object} Callbacks
 * @property {() => void} press
 * @property {(kind: Kind, index: number, value: number) => void} move
 * @property {() => void} release
 * @property {(kind: Kind, index: number, value: number) => void} nudge
 * @property {(kind: Kind, index: number, text: string) => string} type
 * @property {(look: Axes | null) => void} look
 * @property {(p: number, q: number, commits: boolean) => void} pick an entry of J
 */

/** Pixels in which a hand crosses the whole range of a number. */
const TRAVEL = 220;
/** A numeral with more characters than this is set smaller. */
const SHORT = 5;
/** One with more than this, a power of ten, is told by its first digit. */
const LONG = 8;

/**
 * Lets an element be looked at, by pointer or focus.
 * @template {HTMLElement} T
 * @param {T} element
 * @param {Axes} axes
 * @param {Callbacks} on
 * @param {AbortSignal} signal
 * @returns {T}
 */
export function watch(element, axes, on, signal) {
  for (const type of ["pointerenter", "focusin"]) element.addEventListener(type, () => on.look(axes), { signal });
  for (const type of ["pointerleave", "focusout"]) element.addEventListener(type, () => on.look(null), { signal });
  return element;
}

/**
 * Writes a number into its place, smaller where it is long.
 * @param {HTMLElement} place
 * @param {number} number
 */
export function write(place, number) {
  const whole = numeral(number);
  const text = whole.length > LONG ? numeral(number, 1) : whole;
  set(place, "text", text);
  set(place, "class", text.length > SHORT ? "z long" : "z");
}

/**
 * Style of a ground in a signed number's colour.
 * @param {number} number
 * @param {number} largest that fills the ground
 */
export function tint(number, largest) {
  const part = Number.isFinite(number) ? Math.min(100, (100 * Math.abs(number)) / (largest || 1)) : 0;
  return `--tint:${part.toFixed()}%`;
}

/** @param {number} number */
export function sign(number) {
  return number < 0 ? "minus" : number > 0 ? "plus" : "nothing";
}

/**
 * A signed number that nobody holds.
 * @param {Axes} axes
 * @param {Callbacks} on
 * @param {AbortSignal} signal
 */
export function createNumber(axes, on, signal) {
  const number = html("span", { class: "z" });
  const element = watch(html("div", { class: "num signed" }, number), axes, on, signal);
  return {
    element,
    /**
     * @param {number} now
     * @param {number} largest
     * @param {Axes | null} look
     * @param {Marks} marks
     */
    draw(now, largest, look, marks) {
      write(number, now);
      set(element, "class", `num signed ${sign(now)}${marked(axes, look, marks)}`);
      set(element, "style", tint(now, largest));
    },
  };
}

/**
 * A number under a hand.
 * @param {Kind} kind
 * @param {number} index
 * @param {string} name
 * @param {Axes} axes
 * @param {Callbacks} on
 * @param {AbortSignal} signal
 */
export function createHandle(kind, index, name, axes, on, signal) {
  const number = html("span", { class: "z", "aria-hidden": "true" });
  const scrub = createScrub(
    name,
    () => TRAVEL,
    {
      press: on.press,
      move: (value) => on.move(kind, index, value),
      release: on.release,
      nudge: (value) => on.nudge(kind, index, value),
      type: (text) => on.type(kind, index, text),
    },
    signal,
  );
  const element = watch(html("div", { class: "num hand" }, number, scrub.range, scrub.typed, scrub.wrong), axes, on, signal);
  return {
    element,
    range: scrub.range,
    /**
     * @param {number} now
     * @param {[number, number]} range
     */
    draw(now, range) {
      scrub.draw(now, range);
      write(number, now);
    },
    /**
     * Its ground, where that is its sign's colour.
     * @param {number} now
     * @param {number} largest
     * @param {Axes | null} look
     * @param {Marks} [marks]
     */
    paint(now, largest, look, marks) {
      set(element, "class", `num hand signed ${sign(now)}${marked(axes, look, marks)}`);
      set(element, "style", tint(now, largest));
    },
  };
}

/**
 * Cells between brackets, under a name with a shape.
 * @param {string} name
 * @param {string} shape
 * @param {number} columns
 * @param {HTMLElement[]} cells
 * @param {string} [role] of its colour
 */
export function createMatrix(name, shape, columns, cells, role = "") {
  const said = html("span", { class: "shape" }, shape);
  const title = html("b", {}, name);
  const body = html("div", { class: "body" }, ...cells);
  body.style.setProperty("--columns", String(columns));
  return {
    element: html(
      "div",
      { class: `matrix ${role}`, role: "group", "aria-label": name },
      html("div", { class: "name" }, title, " ", said),
      body,
    ),
    body,
    said,
    title,
  };
}
