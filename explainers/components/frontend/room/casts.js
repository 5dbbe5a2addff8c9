/**
 * Everybody's arrows or points over a plane: half transparent, and over shades of where they end
 * once they are many.
 */

import { svg } from "../parts/dom.js";
import * as geometry from "../parts/geometry.js";
import { shades } from "./density.js";

/** @typedef {geometry.Vec} Vec */
/** @typedef {{ from: Vec | null, to: Vec }} Cast an arrow, or a point */

/** So far apart are answers on a number line, in pixels, at most; and on so much of its height. */
const [APART, SPREAD] = [4, 0.5];
/** Pixels from the middle of a point to its edge. */
const RADIUS = 5;
/** More answers than these are drawn in so many layers, each so faint, over shades of where they end. */
const [MANY, LAYERS, FAINT] = [60, 12, 0.06];

/** A place for them in the picture of a plane. @param {{ picture: Element }} plane */
export function placeForCasts({ picture }) {
  const group = svg("g", { class: "casts" });
  picture.insertBefore(group, picture.children[2]);
  return group;
}

/**
 * Draws what was answered, and gives how many answers end off the plane.
 * @param {SVGGElement} group
 * @param {geometry.Frame} frame
 * @param {Cast[]} answers
 */
export function cast(group, frame, answers) {
  const apart = Math.min(APART, (SPREAD * frame.height) / Math.max(1, answers.length));
  let off = 0;
  /** @type {Vec[]} */
  const tips = [];
  const drawn = answers.map((answer, k) => {
    const lift = frame.line ? (k - (answers.length - 1) / 2) * apart : 0;
    const lifted = (/** @type {Vec} */ at) => {
      const [x, y] = geometry.toPixels(frame, at);
      return /** @type {Vec} */ ([x, y + lift]);
    };
    const to = lifted(answer.to);
    tips.push(to);
    if (!answer.from) {
      const inside = to[0] >= 0 && to[0] <= frame.size && to[1] >= 0 && to[1] <= frame.height;
      if (!inside) off += 1;
      return inside ? disc(to) : "";
    }
    const from = lifted(answer.from);
    const found = geometry.clipped(from, to, frame, 8);
    if (!found || found.clipped) off += 1;
    const { shaft, head } = geometry.arrowPaths(from, found?.tip ?? from);
    return shaft + head;
  });
  const many = answers.length > MANY;
  const layers = Math.min(drawn.length, many ? LAYERS : MANY);
  const paths = Array.from({ length: layers }, (_, k) => svg("path", { class: "cast", "data-many": String(many), d: drawn.filter((_, at) => at % layers === k).join("") }));
  const field = many && !frame.line ? shades(tips, frame).map((d) => svg("path", { class: "density", d })) : [];
  group.style.setProperty("--cast", String(many ? FAINT : Math.min(0.5, 12 / (answers.length || 1))));
  group.replaceChildren(...field, ...paths);
  return off;
}

/** @param {Vec} at */
function disc([x, y]) {
  const arc = `a${RADIUS} ${RADIUS} 0 1 0 `;
  return `M${(x - RADIUS).toFixed(1)} ${y.toFixed(1)}${arc}${2 * RADIUS} 0${arc}${-2 * RADIUS} 0Z`;
}
