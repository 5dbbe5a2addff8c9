/**
 * How Streamlit's calls reach what is mounted: one instance for each place.
 */

import { themeOf } from "./tools.js";

/** @typedef {(name: string, value: unknown) => void} Send */

/**
 * The default export of a component.
 * @template Data
 * @template {{ root: HTMLElement, update: (data: Data) => void, destroy: () => void }} Instance
 * @param {(parent: HTMLElement | ShadowRoot, send: Send, first: Data) => Instance} create
 * @returns {(args: import("@streamlit/component-v2-lib").FrontendRendererArgs<Record<string, unknown>, Data>) => () => void}
 */
export function mounted(create) {
  /** @type {WeakMap<object, { instance: Instance, send: Send }>} */
  const places = new WeakMap();
  return ({ data, parentElement, setStateValue }) => {
    let place = places.get(parentElement);
    if (!place) {
      /** @type {Send} to Python, as it last came */
      const send = (name, value) => places.get(parentElement)?.send(name, value);
      place = { instance: create(parentElement, send, data), send: setStateValue };
      places.set(parentElement, place);
    }
    place.send = setStateValue;
    const { instance } = place;
    instance.root.dataset.theme = themeOf(instance.root);
    instance.update(data);
    return () => {
      if (instance.root.isConnected) return;
      instance.destroy();
      places.delete(parentElement);
    };
  };
}
