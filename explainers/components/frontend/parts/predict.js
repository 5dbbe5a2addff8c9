/**
 * A guess before the answer: the control that covers the results, the button that uncovers them,
 * and what is asked, told and heard meanwhile. What is guessed, and how, is said by who uses it.
 */

import { pageAt } from "./address.js";
import { html, set, show } from "./dom.js";
import { predicted } from "./predicted.js";
import { toggle } from "./tools.js";
import * as words from "./guess_words.js";

/**
 * What a reader guesses while the results are covered.
 * @template N
 * @typedef {object} Placing
 * @property {() => void} begin anew, with no guess
 * @property {() => boolean} placed whether there is a guess
 * @property {(now: N) => string[]} check what is told of it
 * @property {(pressed: Element) => boolean} [holds] whether what Enter is pressed on holds a
 *   guess, which is placed by that
 */

/**
 * @template {import("./figure.js").Sent & { state: { cover: boolean } }} D
 * @template N
 * @param {import("./figure.js").Own<D, N>} own
 * @param {Placing<N>} placing
 * @param {object} of
 * @param {(now: N) => string | null} of.prompt what is asked while the results are covered; null
 *   where there is no truth to hold a guess against
 * @param {() => string} of.place what a guess was checked for: it is told as long as this stays
 * @param {(cover: boolean) => object} [of.along] what else of the state changes when the results
 *   are covered or shown
 * @param {() => void} [of.changed] they are covered or shown now
 */
export function createPredict(own, placing, { prompt, place, along = () => ({}), changed = () => {} }) {
  /** @type {string[]} what was told, and of which place */
  let told = [];
  let of = "";
  let open = false;
  const texts = [html("p", {}), html("p", {})];
  const element = html("div", { class: "predicted", tabindex: "-1" }, ...texts);
  const control = toggle(...words.PREDICT, () => (own.state.cover ? reveal() : covers(true)), own.signal);
  const shows = html("button", { type: "button", class: "reveal" });
  shows.addEventListener("click", reveal, { signal: own.signal });
  // Handles keep their keys from whatever they stand in.
  own.root.addEventListener("keydown", commit, { signal: own.signal, capture: true });

  return {
    element,
    control: control.element,
    shows,
    follow,
    reveal,
    fresh,
    draw,
    /** What is heard: that the results are covered, or what is told of a guess. */
    say: () => (own.state.cover ? words.COVERED : fresh() ? told.join(" ") : ""),
  };

  /** Whether what was checked is still what is shown. */
  function fresh() {
    return !own.state.cover && place() === of;
  }

  /**
   * Begins anew where the results are covered now.
   * @param {boolean} [other] whether the figure is built for something else
   */
  function follow(other = false) {
    const { cover } = own.state;
    if (other || (cover && !open)) {
      placing.begin();
      [told, of] = [[], ""];
    }
    open = cover;
  }

  /** @param {boolean} cover */
  function covers(cover) {
    own.put(/** @type {Partial<D["state"]>} */ ({ cover, ...along(cover) }));
    follow();
    changed();
    own.alter({});
  }

  /** Enter checks the guess that it is pressed on. @param {KeyboardEvent} event */
  function commit(event) {
    const pressed = /** @type {Element} */ (event.target);
    if (event.key !== "Enter" || !own.state.cover || !placing.holds?.(pressed)) return;
    event.preventDefault();
    reveal();
  }

  /** Uncovers the results, beside the guess if there is one. */
  function reveal() {
    const now = own.now();
    told = placing.placed() && prompt(now) !== null ? placing.check(now) : [];
    if (told.length > 0) predicted(pageAt(location));
    covers(false);
    of = place();
    // What is told is drawn before it is gone to.
    own.draw();
    element.focus();
  }

  /** @param {N} now */
  function draw(now) {
    const { cover } = own.state;
    const guessed = cover && placing.placed();
    const answer = told.length > 0 ? told : [words.LOOKED];
    const said = cover ? [prompt(now) ?? words.NOTHING] : fresh() ? answer : [];
    show(element, said.length > 0);
    texts.forEach((text, k) => set(text, "text", said[k] ?? ""));
    show(shows, cover);
    set(shows, "text", guessed ? words.CHECK : words.LOOK);
    control.draw(cover);
    set(control.element, "text", guessed ? words.CHECK_SHORT : words.PREDICT[0]);
  }
}
