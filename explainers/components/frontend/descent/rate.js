/**
 * The learning rate: a slider on a logarithmic track, on which its limit is marked.
 */

import { html, set, show } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { stepped } from "../parts/geometry.js";
import { onSlider } from "../parts/knob.js";
import { onTrack, rateAt } from "./paths.js";
import * as words from "./words.js";

/**
 * @param {import("../parts/knob.js").Turned} on called with rates
 * @param {AbortSignal} signal
 */
export function createRate(on, signal) {
  const slider = html("input", { type: "range", class: "rate-slider", min: "0", max: "1", step: "0.001", "aria-label": words.RATE });
  const number = html("output", { class: "rate-number" });
  const mark = html("span", { class: "limit-mark", "aria-hidden": "true" });
  const word = html("span", { class: "limit-word" });
  const track = html("span", { class: "rate-track" }, slider, mark, word);
  let place = 0;

  onSlider(slider, { ...on, turn: (part) => on.turn(rateAt((place = part))) }, signal, () => place, nextRate);

  return {
    track,
    number,
    /**
     * @param {number} rate
     * @param {number | null} limit beyond which steps along the sharpest direction grow
     */
    draw(rate, limit) {
      place = onTrack(rate);
      if (slider.value !== place.toFixed(3)) slider.value = place.toFixed(3);
      slider.style.setProperty("--done", `${100 * place}%`);
      set(slider, "aria-valuetext", numeral(rate, 4));
      set(number, "text", numeral(rate, 4));
      show(mark, limit !== null);
      show(word, limit !== null);
      if (limit === null) return;
      set(track, "style", `--limit: ${onTrack(limit).toFixed(4)}`);
      set(word, "text", words.limit(limit));
    },
  };
}

/**
 * Keys step by tenths of the rate's own power of ten, for the track is logarithmic.
 * @param {number} part
 * @param {number} by in units
 */
function nextRate(part, by) {
  const rate = rateAt(part);
  return onTrack(Math.max(rateAt(0), stepped(rate, by, rate)));
}
