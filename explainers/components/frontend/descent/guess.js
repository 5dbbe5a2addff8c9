/**
 * Where a step leads, and what it is mistaken for. No DOM.
 */

import { judged } from "../parts/guess.js";
import { judgedText } from "../parts/guess_words.js";
import { solved } from "../parts/linear.js";
import { beyond, placeOf } from "./wire.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/guess.js").Mistake} Mistake */
/** @typedef {Pick<import("./wire.js").Ground, "risk" | "taken" | "jacobian" | "lowest">} Ground */

/**
 * A step: where it begins, the gradient there, and by how much it leads on.
 * @typedef {{ from: Vec, gradient: Vec, change: Vec }} Step
 */

/**
 * A guess of it that was checked: where it leads, the truth, and what a mistake gives.
 * @typedef {{ from: Vec, guess: number[], truth: number[], wrong: number[], name: string }} Mark
 */

/**
 * The step from a frame, or null where there is none or its numbers were cut.
 * @param {import("./wire.js").Course} course
 * @param {number} run
 * @param {number} at
 * @returns {Step | null}
 */
export function stepAt(course, run, at) {
  const pair = (/** @type {Float32Array} */ all) => /** @type {Vec} */ ([all[2 * at], all[2 * at + 1]]);
  const step = { from: placeOf(course, run, at), gradient: pair(course.gradient), change: pair(course.step) };
  const known = Object.values(step).every((vector) => vector.every((z) => Number.isFinite(z) && !beyond(z)));
  return known && course.of.run === run ? step : null;
}

/**
 * What is taken for a step.
 * @param {Ground} ground
 * @param {Step} step
 * @param {number[]} batch samples in it
 * @param {{ plain: boolean, rate: number, name: string }} rule
 * @returns {Mistake[]}
 */
export function mistakesOf({ risk, taken, jacobian, lowest }, { from, gradient, change }, batch, { plain, rate, name }) {
  const times = (/** @type {number} */ part, /** @type {number[]} */ vector) => vector.map((z) => part * z);
  const { MISTAKEN } = words;
  const newton = risk.sampled && !risk.labels ? newtonStep(jacobian, batch, gradient) : null;
  return [
    named(MISTAKEN.uphill, times(-1, change)),
    named(MISTAKEN.along, gradient),
    named(MISTAKEN.whole, times(-1, gradient)),
    ...(risk.sampled && taken > 1 ? [named(MISTAKEN.sum, times(taken, change))] : []),
    ...(plain ? [] : [named(words.notPlain(name), times(-rate, gradient))]),
    ...(newton ? [named(MISTAKEN.newton, newton)] : []),
    ...(lowest ? [named(words.TO_LOWEST, lowest.map((z, k) => z - from[k]))] : []),
  ];

  /** @param {readonly [string, string]} kind @param {number[]} vector @returns {Mistake} */
  function named([short, told], vector) {
    return { name: short, words: told, vector };
  }
}

/**
 * −H⁻¹g of least squares, the mean of r², where H is 2/B JᵀJ; null where H is singular.
 * @param {ArrayLike<number>} jacobian a row of two for each sample
 * @param {number[]} batch
 * @param {number[]} gradient
 */
export function newtonStep(jacobian, batch, gradient) {
  const sum = (/** @type {number} */ i, /** @type {number} */ j) =>
    batch.reduce((all, k) => all + (2 / batch.length) * jacobian[2 * k + i] * jacobian[2 * k + j], 0);
  const step = solved([[sum(0, 0), sum(0, 1)], [sum(1, 0), sum(1, 1)]], gradient);
  return step && step.map((z) => -z);
}

/**
 * What becomes of a guess, and what stays of it in the plane.
 * @param {Step} step
 * @param {number[]} guess
 * @param {Mistake[]} known
 * @param {number} grain of the plane: nearer nobody can place it
 * @returns {import("../parts/posed.js").Told<Mark>}
 */
export function toldOf({ from, change }, guess, known, grain) {
  const found = judged(guess, change, known);
  const near = found.gap <= 2 * grain && !found.close ? ` ${words.AS_NEAR}` : "";
  const wrong = near ? null : found.mistake;
  const text = judgedText(words.STEP_NAME, { ...found, mistake: wrong }, guess, change, false, (v) => words.stepText(v));
  return { text: text + near, mark: { from, guess: [...guess], truth: change, wrong: wrong?.vector ?? [], name: wrong?.name ?? "" } };
}
