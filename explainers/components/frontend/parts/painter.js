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
 * @property {{ pictures: (Omit<Picture, "still" | "lines"> & { still: Still | null, lines: Partial<Picture["lines"]> })[], turn: number }} [paint]
 *   what follows from a view, and each line, comes only when it is new
 */

/**
 * What is kept of a plane from picture to picture.
 * @typedef {object} Kept
 * @property {Map<string, { path: string, shape: Path2D }>} shapes its lines by their names
 * @property {string[]} paths of its lines, from the lowest to the uppermost
 * @property {{ image: ImageBitmap, count: number, looks: Looks, veil: number } | null} ground so many
 *   of the lowest lines, painted
 */

/** So many characters of lines that stay are painted once, and not for each picture. */
const LONG = 4000;

/** Chromium's and everyone's limit for mitred corners in SVG. */
const MITRE = 4;

/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context */

/**
 * One plane.
 * @param {Context} context
 * @param {Picture} picture
 * @param {Looks} looks
 * @param {ReadonlyMap<string, Sprite>} words
 * @param {Kept} kept
 */
export function paint(context, picture, looks, words, kept) {
  const { styles, ratio, origin, wide, high } = looks;
  const { canvas } = context;
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, wide, high);
  context.miterLimit = MITRE;
  const veil = picture.faint ? 0.35 : 1;
  const tenths = ratio / 10;
  const paths = [picture.still.axes, ...LINES.map((name) => picture.lines[name])];
  /** What is painted on. */
  let into = context;

  strokes(ground(), paths.length);
  for (const word of [...picture.still.ticks, ...picture.still.names]) write(word);
  for (const { id, shaft, head } of picture.arrows) {
    stroke(`${id} shaft`, shaft, ratio);
    fill(`${id} head`, new Path2D(head), veil);
  }
  if (picture.moved) circle("moved", picture.moved, veil);
  circle("dot", picture.point, veil);
  for (const word of picture.words) write(word);
  for (const { id, at } of picture.handles) circle(`${id} halo`, at, 1);

  /** Paints the lowest lines, if they are long and stay as they are; how many. */
  function ground() {
    const other = paths.findIndex((path, k) => path !== kept.paths[k]);
    const same = other < 0 ? paths.length : other;
    kept.paths = paths;
    const known = kept.ground;
    if (known && (known.looks !== looks || known.veil !== veil || known.count > same)) {
      known.image.close();
      kept.ground = null;
    }
    if (!kept.ground && paths.slice(0, same).join("").length >= LONG) {
      const canvas = new OffscreenCanvas(wide, high);
      into = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
      into.miterLimit = MITRE;
      strokes(0, same);
      into = context;
      kept.ground = { image: canvas.transferToImageBitmap(), count: same, looks, veil };
    }
    if (!kept.ground) return 0;
    context.globalAlpha = 1;
    context.drawImage(kept.ground.image, 0, 0);
    return kept.ground.count;
  }

  /** Some of the lines, from the lowest up. @param {number} from @param {number} to */
  function strokes(from, to) {
    for (let k = from; k < to; k++) stroke(k ? LINES[k - 1] : "axes", paths[k], tenths);
  }

  /**
   * @param {string} name
   * @param {string} path
   * @param {number} scale
   */
  function stroke(name, path, scale) {
    if (path === "") return;
    const shape = shapeOf(name, path);
    if (styles[name].fill !== "none") fill(name, shape, veil, scale);
    into.setTransform(scale, 0, 0, scale, origin[0], origin[1]);
    line(name, shape, veil);
  }

  /** Made anew only where the line is another. @param {string} name @param {string} path */
  function shapeOf(name, path) {
    const last = kept.shapes.get(name);
    if (last?.path === path) return last.shape;
    const shape = new Path2D(path);
    kept.shapes.set(name, { path, shape });
    return shape;
  }

  /**
   * @param {string} name
   * @param {Path2D} path
   * @param {number} alpha
   */
  function line(name, path, alpha) {
    const style = styles[name];
    if (style.stroke === "none") return;
    into.globalAlpha = alpha * style.opacity * style.strokeOpacity;
    into.strokeStyle = style.stroke;
    into.lineWidth = style.width;
    into.lineCap = style.cap;
    into.setLineDash(style.dash);
    into.stroke(path);
  }

  /**
   * @param {string} name
   * @param {Path2D} path
   * @param {number} alpha
   * @param {number} [scale]
   */
  function fill(name, path, alpha, scale = ratio) {
    const style = styles[name];
    into.setTransform(scale, 0, 0, scale, origin[0], origin[1]);
    into.globalAlpha = alpha * style.opacity * style.fillOpacity;
    into.fillStyle = style.fill;
    into.fill(path);
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
  /** @type {Picture["lines"][]} */
  let lines = [];
  /** @type {Kept[]} */
  const kept = [];
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
    lines = wanted.pictures.map((picture, k) => ({ ...lines[k], ...picture.lines }));
    if (!next) setTimeout(work);
    next = wanted;
  };

  function work() {
    if (!next) return;
    const { pictures, turn } = next;
    next = undefined;
    pictures.forEach((picture, k) => {
      kept[k] ??= { shapes: new Map(), paths: [], ground: null };
      paint(contexts[k], { ...picture, still: stills[k], lines: lines[k] }, looks[k], words, kept[k]);
    });
    if (turn !== last) painted(turn);
    last = turn;
  }
}

if (!("document" in globalThis) && "postMessage" in globalThis) {
  const take = createPainter((turn) => self.postMessage(turn));
  self.addEventListener("message", ({ data }) => take(data));
}
