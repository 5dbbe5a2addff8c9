/**
 * A student's view: place an answer, send it, change it; then the truth, beside everybody's.
 */

import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { createAsked } from "./asked.js";
import { isArrow, isPuzzle, textOf, truthText, verdict } from "./groups.js";
import { kept } from "./keep.js";
import { createSending } from "./sending.js";
import { post, UNANSWERED } from "./talk.js";
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
  let posed = "";
  let missing = "";
  /** What became of the answer, if it is not as the student would think. */
  let trouble = "";
  const sending = createSending(code, (body) => post(`/${code}/answer`, body, "", UNANSWERED), became, signal);
  let scope = new AbortController();
  send.addEventListener("click", commit, { signal });
  words_.addEventListener("input", onMove, { signal });
  words_.addEventListener("keydown", keepKey, { signal });

  return { element, take, settle: sending.settle, draw, wells: () => asked?.wells ?? [] };

  /** @param {Told} next */
  function take(next) {
    const other = next.round !== drawnFor;
    const question = JSON.stringify(next.question);
    told = next;
    if (other) {
      drawnFor = next.round;
      missing = trouble = "";
      words_.value = kept(code).words[next.round] ?? "";
    }
    // With the truth comes what is right.
    if (other || question !== posed) {
      posed = question;
      scope.abort();
      scope = new AbortController();
      signal.addEventListener("abort", () => scope.abort(), { once: true });
      asked = createAsked(next.question, { moved: onMove, released: draw }, scope.signal);
      place.replaceChildren(asked.element);
      legend.replaceChildren(asked.legend);
      if (answered().length > 0) asked.put(answered());
      arranged();
    }
    draw();
    void sending.settle();
  }

  /** @param {number} round @param {string} problem */
  function became(round, problem) {
    if (round === drawnFor) trouble = problem && words.outcome(problem);
    draw();
  }

  function onMove() {
    missing = trouble = "";
    draw();
  }

  /** The answer to the round at hand, as this browser has it. */
  function answered() {
    return kept(code).answers[drawnFor] ?? [];
  }

  function owed() {
    return sending.owes(drawnFor);
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
      missing = asked.missing();
      draw();
      return;
    }
    missing = trouble = "";
    sending.commit(told.round, answer, told.writing ? words_.value.trim() : "");
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
    const { phase, question } = told;
    const answer = answered();
    if (phase === "revealed" && !owed()) {
      const truth = truthText(question);
      return [trouble || (answer.length === 0 && words.NOT_ANSWERED), answer.length > 0 ? verdict(question, answer) : truth && `${truth}.`].filter(Boolean).join(" ");
    }
    if (trouble) return trouble;
    if (phase === "open") {
      if (missing) return missing;
      if (owed()) return navigator.onLine ? (sending.away() ? words.SENDING_AGAIN : words.SENDING) : words.KEPT;
      if (answer.length === 0) return "";
      if (differs()) return isArrow(question) ? words.MOVED : words.CHANGED;
      if (rewritten()) return words.CHANGED;
      return question.kind === "number" ? words.sentNumber(textOf(question.variant, answer)) : words.SENT;
    }
    return owed() ? words.ASKING : words.closed(question.kind, answer.length > 0);
  }
}
