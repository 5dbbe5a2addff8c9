/**
 * Planes under a moving hand. While a hand moves, a worker paints them on canvases and the
 * DOM rests; before and after, they are SVG. Where there are no such workers, and until
 * the first canvas is painted, they stay SVG.
 */

import { html } from "./dom.js";
import { looksOf, spelled, spriteOf } from "./looks.js";
import { spriteName } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture.js").Still} Still */
/** @typedef {import("./picture.js").Word} Word */
/** @typedef {import("./looks.js").Looks} Looks */
/** @typedef {import("./looks.js").Sprite} Sprite */
/** @typedef {import("./painter.js").Message} Message */
/** @typedef {Pick<ReturnType<typeof import("./plane.js").createPlane>, "well" | "picture" | "trace">} Plane */

/** How many words are kept as images. */
const MOST = 200;

/** @param {Plane[]} planes that are drawn together */
export function createCanvases(planes) {
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

  return { begin, draw, stop };

  /** A hand takes hold. */
  function begin() {
    turn += 1;
    looks = null;
  }

  /**
   * @param {Picture[]} pictures one for each plane
   * @param {boolean} held whether a hand moves them
   * @param {boolean} still whether it rests, and the DOM may catch up
   */
  function draw(pictures, held, still) {
    if (held && able) post(pictures);
    const shown = held && painted === turn;
    if (!shown || still) planes.forEach((plane, k) => plane.trace(pictures[k]));
    reveal(shown);
  }

  /** @param {Picture[]} pictures */
  function post(pictures) {
    /** @type {Message} */
    const message = {};
    /** @type {Transferable[]} */
    const transfer = [];
    if (!worker) {
      message.canvases = open();
      if (!worker) return;
      transfer.push(...message.canvases);
    }
    if (!looks || known.size > MOST || looks.some((seen, k) => seen.size !== pictures[k].size || seen.height !== pictures[k].height)) {
      looks = planes.map(({ picture }, k) => looksOf(picture, pictures[k]));
      message.looks = looks;
      known = new Set();
      [stills, lines] = [[], []];
    }
    const still = pictures.map(({ still: now }, k) => (now === stills[k] ? null : now));
    stills = pictures.map((picture) => picture.still);
    const written = looks.map((seen, k) => pictures[k].words.flatMap((word) => spelled(word, seen)));
    message.paint = {
      pictures: pictures.map((picture, k) => ({ ...picture, still: still[k], lines: news(picture.lines, lines[k]), words: written[k] })),
      turn,
    };
    lines = pictures.map((picture) => picture.lines);
    message.sprites = looks.flatMap((seen, k) => sprites([...words(still[k]), ...written[k]], seen));
    transfer.push(...message.sprites.map(({ image }) => image));
    /** @type {Worker} */ (worker).postMessage(message, transfer);
  }

  /** Starts the worker. */
  function open() {
    const place = new URL("./painter.js", import.meta.url);
    try {
      worker = new Worker(place, { type: "module" });
    } catch {
      able = false;
      return [];
    }
    worker.addEventListener("message", ({ data }) => {
      painted = data;
    });
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

  /**
   * Images of the words that the worker does not have yet.
   * @param {Word[]} wanted
   * @param {Looks} seen
   * @returns {Sprite[]}
   */
  function sprites(wanted, seen) {
    return wanted.flatMap((word) => {
      const name = spriteName(word);
      if (word.text === "" || known.has(name)) return [];
      known.add(name);
      return [spriteOf(word, seen)];
    });
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

/** @param {Still | null} still */
function words(still) {
  return still ? [...still.ticks, ...still.names] : [];
}
