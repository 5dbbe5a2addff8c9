/**
 * From the state of the Stage to what each plane shows. No DOM.
 */

import { arrowsFrom, handleOf } from "../parts/arrows.js";
import { along, gridPath, imagePath as gridImage, nodesPath, plus, shown } from "../parts/curves.js";
import { numeral, subscript } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { LARGEST } from "../parts/points.js";
import * as clouds from "./cloud.js";
import { PICTURES } from "./pictures.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/products.js").Numbers} Numbers */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("../parts/picture.js").Arrow} Arrow */
/** @typedef {import("../parts/board.js").Look} Look */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("../parts/data.d.ts").Entry} Entry */
/** @typedef {import("./data.d.ts").Samples} Samples */
/** @typedef {Numbers & { x: number[] }} Placed numbers and the point that they belong to */

/**
 * @typedef {object} Picture
 * @property {Entry} entry
 * @property {State} state
 * @property {Placed} good the last finite numbers, which the planes are
 *   drawn from, and the point that they belong to
 * @property {string} problem
 * @property {Look | null} look
 * @property {Tape | null} tape
 * @property {Samples | null} samples
 * @property {readonly (readonly number[])[] | null} draws inputs of a cloud less x, for a spread of 1
 */

export const CURVE_REACH = 1.5;

/**
 * Image of that grid under f.
 * @param {Picture} picture
 * @param {Frame} input
 * @param {Frame} output
 */
function imagePath({ tape, samples, state, good }, input, output) {
  if (output.line || input.line) return "";
  if (!tape) return samples ? samplesPath(output, samples) : "";
  return gridImage(tape, good.x, state.inputs, state.outputs, input, output);
}

/**
 * @param {Frame} frame
 * @param {Samples} samples
 */
function samplesPath(frame, { families, step }) {
  const reach = (step * (families[0].length - 1)) / 2;
  let path = "";
  for (const line of families.flat()) path += nodesPath(frame, line, -reach, reach);
  return path;
}

/**
 * Curve f(x + tv) that Jv is tangent to; for one input, all of f in view.
 * @param {Picture} picture
 * @param {Frame} input
 * @param {Frame} output
 */
function curvePath({ entry, tape, samples, state, good }, input, output) {
  if (output.line) return "";
  if (entry.inputs.length === 1 && tape) {
    const [low, high] = [input.view.cx - input.view.half, input.view.cx + input.view.half];
    return geometry.curvePath(output, along(tape, [0], [1], state.outputs), low, high, 64);
  }
  if (state.cover || state.mode === "pull") return "";
  if (tape) return geometry.curvePath(output, along(tape, good.x, state.v, state.outputs), -CURVE_REACH, CURVE_REACH, 12);
  const fresh = samples && samples.v.every((z, j) => z === state.v[j]);
  return fresh ? nodesPath(output, samples.curve, -CURVE_REACH, CURVE_REACH) : "";
}

/** @param {number} length @param {number} index */
function oneHot(length, index) {
  return Array.from({ length }, (_, k) => (k === index ? 1 : 0));
}

/**
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {import("../parts/ground.js").Ground | null} terrain of a scalar function
 * @returns {Scene}
 */
export function inputScene(picture, frame, terrain) {
  const { entry, state, good, problem, look } = picture;
  const { x, v, mode, cover } = state;
  const point = shown(x, state.inputs);
  const [pushing, pulling] = [mode !== "pull", mode !== "push" && !cover && !problem];
  /** @type {Arrow[]} */
  const arrows = [];
  const arrow = arrowsFrom(x, state.inputs);
  if (pushing) arrows.push(arrow("v", "v", v));
  const lines = state.covectors === "stripes";
  if (pulling) arrows.push(arrow(lines ? "across" : "pull", "uᵀJ", good.pull));
  const n = entry.inputs.length;
  if (look?.column != null && look.row === null) {
    arrows.push(arrow("ghost", `e${subscript(look.column + 1)}`, oneHot(n, look.column)));
  } else if (look?.row != null && look.column === null && !problem) {
    const row = good.jacobian.slice(look.row * n, (look.row + 1) * n);
    arrows.push(arrow("ghost", `∇f${subscript(look.row + 1)}`, row));
  }
  const striped = pulling && lines ? geometry.stripes(frame, point, shown(good.pull, state.inputs)) : null;
  return {
    frame,
    axes: words.axisNames(entry.inputs, "x", state.inputs, frame),
    grid: frame.line || terrain ? "" : gridPath(frame, point),
    levels: terrain ? terrain.lines : "",
    level: terrain ? geometry.levelPath(frame, terrain.field, good.value[0]) : "",
    stripes: striped,
    ring: state.circle ? circlePath(frame, point) : "",
    ...cloudOf(picture, frame, point),
    curve: "",
    arrows,
    point,
    pointLabel: "x",
    moved: null,
    handles: [handleOf("x", x, state.inputs, x), ...(pushing ? [handleOf("v", plus(x, v), state.inputs, v)] : []), ...grip()],
    message: "",
    drawing: drawingOf("input", picture, frame),
    caption: problem
      ? ""
      : striped
        ? words.stripesText({ name: "v", covector: "uᵀJ", vector: v, by: good.pull, pair: state.inputs, striped, crossing: pushing, total: good.pairing, frame })
        : words.hiddenText(n, state.inputs, "x", frame),
  };

  /**
   * @param {Frame} plane
   * @param {Vec} centre
   */
  function circlePath(plane, centre) {
    if (plane.line) {
      return geometry.linePath(plane, [[centre[0] - radius(frame), 0], [centre[0] + radius(frame), 0]]);
    }
    const circle = geometry.ellipsePath(plane, centre, [1, 0], [0, 1], radius(frame));
    const ways = cover || problem ? [] : axesOf(picture).map(({ from }) => from);
    return circle + clouds.crossPath(plane, centre, ways, radius(frame));
  }

  /** The handle that sets how far a cloud spreads. */
  function grip() {
    if (!state.cloud) return [];
    const by = clouds.gripOf(state.cloud, frame.line);
    return [{ id: /** @type {const} */ ("cloud"), at: /** @type {Vec} */ (point.map((z, k) => z + by[k])), value: state.cloud, largest: LARGEST, text: numeral(state.cloud) }];
  }
}

/** @param {Picture} picture @param {Frame} frame @param {Vec} point */
function cloudOf({ entry, state, draws }, frame, point) {
  const { cloud, inputs, x } = state;
  if (!cloud) return {};
  const [a, b] = inputs;
  const columns = entry.inputs.map((_, j) => /** @type {Vec} */ ([Number(j === a), Number(j === b && a !== b)]));
  return { cloud: draws ? clouds.inputDots(frame, x, inputs, cloud, draws) : "", spread: clouds.spreadPath(frame, point, columns, cloud) };
}

/** The columns of J, an input each, as the output plane shows them. @param {Picture} picture */
function columnsOf({ entry, state, good }) {
  const [k, l] = state.outputs;
  const n = entry.inputs.length;
  return entry.inputs.map((_, j) => /** @type {Vec} */ ([good.jacobian[k * n + j], k === l ? 0 : good.jacobian[l * n + j]]));
}

/** The axes of the circle's image, where both are drawn. @param {Picture} picture */
function axesOf(picture) {
  const [a, b] = picture.state.inputs;
  const [k, l] = picture.state.outputs;
  if (a === b || k === l) return [];
  const columns = columnsOf(picture);
  return clouds.axesOf(columns[a], columns[b]);
}

/**
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {Frame} input
 * @returns {Scene}
 */
export function outputScene(picture, frame, input) {
  const { entry, state, good, problem, look, tape, draws } = picture;
  const { u, mode, cover } = state;
  const y = good.value;
  const point = shown(y, state.outputs);
  const [pushing, pulling] = [mode !== "pull", mode !== "push"];
  const arrow = arrowsFrom(y, state.outputs);
  /** @type {Arrow[]} */
  const arrows = [];
  const lines = state.covectors === "stripes";
  if (pulling) arrows.push(arrow("u", "u", u));
  if (pushing && !cover) arrows.push(arrow("push", "Jv", good.push));
  const [n, m] = [entry.inputs.length, entry.outputs.length];
  if (look?.column != null && look.row === null) {
    const column = y.map((_, i) => good.jacobian[i * n + /** @type {number} */ (look.column)]);
    arrows.push(arrow("ghost", `∂f/∂x${subscript(look.column + 1)}`, column));
  } else if (look?.row != null && look.column === null) {
    arrows.push(arrow("ghost", `e${subscript(look.row + 1)}`, oneHot(m, look.row)));
  }
  const striped = pulling && lines ? geometry.stripes(frame, point, shown(u, state.outputs)) : null;
  const [a, b] = state.inputs;
  const columns = columnsOf(picture);
  const rings = state.circle && !cover && !frame.line;
  const axes = rings && !problem ? axesOf(picture) : [];
  const ring = rings
    ? geometry.ellipsePath(frame, point, columns[a], a === b ? [0, 0] : columns[b], radius(input)) +
      clouds.crossPath(frame, point, axes.map(({ to }) => to), radius(input))
    : "";
  const { cloud } = state;
  const spreads = cloud > 0 && !cover && !problem;
  return {
    frame,
    axes: words.axisNames(entry.outputs, "y", state.outputs, frame),
    grid: imagePath(picture, input, frame),
    levels: "",
    level: "",
    stripes: striped,
    ring,
    marks: clouds.axisMarks(axes, point, radius(input), n === 2 && m === 2),
    cloud: spreads && tape && draws ? clouds.outputDots(frame, tape, good.x, state.outputs, cloud, draws) : "",
    spread: spreads ? clouds.spreadPath(frame, point, columns, cloud) : "",
    curve: curvePath(picture, input, frame),
    arrows,
    point,
    pointLabel: "f(x)",
    moved: pushing && !cover && good.moved ? shown(good.moved, state.outputs) : null,
    handles: pulling ? [handleOf("u", plus(y, u), state.outputs, u)] : [],
    message: problem,
    drawing: drawingOf("output", picture, frame),
    caption: problem ? "" : striped ? stripesText() : cover ? "" : words.hiddenText(m, state.outputs, "y", frame),
  };

  function stripesText() {
    const crossing = pushing && !cover;
    return words.stripesText({ name: "Jv", covector: "u", vector: good.push, by: u, pair: state.outputs, striped, crossing, total: good.pairing, frame });
  }
}

/**
 * The picture of what a function is about, if it has one in this plane.
 * @param {"input" | "output"} space
 * @param {Picture} picture
 * @param {Frame} frame
 */
function drawingOf(space, { entry, state, good, problem }, frame) {
  if (!entry.picture) return undefined;
  const { v, u, mode, cover } = state;
  const [pushing, pulling] = [mode !== "pull", mode !== "push"];
  const shows = !cover && !problem;
  return PICTURES[entry.picture][space]({
    x: good.x,
    v,
    u,
    numbers: good,
    frame,
    pair: space === "input" ? state.inputs : state.outputs,
    pushed: pushing && shows,
    pulled: pulling && shows,
    given: { v: pushing, u: pulling },
  });
}

/**
 * Radius of the circle around x: one, or less where one would fill the plane.
 * @param {Frame} input
 */
export function radius(input) {
  const { half } = input.view;
  return half > 1.4 ? 1 : 10 ** Math.floor(Math.log10(half / 2));
}
