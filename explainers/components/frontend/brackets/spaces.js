/**
 * The sizes of the spaces, under the row in its order: each a slider and a number to type.
 */

import { html, set } from "../parts/dom.js";
import { onSlider } from "../parts/knob.js";
import { LETTERS, STOPS, stopOf } from "./numbers.js";
import * as words from "./words.js";

/**
 * @param {{ press: () => void, release: () => void, nudged: () => void, signal: AbortSignal,
 *   data: { limits: { sizes: [number, number] } } }} own
 * @param {(space: number, size: number) => void} resize called while a size moves
 */
export function createSpaces({ press, release, nudged, signal, data }, resize) {
  const [least, largest] = data.limits.sizes;
  const element = html("div", { class: "spaces", role: "group", "aria-label": words.SPACES });
  /** @type {ReturnType<typeof control>[]} from the input to the output */
  let controls = [];
  let order = "";

  return { element, draw };

  /** @param {{ sizes: number[], mirror: boolean }} state */
  function draw({ sizes, mirror }) {
    const wanted = `${sizes.length},${mirror}`;
    if (wanted !== order) {
      order = wanted;
      while (controls.length < sizes.length) controls.push(control(controls.length));
      controls = controls.slice(0, sizes.length);
      const elements = controls.map((own) => own.element);
      element.replaceChildren(...(mirror ? elements : elements.reverse()));
    }
    controls.forEach((own, space) => own.draw(sizes[space], words.spaceText(space, sizes.length)));
  }

  /** @param {number} space */
  function control(space) {
    const letter = LETTERS[space];
    const number = html("input", { type: "number", min: String(least), max: String(largest), step: "1", "aria-label": `size ${letter}`, inputmode: "numeric" });
    const slider = html("input", { type: "range", min: "0", max: String(STOPS.length - 1), step: "1", class: "scrubber", "aria-label": letter });
    const what = html("span", { class: "rule" });
    const head = html("span", { class: "space-head" }, html("b", {}, letter), number, what);
    let shown = 0;

    onSlider(slider, { press, turn: (stop) => resize(space, STOPS[stop]), release, nudged }, signal);
    number.addEventListener("input", () => {
      const typed = Number(number.value);
      const good = Number.isInteger(typed) && typed >= least && typed <= largest;
      set(number, "aria-invalid", String(!good));
      if (good) resize(space, typed);
    }, { signal });
    number.addEventListener("change", () => {
      // What cannot be a size gives way to the last good one.
      set(number, "aria-invalid", "false");
      number.value = String(shown);
      nudged();
    }, { signal });

    return {
      element: html("div", { class: "space" }, head, slider),
      /**
       * @param {number} size
       * @param {string} role
       */
      draw(size, role) {
        shown = size;
        if (Number(number.value) !== size && number.getAttribute("aria-invalid") !== "true") number.value = String(size);
        const stop = stopOf(size);
        if (STOPS[Number(slider.value)] !== size) slider.value = String(stop);
        slider.style.setProperty("--done", `${(100 * stop) / (STOPS.length - 1)}%`);
        set(slider, "aria-valuetext", `${letter} = ${size}`);
        set(what, "text", role);
      },
    };
  }
}
