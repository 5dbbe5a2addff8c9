/**
 * Words as what there are images of. A number is another one in each frame: an image of each would
 * cost more than all else, so it is put together from letters. No DOM.
 */

import { spriteName } from "./picture.js";

/** @typedef {import("./picture.js").Word} Word */
/** @typedef {{ width: number }} Sized an image, by how far it carries on, in units of the picture */

/** What words in letters are painted in: below all letters what keeps each off its ground. */
export const LAYERS = /** @type {const} */ (["halo", "letter"]);

const PARTS = /[0-9.−]|[^0-9.−]+/g;
/** Kinds of words that follow from the view, and stay as they are while a hand moves. */
const STAY = ["tick", "axis"];

/**
 * The images that a word is painted from: its own, or those of its parts.
 * @param {Word} word
 * @returns {Word[]}
 */
export function imagesOf(word) {
  const { kind, text } = word;
  if (text === "") return [];
  if (STAY.includes(kind) || !/[0-9]/.test(text)) return [word];
  const parts = text.match(PARTS) ?? [];
  return LAYERS.flatMap((layer) => parts.map((part) => ({ ...word, kind: `${kind} ${layer}`, text: part, anchor: /** @type {const} */ ("start") })));
}

/** All images that a picture is painted from. @param {Pick<import("./picture.js").Picture, "still" | "words">} picture */
export function imagesIn({ still, words }) {
  return [...still.ticks, ...still.names, ...words].flatMap(imagesOf);
}

/**
 * Those of a word, each where it stands.
 * @param {Word} word
 * @param {ReadonlyMap<string, Sized>} images by their names; what is not among them has no width
 * @returns {Word[]}
 */
export function spelled(word, images) {
  const parts = imagesOf(word);
  if (parts[0] === word) return parts;
  const widths = parts.map((part) => images.get(spriteName(part))?.width ?? 0);
  const count = parts.length / LAYERS.length;
  const whole = widths.slice(0, count).reduce((sum, width) => sum + width, 0);
  let next = 0;
  return parts.map((part, k) => {
    if (k % count === 0) next = word.x - whole / 2;
    const x = next;
    next += widths[k];
    return { ...part, x };
  });
}
