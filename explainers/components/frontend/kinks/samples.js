/**
 * A function sampled by JAX: which sample x stands on, slopes between samples, and curves
 * that break where they jump. No DOM.
 */

/** @typedef {import("./data.d.ts").Samples} Samples */

/**
 * A window on a graph, and its size in pixels.
 * @typedef {object} Frame
 * @property {[number, number]} x
 * @property {[number, number]} y
 * @property {number} width
 * @property {number} height
 */

/** A rise of more than this part of the window, between neighbours, is a jump. */
const JUMP = 0.12;
const FAR = 1e4;

/**
 * @param {Frame} frame
 * @param {number} x
 */
export function across({ x: [low, high], width }, x) {
  return ((x - low) / (high - low)) * width;
}

/**
 * @param {Frame} frame
 * @param {number} y
 */
export function down({ y: [low, high], height }, y) {
  const place = height - ((y - low) / (high - low)) * height;
  return Math.max(-FAR, Math.min(FAR, place));
}

/**
 * Number of the sample that is nearest to x, within the first and the last allowed.
 * @param {number[]} xs in order
 * @param {number} x
 * @param {[number, number]} [reach]
 */
export function nearest(xs, x, reach = [xs[0], xs[xs.length - 1]]) {
  let best = 0;
  let least = Infinity;
  xs.forEach((at, i) => {
    const apart = Math.abs(at - x);
    if (at >= reach[0] - 1e-9 && at <= reach[1] + 1e-9 && apart < least) [best, least] = [i, apart];
  });
  return best;
}

/**
 * Slopes of the lines from the sample to those `steps` places to its left and right; NaN
 * where there is none.
 * @param {Samples} samples
 * @param {number} index
 * @param {number} steps
 */
export function secants({ x, value }, index, steps) {
  /** @param {number} other */
  const slope = (other) => (value[other] - value[index]) / (x[other] - x[index]);
  return { left: slope(index - steps), right: slope(index + steps) };
}

/**
 * Path of a sampled curve in tenths of a pixel: broken at jumps and where it is not finite, a
 * dot where a sample stands alone.
 * @param {Frame} frame
 * @param {number[]} xs
 * @param {number[] | null} ys
 * @param {number} [part] of the window that neighbours may lie apart before it is a jump
 */
export function samplesPath(frame, xs, ys, part = JUMP) {
  if (!ys) return "";
  const most = part * (frame.y[1] - frame.y[0]);
  let path = "";
  let open = false;
  ys.forEach((y, i) => {
    if (!Number.isFinite(y)) {
      open = false;
      return;
    }
    const spot = `${Math.round(10 * across(frame, xs[i]))} ${Math.round(10 * down(frame, y))}`;
    const joined = open && Math.abs(y - ys[i - 1]) <= most;
    const alone = !joined && !(Math.abs(ys[i + 1] - y) <= most);
    path += joined ? `L${spot}` : alone ? `M${spot}l0 0` : `M${spot}`;
    open = true;
  });
  return path;
}

/**
 * A piece of a line through a point, some pixels to either side; upright if the slope is
 * infinite, "" if there is none.
 * @param {Frame} frame
 * @param {number} x
 * @param {number} y
 * @param {number} slope
 * @param {number} reach in pixels
 */
export function linePath(frame, x, y, slope, reach) {
  if (!Number.isFinite(y) || Number.isNaN(slope)) return "";
  const scale = frame.height / (frame.y[1] - frame.y[0]) / (frame.width / (frame.x[1] - frame.x[0]));
  const angle = Number.isFinite(slope) ? Math.atan(slope * scale) : Math.PI / 2;
  const [dx, dy] = [reach * Math.cos(angle), -reach * Math.sin(angle)];
  const [px, py] = [across(frame, x), down(frame, y)];
  return `M${Math.round(10 * (px - dx))} ${Math.round(10 * (py - dy))}L${Math.round(10 * (px + dx))} ${Math.round(10 * (py + dy))}`;
}
