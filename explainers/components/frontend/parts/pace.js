/**
 * What is drawn in which frame while a hand moves. What the hand holds is drawn in every
 * frame; numbers that nobody can read so fast take turns, more rarely where the machine is
 * slow.
 */

import { LATE, createLateness } from "./late.js";

/** In how many frames all of a figure is drawn. */
const QUICK = 2;
const SLOW = 24;
/** So many frames of a hand tell nothing: what it needs is made in them. */
const START = 8;
/** After so many whole frames that were not late, a slow machine is one no more. */
const SURE = 4;
/** Milliseconds after which a hand that does not move is at rest. */
const REST = 120;

/**
 * @typedef {object} Turn
 * @property {boolean} bars whether the bars are drawn
 * @property {boolean} cells
 * @property {boolean} sums with the readout
 * @property {boolean} still whether the hand rests
 */

/** @type {Turn} */
const WHOLE = { bars: true, cells: true, sums: true, still: true };

/**
 * @param {() => void} draw called when a hand holds still, for a whole picture
 * @param {() => number} [clock] milliseconds
 */
export function createPace(draw, clock = () => performance.now()) {
  let [count, last, quick] = [0, 0, 0];
  const lateness = createLateness();
  let onBar = false;
  let resting = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;

  return { begin, next, stop };

  /** A hand takes hold. @param {boolean} bar whether of a bar */
  function begin(bar) {
    [count, quick, onBar] = [0, 0, bar];
    lateness.begin();
  }

  /**
   * What the next frame draws.
   * @param {boolean} held whether a hand does
   * @param {boolean} [seen] whether what takes turns is on the screen
   * @returns {Turn}
   */
  function next(held, seen = true) {
    if (!held || resting) {
      clearTimeout(rest);
      rest = undefined;
      return WHOLE;
    }
    const apart = clock() - last;
    last += apart;
    count += 1;
    const slow = count > START && lateness.slow(last);
    if (slow && count % SLOW === 1) {
      // The frame before drew all. If that took no longer, the machine was only slow to begin.
      quick = apart < LATE[0] ? quick + 1 : 0;
      if (quick === SURE) lateness.begin();
    }
    rest ??= setTimeout(look, REST);
    if (!seen) return { bars: false, cells: false, sums: false, still: false };
    if (!slow) return { bars: true, cells: count % QUICK === 0, sums: count % QUICK === 1, still: false };
    // One long frame, rather than several that are too long.
    const whole = count % SLOW === 0;
    return { bars: whole || onBar, cells: whole, sums: whole, still: false };
  }

  /** Whether the hand has held still since it was last drawn. */
  function look() {
    const since = clock() - last;
    rest = since < REST ? setTimeout(look, REST - since) : undefined;
    if (rest !== undefined) return;
    resting = true;
    draw();
    resting = false;
  }

  function stop() {
    clearTimeout(rest);
  }
}
