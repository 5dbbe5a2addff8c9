/**
 * The way in: join a room by its code, or open one about the state of a link.
 */

import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { marked } from "../questions/markup.js";
import { createAsked, NO_HAND } from "./asked.js";
import { taught } from "./keep.js";
import { post } from "./talk.js";
import { createTopics } from "./topics.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */

/** A code is typed with as many signs for each letter, blanks among them, at most. */
const WIDE = 4;

/**
 * @param {Data} first
 * @param {{ join: (code: string) => void, opened: (code: string, secret: string) => void,
 *   tried: () => void, arranged: () => void, signal: AbortSignal }} own `tried` when a code is given
 */
export function createLobby(first, { join, opened, tried, arranged, signal }) {
  let data = first;
  const field = html("input", { type: "text", class: "code", "aria-label": words.CODE, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: String(WIDE * first.length) });
  const said = html("p", { class: "state", role: "status" });
  const form = html("form", { class: "join", novalidate: "" }, html("h2", {}, words.JOIN_TITLE), html("div", { class: "acts" }, field, html("button", { type: "submit" }, words.JOIN), ...taught().map(back)), said);
  field.addEventListener("keydown", keepKey, { signal });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tried();
    const code = codeOf(field.value, data);
    if (code) join(code);
    else say(words.NO_CODE);
  }, { signal });

  const about = html("p", {});
  const open = html("button", { type: "button", class: "commit" }, words.OPEN);
  open.addEventListener("click", () => void begin(), { signal });
  const topics = createTopics(first.posed, { at: first.at, say: first.say }, build, signal);
  topics.choose(first.kind);
  topics.choose(first.ask);
  topics.choose(first.instead?.name ?? "");
  const instead = first.instead ? [html("p", { class: "notice" }, first.instead.why)] : [];
  const place = html("div", { class: "place" });
  const told = html("p", { class: "state", role: "status" });
  const asked = html("div", { class: "asks" }, html("h2", {}, words.OPEN_TITLE), ...instead, about, html("div", { class: "acts" }, topics.element, open), topics.own, told, place);
  const element = html("div", { class: "lobby" }, form, asked);
  /** @type {import("./asked.js").Asked | null} */
  let asks = null;
  let scope = new AbortController();
  build();

  return {
    element,
    draw,
    say,
    wells: () => asks?.wells ?? [],
    /** @param {Data} next */
    update(next) {
      if (JSON.stringify(next) === JSON.stringify(data)) return;
      if (data.kind !== next.kind) topics.choose(next.kind);
      if (data.at !== next.at) topics.about(next.at);
      data = next;
      build();
    },
  };

  /** The way back of a teacher who has lost the page. @param {string} code */
  function back(code) {
    const made = html("button", { type: "button" }, words.back(code));
    made.addEventListener("click", () => join(code), { signal });
    return made;
  }

  /** @param {string} text */
  function say(text) {
    set(said, "text", text);
  }

  function build() {
    scope.abort();
    scope = new AbortController();
    signal.addEventListener("abort", () => scope.abort(), { once: true });
    const posed = topics.posedNow();
    const own = topics.ownKind();
    set(about, "text", own ? words.OWN_WORDS.group : posed ? words.ofLesson(posed.lesson) : words.about(data.title));
    const shown = posed ? begun(posed.name) : shownOf(topics.kind());
    asks = shown && createAsked(shown, NO_HAND, scope.signal);
    place.replaceChildren(...(asks ? [asks.element, asks.legend] : posed ? [html("div", { class: "questions" }, html("p", { class: "ask" }, ...marked(posed.ask)))] : []));
    set(told, "text", data.question && !asks && !posed && !own ? words.NOT_HERE : posed?.fresh && !asks ? words.FRESH : "");
    show(open, own !== "" || posed !== undefined || asks !== null);
    arranged();
    draw();
  }

  /**
   * What would be asked about the state at hand; null where it cannot be.
   * @param {string} kind
   * @returns {import("./groups.js").Question | null}
   */
  function shownOf(kind) {
    if (kind === "push" || kind === "pull") return data.question && { ...data.question, kind };
    return data.topics.find(({ name }) => name === kind)?.card ?? null;
  }

  /** The puzzle that the link is about, with its numbers. @param {string} name */
  function begun(name) {
    return data.puzzle && name === `practice/${data.puzzle.puzzle}` ? data.puzzle : null;
  }

  function draw() {
    asks?.draw({ truth: false, clouds: [], own: [], free: false });
  }

  async function begin() {
    const topic = topics.topic();
    if (typeof topic === "string") {
      set(told, "text", topic);
      return;
    }
    set(told, "text", words.OPENING);
    const page = `${location.origin}${location.pathname}`;
    const seed = begun(topics.posedNow()?.name ?? "")?.seed;
    const { status, body } = await post("", { ...topic, ...(topics.kind() ? { query: data.query } : {}), ...(seed ? { seed } : {}), page });
    if (status === 201) opened(body.code ?? "", body.secret ?? "");
    else set(told, "text", body.told || words.problem(body.problem ?? ""));
  }
}

/**
 * The code that was typed; null where it cannot be one.
 * @param {string} text
 * @param {{ letters: string, length: number }} codes
 */
export function codeOf(text, { letters, length }) {
  const code = text.replace(/\s/g, "").toUpperCase();
  return code.length === length && [...code].every((letter) => letters.includes(letter)) ? code : null;
}
