/**
 * Paints planes on canvases, in a worker: the page's own thread stays free for the hand.
 * Of pictures that arrive while one is painted only the newest is.
 */

import { LINES, spriteName } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture.js").Still} Still */
/** @typedef {import("./picture.js").Word} Word */
/** @typedef {import("./looks.js").Looks} Looks */
/** @typedef {import("./looks.js").Sprite} Sprite */

/**
 * What the page sends, each part when there is news of it.
 * @typedef {object} Message
 * @property {OffscreenCanvas[]} [canvases] one for each plane
 * @property {Looks[]} [looks] of each plane; words of older looks are forgotten
 * @property {Sprite[]} [sprites] words that have not been painted before
 * @property {{ pictures: (Omit<Picture, "still"> & { still: Still | null })[], turn: number }} [paint]
 *   what follows from a view comes only when it is new
 */

/** Chromium's and everyone's limit for mitred corners in SVG. */
const MITRE = 4;

/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context */

/**
 * One plane.
 * @param {Context} context
 * @param {Picture} picture
 * @param {Looks} looks
 * @param {ReadonlyMap<string, Sprite>} words
 */
export function paint(context, picture, { styles, ratio, origin, wide, high }, words) {
  const { canvas } = context;
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, wide, high);
  context.miterLimit = MITRE;
  const veil = picture.faint ? 0.35 : 1;
  const tenths = ratio / 10;

  stroke("axes", picture.still.axes, tenths);
  for (const name of LINES) stroke(name, picture.lines[name], tenths);
  for (const word of [...picture.still.ticks, ...picture.still.names]) write(word);
  for (const { id, shaft, head } of picture.arrows) {
    stroke(`${id} shaft`, shaft, ratio);
    fill(`${id} head`, new Path2D(head), veil);
  }
  if (picture.moved) circle("moved", picture.moved, veil);
  circle("dot", picture.point, veil);
  for (const word of picture.words) write(word);
  for (const { id, at } of picture.handles) circle(`${id} halo`, at, 1);

  /**
   * @param {string} name
   * @param {string} path
   * @param {number} scale
   */
  function stroke(name, path, scale) {
    if (path === "") return;
    const shape = new Path2D(path);
    if (styles[name].fill !== "none") fill(name, shape, veil, scale);
    context.setTransform(scale, 0, 0, scale, origin[0], origin[1]);
    line(name, shape, veil);
  }

  /**
   * @param {string} name
   * @param {Path2D} path
   * @param {number} alpha
   */
  function line(name, path, alpha) {
    const style = styles[name];
    if (style.stroke === "none") return;
    context.globalAlpha = alpha * style.opacity * style.strokeOpacity;
    context.strokeStyle = style.stroke;
    context.lineWidth = style.width;
    context.lineCap = style.cap;
    context.setLineDash(style.dash);
    context.stroke(path);
  }

  /**
   * @param {string} name
   * @param {Path2D} path
   * @param {number} alpha
   * @param {number} [scale]
   */
  function fill(name, path, alpha, scale = ratio) {
    const style = styles[name];
    context.setTransform(scale, 0, 0, scale, origin[0], origin[1]);
    context.globalAlpha = alpha * style.opacity * style.fillOpacity;
    context.fillStyle = style.fill;
    context.fill(path);
  }

  /**
   * @param {string} name
   * @param {import("./geometry.js").Vec} at
   * @param {number} alpha
   */
  function circle(name, [x, y], alpha) {
    if (!(Number.isFinite(x) && Number.isFinite(y))) return;
    const path = new Path2D();
    path.arc(x, y, styles[name].radius, 0, 2 * Math.PI);
    fill(name, path, alpha);
    line(name, path, alpha);
  }

  /** @param {Word} word */
  function write(word) {
    const sprite = words.get(spriteName(word));
    if (!sprite) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = veil;
    const [x, y] = [word.x, word.y].map((z, axis) => Math.round(origin[axis] + ratio * z));
    context.drawImage(sprite.image, x - sprite.left, y - sprite.above);
  }
}

/**
 * What a worker does with its messages.
 * @param {(turn: number) => void} painted called when the first picture of a turn is painted
 */
export function createPainter(painted) {
  /** @type {Context[]} */
  let contexts = [];
  /** @type {Looks[]} */
  let looks = [];
  /** @type {Map<string, Sprite>} */
  let words = new Map();
  /** @type {Still[]} */
  let stills = [];
  /** @type {Message["paint"]} */
  let next;
  let last = 0;

  /** @param {Message} message */
  return function take({ canvases, looks: seen, sprites = [], paint: wanted }) {
    if (canvases) contexts = canvases.map((canvas) => /** @type {Context} */ (canvas.getContext("2d")));
    if (seen) {
      looks = seen;
      for (const { image } of words.values()) image.close();
      words = new Map();
    }
    for (const sprite of sprites) words.set(sprite.name, sprite);
    if (!wanted) return;
    stills = wanted.pictures.map(({ still }, k) => still ?? stills[k]);
    if (!next) setTimeout(work);
    next = wanted;
  };

  function work() {
    if (!next) return;
    const { pictures, turn } = next;
    next = undefined;
    pictures.forEach((picture, k) => paint(contexts[k], { ...picture, still: stills[k] }, looks[k], words));
    if (turn !== last) painted(turn);
    last = turn;
  }
}

if (!("document" in globalThis) && "postMessage" in globalThis) {
  const take = createPainter((turn) => self.postMessage(turn));
  self.addEventListener("message", ({ data }) => take(data));
}
