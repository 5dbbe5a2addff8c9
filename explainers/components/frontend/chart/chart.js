/**
 * Saves the chart that it stands below, in one container with it.
 */

import { shareable, stateIn } from "../parts/address.js";
import { mounted } from "../parts/mount.js";
import { CHART, saving } from "../saving/buttons.js";
import * as words from "../saving/words.js";

/** @typedef {import("./data.d.ts").Data} Data */

export default mounted((/** @type {HTMLElement | ShadowRoot} */ parent) => {
  const abort = new AbortController();
  const root = /** @type {HTMLElement} */ (parent.querySelector(".chart"));
  let name = "";
  const subject = () => {
    const host = /** @type {ShadowRoot} */ (root.getRootNode()).host;
    const element = host.closest("[class*=-drawn]")?.querySelector(CHART);
    return element ? { element, title: document.title, file: name } : null;
  };
  const link = () => shareable(location, stateIn(location));
  root.replaceChildren(saving(words.CHART, subject, link, abort.signal));

  return {
    root,
    /** @param {Data} data */
    update(data) {
      name = data.name;
    },
    destroy: () => abort.abort(),
  };
});
