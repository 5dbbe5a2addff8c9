/**
 * The words of a page under hands. What scrolls can be reached by keys; phones open sections. A
 * term shows its entry beside it: on hover, on focus, by a press and by a tap; neither the address
 * nor the history changes, and without this the link leads to the cheat sheet.
 */

import { html } from "../parts/dom.js";
import { mounted } from "../parts/mount.js";
import { keepReachable } from "../parts/scrollable.js";
import { HEARD, LINK, anchorOf, dress } from "../parts/terms.js";
import { foldsSections } from "./folds.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Entry} Entry */

/** Milliseconds for which a pointer rests on a term before its entry comes, and leaves before it goes. */
const [COMES, GOES] = [250, 200];
/** Pixels between an entry and its term, and between it and the edge of the window. */
const [APART, EDGE] = [6, 8];

/** What of the words on a page may be wider than the page: code and tables. */
const SCROLLING = "[data-testid=stMain] :is(pre, [class*=-wide-table], [data-testid=stTable] div, .katex-display)";

export default mounted(createGlossary);

/** @param {HTMLElement | ShadowRoot} parent */
function createGlossary(parent) {
  const abort = new AbortController();
  const root = /** @type {HTMLElement} */ (parent.querySelector(".glossary"));
  const name = html("b");
  const words = html("span");
  root.replaceChildren(name, words);
  // What describes a link must stand in the same tree as the link.
  const described = html("div", { hidden: "" });
  document.body.append(described);
  /** @type {Map<string, Entry>} */
  let entries = new Map();
  /** @type {HTMLElement | null} the term whose entry is shown */
  let open = null;
  /** Whether it stays until it is pressed again. */
  let pinned = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const watch = new MutationObserver(() => {
    if (open && !open.isConnected) close();
    dressAll();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  keepReachable(SCROLLING, abort.signal);
  foldsSections(abort.signal);
  document.addEventListener(HEARD, hear, { signal: abort.signal });
  root.addEventListener("pointerenter", () => clearTimeout(timer), { signal: abort.signal });
  root.addEventListener("pointerleave", leave, { signal: abort.signal });
  listen("pointerdown", (event) => {
    if (open && termOf(event) !== open && !event.composedPath().includes(root)) close();
  });
  listen("click", press);
  listen("keydown", key);
  listen("scroll", place);
  window.addEventListener("resize", place, { signal: abort.signal });

  return { root, update, destroy };

  /** @param {Data} data */
  function update(data) {
    entries = new Map(data.entries.map((entry) => [entry.anchor, entry]));
    described.replaceChildren(...data.entries.map((entry) => html("p", { id: `glossary-${entry.anchor}` }, entry.words)));
    dressAll();
  }

  function destroy() {
    abort.abort();
    watch.disconnect();
    clearTimeout(timer);
    described.remove();
  }

  function dressAll() {
    for (const link of document.querySelectorAll(`${LINK}:not([aria-expanded])`)) {
      if (!entries.has(anchorOf(link))) continue;
      dress(link);
      link.setAttribute("aria-describedby", `glossary-${anchorOf(link)}`);
    }
  }

  /**
   * Before figures, which keep their keys to themselves.
   * @template {keyof DocumentEventMap} K
   * @param {K} type
   * @param {(event: DocumentEventMap[K]) => void} then
   */
  function listen(type, then) {
    document.addEventListener(type, then, { signal: abort.signal, capture: true });
  }

  /** The term that an event is about, in a figure, too. @param {Event} event */
  function termOf(event) {
    const link = event.composedPath().find((node) => node instanceof HTMLElement && node.matches(LINK));
    return link instanceof HTMLElement && entries.has(anchorOf(link)) ? link : null;
  }

  /** @param {Event} event */
  function hear(event) {
    const term = termOf(event);
    const { detail } = /** @type {CustomEvent<Event>} */ (event);
    if (!term) return;
    if (detail.type === "focus" && term.matches(":focus-visible")) show(term, false);
    else if (detail.type === "blur" && term === open) close();
    // A finger that taps is over a term, too.
    if (!(detail instanceof PointerEvent) || detail.pointerType === "touch") return;
    if (detail.type === "pointerleave") leave();
    else {
      clearTimeout(timer);
      if (term !== open) timer = setTimeout(() => show(term, false), COMES);
    }
  }

  /** The pointer has left a term, or its entry. */
  function leave() {
    clearTimeout(timer);
    if (open && !pinned) timer = setTimeout(close, GOES);
  }

  /** @param {MouseEvent} event */
  function press(event) {
    const term = termOf(event);
    // Whoever asks for a new tab gets one.
    if (!term || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const byKey = event.detail === 0;
    if (open === term && (pinned || byKey)) close();
    else show(term, true);
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    const term = termOf(event);
    if (event.key === "Escape" && open) close();
    else if (event.key === " " && term) term.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {HTMLElement} term
   * @param {boolean} stays
   */
  function show(term, stays) {
    clearTimeout(timer);
    if (open && open !== term) close();
    const entry = /** @type {Entry} */ (entries.get(anchorOf(term)));
    [open, pinned] = [term, stays];
    name.textContent = entry.name;
    words.textContent = ` ${entry.words}`;
    term.setAttribute("aria-expanded", "true");
    if (term.getRootNode() !== document) term.setAttribute("aria-description", entry.words);
    if (!root.matches(":popover-open")) root.showPopover();
    place();
  }

  function close() {
    clearTimeout(timer);
    open?.setAttribute("aria-expanded", "false");
    open = null;
    if (root.matches(":popover-open")) root.hidePopover();
  }

  /** Below the term, or above it where there is no room, and never beyond the window. */
  function place() {
    if (!open) return;
    const { left, top, bottom } = open.getClientRects()[0] ?? open.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) {
      close();
      return;
    }
    const { offsetWidth: width, offsetHeight: height } = root;
    const right = document.documentElement.clientWidth - width - EDGE;
    const below = bottom + APART;
    root.style.left = `${Math.max(EDGE, Math.min(left, right))}px`;
    root.style.top = `${below + height <= innerHeight - EDGE ? below : Math.max(EDGE, top - APART - height)}px`;
  }
}
