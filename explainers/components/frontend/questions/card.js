/**
 * One question: what is asked, where the answer is given, a button that checks it, and what is said
 * then. Nothing of it is asked of the server.
 */

import { html, show } from "../parts/dom.js";
import { judged } from "./judge.js";
import { choosing, ordering, picking, typing } from "./kinds.js";
import { marked } from "./markup.js";
import { placing } from "./placing.js";
import * as words from "./words.js";

/** @typedef {import("./judge.js").Variant} Variant */
/** @typedef {import("./data.d.ts").Posed} Posed */

let made = 0;

/**
 * @param {Posed} question
 * @param {number} turn which of its numbers
 * @param {object} on
 * @param {Node | string} on.above what stands above what is asked
 * @param {(right: boolean, first: boolean) => void} on.answered first of all answers to these numbers
 * @param {() => void} [on.other] asks for other numbers
 * @param {() => void} [on.next] turns to the next question
 * @param {AbortSignal} outer
 */
export function createCard({ slug, variants }, turn, on, outer) {
  const abort = new AbortController();
  const signal = AbortSignal.any([outer, abort.signal]);
  const variant = variants[turn % variants.length];
  made += 1;
  const id = `question-${made}`;
  const check = html("button", { type: "submit", class: "action check" }, words.CHECK);
  const other = html("button", { type: "button", class: "action", hidden: "" }, variants.length > 1 ? words.OTHER : words.RETRY);
  const next = html("button", { type: "button", class: "action next" }, words.NEXT);
  const told = html("p", { class: "told", role: "status" });
  const place = placeOf(variant, { id, turn, signal, touched: quiet });
  const element = html(
    "form",
    { class: "question", "data-kind": variant.kind, "data-slug": slug, novalidate: "" },
    on.above,
    html("fieldset", {}, html("legend", {}, ...marked(variant.ask)), place.element),
    html("div", { class: "acts" }, check, other, ...(on.next ? [next] : [])),
    told,
    html("p", { class: "blank", "aria-hidden": "true" }),
  );
  let first = true;

  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = place.answer();
    if (!answer) {
      say("", words.MISSING[variant.kind]);
      return;
    }
    const { right, why } = judged(variant, answer);
    say(right ? "right" : "wrong", why);
    const begins = first;
    first = false;
    show(check, !right);
    show(other, right && on.other !== undefined);
    on.answered(right, begins);
  }, { signal });
  if (on.other) other.addEventListener("click", on.other, { signal });
  if (on.next) next.addEventListener("click", on.next, { signal });

  return { element, fit: (/** @type {number} */ width) => place.fit?.(width), destroy: () => abort.abort(), focus };

  /** Another answer is on its way: what was said is about the last one. */
  function quiet() {
    if (told.textContent === "") return;
    say("", "");
    show(check, true);
    show(other, false);
  }

  /** @param {"" | "right" | "wrong"} verdict @param {string} why */
  function say(verdict, why) {
    element.dataset.verdict = verdict;
    const head = verdict === "" ? [] : [html("b", {}, verdict === "right" ? words.YES : words.NO), " "];
    told.replaceChildren(...head, ...marked(why));
  }

  /** To where an answer is given. */
  function focus() {
    const first = place.element.querySelector("input, button, [tabindex]");
    if (first instanceof HTMLElement || first instanceof SVGElement) first.focus();
  }
}

/**
 * Where a question is answered, by its kind.
 * @param {Variant} variant
 * @param {import("./kinds.js").Context} context
 * @returns {import("./kinds.js").Place}
 */
export function placeOf(variant, context) {
  switch (variant.kind) {
    case "choose":
      return choosing(variant, context);
    case "order":
      return ordering(variant, context);
    case "number":
      return typing(variant, context);
    case "place":
      return placing(variant, context);
    case "cell":
      return picking(variant, context);
  }
}
