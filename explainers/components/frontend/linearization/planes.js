/**
 * What the microscope shows of a state: two planes at the same magnification, and how far
 * the map and its linear picture are apart. No DOM.
 */

import { arrowsFrom, handleOf } from "../parts/arrows.js";
import { SMALL, along, gridLines, gridPath, imagePath, nodesPath, plus, shown } from "../parts/curves.js";
import { numeral, subscript } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { createGround, section } from "../parts/ground.js";
import { emptyScene } from "../parts/picture.js";
import { norm, push } from "../parts/products.js";
import { read, replay } from "../parts/tape.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").View} View */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("../parts/data.d.ts").Entry} Entry */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Image} Image */
/** @typedef {Pick<State, "x" | "v" | "halved">} Along */

/**
 * @typedef {object} Numbers
 * @property {number[]} x the point that they belong to
 * @property {number[]} value f(x)
 * @property {number[]} jacobian
 * @property {number[]} push Jv, or Jv/2 where J/2 is taken for J
 * @property {number[] | null} change f(x + hv) − f(x)
 * @property {number[] | null} missed the same less hJv
 * @property {Image | null} image of the grid, where no tape gives it
 */

/**
 * The windows of both planes at magnification 1, and how far the graph of a single output
 * reaches up.
 * @typedef {object} Windows
 * @property {View} input
 * @property {View} output
 * @property {number} up
 */

/**
 * @typedef {object} Picture
 * @property {Entry} entry
 * @property {State} state
 * @property {Numbers} numbers the last finite ones
 * @property {string} problem
 * @property {Tape | null} tape
 */

/** Half a side of the plane that shows a graph along v; v itself ends at 1. */
export const REACH = 1.6;
const LEVELS = 14;
/** Lines of the grid each way; few, as each is seen twice in the output plane. */
const GRID = 9;
const FEW = 7;

/** @param {Frame} frame */
function gridStep({ view, size }) {
  return (2 * view.half) / ((size < SMALL ? FEW : GRID) - 1);
}

/** @param {number} zoom */
export function stepOf(zoom) {
  return 10 ** -zoom;
}

/**
 * What the tape says of f near x along v, each time with the step that float64 takes.
 * @param {Tape} tape
 * @param {State} state
 * @returns {Numbers}
 */
export function replayed(tape, state) {
  const { x, v, zoom, halved } = state;
  replay(tape, x);
  const value = read(tape, tape.value);
  const jacobian = read(tape, tape.jacobian);
  const { change, missed } = remainder(tape, value, jacobian, state, stepOf(zoom));
  return { x, value, jacobian, push: taken(jacobian, v, halved), change, missed, image: null };
}

/**
 * Jv, or Jv/2.
 * @param {number[]} jacobian
 * @param {number[]} v
 * @param {boolean} halved
 */
export function taken(jacobian, v, halved) {
  return push(jacobian, v).map((z) => (halved ? z / 2 : z));
}

/**
 * f(x + hv) − f(x), and the same less hJv.
 * @param {Tape} tape
 * @param {number[]} value
 * @param {number[]} jacobian
 * @param {Along} along
 * @param {number} h
 */
function remainder(tape, value, jacobian, { x, v, halved }, h) {
  const there = x.map((z, j) => z + h * v[j]);
  replay(tape, there);
  const change = read(tape, tape.value).map((z, i) => z - value[i]);
  const linear = taken(jacobian, there.map((z, j) => z - x[j]), halved);
  return { change, missed: change.map((z, i) => z - linear[i]) };
}

/**
 * ‖f(x + hv) − f(x) − hJv‖ at some h, by the tape.
 * @param {Tape} tape
 * @param {number[]} value
 * @param {number[]} jacobian
 * @param {Along} along
 * @param {number[]} steps
 */
export function sizes(tape, value, jacobian, along, steps) {
  return steps.map((h) => norm(remainder(tape, value, jacobian, along, h).missed));
}

/**
 * Windows at magnification 1 that hold x, v and what becomes of them.
 * @param {Entry} entry
 * @param {State} state
 * @param {number[]} value
 * @param {number[][]} ends where Jv ends, or may end, from f(x)
 * @param {number[] | null} moved f(x + v) − f(x), where it is known
 * @returns {Windows}
 */
export function windows(entry, { x, v, inputs, outputs }, value, ends, moved) {
  const [a, b] = inputs;
  const [k, l] = outputs;
  const input = geometry.squareView(entry.x_view[a], a === b ? null : entry.x_view[b]);
  const output = geometry.squareView(entry.y_view[k], k === l ? null : entry.y_view[l]);
  const all = moved ? [...ends, moved] : ends;
  const heights = all.map((end) => Math.abs(end[0])).filter(Number.isFinite);
  return {
    input: geometry.widened(input, [shown(x, inputs), shown(plus(x, v), inputs)]),
    output: geometry.widened(
      output,
      [value, ...all.map((end) => plus(value, end))].map((p) => shown(p, outputs)),
    ),
    up: 1.25 * Math.max(0, ...heights) || 1,
  };
}

/**
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {ReturnType<typeof createTerrain>} ground
 * @param {boolean} held whether a hand moves, and there is no time for finely drawn level lines
 * @returns {Scene}
 */
export function inputScene({ entry, state, numbers, tape }, frame, ground, held) {
  const { x, v, inputs, zoom, cover } = state;
  const h = stepOf(zoom);
  const point = shown(x, inputs);
  const tip = x.map((z, j) => z + h * v[j]);
  const scalar = entry.outputs.length === 1 && !frame.line && tape;
  const lines = scalar ? terrain(state, numbers, frame, ground(frame, section(tape, numbers.x, inputs), held).field) : null;
  return {
    ...emptyScene(frame),
    axes: names(entry.inputs, "x", inputs),
    grid: frame.line || scalar ? "" : gridPath(frame, point, gridStep(frame)),
    level: lines ? lines.levels : "",
    linear: lines && !cover ? lines.linear : "",
    arrows: [{ ...arrowsFrom(x, inputs)("v", zoom === 0 ? "v" : "hv", v), to: shown(tip, inputs) }],
    point,
    pointLabel: "x",
    handles: [handleOf("x", x, inputs, x, 4 + Math.ceil(zoom)), handleOf("v", tip, inputs, v)],
    bar: scaleBar(frame),
  };
}

/**
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {Frame} input
 * @returns {Scene}
 */
export function outputScene(picture, frame, input) {
  const { entry, state, numbers, problem, tape } = picture;
  const { outputs, inputs, cover } = state;
  const { image } = numbers;
  const h = stepOf(state.zoom);
  const y = numbers.value;
  const point = shown(y, outputs);
  const lands = shown(y.map((z, i) => z + h * numbers.push[i]), outputs);
  const moved = numbers.change && !cover ? shown(plus(y, numbers.change), outputs) : null;
  const seen = tape
    ? input.line
      ? geometry.curvePath(frame, along(tape, [input.view.cx], [1], outputs), -input.view.half, input.view.half, 24)
      : imagePath(tape, numbers.x, inputs, outputs, input, frame, gridStep(input))
    : image
      ? sampledPath(frame, image, point, h)
      : "";
  return {
    ...emptyScene(frame),
    axes: names(entry.outputs, "y", outputs),
    grid: input.line ? "" : seen,
    level: input.line ? seen : "",
    linear: cover ? "" : linearPath(picture, frame, input),
    gap: moved ? gapPath(frame, lands, moved) : "",
    arrows: cover ? [] : [{ id: "push", label: words.pushLabel(state), from: point, to: lands, length: h * norm(numbers.push) }],
    point,
    pointLabel: "f(x)",
    moved,
    message: problem,
    caption: problem ? "" : words.imageCaption(Boolean(tape || image)),
    bar: scaleBar(frame),
  };
}

/**
 * What the linear picture misses: no line where it misses nothing that could be seen.
 * @param {Frame} frame
 * @param {Vec} lands
 * @param {Vec} moved
 */
function gapPath(frame, lands, moved) {
  const path = geometry.linePath(frame, [lands, moved]);
  const [from, to] = path.slice(1).split("L");
  return from === to ? "" : path;
}

/**
 * The graph of a single output along v, with its tangent.
 * @param {Picture} picture
 * @param {number} size
 * @param {number} up how far the plane reaches up at magnification 1, by the height of 1
 * @returns {Scene}
 */
export function graphScene({ entry, state, numbers, problem, tape }, size, up) {
  const { zoom, v, cover } = state;
  const h = stepOf(zoom);
  const frame = geometry.frameOf({ cx: 0, cy: 0, half: REACH }, size, false);
  const unit = h * up;
  const value = numbers.value[0];
  const slope = numbers.push[0] / up;
  const node = tape && along(tape, numbers.x, v, [0, 0]);
  /** @type {Vec | null} */
  const moved = numbers.change && !cover ? [1, numbers.change[0] / unit] : null;
  const tall = geometry.ticks(0, 0.8 * REACH * unit, 2).step;
  const foot = size - 14;
  const top = foot - (size * tall) / (2 * REACH * unit);
  return {
    ...emptyScene(frame),
    axes: [zoom === 0 ? "v" : "hv", entry.outputs[0]],
    levels: geometry.linePath(frame, [[-REACH, 0], [REACH, 0]]) + geometry.linePath(frame, [[1, -REACH], [1, REACH]]),
    level: node
      ? geometry.curvePath(
          frame,
          (t) => {
            const { p, d } = node(h * t);
            return { t, p: [t, (p[0] - value) / unit], d: [1, d[0] / up] };
          },
          -REACH,
          REACH,
          24,
        )
      : "",
    linear: cover ? "" : geometry.linePath(frame, [[-REACH, -REACH * slope], [REACH, REACH * slope]]),
    gap: moved ? gapPath(frame, [1, slope], moved) : "",
    arrows: cover ? [] : [{ id: "push", label: words.pushLabel(state), from: [1, 0], to: [1, slope], length: h * norm(numbers.push) }],
    point: [0, 0],
    pointLabel: "f(x)",
    moved,
    message: problem,
    bar: {
      path: `M100 ${Math.round(10 * foot)}h80m-40 0V${Math.round(10 * top)}m-40 0h80`,
      text: numeral(tall),
      at: [24, (foot + top) / 2 + 4],
    },
  };
}

/** The ground that a single output is; from near it is nearly straight. */
export function createTerrain() {
  return createGround(61, 31, 1e4);
}

/**
 * Level lines of a single output, and of its linear picture at the same values.
 * @param {State} state
 * @param {Numbers} numbers
 * @param {Frame} frame
 * @param {geometry.Field} field
 */
function terrain({ inputs, halved }, { x, value: [value], jacobian }, frame, field) {
  const slope = shown(jacobian, inputs);
  const steep = Math.hypot(...slope) * frame.view.half;
  const apart = steep > 0 ? geometry.ticks(0, 2 * steep, 12).step : spread(field) / LEVELS || 1;
  const levels = Array.from({ length: 2 * LEVELS + 1 }, (_, k) => value + (k - LEVELS) * apart);
  const part = (halved ? 0.5 : 1) / apart;
  const flat = geometry.stripes(frame, shown(x, inputs), [part * slope[0], part * slope[1]]);
  return { levels: geometry.levelPath(frame, field, ...levels), linear: flat.zero + flat.rest };
}

/** @param {geometry.Field} field */
function spread({ roots }) {
  const squares = roots.filter(Number.isFinite).map((z) => z * z);
  return squares.length ? Math.max(...squares) - Math.min(...squares) : 0;
}

/**
 * Image of the grid under the linear picture f(x) + J(p − x): straight lines.
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {Frame} input
 */
function linearPath({ state, numbers, tape }, frame, input) {
  const { inputs, outputs, halved, zoom } = state;
  const { x, value, jacobian, image } = numbers;
  const y = shown(value, outputs);
  const [first, second] = inputs.map((k) => shown(taken(jacobian, x.map((_, j) => (j === k ? 1 : 0)), halved), outputs));
  /** @param {number} p @param {number} q offsets from x @returns {Vec} */
  const lands = (p, q) => [y[0] + p * first[0] + q * second[0], y[1] + p * first[1] + q * second[1]];
  if (!tape && !image && !input.line) return "";
  const { cx, cy, half } = input.view;
  const apart = image ? stepOf(zoom) * image.step : gridStep(input);
  const reach = (apart * (GRID - 1)) / 2;
  const [across, up] = shown(x, inputs).map((z, k) => {
    if (image && !input.line) return { low: -reach, high: reach, lines: Array.from({ length: GRID }, (_, i) => i * apart - reach) };
    const from = [cx, cy][k] - z;
    return { low: from - half, high: from + half, lines: gridLines(input, [cx, cy][k], z, apart).map((at) => at - z) };
  });
  if (input.line) return geometry.linePath(frame, [lands(across.low, 0), lands(across.high, 0)]);
  return [
    ...across.lines.map((p) => geometry.linePath(frame, [lands(p, up.low), lands(p, up.high)])),
    ...up.lines.map((q) => geometry.linePath(frame, [lands(across.low, q), lands(across.high, q)])),
  ].join("");
}

/**
 * @param {Frame} frame
 * @param {Image} image
 * @param {Vec} point
 * @param {number} h
 */
function sampledPath(frame, { families, step }, point, h) {
  const reach = (h * step * (families[0].length - 1)) / 2;
  let path = "";
  for (const line of families.flat()) {
    const nodes = line.map(([p, q, dp, dq]) => [point[0] + h * p, point[1] + h * q, dp, dq]);
    path += nodesPath(frame, nodes, -reach, reach);
  }
  return path;
}

/**
 * A round length of the plane, drawn at its lower left.
 * @param {Frame} frame
 * @returns {import("../parts/picture.js").Bar}
 */
export function scaleBar({ view, size, height }) {
  const length = geometry.ticks(0, 0.5 * view.half, 2).step;
  const pixels = (size * length) / (2 * view.half);
  const [left, low] = [12, height - 12];
  return {
    path: `M${10 * left} ${Math.round(10 * (low - 5))}v50h${Math.round(10 * pixels)}v-50`,
    text: numeral(length),
    at: [left, low - 10],
  };
}

/**
 * @param {string[]} all
 * @param {string} letter
 * @param {[number, number]} pair
 * @returns {[string, string]}
 */
function names(all, letter, [a, b]) {
  /** @param {number} k */
  const name = (k) => all[k] ?? `${letter}${subscript(k + 1)}`;
  return [name(a), a === b ? "" : name(b)];
}

/**
 * How far apart f and its linear picture are at x + hv, in pixels of the output plane.
 * @param {Pick<Numbers, "missed">} numbers
 * @param {[number, number]} outputs
 * @param {number} unit of the output space, in pixels
 */
export function pixelsApart({ missed }, outputs, unit) {
  return missed ? norm(shown(missed, outputs)) * unit : NaN;
}
