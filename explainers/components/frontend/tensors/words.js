/**
 * What the figure says of its numbers, computed from them.
 */

import { numeral } from "../parts/format.js";
import { productText, sumText } from "../parts/products.js";
import { CLASSES, FEATURES, M, N } from "./layout.js";
import { parts } from "./mistakes.js";

/** @typedef {"push" | "pull"} Mode */

export const CHOICES = "what the figure shows";
/** @type {[Mode, string][]} */
export const MODES = [["push", "Push JV"], ["pull", "Pull UᵀJ"]];
/** @type {["sigmoid" | "logits", string][]} */
export const HEADS = [["sigmoid", "Sigmoid"], ["logits", "Logits"]];
/** @type {["blocks" | "matrix", string][]} */
export const FORMS = [["blocks", "(5, 2, 3, 2)"], ["matrix", "10 × 6"]];
export const RESET = /** @type {const} */ (["Reset", "reset all numbers"]);
export const LEGEND = `
.signed.plus, .signed.minus | number above and below 0
.signed.nothing | 0, or too small to be told from it
.matrix .num.hand, .weight | drag these sideways
.weight.V .fill | V, a [tangent](cheatsheet#tangent)
.weight.U .fill | U, a [cotangent](cheatsheet#cotangent)
.entry-cell .fill | what an entry of J adds
.derived, .total .num | a sum of what is added
.stack.push .piece | its parts, in the tones of V
.stack.pull .piece | its parts, in the tones of U
.num.covered | covered
.num.guess | your guess, and what it is made of
.num.truth | the truth, and what it is made of`;
export const PAIRING = "⟨U, JV⟩ = ⟨UᵀJ, V⟩ = ";

/**
 * All numbers of one picture, flattened row by row.
 * @typedef {object} Numbers
 * @property {number[]} logits
 * @property {number[]} outputs
 * @property {number[]} jacobian
 * @property {number[]} push
 * @property {number[]} pull
 * @property {number} pairing
 */

/**
 * "2,1": place in a matrix of two columns, counted from 1.
 * @param {number} index
 * @param {number} [columns]
 */
export function at(index, columns = CLASSES) {
  return `${Math.floor(index / columns) + 1},${(index % columns) + 1}`;
}

/** @param {number} p @param {number} q */
export function entryName(p, q) {
  return `∂out ${at(p)} / ∂W ${at(q)}`;
}

/**
 * @param {Mode} mode
 * @param {number} index p for push, q for pull
 */
export function resultName(mode, index) {
  return mode === "push" ? `JV ${at(index)}` : `UᵀJ ${at(index)}`;
}

/** @param {string} name of what is covered */
export function coveredText(name) {
  return `${name}, covered`;
}

export const PROMPT = "Which entry of J is farthest from 0? Click it, or go to it by arrow keys, then check.";

/**
 * How a guess of the entry that is farthest from 0 compares, and what it looks like.
 * @param {import("./mistakes.js").Judged} found
 * @param {number[]} jacobian
 * @param {number[]} inputs
 * @param {number[]} slopes
 */
export function guessText({ kind, at: place, truths }, jacobian, inputs, slopes) {
  /** @param {number} k */
  const told = (k) => `${entryName(Math.floor(k / N), k % N)} = ${numeral(jacobian[k])}`;
  if (kind === "unknown") return "J has entries that are not finite: none is farthest from 0.";
  if (kind === "zero") return "Every entry of J is 0: none is farther from it than the others.";
  if (kind === "right") return `Right: ${told(place)} is farthest from 0.`;
  if (kind === "tie") return `Right: ${told(place)} is as far from 0 as any; ${truths.length} entries are.`;
  const [truth] = truths;
  const ratio = Math.abs(jacobian[place] / jacobian[truth]);
  const [mine, other] = [place, truth].map((k) => parts(k, inputs, slopes));
  const apart =
    ratio === 0 ? `Your guess ${told(place)}; ${told(truth)} is farthest from 0.` : `Your guess ${told(place)} is ${timesText(ratio)} as far from 0 as ${told(truth)}.`;
  return [apart, reason()].filter(Boolean).join(" ");

  function reason() {
    const [p, q] = [Math.floor(place / N), place % N];
    switch (kind) {
      case "column":
        return `Output ${at(p)} sees only column ${(p % CLASSES) + 1} of W, and that weight is in column ${(q % CLASSES) + 1}.`;
      case "input":
        return `What that weight is multiplied by, inputs ${at(mine.place, FEATURES)}, is 0.`;
      case "flat":
        return "The sigmoid is flat there, to the last digit.";
      case "slope":
        return `No input is larger than that of your guess. But the chain rule multiplies it by the slope of the sigmoid, ${numeral(mine.slope)} there and ${numeral(other.slope)} at the other.`;
      case "steep":
        return `The sigmoid is nowhere steeper than at your guess. But the chain rule multiplies its slope by the input, ${numeral(inputs[mine.place])} there and ${numeral(inputs[other.place])} at the other.`;
      case "signed":
        return "No entry is a larger number, but the other is farther from 0, below it.";
      default:
        return "";
    }
  }
}

/** @param {number} ratio below 1 */
function timesText(ratio) {
  return ratio > 0.995 ? "nearly" : `${numeral(ratio)} times`;
}

/** @param {number[]} jacobian */
export function zeros(jacobian) {
  return jacobian.filter((entry) => entry === 0).length;
}

/**
 * Why an entry of J is zero, or "" if it is not.
 * @param {number} p
 * @param {number} q
 * @param {number} entry
 * @param {number[]} inputs
 */
export function whyZero(p, q, entry, inputs) {
  if (entry !== 0) return "";
  const [i, k] = [Math.floor(p / CLASSES), p % CLASSES];
  const [a, c] = [Math.floor(q / CLASSES), q % CLASSES];
  if (k !== c) return `output ${at(p)} sees only column ${k + 1} of W`;
  if (inputs[i * 3 + a] === 0) return `inputs ${i + 1},${a + 1} is 0`;
  return "the sigmoid is flat here, to the last digit";
}

/**
 * What an entry of J says of itself, and what it adds in a mode.
 * @param {Mode} mode
 * @param {number} p
 * @param {number} q
 * @param {Numbers} numbers
 * @param {{ inputs: number[], V: number[], U: number[] }} given
 */
export function entryText(mode, p, q, numbers, given) {
  const value = numbers.jacobian[p * N + q];
  const name = `${entryName(p, q)} = ${numeral(value)}`;
  const why = whyZero(p, q, value, given.inputs);
  if (why) return `${name}: ${why}.`;
  const [letter, place, weight] = mode === "push" ? ["V", at(q), given.V[q]] : ["U", at(p), given.U[p]];
  return `${name}; ${letter} ${place} · J = ${productText([weight, value])}`;
}

/**
 * A result as a sum of what is not zero: "JV 1,1 = 0.11·(−0.57) + … = −0.02".
 * @param {Mode} mode
 * @param {number} index p for push, q for pull
 * @param {Numbers} numbers
 * @param {{ V: number[], U: number[] }} given
 */
export function resultText(mode, index, numbers, given) {
  const pairs =
    mode === "push"
      ? given.V.map((v, q) => [numbers.jacobian[index * N + q], v])
      : given.U.map((u, p) => [numbers.jacobian[p * N + index], u]);
  const total = mode === "push" ? numbers.push[index] : numbers.pull[index];
  return `${resultName(mode, index)} = ${sumText(pairs.filter(([entry]) => entry !== 0), total)}`;
}

/**
 * How many entries are zero, and why half of them are.
 * @param {number[]} jacobian
 */
export function zerosText(jacobian) {
  const count = zeros(jacobian);
  const others = jacobian.filter((entry, k) => entry === 0 && (k % CLASSES) === (Math.floor(k / N) % CLASSES)).length;
  const reason = "each output sees one column of W";
  return others ? `${count} of ${M * N} entries are 0: ${(M * N) / 2} since ${reason}, ${others === 1 ? "1 for another reason" : `${others} for other reasons`}` : `${count} of ${M * N} entries are 0: ${reason}`;
}

/**
 * The settled result in words, row by row.
 * @param {Mode} mode
 * @param {Numbers} numbers
 */
export function settledText(mode, numbers) {
  const result = mode === "push" ? numbers.push : numbers.pull;
  const rows = Array.from({ length: result.length / CLASSES }, (_, r) =>
    result.slice(r * CLASSES, (r + 1) * CLASSES).map((z) => numeral(z)).join(", "),
  );
  return `${mode === "push" ? "JV" : "UᵀJ"} = ${rows.join("; ")}. The pairing of U and JV is ${numeral(numbers.pairing, 4)}.`;
}

/** What its choices are about. */
export const ABOUT = { modes: "what is shown", heads: "outputs", forms: "form of J" };
export const EQUATION = {
  title: "The classifier",
  rule: "drag a number sideways; Enter or a double click lets you type",
  sigmoid: "whose sigmoid is ",
};
export const JACOBIAN = {
  title: "Its Jacobian in W",
  name: "the Jacobian, a row for each output and a column for each weight",
};
export const SHAPES = {
  blocks: "shape (5, 2, 3, 2): for each output, a block of W's shape",
  matrix: "10 × 6: both spaces listed row by row, as ravel does",
};

/** One number, worked out. */
export const WORKED = {
  push: {
    /** @param {number} p */
    title: (p) => `How JV ${at(p)} comes about`,
    rule: "multiply a block by V, entry by entry, and add",
    /** @param {number} p */
    slice: (p) => `block ${at(p)}`,
  },
  pull: {
    /** @param {number} q */
    title: (q) => `How UᵀJ ${at(q)} comes about`,
    rule: "weight each output's block by U and add: here, one place",
    /** @param {number} q */
    slice: (q) => `J at W ${at(q)}`,
  },
};
