/**
 * The arm whose joints are solved for: two links of length 1, with the hand at p and a height of ½.
 */

import { html, set, show, svg } from "../parts/dom.js";
import * as words from "./words.js";

/** Half of what the picture spans across, and up. */
const [ACROSS, UP] = [2.15, 1.2];
const HEIGHT = 0.5;

export function createArm() {
  const rail = svg("path", { class: "rail", d: `M${-ACROSS} ${-HEIGHT}H${ACROSS}` });
  const link = svg("path", { class: "link" });
  const pins = [0, 1, 2].map((k) => svg("circle", { class: k < 2 ? "pin" : "hand", r: "0.07" }));
  const picture = svg("svg", { class: "picture", role: "img", "aria-label": words.ARM, viewBox: `${-ACROSS} ${-UP} ${2 * ACROSS} ${2 * UP}` }, rail, link, ...pins);
  const element = html("div", { class: "arm" }, picture);

  return {
    element,
    /** @param {number[] | null} angles of the two joints, or null for no arm */
    draw(angles) {
      show(element, angles !== null);
      if (!angles) return;
      const [first, second] = angles;
      const elbow = [Math.cos(first), -Math.sin(first)];
      const hand = [elbow[0] + Math.cos(first + second), elbow[1] - Math.sin(first + second)];
      const places = [[0, 0], elbow, hand].map((place) => place.map((z) => z.toFixed(3)));
      set(link, "d", `M${places.map((place) => place.join(" ")).join("L")}`);
      pins.forEach((pin, k) => {
        set(pin, "cx", places[k][0]);
        set(pin, "cy", places[k][1]);
      });
    },
  };
}
