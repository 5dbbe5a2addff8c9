/**
 * Planes, and what is drawn in them, as numbers and SVG path strings. No DOM.
 * Paths are in tenths of a pixel, as whole numbers: short strings, drawn under scale(.1).
 */

/** @typedef {[number, number]} Vec */

/**
 * A square window on two coordinates.
 * @typedef {object} View
 * @property {number} cx centre
 * @property {number} cy
 * @property {number} half half of the side, in data units
 */

/**
 * A view with a size on screen.
 * @typedef {object} Frame
 * @property {View} view
 * @property {number} size width in pixels
 * @property {number} height in pixels; the size, except for a number line
 * @property {boolean} line whether the space is a number line, drawn along the middle
 */

/**
 * @param {Frame} frame
 * @param {Vec} p
 * @returns {Vec}
 */
export function toPixels({ view, size, height, line }, [a, b]) {
  const scale = size / (2 * view.half);
  return [
    size / 2 + (a - view.cx) * scale,
    line ? height / 2 : height / 2 - (b - view.cy) * scale,
  ];
}

/** Height of a number line, as a part of its width. */
export const FLAT = 0.6;

/**
 * A view at a size on screen.
 * @param {View} view
 * @param {number} size in pixels
 * @param {boolean} line
 * @returns {Frame}
 */
export function frameOf(view, size, line) {
  return { view, size, height: line ? Math.round(size * FLAT) : size, line };
}

/**
 * Square view on two ranges; the smaller one is widened.
 * @param {readonly [number, number]} a
 * @param {readonly [number, number] | null} b
 * @returns {View}
 */
export function squareView(a, b) {
  const half = Math.max(a[1] - a[0], b ? b[1] - b[0] : 0) / 2;
  return { cx: (a[0] + a[1]) / 2, cy: b ? (b[0] + b[1]) / 2 : 0, half: half || 1 };
}

/**
 * The view, widened about its centre where points lie outside.
 * @param {View} view
 * @param {Vec[]} points
 * @returns {View}
 */
export function widened(view, points) {
  const far = Math.max(
    0,
    ...points.filter(finite).map(([a, b]) => Math.max(Math.abs(a - view.cx), Math.abs(b - view.cy))),
  );
  return far <= 0.95 * view.half ? view : { ...view, half: far * 1.15 };
}

/** A view grows so many times at most for an arrow: one that goes farther is cut, and says its length. */
const WIDEST = 3;

/**
 * The view, widened for points under hands wherever they are, and for tips of arrows near them.
 * @param {View} view
 * @param {Vec[]} held
 * @param {Vec[]} tips
 */
export function reaching(view, held, tips) {
  const about = widened(view, held);
  const far = WIDEST * about.half;
  return widened(about, tips.filter(([a, b]) => Math.max(Math.abs(a - view.cx), Math.abs(b - view.cy)) <= far));
}

/**
 * The view that holds the points with a margin around them.
 * @param {Vec[]} points
 * @param {View} usual taken where there is nothing to fit
 * @returns {View}
 */
export function fitted(points, usual) {
  const inside = points.filter(finite);
  if (inside.length === 0) return usual;
  const [a, b] = [inside.map((p) => p[0]), inside.map((p) => p[1])];
  const [left, right] = [Math.min(...a), Math.max(...a)];
  const [low, high] = [Math.min(...b), Math.max(...b)];
  const half = 0.7 * Math.max(right - left, high - low);
  return {
    cx: (left + right) / 2,
    cy: (low + high) / 2,
    half: half > 1e-9 ? half : usual.half,
  };
}

/**
 * The part of a window that a lens shows: h times as wide, with a point where it was.
 * @param {View} view
 * @param {Vec} about
 * @param {number} h
 * @returns {View}
 */
export function magnified({ cx, cy, half }, about, h) {
  return { cx: about[0] + h * (cx - about[0]), cy: about[1] + h * (cy - about[1]), half: h * half };
}

/** @param {Vec} p */
export function finite([a, b]) {
  return Number.isFinite(a) && Number.isFinite(b);
}

/**
 * Round numbers within a range, about `count` of them, and the step between them.
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
export function ticks(low, high, count) {
  const rough = (high - low) / count;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5].find((k) => k * unit >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  const at = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return { step, at };
}

/**
 * Step that handles snap to: a power of ten well below a pixel's worth.
 * @param {number} span
 */
export function grain(span) {
  return 10 ** Math.floor(Math.log10(span / 300));
}

/**
 * @param {number} number
 * @param {number} step a power of ten
 */
export function snapped(number, step) {
  const decimals = Math.max(0, -Math.round(Math.log10(step)));
  return Number((Math.round(number / step) * step).toFixed(decimals)) + 0;
}

/**
 * What keys take for a one: 1 where a range is from 1 to 30 long; for shorter and longer ones the
 * power of ten that plays its part.
 * @param {number} span
 */
export function unitOf(span) {
  const longest = Math.floor(Math.log10(span / 30)) + 1;
  const shortest = Math.floor(Math.log10(span));
  return 10 ** Math.max(longest, Math.min(shortest, 0));
}

/**
 * A number after a key's step, on a multiple of the step; after a step of one, of its tenth.
 * @param {number} number
 * @param {number} by in units
 * @param {number} span of what it moves in
 */
export function stepped(number, by, span) {
  const unit = unitOf(span);
  return by === 0 ? number : snapped(number + by * unit, unit * Math.min(Math.abs(by), 0.1));
}

/**
 * A point of a curve and its velocity, both in data units.
 * @typedef {{ t: number, p: Vec, d: Vec }} Node
 */

const CLOSE = 0.3;
const DEEPEST = 5;
const FAR = 4;

/**
 * Path of a smooth curve as cubic Béziers through its nodes, with their velocities as
 * tangents. Where the cubic is more than a third of a pixel from the true midpoint, the
 * piece is halved, up to 32 times; where the curve is not finite it breaks.
 * @param {Frame} frame
 * @param {(t: number) => Node} at
 * @param {number} from
 * @param {number} to
 * @param {number} pieces
 */
export function curvePath(frame, at, from, to, pieces) {
  const scale = frame.size / (2 * frame.view.half);
  let path = "";
  let open = false;
  let a = at(from);
  for (let i = 1; i <= pieces; i++) {
    const b = at(from + ((to - from) * i) / pieces);
    piece(a, b, 0);
    a = b;
  }
  return path;

  /**
   * @param {Node} a
   * @param {Node} b
   * @param {number} depth
   */
  function piece(a, b, depth) {
    if (!(finite(a.p) && finite(b.p))) {
      if (depth < DEEPEST && (finite(a.p) || finite(b.p))) return halve(a, b, at((a.t + b.t) / 2), depth);
      open = false;
      return;
    }
    if (outside(a.p, b.p)) {
      open = false;
      return;
    }
    const h = (b.t - a.t) / 8;
    const middle = at((a.t + b.t) / 2);
    const error = Math.hypot(
      (a.p[0] + b.p[0]) / 2 + h * (a.d[0] - b.d[0]) - middle.p[0],
      (a.p[1] + b.p[1]) / 2 + h * (a.d[1] - b.d[1]) - middle.p[1],
    );
    if (!(error * scale < CLOSE)) {
      if (depth < DEEPEST) return halve(a, b, middle, depth);
      return segment(a, b, (b.t - a.t) / 3, !(error * scale < 20 * CLOSE));
    }
    segment(a, b, (b.t - a.t) / 3, false);
  }

  /**
   * @param {Node} a
   * @param {Node} b
   * @param {Node} middle
   * @param {number} depth
   */
  function halve(a, b, middle, depth) {
    piece(a, middle, depth + 1);
    piece(middle, b, depth + 1);
  }

  /**
   * @param {Node} a
   * @param {Node} b
   * @param {number} third
   * @param {boolean} rough a jump or a kink: no tangent is to be trusted there
   */
  function segment(a, b, third, rough) {
    if (rough) {
      open = false;
      return;
    }
    if (!open) path += `M${tenths(frame, a.p)}`;
    path +=
      `C${tenths(frame, [a.p[0] + third * a.d[0], a.p[1] + third * a.d[1]])} ` +
      `${tenths(frame, [b.p[0] - third * b.d[0], b.p[1] - third * b.d[1]])} ${tenths(frame, b.p)}`;
    open = true;
  }

  /**
   * Whether a piece is far off the plane, on one side of it.
   * @param {Vec} p
   * @param {Vec} q
   */
  function outside(p, q) {
    const { cx, cy, half } = frame.view;
    const limit = FAR * half;
    return (
      (p[0] - cx > limit && q[0] - cx > limit) ||
      (cx - p[0] > limit && cx - q[0] > limit) ||
      (p[1] - cy > limit && q[1] - cy > limit) ||
      (cy - p[1] > limit && cy - q[1] > limit)
    );
  }
}

/**
 * @param {Frame} frame
 * @param {Vec} p
 */
function tenths({ view, size, height, line }, p) {
  // As toPixels has it, without a pair made for each of thousands of points.
  const scale = size / (2 * view.half);
  const across = size / 2 + (p[0] - view.cx) * scale;
  const down = line ? height / 2 : height / 2 - (p[1] - view.cy) * scale;
  return `${Math.round(10 * bounded(across))} ${Math.round(10 * bounded(down))}`;
}

/** @param {number} pixels */
function bounded(pixels) {
  return Math.max(-1e5, Math.min(1e5, pixels));
}

/**
 * A polygon through points, in tenths of a pixel.
 * @param {Frame} frame
 * @param {Vec[]} points
 */
export function linePath(frame, points) {
  return points.map((p, i) => `${i ? "L" : "M"}${tenths(frame, p)}`).join("");
}

/**
 * Image of the unit circle under p + A·(cos φ, sin φ)·radius, exactly, as four cubics.
 * @param {Frame} frame
 * @param {Vec} p
 * @param {Vec} first first column of A
 * @param {Vec} second
 * @param {number} radius
 */
export function ellipsePath(frame, p, first, second, radius) {
  const kappa = (4 / 3) * Math.tan(Math.PI / 8);
  /** @param {number} a @param {number} b */
  const at = (a, b) =>
    tenths(frame, [
      p[0] + radius * (a * first[0] + b * second[0]),
      p[1] + radius * (a * first[1] + b * second[1]),
    ]);
  const quarter = [
    [1, kappa, kappa, 1, 0, 1],
    [-kappa, 1, -1, kappa, -1, 0],
    [-1, -kappa, -kappa, -1, 0, -1],
    [kappa, -1, 1, -kappa, 1, 0],
  ];
  return `M${at(1, 0)}${quarter.map(([a, b, c, d, e, f]) => `C${at(a, b)} ${at(c, d)} ${at(e, f)}`).join("")}Z`;
}

/**
 * Level lines c·(q − p) = k of a covector through a frame: k = 0 apart, the others at
 * every `every`-th whole number, so that they never crowd.
 * @param {Frame} frame
 * @param {Vec} p
 * @param {Vec} c
 * @returns {{ zero: string, rest: string, every: number }}
 */
export function stripes(frame, p, c) {
  const covector = frame.line ? /** @type {Vec} */ ([c[0], 0]) : c;
  const size = Math.hypot(...covector);
  const scale = frame.size / (2 * frame.view.half);
  if (!(size > 0) || !Number.isFinite(size)) return { zero: "", rest: "", every: 1 };
  const apart = scale / size;
  let every = 1;
  while (apart * every < 7) every *= every.toString().startsWith("2") ? 2.5 : 2;
  const { cx, cy, half } = frame.view;
  const reach = frame.line ? half * Math.abs(covector[0]) : half * (Math.abs(c[0]) + Math.abs(c[1]));
  const middle = covector[0] * (cx - p[0]) + covector[1] * (cy - p[1]);
  const first = Math.ceil((middle - reach) / every);
  const last = Math.floor((middle + reach) / every);
  const unit = /** @type {Vec} */ ([covector[0] / size, covector[1] / size]);
  const far = frame.line ? 0.09 * half : 3 * half;
  /** @param {number} k */
  const level = (k) => {
    const base = [p[0] + (k / size) * unit[0], p[1] + (k / size) * unit[1]];
    if (frame.line) {
      const [a, b] = toPixels(frame, [base[0], 0]);
      return `M${Math.round(10 * a)} ${Math.round(10 * b) - 140}v280`;
    }
    const shift = (cx - base[0]) * -unit[1] + (cy - base[1]) * unit[0];
    const mid = /** @type {Vec} */ ([base[0] - shift * unit[1], base[1] + shift * unit[0]]);
    return linePath(frame, [
      [mid[0] + far * unit[1], mid[1] - far * unit[0]],
      [mid[0] - far * unit[1], mid[1] + far * unit[0]],
    ]);
  };
  let rest = "";
  for (let k = first; k <= last; k++) if (k !== 0) rest += level(k * every);
  return { zero: first <= 0 && last >= 0 ? level(0) : "", rest, every };
}

/**
 * Where an arrow from a to b, in pixels, leaves the frame; b itself if it does not, and
 * null if it starts outside.
 * @param {Vec} a
 * @param {Vec} b
 * @param {Frame} frame
 * @param {number} inset
 * @returns {{ tip: Vec, clipped: boolean } | null}
 */
export function clipped(a, b, { size, height }, inset) {
  if (a[0] < 0 || a[0] > size || a[1] < 0 || a[1] > height) return null;
  let part = 1;
  for (const axis of /** @type {const} */ ([0, 1])) {
    const [low, high] = [inset, (axis === 0 ? size : height) - inset];
    const step = b[axis] - a[axis];
    if (b[axis] < low && step < 0) part = Math.min(part, Math.max(0, (low - a[axis]) / step));
    if (b[axis] > high && step > 0) part = Math.min(part, Math.max(0, (high - a[axis]) / step));
  }
  return {
    tip: [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])],
    clipped: part < 1,
  };
}

/**
 * Shaft and head of an arrow in pixels; a dot's worth of nothing when it is too short.
 * @param {Vec} a
 * @param {Vec} b
 */
export function arrowPaths(a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  if (length < 1.5) return { shaft: "", head: "" };
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(13, 0.6 * length);
  return {
    shaft: `M${rounded(a)}L${rounded([b[0] - 0.8 * head * ux, b[1] - 0.8 * head * uy])}`,
    head: headPath(b, a, head),
  };
}

/**
 * Head of an arrow that comes to its tip from some other place.
 * @param {Vec} tip
 * @param {Vec} from
 * @param {number} head its length
 */
export function headPath(tip, from, head) {
  const [dx, dy] = [tip[0] - from[0], tip[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [nx, ny] = [tip[0] - head * ux, tip[1] - head * uy];
  const wide = 0.42 * head;
  return `M${rounded(tip)}L${rounded([nx - wide * uy, ny + wide * ux])}L${rounded([nx + wide * uy, ny - wide * ux])}Z`;
}

/** A place in pixels, to tenths. @param {Vec} p */
function rounded([x, y]) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/**
 * A function sampled on a square lattice over a view. What is kept is the root of its
 * height above its lowest value, which is nearly straight in the valleys where level
 * lines lie close.
 * @typedef {object} Field
 * @property {View} view
 * @property {number} count points along each side
 * @property {number} lowest
 * @property {Float64Array} roots row by row, from the low end of both coordinates
 */

/**
 * @param {View} view
 * @param {number} count
 * @param {(p: Vec) => number} at
 * @param {number} [lift] how far below the lowest value roots begin, in parts of the range;
 *   with a large lift level lines are exact for a linear function
 * @returns {Field}
 */
export function sampled(view, count, at, lift = 0) {
  const values = new Float64Array(count * count);
  const step = (2 * view.half) / (count - 1);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      values[row * count + column] = at([
        view.cx - view.half + column * step,
        view.cy - view.half + row * step,
      ]);
    }
  }
  const least = values.reduce((low, z) => (z < low ? z : low), Infinity);
  const most = values.reduce((high, z) => (z > high && z < Infinity ? z : high), -Infinity);
  const lowest = lift ? least - lift * (most - least || 1) : least;
  return { view, count, lowest, roots: values.map((z) => Math.sqrt(z - lowest)) };
}

/**
 * Level lines of a field by marching squares, linear along the edges.
 * @param {Frame} frame
 * @param {Field} field
 * @param {...number} levels
 */
export function levelPath(frame, field, ...levels) {
  let path = "";
  crossings(field, levels, (_, root, ends) => {
    for (let i = 0; i + 1 < ends.length; i += 2) {
      path += `M${cut(frame, field, ends[i], root)}L${cut(frame, field, ends[i + 1], root)}`;
    }
  });
  return path;
}

/**
 * Goes through the cells of a field that level lines cross. An edge of the lattice is twice
 * the number of the point that it begins at, and one more if it goes up.
 * @param {Field} field
 * @param {number[]} levels
 * @param {(index: number, root: number, edges: number[]) => void} visit which level it is, and
 *   the edges that it crosses around the cell: each even one is joined to the next
 */
export function crossings(field, levels, visit) {
  const { count, roots, lowest } = field;
  const wanted = levels.map((level) => Math.sqrt(level - lowest));
  const { least, most } = rangesOf(field);
  for (let k = 0; k < least.length; k++) {
    const [low, high] = [least[k], most[k]];
    for (let i = 0; i < wanted.length; i++) {
      const root = wanted[i];
      if (!(low < root && root <= high)) continue;
      const a = roots[k];
      const b = roots[k + 1];
      const c = roots[k + count + 1];
      const d = roots[k + count];
      const edges = [];
      if (a < root !== b < root) edges.push(2 * k);
      if (b < root !== c < root) edges.push(2 * k + 3);
      if (c < root !== d < root) edges.push(2 * (k + count));
      if (d < root !== a < root) edges.push(2 * k + 1);
      visit(i, root, edges);
    }
  }
}

/** The lowest and the highest corner of each cell. @typedef {{ least: Float64Array, most: Float64Array }} Ranges */

/** @type {WeakMap<Field, Ranges>} of fields, through which many a line is drawn */
const ranged = new WeakMap();

/** @param {Field} field @returns {Ranges} */
function rangesOf(field) {
  const known = ranged.get(field);
  if (known) return known;
  const { count, roots } = field;
  const cells = Math.max(0, roots.length - count - 1);
  // What no comparison holds with, a number or not, is crossed by no line: the ends of rows, too.
  const least = new Float64Array(cells).fill(NaN);
  const most = new Float64Array(cells).fill(NaN);
  for (let k = 0; k < cells; k++) {
    if (k % count === count - 1) continue;
    const high = Math.max(roots[k], roots[k + 1], roots[k + count + 1], roots[k + count]);
    if (high === Infinity) continue;
    least[k] = Math.min(roots[k], roots[k + 1], roots[k + count + 1], roots[k + count]);
    most[k] = high;
  }
  const ranges = { least, most };
  ranged.set(field, ranges);
  return ranges;
}

/**
 * Where a level line crosses an edge, in tenths of a pixel.
 * @param {Frame} frame
 * @param {Field} field
 * @param {number} edge
 * @param {number} root
 */
export function cut(frame, { view, count, roots }, edge, root) {
  const k = edge >> 1;
  const up = edge & 1;
  const part = (root - roots[k]) / (roots[k + (up ? count : 1)] - roots[k]);
  const step = (2 * view.half) / (count - 1);
  const column = (k % count) + (up ? 0 : part);
  const row = Math.floor(k / count) + (up ? part : 0);
  return tenths(frame, [view.cx - view.half + step * column, view.cy - view.half + step * row]);
}

/**
 * Levels that part the finite values of a field into about equal shares.
 * @param {Field} field
 * @param {number} count
 */
export function levels(field, count) {
  const sorted = field.roots.filter(Number.isFinite).sort();
  if (sorted.length === 0) return [];
  const at = Array.from(
    { length: count },
    (_, i) => field.lowest + sorted[Math.floor(((i + 0.5) / count) * sorted.length)] ** 2,
  );
  return [...new Set(at)];
}
