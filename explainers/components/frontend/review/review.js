/**
 * Questions that come back after days, and the record of all that was answered: to save, to read
 * and to erase.
 */

import { html, set, show } from "../parts/dom.js";
import { mounted } from "../parts/mount.js";
import { CHANGED } from "../parts/store.js";
import { TROUBLES } from "../parts/store_words.js";
import { createDeck } from "../questions/deck.js";
import { LONGEST, completed, reviews } from "../questions/record.js";
import { erase, kept, load, replace } from "../questions/store.js";
import { fromFile, written } from "./file.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */

export default mounted(createReview);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/mount.js").Send} _
 * @param {Data} data
 */
function createReview(parent, _, { groups }) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".review"));
  const all = groups.flatMap(({ questions }) => questions);
  const names = all.map(({ slug }) => slug);
  const lessons = groups.filter(({ marked }) => marked).map(({ lesson }) => lesson);
  const state = html("p", { class: "state", role: "status" });
  const trouble = html("p", { class: "trouble", role: "status", hidden: "" });
  const due = html("div", { class: "due" });
  const totals = html("p", { class: "totals" });
  const said = html("p", { class: "said", role: "status" });
  const file = html("input", { type: "file", accept: ".json,application/json", class: "file", "aria-label": words.READ });
  const [save, remove, sure, keep] = [words.SAVE, words.ERASE, words.SURE, words.KEEP].map((text) => html("button", { type: "button", class: "action" }, text));
  const read = html("label", { class: "action" }, words.READ, file);
  const record = html("section", { class: "record", "aria-label": words.RECORD }, totals, html("div", { class: "acts" }, save, read, remove, sure, keep), said);
  /** The deck of what was due when the page was opened. */
  let deck = new AbortController();

  root.replaceChildren(trouble, state, due, record);
  save.addEventListener("click", download, { signal });
  remove.addEventListener("click", () => ask(true), { signal });
  keep.addEventListener("click", () => ask(false), { signal });
  sure.addEventListener("click", clear, { signal });
  file.addEventListener("change", () => void open(), { signal });
  window.addEventListener(CHANGED, draw, { signal });
  window.addEventListener("storage", draw, { signal });
  show(sure, false);
  show(keep, false);
  begin();

  return { root, update: draw, destroy: () => abort.abort() };

  /** Lays out what is due now. */
  function begin() {
    deck.abort();
    deck = new AbortController();
    const found = reviews(load().record, names, Date.now()).due;
    const questions = found.flatMap((slug) => all.filter((question) => question.slug === slug));
    due.replaceChildren();
    if (questions.length > 0) {
      const { element } = createDeck(questions, { noted: whole, anew: true, from: source }, AbortSignal.any([signal, deck.signal]));
      due.append(element);
    }
    draw();
  }

  /** Where a question comes from. @param {string} slug */
  function source(slug) {
    const group = groups.find(({ questions }) => questions.some((question) => question.slug === slug));
    return group ? html("p", { class: "from" }, words.FROM, " ", html("a", { href: group.lesson === "home" ? "./" : group.lesson }, group.title)) : "";
  }

  /** A lesson may be answered with what comes back of it. @param {import("../questions/record.js").Record_} given */
  function whole(given) {
    return groups
      .filter(({ marked }) => marked)
      .reduce((found, { lesson, questions }) => completed(found, lesson, questions.map(({ slug }) => slug), Date.now()), given);
  }

  function draw() {
    const { record: now, trouble: what } = load();
    set(trouble, "text", TROUBLES[what]);
    // Questions that are due say it themselves.
    show(trouble, what !== "" && due.childElementCount === 0);
    const { due: left, next, waiting } = reviews(now, names, Date.now());
    const later = next < Infinity ? words.later(words.day(new Date(next)), waiting) : words.STAYED;
    const empty = Object.keys(now.questions).length === 0;
    set(state, "text", empty ? words.NOTHING : left.length > 0 ? words.due(left.length) : later);
    const pasts = names.map((name) => now.questions[name]);
    const right = pasts.filter((past) => past?.right).length;
    const missed = pasts.filter((past) => past?.missed).length;
    const opened = lessons.filter((lesson) => now.lessons[lesson]?.visited).length;
    const { predicted, solved } = kept();
    const guesses = Object.values(predicted?.lessons ?? {}).reduce((sum, count) => sum + count, 0);
    const more = words.others(guesses, solved?.solved.length ?? 0);
    set(totals, "text", `${words.totals(right, names.length, missed, opened, lessons.length)}${more && ` ${more}.`}`);
  }

  function download() {
    const text = written(kept());
    const link = html("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: words.FILE });
    link.click();
    URL.revokeObjectURL(link.href);
    said.textContent = words.SAVED;
  }

  async function open() {
    const chosen = file.files?.[0];
    if (!chosen) return;
    // A file of any size is not read to tell that it is too large.
    const text = chosen.size > 4 * LONGEST ? " ".repeat(LONGEST + 1) : await chosen.text().catch(() => "");
    file.value = "";
    const found = fromFile(text, { lessons, questions: names });
    if (!found.kept) {
      said.textContent = words.TROUBLES[found.trouble];
      return;
    }
    replace(found.kept);
    said.textContent = words.taken(Object.keys(found.kept.record.questions).length);
    begin();
  }

  /** @param {boolean} asks whether it is asked for once more */
  function ask(asks) {
    for (const button of [sure, keep]) show(button, asks);
    show(remove, !asks);
    (asks ? keep : remove).focus();
  }

  function clear() {
    erase();
    ask(false);
    said.textContent = words.ERASED;
    begin();
  }
}
