/**
 * Windows on the planes of the Stage. No DOM.
 */

import * as geometry from "../parts/geometry.js";
import { bounded, within } from "../parts/points.js";

/** @typedef {geometry.Vec} Vec */
/** @typedef {geometry.View} View */

/** Pixels from the edge in which a handle would be cut, or no hand could take hold of it. */
const INSET = 12;
/** Room around what a window grows for; one that would grow more than so many times moves. */
export const ROOM = 1.2;
const GROWN = 2;

/**
 * @param {[number, number][]} views of all coordinates
 * @param {[number, number]} pair that is shown
 */
export function usualView(views, [a, b]) {
  return geometry.squareView(views[a], a === b ? null : views[b]);
}

/**
 * Whether something is cut by the edge of a window.
 * @param {View} view
 * @param {Vec[]} points
 * @param {number} size of the plane in pixels
 */
export function cuts(view, points, size) {
  return farthest(view, points) > view.half * (1 - (2 * INSET) / size);
}

/** How far points are from the middle of a window. @param {View} view @param {Vec[]} points */
export function farthest({ cx, cy }, points) {
  return Math.max(0, ...points.filter(geometry.finite).map(([a, b]) => Math.max(Math.abs(a - cx), Math.abs(b - cy))));
}

/**
 * A window, never narrower, that holds the points, as many of them as are numbers.
 * @param {View} view
 * @param {Vec[]} points
 */
export function refitted(view, points) {
  const half = Math.max(view.half, ROOM * farthest(view, points));
  if (half <= GROWN * view.half) return { ...view, half };
  const tight = geometry.fitted(points, view);
  return { ...tight, half: Math.max(tight.half, view.half) };
}

/**
 * A view in few digits: its side to four, its centre to a thousandth of the side.
 * @param {View} view
 * @param {[number, number]} limits of half a side
 */
export function roundedView({ cx, cy, half }, limits) {
  const side = Number(within(half, limits).toPrecision(4));
  const grain = 10 ** (Math.floor(Math.log10(side)) - 3);
  const [a, b] = [cx, cy].map((z) => Number((Math.round(z / grain) * grain).toPrecision(14)));
  return [bounded(a), bounded(b), side];
}
