/**
 * Whether the server is there: Streamlit writes it on the outermost element of its page.
 */

import { html, set } from "./dom.js";

const APP = "[data-testid=stApp]";
const CONNECTION = "data-test-connection-state";
const SCRIPT = "data-test-script-state";
/** Milliseconds in which Streamlit begins by itself to run the page anew, where it does. */
const BEGINS = 500;

/** Whether there is a page of Streamlit's around: a file that was taken along has none. */
export const hosted = () => document.querySelector(APP) !== null;

/**
 * @param {object} on
 * @param {() => void} on.lost called when the server goes away
 * @param {() => void} on.back called when there is one again, this one or another
 * @param {AbortSignal} signal
 */
export function watchConnection({ lost, back }, signal) {
  const app = document.querySelector(APP);
  let gone = false;
  const watch = new MutationObserver(() => {
    const now = app?.getAttribute(CONNECTION) !== "CONNECTED";
    if (now === gone) return;
    gone = now;
    if (gone) lost();
    else back();
  });
  if (app) watch.observe(app, { attributeFilter: [CONNECTION] });
  signal.addEventListener("abort", () => watch.disconnect());
  return { away: () => gone };
}

/** Words at a figure while the server is away, over what stands there: nothing moves for them. */
export function createAway() {
  const words = html("span");
  return {
    element: html("p", { class: "away" }, words),
    /** @param {string} text */
    say: (text) => set(words, "text", text),
  };
}

/**
 * Has a browser ask before it leaves a page of which something was not told to a server.
 * @param {() => boolean} owes
 * @param {AbortSignal} signal
 */
export function asksBeforeLeaving(owes, signal) {
  addEventListener("beforeunload", (event) => {
    if (owes()) event.preventDefault();
  }, { signal });
}

/**
 * Brings a page back from where its address leads, whatever server answers.
 *
 * Streamlit asks with the address that it has seen last, and figures change it without its
 * knowing; and it asks only where a part of the page was the last to run. To go Back makes it read
 * the address, and ask.
 *
 * @param {AbortSignal} signal
 */
export function comesBack(signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const app = document.querySelector(APP);
  const runs = new MutationObserver(() => {
    if (app?.getAttribute(SCRIPT) === "running") calm();
  });
  watchConnection({ lost, back }, signal);
  signal.addEventListener("abort", calm);

  function lost() {
    calm();
    dispatchEvent(new PopStateEvent("popstate"));
  }

  function back() {
    if (!app || app.getAttribute(SCRIPT) === "running") return;
    runs.observe(app, { attributeFilter: [SCRIPT] });
    timer = setTimeout(ask, BEGINS);
  }

  /** Streamlit does not ask where the address names a place on the page, and is else the same. */
  function ask() {
    calm();
    const { href, pathname, search } = location;
    history.replaceState(history.state, "", pathname + search);
    dispatchEvent(new PopStateEvent("popstate"));
    history.replaceState(history.state, "", href);
  }

  function calm() {
    clearTimeout(timer);
    runs.disconnect();
  }
}
