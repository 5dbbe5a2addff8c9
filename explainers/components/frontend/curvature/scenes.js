/**
 * Both planes of curvature, of what stays and what moves: the page makes them, and so does its
 * worker while a hand moves. No DOM.
 */

import * as geometry from "../parts/geometry.js";
import * as model from "./model.js";
import { createRaces } from "./race.js";

/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("../parts/tape.js").Tape} Tape */

/**
 * What stays as long as it is the same function.
 * @typedef {object} Stays
 * @property {import("../parts/data.d.ts").Entry} entry
 * @property {Tape | null} tape of f
 * @property {Tape | null} bend of its gradient and Hessian
 * @property {number} last how many steps of a race there are
 */

/**
 * What moves.
 * @typedef {object} Moves
 * @property {import("./data.d.ts").State} state
 * @property {model.Numbers} numbers the last finite ones
 * @property {string} problem
 * @property {boolean} held whether a hand moves, and there is no time for what is drawn finely
 * @property {import("./race.js").Race["fitted"]} fitted
 * @property {model.Heights} heights
 * @property {geometry.View[]} views of the inputs and of the gradients
 * @property {number[]} widths of the planes, in pixels
 */

/**
 * @param {Stays} stays
 * @returns {(moves: Moves) => Scene[]}
 */
export function createScenes({ entry, tape, bend, last }) {
  const grounds = model.createTerrain();
  const races = createRaces(tape, bend, last);
  /** @type {{ key: string, ground: ReturnType<typeof model.terrain> } | null} */
  let drawn = null;

  return function scenes({ state, numbers, problem, held, fitted, heights, views, widths }) {
    const line = state.inputs[0] === state.inputs[1];
    const input = geometry.frameOf(views[0], widths[0], false);
    const gradients = geometry.frameOf(views[1], widths[1], line);
    const picture = { entry, state, numbers, problem, tape, bend, run: races(state, numbers, fitted) };
    return [
      line ? model.graphScene(picture, input, heights) : model.inputScene(picture, input, groundOf(picture, input, held)),
      model.gradientScene(picture, gradients, input),
    ];
  };

  /**
   * Level lines, drawn anew only when what they depend on changes.
   * @param {model.Picture} picture
   * @param {geometry.Frame} frame
   * @param {boolean} held
   */
  function groundOf(picture, frame, held) {
    const { cx, cy, half } = frame.view;
    const key = [...picture.numbers.x, ...picture.state.inputs, cx, cy, half, frame.size, held].join();
    if (drawn?.key !== key) drawn = { key, ground: model.terrain(picture, frame, grounds, held) };
    return drawn.ground;
  }
}
