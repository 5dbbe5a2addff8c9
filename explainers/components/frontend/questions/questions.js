/**
 * The questions at the end of a page. They are judged here; the record of what was answered is the
 * browser's own, and the server hears of it only when the menu has something new to say.
 */

import { html } from "../parts/dom.js";
import { foldsMenu } from "../link/menu.js";
import { comesBack } from "../parts/connection.js";
import { mounted } from "../parts/mount.js";
import { CHANGED } from "../parts/store.js";
import { createDeck } from "./deck.js";
import { completed, visited } from "./record.js";
import { change, marked, mirror } from "./store.js";

/** @typedef {import("./data.d.ts").Data} Data */

export default mounted(createQuestions);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/mount.js").Send} send
 * @param {Data} first
 */
function createQuestions(parent, send, first) {
  const abort = new AbortController();
  const root = /** @type {HTMLElement} */ (parent.querySelector(".questions"));
  let data = first;
  /** What the server was last told. */
  let told = "";
  const { lesson } = first;
  const names = first.questions.map(({ slug }) => slug);

  if (first.alone) {
    comesBack(abort.signal);
    foldsMenu(abort.signal);
  }
  if (lesson) change((record) => visited(record, lesson, Date.now()), first.marks);
  if (names.length > 0) {
    const deck = createDeck(first.questions, {
      first: () => data.marks,
      noted: (record) => (lesson ? completed(record, lesson, names, Date.now()) : record),
      anew: false,
    }, abort.signal);
    root.replaceChildren(deck.element);
  } else root.replaceChildren(html("span"));
  window.addEventListener(CHANGED, tell, { signal: abort.signal });

  return {
    root,
    /** @param {Data} next */
    update(next) {
      data = next;
      tell();
    },
    destroy: () => abort.abort(),
  };

  /** Says what the menu does not know, once. */
  function tell() {
    mirror();
    const now = marked(data.marks);
    if (now === data.marks || now === told) return;
    told = now;
    send("gesture", now);
  }
}
