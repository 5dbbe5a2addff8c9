/**
 * A question that a figure asks before it shows what comes: the results are covered, the reader
 * says a number, chooses, or places something in the figure, and then sees both.
 */

import { readings } from "../questions/judge.js";
import { html, set, show } from "./dom.js";
import { numeral } from "./format.js";
import * as shared from "./guess_words.js";
import { predicted } from "./memory.js";
import * as words from "./posed_words.js";
import { toggle } from "./tools.js";

/**
 * What became of a guess: what is said of it, and what stays of it in the figure.
 * @template M
 * @typedef {{ text: string, mark: M }} Told
 */

/**
 * @template M
 * @typedef {{ kind: "choice", prompt: string, choices: [string, string][], told: (key: string) => Told<M> }} Choice
 */

/**
 * @template M
 * @typedef {{ kind: "number", prompt: string, name: string, step: number, truth: number, told: (guess: number, decimals: number) => Told<M> }} Typed
 */

/**
 * @template M
 * @typedef {{ kind: "place", prompt: string, told: (at: number[]) => Told<M> }} Placed
 */

/**
 * @template M
 * @typedef {object} Asks
 * @property {() => Choice<M> | Typed<M> | Placed<M> | null} question what is asked at the state at
 *   hand; null where there is nothing to guess
 * @property {() => string} place what an answer is for: with another one, nothing is said of it
 * @property {(cover: boolean) => object} [along] what else of the state changes when the results are
 *   covered or shown
 * @property {() => void} [changed] they are covered or shown now
 */

/** @typedef {import("./figure.js").Own<import("./figure.js").Sent & { state: { cover: boolean } }, any>} Covering */

/**
 * @template M
 * @param {Covering} own
 * @param {Asks<M>} asks
 */
export function createPosed(own, { question, place, along = () => ({}), changed = () => {} }) {
  /** @type {string | number[] | null} a key, what was typed, or where it was placed */
  let guess = null;
  /** @type {Told<M> | null} */
  let told = null;
  let [of, open, looked, offered, posed] = ["", false, false, "", ""];

  const { signal } = own;
  const tool = toggle(...shared.PREDICT, () => (own.state.cover ? reveal() : covers(true)), signal);
  const prompt = html("p", { class: "prompt" });
  const options = html("div", { class: "options", role: "group" });
  const field = html("input", { type: "text", class: "typed", autocomplete: "off", spellcheck: "false", maxlength: "30" });
  const steps = /** @type {const} */ ([["−", words.LESS, -1], ["+", words.MORE, 1]]).map(([sign, name, by]) => {
    const button = html("button", { type: "button", class: "option", "aria-label": name }, sign);
    button.addEventListener("click", () => step(by), { signal });
    return button;
  });
  const typing = html("span", { class: "typing" }, steps[0], field, steps[1]);
  const check = html("button", { type: "button", class: "reveal" });
  const asked = html("div", { class: "asked" }, options, typing, check);
  const said = html("p", { class: "told", tabindex: "-1" });
  const element = html("div", { class: "posed" }, prompt, asked, said);

  check.addEventListener("click", reveal, { signal });
  field.addEventListener("input", () => type(field.value), { signal });
  field.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by) step(by);
    else if (event.key === "Enter" && guessed()) reveal();
    else return;
    event.preventDefault();
  }, { signal });

  return {
    element,
    tool: tool.element,
    follow,
    draw,
    /** Where something was placed in the figure. @param {number[]} at */
    put(at) {
      guess = at;
    },
    /** What stays of the last guess, and whether it is still for what is shown. */
    mark: () => ({ mark: told?.mark ?? null, fresh: told !== null && !own.state.cover && place() === of }),
    /** What is heard: of a guess, or that the results are covered. */
    say: () => (own.state.cover ? shared.COVERED : fresh() ? (told?.text ?? shared.LOOKED) : ""),
  };

  function guessed() {
    const now = question();
    if (now === null || guess === null) return false;
    return now.kind !== "number" || readings(String(guess)).length > 0;
  }

  function fresh() {
    return (told !== null || looked) && place() === of;
  }

  /**
   * Begins anew where the results are covered now.
   * @param {boolean} [other] whether the figure shows something else
   */
  function follow(other = false) {
    if (other || (own.state.cover && !open)) {
      [told, looked] = [null, false];
      clear();
    }
    open = own.state.cover;
  }

  function clear() {
    guess = null;
    field.value = "";
  }

  /** @param {boolean} cover */
  function covers(cover) {
    own.state = { ...own.state, cover, ...along(cover) };
    follow();
    changed();
    own.alter({});
  }

  /** Shows the results, beside the guess if there is one. */
  function reveal() {
    const now = question();
    if (now && guessed()) {
      told = judged(now);
      predicted(location.pathname.split("/").pop() || "home");
    } else looked = true;
    covers(false);
    of = place();
    draw();
    said.focus();
  }

  /** @param {Choice<M> | Typed<M> | Placed<M>} now */
  function judged(now) {
    if (now.kind === "choice") return now.told(String(guess));
    if (now.kind === "place") return now.told(/** @type {number[]} */ (guess));
    const text = String(guess);
    // A comma may part thousands or decimals: it is read as it was more likely meant.
    const [near] = readings(text).sort((a, b) => Math.abs(a - now.truth) - Math.abs(b - now.truth));
    return now.told(near, words.decimals(text));
  }

  /** @param {string} text */
  function type(text) {
    guess = text;
    own.schedule();
  }

  /** @param {number} by */
  function step(by) {
    const now = question();
    if (now?.kind !== "number") return;
    const [from = 0] = readings(field.value);
    field.value = numeral(Number((from + by * now.step).toPrecision(12)), 12);
    type(field.value);
  }

  function draw() {
    const { cover } = own.state;
    const now = cover ? question() : null;
    if (now && now.prompt !== posed) {
      // What was said was said of another question.
      if (posed) clear();
      posed = now.prompt;
    }
    tool.draw(cover);
    set(tool.element, "text", cover && guessed() ? shared.CHECK_SHORT : shared.PREDICT[0]);
    const text = !cover && fresh() ? (told?.text ?? shared.LOOKED) : "";
    set(prompt, "text", now?.prompt ?? words.NOTHING);
    set(said, "text", text);
    set(check, "text", guessed() ? shared.CHECK : shared.LOOK);
    for (const part of [prompt, asked]) show(part, cover);
    show(said, text !== "");
    show(element, cover || text !== "");
    show(typing, now?.kind === "number");
    show(options, now?.kind === "choice");
    if (now?.kind === "number") set(field, "aria-label", now.name);
    if (now?.kind === "choice") offer(now);
  }

  /** @param {Choice<M>} now */
  function offer({ prompt: label, choices }) {
    const key = JSON.stringify(choices);
    set(options, "aria-label", label);
    if (key !== offered) {
      offered = key;
      options.replaceChildren(...choices.map(([name, text]) => {
        const button = html("button", { type: "button", class: "option", "data-key": name }, text);
        button.addEventListener("click", () => type(name), { signal });
        return button;
      }));
    }
    for (const button of options.children) set(button, "aria-pressed", String(button.getAttribute("data-key") === guess));
  }
}
