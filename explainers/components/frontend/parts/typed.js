/**
 * A number that is typed, in a field that opens over what shows it.
 */

import { html, set, show } from "./dom.js";
import { LARGEST } from "./points.js";
import * as words from "./typed_words.js";

/**
 * Put `typed` and `wrong` on top of what shows the number, and `edit` to whatever opens the field.
 * @param {string} name
 * @param {HTMLElement} slider on which Enter opens it, and to which the focus returns
 * @param {() => number} now
 * @param {(text: string) => string} type gives what is wrong, or ""
 * @param {AbortSignal} signal
 */
export function createTyped(name, slider, now, type, signal) {
  const typed = html("input", { type: "text", inputmode: "decimal", class: "number-typed", hidden: "", "aria-label": words.typing(name) });
  const wrong = html("span", { class: "number-wrong", role: "alert", hidden: "" });
  let begun = "";

  slider.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    edit();
  }, { signal });
  typed.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") finish(true);
    if (event.key === "Escape") finish(false);
  }, { signal });
  typed.addEventListener("blur", () => typed.hidden || finish(true, true), { signal });

  return { typed, wrong, edit };

  function edit() {
    typed.value = begun = String(now());
    show(typed, true);
    typed.focus();
    typed.select();
  }

  /**
   * @param {boolean} take
   * @param {boolean} [leaving] when the focus has gone elsewhere
   */
  function finish(take, leaving = false) {
    const problem = take && typed.value !== begun ? type(typed.value) : "";
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
    if (!leaving) slider.focus();
  }
}

/**
 * A typed number, or what is wrong with the text.
 * @param {string} text
 * @returns {{ number: number, problem: string }}
 */
export function readNumber(text) {
  const number = Number(text.trim().replace("−", "-").replace(",", "."));
  if (text.trim() === "" || Number.isNaN(number)) return { number: 0, problem: words.NO_NUMBER };
  if (!(Math.abs(number) <= LARGEST)) return { number: 0, problem: words.TOO_LARGE };
  return { number, problem: "" };
}
