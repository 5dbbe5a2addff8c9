/**
 * A teacher's view: the way in, the count, all answers at once, the truth, and the round before.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { received } from "../parts/format.js";
import { keepKey } from "../parts/hands.js";
import { toggle } from "../parts/tools.js";
import { marked } from "../questions/markup.js";
import { saving } from "../saving/buttons.js";
import { createAsked, NO_HAND } from "./asked.js";
import { createCopying } from "./copying.js";
import { csv, grouped, truthText } from "./groups.js";
import { createSeldom } from "./seldom.js";
import { fetched, post } from "./talk.js";
import { createTopics } from "./topics.js";
import * as words from "./words.js";

/** @typedef {import("./talk.js").Told} Told */
/** @typedef {import("./groups.js").Question} Question */
/** @typedef {import("./groups.js").Past} Past */

/**
 * @param {string} code
 * @param {string} secret
 * @param {import("./data.d.ts").Posed[]} posed
 * @param {{ arranged: () => void, signal: AbortSignal }} own
 */
export function createTeacher(code, secret, posed, { arranged, signal }) {
  const letters = html("span", { class: "code", "aria-label": [...code].join(" ") }, code);
  const address = html("span", { class: "address" });
  const qr = svg("svg", { class: "qr", role: "img", "aria-label": words.QR });
  const way = html(
    "div",
    { class: "way" },
    html("div", { class: "into" }, html("p", {}, words.WAY_IN, " ", address), letters, html("div", { class: "acts" }, ...createCopying(words.COPY, () => told?.way?.link ?? "", false, signal))),
    qr,
  );
  const title = html("h2", { class: "asked" });
  const count = html("p", { class: "count" });
  const heard = createSeldom(signal);
  const truth = html("p", { class: "truth" });
  const place = html("div", { class: "place" });
  const groups = html("table", { class: "groups" });
  const picture = html("div", { class: "picture-of", "data-figure": "" }, title, count, place, truth, groups);
  const state = html("p", { class: "state", role: "status" });
  const write = toggle(words.WRITING, words.WRITING_LABEL, () => act(told?.writing ? "silence" : "words"), signal);
  const lines = html("ul", { class: "written" });
  const heading = html("summary", {}, "");
  const written = html("details", {}, heading, lines);
  const close = button(words.CLOSE, () => act("close"));
  const reveal = button(words.REVEAL, () => act("reveal"));
  const again = button(words.AGAIN, () => act("again"));
  const save = button(words.SAVE, download);
  const end = button(words.END, () => sure(true));
  const stay = button(words.STAY, () => {
    sure(false);
    end.focus();
  });
  // A row of its own: a second press in the same place, or of the same key, deletes nothing.
  const last = html("div", { class: "acts last", hidden: "" }, button(words.SURE, () => act("end")), stay);
  const pictures = saving(words.PICTURE, () => ({ element: picture, title: words.QUESTIONS[told?.question.kind ?? "push"], file: words.file(code) }), () => told?.way?.link ?? "", signal);
  const tools = html("div", { class: "acts", role: "group", "aria-label": words.TOOLS }, close, reveal, again, save, pictures, write.element);
  const another = createAnother();
  const own = html("div", { class: "acts quieter" }, ...createCopying(words.COPY_TEACHER, teacherLink, true, signal), html("span", { class: "hint" }, words.TEACHER_HINT), end, last);
  const element = html("div", { class: "teacher" }, way, tools, state, heard.element, picture, written, another.element, own);
  /** @type {Told | null} */
  let told = null;
  /** @type {import("./asked.js").Asked | null} */
  let asked = null;
  let drawnFor = "";
  let scope = new AbortController();

  sure(false);

  return { element, take, settle: () => {}, draw, wells: () => asked?.wells ?? [] };

  /** @param {Told} next */
  function take(next) {
    const of = JSON.stringify(next.question);
    const moved = told?.phase !== next.phase || told?.round !== next.round;
    told = next;
    if (of !== drawnFor) {
      drawnFor = of;
      scope.abort();
      scope = new AbortController();
      signal.addEventListener("abort", () => scope.abort(), { once: true });
      asked = createAsked(next.question, NO_HAND, scope.signal);
      place.replaceChildren(asked.element, asked.legend);
      arranged();
    }
    if (moved) say("");
    draw();
  }

  function draw() {
    if (!told || !asked) return;
    const { phase, turn, question, clouds, way: into, count: so = 0 } = told;
    const open = phase === "open";
    const revealed = phase === "revealed";
    const judged = question.kind !== "words";
    const last = clouds?.at(-1)?.length ?? 0;
    if (into) {
      set(address, "text", into.link.replace(/^https?:\/\//, "").replace(/\?.*$/, ""));
      drawQr(into.qr);
    }
    set(title, "text", `${words.QUESTIONS[question.kind]} ${question.title}`.trim());
    set(count, "text", open ? words.counted(so, turn) : words.answers(last));
    heard.say(words.heardCount(open ? so : last));
    set(reveal, "text", judged ? words.REVEAL : words.SHOW_WORDS);
    show(close, open);
    show(reveal, phase === "closed");
    show(again, !open);
    show(save, !open);
    show(pictures, !open);
    show(another.element, !open);
    show(truth, revealed && judged);
    show(write.element, judged);
    set(truth, "text", truthText(question));
    asked.draw({ truth: revealed, clouds: clouds ?? [], own: [], free: false });
    write.draw(told.writing);
    drawWritten();
    show(groups, revealed && judged);
    if (revealed && judged) drawGroups(clouds ?? []);
  }

  /** @param {{ size: number, path: string }} lines */
  function drawQr({ size, path }) {
    const edge = 4;
    if (qr.childElementCount) return;
    qr.setAttribute("viewBox", `${-edge} ${-edge} ${size + 2 * edge} ${size + 2 * edge}`);
    qr.append(svg("rect", { x: `${-edge}`, y: `${-edge}`, width: "100%", height: "100%" }), svg("path", { d: path, "shape-rendering": "crispEdges" }));
  }

  /** What students wrote, folded until the teacher looks; students see it with the truth. */
  function drawWritten() {
    const found = told?.written ?? [];
    show(written, found.length > 0);
    const now = JSON.stringify(found);
    if (now === lines.dataset.drawn) return;
    lines.dataset.drawn = now;
    set(heading, "text", words.written(found.length));
    lines.replaceChildren(...found.map(({ words: line, name, hidden }) => {
      if (hidden) return html("li", { class: "hint" }, words.HIDDEN);
      const hide = button(words.HIDE, () => {
        heading.focus();
        void act("hide", { name });
      });
      hide.setAttribute("aria-label", words.hide(line));
      return html("li", {}, html("span", {}, line), hide);
    }));
  }

  /** @param {number[][][]} clouds */
  function drawGroups(clouds) {
    if (!told) return;
    const found = grouped(told.question, clouds);
    const heads = clouds.map((cloud, k) => html("th", { scope: "col" }, words.titled(k, clouds.length, cloud.length)));
    const rows = found.map(({ name, why, counts }) =>
      html("tr", {}, html("th", { scope: "row" }, ...marked(name), ...(why ? [html("span", { class: "why" }, ...marked(why))] : [])), ...counts.map((number, k) => bar(number, clouds[k].length))),
    );
    groups.replaceChildren(
      html("caption", {}, words.GROUPS[told.question.kind]),
      html("thead", {}, html("tr", {}, html("th", { scope: "col" }, words.GROUP[told.question.kind]), ...heads)),
      html("tbody", {}, ...rows),
    );
  }

  /** @param {number} number @param {number} all */
  function bar(number, all) {
    const cell = html("td", {}, html("span", { class: "share" }, words.share(number, all)), html("span", { class: "bar" }));
    cell.style.setProperty("--part", String(all ? number / all : 0));
    return cell;
  }

  /** @param {string} name @param {object} [more] */
  async function act(name, more = {}) {
    if (!told) return;
    say("");
    const { status, body } = await post(`/${code}/turn`, { act: name, round: told.round, ...more }, secret);
    if (status !== 200) say(body.told || words.problem(body.problem ?? ""));
    return status;
  }

  /** Asks before the room is ended, or does so no more. @param {boolean} asks */
  function sure(asks) {
    show(last, asks);
    set(end, "aria-expanded", String(asks));
  }

  /** @param {string} text */
  function say(text) {
    set(state, "text", text);
  }

  function teacherLink() {
    return `${told?.way?.link ?? ""}#teacher=${secret}`;
  }

  async function download() {
    const { status, body } = await fetched(`/${code}/rounds`, secret);
    if (status !== 200) {
      say(words.problem(body.problem ?? ""));
      return;
    }
    const { questions, rounds } = /** @type {{ questions: Question[], rounds: Past[] }} */ (received(body));
    const text = csv(questions, rounds);
    const link = html("a", { href: URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" })), download: `${words.file(code)}.csv` });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** What is asked next, by the link of a state. */
  function createAnother() {
    const field = html("input", { type: "url", "aria-label": words.ANOTHER_LINK, placeholder: words.ANOTHER_LINK, autocomplete: "off", maxlength: "2000" });
    const topics = createTopics(posed, { at: "", say: "" }, () => show(field, topics.kind() !== ""), signal);
    field.addEventListener("keydown", keepKey, { signal });
    const ask = button(words.ANOTHER, () => {
      const query = topics.kind() === "" ? "" : queryOf(field.value);
      const topic = topics.topic();
      if (typeof topic === "string") say(topic);
      else if (query === null) say(words.NO_LINK);
      else void act("ask", { ...topic, ...(query ? { query } : {}) }).then((status) => {
        if (status === 200) field.value = "";
      });
    });
    return { element: html("div", { class: "acts another" }, topics.element, field, topics.own, ask) };
  }

  /** @param {string} text @param {() => void} press */
  function button(text, press) {
    const made = html("button", { type: "button" }, text);
    made.addEventListener("click", press, { signal });
    return made;
  }
}

/**
 * What a pasted link asks for; null where it is none.
 * @param {string} text
 */
export function queryOf(text) {
  try {
    const { search } = new URL(text.trim());
    return search.slice(1) || null;
  } catch {
    return null;
  }
}
