/**
 * What a teacher may ask: about a state, or one of the lessons' own questions.
 */

import { html } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { createOwn } from "./own.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Posed} Posed */
/** @typedef {{ kind: string } | { question: string } | { own: import("./own.js").Own, at: string }} Topic as the server is told of it */

/** Parts the kinds of what is asked, in the values of options. */
const [STATE, LESSON, OWN] = ["state:", "lesson:", "own:"];

/**
 * @param {Posed[]} posed
 * @param {{ at: string, say: string }} own what one's own question would be about, and what it would ask, or nothing
 * @param {() => void} changed
 * @param {AbortSignal} signal
 */
export function createTopics(posed, { at, say }, changed, signal) {
  const lessons = [...new Set(posed.map(({ lesson }) => lesson))];
  const group = (/** @type {string} */ label, /** @type {[string, string][]} */ options) =>
    html("optgroup", { label }, ...options.map(([value, text]) => html("option", { value }, text)));
  const own = createOwn(at, say, signal);
  const element = html(
    "select",
    { "aria-label": words.TOPICS.name },
    group(words.TOPICS.state, words.TOPICS.choices.map(([kind, text]) => [STATE + kind, text])),
    group(words.OWN_WORDS.group, words.OWN_WORDS.choices.map(([kind, text]) => [OWN + kind, text])),
    ...lessons.map((title) =>
      group(words.ofLesson(title), posed.filter(({ lesson }) => lesson === title).map(({ name, ask }) => [LESSON + name, words.short(ask)])),
    ),
  );
  element.addEventListener("change", () => {
    own.draw(ownKind());
    changed();
  }, { signal });
  element.addEventListener("keydown", keepKey, { signal });

  own.draw(ownKind());

  return { element, own: own.element, about: own.about, topic, kind, ownKind, posedNow, choose };

  /** What is asked; where something is left to be written, what. @returns {Topic | string} */
  function topic() {
    const { value } = element;
    const kind_ = ownKind();
    if (kind_) return own.read(kind_);
    return value.startsWith(LESSON) ? { question: value.slice(LESSON.length) } : { kind: kind() };
  }

  /** What is asked about a state; nothing for a lesson's question. */
  function kind() {
    return element.value.startsWith(STATE) ? element.value.slice(STATE.length) : "";
  }

  /** How one's own question is answered, if that is what is asked. */
  function ownKind() {
    const { value } = element;
    return /** @type {import("./own.js").Kind | ""} */ (value.startsWith(OWN) ? value.slice(OWN.length) : "");
  }

  /** The lesson's question, if that is what is asked. */
  function posedNow() {
    return posed.find(({ name }) => LESSON + name === element.value);
  }

  /** By the name of a kind, of a lesson or of its question; anything else changes nothing. @param {string} name */
  function choose(name) {
    const values = [...element.options].map(({ value }) => value);
    const found = [STATE + name, LESSON + name, OWN + name].find((value) => values.includes(value)) ?? values.find((value) => value.startsWith(`${LESSON}${name}/`));
    if (found && name) element.value = found;
    own.draw(ownKind());
  }
}
