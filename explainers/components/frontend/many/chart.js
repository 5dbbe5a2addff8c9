/**
 * The chart of an estimate: a trail over the count of products, entries beside their truth, or a
 * cloud in a plane. Each is a few paths; the window is given.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { ticks } from "../parts/geometry.js";
import { each } from "./estimate.js";

/** @typedef {[number, number]} Span */

/**
 * A window, and the size of the well in pixels.
 * @typedef {object} Frame
 * @property {Span} x
 * @property {Span} y
 * @property {[number, number]} size
 */

/**
 * What is drawn: a path for each name, and what stands on the axes.
 * @typedef {object} Picture
 * @property {Record<string, string>} paths
 * @property {string} across name of the axis
 * @property {string} [up]
 * @property {number[]} [counted] ticks across, if not those that fall in the window
 * @property {{ text: string, y: number }} [note] of a line across
 * @property {[number, number]} [head] where a trail has come to
 */

/** Pixels that the axes keep for their numbers. */
const [LEFT, BOTTOM, TOP, RIGHT] = [46, 26, 10, 12];
/** From the back to the front. */
/** Of these, what leaves the window is cut off there. */
const CUT = ["band", "whisker", "ring", "true", "trail", "guess"];
const NAMES = ["band", "whisker", "ring", "drop", "true", "tick-mark", "goal", "trail", "guess", "estimate"];

export function createChart() {
  const title = html("h2", { class: "title" });
  const axes = svg("path", { class: "axes" });
  const texts = svg("g", { class: "ticks" });
  const note = svg("text", { class: "note", "text-anchor": "end" });
  const head = svg("circle", { class: "head", r: "4.5" });
  const paths = Object.fromEntries(NAMES.map((name) => [name, svg("path", { class: name })]));
  const pane = svg("rect", { y: "0" });
  for (const name of CUT) paths[name].setAttribute("clip-path", "url(#window)");
  const picture = svg("svg", { class: "picture", role: "img" }, svg("defs", {}, svg("clipPath", { id: "window" }, pane)), axes, ...Object.values(paths), head, texts, note);
  picture.dataset.fold = "";
  const well = html("div", { class: "well" }, picture);
  let drawn = "";

  return {
    element: html("section", { class: "chart" }, html("header", {}, title), well),
    well,
    /**
     * @param {string} name
     * @param {string} told of what is seen
     * @param {Frame} frame
     * @param {Picture} shown
     */
    draw(name, told, frame, shown) {
      set(title, "text", name);
      set(picture, "aria-label", told);
      drawAxes(frame, shown);
      for (const each of NAMES) set(paths[each], "d", shown.paths[each] ?? "");
      show(head, shown.head !== undefined);
      if (shown.head) {
        set(head, "cx", across(frame, shown.head[0]).toFixed(1));
        set(head, "cy", down(frame, shown.head[1]).toFixed(1));
      }
      set(note, "text", shown.note?.text ?? "");
      if (shown.note) set(note, "transform", `translate(${frame.size[0] - RIGHT} ${(down(frame, shown.note.y) - 7).toFixed(1)})`);
    },
  };

  /** @param {Frame} frame @param {Picture} shown */
  function drawAxes(frame, { across: name, up = "", counted }) {
    const [width, height] = frame.size;
    const needs = JSON.stringify([frame, name, up, counted]);
    if (needs === drawn) return;
    drawn = needs;
    set(picture, "viewBox", `0 0 ${width} ${height}`);
    const base = height - BOTTOM;
    for (const [edge, z] of Object.entries({ x: LEFT, width: Math.max(0, width - LEFT), height: Math.max(0, base) })) set(pane, edge, String(z));
    set(axes, "d", `M${LEFT} ${TOP}V${base}H${width - RIGHT}`);
    const first = counted ?? ticks(...frame.x, width < 330 ? 4 : 6).at;
    const second = ticks(...frame.y, height < 220 ? 4 : 5).at;
    texts.replaceChildren(
      ...first.map((t) => word(across(frame, t), base + 17, numeral(t), "middle")),
      ...second.map((t) => word(LEFT - 6, down(frame, t) + 4, numeral(t), "end")),
      word(width - RIGHT, counted ? TOP + 9 : base - 7, `${name} →`, "end"),
      ...(up ? [word(LEFT + 6, TOP + 9, `↑ ${up}`, "start")] : []),
    );
  }
}

/**
 * @param {number} x @param {number} y
 * @param {string} text
 * @param {string} anchor
 */
function word(x, y, text, anchor) {
  return svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor }, text);
}

/** @param {Frame} frame @param {number} x */
export function across({ x: [low, high], size: [width] }, x) {
  return LEFT + ((x - low) / (high - low)) * (width - LEFT - RIGHT);
}

/** The number that stands at so many pixels from the left. @param {Frame} frame @param {number} pixels */
export function numberAt({ x: [low, high], size: [width] }, pixels) {
  return low + ((pixels - LEFT) / (width - LEFT - RIGHT)) * (high - low);
}

/** @param {Frame} frame @param {number} y */
export function down({ y: [low, high], size: [, height] }, y) {
  return TOP + ((high - y) / (high - low)) * (height - TOP - BOTTOM);
}

/** Whether a place lies in the window. @param {Frame} frame @param {Span} place */
export function inside({ x, y }, [a, b]) {
  return a >= x[0] && a <= x[1] && b >= y[0] && b <= y[1];
}

/**
 * A window of which both axes have the same scale, around a centre.
 * @param {[number, number]} centre
 * @param {number} half the least that is seen to each side
 * @param {[number, number]} size
 * @returns {Frame}
 */
export function square([x, y], half, size) {
  const [width, height] = [Math.max(1, size[0] - LEFT - RIGHT), Math.max(1, size[1] - TOP - BOTTOM)];
  const unit = half / Math.min(width, height);
  return { x: [x - unit * width, x + unit * width], y: [y - unit * height, y + unit * height], size };
}

/** @param {Frame} frame @param {number} x @param {number} y */
function spot(frame, x, y) {
  return `${across(frame, x).toFixed(1)} ${down(frame, y).toFixed(1)}`;
}

/** Dots in the window: pieces of a line with next to no length, and round ends. @param {Frame} frame @param {[number, number][]} places */
export function dots(frame, places) {
  return places.filter((place) => inside(frame, place)).map(([x, y]) => `M${spot(frame, x, y)}h.01`).join("");
}

/** @param {Frame} frame @param {[number, number][]} places */
export function line(frame, places) {
  return places.length ? `M${places.map(([x, y]) => spot(frame, x, y)).join("L")}` : "";
}

/** What lies between two lines over the same x. @param {Frame} frame @param {[number, number, number][]} places x, low, high */
export function area(frame, places) {
  const there = places.map(([x, low]) => spot(frame, x, low));
  const back = [...places].reverse().map(([x, , high]) => spot(frame, x, high));
  return `M${[...there, ...back].join("L")}Z`;
}

/** A flat piece of a line at a number, so many pixels wide. @param {Frame} frame @param {number} x @param {number} y @param {number} wide */
export function dash(frame, x, y, wide) {
  return `M${(across(frame, x) - wide / 2).toFixed(1)} ${down(frame, y).toFixed(1)}h${wide.toFixed(1)}`;
}

/** An upright box between two numbers. @param {Frame} frame @param {number} x @param {Span} ends @param {number} wide */
export function box(frame, x, [low, high], wide) {
  const [left, top, bottom] = [across(frame, x) - wide / 2, down(frame, high), down(frame, low)];
  return `M${left.toFixed(1)} ${top.toFixed(1)}h${wide.toFixed(1)}V${bottom.toFixed(1)}h${(-wide).toFixed(1)}z`;
}

/**
 * The ellipse of a covariance matrix: all that is one standard deviation away.
 * @param {Frame} frame
 * @param {[number, number]} centre
 * @param {[number, number]} sd
 * @param {number} covariance
 */
export function ellipse(frame, [x, y], [a, b], covariance) {
  const lean = covariance / a;
  const rest = Math.sqrt(Math.max(0, b ** 2 - lean ** 2));
  return `M${each(49, (k) => {
    const angle = (Math.PI * k) / 24;
    return spot(frame, x + a * Math.cos(angle), y + lean * Math.cos(angle) + rest * Math.sin(angle));
  }).join("L")}Z`;
}

/** A cross of so many pixels. @param {Frame} frame @param {[number, number]} at @param {number} wide */
export function cross(frame, [x, y], wide) {
  const [px, py] = [across(frame, x), down(frame, y)];
  return `M${(px - wide / 2).toFixed(1)} ${py.toFixed(1)}h${wide}M${px.toFixed(1)} ${(py - wide / 2).toFixed(1)}v${wide}`;
}
