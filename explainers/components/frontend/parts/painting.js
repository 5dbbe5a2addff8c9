/**
 * Paints planes on canvases, in a worker: the page's own thread stays free for the hand. It gets
 * whole pictures, or what moves, of which it makes them. Of what arrives while one is painted
 * only the newest is.
 */

import { imagesIn, spelled } from "./letters.js";
import { LINES, createComposer, spriteName } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture.js").Still} Still */
/** @typedef {import("./picture.js").Word} Word */
/** @typedef {import("./looks.js").Looks} Looks */
/** @typedef {import("./looks.js").Sprite} Sprite */

/**
 * What the page sends, each part when there is news of it.
 * @template S what scenes are made of as long as it stays
 * @template M what moves
 * @typedef {object} Message
 * @property {OffscreenCanvas[]} [canvases] one for each plane
 * @property {Looks[]} [looks] of each plane; words of older looks are forgotten
 * @property {Sprite[]} [sprites] words that have not been painted before
 * @property {S} [stays]
 * @property {M} [calm] what was shown before the hand took hold: it is made, and what is fine of it stays
 * @property {{ moves: M, turn: number }} [make]
 * @property {{ pictures: (Omit<Picture, "still" | "lines"> & { still: Still | null, lines: Partial<Picture["lines"]> })[], turn: number }} [paint]
 *   what follows from a view, and each line, comes only when it is new
 */

/**
 * What it says: the turn whose first picture is painted, or of which words of each plane it has no image.
 * @typedef {{ painted: number } | { lacks: Word[][] }} Said
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
  for (const word of picture.words.flatMap((each) => spelled(each, words))) write(word);
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
 * @template S, M
 * @param {import("./making.js").Maker<S, M>} maker
 * @param {(said: Said) => void} say
 */
export function createPainter(maker, say) {
  /** @type {Context[]} */
  let contexts = [];
  /** @type {Looks[]} */
  let looks = [];
  /** @type {ReturnType<typeof createComposer>[]} */
  let composers = [];
  /** @type {Map<string, Sprite>} */
  let words = new Map();
  /** @type {Still[]} */
  let stills = [];
  /** @type {Picture["lines"][]} */
  let lines = [];
  /** @type {Kept[]} */
  const kept = [];
  /** @type {ReturnType<typeof maker>} */
  let scenes = () => [];
  /** @type {(() => Picture[]) | null} how the newest are made, until they are */
  let next = null;
  /** @type {Picture[]} */
  let pictures = [];
  /** The turn of those, and the last one that is painted. */
  let [turn, last] = [0, 0];
  let awaited = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {Message<S, M>} message */
  return function take({ canvases, looks: seen, sprites = [], stays, calm, make, paint: wanted }) {
    if (canvases) contexts = canvases.map((canvas) => /** @type {Context} */ (canvas.getContext("2d")));
    if (seen) {
      looks = seen;
      composers = looks.map(({ letters }) => createComposer(() => letters));
      for (const { image } of words.values()) image.close();
      words = new Map();
    }
    for (const sprite of sprites) words.set(sprite.name, sprite);
    if (stays) scenes = maker(stays);
    if (calm) scenes(calm);
    if (wanted) {
      stills = wanted.pictures.map(({ still }, k) => still ?? stills[k]);
      lines = wanted.pictures.map((picture, k) => ({ ...lines[k], ...picture.lines }));
      next = () => wanted.pictures.map((picture, k) => ({ ...picture, still: stills[k], lines: lines[k] }));
      turn = wanted.turn;
    }
    if (make) {
      next = () => scenes(make.moves).map((scene, k) => composers[k](scene));
      turn = make.turn;
    }
    timer ??= setTimeout(work);
  };

  function work() {
    timer = undefined;
    if (next) pictures = next();
    next = null;
    const lacks = pictures.map((picture) => imagesIn(picture).filter((word) => !words.has(spriteName(word))));
    const whole = lacks.every((all) => all.length === 0);
    if (!whole) say({ lacks });
    // What was painted stays while words of its successor are on their way, but not for longer.
    const keeps = !whole && !awaited;
    awaited = !whole;
    if (keeps) return;
    pictures.forEach((picture, k) => {
      kept[k] ??= { shapes: new Map(), paths: [], ground: null };
      paint(contexts[k], picture, looks[k], words, kept[k]);
    });
    if (whole && turn !== last) {
      last = turn;
      say({ painted: turn });
    }
  }
}

/**
 * Begins to paint, where this is a worker.
 * @template S, M
 * @param {import("./making.js").Maker<S, M>} maker
 */
export function paints(maker) {
  const take = createPainter(maker, (said) => self.postMessage(said));
  self.addEventListener("message", ({ data }) => take(data));
}
