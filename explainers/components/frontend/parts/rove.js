/**
 * Cells of a grid under keys: one tab stop for all of them, and arrow keys move between them.
 */

import { keepKey } from "./hands.js";

/** @type {Record<string, [number, number]>} rows and columns */
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/**
 * Enter and Space press a cell that does not take them itself.
 * @param {HTMLElement} grid holds the cells
 * @param {HTMLElement[][]} places the cells, row by row
 * @param {AbortSignal} signal
 * @param {(cell: HTMLElement) => void} [came] called when an arrow key comes to a cell
 */
export function rove(grid, places, signal, came = () => {}) {
  places[0][0].tabIndex = 0;
  grid.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const i = places.findIndex((row) => row.includes(target));
    if (i < 0) return;
    keepKey(event);
    if (event.defaultPrevented) return;
    const step = STEPS[event.key];
    const presses = event.key === "Enter" || event.key === " ";
    if (!step && !presses) return;
    event.preventDefault();
    if (presses) {
      target.click();
      return;
    }
    const next = places[i + step[0]]?.[places[i].indexOf(target) + step[1]];
    if (!next?.checkVisibility({ visibilityProperty: true })) return;
    target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    came(next);
  }, { signal });
}
