/**
 * A guess of the entry of J that is farthest from 0: its cell is picked while J is covered.
 */

import { createPredict as createControl } from "../parts/predict.js";
import { M, N, ofEntry } from "./layout.js";
import { guessed } from "./mistakes.js";
import { PROMPT, guessText } from "./words.js";

/** @typedef {import("./words.js").Numbers} Numbers */
/** @typedef {import("./data.d.ts").Data} Data */

/** @param {import("../parts/figure.js").Own<Data, Numbers>} own */
export function createPredict(own) {
  /** Place of the guess, row by row. @type {number | null} */
  let at = null;
  /** @type {number[]} */
  let truths = [];
  const control = createControl(own, { begin, placed: () => at !== null, check }, {
    prompt: () => PROMPT,
    place: () => {
      const { inputs, W, b, head } = own.state;
      return [inputs, W, b, head].join();
    },
  });

  return {
    ...control,
    /** A cell is guessed, and checked at once if so. @param {number} p @param {number} q @param {boolean} commits */
    pick(p, q, commits) {
      if (!own.state.cover) return;
      at = p * N + q;
      if (commits) control.reveal();
      else own.schedule();
    },
    /** Axes of the guess, and of what it is held against. */
    marks: () => ({
      guess: at === null ? [] : [ofEntry(at)],
      truth: control.fresh() ? truths.map(ofEntry) : [],
    }),
  };

  function begin() {
    at = null;
    truths = [];
  }

  /** @param {Numbers} now */
  function check({ jacobian, outputs }) {
    const { inputs, head } = own.state;
    const slopes = slopesOf(head, outputs);
    const found = guessed(at ?? 0, jacobian, inputs, slopes);
    truths = found.truths;
    return [guessText(found, jacobian, inputs, slopes)];
  }
}

/**
 * Slopes of what is applied to each logit: s(1 − s) of the sigmoid s, or 1.
 * @param {"sigmoid" | "logits"} head
 * @param {number[]} outputs
 */
export function slopesOf(head, outputs) {
  return head === "sigmoid" ? outputs.map((s) => s * (1 - s)) : Array.from({ length: M }, () => 1);
}
