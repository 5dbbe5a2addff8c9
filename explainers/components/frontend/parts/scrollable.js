/**
 * What scrolls can be reached by keys: it takes the focus, but only while it scrolls and holds
 * nothing else that does.
 */

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]:not([tabindex='-1'])";

/** @param {Element} element whose size, or that of what it holds, has changed */
export function reachable(element) {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  const scrolls = scrollWidth > clientWidth || scrollHeight > clientHeight;
  if (scrolls && !element.querySelector(FOCUSABLE)) element.setAttribute("tabindex", "0");
  else element.removeAttribute("tabindex");
}

/**
 * Elements of the page, which come and go.
 * @param {string} selector of those that may scroll
 * @param {AbortSignal} signal
 */
export function keepReachable(selector, signal) {
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => reachable(target)));
  /** @type {Set<Element>} */
  let known = new Set();
  const look = () => {
    const now = new Set(document.querySelectorAll(selector));
    for (const element of now) {
      // What it holds may have come after it, and left its own size as it was.
      if (known.has(element)) reachable(element);
      else sizes.observe(element);
    }
    for (const element of known) if (!now.has(element)) sizes.unobserve(element);
    known = now;
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true });
  look();
  signal.addEventListener("abort", () => {
    watch.disconnect();
    sizes.disconnect();
  });
}
