/**
 * How many slots are held at each moment of a run: a step line beside the run, on its time.
 */

import { set, svg } from "../parts/dom.js";
import { heldAt, heldOver } from "./schedule.js";
import * as words from "./words.js";

/** @typedef {import("./schedule.js").Run} Run */

/** Pixels right of the line at its most, and from its first tick down to the run. */
const [RIGHT, ABOVE] = [16, 10];

export function createHeld() {
  const name = svg("text", { class: "axis", "text-anchor": "end", y: "20" }, words.HELD);
  const ends = [0, 1].map(() => svg("text", { "text-anchor": "middle" }));
  const base = svg("path", { class: "none" });
  const lines = ["done", "ahead"].map((when) => svg("path", { class: `tally ${when}` }));
  const dot = svg("circle", { class: "present", r: "4" });
  const element = svg("g", { class: "tallied", role: "img" }, name, svg("g", { class: "ticks" }, base, ...ends), ...lines, dot);
  /** @type {Run | null} */
  let last = null;
  /** @type {number[]} */
  let counts = [];

  return { element, draw };

  /**
   * @param {Run} found
   * @param {number} most slots that its stones take
   * @param {number} row where the playhead stands
   * @param {number} seen rows that are drawn
   * @param {(t: number) => string} down where a row begins
   * @param {[number, number, number]} place its left and right edge, and where time begins
   */
  function draw(found, most, row, seen, down, [left, right, top]) {
    if (found !== last) counts = heldOver(found);
    last = found;
    const x = (/** @type {number} */ count) => (left + (count * (right - RIGHT - left)) / most).toFixed(1);
    const parts = [[0, row], [row, seen]];
    lines.forEach((path, k) => {
      const [from, to] = parts[k];
      const steps = counts.slice(from, to).map((count, i) => `H${x(count)}V${down(from + i + 1)}`);
      const end = to === counts.length ? `H${x(0)}` : "";
      set(path, "d", steps.length ? `M${x(counts[from])} ${down(from)}${steps.join("")}${end}` : "");
    });
    set(base, "d", `M${left.toFixed(1)} ${top}V${down(seen)}`);
    set(dot, "cx", x(heldAt(found, row)));
    set(dot, "cy", down(row));
    set(name, "x", String(right - 10));
    [0, most].forEach((count, k) => {
      set(ends[k], "x", x(count));
      set(ends[k], "y", String(top - ABOVE));
      set(ends[k], "text", String(count));
    });
    element.setAttribute("aria-label", words.heldMost(most));
  }
}
