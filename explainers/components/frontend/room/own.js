/**
 * A question in the teacher's own words: what is asked, what is right, and which figure's state it
 * is about.
 */

import { html, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { readings } from "../questions/judge.js";
import * as words from "./words.js";

/** @typedef {"number" | "choose" | "words"} Kind */
/** @typedef {{ ask: string, kind: Kind, truth?: number, answers?: string[], right?: number }} Own */

/** Characters of a question, and how many answers there may be. */
export const [LONGEST, CHOICES] = [240, 6];
/** Characters of a link. */
export const LINK = 1500;
let made = 0;

/**
 * @param {string} at the link that it is about at first, or nothing
 * @param {string} say what is asked at first, or nothing
 * @param {AbortSignal} signal
 */
export function createOwn(at, say, signal) {
  const said = words.OWN_WORDS;
  made += 1;
  const ask = html("input", { type: "text", maxlength: String(LONGEST), autocomplete: "off" });
  const truth = html("input", { type: "text", class: "typed", maxlength: "30", autocomplete: "off" });
  const link = html("input", { type: "text", inputmode: "url", maxlength: String(LINK), autocomplete: "off" });
  link.value = at;
  ask.value = say;
  const choices = Array.from({ length: CHOICES }, (_, k) => {
    const name = `${said.answer} ${k + 1}`;
    const text = html("input", { type: "text", maxlength: String(words.MOST_WORDS), autocomplete: "off", "aria-label": name });
    const right = html("input", { type: "radio", name: `own-${made}`, value: String(k), "aria-label": `${name} ${said.right}` });
    return { text, right, element: html("li", {}, right, text) };
  });
  const number = labelled(said.truth, truth);
  const list = html("div", { role: "group", "aria-label": said.right_one }, html("p", { class: "hint" }, said.right_one), html("ol", { class: "choices" }, ...choices.map(({ element }) => element)));
  const element = html("div", { class: "own-words" }, labelled(said.ask, ask), number, list, labelled(said.about, link));
  element.addEventListener("keydown", keepKey, { signal });

  return {
    element,
    /** @param {Kind | ""} kind */
    draw(kind) {
      show(element, kind !== "");
      show(number, kind === "number");
      show(list, kind === "choose");
    },
    read,
    /** @param {string} next */
    about(next) {
      link.value = next;
    },
  };

  /**
   * What is sent; where something is left to be written, what.
   * @param {Kind} kind
   * @returns {{ own: Own, at: string } | string}
   */
  function read(kind) {
    const begun = { ask: ask.value, kind };
    const at = link.value.trim();
    if (!ask.value.trim()) return said.no_ask;
    if (kind === "words") return { own: begun, at };
    if (kind === "number") {
      const [number] = readings(truth.value);
      return number === undefined ? said.no_number : { own: { ...begun, truth: number }, at };
    }
    const written = choices.filter(({ text }) => text.value.trim());
    const right = written.findIndex((choice) => choice.right.checked);
    if (written.length < 2) return said.no_choices;
    return right < 0 ? said.no_right : { own: { ...begun, answers: written.map(({ text }) => text.value), right }, at };
  }
}

/** @param {string} name @param {HTMLElement} field */
function labelled(name, field) {
  return html("label", { class: "beside" }, html("span", {}, name), field);
}
