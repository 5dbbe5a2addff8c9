/**
 * What the plane of p and x shows. No DOM.
 */

import * as geometry from "../parts/geometry.js";
import { createGround, section } from "../parts/ground.js";
import { GUESS } from "../parts/guess_words.js";
import { emptyScene } from "../parts/picture.js";
import { cuts, farthest, ROOM } from "../stage/views.js";
import { slopes, traced } from "./branch.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").View} View */
/** @typedef {import("../parts/picture.js").Arrow} Arrow */
/** @typedef {import("./branch.js").Equation} Equation */
/** @typedef {import("./branch.js").Numbers} Numbers */

/**
 * @typedef {object} Shown
 * @property {Equation} equation
 * @property {View} view
 * @property {number[]} first a solution from which the branch is traced
 * @property {string[]} unknowns
 * @property {number[]} z
 * @property {Numbers} now
 * @property {"push" | "pull"} mode
 * @property {number} dp
 * @property {number[]} u
 * @property {boolean} cover
 * @property {import("../parts/guess_words.js").Marked | null} marked what stays of a guess
 */

/** Level lines beside the solutions, and places along each side that they are drawn from. */
const [LEVELS, FINE] = [10, 161];
/** With it level lines lie where g, which changes its sign there, is nearly linear. */
const LIFT = 4;
/** The tangent is drawn so far to either side, in parts of half the window. */
const LONG = 0.5;
/** A window grows so many times at most: arrows that go farther are cut, and say their length. */
const WIDEST = 3;

/**
 * The window of an equation, widened for the arrows that leave it.
 * @param {View} view
 * @param {Pick<Shown, "z" | "now" | "mode" | "dp" | "u" | "cover">} shown
 * @param {number} size of the plane in pixels
 */
export function windowOf(view, { z, now, mode, dp, u, cover }, size) {
  const n = z.length - 1;
  const p = z[n];
  const steps = now.regular && !cover;
  const tips = z.slice(0, n).flatMap((x, j) => {
    const found = mode === "push" ? [p + dp, x + (steps ? now.push[j] : 0)] : [p + (steps && j === 0 ? now.pull : 0), x];
    return /** @type {Vec[]} */ ([found, [p, x], mode === "push" ? [p + dp, x] : [p, x + u[j]]]);
  });
  if (!cuts(view, tips, size)) return view;
  const half = ROOM * farthest(view, tips);
  return half <= WIDEST * view.half ? { ...view, half } : view;
}

export function createScenes() {
  const ground = createGround(FINE, FINE, LIFT);
  /** @type {{ key: string, equation: Equation | null, paths: string[] }} */
  let known = { key: "", equation: null, paths: [] };

  return { scene };

  /**
   * @param {Shown} shown
   * @param {number} size
   */
  function scene({ equation, view, first, unknowns, z, now, mode, dp, u, cover, marked }, size) {
    const { n } = equation;
    const frame = geometry.frameOf(view, size, false);
    const [curve, second] = solutions(equation, frame, first);
    const p = z[n];
    const at = /** @type {Vec[]} */ (z.slice(0, n).map((x) => [p, x]));
    const steps = now.regular && !cover;
    const slope = slopes(now);
    /** @type {Arrow[]} */
    const arrows = [];
    let [linear, apart] = ["", ""];
    at.forEach(([, x], j) => {
      const [from, over] = [/** @type {Vec} */ ([p, x]), /** @type {Vec} */ ([p + dp, x])];
      if (mode === "push") {
        arrows.push({ id: "v", from, to: over, label: j ? "" : words.stepName(n, n), length: Math.abs(dp) });
        if (marked && !cover && j === 0) {
          const { guess, mistake } = marked;
          const arrow = (/** @type {"guess" | "wrong"} */ id, /** @type {string} */ label, /** @type {number} */ by) =>
            arrows.push({ id, from: over, to: [p + dp, x + by], label, length: Math.abs(by) });
          arrow("guess", GUESS, guess);
          if (mistake) arrow("wrong", mistake.name, mistake.vector[0]);
          if (steps) apart = geometry.linePath(frame, [[p + dp, x + guess], [p + dp, x + now.push[0]]]);
        }
        if (!steps) return;
        arrows.push({ id: "push", from: over, to: [p + dp, x + now.push[j]], label: words.stepName(j, n), length: Math.abs(now.push[j]) });
        linear += tangentPath(frame, from, slope[j]);
      } else {
        arrows.push({ id: "u", from, to: [p, x + u[j]], label: words.weightName(j, n), length: Math.abs(u[j]) });
        if (steps && j === 0) arrows.push({ id: "pull", from, to: [p + now.pull, x], label: words.PULL, length: Math.abs(now.pull) });
      }
    });
    const levels = n === 1 ? ground(frame, section(equation.tape, z, [1, 0]), false, LEVELS).lines : "";
    return {
      ...emptyScene(frame),
      axes: /** @type {[string, string]} */ (["p", unknowns.join(", ")]),
      levels,
      level: second,
      curve,
      linear,
      apart,
      arrows: arrows.filter(({ from, to }) => Math.hypot(to[0] - from[0], to[1] - from[1]) > 1e-9 * view.half),
      point: at[0],
      pointLabel: n === 1 ? "" : unknowns[0],
      moved: at[1] ?? null,
      marks: at[1] ? [{ at: /** @type {Vec} */ ([p, at[1][1] + 0.16 * view.half]), text: unknowns[1] }] : [],
      handles: [{ id: /** @type {const} */ ("x"), at: at[0], value: p, largest: view.cx + view.half, text: words.valueText(unknowns, p, z.slice(0, n)) }],
    };
  }

  /**
   * The solutions in the plane: of one unknown the level 0 of g, of two each over p.
   * @param {Equation} equation
   * @param {geometry.Frame} frame
   * @param {number[]} first
   */
  function solutions(equation, frame, first) {
    const key = JSON.stringify([frame.view, frame.size]);
    if (known.key !== key || known.equation !== equation) known = { key, equation, paths: drawn(equation, frame, first) };
    return known.paths;
  }
}

/**
 * @param {Equation} equation
 * @param {geometry.Frame} frame
 * @param {number[]} first
 */
function drawn(equation, frame, first) {
  const { n, tape } = equation;
  if (n === 1) {
    return [zeroPath(frame, section(tape, first, [1, 0]).at), ""];
  }
  const { cx, half } = frame.view;
  const line = traced(equation, first, (z) => Math.abs(z[n] - cx) <= 1.2 * half);
  return [0, 1].map((j) => geometry.linePath(frame, line.map((z) => [z[n], z[j]])));
}

/**
 * Where a function of two numbers is 0, in short pieces: not where it jumps from below 0 to above.
 * @param {geometry.Frame} frame
 * @param {(p: Vec) => number} at
 */
export function zeroPath(frame, at) {
  const { cx, cy, half } = frame.view;
  const field = geometry.sampled(frame.view, FINE, at, LIFT);
  const step = (2 * half) / (FINE - 1);
  /** @type {Map<number, Vec | null>} */
  const known = new Map();
  /** @param {number} edge */
  const zero = (edge) => {
    const k = edge >> 1;
    const from = /** @type {Vec} */ ([cx - half + step * (k % FINE), cy - half + step * Math.floor(k / FINE)]);
    const to = /** @type {Vec} */ (edge & 1 ? [from[0], from[1] + step] : [from[0] + step, from[1]]);
    const found = known.has(edge) ? known.get(edge) : halved(at, from, to);
    known.set(edge, found ?? null);
    return found;
  };
  let path = "";
  geometry.crossings(field, [0], (_, __, edges) => {
    const ends = edges.map(zero);
    for (let i = 0; i + 1 < ends.length; i += 2) {
      const [a, b] = [ends[i], ends[i + 1]];
      if (a && b) path += geometry.linePath(frame, [a, b]);
    }
  });
  return path;
}

/** Halvings of an edge, after which a function that is continuous is nearly 0. */
const HALVINGS = 14;

/**
 * Where a function changes its sign between two places, or null where it jumps.
 * @param {(p: Vec) => number} at
 * @param {Vec} from
 * @param {Vec} to
 */
function halved(at, from, to) {
  // A corner where it is 0 to rounding may be on either side: it comes last, and is found.
  let [low, high] = Math.abs(at(from)) < Math.abs(at(to)) ? [to, from] : [from, to];
  const [first, last] = [at(low), at(high)];
  // The field takes for 0 what is less than 0 by rounding alone.
  if (first < 0 === last < 0) return high;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = /** @type {Vec} */ ([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2]);
    if (at(middle) < 0 === first < 0) low = middle;
    else high = middle;
  }
  const left = Math.min(Math.abs(at(low)), Math.abs(at(high)));
  return left <= 0.1 * Math.max(Math.abs(first), Math.abs(last)) ? low : null;
}

/**
 * @param {geometry.Frame} frame
 * @param {Vec} at
 * @param {number} slope
 */
function tangentPath(frame, [p, x], slope) {
  if (!Number.isFinite(slope)) return "";
  const long = (LONG * frame.view.half) / Math.hypot(1, slope);
  return geometry.linePath(frame, [[p - long, x - long * slope], [p + long, x + long * slope]]);
}
