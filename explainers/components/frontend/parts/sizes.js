/**
 * How large elements are, without asking for a layout in the middle of drawing.
 */

/** Pixels of a printed page between its margins, on A4; Letter is wider. */
export const PAPER = 730;
/** How often what is arranged for a width gets another width by it, at most. */
const ROUNDS = 2;

/**
 * @param {[HTMLElement, ...Element[]]} elements the first holds the others
 * @param {() => void} changed called when any of them has another size
 * @param {() => void} draw at once: paper waits for no frame
 */
export function createSizes(elements, changed, draw) {
  const [root] = elements;
  const printing = new AbortController();
  const { signal } = printing;
  /** @type {Map<Element, [number, number]>} */
  const known = new Map();
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) known.set(target, sizeOf(target));
    changed();
  });
  for (const element of elements) observer.observe(element);
  // Of the width of paper no observer hears before it is printed on.
  window.addEventListener("beforeprint", () => fit(`${Math.min(PAPER / paperZoom(root), root.clientWidth)}px`), { signal });
  window.addEventListener("afterprint", () => fit(""), { signal });

  return {
    /**
     * Width and height of one of them, in pixels.
     * @param {Element} element
     */
    of(element) {
      return known.get(element) ?? sizeOf(element);
    },
    stop() {
      observer.disconnect();
      printing.abort();
    },
  };

  /** @param {string} width */
  function fit(width) {
    root.style.width = width;
    for (let round = 0; round < ROUNDS; round++) {
      for (const element of elements) known.set(element, sizeOf(element));
      changed();
    }
    draw();
  }
}

/** How much smaller its page is printed, if it says so. @param {Element} root */
function paperZoom(root) {
  return Number(getComputedStyle(root).getPropertyValue("--paper-zoom")) || 1;
}

/**
 * @param {Element} element
 * @returns {[number, number]}
 */
function sizeOf(element) {
  return [element.clientWidth, element.clientHeight];
}
