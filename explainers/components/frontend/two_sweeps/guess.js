/**
 * Which number a sweep computes next, and what it is mistaken for. No DOM.
 */

import { named, numberTold } from "../parts/guess_words.js";
import { pulls, pushes, sizesOf } from "./run.js";
import * as words from "./words.js";

/** @typedef {import("./run.js").Program} Program */
/** @typedef {import("./run.js").Way} Way */
/** @typedef {import("./run.js").Frame} Frame */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("../parts/guess.js").Mistake} Mistake */

/**
 * A number that is asked for: in which frame it comes, of which node, and what it is.
 * @typedef {{ frame: number, node: number, kind: "tangent" | "cotangent" }} Next
 */

/** @typedef {Next & import("../parts/guess_words.js").Marked} Mark what stays of a guess, and where */

/**
 * The first number to come after a frame; after the last one the first of all, and null if no
 * derivative passes anywhere.
 * @param {Program} program
 * @param {Way} way
 * @param {Frame[]} frames
 * @param {number} step
 * @returns {Next | null}
 */
export function nextAfter(program, way, frames, step) {
  /** @type {Next[]} */
  const all = frames.flatMap((one, frame) => {
    const node = one.kind === "forward" ? tangentOf(program, way, one.row) : one.kind === "reverse" ? completed(program, one.row) : -1;
    if (node < 0) return [];
    return [{ frame, node, kind: one.kind === "forward" ? "tangent" : "cotangent" }];
  });
  return all.find(({ frame }) => frame > step) ?? all[0] ?? null;
}

/**
 * The node whose tangent a row on the way out computes, or −1.
 * @param {Program} program
 * @param {Way} way
 * @param {number} row
 */
function tangentOf(program, way, row) {
  return pushes(way) && program.rows[row].moves ? sizesOf(program).n + row : -1;
}

/**
 * The first node whose cotangent is complete with a row on the way back, or −1.
 * @param {Program} program
 * @param {number} row
 */
function completed({ rows }, row) {
  const sends = (/** @type {number} */ k, /** @type {number} */ node) => rows[k].arguments.some(([to, edge]) => to === node && edge >= 0);
  const [node] = rows[row].arguments.find(([to, edge]) => edge >= 0 && !rows.some((_, k) => k < row && sends(k, to))) ?? [-1];
  return node;
}

/**
 * What comes to a node on each way, and the local derivative that multiplies it.
 * @param {Program} program
 * @param {Run} run
 * @param {number[]} u seeds of this sweep
 * @param {Next} next
 * @returns {[number, number][]}
 */
export function waysTo(program, run, u, { node, kind }) {
  const { n } = sizesOf(program);
  if (kind === "tangent") {
    const moving = program.rows[node - n].arguments.filter(([, edge]) => edge >= 0);
    return moving.map(([from, edge]) => [run.tangents[from], run.partials[edge]]);
  }
  const seeds = program.output_nodes.flatMap((output, i) => (output === node ? [/** @type {[number, number]} */ ([u[i], 1])] : []));
  const sent = program.rows.flatMap((row, k) =>
    row.arguments.filter(([to, edge]) => to === node && edge >= 0).map(([, edge]) => /** @type {[number, number]} */ ([run.cotangents[n + k], run.partials[edge]])),
  );
  return [...seeds, ...sent];
}

/**
 * What is taken for the number that comes next.
 * @param {Program} program
 * @param {Run} run
 * @param {number[]} u seeds of this sweep
 * @param {Next} next
 * @returns {Mistake[]}
 */
export function mistakesOf(program, run, u, next) {
  const { node, kind } = next;
  const ways = waysTo(program, run, u, next);
  const added = (/** @type {0 | 1} */ part) => ways.reduce((sum, way) => sum + way[part], 0);
  const forward = kind === "tangent";
  const [truth, other] = forward ? [run.tangents, run.cotangents] : [run.cotangents, run.tangents];
  const told = (/** @type {keyof typeof words.SWEPT} */ name) => words.SWEPT[name][forward ? 0 : 1];
  /** @type {[string, number][]} */
  const taken = [
    [told("other"), other[node]],
    ...(ways.length > 1 ? ways.map(([comes, local]) => /** @type {[string, number]} */ ([words.ONE_WAY, comes * local])) : []),
    [told("incoming"), added(0)],
    [told("local"), added(1)],
    [words.AGAINST, -truth[node]],
    [told("value"), run.values[node]],
  ];
  return named(taken);
}

/**
 * The question for the number that comes next.
 * @param {Program} program
 * @param {Frame[]} frames
 * @param {Next} next
 * @param {Run} run of its sweep
 * @param {number[]} u seeds of its sweep
 * @returns {import("../parts/posed.js").Typed<Mark>}
 */
export function questionOf(program, frames, next, run, u) {
  const truth = (next.kind === "tangent" ? run.tangents : run.cotangents)[next.node];
  const name = words.carried(program, next);
  return {
    kind: "number",
    prompt: words.prompt(program, frames[next.frame], next),
    name,
    step: 0.1,
    truth,
    told(guess, decimals) {
      const { text, mark } = numberTold(name, { guess, truth, decimals }, mistakesOf(program, run, u, next));
      return { text, mark: { ...next, ...mark } };
    },
  };
}

/** Whether a way shows such a number. @param {Way} way @param {Next["kind"]} kind */
export const shows = (way, kind) => (kind === "tangent" ? pushes(way) : pulls(way));
