/**
 * Which two coordinates of a space a plane shows, where there are more than two.
 */

import { html } from "./dom.js";
import { subscript } from "./format.js";

/**
 * @param {HTMLElement} place emptied first; stays empty where there is nothing to pick
 * @param {number} count of coordinates
 * @param {string} letter
 * @param {[number, number]} pair shown now
 * @param {(pair: [number, number]) => void} choose
 * @param {AbortSignal} signal
 */
export function pickers(place, count, letter, pair, choose, signal) {
  place.replaceChildren();
  if (count <= 2) return;
  let now = pair;
  const selects = ["across", "up"].map((name, side) => {
    const options = Array.from({ length: count }, (_, k) => {
      return html("option", { value: String(k) }, `${letter}${subscript(k + 1)}`);
    });
    const select = html("select", { "aria-label": `${letter} shown ${name}` }, ...options);
    select.value = String(now[side]);
    select.addEventListener("change", () => {
      const next = /** @type {[number, number]} */ ([...now]);
      const chosen = Number(select.value);
      if (next[1 - side] === chosen) next[1 - side] = next[side];
      next[side] = chosen;
      now = next;
      selects.forEach((other, k) => (other.value = String(next[k])));
      choose(next);
    }, { signal });
    return select;
  });
  place.append(selects[0], " × ", selects[1]);
}

/**
 * The name of a space of so many dimensions.
 * @param {number} count
 */
export function space(count) {
  return count === 1 ? "ℝ" : `ℝ${"⁰¹²³⁴⁵⁶⁷⁸⁹"[count]}`;
}

/** @param {number} n how many coordinates it has */
export function inputTitle(n) {
  return `Input space ${space(n)}`;
}
