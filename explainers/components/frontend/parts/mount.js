/**
 * How Streamlit's calls reach what is mounted: one instance for each place, whose style sheet comes
 * with its script, so that nothing is drawn undressed. Until then its own markup stands there.
 */

import { themeOf } from "./tools.js";

/** @typedef {(name: string, value: unknown) => void} Send */

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * The default export of a component.
 * @template Data
 * @template {{ root: HTMLElement, update: (data: Data) => void, destroy: () => void }} Instance
 * @param {(parent: HTMLElement | ShadowRoot, send: Send, first: Data) => Instance} create
 * @returns {(args: import("@streamlit/component-v2-lib").FrontendRendererArgs<Record<string, unknown>, [Data]>) => () => void}
 */
export function mounted(create) {
  /** @type {WeakMap<object, { instance: Instance | null, send: Send, data: Data }>} */
  const places = new WeakMap();
  return ({ data: [data], parentElement, setStateValue }) => {
    const known = places.get(parentElement);
    const place = known ?? { instance: null, send: setStateValue, data };
    Object.assign(place, { send: setStateValue, data });
    places.set(parentElement, place);
    if (place.instance) take();
    else if (!known) begin();
    return () => {
      const root = place.instance?.root ?? parentElement;
      if (root.isConnected) return;
      place.instance?.destroy();
      places.delete(parentElement);
    };

    function begin() {
      if (!parentElement.isConnected) return;
      dress(parentElement);
      /** @type {Send} to Python, as it last came */
      const send = (name, value) => place.send(name, value);
      place.instance = create(parentElement, send, place.data);
      place.instance.root.removeAttribute("aria-busy");
      take();
    }

    function take() {
      const { instance } = place;
      if (!instance) return;
      instance.root.dataset.theme = themeOf(instance.root);
      instance.update(place.data);
    }
  };
}

/**
 * Gives a figure the looks that came in its bundle; all places of it have one sheet in common.
 * @param {HTMLElement | ShadowRoot} parent
 */
function dress(parent) {
  if (typeof STYLE === "undefined" || !(parent instanceof ShadowRoot)) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  parent.adoptedStyleSheets = [sheet];
}
