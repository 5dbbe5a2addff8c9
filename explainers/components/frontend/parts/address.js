/**
 * Addresses: the one in the bar, and the one that others can open.
 */

/** Presents the page: no more than its figure. */
export const PRESENT = "present";

/** Parameters that say how the page is shown: they belong to the frame, not the state. */
export const OF_THE_FRAME = ["embed", "embed_options", "ask", "hide", "lock", PRESENT];

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

const RESTATED = "push-and-pull-restated";

/** Tell the link of the page of a state that it is not sent. @param {string} query */
export function restate(query) {
  document.dispatchEvent(new CustomEvent(RESTATED, { detail: query }));
}

/**
 * Hear of such a state.
 *
 * @param {(query: string) => void} take
 * @param {AbortSignal} signal
 */
export function onRestated(take, signal) {
  document.addEventListener(RESTATED, (event) => {
    if (event instanceof CustomEvent) take(String(event.detail));
  }, { signal });
}

/**
 * Tells whether what comes is news: the first is not, which the link knows by itself, and nothing
 * that comes again, as all does when a theme changes.
 *
 * @returns {(query: string) => boolean}
 */
export function createNews() {
  /** @type {string | null} */
  let last = null;
  return (query) => {
    const news = last !== null && query !== last;
    last = query;
    return news;
  };
}

/** The state on screen: as Python last sent it anew, or as it has been restated since. */
export function createKnown() {
  let [sent, now] = ["", ""];
  return {
    /** @param {string} query @returns {string} */
    send(query) {
      if (query !== sent) now = query;
      sent = query;
      return now;
    },
    /** @param {string} query @returns {string} */
    restate(query) {
      now = query;
      return now;
    },
  };
}

/** The name of the page that is open. @param {{ pathname: string }} here */
export function pageAt({ pathname }) {
  return pathname.split("/").pop() || "home";
}

/**
 * The state in an address, as a query string without the question mark.
 *
 * @param {{ search: string }} here
 */
export function stateIn({ search }) {
  const parameters = [...new URLSearchParams(search)].filter(([name]) => !OF_THE_FRAME.includes(name));
  return new URLSearchParams(parameters).toString();
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
