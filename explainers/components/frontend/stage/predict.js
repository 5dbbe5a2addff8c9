/**
 * Guesses of Jv and of uᵀJ on the Stage.
 */

import { createArrowGuess } from "../parts/arrow_guess.js";
import { unfiniteProduct } from "../parts/products.js";
import * as mistakes from "./mistakes.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./scene.js").Placed} Placed */

/**
 * @param {import("../parts/figure.js").Own<Data, Placed>} own
 * @param {(kind: "push" | "pull") => number} half of what the plane spans in which a product lies
 */
export function createPredict(own, half) {
  return createArrowGuess(
    own,
    {
      output: {
        name: () => words.PRODUCTS.push,
        asked: () => own.state.mode !== "pull",
        length: () => own.state.u.length,
        pair: () => own.state.outputs,
        half: () => half("push"),
        base: () => own.good.value,
        truth: (/** @type {Placed} */ now) => ({ truth: now.push, mistakes: mistakes.ofPush(own.state.v, own.state.u, now) }),
      },
      input: {
        name: () => words.PRODUCTS.pull,
        asked: () => own.state.mode !== "push",
        length: () => own.state.x.length,
        pair: () => own.state.inputs,
        half: () => half("pull"),
        base: () => own.state.x,
        truth: (/** @type {Placed} */ now) => ({ truth: now.pull, mistakes: mistakes.ofPull(own.state.v, own.state.u, now) }),
      },
    },
    {
      prompt: (now) => (unfiniteProduct(now) ? null : words.PROMPTS[own.state.mode]),
      place: () => {
        const { x, v, u, inputs, outputs } = own.state;
        return [own.data.entry.slug, x, v, u, inputs, outputs].join();
      },
    },
  );
}
