/**
 * From the state of the Stage to what each plane shows. No DOM.
 */

import { LINES, SMALL, along, gridPath, imagePath as gridImage, nodesPath, plus, shown } from "../parts/curves.js";
import { numeral, numerals, subscript } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { dot, norm } from "../parts/products.js";


/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/geometry.js").Field} Field */
/** @typedef {import("../parts/products.js").Numbers} Numbers */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("../parts/picture.js").Arrow} Arrow */
/** @typedef {import("../parts/board.js").Look} Look */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("../parts/data.d.ts").Entry} EntryJson */
/** @typedef {import("./data.d.ts").Samples} Samples */

/**
 * @typedef {object} Picture
 * @property {EntryJson} entry
 * @property {State} state
 * @property {Numbers} numbers what is shown, non-finite included
 * @property {Numbers} good the last finite numbers, which the planes are drawn from
 * @property {number[]} base the point x that `good` belongs to
 * @property {string} problem
 * @property {Look | null} look
 * @property {Tape | null} tape
 * @property {Samples | null} samples
 */

const CURVE_REACH = 1.5;

/**
 * Image of that grid under f.
 * @param {Picture} picture
 * @param {Frame} input
 * @param {Frame} output
 */
function imagePath({ tape, samples, state, base }, input, output) {
  if (output.line || input.line) return "";
  if (!tape) return samples ? samplesPath(output, samples) : "";
  return gridImage(tape, base, state.inputs, state.outputs, input, output);
}

/**
 * @param {Frame} frame
 * @param {Samples} samples
 */
function samplesPath(frame, { families, step }) {
  const reach = (step * (LINES - 1)) / 2;
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
function curvePath({ entry, tape, samples, state, base }, input, output) {
  if (output.line) return "";
  if (entry.inputs.length === 1 && tape) {
    const [low, high] = [input.view.cx - input.view.half, input.view.cx + input.view.half];
    return geometry.curvePath(output, along(tape, [0], [1], state.outputs), low, high, 64);
  }
  if (state.cover || state.mode === "pull") return "";
  if (tape) return geometry.curvePath(output, along(tape, base, state.v, state.outputs), -CURVE_REACH, CURVE_REACH, 12);
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
 * @param {{ field: Field, levels: number[] } | null} terrain of a scalar function
 * @returns {Scene}
 */
export function inputScene(picture, frame, terrain) {
  const { entry, state, good, problem, look } = picture;
  const { x, v, mode, cover } = state;
  const point = shown(x, state.inputs);
  const [pushing, pulling] = [mode !== "pull", mode !== "push" && !cover && !problem];
  /** @type {Arrow[]} */
  const arrows = [];
  if (pushing) arrows.push(arrow("v", "v", x, v, state.inputs));
  const lines = state.covectors === "stripes";
  if (pulling && !lines) arrows.push(arrow("pull", "uᵀJ", x, good.pull, state.inputs));
  const n = entry.inputs.length;
  if (look?.column != null && look.row === null) {
    arrows.push(arrow("ghost", `e${subscript(look.column + 1)}`, x, oneHot(n, look.column), state.inputs));
  } else if (look?.row != null && look.column === null && !problem) {
    const row = good.jacobian.slice(look.row * n, (look.row + 1) * n);
    arrows.push(arrow("ghost", `∇f${subscript(look.row + 1)}`, x, row, state.inputs));
  }
  const striped = pulling && lines ? geometry.stripes(frame, point, shown(good.pull, state.inputs)) : null;
  return {
    frame,
    axes: axisNames(entry.inputs, "x", state.inputs, frame),
    grid: frame.line || terrain ? "" : gridPath(frame, point),
    levels: terrain ? terrain.levels.map((at) => geometry.levelPath(frame, terrain.field, at)).join("") : "",
    level: terrain ? geometry.levelPath(frame, terrain.field, good.value[0]) : "",
    stripes: striped,
    ring: state.circle ? circlePath(frame, point) : "",
    curve: "",
    arrows,
    point,
    pointLabel: "x",
    moved: null,
    handles: [
      { id: "x", at: point, value: norm(x), largest: 1e6, text: x.map((z) => numeral(z)).join(", ") },
      ...(pushing
        ? [{ id: /** @type {"v"} */ ("v"), at: shown(plus(x, v), state.inputs), value: norm(v), largest: 1e6, text: v.map((z) => numeral(z)).join(", ") }]
        : []),
    ],
    message: "",
    caption: problem
      ? ""
      : crossed("v", v, good.pull, state.inputs, striped, pushing, n) || hiddenText(n, state.inputs, "x", frame),
  };

  /**
   * @param {Arrow["id"]} id
   * @param {string} label
   * @param {number[]} from
   * @param {number[]} by
   * @param {[number, number]} pair
   * @returns {Arrow}
   */
  function arrow(id, label, from, by, pair) {
    return { id, label, from: shown(from, pair), to: shown(plus(from, by), pair), length: norm(by) };
  }

  /**
   * @param {Frame} plane
   * @param {Vec} centre
   */
  function circlePath(plane, centre) {
    if (plane.line) {
      return geometry.linePath(plane, [[centre[0] - radius(frame), 0], [centre[0] + radius(frame), 0]]);
    }
    return geometry.ellipsePath(plane, centre, [1, 0], [0, 1], radius(frame));
  }
}

/**
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {Frame} input
 * @returns {Scene}
 */
export function outputScene(picture, frame, input) {
  const { entry, state, good, problem, look } = picture;
  const { u, mode, cover } = state;
  const y = good.value;
  const point = shown(y, state.outputs);
  const [pushing, pulling] = [mode !== "pull", mode !== "push"];
  /** @param {Arrow["id"]} id @param {string} label @param {number[]} by @returns {Arrow} */
  const arrow = (id, label, by) => ({
    id,
    label,
    from: point,
    to: shown(plus(y, by), state.outputs),
    length: norm(by),
  });
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
  const [k, l] = state.outputs;
  /** @param {number} j @returns {Vec} */
  const columnOf = (j) => [good.jacobian[k * n + j], k === l ? 0 : good.jacobian[l * n + j]];
  const ring =
    state.circle && !cover && !frame.line
      ? geometry.ellipsePath(frame, point, columnOf(a), a === b ? [0, 0] : columnOf(b), radius(input))
      : "";
  return {
    frame,
    axes: axisNames(entry.outputs, "y", state.outputs, frame),
    grid: imagePath(picture, input, frame),
    levels: "",
    level: "",
    stripes: striped,
    ring,
    curve: curvePath(picture, input, frame),
    arrows,
    point,
    pointLabel: "f(x)",
    moved: pushing && !cover && good.moved ? shown(good.moved, state.outputs) : null,
    handles: pulling
      ? [{ id: "u", at: shown(plus(y, u), state.outputs), value: norm(u), largest: 1e6, text: u.map((z) => numeral(z)).join(", ") }]
      : [],
    message: problem,
    caption:
      problem || cover
        ? ""
        : crossed("Jv", good.push, u, state.outputs, striped, pushing, m) || hiddenText(m, state.outputs, "y", frame),
  };
}

/**
 * Radius of the circle around x: one, or less where one would fill the plane.
 * @param {Frame} input
 */
export function radius(input) {
  const { half } = input.view;
  return half > 1.4 ? 1 : 10 ** Math.floor(Math.log10(half / 2));
}

/**
 * @param {string[]} names
 * @param {string} letter
 * @param {[number, number]} pair
 * @param {Frame} frame
 * @returns {[string, string]}
 */
function axisNames(names, letter, [a, b], { size }) {
  /** @param {number} k */
  const name = (k) => {
    const plain = `${letter}${subscript(k + 1)}`;
    return names[k] === plain || size < SMALL ? plain : `${plain} = ${names[k]}`;
  };
  return [name(a), a === b ? "" : name(b)];
}

/**
 * How many stripes a vector crosses, with the part that the plane does not show.
 * @param {string} name
 * @param {number[]} vector
 * @param {number[]} covector
 * @param {[number, number]} pair
 * @param {{ every: number } | null} striped
 * @param {boolean} pushing
 * @param {number} count of coordinates
 */
function crossed(name, vector, covector, pair, striped, pushing, count) {
  if (!striped) return "";
  const apart = striped.every > 1 ? `; one line in ${striped.every} is drawn` : "";
  if (!pushing) return `level lines, 1 apart${apart}`;
  const total = dot(vector, covector);
  const seen = dot(shown(vector, pair), shown(covector, pair));
  const sum =
    count > 2 ? `shown ${numeral(seen)} + hidden ${numeral(total - seen)} = ${numeral(total)}` : numeral(total);
  return `stripes that ${name} crosses: ${sum}${apart}`;
}

/**
 * @param {number} count
 * @param {[number, number]} pair
 * @param {string} letter
 * @param {Frame} frame
 */
function hiddenText(count, [a, b], letter, { size }) {
  if (count <= 2) return "";
  const shows = `${letter}${subscript(a + 1)}, ${letter}${subscript(b + 1)} of ${count}`;
  return size < SMALL ? shows : `${shows}; the others stay on the board`;
}

/**
 * What the live region says once a gesture has settled.
 * @param {State} state
 * @param {Numbers} numbers
 */
export function settledText({ mode, cover }, numbers) {
  if (cover) return "Results are covered.";
  const parts = [
    mode !== "pull" ? `Jv = ${numbers.push.map((z) => numeral(z)).join(", ")}` : "",
    mode !== "push" ? `uᵀJ = ${numbers.pull.map((z) => numeral(z)).join(", ")}` : "",
    mode === "both" ? `uᵀJv = ${numeral(numbers.pairing)}` : "",
  ];
  return parts.filter(Boolean).join("; ");
}

/**
 * Change that v truly makes, beside Jv.
 * @param {Numbers} numbers
 */
export function changeText({ value, moved }) {
  return moved ? vectorText(moved.map((z, i) => z - value[i])) : "…";
}

/**
 * A vector in parentheses; one number without.
 * @param {number[]} vector
 */
export function vectorText(vector) {
  return vector.length === 1 ? numeral(vector[0], 4) : numerals(vector);
}
