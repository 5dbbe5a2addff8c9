/**
 * A list of which one is chosen: the browser's own, and nothing of it is drawn by us.
 */

import { asksBeforeLeaving, watchConnection } from "../parts/connection.js";
import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import { mounted } from "../parts/mount.js";
import { createChosen } from "./chosen.js";

/** @typedef {import("./data.d.ts").Data} Data */

/** Milliseconds for which keys that step through a list rest where they have come to. */
const PAUSE = 300;

export default mounted((/** @type {HTMLElement | ShadowRoot} */ parent, send, /** @type {Data} */ first) => {
  const root = parent.querySelector(".choice");
  const name = root?.querySelector(".name");
  const list = root?.querySelector("select");
  if (!(root instanceof HTMLElement && name && list)) throw new Error("the markup lacks its list");
  const life = new AbortController();
  const { signal } = life;
  // The figure that it stands beside says that the server is away, for all of the page.
  const connection = watchConnection({ lost() {}, back: () => chosen.back() }, signal);
  const chosen = createChosen({ send: (gesture) => send("gesture", gesture), away: connection.away }, first);
  asksBeforeLeaving(chosen.owes, signal);
  let laid = "";
  let keyed = false;
  list.addEventListener("pointerdown", () => (keyed = false), { signal });
  list.addEventListener("keydown", (event) => {
    keyed = true;
    keepKey(event);
  }, { signal });
  list.addEventListener("change", () => chosen.choose(list.value, keyed ? PAUSE : 0), { signal });
  list.addEventListener("blur", chosen.hurry, { signal });

  return {
    root,
    /** @param {Data} data */
    update(data) {
      chosen.take(data);
      const wanted = JSON.stringify(data.options);
      if (wanted !== laid) {
        laid = wanted;
        list.replaceChildren(...data.options.map(({ value, words }) => html("option", { value }, words)));
      }
      list.value = chosen.shown();
      list.disabled = data.fixed;
      set(list, "aria-label", data.label);
      set(name, "text", data.label);
      show(name, data.named);
    },
    destroy: () => {
      chosen.stop();
      life.abort();
    },
  };
});
