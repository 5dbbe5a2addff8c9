/**
 * Judges answers: whether one is right, and the sentence that says why, for wrong ones by the
 * mistake that gives them. No DOM.
 */

import { earlyText } from "./words.js";

/** @typedef {import("./data.d.ts").Choose | import("./data.d.ts").Order | import("./data.d.ts").Number | import("./data.d.ts").Place | import("./data.d.ts").Cell} Variant */
/** @typedef {number[]} Answer what was chosen, typed (each way to read it), placed or ordered */
/** @typedef {{ right: boolean, why: string }} Verdict */

/** Characters that a number may have. */
const LONGEST = 30;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const FRACTION = /^([+-]?\d+)\/(\d+)$/;
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:[,.]\d{3})+$/;

/**
 * The numbers that a text may mean, none if it is no number. A comma is a decimal one, and where
 * it can be it may also part thousands.
 * @param {string} given
 * @returns {number[]}
 */
export function readings(given) {
  const text = given.replace(/[\s\u00a0\u202f']/g, "").replace(/[−–]/g, "-");
  if (text === "" || text.length > LONGEST) return [];
  const fraction = FRACTION.exec(text);
  const found = fraction ? [Number(fraction[1]) / Number(fraction[2])] : [];
  const decimal = text.replace(",", ".");
  if (DECIMAL.test(decimal)) found.push(Number(decimal));
  if (GROUPED.test(text)) found.push(Number(text.replace(/[,.]/g, "")));
  return found.filter(Number.isFinite);
}

/**
 * @param {Variant} variant
 * @param {Answer} answer
 * @returns {Verdict}
 */
export function judged(variant, answer) {
  switch (variant.kind) {
    case "choose": {
      const { right, why } = variant.answers[answer[0]];
      return { right, why };
    }
    case "order": {
      const early = answer.find((step, k) => step !== k);
      if (early === undefined) return { right: true, why: variant.why };
      const { text, why } = variant.steps[early];
      return { right: false, why: earlyText(text, why) };
    }
    case "cell": {
      const [row, column] = answer;
      return { right: row === variant.truth[0] && column === variant.truth[1], why: variant.whys[row][column] };
    }
    case "number": {
      const { truth, why, hint } = variant;
      if (near(variant, answer, truth)) return { right: true, why };
      return { right: false, why: mistakeOf(variant, answer)?.why ?? hint };
    }
    case "place": {
      const { truth, tolerance, reach, why, hint, mistakes } = variant;
      const far = (/** @type {number[]} */ [x, y]) => Math.hypot(answer[0] - x, answer[1] - y);
      if (within(far(truth), tolerance)) return { right: true, why };
      const nearest = mistakes.reduce((a, b) => (far(b.value) < far(a.value) ? b : a));
      const named = far(nearest.value) < far(truth) && within(far(nearest.value), reach);
      return { right: false, why: named ? nearest.why : hint };
    }
  }
}

/**
 * The known mistake that gives a number, if there is one.
 * @param {import("./data.d.ts").Number} variant
 * @param {Answer} answer
 */
export function mistakeOf(variant, answer) {
  return variant.mistakes.find(({ value }) => near(variant, answer, value[0]));
}

/**
 * @param {import("./data.d.ts").Number} variant
 * @param {Answer} answer
 * @param {number} value
 */
function near({ tolerance }, answer, value) {
  return answer.some((one) => within(Math.abs(one - value), tolerance));
}

/** Rounding of the numbers that are compared is no reason. @param {number} far @param {number} most */
function within(far, most) {
  return far <= most * (1 + 1e-9);
}
