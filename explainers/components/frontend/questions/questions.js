/**
 * The questions at the end of a page. They are judged here; the record of what was answered is the
 * browser's own, and the server does not hear of it.
 */

import { html } from "../parts/dom.js";
import { foldsMenu } from "../link/menu.js";
import { comesBack } from "../parts/connection.js";
import { mounted } from "../parts/mount.js";
import { CHANGED } from "../parts/store.js";
import { createDeck } from "./deck.js";
import { sheetOf, show } from "./done.js";
import { completed, visited } from "./record.js";
import { change, forget, told } from "./store.js";

/** @typedef {import("./data.d.ts").Data} Data */

export default mounted(createQuestions);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/mount.js").Send} _
 * @param {Data} first
 */
function createQuestions(parent, _, first) {
  const abort = new AbortController();
  const root = /** @type {HTMLElement} */ (parent.querySelector(".questions"));
  const { lesson } = first;
  const names = first.questions.map(({ slug }) => slug);

  if (first.alone) {
    comesBack(abort.signal);
    foldsMenu(abort.signal);
  }
  if (lesson) change((record) => visited(record, lesson, Date.now()));
  forget();
  if (names.length > 0) {
    const deck = createDeck(first.questions, {
      noted: (record) => (lesson ? completed(record, lesson, names, Date.now()) : record),
      anew: false,
    }, abort.signal);
    root.replaceChildren(deck.element);
  } else root.replaceChildren(html("span"));
  window.addEventListener(CHANGED, tell, { signal: abort.signal });
  tell();

  return {
    root,
    update() {},
    destroy: () => abort.abort(),
  };

  /** Says what was done, where pages are listed. */
  function tell() {
    show(sheetOf(told(), first.said, lesson));
  }
}
