/**
 * Words in the plane of the risk that may stand in several places: each is off all that must be
 * read or seen there, if it can be.
 */

import { set } from "../parts/dom.js";
import { placed } from "../parts/labels.js";
import { MIDDLE, atTip, sizedLabel } from "../parts/picture.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */

/**
 * @typedef {object} Name
 * @property {SVGTextElement} element
 * @property {string} text
 * @property {Vec} anchor
 * @property {Vec} lean
 * @property {number} reach
 * @property {[Vec, Vec][]} shafts of what it names
 */

/**
 * The name of an arrow.
 * @param {SVGTextElement} element
 * @param {string} text
 * @param {Vec} from
 * @param {Vec} tip
 * @returns {Name}
 */
export function ofArrow(element, text, from, tip) {
  return { element, text, ...atTip(from, tip), shafts: [[from, tip]] };
}

/**
 * @param {Name[]} names
 * @param {import("../parts/geometry.js").Frame} frame
 * @param {number} letters their size
 * @param {Omit<import("../parts/labels.js").Obstacles, "shafts">} obstacles
 */
export function placeNames(names, frame, letters, obstacles) {
  const labels = names.map(({ text, anchor, lean, reach }) => sizedLabel({ text, anchor, lean, reach, kind: "label" }, letters));
  const shafts = names.flatMap((name) => name.shafts);
  placed(labels, frame, { ...obstacles, shafts }).forEach(([x, y], k) => {
    set(names[k].element, "text", names[k].text);
    set(names[k].element, "transform", `translate(${x.toFixed(1)} ${(y + MIDDLE * letters).toFixed(1)})`);
  });
}
