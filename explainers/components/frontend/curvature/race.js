/**
 * Gradient steps and Newton's, one after the other from the same x. No DOM.
 */

import { plus } from "../parts/curves.js";
import { TINY } from "../parts/rounding.js";
import { read, replay } from "../parts/tape.js";
import { bent, newton, valueAt } from "./model.js";

/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {{ places: number[][], values: (number | null)[] }} Path places from x on, as far as steps are suggested, and f there, null where it is not known */
/** @typedef {{ descent: Path, newton: Path, fitted: Path[] | null }} Race those that take G for H only where JAX has run them */

/**
 * @param {Tape} tape of f
 * @param {Tape} bend of its gradient and Hessian
 * @param {number[]} x
 * @param {number} eta of every gradient step
 * @param {number} last how many steps
 * @param {(number | null)[][] | null} heights f after each step of either as JAX has it, where it has run the race
 * @returns {Race}
 */
export function race(tape, bend, x, eta, last, heights) {
  const run = (/** @type {number} */ k, /** @type {(gradient: number[], hessian: number[]) => number[] | null} */ step) => {
    if (!heights) return path(tape, bend, x, last, step);
    return { ...path(tape, bend, x, heights[k].length - 1, step), values: heights[k] };
  };
  return {
    fitted: null,
    descent: run(0, (gradient) => gradient.map((g) => -eta * g)),
    newton: run(1, (gradient, hessian) => {
      const { curvatures, directions } = bent(hessian, x.length);
      return curvatures.some((value) => value !== 0) ? newton(gradient, curvatures, directions) : null;
    }),
  };
}

/**
 * The race that a state shows, run anew only when what it depends on changes.
 * @param {Tape | null} tape
 * @param {Tape | null} bend
 * @param {number} last how many steps
 */
export function createRaces(tape, bend, last) {
  /** @type {{ of: string, run: Race } | null} */
  let raced = null;

  /**
   * @param {Pick<import("./data.d.ts").State, "x" | "step">} state
   * @param {Pick<import("./model.js").Numbers, "eta" | "races" | "heights">} numbers
   * @param {Race["fitted"]} fitted
   * @returns {Race | null} null before it begins, and where there is none
   */
  return ({ x, step }, { eta, races, heights }, fitted) => {
    if (!tape || !bend || !races || step === 0) return null;
    const of = [eta, heights !== null, ...x].join();
    if (raced?.of !== of) raced = { of, run: race(tape, bend, x, eta, last, heights) };
    return { ...raced.run, fitted };
  };
}

/**
 * @param {Tape} tape
 * @param {Tape} bend
 * @param {number[]} x
 * @param {number} last
 * @param {(gradient: number[], hessian: number[]) => number[] | null} step
 * @returns {Path}
 */
function path(tape, bend, x, last, step) {
  const places = [x];
  const values = [valueAt(tape, x)];
  let [gradient, hessian] = at(bend, x);
  while (places.length <= last) {
    const taken = step(gradient, hessian);
    if (!taken) break;
    const next = plus(places[places.length - 1], taken);
    const value = valueAt(tape, next);
    [gradient, hessian] = at(bend, next);
    if (![value, ...next, ...gradient, ...hessian].every(Number.isFinite)) break;
    places.push(next);
    values.push(value);
  }
  return { places, values };
}

/**
 * ∇f and H.
 * @param {Tape} bend
 * @param {number[]} x
 */
function at(bend, x) {
  replay(bend, x);
  return [read(bend, bend.value), read(bend, bend.jacobian)];
}

/**
 * f where a runner stands after some steps.
 * @param {Path} path
 * @param {number} step
 */
export function standing({ values }, step) {
  const value = values[Math.min(step, values.length - 1)];
  // XLA takes what is smaller for 0.
  return value !== null && Math.abs(value) < TINY ? 0 : value;
}
