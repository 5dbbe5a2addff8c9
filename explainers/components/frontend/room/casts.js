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
export function createCasts({ picture }) {
  const group = svg("g", { class: "casts" });
  picture.insertBefore(group, picture.children[2]);
  let drawn = "";
  let off = 0;

  /**
   * Draws what was answered, if it is not drawn yet, and gives how many answers end off the plane.
   * @param {geometry.Frame} frame
   * @param {Cast[]} answers
   */
  return (frame, answers) => {
    const now = JSON.stringify([frame, answers]);
    if (now === drawn) return off;
    drawn = now;
    const found = casts(frame, answers);
    const kind = found.many ? "true" : "false";
    group.style.setProperty("--cast", String(found.strength));
    group.replaceChildren(
      ...found.field.map((d) => svg("path", { class: "density", d })),
      ...found.layers.map((d) => svg("path", { class: "cast", "data-many": kind, d })),
    );
    off = found.off;
    return off;
  };
}

/**
 * What is drawn of answers: shades of where they end, and paths of which each holds some of them.
 * @param {geometry.Frame} frame
 * @param {Cast[]} answers
 */
export function casts(frame, answers) {
  const many = answers.length > MANY;
  const apart = Math.min(APART, (SPREAD * frame.height) / Math.max(1, answers.length));
  const layers = Array.from({ length: Math.min(answers.length, many ? LAYERS : MANY) }, () => "");
  let off = 0;
  /** @type {Vec[]} */
  const tips = [];
  answers.forEach(({ from, to }, k) => {
    const lift = frame.line ? (k - (answers.length - 1) / 2) * apart : 0;
    const tip = lifted(to, lift);
    tips.push(tip);
    const { path, whole } = from ? arrow(lifted(from, lift), tip) : point(tip);
    if (!whole) off += 1;
    layers[k % layers.length] += path;
  });
  const strength = many ? FAINT : Math.min(0.5, 12 / (answers.length || 1));
  return { many, off, strength, layers, field: many && !frame.line ? shades(tips, frame) : [] };

  /** @param {Vec} at @param {number} lift */
  function lifted(at, lift) {
    const pixels = geometry.toPixels(frame, at);
    pixels[1] += lift;
    return pixels;
  }

  /** @param {Vec} from @param {Vec} tip */
  function arrow(from, tip) {
    const found = geometry.clipped(from, tip, frame, 8);
    const { shaft, head } = geometry.arrowPaths(from, found?.tip ?? from);
    return { path: shaft + head, whole: found !== null && !found.clipped };
  }

  /** @param {Vec} at */
  function point(at) {
    const whole = at[0] >= 0 && at[0] <= frame.size && at[1] >= 0 && at[1] <= frame.height;
    return { path: whole ? disc(at) : "", whole };
  }
}

/** @param {Vec} at */
function disc([x, y]) {
  const arc = `a${RADIUS} ${RADIUS} 0 1 0 `;
  return `M${(x - RADIUS).toFixed(1)} ${y.toFixed(1)}${arc}${2 * RADIUS} 0${arc}${-2 * RADIUS} 0Z`;
}
