/**
 * Paths that grow: every point is written as wide as every other, so that the path up to a
 * frame is the beginning of the text and costs nothing to make. In tenths of a pixel.
 */

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

/**
 * Range of a logarithmic axis, in powers of ten, for risks of which some may be too large,
 * too small or negative to be shown.
 * @param {ArrayLike<number>[]} risks of each run
 * @param {number | null} least
 * @returns {{ low: number, high: number, shift: number }} what is subtracted first is the shift
 */
export function logRange(risks, least) {
  let lowest = least ?? Infinity;
  let start = 0;
  for (const run of risks) for (let i = 0; i < run.length; i++) if (run[i] < lowest) lowest = run[i];
  const shift = lowest < 0 || (lowest === Infinity) ? Math.min(0, lowest === Infinity ? 0 : lowest) : 0;
  for (const run of risks) if (Number.isFinite(run[0])) start = Math.max(start, run[0] - shift);
  const high = Math.ceil(Math.log10(start || 1) + 0.15);
  const seen = lowest - shift;
  const low = Math.max(high - DECADES, seen > 0 ? Math.floor(Math.log10(seen) + 0.02) : -Infinity);
  return { low: Math.min(low, high - 1), high, shift };
}

/** Powers of ten that an axis holds at most. */
const DECADES = 8;

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
