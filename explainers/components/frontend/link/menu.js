/**
 * The menu on screens too narrow for it and a figure: it is folded until it is asked for.
 */

const [NARROW, WIDE] = ["(768px < width < 1200px)", "(width >= 1200px)"];
const OPEN = "[data-testid=stExpandSidebarButton]";
const CLOSE = "[data-testid=stSidebarCollapseButton] button";

/** Folds the menu where it is narrow, and opens it where there is room again. @param {AbortSignal} signal */
export function foldsMenu(signal) {
  const [narrow, wide] = [NARROW, WIDE].map((query) => matchMedia(query));
  const { dataset } = document.documentElement;
  /** @param {string} button */
  const press = (button) => document.querySelector(button)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));

  // The menu comes after the figure; in another page's frame it never comes.
  const comes = new MutationObserver(begin);
  const framed = new URLSearchParams(location.search).get("embed") === "true";
  if (!("menu" in dataset) && !framed) {
    comes.observe(document.body, { childList: true, subtree: true });
    signal.addEventListener("abort", () => comes.disconnect());
    begin();
  }
  wide.addEventListener("change", () => press(wide.matches ? OPEN : CLOSE), { signal });
  document.addEventListener("click", ({ target }) => {
    if (!narrow.matches || !(target instanceof Element)) return;
    const [chosen, beside] = ["[data-testid=stSidebar] a", "[data-testid=stMain]"].map((place) => target.closest(place));
    if (chosen || beside) press(CLOSE);
  }, { signal });

  function begin() {
    if (!document.querySelector(CLOSE)) return;
    comes.disconnect();
    if (narrow.matches) press(CLOSE);
    dataset.menu = "";
  }
}
