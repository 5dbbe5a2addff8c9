/**
 * Reads SVG paths in tenths of a pixel back into points in data units.
 *
 * @typedef {import("../../explainers/components/frontend/parts/geometry.js").Frame} Frame
 * @typedef {import("../../explainers/components/frontend/parts/geometry.js").Vec} Vec
 */

/** How many points are read from each piece of a path. */
const POINTS = 16;

/**
 * Strokes of a path, each as points in pixels: those where the pen went down, and many on
 * the way. Knows the commands M, L, C, v and Z.
 * @param {string} path
 * @returns {Vec[][]}
 */
export function strokes(path) {
  /** @type {Vec[][]} */
  const found = [];
  for (const [, command, text] of path.matchAll(/([MLCvZ])([^MLCvZ]*)/g)) {
    const numbers = (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map((part) => Number(part) / 10);
    const stroke = found.at(-1) ?? [];
    const last = stroke.at(-1) ?? [0, 0];
    if (command === "M") found.push([[numbers[0], numbers[1]]]);
    else if (command === "L") stroke.push([numbers[0], numbers[1]]);
    else if (command === "v") stroke.push([last[0], last[1] + numbers[0]]);
    else if (command === "Z") stroke.push(stroke[0]);
    else stroke.push(...cubic(last, numbers));
  }
  return found;
}

/**
 * @param {Vec} start
 * @param {number[]} controls
 * @returns {Vec[]}
 */
function cubic(start, controls) {
  return Array.from({ length: POINTS }, (_, k) => {
    const t = (k + 1) / POINTS;
    /** @param {0 | 1} axis */
    const along = (axis) =>
      (1 - t) ** 3 * start[axis] +
      3 * (1 - t) ** 2 * t * controls[axis] +
      3 * (1 - t) * t ** 2 * controls[2 + axis] +
      t ** 3 * controls[4 + axis];
    return [along(0), along(1)];
  });
}

/**
 * @param {Frame} frame
 * @param {Vec} pixel
 * @returns {Vec}
 */
export function toData({ view, size, height }, [a, b]) {
  const scale = size / (2 * view.half);
  return [view.cx + (a - size / 2) / scale, view.cy - (b - height / 2) / scale];
}

/**
 * All points of a path in data units.
 * @param {Frame} frame
 * @param {string} path
 */
export function pointsOf(frame, path) {
  return strokes(path).flat().map((pixel) => toData(frame, pixel));
}
