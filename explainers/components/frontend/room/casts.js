/**
 * Everybody's arrows over a plane: half transparent, and over shades of where they end once they
 * are many.
 */

import { svg } from "../parts/dom.js";
import * as geometry from "../parts/geometry.js";
import { shades } from "./density.js";

/** @typedef {geometry.Vec} Vec */

/** So far apart are answers on a number line, in pixels, at most; and on so much of its height. */
const [APART, SPREAD] = [4, 0.5];
/** More answers than these are drawn in so many layers, each so faint, over shades of where they end. */
const [MANY, LAYERS, FAINT] = [60, 12, 0.06];

/** A place for them in the picture of a plane. @param {{ picture: Element }} plane */
export function placeForCasts({ picture }) {
  const group = svg("g", { class: "casts" });
  picture.insertBefore(group, picture.children[2]);
  return group;
}

/**
 * Draws arrows from one point, and gives how many end off the plane.
 * @param {SVGGElement} group
 * @param {geometry.Frame} frame
 * @param {Vec} base
 * @param {Vec[]} ends
 */
export function cast(group, frame, base, ends) {
  const apart = Math.min(APART, (SPREAD * frame.height) / Math.max(1, ends.length));
  let off = 0;
  /** @type {Vec[]} */
  const tips = [];
  const drawn = ends.map((end, k) => {
    const from = geometry.toPixels(frame, base);
    const to = geometry.toPixels(frame, end);
    const lift = frame.line ? (k - (ends.length - 1) / 2) * apart : 0;
    from[1] += lift;
    to[1] += lift;
    const found = geometry.clipped(from, to, frame, 8);
    if (!found || found.clipped) off += 1;
    tips.push(to);
    const { shaft, head } = geometry.arrowPaths(from, found?.tip ?? from);
    return shaft + head;
  });
  const many = ends.length > MANY;
  const layers = Math.min(drawn.length, many ? LAYERS : MANY);
  const paths = Array.from({ length: layers }, (_, k) => svg("path", { class: "cast", "data-many": String(many), d: drawn.filter((_, at) => at % layers === k).join("") }));
  const field = many && !frame.line ? shades(tips, frame).map((d) => svg("path", { class: "density", d })) : [];
  group.style.setProperty("--cast", String(many ? FAINT : Math.min(0.5, 12 / (ends.length || 1))));
  group.replaceChildren(...field, ...paths);
  return off;
}
