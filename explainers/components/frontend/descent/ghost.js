/**
 * The arrow that a reader places where the next step will lead, and, once it is checked, the gap
 * to where it leads.
 */

import { set, show, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { HANDLE } from "../parts/words.js";
import { ofArrow } from "./names.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */

/**
 * @typedef {object} Drawn
 * @property {Vec} from where the step begins
 * @property {number[]} guess
 * @property {number[]} truth empty while it is covered, and where it is another step by now
 * @property {number[]} wrong what a mistake gives, or nothing
 * @property {string} name of the mistake
 * @property {boolean} held whether it may be moved
 */

export function createGhost() {
  const gap = svg("path", { class: "guess-gap" });
  const landed = svg("circle", { class: "landed", r: "4" });
  const arrows = ["guess", "ghost"].map((name) => {
    const [shaft, head] = [svg("path", { class: "shaft" }), svg("path", { class: "head" })];
    const label = svg("text", { class: `label ${name}`, "text-anchor": "middle" });
    return { shaft, head, label, element: svg("g", { class: `arrow ${name}` }, shaft, head, label) };
  });
  const handle = svg(
    "g",
    {
      class: "handle guess",
      role: "slider",
      tabindex: "0",
      "aria-label": words.GUESSED,
      "aria-roledescription": HANDLE,
      "aria-orientation": "horizontal",
    },
    svg("circle", { class: "halo", r: "9.5" }),
    svg("circle", { class: "hit", r: "22" }),
  );
  const element = svg("g", {}, gap, ...arrows.map((arrow) => arrow.element), landed, handle);
  element.style.display = "none";

  return {
    element,
    handle,
    /**
     * @param {geometry.Frame} frame
     * @param {Drawn | null} drawn
     * @returns {import("./names.js").Name[]}
     */
    draw(frame, drawn) {
      element.style.display = drawn ? "" : "none";
      if (!drawn) return [];
      const { from, guess, truth, wrong, name, held } = drawn;
      const at = (/** @type {number[]} */ by) => geometry.toPixels(frame, [from[0] + by[0], from[1] + by[1]]);
      const start = geometry.toPixels(frame, from);
      /** @type {[number[], string][]} */
      const ends = [[guess, held ? words.GUESS_HELD : words.GUESS_LEFT], [wrong, name]];
      const names = arrows.flatMap((arrow, k) => {
        const [by, text] = ends[k];
        const cut = by.length ? geometry.clipped(start, at(by), frame, 4) : null;
        const paths = cut ? geometry.arrowPaths(start, cut.tip) : { shaft: "", head: "" };
        set(arrow.shaft, "d", paths.shaft);
        set(arrow.head, "d", paths.head);
        if (!cut) set(arrow.label, "text", "");
        return cut ? [ofArrow(arrow.label, text, start, cut.tip)] : [];
      });
      const [a, b] = truth.length ? [at(guess), at(truth)] : [start, start];
      const line = truth.length ? geometry.clipped(a, b, frame, 0) : null;
      set(gap, "d", line ? `M${a.map(tenth).join(" ")}L${line.tip.map(tenth).join(" ")}` : "");
      show(landed, line !== null);
      set(landed, "transform", `translate(${b.map(tenth).join(" ")})`);
      show(handle, held);
      const tip = at(guess);
      set(handle, "transform", `translate(${tip.map(tenth).join(" ")})`);
      set(handle, "aria-valuenow", String(Number(guess[0].toPrecision(6))));
      set(handle, "aria-valuetext", guess.map((z) => numeral(z)).join(", "));
      return names;
    },
  };
}

/** @param {number} pixels */
function tenth(pixels) {
  return pixels.toFixed(1);
}
