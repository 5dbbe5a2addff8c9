/**
 * Keeps the address bar in step with the state on screen, and the page with the address when its
 * server is another; copies the link, and saves a picture of the figure that has this state.
 */

import { addressBar, createKnown, onRestated, pageAt, shareable } from "../parts/address.js";
import { comesBack } from "../parts/connection.js";
import { predicted } from "../parts/predicted.js";
import { mounted } from "../parts/mount.js";
import { CHART, saving } from "../saving/buttons.js";
import { FIGURE } from "../saving/words.js";
import { foldsMenu } from "./menu.js";
import { fitsPaper } from "./paper.js";
import { presents } from "./present.js";
import { shows } from "./show.js";
import { LINK } from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */

/** @param {string} query */
function keepInStep(query) {
  const wanted = addressBar(location, query);
  if (wanted === `${location.pathname}${location.search}${location.hash}`) return;
  try {
    history.replaceState(history.state, "", wanted);
  } catch {
    // Browsers refuse very frequent changes; the next one will carry this one's state.
  }
}

/**
 * @template {Element} T
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
function find(parent, selector, kind) {
  const found = parent.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the link's markup lacks ${selector}`);
  return found;
}

/**
 * The figure of the page, which stands in a shadow root of its own, or its first chart.
 * @returns {import("../saving/buttons.js").Subject | null}
 */
function theFigure() {
  const hosts = [...document.querySelectorAll("*")];
  const figures = hosts.map(({ shadowRoot }) => shadowRoot?.querySelector("[data-figure]"));
  const element = figures.find(Boolean) ?? document.querySelector(CHART);
  return element ? { element, title: document.title, file: pageAt(location) } : null;
}

export default mounted(createLink);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/mount.js").Send} send
 * @param {Data} first
 */
function createLink(parent, send, first) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = find(parent, ".row", HTMLElement);
  const said = find(root, "[role=status]", HTMLElement);
  const ask = find(root, ".ask", HTMLAnchorElement);
  const forClass = find(root, ".for-class", HTMLButtonElement);
  const field = find(parent, "input.address", HTMLInputElement);
  /** @type {Data} */
  let data = { query: "", guesses: first.guesses, asks: "", place: null, lecture: "" };

  find(root, ".copy", HTMLButtonElement).addEventListener("click", () => void copy(), { signal });
  // The app has shortcuts of its own for single letters.
  forClass.addEventListener("click", () => send("gesture", { asked: Date.now() }), { signal });
  field.addEventListener("keydown", (event) => event.stopPropagation(), { signal });

  const known = createKnown();
  onRestated((query) => take({ ...data, query: known.restate(query) }), signal);
  comesBack(signal);
  foldsMenu(signal);
  fitsPaper(signal);
  root.insertBefore(presents(root, signal), said);
  const lecture = shows({
    go: (by) => send("gesture", { turn: by, at: Date.now() }),
    resume: (kept) => send("gesture", { ...kept, at: Date.now() }),
    page: () => pageAt(location),
  }, signal);
  root.prepend(lecture.element);
  root.insertBefore(saving(FIGURE, theFigure, link, signal), said);

  return { root, update, destroy: () => abort.abort() };

  function link() {
    return shareable(location, data.query);
  }

  /** @param {Data} next */
  function update(next) {
    take({ ...next, query: known.send(next.query) });
  }

  /** @param {Data} next */
  function take(next) {
    if (data.query !== next.query) forget();
    for (let k = data.guesses; k < next.guesses; k += 1) predicted(pageAt(location));
    data = next;
    keepInStep(data.query);
    lecture.update(data);
    ask.href = `room?${data.asks}`;
  }

  async function copy() {
    const text = link();
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      field.hidden = true;
      said.textContent = LINK.copied;
    } catch {
      field.value = text;
      field.hidden = false;
      field.focus();
      field.select();
      said.textContent = LINK.selected;
    }
  }

  function forget() {
    field.hidden = true;
    said.textContent = "";
  }
}
