/**
 * Points and vectors that are moved in a plane, by pointer and by keys.
 */

import { grain, snapped, stepped } from "./geometry.js";
import { onDrag, onKeys } from "./hands.js";

/** As far as a coordinate goes. */
export const LARGEST = 1e6;

/**
 * What is moved, and in which plane.
 * @typedef {object} Point
 * @property {() => number[]} get all its coordinates
 * @property {(to: number[]) => void} move
 * @property {() => [number, number]} [pair] the two that the plane shows; twice the same on a
 *   line. Without it, the first two.
 * @property {() => number} whole what the plane spans, in data units
 * @property {() => number} width of the plane, in pixels
 * @property {number} [far] the largest coordinate
 * @property {() => void} press
 * @property {() => void} release
 * @property {() => void} nudged called after a key
 */

/**
 * @param {Element} element its handle
 * @param {Point} point
 * @param {AbortSignal} signal
 */
export function onPoint(element, { get, move, pair = () => [0, 1], whole, width, far = LARGEST, press, release, nudged }, signal) {
  /** @type {number[]} */
  let start = [];
  /** @param {number} across @param {number} up as parts of the plane */
  const shift = (across, up) => {
    const span = whole();
    const step = grain(span);
    const next = [...start];
    const [a, b] = pair();
    next[a] = bounded(snapped(start[a] + across * span, step), far);
    if (a !== b) next[b] = bounded(snapped(start[b] + up * span, step), far);
    move(next);
  };
  onDrag(
    element,
    {
      press: () => {
        start = [...get()];
        press();
      },
      move: (dx, dy) => shift(dx / (width() || 1), -dy / (width() || 1)),
      release,
    },
    signal,
  );
  onKeys(
    element,
    ([across, up]) => {
      const next = [...get()];
      const [a, b] = pair();
      next[a] = bounded(stepped(next[a], a === b ? across + up : across, whole()), far);
      if (a !== b) next[b] = bounded(stepped(next[b], up, whole()), far);
      move(next);
      nudged();
    },
    signal,
  );
}

/**
 * @param {number} z
 * @param {number} [far]
 */
export function bounded(z, far = LARGEST) {
  return within(z, [-far, far]);
}

/**
 * @param {number} z
 * @param {[number, number]} ends
 */
export function within(z, [low, high]) {
  return Math.max(low, Math.min(high, z));
}
