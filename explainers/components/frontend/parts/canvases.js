/**
 * Planes under a moving hand. While a hand moves, a worker paints them on canvases and the
 * DOM rests; before and after, they are SVG. Where there are no such workers, and until
 * the first canvas is painted, they stay SVG. A worker that makes pictures itself is sent what
 * moves, and none is composed here as long as it paints.
 */

import { html } from "./dom.js";
import { imagesIn } from "./letters.js";
import { looksOf, spriteOf } from "./looks.js";
import { spriteName } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture.js").Still} Still */
/** @typedef {import("./picture.js").Word} Word */
/** @typedef {import("./looks.js").Looks} Looks */
/** @typedef {import("./looks.js").Sprite} Sprite */
/** @typedef {import("./painting.js").Message<unknown, unknown>} Message */
/** @typedef {import("./painting.js").Said} Said */
/** @typedef {Pick<ReturnType<typeof import("./plane.js").createPlane>, "well" | "picture" | "trace">} Plane */

/**
 * What is drawn in one frame.
 * @typedef {object} Moment
 * @property {() => Picture[]} compose one for each plane
 * @property {unknown} moves what the worker makes them of; null where it cannot
 * @property {boolean} held whether a hand moves them
 * @property {boolean} whole whether the DOM is to catch up
 * @property {number[]} widths of the planes
 */

/** How many words are kept as images. */
const MOST = 200;

/**
 * @template N
 * @param {Plane[]} planes that are drawn together
 * @param {import("./making.js").Making<N>} [making] whose worker makes pictures
 */
export function createCanvases(planes, making) {
  /** @type {Worker | null} */
  let worker = null;
  let able = typeof Worker === "function" && typeof OffscreenCanvas === "function" && "transferControlToOffscreen" in HTMLCanvasElement.prototype;
  /** @type {Looks[] | null} of the planes under this hand */
  let looks = null;
  /** @type {Set<string>} words that the worker has */
  let known = new Set();
  /** @type {Still[]} what the worker has of each view */
  let stills = [];
  /** @type {Picture["lines"][]} the lines of each plane that it has */
  let lines = [];
  /** Which hand this is, and the last one whose first picture is painted. */
  let [turn, painted] = [0, 0];
  let visible = false;
  let size = "";
  /** @type {unknown} what the worker makes its pictures of as long as it stays */
  let stays;
  /** @type {unknown} what was shown last while no hand moved; null when the worker has it */
  let calm = null;

  return { begin, draw, stop };

  /** A hand takes hold. */
  function begin() {
    turn += 1;
    looks = null;
  }

  /** @param {Moment} moment */
  function draw({ compose, moves, held, whole, widths }) {
    if (!held) calm = moves;
    if (size !== widths.join()) begin();
    size = widths.join();
    const shown = held && painted === turn;
    const pictures = shown && moves && !whole ? null : compose();
    if (held && able) post(pictures, moves);
    if (pictures && (!shown || whole)) planes.forEach((plane, k) => plane.trace(pictures[k]));
    reveal(shown);
  }

  /**
   * @param {Picture[] | null} pictures null where the worker makes them alone
   * @param {unknown} moves
   */
  function post(pictures, moves) {
    /** @type {Message} */
    const message = {};
    /** @type {Transferable[]} */
    const transfer = [];
    if (!worker) {
      message.canvases = open();
      if (!worker) return;
      transfer.push(...message.canvases);
    }
    const sized = pictures ?? looks;
    if (sized && (!looks || known.size > MOST)) {
      looks = planes.map(({ picture }, k) => looksOf(picture, sized[k]));
      message.looks = looks;
      known = new Set();
      [stills, lines] = [[], []];
    }
    if (moves) make(message, moves);
    else if (pictures) paint(message, pictures);
    message.sprites = sprites(pictures?.map(imagesIn) ?? []);
    transfer.push(...message.sprites.map(({ image }) => image));
    worker.postMessage(message, transfer);
  }

  /** @param {Message} message @param {unknown} moves */
  function make(message, moves) {
    message.make = { moves, turn };
    if (stays !== making?.stays()) {
      stays = making?.stays();
      message.stays = stays;
    }
    if (calm) message.calm = calm;
    calm = null;
  }

  /** @param {Message} message @param {Picture[]} pictures */
  function paint(message, pictures) {
    message.paint = {
      pictures: pictures.map((picture, k) => ({
        ...picture,
        still: picture.still === stills[k] ? null : picture.still,
        lines: news(picture.lines, lines[k]),
      })),
      turn,
    };
    stills = pictures.map((picture) => picture.still);
    lines = pictures.map((picture) => picture.lines);
  }

  /** Starts the worker. */
  function open() {
    try {
      worker = new Worker(making?.painter() ?? new URL("./painter.js", import.meta.url), { type: "module" });
    } catch {
      able = false;
      return [];
    }
    worker.addEventListener("message", ({ data }) => hear(data));
    worker.addEventListener("error", fail);
    worker.addEventListener("messageerror", fail);
    return planes.map(({ well }) => {
      const canvas = html("canvas", { "aria-hidden": "true" });
      well.prepend(canvas);
      return canvas.transferControlToOffscreen();
    });
  }

  /** Without the worker everything stays SVG. */
  function fail() {
    able = false;
    painted = 0;
    worker?.terminate();
  }

  /** @param {Said} said */
  function hear(said) {
    if ("painted" in said) {
      painted = said.painted;
      return;
    }
    const made = sprites(said.lacks);
    // Between two hands there are no looks to make any by; the next picture brings them along.
    if (made.length) worker?.postMessage({ sprites: made }, made.map(({ image }) => image));
  }

  /**
   * The images that the worker does not have yet.
   * @param {Word[][]} words of each plane that have one
   * @returns {Sprite[]}
   */
  function sprites(words) {
    return (looks ?? []).flatMap((seen, k) =>
      (words[k] ?? []).flatMap((word) => {
        const name = spriteName(word);
        if (known.has(name)) return [];
        known.add(name);
        return [spriteOf(word, seen)];
      }),
    );
  }

  /** @param {boolean} canvases whether those are seen in place of the SVG */
  function reveal(canvases) {
    if (canvases === visible) return;
    visible = canvases;
    for (const { well } of planes) well.classList.toggle("painted", canvases);
  }

  function stop() {
    worker?.terminate();
    able = false;
  }
}

/**
 * Lines that are other than they were: the longest rest while a hand moves.
 * @param {Picture["lines"]} now
 * @param {Picture["lines"] | undefined} before
 * @returns {Partial<Picture["lines"]>}
 */
function news(now, before) {
  return before ? Object.fromEntries(Object.entries(now).filter(([name, path]) => path !== before[/** @type {import("./picture.js").Line} */ (name)])) : now;
}
