/**
 * Keeps the address bar in step with the state on screen, and copies its link.
 */

import { mounted } from "../parts/mount.js";

/** @typedef {import("./data.d.ts").Data} Data */

/** Parameters that tell Streamlit how it is embedded: they belong to the frame, not the state. */
const OF_THE_FRAME = ["embed", "embed_options"];

/** In seconds. */
const YEAR = 31_536_000;

const COPIED = "Copied";
const SELECTED = "The link is selected: copy it from here";

/** Where Community Cloud serves the app inside its own page. */
const INSIDE_CLOUD = /^\/~\/\+(?=\/)/;

/**
 * What the address bar should hold, relative to its origin.
 *
 * @param {{ pathname: string, search: string, hash: string }} here
 * @param {string} query
 */
export function addressBar({ pathname, search, hash }, query) {
  const ofTheFrame = [...new URLSearchParams(search)].filter(([name]) =>
    OF_THE_FRAME.includes(name),
  );
  const kept = new URLSearchParams(ofTheFrame).toString();
  return `${pathname}?${query}${kept && `&${kept}`}${hash}`;
}

/**
 * The link that others can open.
 *
 * @param {{ origin: string, pathname: string }} here
 * @param {string} query
 */
export function shareable({ origin, pathname }, query) {
  return `${origin}${pathname.replace(INSIDE_CLOUD, "")}?${query}`;
}

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
 * What of two records of lessons holds together: all that were opened, and answered in either.
 *
 * @param {string} one lessons with a dot between two, and a star after each that was answered
 * @param {string} other
 */
export function together(one, other) {
  const all = `${one}.${other}`.split(".").filter(Boolean);
  const answered = new Set(all.filter((name) => name.endsWith("*")));
  const names = new Set(all.map((name) => name.replace("*", "")));
  return [...names].map((name) => (answered.has(`${name}*`) ? `${name}*` : name)).join(".");
}

/** Other sessions of this browser may have gone on meanwhile. @param {string} progress */
function keepProgress(progress) {
  const kept = document.cookie.match(/(?:^|; )progress=([a-z_.*]*)/)?.[1] ?? "";
  const wanted = together(kept, progress);
  if (wanted !== kept) document.cookie = `progress=${wanted}; max-age=${YEAR}; path=/; samesite=lax`;
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

export default mounted(createLink);

/** @param {HTMLElement | ShadowRoot} parent */
function createLink(parent) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = find(parent, ".row", HTMLElement);
  const cover = find(root, "input[type=checkbox]", HTMLInputElement);
  const label = find(root, "label", HTMLLabelElement);
  const said = find(root, "[role=status]", HTMLElement);
  const field = find(parent, "input.address", HTMLInputElement);
  /** @type {Data} */
  let data = { query: "", covered: null, progress: "" };
  /** Whether the reader asked for covered results. */
  let wanted = false;

  find(root, "button", HTMLButtonElement).addEventListener("click", () => void copy(), { signal });
  cover.addEventListener("change", () => {
    wanted = cover.checked;
    forget();
  }, { signal });
  // The app has shortcuts of its own for single letters.
  field.addEventListener("keydown", (event) => event.stopPropagation(), { signal });

  return { root, update, destroy: () => abort.abort() };

  /** @param {Data} next */
  function update(next) {
    if (data.query !== next.query) forget();
    data = next;
    const covered = data.query === data.covered;
    cover.checked = covered || wanted;
    cover.disabled = covered;
    label.hidden = data.covered === null;
    keepInStep(data.query);
    keepProgress(data.progress);
  }

  async function copy() {
    const text = shareable(location, (cover.checked && data.covered) || data.query);
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      field.hidden = true;
      said.textContent = COPIED;
    } catch {
      field.value = text;
      field.hidden = false;
      field.focus();
      field.select();
      said.textContent = SELECTED;
    }
  }

  function forget() {
    field.hidden = true;
    said.textContent = "";
  }
}
