/**
 * How large elements are, without asking for a layout in the middle of drawing.
 */

/**
 * @param {Element[]} elements
 * @param {() => void} changed called when any of them has another size
 */
export function createSizes(elements, changed) {
  /** @type {Map<Element, [number, number]>} */
  const known = new Map();
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) known.set(target, sizeOf(target));
    changed();
  });
  for (const element of elements) observer.observe(element);

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
    },
  };
}

/**
 * @param {Element} element
 * @returns {[number, number]}
 */
function sizeOf(element) {
  return [element.clientWidth, element.clientHeight];
}
