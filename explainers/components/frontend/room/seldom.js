/**
 * What is heard of something that changes all the time: the last of it, and no more than is bearable.
 */

import { html, set } from "../parts/dom.js";

/** Milliseconds from a change until it is heard, with all that has come meanwhile. */
export const REST = 4000;

/** @param {AbortSignal} signal */
export function createSeldom(signal) {
  const element = html("p", { class: "spoken", role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let last = "";
  signal.addEventListener("abort", () => clearTimeout(timer));
  return { element, say };

  /** @param {string} text */
  function say(text) {
    if (text === last) return;
    last = text;
    timer ??= setTimeout(() => {
      timer = undefined;
      set(element, "text", last);
    }, REST);
  }
}
