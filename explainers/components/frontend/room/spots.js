/**
 * All places that were answered, in the plane of a lesson's question, with one's own and the truth.
 */

import { html } from "../parts/dom.js";
import { GUESS } from "../parts/guess_words.js";
import { createPlane } from "../parts/plane.js";
import { baseOf, besideOf, isSpot, sceneOf } from "../questions/placing.js";
import { createCasts } from "./casts.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Place} Place */
/** @typedef {import("../parts/geometry.js").Vec} Vec */

/** Pixels that a plane has at most. */
export const PLANE = 420;

/**
 * @param {Place} variant
 * @param {number[][]} cloud
 * @param {boolean} truth
 * @param {number[]} own one's own answer, or nothing
 */
export function createSpots(variant, cloud, truth, own) {
  const { space, role, name } = variant;
  const plane = createPlane(space, [], { plane: words.spots(name, cloud.length) });
  const cast = createCasts(plane);
  const base = baseOf(variant);
  const from = role === "point" ? null : base;
  const element = html("div", { class: "placing spots" }, plane.element);
  plane.title.remove();
  let drawn = 0;

  return { element, draw };

  function draw() {
    const size = plane.well.clientWidth;
    if (!size || size === drawn) return;
    drawn = size;
    const scene = sceneOf(variant, size);
    const arrow = (/** @type {import("../parts/picture.js").Arrow["id"]} */ id, /** @type {string} */ label, /** @type {number[]} */ [a, b]) => {
      return { id, label, from: base, to: /** @type {Vec} */ ([a, b]), length: Math.hypot(a - base[0], b - base[1]) };
    };
    const arrows = [
      ...(truth ? [arrow(role === "point" ? "ghost" : role, name, variant.truth)] : []),
      ...(own.length > 0 ? [arrow("guess", GUESS, own)] : []),
    ];
    cast(scene.frame, cloud.map(([a, b]) => ({ from, to: [a, b] })));
    if (!isSpot(variant)) return plane.draw({ ...scene, arrows });
    const beside = arrows.map(({ to, label }) => besideOf(variant, to, label));
    return plane.draw({ ...scene, moved: truth ? variant.truth : null, marks: beside });
  }
}
