/**
 * The menu on screens too narrow for it and a figure: it is folded until it is asked for.
 */

const NARROW = "(768px < width < 1200px)";
const OPEN = "[data-testid=stExpandSidebarButton]";
const CLOSE = "[data-testid=stSidebarCollapseButton] button";

/** Folds the menu where it is narrow, and opens it where there is room again. @param {AbortSignal} signal */
export function foldsMenu(signal) {
  const narrow = matchMedia(NARROW);
  const { dataset } = document.documentElement;
  /** @param {string} button */
  const press = (button) => document.querySelector(button)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));

  if (!("menu" in dataset)) {
    if (narrow.matches) press(CLOSE);
    dataset.menu = "";
  }
  narrow.addEventListener("change", () => press(narrow.matches ? CLOSE : OPEN), { signal });
  document.addEventListener("click", ({ target }) => {
    if (!narrow.matches || !(target instanceof Element)) return;
    const [chosen, beside] = ["[data-testid=stSidebar] a", "[data-testid=stMain]"].map((place) => target.closest(place));
    if (chosen || beside) press(CLOSE);
  }, { signal });
}
