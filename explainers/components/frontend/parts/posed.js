/**
 * A question that a figure asks before it shows what comes: the reader says a number, chooses, or
 * places something in the figure, and then sees both.
 */

import { readings } from "../questions/judge.js";
import { html, set, show } from "./dom.js";
import { numeral } from "./format.js";
import { createPredict } from "./predict.js";
import * as words from "./guess_words.js";

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
 * Something that stands in the figure from the start.
 * @template M
 * @typedef {{ kind: "place", prompt: string, at: number[], told: (at: number[]) => Told<M> }} Placed
 */

/**
 * @template M
 * @typedef {Omit<Parameters<typeof createPredict>[2], "prompt"> & { question: () => Choice<M> | Typed<M> | Placed<M> | null }} Asks
 *   with what is asked at the state at hand; null where there is nothing to guess
 */

/** @typedef {import("./figure.js").Own<import("./figure.js").Sent & { state: { cover: boolean } }, unknown>} Covering */

/**
 * @template M
 * @param {Covering} own
 * @param {Asks<M>} asks
 */
export function createPosed(own, { question, ...of }) {
  /** @type {string | number[] | null} a key, what was typed, or where it was placed */
  let guess = null;
  /** @type {M | null} what stays of the last guess */
  let mark = null;
  let [offered, posed] = ["", ""];

  const { signal } = own;
  const predict = createPredict(own, { begin, placed, check, holds }, { ...of, prompt: () => question()?.prompt ?? null });
  const options = html("div", { class: "options", role: "group" });
  const field = html("input", { type: "text", class: "typed", autocomplete: "off", spellcheck: "false", maxlength: "30" });
  const steps = /** @type {const} */ ([["−", words.LESS, -1], ["+", words.MORE, 1]]).map(([sign, name, by]) => {
    const button = html("button", { type: "button", class: "option", "aria-label": name }, sign);
    button.addEventListener("click", () => step(by), { signal });
    return button;
  });
  const typing = html("span", { class: "typing" }, steps[0], field, steps[1]);
  const asked = html("div", { class: "asked" }, options, typing, predict.shows);
  const element = html("div", { class: "posed" }, predict.element, asked);

  field.addEventListener("input", () => type(field.value), { signal });
  field.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    step(by);
    event.preventDefault();
  }, { signal });

  return {
    element,
    tool: predict.control,
    follow: predict.follow,
    draw,
    say: predict.say,
    /** Where something was placed in the figure. @param {number[]} at */
    put(at) {
      guess = at;
    },
    /** What stays of the last guess, and whether it is still for what is shown. */
    mark: () => ({ mark, fresh: mark !== null && predict.fresh() }),
  };

  function begin() {
    mark = null;
    clear();
  }

  function clear() {
    guess = null;
    field.value = "";
  }

  function placed() {
    return guess !== null && (question()?.kind !== "number" || readings(String(guess)).length > 0);
  }

  /** @param {Element} pressed */
  function holds(pressed) {
    const now = question();
    if (now?.kind === "place" && pressed.matches(".handle.guess")) guess ??= now.at;
    else if (pressed !== field && !pressed.matches(".option[aria-pressed=true]")) return false;
    return placed();
  }

  function check() {
    const now = question();
    if (!now) return [];
    const told = judged(now);
    mark = told.mark;
    return [told.text];
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
    predict.draw(undefined);
    show(asked, cover);
    show(element, cover || predict.fresh());
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
