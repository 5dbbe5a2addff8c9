/**
 * A guess before the answer: the control that covers the results, the button that uncovers them,
 * and what is asked and told meanwhile. What is placed is the figure's own.
 */

import { pageAt } from "./address.js";
import { html, set, show } from "./dom.js";
import { predicted } from "./memory.js";
import { toggle } from "./tools.js";
import * as words from "./guess_words.js";

/**
 * What a reader places while the results are covered.
 * @template N
 * @typedef {object} Placing
 * @property {() => void} begin anew, with nothing placed
 * @property {() => boolean} placed whether there is a guess
 * @property {(now: N) => string[]} check what is told of it
 */

/**
 * @template {import("./figure.js").Sent & { state: { cover: boolean } }} D
 * @template N
 * @param {import("./figure.js").Own<D, N>} own
 * @param {Placing<N>} placing
 * @param {object} of
 * @param {() => string} of.prompt what is asked while the results are covered
 * @param {() => string} of.place what a guess was checked for: it is told as long as this stays
 * @param {(now: N) => boolean} of.known whether there is a truth to hold it against
 */
export function createPredict(own, placing, { prompt, place, known }) {
  /** @type {string[]} what was told, and of which place */
  let told = [];
  let of = "";
  let [open, looked] = [false, false];
  const texts = [html("p", {}), html("p", {})];
  const element = html("div", { class: "predicted", tabindex: "-1" }, ...texts);
  const control = toggle(...words.PREDICT, () => (own.state.cover ? reveal() : covers(true)), own.signal);
  const shows = html("button", { type: "button", class: "reveal" });
  shows.addEventListener("click", reveal, { signal: own.signal });

  return {
    element,
    control: control.element,
    shows,
    follow,
    reveal,
    /** Whether what was checked is still what is shown. */
    fresh: () => !own.state.cover && place() === of,
    draw,
    say: () => (!own.state.cover && place() === of ? told.join(" ") : ""),
  };

  /**
   * Begins anew where the results are covered now.
   * @param {boolean} [other] whether the figure is built for something else
   */
  function follow(other = false) {
    const { cover } = own.state;
    if (other || (cover && !open)) {
      placing.begin();
      [told, looked, of] = [[], false, ""];
    }
    open = cover;
  }

  /** @param {boolean} cover */
  function covers(cover) {
    own.put(/** @type {Partial<D["state"]>} */ ({ cover }));
    follow();
    own.alter({});
  }

  /** Uncovers the results, beside the guess if there is one. */
  function reveal() {
    const now = own.now();
    told = placing.placed() && known(now) ? placing.check(now) : [];
    looked = told.length === 0;
    of = place();
    if (!looked) predicted(pageAt(location));
    covers(false);
    // What is told is drawn before it is gone to.
    own.draw();
    element.focus();
  }

  function draw() {
    const { cover } = own.state;
    const fresh = !cover && place() === of;
    const said = cover ? [prompt()] : fresh ? (looked ? [words.LOOKED] : told) : [];
    show(element, said.length > 0);
    texts.forEach((text, k) => set(text, "text", said[k] ?? ""));
    const guessed = cover && placing.placed();
    show(shows, cover);
    set(shows, "text", guessed ? words.CHECK : words.LOOK);
    control.draw(cover);
    set(control.element, "text", guessed ? words.CHECK_SHORT : words.PREDICT[0]);
  }
}
