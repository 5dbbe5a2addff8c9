/**
 * Keeps the address bar in step with the state on screen, and copies its link.
 *
 * @import { FrontendRenderer, FrontendState } from "@streamlit/component-v2-lib"
 */

/** @typedef {import("./data.d.ts").Data} Data */

/**
 * @typedef {object} Instance
 * @property {HTMLButtonElement} button
 * @property {HTMLInputElement} cover
 * @property {HTMLInputElement} field
 * @property {HTMLElement} said
 * @property {Data} data
 * @property {boolean} wanted whether the reader asked for covered results
 * @property {AbortController} listening
 */

/** Parameters that tell Streamlit how it is embedded: they belong to the frame, not the state. */
const OF_THE_FRAME = ["embed", "embed_options"];

/** Where Community Cloud serves the app inside its own page. */
const INSIDE_CLOUD = /^\/~\/\+(?=\/)/;

/** @type {WeakMap<Node, Instance>} */
const instances = new WeakMap();

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

/** @param {Instance} instance */
async function copy(instance) {
  const { field, said, cover, data } = instance;
  const text = shareable(location, (cover.checked && data.covered) || data.query);
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    field.hidden = true;
    said.textContent = "Copied";
  } catch {
    field.value = text;
    field.hidden = false;
    field.focus();
    field.select();
    said.textContent = "The link is selected: copy it from here";
  }
}

/** @param {Instance} instance */
function forget({ field, said }) {
  field.hidden = true;
  said.textContent = "";
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
 * @param {HTMLElement | ShadowRoot} parent
 * @param {Data} data
 * @returns {Instance}
 */
function mount(parent, data) {
  /** @type {Instance} */
  const instance = {
    button: find(parent, "button", HTMLButtonElement),
    cover: find(parent, "input[type=checkbox]", HTMLInputElement),
    field: find(parent, "input.address", HTMLInputElement),
    said: find(parent, "[role=status]", HTMLElement),
    data,
    wanted: false,
    listening: new AbortController(),
  };
  const { signal } = instance.listening;
  instance.button.addEventListener("click", () => void copy(instance), { signal });
  instance.cover.addEventListener(
    "change",
    () => {
      instance.wanted = instance.cover.checked;
      forget(instance);
    },
    { signal },
  );
  // The app has shortcuts of its own for single letters.
  instance.field.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
  return instance;
}

/** @type {FrontendRenderer<FrontendState, Data>} */
export default function link({ data, parentElement }) {
  let instance = instances.get(parentElement);
  if (!instance) {
    instance = mount(parentElement, data);
    instances.set(parentElement, instance);
  }
  if (instance.data.query !== data.query) forget(instance);
  instance.data = data;
  const covered = data.query === data.covered;
  instance.cover.checked = covered || instance.wanted;
  instance.cover.disabled = covered;
  find(parentElement, "label", HTMLLabelElement).hidden = data.covered === null;
  keepInStep(data.query);
  return () => {
    if (parentElement.isConnected) return;
    instances.get(parentElement)?.listening.abort();
    instances.delete(parentElement);
  };
}
