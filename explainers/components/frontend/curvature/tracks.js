/**
 * The paths of a race as lines, with a mark at each place. No DOM.
 */

import * as geometry from "../parts/geometry.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("./race.js").Path} Path */
/** @typedef {import("./race.js").Race} Race */

/** What lies farther from the middle is drawn this far along its way, in units of half the plane. */
const FAR = 20;
/** Marks of places about their middles, in tenths of a pixel, each beginning at its left. */
const MARKS = {
  diamond: "m-32 0l32 -32 32 32 -32 32z",
  square: "m-24 0v-24h48v48h-48z",
  circle: "m-24 0a24 24 0 1 0 48 0a24 24 0 1 0 -48 0z",
};

/**
 * A line with a mark at each place but the first, in tenths of a pixel.
 * @param {Frame} frame
 * @param {Vec[]} points
 * @param {string} [mark]
 */
export function trackPath(frame, points, mark = MARKS.diamond) {
  const { cx, cy, half } = frame.view;
  const near = (/** @type {Vec} */ p) => Math.hypot(p[0] - cx, p[1] - cy) <= FAR * half;
  let path = "";
  points.slice(1).forEach((to, k) => {
    const from = points[k];
    if (!near(from)) return;
    if (near(to)) {
      const [x, y] = geometry.toPixels(frame, to).map((z) => Math.round(10 * z));
      path += `${geometry.linePath(frame, [from, to])}M${x} ${y}${mark}`;
      return;
    }
    const way = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const t = (2 * FAR * half) / way;
    path += geometry.linePath(frame, [from, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]]);
  });
  return path;
}

/**
 * The tracks, as far as they are run.
 * @param {Race | null} run
 * @param {number} step
 * @param {Frame} frame
 * @param {(place: number[], value: number | null) => Vec} to where a place and f there are drawn
 * @returns {{ curve: string, gap: string, spread: string, cloud: string }}
 */
export function tracks(run, step, frame, to) {
  /** @param {Path | undefined} path @param {string} [mark] */
  const track = (path, mark) =>
    path ? trackPath(frame, path.places.slice(0, step + 1).map((place, k) => to(place, path.values[k])), mark) : "";
  const [gauss, damped] = run?.fitted ?? [];
  return {
    curve: track(run?.descent),
    gap: track(run?.newton),
    spread: track(gauss, MARKS.square),
    cloud: track(damped, MARKS.circle),
  };
}
