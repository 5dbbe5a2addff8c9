/**
 * Paths that grow: every point is written as wide as every other, so that the path up to a
 * frame is the beginning of the text and costs nothing to make. In tenths of a pixel.
 */

import { numeral } from "../parts/format.js";
import { beyond } from "./wire.js";

const FAR = 99_999;
/** Characters of a point: a letter, two numbers of six, a space. */
const WIDE = 14;

/**
 * @param {ArrayLike<number>} across in pixels, one for each frame
 * @param {ArrayLike<number>} down
 */
export function growing(across, down) {
  let text = "";
  for (let i = 0; i < across.length; i++) text += `${i ? "L" : "M"}${field(across[i])} ${field(down[i])}`;
  return text;
}

/**
 * The part of a growing path up to a frame.
 * @param {string} path
 * @param {number} frame
 */
export function upTo(path, frame) {
  return path.slice(0, WIDE * (frame + 1));
}

/** @param {number} pixels */
function field(pixels) {
  const tenths = Math.round(10 * pixels);
  const kept = Number.isNaN(tenths) ? FAR : Math.max(-FAR, Math.min(FAR, tenths));
  return String(kept).padStart(6);
}

/** Powers of ten that an axis holds at most. */
const DECADES = 8;

/**
 * Range of a logarithmic axis, in powers of ten, for risks of which some may be too large,
 * too small or negative to be shown.
 * @param {ArrayLike<number>[]} risks of each run
 * @param {number | null} least
 * @returns {{ low: number, high: number, shift: number }} what is subtracted first is the shift
 */
export function logRange(risks, least) {
  const known = risks.map((run) => Array.from(run).filter((z) => !beyond(z)));
  const seen = known.flat();
  const shift = Math.min(0, least ?? 0, seen.reduce((a, b) => Math.min(a, b), 0));
  const above = [...seen, ...(least === null ? [] : [least])].map((z) => z - shift).filter((z) => z > 0);
  const starts = risks.map((run) => run[0] - shift).filter((z) => z > 0 && !beyond(z));
  const top = Math.log10((starts.length ? starts : above).reduce((a, b) => Math.max(a, b), 0) || 1);
  const bottom = Math.max(top - DECADES, Math.log10(above.reduce((a, b) => Math.min(a, b), Infinity)));
  const span = Math.max(0.5, top - (Number.isFinite(bottom) ? bottom : top));
  return { low: top - 1.12 * span, high: top + 0.1 * span, shift };
}

/**
 * Round numbers to mark on a logarithmic axis: powers of ten, with 2 and 5 where those are few.
 * @param {{ low: number, high: number }} range
 * @param {number} most
 */
export function logMarks({ low, high }, most) {
  const first = Math.ceil(low);
  const powers = Array.from({ length: Math.max(0, Math.floor(high) - first + 1) }, (_, k) => first + k);
  if (powers.length < 3) {
    const finer = [Math.floor(low), ...powers].flatMap((k) => [1, 2, 5].map((digit) => digit * 10 ** k));
    return [...new Set(finer)].filter((z) => Math.log10(z) >= low && Math.log10(z) <= high);
  }
  const every = Math.ceil(powers.length / most);
  return powers.filter((_, k) => k % every === 0).map((k) => 10 ** k);
}

/**
 * A mark of the axis as a reader sees it: 10⁻⁵, not 1·10⁻⁵.
 * @param {number} mark
 */
export function markText(mark) {
  return numeral(Number(mark.toPrecision(3))).replace(/^1·/, "");
}

/**
 * Where a risk stands on the axis, 0 at its low end and 1 at its high one; cut a little
 * outside of it.
 * @param {number} risk
 * @param {{ low: number, high: number, shift: number }} range
 */
export function onLog(risk, { low, high, shift }) {
  const above = risk - shift;
  if (Number.isNaN(above)) return 1.2;
  const at = above > 0 ? (Math.log10(above) - low) / (high - low) : -0.2;
  return Math.max(-0.2, Math.min(1.2, at));
}

/** Rates at the ends of the slider, as powers of ten. */
export const RATE_ENDS = /** @type {const} */ ([-4, 1]);

/**
 * Where a rate stands on its slider, from 0 to 1.
 * @param {number} rate
 */
export function onTrack(rate) {
  const [low, high] = RATE_ENDS;
  return Math.max(0, Math.min(1, (Math.log10(rate) - low) / (high - low)));
}

/**
 * Rate at a place on the slider, to three digits.
 * @param {number} part from 0 to 1
 */
export function rateAt(part) {
  const [low, high] = RATE_ENDS;
  const inside = Math.max(0, Math.min(1, part));
  return Number((10 ** (low + inside * (high - low))).toPrecision(3));
}

/**
 * The first frame at which a step has been reached.
 * @param {number[]} frames
 * @param {number} step
 */
export function frameOf(frames, step) {
  const found = frames.findIndex((shown) => shown >= step);
  return found < 0 ? frames.length - 1 : found;
}
