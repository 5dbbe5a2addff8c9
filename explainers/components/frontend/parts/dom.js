/**
 * Small helpers around the DOM: make an element, change only what differs.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** @type {WeakMap<Element, Map<string, string>>} */
const known = new WeakMap();

/**
 * Sets an attribute, or the text under the name "text", if it has changed.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function set(element, name, value) {
  let written = known.get(element);
  if (!written) known.set(element, (written = new Map()));
  if (written.get(name) === value) return;
  written.set(name, value);
  if (name === "text") element.textContent = value;
  else element.setAttribute(name, value);
}

/**
 * Shows or hides an element.
 * @param {Element} element
 * @param {boolean} visible
 */
export function show(element, visible) {
  if (visible) {
    if (element.hasAttribute("hidden")) element.removeAttribute("hidden");
  } else if (!element.hasAttribute("hidden")) element.setAttribute("hidden", "");
}

/**
 * Calls back once the page has an element: at once, or when it comes.
 * @param {string} selector
 * @param {() => void} then
 * @param {AbortSignal} signal
 */
export function onceThere(selector, then, signal) {
  if (document.querySelector(selector)) return then();
  const watch = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    watch.disconnect();
    then();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watch.disconnect());
}
