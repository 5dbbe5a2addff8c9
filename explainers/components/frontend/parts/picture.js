/**
 * From what a plane shows to what is drawn of it, in pixels. No DOM.
 */

import * as geometry from "./geometry.js";
import { numeral } from "./format.js";
import { overlap, placed, reaches, widthOf } from "./labels.js";
import { beyond } from "./words.js";

/** @typedef {import("./geometry.js").Vec} Vec */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./labels.js").Label} Label */
/** @typedef {import("./labels.js").Box} Box */
/** @typedef {{ label: number, tick: number, axis: number }} Letters sizes of letters, in pixels */

/**
 * @typedef {object} Arrow
 * @property {"v" | "pull" | "push" | "u" | "across" | "ghost" | "guess" | "wrong"} id
 * @property {Vec} from
 * @property {Vec} to
 * @property {string} label
 * @property {number} length of the whole vector, hidden coordinates included
 */

/**
 * A draggable point of the plane.
 * @typedef {object} Handle
 * @property {"x" | "v" | "u" | "cloud" | "guess"} id
 * @property {Vec} at
 * @property {number} value
 * @property {number} largest
 * @property {string} text
 */

/**
 * An arrow of any form, in pixels.
 * @typedef {{ id: Arrow["id"], shaft: string, head: string }} Shape
 */

/**
 * What a function is about, drawn among the lines and arrows of its plane: lines in tenths of a
 * pixel, by their looks, and the rest in pixels.
 * @typedef {object} Drawing
 * @property {Partial<Record<"card" | "fine" | "outline" | "body" | "solid" | "joint", string>>} lines
 * @property {Shape[]} arrows
 * @property {{ kind: Arrow["id"], text: string, spot: Vec }[]} words
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
 * @property {string} [cloud] points around the point, and where they go
 * @property {string} [spread] how wide they are
 * @property {string} [gap] from where the linear picture leads to where f does
 * @property {string} [apart] from a guess to the truth
 * @property {{ at: Vec, text: string }[]} [marks] words that stand at places of the plane
 * @property {Bar} [bar] a scale bar, in place of axes with numbers
 * @property {Drawing} [drawing]
 */

/**
 * A length of the plane, drawn, with what it stands for.
 * @typedef {object} Bar
 * @property {string} path in tenths of a pixel
 * @property {string} text
 * @property {Vec} at where the text stands, in pixels
 */

/**
 * A word and where its baseline is, in whole pixels.
 * @typedef {object} Word
 * @property {string} kind what it names, which is what it looks like
 * @property {string} text
 * @property {number} x
 * @property {number} y
 * @property {"start" | "middle" | "end"} anchor
 */

/**
 * What follows from the view alone, and so rests while a hand moves.
 * @typedef {object} Still
 * @property {string} axes a path in tenths of a pixel
 * @property {Word[]} ticks
 * @property {Word[]} names of the axes
 */

/**
 * Lines in tenths of a pixel, everything else in pixels, each in the order in which it is
 * drawn.
 * @typedef {object} Picture
 * @property {number} size
 * @property {number} height
 * @property {Still} still
 * @property {Record<Line, string>} lines
 * @property {Shape[]} arrows
 * @property {Word[]} words
 * @property {Vec} point
 * @property {Vec | null} moved
 * @property {{ id: Handle["id"], at: Vec }[]} handles kept within the plane
 * @property {boolean} faint whether f has no value here, and the last good picture stays
 */

/** @typedef {(typeof LINES)[number]} Line */

/** Lines of a plane by the class of their looks, from the lowest to the uppermost. */
export const LINES = /** @type {const} */ ([
  "grid",
  "levels",
  "level",
  "card",
  "fine",
  "outline",
  "body",
  "solid",
  "joint",
  "stripes",
  "zero",
  "cloud",
  "spread",
  "ring",
  "curve",
  "linear",
  "gap",
  "apart",
  "scale-bar",
]);

/** How far from a number line its arrows lie, in pixels, so that none hides another. */
const LIFT = { v: -18, push: -18, u: 18, pull: 18, across: 18, ghost: 0, guess: 0, wrong: 0, x: 0, cloud: 0 };

/** From a baseline to the middle of a word, and its height, in parts of the size of its letters. */
export const [MIDDLE, HIGH] = [0.33, 1.2];

/** Radii in pixels that words keep off: of a point, and of a handle. */
export const [DOT, HALO] = [7, 13];

/** Steps along an edge at which the name of its axis is tried. */
const PLACES = 12;

/** @type {Letters} */
export const USUAL = { label: 14, tick: 11, axis: 12 };

/**
 * The composer of one plane; it keeps what follows from the view.
 * @param {() => Letters} [read] asked whenever the plane has another size
 */
export function createComposer(read = () => USUAL) {
  let known = "";
  let letters = USUAL;
  let sized = 0;
  /** @type {Still} */
  let rest = { axes: "", ticks: [], names: [] };
  /** The corners in which the axes' names stand. */
  let corners = "";
  /** @type {Box[]} where the words of the view are */
  let fixed = [];

  /**
   * @param {Scene} scene
   * @returns {Picture}
   */
  return function compose(scene) {
    const { frame, bar, drawing } = scene;
    const { view, size, height, line } = frame;
    const needs = [view.cx, view.cy, view.half, size, height, line, bar === undefined, ...scene.axes].join();
    if (needs !== known) {
      known = needs;
      if (size !== sized) [letters, sized] = [read(), size];
      rest = still(frame, bar === undefined, letters);
      corners = "";
    }
    const base = geometry.toPixels(frame, scene.point);
    const drawn = scene.arrows.map((arrow) => drawArrow(frame, arrow)).filter((arrow) => arrow !== null);
    const handles = scene.handles.map(({ id, at }) => {
      const [x, y] = geometry.toPixels(frame, at);
      return { id, at: /** @type {Vec} */ ([inside(x, size), inside(y + (line ? LIFT[id] : 0), height)]) };
    });
    const held = handles.map(({ at }) => ({ at, radius: HALO }));
    const names = scene.axes.map((name, axis) => axisName(name, axis, frame, letters, rest.ticks, held));
    const stand = names.map(({ x, y }) => `${x} ${y}`).join();
    if (stand !== corners) {
      corners = stand;
      rest = { ...rest, names: names.filter(({ text }) => text) };
      fixed = [...rest.ticks, ...rest.names].map((word) => boxOf(word, letters));
    }
    const moved = scene.moved && geometry.finite(scene.moved) ? geometry.toPixels(frame, scene.moved) : null;
    const scale = bar ? [word("axis", bar.text, ...bar.at, "start")] : [];
    const given = [pointWord(scene, base), ...drawn, ...marks(scene), ...drawingWords(scene)];
    const labels = given.map((label) => sizedLabel(label, letters.label));
    const middles = placed(labels, frame, {
      boxes: [...fixed, ...scale.map((one) => boxOf(one, letters))],
      discs: [
        ...[base, ...(moved ? [moved] : [])].map((at) => ({ at, radius: DOT })),
        ...held,
      ],
      shafts: [...drawn.map(({ from, anchor }) => /** @type {[Vec, Vec]} */ ([from, anchor])), ...edgesOf(drawing)],
    });
    const words = labels.map(({ kind, text }, k) =>
      word(kind, text, middles[k][0], middles[k][1] + MIDDLE * letters.label, "middle"),
    );
    return {
      size,
      height,
      still: rest,
      lines: {
        grid: scene.grid,
        levels: scene.levels,
        level: scene.level,
        stripes: scene.stripes?.rest ?? "",
        zero: scene.stripes?.zero ?? "",
        cloud: scene.cloud ?? "",
        spread: scene.spread ?? "",
        ring: scene.ring,
        curve: scene.curve,
        linear: scene.linear ?? "",
        gap: scene.gap ?? "",
        apart: scene.apart ?? "",
        "scale-bar": bar?.path ?? "",
        card: drawing?.lines.card ?? "",
        fine: drawing?.lines.fine ?? "",
        outline: drawing?.lines.outline ?? "",
        body: drawing?.lines.body ?? "",
        solid: drawing?.lines.solid ?? "",
        joint: drawing?.lines.joint ?? "",
      },
      arrows: [...(drawing?.arrows ?? []), ...drawn.map(({ id, shaft, head }) => ({ id, shaft, head }))],
      words: [...words, ...scale],
      point: base,
      moved,
      handles,
      faint: scene.message !== "",
    };
  };
}

/**
 * @param {string} kind
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {Word["anchor"]} anchor
 * @returns {Word}
 */
function word(kind, text, x, y, anchor) {
  return { kind, text, x: Math.round(x), y: Math.round(y), anchor };
}

/**
 * Under which name the image of a word is kept.
 * @param {Word} word
 */
export function spriteName({ kind, text, anchor }) {
  return `${kind} ${anchor} ${text}`;
}

/** @typedef {Omit<Label, "width" | "height">} Given a label whose size is not known yet */

/**
 * @param {Given} given
 * @param {number} letters their size
 * @returns {Label}
 */
export function sizedLabel(given, letters) {
  return { ...given, width: widthOf(given.text, letters), height: HIGH * letters };
}

/**
 * Where a word is.
 * @param {Word} word
 * @param {Letters} letters
 * @returns {Box}
 */
export function boxOf({ kind, text, x, y, anchor }, letters) {
  const size = letters[/** @type {"tick" | "axis"} */ (kind)];
  const width = widthOf(text, size);
  const shift = { start: 1, middle: 0, end: -1 }[anchor] * (width / 2);
  return { middle: [x + shift, y - MIDDLE * size], width, height: HIGH * size };
}

/**
 * @param {Scene} scene
 * @param {Vec} base
 * @returns {Given}
 */
function pointWord({ frame: { size, height, line }, pointLabel, arrows }, base) {
  const off = base[0] < 0 || base[0] > size || base[1] < 0 || base[1] > height;
  if (off) {
    // Off a number line it stands above, where no numbers are.
    const anchor = /** @type {Vec} */ ([base[0], line ? 14 : base[1]]);
    return { anchor, lean: [0, 0], reach: 0, text: beyond(pointLabel), kind: "point" };
  }
  const lean = arrows.reduce((sum, arrow) => sum + Math.sign(arrow.to[0] - arrow.from[0] || 0.1), 0);
  return {
    anchor: base,
    lean: line ? [0, 1] : [lean >= 0 ? -0.75 : 0.75, 0.66],
    reach: line ? 30 : 12,
    text: pointLabel,
    kind: "point",
  };
}

/**
 * @param {Scene} scene
 * @returns {Given[]}
 */
function marks({ frame, marks: given = [] }) {
  return given.map(({ at, text }) => ({ anchor: geometry.toPixels(frame, at), lean: [0, 0], reach: 0, text, kind: "mark" }));
}

/**
 * @param {Scene} scene
 * @returns {Given[]}
 */
function drawingWords({ drawing }) {
  return (drawing?.words ?? []).map(({ kind, text, spot }) => ({ anchor: spot, lean: [0, 0], reach: 0, text, kind }));
}

/**
 * Straight lines of what is drawn in the plane.
 * @param {Drawing | undefined} drawing
 * @returns {[Vec, Vec][]}
 */
function edgesOf(drawing) {
  const { fine = "", outline = "", solid = "" } = drawing?.lines ?? {};
  return `${fine}${outline}${solid}`.split("M").flatMap((run) => {
    const points = run.split("L").map((p) => /** @type {Vec} */ (p.split(" ").map((z) => Number(z) / 10)));
    return points.slice(1).map((p, k) => /** @type {[Vec, Vec]} */ ([points[k], p]));
  });
}

/**
 * An arrow with its name, which is anchored at the tip.
 * @param {Frame} frame
 * @param {Arrow} arrow
 * @returns {Shape & Given & { from: Vec } | null}
 */
function drawArrow(frame, { id, from, to, label, length }) {
  if (!(geometry.finite(from) && geometry.finite(to))) return null;
  const lift = frame.line ? LIFT[id] : 0;
  const a = geometry.toPixels(frame, from);
  const b = geometry.toPixels(frame, to);
  a[1] += lift;
  b[1] += lift;
  const cut = geometry.clipped(a, b, frame, 8);
  if (!cut) return null;
  const { tip } = cut;
  return {
    id,
    ...geometry.arrowPaths(a, tip),
    from: a,
    ...atTip(a, tip),
    text: cut.clipped ? `${label}, length ${numeral(length)}` : label,
    kind: id,
  };
}

/**
 * Where the name of an arrow stands: beyond its tip.
 * @param {Vec} from
 * @param {Vec} tip
 * @returns {Pick<Given, "anchor" | "lean" | "reach">}
 */
export function atTip(from, tip) {
  const [dx, dy] = [tip[0] - from[0], tip[1] - from[1]];
  const long = Math.hypot(dx, dy);
  return { anchor: tip, lean: long > 2 ? [dx / long, dy / long] : [0.7, -0.7], reach: 14 };
}

/**
 * All but the names, which keep off what moves.
 * @param {Frame} frame
 * @param {boolean} numbered
 * @param {Letters} letters
 * @returns {Still}
 */
function still(frame, numbered, { tick }) {
  const { view, size, height, line } = frame;
  const count = size < 240 ? 3 : 5;
  const first = numbered ? geometry.ticks(view.cx - view.half, view.cx + view.half, count).at : [];
  const second = line || !numbered ? [] : geometry.ticks(view.cy - view.half, view.cy + view.half, count).at;
  const across = first
    .map((t) => word("tick", numeral(t), geometry.toPixels(frame, [t, 0])[0], height - 6, "middle"))
    .filter(({ x }) => x >= 26 && x <= size - 14);
  const up = second
    .map((t) => word("tick", numeral(t), 5, geometry.toPixels(frame, [0, t])[1] + MIDDLE * tick, "start"))
    .filter(({ y }) => y >= 22 + tick && y <= height - 11 - tick);
  return {
    axes: numbered || line ? axes(frame, first) : "",
    ticks: [...across, ...up],
    names: [],
  };
}

/**
 * The name of an axis, at its end, or as near to it on that edge as no handle and no number is.
 * @param {string} name
 * @param {number} axis
 * @param {{ size: number, height: number }} frame
 * @param {Letters} letters
 * @param {Word[]} ticks
 * @param {{ at: Vec, radius: number }[]} discs of handles
 * @returns {Word}
 */
export function axisName(name, axis, { size, height }, letters, ticks, discs) {
  const text = name && (axis ? `↑ ${name}` : `${name} →`);
  const y = axis ? 17 : height - 7 - HIGH * letters.tick;
  const usual = axis ? word("axis", text, 8, y, "start") : word("axis", text, size - 8, y, "end");
  const step = (size - 16) / PLACES;
  for (let k = 0; k <= PLACES; k++) {
    const place = { ...usual, x: Math.round(axis ? 8 + k * step : size - 8 - k * step) };
    const { middle, width, height: high } = boxOf(place, letters);
    const inside = middle[0] - width / 2 >= 4 && middle[0] + width / 2 <= size - 4;
    const free = inside && !discs.some(({ at, radius }) => reaches(at, radius, middle, width, high));
    if (free && !ticks.some((tick) => overlap(middle, width, high, boxOf(tick, letters)))) return place;
  }
  return usual;
}

/**
 * @param {Frame} frame
 * @param {number[]} at where a number line is marked
 */
function axes(frame, at) {
  const tenths = (/** @type {Vec} */ p) => geometry.toPixels(frame, p).map((z) => Math.round(10 * z));
  const [ox, oy] = tenths([0, 0]);
  const [right, bottom] = [10 * frame.size, 10 * frame.height];
  if (!frame.line) return `M0 ${oy}H${right}M${ox} 0V${bottom}`;
  return `M0 ${oy}H${right}${at.map((t) => `M${tenths([t, 0])[0]} ${oy - 40}v80`).join("")}`;
}

/**
 * @param {number} z
 * @param {number} margin
 * @param {number} size
 */
function clamped(z, margin, size) {
  return Math.max(margin, Math.min(size - margin, z));
}

/**
 * A handle that is off the plane waits at its edge.
 * @param {number} at
 * @param {number} size
 */
function inside(at, size) {
  return clamped(at, 4, size);
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
