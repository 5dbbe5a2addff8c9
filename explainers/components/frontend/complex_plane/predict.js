/**
 * Guesses of dw, where a step dz leads. What a guess is held against needs no DOM.
 */

import { createArrowGuess } from "../parts/arrow_guess.js";
import { named, ofProduct } from "../parts/mistakes.js";
import { pull, push } from "../parts/products.js";
import { times } from "./numbers.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./numbers.js").Numbers} Numbers */

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers & { z: Vec }>} own
 * @param {() => number} half of what the w-plane spans
 * @param {(now: Numbers & { z: Vec }) => boolean} known
 */
export function createPredict(own, half, known) {
  return createArrowGuess(
    own,
    {
      output: {
        name: () => words.PRODUCT,
        length: () => 2,
        pair: () => [0, 1],
        half,
        base: () => own.good.value,
        truth: (/** @type {Numbers & { z: Vec }} */ now) => ({ truth: now.push, mistakes: ofStep(own.state.dz, now) }),
        written: ([a, b]) => words.complexText([a, b]),
      },
    },
    {
      prompt: (now) => (known(now) ? words.PROMPT : null),
      place: () => [own.data.plan.slug, own.state.z, own.state.dz].join(),
    },
  );
}

/**
 * What is taken for dw.
 * @param {Vec} dz
 * @param {Pick<Numbers, "jacobian" | "push" | "value" | "moved" | "linear" | "rest" | "forward" | "reverse">} numbers
 */
export function ofStep(dz, { jacobian, push: truth, value, moved, linear, rest, forward, reverse }) {
  const size = Math.hypot(...linear);
  /** @type {Vec} */
  const backwards = [linear[0], -linear[1]];
  const rests = Math.hypot(...rest) > 0;
  return named(words.WRONG, {
    ...ofProduct((z) => push(jacobian, z), (z) => pull(jacobian, z), dz, truth),
    conjugate: times(backwards, dz),
    scaled: dz.map((z) => size * z),
    turned: size > 0 ? times(linear, dz).map((z) => z / size) : null,
    parts: [linear[0] * dz[0], linear[1] * dz[1]],
    finite: moved.map((z, i) => z - value[i]),
    alone: rests ? times(linear, dz) : null,
    forward: rests ? times(forward, dz) : null,
    reverse: rests ? times(reverse, dz) : null,
    origin: truth.map((z, i) => z - value[i]),
  });
}
