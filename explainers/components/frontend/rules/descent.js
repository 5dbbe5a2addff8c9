/**
 * SGD from x with the right rule and with the chosen one, on the same risk.
 */

import { html, set, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { createGround } from "../parts/ground.js";
import { emptyScene } from "../parts/picture.js";
import { createPlane } from "../parts/plane.js";
import { risk } from "./judge.js";
import { AXES, CURVES, DESCENT, DESCENT_PLANE, RUNS_LATER, chosenText, endText, rightText } from "./words.js";

/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("../parts/geometry.js").Vec} Vec */

const [WIDTH, HEIGHT] = [440, 190];
/** Powers of ten of the risk between which the curves are drawn. */
const [LOWEST, HIGHEST] = [-2.3, 2.4];
const VIEW = { cx: 0, cy: 0, half: 2.6 };

/** @param {{ goal: number[], observations: number[][], steps: number }} fixed */
export function createDescent({ goal, observations, steps }) {
  const plane = createPlane("input", []);
  set(plane.title, "text", DESCENT);
  plane.picture.setAttribute("aria-label", DESCENT_PLANE);
  const later = html("p", { class: "rule later-runs" }, RUNS_LATER);
  const right = html("p", { class: "end right" });
  const chosen = html("p", { class: "end chosen" });
  const curves = createCurves(steps);
  const words = html("div", { class: "ends" }, curves.element, later, right, chosen);
  const element = html("section", { class: "descent" }, plane.element, words);
  const ground = createGround(61);

  return {
    element,
    well: plane.well,
    /**
     * @param {Tape} layer
     * @param {number} size in pixels
     * @param {Vec[][]} paths with the right rule, and with the chosen one
     * @param {number[] | null} settled risks where they end, as JAX has them
     * @param {string} title of the chosen rule
     * @param {boolean} begun whether SGD has what it needs
     */
    draw(layer, size, paths, settled, title, begun) {
      const frame = geometry.frameOf(VIEW, size, false);
      const [first, second] = paths.map((path) => path.map((p) => /** @type {Vec} */ (p.map((z) => Math.max(-9, Math.min(9, z))))));
      const wrong = begun && title !== "Right";
      plane.draw({
        ...emptyScene(frame),
        axes: ["x₁", "x₂"],
        levels: ground(frame, { of: [layer], at: (p) => risk(layer, p, observations) }, false, 14).lines,
        ring: begun ? geometry.linePath(frame, first) : "",
        curve: wrong ? geometry.linePath(frame, second) : "",
        point: paths[0][0],
        pointLabel: "x",
        moved: /** @type {Vec} */ (goal),
      });
      const along = paths.map((path) => path.map((p) => risk(layer, p, observations)));
      const [[start]] = along;
      const risks = settled ?? along.map((path) => path[path.length - 1]);
      curves.draw(begun ? along[0] : [], wrong ? along[1] : []);
      set(right, "text", begun ? rightText(endText(start, risks[0], paths[0], steps)) : "");
      set(chosen, "text", wrong ? chosenText(title, endText(start, risks[1], paths[1], steps)) : "");
    },
  };
}

/**
 * The risk against the steps, on axes that never move; the upward one is logarithmic.
 * @param {number} steps
 */
function createCurves(steps) {
  const [right, chosen] = ["right", "chosen"].map((name) => svg("path", { class: name }));
  const marks = [0.01, 0.1, 1, 10, 100].map((level) => {
    const text = svg("text", { x: "34", y: String(up(level) + 4), "text-anchor": "end" });
    text.textContent = numeral(level);
    return text;
  });
  const name = svg("text", { x: "42", y: "14" });
  name.textContent = AXES.up;
  const across = svg("text", { x: String(WIDTH - 6), y: String(HEIGHT - 5), "text-anchor": "end" });
  across.textContent = AXES.across;
  const element = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "curves", role: "img", "aria-label": CURVES },
    right, chosen, ...marks, name, across,
  );
  return {
    element,
    /**
     * @param {number[]} first
     * @param {number[]} second
     */
    draw(first, second) {
      set(right, "d", line(first));
      set(chosen, "d", line(second));
    },
  };

  /** @param {number[]} risks */
  function line(risks) {
    return risks
      .filter((z) => z > 0 && Number.isFinite(z))
      .map((z, k) => `${k ? "L" : "M"}${(40 + ((WIDTH - 48) * k) / steps).toFixed(1)} ${up(z)}`)
      .join("");
  }
}

/** @param {number} level */
function up(level) {
  const part = (Math.log10(level) - LOWEST) / (HIGHEST - LOWEST);
  return Math.round(10 * (HEIGHT - 18) * (1 - Math.max(-0.1, Math.min(1.1, part)))) / 10;
}
