/**
 * Guesses of where the linear picture leads, under the microscope: a guess of Jv is kept, and
 * hJv is what is drawn and told of it.
 */

import { createArrowGuess } from "../parts/arrow_guess.js";
import { named, ofProduct } from "../parts/mistakes.js";
import { pull, push, unfinite } from "../parts/products.js";
import * as planes from "./planes.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {planes.Numbers} Numbers */

/** Where the tip of a graph's arrow begins, above the height of f(x). */
const FIRST = 0.7;

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @param {() => number} half of what the output plane spans
 * @param {() => number} up how far a graph reaches up at magnification 1
 */
export function createPredict(own, half, up) {
  const h = () => planes.stepOf(own.state.zoom);
  /** Whether the output plane shows a graph along v, in which only heights are guessed. */
  const graph = () => own.data.entry.outputs.length === 1;
  return createArrowGuess(
    own,
    {
      output: {
        name: () => words.pushLabel(own.state),
        length: () => own.data.entry.outputs.length,
        pair: () => (graph() ? [0, 1] : own.state.outputs),
        half: () => (graph() ? planes.REACH : half()),
        base: () => (graph() ? [1, 0] : own.good.value),
        drawn: (guess) => (graph() ? [0, guess[0] / up()] : guess.map((z) => h() * z)),
        read: (arrow) => (graph() ? [arrow[1] * up()] : arrow.map((z) => z / h())),
        first: () => (graph() ? [0, FIRST] : null),
        unit: h,
        truth: (/** @type {Numbers} */ now) => ({ truth: now.push, mistakes: ofLinear(own.state, now) }),
      },
    },
    {
      prompt: (now) => (unfinite(now.value, now.jacobian) ? null : words.promptText(own.state, graph())),
      place: () => {
        const { x, v, zoom, halved, inputs, outputs } = own.state;
        return [own.data.entry.slug, x, v, zoom, halved, inputs, outputs].join();
      },
    },
  );
}

/**
 * What is taken for Jv, or for Jv/2 where that is the linear picture.
 * @param {State} state
 * @param {Numbers} numbers
 */
export function ofLinear({ v, zoom, halved }, { value, jacobian, push: truth, change }) {
  const h = planes.stepOf(zoom);
  const plane = value.length > 1;
  return named(words.wrong(zoom, halved), {
    ...ofProduct((z) => push(jacobian, z), (z) => pull(jacobian, z), v, truth),
    finite: change && change.map((z) => z / h),
    whole: halved ? push(jacobian, v) : null,
    half: halved ? null : truth.map((z) => z / 2),
    origin: plane ? truth.map((z, i) => z - value[i] / h) : null,
  });
}
