/**
 * Pointers and keys, turned into a press, moves and a release.
 */

/**
 * @typedef {object} Gesture
 * @property {() => void} press
 * @property {(dx: number, dy: number) => void} move pixels since the press, to the right and down
 * @property {() => void} release
 * @property {() => void} [tap] after a release that ends where it was pressed; so little moves nothing then
 */

/**
 * Calls back while a pointer that was pressed on an element moves, wherever it goes. Only
 * the first pointer counts, and only its main button.
 * @param {Element} element
 * @param {Gesture} gesture
 * @param {AbortSignal} signal
 */
export function onDrag(element, gesture, signal) {
  /** @type {number | null} */
  let pointer = null;
  let [x, y] = [0, 0];
  let [waits, stays] = [false, false];
  /** Pixels of the screen to one of the figure. */
  let zoom = 1;

  listen("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return;
    pointer = event.pointerId;
    [x, y] = [event.clientX, event.clientY];
    // A finger that may be about to scroll the page moves nothing until it has gone sideways.
    waits = event.pointerType === "touch" && getComputedStyle(element).touchAction === "pan-y";
    stays = true;
    zoom = element.currentCSSZoom ?? 1;
    element.setPointerCapture(pointer);
    event.preventDefault();
    if (element instanceof HTMLElement || element instanceof SVGElement) element.focus();
    gesture.press();
  });
  listen("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const [dx, dy] = [(event.clientX - x) / zoom, (event.clientY - y) / zoom];
    stays &&= Math.hypot(dx, dy) <= STILL;
    if ((waits && !isSideways(dx, dy)) || (stays && gesture.tap)) return;
    waits = false;
    gesture.move(dx, dy);
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
    listen(end, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      gesture.release();
      if (end === "pointerup" && stays) gesture.tap?.();
    });
  }

  /**
   * @param {"pointerdown" | "pointermove" | "pointerup" | "pointercancel" | "lostpointercapture"} type
   * @param {(event: PointerEvent) => void} listener
   */
  function listen(type, listener) {
    element.addEventListener(type, /** @type {EventListener} */ (listener), { signal });
  }
}

/**
 * Where on an element an event is, in pixels of the figure from its left edge.
 * @param {Element} element
 * @param {MouseEvent} event
 */
export function leftOf(element, { clientX }) {
  return (clientX - element.getBoundingClientRect().left) / (element.currentCSSZoom ?? 1);
}

/**
 * What a pointer leads along an element.
 * @typedef {object} Course
 * @property {() => void} [press]
 * @property {(x: number) => void} to where it is, from the left edge
 * @property {() => void} [release]
 */

/**
 * Calls back for the place at which an element is pressed, and for where the pointer goes from there.
 * A finger that is put down may be about to scroll: it says so by a tap, or by going sideways.
 * @param {Element} element
 * @param {Course} course
 * @param {AbortSignal} signal
 */
export function onCourse(element, { press = () => {}, to, release = () => {} }, signal) {
  let [from, touched] = [0, false];
  element.addEventListener("pointerdown", (given) => {
    const event = /** @type {PointerEvent} */ (given);
    from = leftOf(element, event);
    touched = event.pointerType === "touch";
  }, { signal, capture: true });
  element.addEventListener("click", () => {
    if (!touched) return;
    press();
    to(from);
    release();
  }, { signal });
  onDrag(element, {
    press: () => {
      press();
      if (!touched) to(from);
    },
    move: (dx) => to(from + dx),
    release,
  }, signal);
}

/**
 * Whether a finger has gone far enough to the side for a drag, and not up or down to scroll.
 * @param {number} dx
 * @param {number} dy
 */
export function isSideways(dx, dy) {
  return Math.abs(dx) > Math.max(SIDEWAYS, Math.abs(dy));
}

/** In pixels; within the second a press stays where it is. */
const [SIDEWAYS, STILL] = [6, 3];

/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * How far a key moves a handle to the right and up, in units of what it moves (`unitOf`); null if
 * the key is not for handles. Arrows 0.1, with Shift 0.01; PageUp and PageDown 1.
 * @param {KeyboardEvent} event
 * @returns {[number, number] | null}
 */
export function keyStep(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === "PageUp") return [0, 1];
  if (event.key === "PageDown") return [0, -1];
  const arrow = ARROWS[event.key];
  const step = event.shiftKey ? 0.01 : 0.1;
  return arrow ? [arrow[0] * step, arrow[1] * step] : null;
}

/**
 * Calls back for each key that moves a handle; plain keys stay with it.
 * @param {Element} element
 * @param {(step: [number, number]) => void} act by units
 * @param {AbortSignal} signal
 * @param {(end: 0 | 1) => void} [toEnd] for Home and End, where there are ends
 */
export function onKeys(element, act, signal, toEnd) {
  element.addEventListener(
    "keydown",
    (given) => {
      const event = /** @type {KeyboardEvent} */ (given);
      keepKey(event);
      const step = keyStep(event);
      const end = ENDS[event.key];
      if (step) act(step);
      else if (toEnd && end !== undefined) toEnd(end);
      else return;
      event.preventDefault();
    },
    { signal },
  );
}

/** @type {Record<string, 0 | 1>} */
const ENDS = { Home: 0, End: 1 };

/**
 * Keeps plain keys from the app's own shortcuts while a handle has the focus.
 * @param {KeyboardEvent} event
 */
export function keepKey(event) {
  if (event.key !== "Tab" && !event.altKey && !event.ctrlKey && !event.metaKey) event.stopPropagation();
}
