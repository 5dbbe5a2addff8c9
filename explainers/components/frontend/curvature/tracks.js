/**
 * The two paths of a race as lines, with a mark at each place. No DOM.
 */

import * as geometry from "../parts/geometry.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("./race.js").Path} Path */
/** @typedef {import("./race.js").Race} Race */

/** What lies farther from the middle is drawn this far along its way, in units of half the plane. */
const FAR = 20;
/** From the middle of a place's mark to its corners, in tenths of a pixel. */
const MARK = 32;

/**
 * A line with a mark at each place but the first, in tenths of a pixel.
 * @param {Frame} frame
 * @param {Vec[]} points
 */
export function trackPath(frame, points) {
  const { cx, cy, half } = frame.view;
  const near = (/** @type {Vec} */ p) => Math.hypot(p[0] - cx, p[1] - cy) <= FAR * half;
  let path = "";
  points.slice(1).forEach((to, k) => {
    const from = points[k];
    if (!near(from)) return;
    if (near(to)) {
      const [x, y] = geometry.toPixels(frame, to).map((z) => Math.round(10 * z));
      path += `${geometry.linePath(frame, [from, to])}M${x - MARK} ${y}l${MARK} ${-MARK} ${MARK} ${MARK} ${-MARK} ${MARK}z`;
      return;
    }
    const way = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const t = (2 * FAR * half) / way;
    path += geometry.linePath(frame, [from, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]]);
  });
  return path;
}

/**
 * Both tracks, as far as they are run.
 * @param {Race | null} run
 * @param {number} step
 * @param {Frame} frame
 * @param {(place: number[], value: number) => Vec} to where a place and f there are drawn
 * @returns {{ curve: string, gap: string }}
 */
export function tracks(run, step, frame, to) {
  const track = (/** @type {Path} */ { places, values }) =>
    trackPath(frame, places.slice(0, step + 1).map((place, k) => to(place, values[k])));
  return run ? { curve: track(run.descent), gap: track(run.newton) } : { curve: "", gap: "" };
}
