/**
 * Several questions, of which one is open: which are answered, which to try again, and the way from
 * one to the next. On paper all of them stand below one another.
 */

import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { CHANGED } from "../parts/store.js";
import { TROUBLES } from "../parts/store_words.js";
import { createCard } from "./card.js";
import { noted, turned } from "./record.js";
import { change, load } from "./store.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Posed} Posed */
/** @typedef {import("./record.js").Record_} Record_ */
/** @typedef {ReturnType<typeof createCard>} Card */

/** Pixels that a plane has at most. */
const PLANE = 320;

/**
 * @param {Posed[]} questions
 * @param {object} on
 * @param {(record: Record_) => Record_} on.noted what else follows from an answer
 * @param {(slug: string) => Node | string} [on.from] what stands above a question
 * @param {boolean} on.anew whether each question begins with other numbers than it last had
 * @param {AbortSignal} signal
 */
export function createDeck(questions, on, signal) {
  const buttons = questions.map((_, k) => {
    const button = html("button", { type: "button", class: "turn" }, String(k + 1));
    button.addEventListener("click", () => open(k, false), { signal });
    return button;
  });
  const score = html("p", { class: "score", role: "status" });
  const tabs = html("div", { class: "turns", role: "group", "aria-label": words.QUESTIONS }, ...buttons, score);
  const holder = html("div", { class: "cards" });
  const retry = html("button", { type: "button", class: "action retry" }, "");
  const trouble = html("p", { class: "trouble", role: "status", hidden: "" });
  const element = html("div", { class: "deck" }, trouble, tabs, holder, retry);
  let now = 0;
  /** Names of the questions that were answered since the page was opened. */
  const seen = new Set();
  const record = load().record;
  if (on.anew) for (const { slug } of questions) change((old) => turned(old, slug));
  /** @type {Card[]} */
  const cards = questions.map((question) => made(question, load().record.questions[question.slug]?.turn ?? 0));
  holder.append(...cards.map((card) => card.element));
  now = Math.max(0, questions.findIndex(({ slug }) => on.anew || !record.questions[slug]?.right));

  retry.addEventListener("click", again, { signal });
  // The app has shortcuts of its own for single letters.
  element.addEventListener("keydown", keepKey, { signal });
  window.addEventListener(CHANGED, draw, { signal });
  window.addEventListener("storage", draw, { signal });
  const sizes = new ResizeObserver(() => fit());
  sizes.observe(element);
  signal.addEventListener("abort", () => sizes.disconnect());
  draw();

  return { element, draw };

  /** @param {Posed} question @param {number} turn */
  function made(question, turn) {
    const { slug } = question;
    return createCard(question, turn, {
      above: on.from?.(slug) ?? "",
      answered(right, first) {
        seen.add(slug);
        change((old) => on.noted(noted(old, slug, { right, first, now: Date.now() })));
      },
      next: questions.length > 1 ? () => open((now + 1) % questions.length, true) : undefined,
      other: question.variants.length > 1 ? () => renew([slug]) : undefined,
    }, signal);
  }

  /** Missed ones, and those asked for, with other numbers. @param {string[]} slugs */
  function renew(slugs) {
    for (const slug of slugs) {
      const k = questions.findIndex((question) => question.slug === slug);
      const kept = change((old) => turned(old, slug));
      const card = made(questions[k], kept.questions[slug]?.turn ?? 0);
      cards[k].element.replaceWith(card.element);
      cards[k].destroy();
      cards[k] = card;
    }
    fit();
    open(questions.findIndex((question) => question.slug === slugs[0]), true);
  }

  function again() {
    renew(missed(load().record).filter((slug) => !on.anew || seen.has(slug)));
  }

  /** @param {Record_} kept */
  function missed(kept) {
    return questions.map(({ slug }) => slug).filter((slug) => kept.questions[slug]?.missed);
  }

  /** @param {number} k @param {boolean} focus */
  function open(k, focus) {
    now = k;
    draw();
    fit();
    if (focus) cards[k].focus();
  }

  function fit() {
    const width = Math.min(PLANE, element.clientWidth);
    for (const card of cards) card.fit(width || PLANE);
  }

  function draw() {
    const { record: kept, trouble: what } = load();
    const here = (/** @type {string} */ slug) => (on.anew && !seen.has(slug) ? undefined : kept.questions[slug]);
    const right = questions.filter(({ slug }) => here(slug)?.right && !here(slug)?.missed);
    const left = missed(kept).filter((slug) => here(slug));
    questions.forEach(({ slug }, k) => {
      const past = here(slug);
      const state = past?.missed ? "missed" : past?.right ? "right" : "";
      set(buttons[k], "data-state", state);
      set(buttons[k], "aria-label", words.named(k + 1, questions.length, { missed: words.MISSED, right: words.RIGHT, "": "" }[state]));
      set(buttons[k], "aria-current", k === now ? "step" : "false");
      show(cards[k].element, k === now);
    });
    const fresh = left.every((slug) => (questions.find((question) => question.slug === slug)?.variants.length ?? 0) > 1);
    set(retry, "text", words.missed(left.length, fresh));
    show(retry, left.length > 0);
    set(score, "text", words.score(right.length, questions.length));
    set(trouble, "text", TROUBLES[what]);
    show(trouble, what !== "");
  }
}
