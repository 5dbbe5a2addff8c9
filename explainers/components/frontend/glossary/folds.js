/**
 * Sections that phones show folded below their headings, one or several in an element. A tap or a key on the heading opens and
 * closes one; what is looked for in the page, or linked to, opens the section that holds it.
 *
 * They are folded before this is here, by the frame's style sheet, and print whole.
 */

const PHONE = "(width <= 640px)";
const SECTION = "[class*=st-key-folded-]";
const NAME = "h2 [data-heading-text]";

/** @param {AbortSignal} signal */
export function foldsSections(signal) {
  const phone = matchMedia(PHONE);
  /** What the address leads to, until it has come. */
  let sought = linked();
  /** Names of what is open, by the element that holds it: what the server says anew stays open.
   * @type {WeakMap<Element, Set<string | null>>} */
  const opened = new WeakMap();

  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watch.disconnect());
  phone.addEventListener("change", look, { signal });
  window.addEventListener("hashchange", () => {
    sought = linked();
    look();
  }, { signal });
  document.addEventListener("beforematch", ({ target }) => {
    const found = target instanceof Element && holding(target);
    if (found) show(found, true);
  }, { signal });
  document.addEventListener("click", press, { signal });
  document.addEventListener("keydown", press, { signal });
  look();

  /** Sections come and go with what the server says. */
  function look() {
    for (const section of document.querySelectorAll(SECTION)) {
      section.toggleAttribute("data-folds", true);
      for (const name of names(section)) show(name, isOpen(name));
    }
    const place = sought && document.getElementById(sought);
    if (!place) return;
    sought = "";
    const name = holding(place);
    if (!phone.matches || !name || isOpen(name)) return;
    show(name, true);
    place.scrollIntoView();
  }

  /** @param {Element} name */
  function isOpen(name) {
    const section = name.closest(SECTION);
    return section !== null && Boolean(opened.get(section)?.has(name.textContent));
  }

  /** @param {Element} name @param {boolean} open */
  function show(name, open) {
    const section = /** @type {Element} */ (name.closest(SECTION));
    const known = opened.get(section) ?? new Set();
    opened.set(section, known);
    if (open) known.add(name.textContent);
    else known.delete(name.textContent);
    if (name === names(section).at(-1)) section.toggleAttribute("data-open", open);
    const states = { role: "button", tabindex: "0", "aria-expanded": String(open) };
    for (const [attribute, state] of Object.entries(states)) {
      if (phone.matches) name.setAttribute(attribute, state);
      else name.removeAttribute(attribute);
    }
    for (const part of below(name, section)) {
      if (phone.matches && !open) part.setAttribute("hidden", "until-found");
      else part.removeAttribute("hidden");
    }
  }

  /** @param {MouseEvent | KeyboardEvent} event */
  function press(event) {
    if (!phone.matches || !(event.target instanceof Element)) return;
    if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
    const name = event.target.closest(NAME);
    const section = name?.closest(SECTION);
    if (!name || !section || !names(section).includes(name)) return;
    event.preventDefault();
    show(name, !isOpen(name));
  }
}

/** The names of the sections that one element holds. @param {Element} section */
function names(section) {
  return [...section.firstElementChild?.querySelectorAll(NAME) ?? []];
}

/** The name of the section that a place is in. @param {Element} place */
function holding(place) {
  const section = place.closest(SECTION);
  return section && names(section).find((name) => {
    const parts = [name.closest("h2") ?? name, ...below(name, section)];
    return parts.some((part) => part.contains(place) || place.contains(name));
  });
}

/**
 * All of a section that stands below its name, up to the next name: text in the same element, and
 * elements after it, which may come later.
 * @param {Element} name
 * @param {Element} section
 */
function below(name, section) {
  const parts = [];
  /** @type {Element} */
  let at = name.closest("h2") ?? name;
  for (; at !== section && at.parentElement; at = at.parentElement) {
    for (let next = at.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.matches("h2, :has(> h2)")) return parts;
      parts.push(next);
    }
  }
  return parts;
}

/** The name of the place that the address leads to, as it stands where it is no text. */
function linked() {
  const name = location.hash.slice(1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
