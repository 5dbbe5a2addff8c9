/**
 * What a plane's style sheet says, read off for whoever paints without one.
 */

import { svg } from "./dom.js";
import { LAYERS } from "./letters.js";
import { spriteName } from "./picture.js";

/** @typedef {import("./picture.js").Word} Word */

/**
 * @typedef {object} Style
 * @property {string} stroke
 * @property {number} strokeOpacity
 * @property {number} width
 * @property {number[]} dash
 * @property {CanvasLineCap} cap
 * @property {string} fill
 * @property {number} fillOpacity
 * @property {number} opacity
 * @property {number} radius of a circle
 * @property {string} font
 */

/**
 * How one plane looks, and how large it is in pixels of the screen.
 * @typedef {object} Looks
 * @property {Record<string, Style>} styles
 * @property {import("./picture.js").Letters} letters
 * @property {number} size in units of the picture
 * @property {number} height in those units
 * @property {number} ratio of those pixels to the units of a picture
 * @property {number[]} origin where the picture begins in its place
 * @property {number} wide
 * @property {number} high
 */

/**
 * A word as an image; `left` and `above` are where its anchor lies in it.
 * @typedef {object} Sprite
 * @property {string} name
 * @property {ImageBitmap} image
 * @property {number} left
 * @property {number} above
 * @property {number} width of the text, in units of a picture
 */

const ARROWS = ["v", "u", "push", "pull", "across", "ghost", "guess", "wrong"];
const LABELS = ["point", "mark", ...ARROWS];
const PLAIN = ["label", "tick", "axis"];
/** What of a word is not painted in which layer. @type {Record<typeof LAYERS[number], Partial<Style>>} */
const WITHOUT = { halo: { fill: "none" }, letter: { stroke: "none" } };

/**
 * Looks of a plane as it is now: theme, size and what has the focus. Classes that it does
 * not show at the moment are tried on and taken off again.
 * @param {SVGSVGElement} picture
 * @param {{ size: number, height: number }} units of the picture
 * @returns {Looks}
 */
export function looksOf(picture, { size, height }) {
  const trial = svg("g");
  /** @type {[string, Element][]} */
  const tried = [];
  /** @param {string} name @param {Element} element */
  const shown = (name, element) => tried.push([name, element]);
  for (const path of picture.querySelectorAll("g[transform] > path")) {
    shown(path.classList.contains("zero") ? "zero" : path.classList[0], path);
  }
  for (const circle of picture.querySelectorAll(":scope > circle")) shown(circle.classList[0], circle);
  for (const halo of picture.querySelectorAll(".handle > .halo")) {
    shown(`${halo.parentElement?.classList[1]} halo`, halo);
  }
  for (const id of ARROWS) {
    const [shaft, head] = ["shaft", "head"].map((part) => svg("path", { class: part }));
    trial.append(svg("g", { class: `arrow ${id}` }, shaft, head));
    shown(`${id} shaft`, shaft);
    shown(`${id} head`, head);
  }
  for (const kind of [...LABELS, ...PLAIN]) {
    const text = svg("text", { class: LABELS.includes(kind) ? `label ${kind}` : kind });
    trial.append(text);
    shown(`word ${kind}`, text);
  }
  picture.append(trial);
  const styles = Object.fromEntries(tried.map(([name, element]) => [name, styleOf(element)]));
  for (const kind of LABELS) {
    for (const layer of LAYERS) styles[`word ${kind} ${layer}`] = { ...styles[`word ${kind}`], ...WITHOUT[layer] };
  }
  const [label, tick, axis] = PLAIN.map((kind) => sizeOf(styles[`word ${kind}`]));
  const { left, right, top, bottom } = picture.getBoundingClientRect();
  trial.remove();
  // SVG puts a picture into the middle of its place.
  const scale = Math.min((right - left) / size, (bottom - top) / height);
  return {
    styles,
    letters: { label, tick, axis },
    size,
    height,
    ratio: devicePixelRatio * scale,
    origin: [right - left - scale * size, bottom - top - scale * height].map((spare) => (devicePixelRatio * spare) / 2),
    wide: pixels(left, right),
    high: pixels(top, bottom),
  };
}

/**
 * How many pixels of the screen lie between two edges, each of which goes to the nearest.
 * @param {number} from
 * @param {number} to
 */
function pixels(from, to) {
  return Math.round(devicePixelRatio * to) - Math.round(devicePixelRatio * from);
}

/**
 * @param {Element} element
 * @returns {Style}
 */
function styleOf(element) {
  const style = getComputedStyle(element);
  return {
    stroke: style.stroke,
    strokeOpacity: Number(style.strokeOpacity),
    width: parseFloat(style.strokeWidth),
    dash: style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(parseFloat),
    cap: /** @type {CanvasLineCap} */ (style.strokeLinecap),
    fill: style.fill,
    fillOpacity: Number(style.fillOpacity),
    opacity: Number(style.opacity),
    radius: parseFloat(style.getPropertyValue("r")) || 0,
    font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
  };
}

/** Of letters, in units of the picture. @param {Style} style */
function sizeOf({ font }) {
  return parseFloat(font.split(" ")[1]);
}

/** What words are written on: one for all, since to make one takes longer than a word. @type {OffscreenCanvasRenderingContext2D | undefined} */
let sheet;

function paper() {
  sheet ??= /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d"));
  return sheet;
}

/**
 * The image of a word; made here, since a worker does not have the page's fonts.
 * @param {Word} word
 * @param {Looks} looks
 * @returns {Sprite}
 */
export function spriteOf(word, { styles, ratio }) {
  const style = styles[`word ${word.kind}`];
  const outlined = style.stroke !== "none";
  const context = paper();
  const { canvas } = context;
  context.font = style.font;
  const size = sizeOf(style);
  const margin = Math.ceil(ratio * ((outlined ? style.width / 2 : 0) + 1));
  const { width } = context.measureText(word.text);
  // An even number of pixels, so that the middle of a word lies between two of them.
  const inner = 2 * Math.ceil((ratio * width) / 2);
  canvas.width = inner + 2 * margin;
  const above = Math.ceil(ratio * size) + margin;
  canvas.height = above + Math.ceil(0.4 * ratio * size) + margin;
  const left = margin + { start: 0, middle: inner / 2, end: inner }[word.anchor];
  context.font = style.font;
  context.textAlign = word.anchor === "middle" ? "center" : word.anchor;
  context.setTransform(ratio, 0, 0, ratio, left, above);
  if (outlined) {
    context.lineJoin = "round";
    context.lineWidth = style.width;
    context.strokeStyle = style.stroke;
    context.strokeText(word.text, 0, 0);
  }
  if (style.fill !== "none") {
    context.fillStyle = style.fill;
    context.fillText(word.text, 0, 0);
  }
  return { name: spriteName(word), image: canvas.transferToImageBitmap(), left, above, width };
}
