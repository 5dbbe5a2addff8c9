/**
 * What placements cost: slots held across, recomputed steps up.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { ticks } from "../parts/geometry.js";
import { evenly, FEW, least, placements, recomputed, slotsOf } from "./schedule.js";
import * as words from "./words.js";

/** Pixels beside and below the axes, and above. */
const [LEFT, FOOT, HEAD, RIGHT] = [40, 42, 22, 14];

export function createChart() {
  const title = html("h2", { class: "title" }, words.CHART);
  const axes = svg("path", { class: "axes" });
  const texts = svg("g", { class: "ticks" });
  const [across, up] = words.AXES.map((text) => svg("text", { class: "axis" }, text));
  across.setAttribute("text-anchor", "end");
  const cloud = svg("path", { class: "cloud" });
  const frontier = svg("path", { class: "frontier" });
  const gap = svg("path", { class: "gap" });
  const root = svg("path", { class: "mark root" });
  const plain = svg("circle", { class: "mark plain", r: "5" });
  const guess = svg("circle", { class: "mark guess", r: "5" });
  const wrong = svg("circle", { class: "mark wrong", r: "9" });
  const own = svg("circle", { class: "mark own", r: "6" });
  const picture = svg(
    "svg",
    { class: "picture", role: "img", "aria-label": words.CHART },
    axes, texts, across, up, cloud, frontier, gap, root, plain, wrong, guess, own,
  );
  const well = html("div", { class: "well" }, picture);
  let laid = "";

  return { element: html("section", { class: "chart" }, html("header", {}, title), well), well, draw };

  /**
   * @param {number} steps
   * @param {number[]} stones
   * @param {{ cover: boolean, marked: import("../parts/guess_words.js").Marked | null }} how
   * @param {[number, number]} size
   */
  function draw(steps, stones, { cover, marked }, [width, height]) {
    const most = least(steps, 1);
    const x = (/** @type {number} */ slots) => LEFT + ((slots - 0.5) * (width - LEFT - RIGHT)) / steps;
    const y = (/** @type {number} */ count) => height - FOOT - (count * (height - FOOT - HEAD)) / (1.05 * most);
    const at = (/** @type {number} */ slots, /** @type {number} */ count) => `${x(slots).toFixed(1)} ${y(count).toFixed(1)}`;
    const needs = [steps, width, height].join();
    if (needs !== laid) lay();
    laid = needs;
    for (const part of [cloud, frontier, root, own]) show(part, !cover);
    show(cloud, !cover && steps <= FEW);
    const [slots, count] = [slotsOf(stones), recomputed(steps, stones)];
    spot(own, slots, count);
    const beside = [marked?.guess, marked?.mistake?.vector[0]];
    [guess, wrong].forEach((dot, k) => {
      const there = beside[k] ?? NaN;
      show(dot, Number.isFinite(there) && !cover);
      spot(dot, slots, Math.max(0, Math.min(1.05 * most, there || 0)));
    });
    set(gap, "d", cover || count === least(steps, slots) ? "" : `M${at(slots, count)}L${at(slots, least(steps, slots))}`);

    /** @param {Element} dot @param {number} slots @param {number} count */
    function spot(dot, slots, count) {
      set(dot, "cx", x(slots).toFixed(1));
      set(dot, "cy", y(count).toFixed(1));
    }

    /** What no stone changes. */
    function lay() {
      set(picture, "viewBox", `0 0 ${width} ${height}`);
      set(axes, "d", `M${LEFT} ${HEAD}V${height - FOOT}H${width - RIGHT}`);
      set(across, "x", String(width - RIGHT));
      set(across, "y", String(height - 7));
      set(up, "x", String(LEFT + 8));
      set(up, "y", "16");
      const counts = ticks(0, most, 4).at.map((t) => tick(LEFT - 6, y(t) + 4, t, "end"));
      const sides = ticks(1, steps, 6).at.filter(Number.isInteger).map((t) => tick(x(t), height - FOOT + 17, t, "middle"));
      texts.replaceChildren(...counts, ...sides);
      const found = steps <= FEW ? placements(steps) : [];
      set(cloud, "d", found.map(([slots, count]) => `M${at(slots, count)}h0`).join(""));
      const line = Array.from({ length: steps }, (_, k) => at(k + 1, least(steps, k + 1)));
      set(frontier, "d", `M${line.join("L")}`);
      const stones = evenly(steps);
      set(root, "d", diamond(x(slotsOf(stones)), y(recomputed(steps, stones))));
      spot(plain, steps, 0);
    }
  }
}

/** @param {number} x @param {number} y */
function diamond(x, y) {
  return `M${x.toFixed(1)} ${(y - 6.5).toFixed(1)}l6.5 6.5l-6.5 6.5l-6.5 -6.5Z`;
}

/** @param {number} x @param {number} y @param {number} value @param {string} anchor */
function tick(x, y, value, anchor) {
  return svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor }, numeral(value));
}
