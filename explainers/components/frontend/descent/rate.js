/**
 * The learning rate: a slider on a logarithmic track, on which its limit is marked.
 */

import { html, set, show } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { stepped } from "../parts/geometry.js";
import { fault, onSlider } from "../parts/knob.js";
import { createTyped, readNumber } from "../parts/typed.js";
import { OFFER } from "../parts/typed_words.js";
import { onTrack, rateAt } from "./paths.js";
import * as words from "./words.js";

/**
 * @param {import("../parts/knob.js").Turned} on called with rates
 * @param {AbortSignal} signal
 */
export function createRate(on, signal) {
  const slider = html("input", { type: "range", class: "rate-slider", min: "0", max: "1", step: "0.001", "aria-label": words.RATE });
  const shown = html("output", { class: "rate-number by", title: OFFER });
  const { typed, wrong, edit } = createTyped(words.RATE, slider, () => now, take, signal);
  const mark = html("span", { class: "limit-mark", "aria-hidden": "true" });
  const word = html("span", { class: "limit-word" });
  const track = html("span", { class: "rate-track" }, slider, mark, word);
  let [place, now] = [0, 1];

  onSlider(slider, { ...on, turn: (part) => on.turn(rateAt((place = part))) }, signal, () => place, nextRate);

  shown.addEventListener("click", edit, { signal });

  return {
    track,
    number: html("span", { class: "amount" }, shown, typed, wrong),
    /**
     * @param {number} rate
     * @param {number | null} limit beyond which steps along the sharpest direction grow
     */
    draw(rate, limit) {
      [place, now] = [onTrack(rate), rate];
      if (slider.value !== place.toFixed(3)) slider.value = place.toFixed(3);
      slider.style.setProperty("--done", `${100 * place}%`);
      set(slider, "aria-valuetext", numeral(rate, 4));
      set(shown, "text", numeral(rate, 4));
      show(mark, limit !== null);
      show(word, limit !== null);
      if (limit === null) return;
      set(track, "style", `--limit: ${onTrack(limit).toFixed(4)}`);
      set(word, "text", words.limit(limit));
    },
  };

  /** @param {string} text */
  function take(text) {
    const problem = fault(text, [rateAt(0), rateAt(1)]);
    if (problem) return problem;
    on.turn(readNumber(text).number);
    on.nudged();
    return "";
  }
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
