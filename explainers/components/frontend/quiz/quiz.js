/**
 * A test in two forms: one item after the other, nothing said of an answer before the end, and then
 * the score by topic, and a table of it to save. Nothing is sent and nothing is kept.
 */

import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { mounted } from "../parts/mount.js";
import { placeOf } from "../questions/card.js";
import { judged } from "../questions/judge.js";
import { marked } from "../questions/markup.js";
import { csv } from "./table.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {(typeof words.FORMS)[number]} Form */

export default mounted(createQuiz);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/mount.js").Send} _
 * @param {Data} data
 */
function createQuiz(parent, _, { items }) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".quiz"));
  root.addEventListener("keydown", keepKey, { signal });
  choose(false);

  return { root, update: () => {}, destroy: () => abort.abort() };

  /** Both forms to choose from. @param {boolean} focus */
  function choose(focus) {
    const buttons = words.FORMS.map((form) => button(words.START[form], () => take(form)));
    root.replaceChildren(html("div", { class: "deck" }, html("p", {}, words.LEAD), html("div", { class: "acts" }, ...buttons)));
    if (focus) buttons[0].focus();
  }

  /** @param {Form} form */
  function take(form) {
    const variants = items.map((item) => item.forms[words.FORMS.indexOf(form)]);
    const places = variants.map((variant, k) => placeOf(variant, { id: `item-${k}`, turn: 0, signal, touched: () => {} }));
    const forms = variants.map((variant, k) =>
      html("form", { class: "question", "data-kind": variant.kind, novalidate: "" }, html("fieldset", {}, html("legend", {}, ...marked(variant.ask)), places[k].element)),
    );
    const [back, next] = [button(words.BACK, () => go(-1)), button(words.NEXT, () => go(1))];
    const count = html("p", { class: "score", role: "status" });
    const deck = html("div", { class: "deck", "aria-label": form, role: "group" }, count, ...forms, html("div", { class: "acts" }, back, next));
    let now = 0;
    for (const one of forms) {
      one.addEventListener("submit", (event) => {
        event.preventDefault();
        go(1);
      }, { signal });
    }
    root.replaceChildren(deck);
    draw();
    focus();

    /** @param {number} by */
    function go(by) {
      if (now + by === forms.length) {
        finish();
        return;
      }
      now = Math.max(0, now + by);
      draw();
      focus();
    }

    function draw() {
      forms.forEach((one, k) => show(one, k === now));
      set(count, "text", words.item(now + 1, forms.length));
      set(next, "text", now + 1 < forms.length ? words.NEXT : words.FINISH);
      show(back, now > 0);
    }

    function focus() {
      const first = places[now].element.querySelector("input, button, [tabindex]");
      if (first instanceof HTMLElement) first.focus();
    }

    function finish() {
      tell(form, items.map(({ slug, topic }, k) => {
        const answer = places[k].answer();
        return { slug, topic, answered: answer !== null, right: answer !== null && judged(variants[k], answer).right };
      }));
    }
  }

  /** @param {Form} form @param {import("./table.js").Result[]} results */
  function tell(form, results) {
    const right = (/** @type {typeof results} */ some) => some.filter((result) => result.right).length;
    const topics = [...new Set(results.map(({ topic }) => topic))];
    const parts = topics.map((topic) => {
      const some = results.filter((result) => result.topic === topic);
      return html("li", {}, words.part(topic, right(some), some.length));
    });
    const title = html("p", { class: "state", role: "status", tabindex: "-1" }, words.score(form, right(results), results.length));
    const skipped = results.some(({ answered }) => !answered) ? [html("p", { class: "help" }, words.SKIPPED)] : [];
    const [save, again] = [button(words.SAVE, () => download(form, results)), button(words.AGAIN, () => choose(true))];
    root.replaceChildren(html("div", { class: "deck" }, title, html("ul", { class: "topics" }, ...parts), ...skipped, html("div", { class: "acts" }, save, again)));
    title.focus();
  }

  /** @param {Form} form @param {import("./table.js").Result[]} results */
  function download(form, results) {
    const link = html("a", { href: URL.createObjectURL(new Blob([csv(form, results)], { type: "text/csv" })), download: words.file(form) });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** @param {string} text @param {() => void} act */
  function button(text, act) {
    const made = html("button", { type: "button", class: "action" }, text);
    made.addEventListener("click", act, { signal });
    return made;
  }
}
