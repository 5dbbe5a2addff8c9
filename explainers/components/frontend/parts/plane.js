/**
 * One plane: a space with its point, its vectors and what is drawn around them.
 */

import { html, set, show, svg } from "./dom.js";
import * as geometry from "./geometry.js";
import { numeral } from "./format.js";

/** @typedef {import("./geometry.js").Vec} Vec */
/** @typedef {import("./geometry.js").Frame} Frame */

/**
 * @typedef {object} Arrow
 * @property {"v" | "pull" | "push" | "u" | "ghost"} id
 * @property {Vec} from
 * @property {Vec} to
 * @property {string} label
 * @property {number} length of the whole vector, hidden coordinates included
 */

/**
 * A draggable point of the plane.
 * @typedef {object} Handle
 * @property {"x" | "v" | "u"} id
 * @property {Vec} at
 * @property {number} value
 * @property {number} largest
 * @property {string} text
 */

/**
 * Everything that a plane shows.
 * @typedef {object} Scene
 * @property {Frame} frame
 * @property {[string, string]} axes names of the two coordinates; the second is "" on a line
 * @property {string} grid
 * @property {string} levels
 * @property {string} level the level line through the point
 * @property {{ zero: string, rest: string } | null} stripes
 * @property {string} ring
 * @property {string} curve
 * @property {Arrow[]} arrows
 * @property {Vec} point
 * @property {string} pointLabel
 * @property {Vec | null} moved
 * @property {Handle[]} handles
 * @property {string} message
 * @property {string} caption
 * @property {string} [linear] the linear picture of what the grid or the level lines show
 * @property {string} [gap] from where the linear picture leads to where f does
 * @property {{ at: Vec, text: string }[]} [marks] words that stand at places of the plane
 * @property {Bar} [bar] a scale bar, in place of axes with numbers
 */

/**
 * A length of the plane, drawn, with what it stands for.
 * @typedef {object} Bar
 * @property {string} path in tenths of a pixel
 * @property {string} text
 * @property {Vec} at where the text stands, in pixels
 */

/** How far from a number line its arrows lie, in pixels, so that none hides another. */
const LIFT = { v: -18, push: -18, u: 18, pull: 18, ghost: 0, x: 0 };

const NAMES = { x: "point x", v: "vector v", u: "vector u" };

/**
 * @param {"input" | "output"} space
 * @param {("x" | "v" | "u")[]} held handles that live here
 * @param {{ plane?: string } & Partial<Record<"x" | "v" | "u", string>>} [called] other names
 */
export function createPlane(space, held, called = {}) {
  const title = html("h3", { class: "title" });
  const pickers = html("span", { class: "pickers" });
  const caption = html("p", { class: "caption" });
  const message = html("p", { class: "message", hidden: "" });
  const layers = {
    axes: svg("path", { class: "axes" }),
    grid: svg("path", { class: "grid" }),
    levels: svg("path", { class: "levels" }),
    level: svg("path", { class: "level" }),
    stripes: svg("path", { class: "stripes" }),
    zero: svg("path", { class: "stripes zero" }),
    ring: svg("path", { class: "ring" }),
    curve: svg("path", { class: "curve" }),
    linear: svg("path", { class: "linear" }),
    gap: svg("path", { class: "gap" }),
    bar: svg("path", { class: "scale-bar" }),
  };
  const scaled = svg("g", { transform: "scale(.1)" }, ...Object.values(layers));
  const tickTexts = svg("g", { class: "ticks" });
  const barText = svg("text", { class: "axis" });
  const across = svg("text", { class: "axis", "text-anchor": "end" });
  const up = svg("text", { class: "axis" });
  /** @type {{ group: SVGGElement, shaft: SVGPathElement, head: SVGPathElement }[]} */
  const arrows = Array.from({ length: 3 }, () => {
    const shaft = svg("path", { class: "shaft" });
    const head = svg("path", { class: "head" });
    return { group: svg("g", {}, shaft, head), shaft, head };
  });
  const labels = Array.from({ length: 6 }, () => svg("text", { "text-anchor": "middle" }));
  const moved = svg("circle", { class: "moved", r: "4" });
  const dot = svg("circle", { class: "dot", r: "5.5" });
  const handles = held.map((id) => ({
    id,
    element: svg(
      "g",
      {
        class: `handle ${id}`,
        role: "slider",
        tabindex: "0",
        "aria-label": called[id] ?? NAMES[id],
        "aria-roledescription": "handle moved in two dimensions",
        "aria-orientation": "horizontal",
        "aria-valuemin": "0",
      },
      svg("circle", { class: "halo", r: "12" }),
      svg("circle", { class: "hit", r: "22" }),
    ),
  }));
  const picture = svg(
    "svg",
    { class: "picture", role: "group", "aria-label": called.plane ?? `${space} space` },
    scaled,
    tickTexts,
    barText,
    across,
    up,
    ...arrows.map((arrow) => arrow.group),
    moved,
    dot,
    ...labels,
    ...handles.map((handle) => handle.element),
  );
  const well = html("div", { class: "well" }, picture, message);
  const element = html(
    "section",
    { class: `plane ${space}` },
    html("header", {}, title, pickers),
    well,
    caption,
  );
  /** Which view the ticks were drawn for. */
  let ticked = "";

  /** @param {Scene} scene */
  function draw(scene) {
    const { frame } = scene;
    const { size, height } = frame;
    set(element, "class", `plane ${space}${frame.line ? " one" : ""}`);
    set(picture, "viewBox", `0 0 ${size} ${height}`);
    drawTicks(frame, scene.axes, scene.bar === undefined);
    set(layers.grid, "d", scene.grid);
    set(layers.levels, "d", scene.levels);
    set(layers.level, "d", scene.level);
    set(layers.stripes, "d", scene.stripes?.rest ?? "");
    set(layers.zero, "d", scene.stripes?.zero ?? "");
    set(layers.ring, "d", scene.ring);
    set(layers.curve, "d", scene.curve);
    set(layers.linear, "d", scene.linear ?? "");
    set(layers.gap, "d", scene.gap ?? "");
    set(layers.bar, "d", scene.bar?.path ?? "");
    set(barText, "text", scene.bar?.text ?? "");
    if (scene.bar) {
      set(barText, "x", scene.bar.at[0].toFixed(1));
      set(barText, "y", scene.bar.at[1].toFixed(1));
    }
    const base = geometry.toPixels(frame, scene.point);
    /** @type {{ spot: Vec, width: number, text: string, kind: string }[]} */
    const words = [pointWord(scene, base)];
    arrows.forEach(({ group, shaft, head }, k) => {
      const arrow = scene.arrows[k];
      const drawn = arrow && drawArrow(frame, arrow);
      set(group, "class", drawn ? `arrow ${arrow.id}` : "arrow none");
      set(shaft, "d", drawn ? drawn.shaft : "");
      set(head, "d", drawn ? drawn.head : "");
      if (drawn) words.push(drawn.word);
    });
    for (const { at, text } of scene.marks ?? []) {
      const width = 8 * text.length;
      const [x, y] = geometry.toPixels(frame, at);
      /** @type {Vec} */
      const spot = [Math.max(width / 2 + 3, Math.min(size - width / 2 - 3, x)), Math.max(11, Math.min(height - 9, y))];
      words.push({ spot, width, text, kind: "mark" });
    }
    geometry.apart(words);
    labels.forEach((label, k) => {
      const word = words[k];
      set(label, "text", word ? word.text : "");
      if (!word) return;
      set(label, "class", `label ${word.kind}`);
      // Moved by a transform: new x and y would set the text anew.
      set(label, "transform", `translate(${word.spot[0].toFixed(1)} ${(word.spot[1] + 4.5).toFixed(1)})`);
    });
    place(dot, base);
    show(moved, scene.moved !== null && geometry.finite(scene.moved));
    if (scene.moved && geometry.finite(scene.moved)) place(moved, geometry.toPixels(frame, scene.moved));
    for (const { id, element: handle } of handles) {
      const state = scene.handles.find((other) => other.id === id);
      show(handle, state !== undefined);
      if (!state) continue;
      const at = geometry.toPixels(frame, state.at);
      const up = frame.line ? LIFT[id] : 0;
      set(handle, "transform", `translate(${inside(at[0], size)} ${inside(at[1] + up, height)})`);
      set(handle, "aria-valuenow", String(Number(state.value.toPrecision(6))));
      set(handle, "aria-valuemax", String(state.largest));
      set(handle, "aria-valuetext", state.text);
    }
    set(message, "text", scene.message);
    show(message, scene.message !== "");
    picture.classList.toggle("faint", scene.message !== "");
    set(caption, "text", scene.caption);
  }

  /**
   * @param {Scene} scene
   * @param {Vec} base
   */
  function pointWord(scene, base) {
    const { size, height, line } = scene.frame;
    const width = 8 * scene.pointLabel.length;
    const off = base[0] < 0 || base[0] > size || base[1] < 0 || base[1] > height;
    const text = off ? `${scene.pointLabel} is off the plane` : scene.pointLabel;
    const wide = off ? 6.4 * text.length : width;
    const lean = scene.arrows.reduce(
      (sum, arrow) => sum + Math.sign(arrow.to[0] - arrow.from[0] || 0.1),
      0,
    );
    /** @type {Vec} */
    const spot = [
      Math.max(wide / 2 + 4, Math.min(size - wide / 2 - 4, base[0] + (line ? 0 : lean >= 0 ? -1 : 1) * (8 + wide / 2))),
      Math.max(12, Math.min(height - 12, base[1] + (line ? 38 : 15))),
    ];
    return { spot, width: wide, text, kind: "point" };
  }

  /**
   * @param {Frame} frame
   * @param {Arrow} arrow
   */
  function drawArrow(frame, arrow) {
    if (!(geometry.finite(arrow.from) && geometry.finite(arrow.to))) return null;
    const lift = frame.line ? LIFT[arrow.id] : 0;
    const a = geometry.toPixels(frame, arrow.from);
    const b = geometry.toPixels(frame, arrow.to);
    a[1] += lift;
    b[1] += lift;
    const cut = geometry.clipped(a, b, frame, 8);
    if (!cut) return null;
    const text = cut.clipped ? `${arrow.label}, length ${numeral(arrow.length)}` : arrow.label;
    const width = 7.4 * text.length + 6;
    const spot = geometry.labelSpot(a, cut.tip, frame, width);
    if (cut.clipped) spot[1] = Math.max(14, Math.min(frame.height - 14, spot[1] + (a[1] < cut.tip[1] ? -18 : 18)));
    return { ...geometry.arrowPaths(a, cut.tip), word: { spot, width, text, kind: arrow.id } };
  }

  /**
   * @param {Frame} frame
   * @param {[string, string]} names
   * @param {boolean} numbered
   */
  function drawTicks(frame, names, numbered) {
    const { view, size, height, line } = frame;
    const drawn = [view.cx, view.cy, view.half, size, height, line, numbered, ...names].join();
    if (drawn === ticked) return;
    ticked = drawn;
    const count = size < 240 ? 3 : 5;
    const first = numbered ? geometry.ticks(view.cx - view.half, view.cx + view.half, count).at : [];
    const second = line || !numbered ? [] : geometry.ticks(view.cy - view.half, view.cy + view.half, count).at;
    const texts = [
      ...first.map((t) => tickText(geometry.toPixels(frame, [t, 0])[0], height - 6, t, "middle")),
      ...second.map((t) => tickText(5, geometry.toPixels(frame, [0, t])[1] + 3.5, t, "start")),
    ];
    tickTexts.replaceChildren(...texts.filter((text) => text !== null));
    const [ox, oy] = geometry.toPixels(frame, [0, 0]).map((z) => Math.round(10 * z));
    const [s, t] = [10 * size, 10 * height];
    set(
      layers.axes,
      "d",
      line
        ? `M0 ${oy}H${s}${first.map((t) => `M${Math.round(10 * geometry.toPixels(frame, [t, 0])[0])} ${oy - 40}v80`).join("")}`
        : numbered
          ? `M0 ${oy}H${s}M${ox} 0V${t}`
          : "",
    );
    set(across, "text", names[0] && `${names[0]} →`);
    set(across, "x", String(size - 8));
    set(across, "y", String(height - 20));
    set(up, "text", names[1] && `↑ ${names[1]}`);
    set(up, "x", "8");
    set(up, "y", "17");

    /**
     * @param {number} x
     * @param {number} y
     * @param {number} value
     * @param {string} anchor
     */
    function tickText(x, y, value, anchor) {
      if (anchor === "middle" ? x < 26 || x > size - 14 : y < 34 || y > height - 22) return null;
      const text = svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor });
      text.textContent = numeral(value);
      return text;
    }
  }

  return { element, title, pickers, well, picture, handles, draw };
}

/**
 * @param {SVGCircleElement} circle
 * @param {Vec} at
 */
function place(circle, at) {
  if (!at.every(Number.isFinite)) return;
  set(circle, "cx", at[0].toFixed(1));
  set(circle, "cy", at[1].toFixed(1));
}

/**
 * A handle that is off the plane waits at its edge.
 * @param {number} at
 * @param {number} size
 */
function inside(at, size) {
  return Math.max(4, Math.min(size - 4, at)).toFixed(1);
}

/**
 * A plane on which nothing is drawn yet.
 * @param {Frame} frame
 * @returns {Scene}
 */
export function emptyScene(frame) {
  return {
    frame,
    axes: ["", ""],
    grid: "",
    levels: "",
    level: "",
    stripes: null,
    ring: "",
    curve: "",
    arrows: [],
    point: [0, 0],
    pointLabel: "",
    moved: null,
    handles: [],
    message: "",
    caption: "",
  };
}
