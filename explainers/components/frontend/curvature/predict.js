/**
 * Guesses of Hv, in the plane of gradients. What a guess is held against needs no DOM.
 */

import { createArrowGuess } from "../parts/arrow_guess.js";
import { solved } from "../parts/linear.js";
import { named, ofProduct } from "../parts/mistakes.js";
import { push } from "../parts/products.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./model.js").Numbers} Numbers */

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @param {() => number} half of what the plane of gradients spans
 * @param {(now: Numbers) => boolean} known
 */
export function createPredict(own, half, known) {
  return createArrowGuess(
    own,
    {
      output: {
        name: () => words.PRODUCT,
        length: () => own.state.x.length,
        pair: () => own.state.inputs,
        half,
        base: () => own.good.gradient,
        truth: (/** @type {Numbers} */ now) => ({ truth: now.product, mistakes: ofHessian(own.state.v, now) }),
      },
    },
    {
      prompt: (now) => (known(now) ? words.PROMPT : null),
      place: () => {
        const { x, v, inputs } = own.state;
        return [own.data.entry.slug, x, v, inputs].join();
      },
    },
  );
}

/**
 * What is taken for Hv. H is symmetric, so that to transpose it is no mistake.
 * @param {number[]} v
 * @param {Pick<Numbers, "gradient" | "hessian" | "product" | "moved">} numbers
 */
export function ofHessian(v, { gradient, hessian, product, moved }) {
  const n = v.length;
  const times = (/** @type {number[]} */ z) => push(hessian, z);
  const rows = v.map((_, i) => hessian.slice(i * n, (i + 1) * n));
  return named(words.WRONG, {
    ...ofProduct(times, times, v, product),
    gradient,
    finite: moved.map((z, i) => z - gradient[i]),
    sloped: n === 1 ? [gradient[0] * v[0]] : null,
    diagonal: n > 1 ? v.map((z, i) => rows[i][i] * z) : null,
    solved: solved(rows, v),
    half: product.map((z) => z / 2),
    origin: product.map((z, i) => z - gradient[i]),
  });
}
