/**
 * A student's view: place an answer, send it, change it; then the truth, beside everybody's.
 */

import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { createAsked } from "./asked.js";
import { isArrow, isPuzzle, textOf, truthText, verdict } from "./groups.js";
import { keep, kept } from "./keep.js";
import { post } from "./talk.js";
import * as words from "./words.js";

/** @typedef {import("./talk.js").Told} Told */

/**
 * @param {string} code
 * @param {{ arranged: () => void, signal: AbortSignal }} own
 */
export function createStudent(code, { arranged, signal }) {
  const title = html("h2", { class: "asked" });
  const prompt = html("p", { class: "prompt" });
  const place = html("div", { class: "place" });
  const legend = html("div", {});
  const send = html("button", { type: "button", class: "commit" });
  const state = html("p", { class: "state", role: "status" });
  const words_ = html("input", { type: "text", maxlength: String(words.MOST_WORDS), autocomplete: "off" });
  const besideText = html("span", {}, words.BESIDE);
  const beside = html("label", { class: "beside" }, besideText, words_);
  const written = html("ul", { class: "written" });
  const element = html("div", { class: "student" }, title, prompt, place, beside, html("div", { class: "acts" }, send), state, written, legend);
  /** @type {Told | null} */
  let told = null;
  /** @type {import("./asked.js").Asked | null} */
  let asked = null;
  let drawnFor = 0;
  let trouble = "";
  let sending = false;
  let scope = new AbortController();
  send.addEventListener("click", commit, { signal });
  words_.addEventListener("input", onMove, { signal });
  words_.addEventListener("keydown", keepKey, { signal });

  return { element, take, settle, draw, wells: () => asked?.wells ?? [] };

  /** @param {Told} next */
  function take(next) {
    const other = next.round !== drawnFor;
    told = next;
    if (other) {
      drawnFor = next.round;
      trouble = "";
      scope.abort();
      scope = new AbortController();
      signal.addEventListener("abort", () => scope.abort(), { once: true });
      asked = createAsked(next.question, { moved: onMove, released: draw }, scope.signal);
      place.replaceChildren(asked.element);
      legend.replaceChildren(asked.legend);
      if (answered().length > 0) asked.put(answered());
      words_.value = kept(code).words[next.round] ?? "";
      arranged();
    }
    if (next.phase !== "open" && owed()) {
      // What was not taken while the round was open is no answer.
      const { [next.round]: _, ...answers } = kept(code).answers;
      keep(code, { ...kept(code), owed: 0, answers });
      trouble = words.LATE;
    }
    draw();
    settle();
  }

  function onMove() {
    trouble = "";
    draw();
  }

  /** The answer to the round at hand, as this browser has it. */
  function answered() {
    return kept(code).answers[drawnFor] ?? [];
  }

  function owed() {
    return kept(code).owed === drawnFor;
  }

  /** What would be sent; nothing where a question is answered by words, and there are none. */
  function answerNow() {
    return told?.question.kind === "words" && !words_.value.trim() ? null : (asked?.answer() ?? null);
  }

  function differs() {
    const now = asked?.answer();
    return answered().some((z, k) => z !== now?.[k]);
  }

  function rewritten() {
    return told?.writing === true && words_.value.trim() !== (kept(code).words[drawnFor] ?? "");
  }

  function commit() {
    if (!told || !asked || told.phase !== "open") return;
    const answer = answerNow();
    if (!answer) {
      trouble = asked.missing();
      draw();
      return;
    }
    const answers = { ...kept(code).answers, [told.round]: answer };
    const beside = { ...kept(code).words, [told.round]: told.writing ? words_.value.trim() : "" };
    keep(code, { ...kept(code), answers, words: beside, owed: told.round });
    trouble = "";
    draw();
    void settle();
  }

  /** Sends what is owed, one at a time; who is away tries again when there is a connection. */
  async function settle() {
    const { owed: round, answers, words: beside, voter } = kept(code);
    if (!round || sending || !answers[round]) return;
    sending = true;
    const sent = answers[round];
    const { status, body } = await post(`/${code}/answer`, { round, voter, answer: sent, words: beside[round] ?? "" });
    sending = false;
    if (signal.aborted) return;
    if (status === 200) {
      const now = kept(code);
      const newer = now.answers[round]?.join() !== sent.join() || now.words[round] !== beside[round];
      keep(code, { ...now, owed: newer ? round : 0 });
      if (newer) void settle();
    } else if (status === 409 && body.problem === "closed") {
      const { [round]: _, ...others } = kept(code).answers;
      keep(code, { ...kept(code), owed: 0, answers: others });
      trouble = words.LATE;
    } else if (status !== 0) {
      trouble = body.problem === "full" ? words.FULL : words.problem(body.problem);
    }
    draw();
  }

  function draw() {
    if (!told || !asked) return;
    const { phase, turn, question, clouds } = told;
    const open = phase === "open";
    set(title, "text", words.turn(turn) + words.QUESTIONS[question.kind] + (isPuzzle(question) ? ` ${question.title}` : ""));
    set(prompt, "text", words.PROMPTS[question.kind]);
    show(prompt, open);
    show(send, open);
    show(beside, open && told.writing);
    set(besideText, "text", question.kind === "words" ? words.ANSWER : words.BESIDE);
    drawWritten(told.written);
    set(send, "text", answered().length > 0 ? words.CHANGE : words.SEND);
    send.setAttribute("aria-disabled", String(!answerNow() || (answered().length > 0 && !owed() && !differs() && !rewritten())));
    set(state, "text", said());
    asked.draw({
      truth: phase === "revealed",
      clouds: (clouds ?? []).slice(-1),
      own: open ? (asked.answer() ?? []) : answered(),
      free: open,
    });
  }

  /** What others wrote. @param {import("./talk.js").Written[]} found */
  function drawWritten(found) {
    const now = JSON.stringify(found);
    if (now !== written.dataset.drawn) written.replaceChildren(...found.map(({ words: line }) => html("li", {}, line)));
    written.dataset.drawn = now;
    show(written, found.length > 0);
  }

  function said() {
    if (!told || !asked) return "";
    if (trouble) return trouble;
    const { phase, question } = told;
    const answer = answered();
    if (phase === "open") {
      if (owed()) return navigator.onLine ? words.SENDING : words.KEPT;
      if (answer.length === 0) return "";
      if (differs()) return isArrow(question) ? words.MOVED : words.CHANGED;
      if (rewritten()) return words.CHANGED;
      return question.kind === "number" ? words.sentNumber(textOf(question.variant, answer)) : words.SENT;
    }
    if (phase === "closed") return words.closed(question.kind, answer.length > 0);
    return answer.length > 0 ? verdict(question, answer) : [words.NOT_ANSWERED, truthText(question) && `${truthText(question)}.`].filter(Boolean).join(" ");
  }
}
