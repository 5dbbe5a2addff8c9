/**
 * A scalar function near x, its quadratic model, and the steps that both suggest. No DOM.
 */

import { arrowsFrom, handleOf } from "../parts/arrows.js";
import { SMALL, along, imagePath, plus, shown } from "../parts/curves.js";
import { numeral } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { createGround, section } from "../parts/ground.js";
import { emptyScene } from "../parts/picture.js";
import { dot, push } from "../parts/products.js";
import { strokedLevelPath } from "../parts/strokes.js";
import { spectrum } from "../parts/symmetric.js";
import { read, replay } from "../parts/tape.js";
import { tracks } from "./tracks.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("../parts/picture.js").Arrow} Arrow */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("../parts/data.d.ts").Entry} Entry */
/** @typedef {import("./data.d.ts").State} State */

/**
 * A step, what the quadratic model promised of f, and what f did.
 * @typedef {object} Step
 * @property {number[]} step
 * @property {number} quadratic
 * @property {number} true
 */

/**
 * @typedef {object} Numbers
 * @property {number[]} x where they belong
 * @property {number} value
 * @property {number[]} gradient
 * @property {number[]} hessian row by row
 * @property {number[]} product Hv
 * @property {number[]} moved ∇f(x + v)
 * @property {number[]} curvatures eigenvalues of the Hessian, ascending
 * @property {number[][]} directions
 * @property {Step} newton
 * @property {Step} descent
 * @property {number} eta the rate of the gradient step
 * @property {boolean} curved whether there is a curvature to measure rates by
 * @property {boolean} races whether steps are suggested here that a race may be run with
 * @property {(number | null)[][] | null} heights f after each step of either, where JAX has run the race
 * @property {import("./race.js").Path[] | null} fitted Gauss–Newton and Levenberg–Marquardt steps, by JAX
 */

/**
 * @typedef {object} Picture
 * @property {Entry} entry
 * @property {State} state
 * @property {Numbers} numbers the last finite ones
 * @property {string} problem
 * @property {Tape | null} tape
 * @property {Tape | null} bend
 * @property {import("./race.js").Race | null} run what of the race is shown
 */

/**
 * While a hand moves, curvatures below this part of the largest are shown as 0; what rounding
 * has made of them is known when it lets go.
 */
const SINGULAR = 1e-12;
const LEVELS = 13;
const FEW_LEVELS = 7;
/** Points along each side that they are drawn from: at rest, and under a hand. */
const [FINE, COARSE] = [121, 37];
/** The model is drawn this far around x, in parts of half the plane, from so many points. */
const NEAR = 14 / 36;
const [NEAR_FINE, NEAR_COARSE] = [43, 15];
/** Lines of the grid, each way, whose image is drawn among the gradients. */
const GRID = 9;

/**
 * All numbers of a picture, by the tapes of f and of its gradient.
 * @param {Tape} tape
 * @param {Tape} bend
 * @param {State} state
 * @returns {Numbers}
 */
export function replayed(tape, bend, { x, v, rate }) {
  const n = x.length;
  replay(bend, x);
  const gradient = read(bend, bend.value);
  const hessian = read(bend, bend.jacobian);
  replay(bend, plus(x, v));
  const moved = read(bend, bend.value);
  const value = valueAt(tape, x);
  const finite = hessian.every(Number.isFinite);
  const { curvatures, directions } = finite ? bent(hessian, n) : { curvatures: [], directions: [] };
  const steepest = Math.max(...curvatures.map(Math.abs));
  const eta = rate / (steepest || 1);
  /** @param {number[]} step @returns {Step} */
  const taken = (step) => ({
    step,
    quadratic: dot(gradient, step) + dot(step, push(hessian, step)) / 2,
    true: valueAt(tape, plus(x, step)) - value,
  });
  return {
    x: [...x],
    value,
    gradient,
    hessian,
    product: push(hessian, v),
    moved,
    curvatures,
    directions,
    newton: taken(newton(gradient, curvatures, directions)),
    descent: taken(gradient.map((g) => -eta * g)),
    eta,
    curved: steepest > 0,
    races: true,
    heights: null,
    fitted: null,
  };
}

/**
 * Curvatures and their directions, what is only rounding of the largest as 0.
 * @param {number[]} hessian
 * @param {number} n
 */
export function bent(hessian, n) {
  const { values, vectors } = spectrum(hessian, n);
  const steepest = Math.max(...values.map(Math.abs));
  return {
    curvatures: values.map((value) => (Math.abs(value) <= SINGULAR * steepest ? 0 : value)),
    directions: vectors,
  };
}

/**
 * @param {Tape} tape
 * @param {number[]} x
 */
export function valueAt(tape, x) {
  replay(tape, x);
  return tape.slots[tape.value[0]];
}

/**
 * −H⁻¹∇f, without the directions in which f is flat.
 * @param {number[]} gradient
 * @param {number[]} values
 * @param {number[][]} vectors
 */
export function newton(gradient, values, vectors) {
  return gradient.map((_, i) =>
    values.reduce(
      (sum, value, k) => (value === 0 ? sum : sum - (dot(vectors[k], gradient) / value) * vectors[k][i]),
      0,
    ),
  );
}

/** The ground that f is, and the field that the level line through a moving x is drawn from. */
export function createTerrain() {
  return { ground: createGround(FINE, COARSE), moving: createGround(COARSE) };
}

/**
 * Level lines of f and, near x and at the same values, of its quadratic model.
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {ReturnType<typeof createTerrain>} grounds
 * @param {boolean} held whether a hand moves, and there is no time for finely drawn ones
 * @returns {{ levels: string, level: string, model: string }}
 */
export function terrain({ state, numbers, tape }, frame, { ground, moving }, held) {
  const base = numbers.x;
  if (frame.line || !tape) return { levels: "", level: "", model: "" };
  const [a, b] = state.inputs;
  const n = base.length;
  const few = frame.size < SMALL ? FEW_LEVELS : LEVELS;
  const cut = section(tape, base, state.inputs);
  const { field, levels, lines } = ground(frame, cut, held, few);
  const passed = held && field.count > COARSE ? moving(frame, cut, true).field : field;
  const { value, gradient, hessian } = numbers;
  const near = { cx: base[a], cy: base[b], half: NEAR * frame.view.half };
  const model = geometry.sampled(near, held ? NEAR_COARSE : NEAR_FINE, ([p, q]) => {
    const [s, t] = [p - base[a], q - base[b]];
    const bend = hessian[a * n + a] * s * s + 2 * hessian[a * n + b] * s * t + hessian[b * n + b] * t * t;
    return value + gradient[a] * s + gradient[b] * t + bend / 2;
  });
  return {
    levels: lines,
    level: geometry.levelPath(frame, passed, value),
    model: strokedLevelPath(frame, model, ...levels, value),
  };
}

/**
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {ReturnType<typeof terrain>} ground
 * @returns {Scene}
 */
export function inputScene({ entry, state, numbers, problem, run }, frame, ground) {
  const { x, v, inputs } = state;
  const point = shown(x, inputs);
  const arrow = arrowsFrom(x, inputs);
  const { newton: jump, descent, curvatures, directions } = numbers;
  const flat = x.length !== 2;
  const arms = flat ? [] : directions.map((direction) => shown(direction, inputs));
  const reach = 0.5 * frame.view.half;
  return {
    ...emptyScene(frame),
    axes: names(entry.inputs, inputs),
    levels: ground.levels,
    level: ground.level,
    linear: problem ? "" : ground.model,
    ...tracks(problem ? null : run, state.step, frame, (place) => shown(place, inputs)),
    ring: problem
      ? ""
      : arms
          .map(([p, q]) =>
            geometry.linePath(frame, [
              [point[0] - reach * p, point[1] - reach * q],
              [point[0] + reach * p, point[1] + reach * q],
            ]),
          )
          .join(""),
    arrows: [
      arrow("v", "v", v),
      ...(problem ? [] : [arrow("pull", words.STEP, descent.step), arrow("ghost", words.NEWTON, jump.step)]),
    ],
    marks: problem
      ? []
      : arms.map(([p, q], k) => {
          const side = q < 0 || (q === 0 && p < 0) ? -1.12 : 1.12;
          return { at: [point[0] + side * reach * p, point[1] + side * reach * q], text: numeral(curvatures[k]) };
        }),
    point,
    pointLabel: "x",
    handles: [handleOf("x", x, inputs, x, 4), handleOf("v", plus(x, v), inputs, v)],
    message: problem,
  };
}

/**
 * How a function of one number is drawn as a graph in a square window: heights f and how
 * far up a unit of f goes.
 * @typedef {{ middle: number, unit: number }} Heights
 */

/**
 * Heights that fit the graph of f into its window.
 * @param {Tape | null} tape
 * @param {geometry.View} view
 * @param {number} value
 * @returns {Heights}
 */
export function heights(tape, view, value) {
  const values = tape
    ? Array.from({ length: 65 }, (_, k) => valueAt(tape, [view.cx + view.half * (k / 32 - 1)])).filter(Number.isFinite)
    : [];
  const [low, high] = [Math.min(value, ...values), Math.max(value, ...values)];
  return { middle: (low + high) / 2, unit: high > low ? (1.5 * view.half) / (high - low) : 1 };
}

/**
 * The graph of a function of one number, with its quadratic model.
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {Heights} heights
 * @returns {Scene}
 */
export function graphScene({ entry, state, numbers, problem, tape, run }, frame, { middle, unit }) {
  const [x] = state.x;
  const [v] = state.v;
  const { value, gradient, hessian, newton: jump, descent } = numbers;
  const { cx, half } = frame.view;
  /** @param {number} y */
  const up = (y) => (y - middle) * unit;
  /** @param {number} s */
  const bent = (s) => value + gradient[0] * s + (hessian[0] * s * s) / 2;
  const point = /** @type {Vec} */ ([x, up(value)]);
  /** @param {Arrow["id"]} id @param {string} label @param {number} s @param {number} to @returns {Arrow} */
  const arrow = (id, label, s, to) => ({ id, label, from: point, to: [x + s, to], length: Math.abs(s) });
  const node = tape && along(tape, [cx], [1], [0, 0]);
  const tall = geometry.ticks(0, (0.8 * half) / unit, 2).step;
  const foot = frame.size - 14;
  const top = foot - (frame.size * tall * unit) / (2 * half);
  return {
    ...emptyScene(frame),
    axes: [entry.inputs[0], entry.outputs[0]],
    level: node
      ? geometry.curvePath(
          frame,
          (t) => {
            const { p, d } = node(t);
            return { t, p: [cx + t, up(p[0])], d: [1, d[0] * unit] };
          },
          -half,
          half,
          32,
        )
      : "",
    linear: problem
      ? ""
      : geometry.curvePath(
          frame,
          (t) => ({ t, p: [cx + t, up(bent(cx + t - x))], d: [1, (gradient[0] + hessian[0] * (cx + t - x)) * unit] }),
          -half,
          half,
          16,
        ),
    ...tracks(problem ? null : run, state.step, frame, ([place], height) => [place, up(height ?? (tape ? valueAt(tape, [place]) : value))]),
    arrows: [
      arrow("v", "v", v, point[1]),
      ...(problem
        ? []
        : [
            arrow("pull", words.STEP, descent.step[0], up(bent(descent.step[0]))),
            arrow("ghost", words.NEWTON, jump.step[0], up(bent(jump.step[0]))),
          ]),
    ],
    point,
    pointLabel: "x",
    handles: [
      { id: "x", at: point, value: Math.abs(x), largest: 1e6, text: numeral(x, 4) },
      { id: "v", at: [x + v, point[1]], value: Math.abs(v), largest: 1e6, text: numeral(v) },
    ],
    message: problem,
    bar: {
      path: `M100 ${Math.round(10 * foot)}h80m-40 0V${Math.round(10 * top)}m-40 0h80`,
      text: numeral(tall),
      at: [24, (foot + top) / 2 + 4],
    },
  };
}

/**
 * Where the gradient is, and how it moves when x moves by v.
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {Frame} input
 * @returns {Scene}
 */
export function gradientScene({ entry, state, numbers, problem, bend }, frame, input) {
  const { inputs, cover } = state;
  const { x, gradient, product, moved } = numbers;
  const step = (2 * input.view.half) / (GRID - 1);
  return {
    ...emptyScene(frame),
    axes: names(entry.inputs.map((name) => `∂f/∂${name}`), inputs),
    grid: bend && !frame.line ? imagePath(bend, x, inputs, inputs, input, frame, step) : "",
    curve: bend && !frame.line && !cover ? geometry.curvePath(frame, along(bend, x, state.v, inputs), 0, 1, 12) : "",
    arrows: cover ? [] : [arrowsFrom(gradient, inputs)("push", words.PRODUCT, product)],
    point: shown(gradient, inputs),
    pointLabel: "∇f(x)",
    moved: cover ? null : shown(moved, inputs),
    message: problem,
  };
}

/**
 * @param {string[]} all
 * @param {[number, number]} pair
 * @returns {[string, string]}
 */
function names(all, [a, b]) {
  return [all[a], a === b ? "" : all[b]];
}
