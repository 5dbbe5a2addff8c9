/**
 * Both planes of the microscope, of what stays and what moves: the page makes them, and so does
 * its worker while a hand moves. No DOM.
 */

import * as geometry from "../parts/geometry.js";
import * as planes from "./planes.js";

/**
 * What stays as long as it is the same function.
 * @typedef {object} Stays
 * @property {import("../parts/data.d.ts").Entry} entry
 * @property {import("../parts/tape.js").Tape | null} tape
 */

/**
 * What moves.
 * @typedef {object} Moves
 * @property {planes.State} state
 * @property {planes.Numbers} numbers the last finite ones
 * @property {string} problem
 * @property {boolean} held whether a hand moves, and there is no time for what is drawn finely
 * @property {number} up how far a graph reaches up at magnification 1
 * @property {geometry.View[]} views of both planes
 * @property {number[]} widths of the planes, in pixels
 */

/**
 * @param {Stays} stays
 * @returns {(moves: Moves) => import("../parts/picture.js").Scene[]}
 */
export function createScenes({ entry, tape }) {
  const terrain = planes.createTerrain();
  return function scenes({ state, numbers, problem, held, up, views, widths }) {
    const [a, b] = state.inputs;
    const picture = { entry, state, numbers, problem, tape };
    const input = geometry.frameOf(views[0], widths[0], a === b);
    const output =
      entry.outputs.length === 1
        ? planes.graphScene(picture, widths[1], up)
        : planes.outputScene(picture, geometry.frameOf(views[1], widths[1], false), input);
    return [planes.inputScene(picture, input, terrain, held), output];
  };
}
