/**
 * What is chosen of some options, or typed. Python is told when a hand has chosen; of what keys
 * step through or type it is told at a pause.
 */

import { asksBeforeLeaving, watchConnection } from "../parts/connection.js";
import { mounted } from "../parts/mount.js";
import { createChosen } from "./chosen.js";
import { createField, createList, createRow, createSwitch } from "./faces.js";

/** @typedef {import("./data.d.ts").Data} Data */

/** Milliseconds for which keys rest where they have come to. */
const PAUSE = 300;
const FACES = {
  list: createList,
  row: createRow,
  pills: createRow,
  switch: createSwitch,
  line: createField,
  lines: createField,
  whole: createField,
};

export default mounted((/** @type {HTMLElement | ShadowRoot} */ parent, send, /** @type {Data} */ first) => {
  const root = parent.querySelector(".choice");
  if (!(root instanceof HTMLElement)) throw new Error("the markup lacks its choice");
  const life = new AbortController();
  const { signal } = life;
  // The figure that it stands beside says that the server is away, for all of the page.
  const connection = watchConnection({ lost() {}, back: () => chosen.back() }, signal);
  const chosen = createChosen({ send: (gesture) => send("gesture", gesture), away: connection.away }, first);
  asksBeforeLeaving(chosen.owes, signal);
  let data = first;
  const face = FACES[first.look](first.look, {
    choose(value, keyed = false) {
      chosen.choose(value, keyed ? PAUSE : 0);
      face.draw(data, chosen.shown());
    },
    hurry: chosen.hurry,
    signal,
  });
  root.replaceChildren(face.element);

  return {
    root,
    /** @param {Data} next */
    update(next) {
      data = next;
      chosen.take(next);
      face.draw(data, chosen.shown());
    },
    destroy: () => {
      chosen.stop();
      life.abort();
    },
  };
});
