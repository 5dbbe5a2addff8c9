/**
 * The way in: join a room by its code, or open one about the state of a link.
 */

import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { segmented } from "../parts/tools.js";
import { createPlanes } from "./planes.js";
import { post } from "./talk.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */

/**
 * @param {Data} first
 * @param {{ join: (code: string) => void, opened: (code: string, secret: string) => void,
 *   arranged: () => void, signal: AbortSignal }} own
 */
export function createLobby(first, { join, opened, arranged, signal }) {
  let data = first;
  let kind = first.kind;
  const field = html("input", { type: "text", class: "code", "aria-label": words.CODE, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "12" });
  const said = html("p", { class: "state", role: "status" });
  const form = html("form", { class: "join", novalidate: "" }, html("h2", {}, words.JOIN_TITLE), html("div", { class: "acts" }, field, html("button", { type: "submit" }, words.JOIN)), said);
  field.addEventListener("keydown", keepKey, { signal });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = codeOf(field.value, data);
    if (code) join(code);
    else say(words.NO_CODE);
  }, { signal });

  const about = html("p", {});
  const open = html("button", { type: "button", class: "commit" }, words.OPEN);
  open.addEventListener("click", () => void begin(), { signal });
  const kinds = segmented(words.KINDS.name, words.KINDS.choices, (chosen) => {
    kind = chosen;
    build();
  }, signal);
  const place = html("div", { class: "place" });
  const told = html("p", { class: "state", role: "status" });
  const asked = html("div", { class: "asks" }, html("h2", {}, words.OPEN_TITLE), about, html("div", { class: "acts" }, kinds.element, open), told, place);
  const element = html("div", { class: "lobby" }, form, asked);
  /** @type {ReturnType<typeof createPlanes> | null} */
  let planes = null;
  let scope = new AbortController();
  build();

  return {
    element,
    draw,
    say,
    wells: () => planes?.wells ?? [],
    /** @param {Data} next */
    update(next) {
      if (JSON.stringify(next) === JSON.stringify(data)) return;
      data = next;
      kind = next.kind;
      build();
    },
  };

  /** @param {string} text */
  function say(text) {
    set(said, "text", text);
  }

  function build() {
    scope.abort();
    scope = new AbortController();
    signal.addEventListener("abort", () => scope.abort(), { once: true });
    kinds.draw(kind);
    set(about, "text", words.about(data.title));
    const { question } = data;
    planes = question && createPlanes({ ...question, kind }, { moved: () => {}, released: () => {} }, scope.signal);
    place.replaceChildren(...(planes ? [planes.element, planes.legend] : []));
    show(open, question !== null);
    arranged();
    draw();
  }

  function draw() {
    planes?.draw({ truth: false, clouds: [], guess: [], free: false });
  }

  async function begin() {
    set(told, "text", words.OPENING);
    const page = `${location.origin}${location.pathname}`;
    const { status, body } = await post("", { query: data.query, kind, page });
    if (status === 201) opened(body.code, body.secret);
    else set(told, "text", body.told || words.problem(body.problem));
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
