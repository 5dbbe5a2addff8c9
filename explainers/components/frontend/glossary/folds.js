/**
 * Sections that phones show folded below their headings. A tap or a key on the heading opens and
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

  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watch.disconnect());
  phone.addEventListener("change", look, { signal });
  window.addEventListener("hashchange", () => {
    sought = linked();
    look();
  }, { signal });
  document.addEventListener("beforematch", ({ target }) => {
    const section = target instanceof Element && target.closest(SECTION);
    if (section) show(section, true);
  }, { signal });
  document.addEventListener("click", press, { signal });
  document.addEventListener("keydown", press, { signal });
  look();

  /** Sections come and go with what the server says. */
  function look() {
    for (const section of document.querySelectorAll(SECTION)) show(section, section.hasAttribute("data-open"));
    const place = sought && document.getElementById(sought);
    if (!place) return;
    sought = "";
    const section = place.closest(SECTION);
    if (!phone.matches || !section || section.hasAttribute("data-open")) return;
    show(section, true);
    place.scrollIntoView();
  }

  /** @param {Element} section @param {boolean} open */
  function show(section, open) {
    const name = section.querySelector(NAME);
    section.toggleAttribute("data-open", open);
    const states = { role: "button", tabindex: "0", "aria-expanded": String(open) };
    for (const [attribute, state] of Object.entries(states)) {
      if (phone.matches) name?.setAttribute(attribute, state);
      else name?.removeAttribute(attribute);
    }
    for (const part of name ? below(name, section) : []) {
      if (phone.matches && !open) part.setAttribute("hidden", "until-found");
      else part.removeAttribute("hidden");
    }
  }

  /** @param {MouseEvent | KeyboardEvent} event */
  function press(event) {
    if (!phone.matches || !(event.target instanceof Element)) return;
    if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
    const section = event.target.closest(NAME)?.closest(SECTION);
    if (!section) return;
    event.preventDefault();
    show(section, !(section.hasAttribute("data-open")));
  }
}

/**
 * All of a section that stands below its name: text in the same element, and elements after it,
 * which may come later.
 * @param {Element} name
 * @param {Element} section
 */
function below(name, section) {
  const parts = [];
  /** @type {Element} */
  let at = name.closest("h2") ?? name;
  for (; at !== section && at.parentElement; at = at.parentElement) {
    for (let next = at.nextElementSibling; next; next = next.nextElementSibling) parts.push(next);
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
