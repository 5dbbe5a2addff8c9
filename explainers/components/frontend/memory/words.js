/**
 * What the chain and its stones are said to do.
 */

import { numeral, plural } from "../parts/format.js";
import { MISTAKE } from "../parts/guess_words.js";

/** @typedef {import("./schedule.js").Move} Move */

/** @param {string} noun @param {number} count */
const counted = (noun, count) => `${count} ${plural(noun, count)}`;

export const TOOLS = "steps and stones";
export const STEPS = { text: "Steps", name: "steps of the chain" };
export const ADD = /** @type {const} */ (["Add a stone", "in the longest segment"]);
export const TAKE = /** @type {const} */ (["Take one away", "the stone that was moved last"]);
export const EVEN = /** @type {const} */ (["Evenly", "about √steps segments of the same length"]);
export const BEST = /** @type {const} */ (["Best", "recompute least with so many slots"]);
export const TAPE = "the chain, with stones at states that are kept";
export const CHART = "Slots held, and steps recomputed";
export const READINGS = /** @type {const} */ (["Held at most", "Recomputed", "Steps out in all"]);
export const DOWN = "time ↓";
export const HELD = "slots held";
export const DONE = "Out and back: every step has been gone back through.";
export const TIME = "place in the run";
export const HINT = "A stone keeps a state. Drag one, or press the row to set one.";
export const AXES = /** @type {const} */ (["slots held →", "↑ steps recomputed"]);
export const COVERED = "?";
export const LEGEND = `
.start, .stone .halo | a state that is kept: a [checkpoint](cheatsheet#checkpoint) | ●
.chain | the chain of states
.hold | its slot, while it is held
.tally | how many are held
.way.out | a step out for the first time
.way.again | a step recomputed
.way.back | a step back
.now, .present | now
.cloud | all placements | dots
.frontier | the least there is
.mark.root | evenly, √steps segments | diamond
.mark.plain | plain reverse mode: a record of every step | ring
.mark.own | yours
.gap | above the least
.mark.guess | your guess
.mark.wrong | ${MISTAKE}`;

const SMALL = "₀₁₂₃₄₅₆₇₈₉";

/** The name of a state: x₁₂. @param {number} k */
export const state = (k) => `x${String(k).replace(/\d/g, (digit) => SMALL[Number(digit)])}`;

/** @param {number} i which stone */
export const stone = (i) => `stone ${i + 1}`;

/** Where a stone stands, as it is heard. @param {number} k */
export const place = (k) => `keeps ${state(k)}`;

/** @param {Move | undefined} move the one that was made last */
export function moveText(move) {
  if (!move) return `The start, ${state(0)}, is kept.`;
  const { kind, from, to, first } = move;
  if (kind === "back") return `Back through step ${from}.`;
  const way = `${state(from)} → ${state(to)}`;
  if (kind === "record") return `${first ? "Out" : "Again"}, and recorded for the way back: ${way}.`;
  return first ? `Out: ${way}.` : `Again: ${way}.`;
}

/** What the line of slots held shows, as it is heard. @param {number} most */
export const heldMost = (most) => `slots held over the run: ${most} at most`;

/**
 * What is held at the playhead, and how many steps were recomputed until then, of how many in all;
 * of these nothing where they are covered.
 * @param {[number, number]} held
 * @param {[number, number] | null} again
 */
export function soFar([held, most], again) {
  const told = `${held} of ${counted("slot", most)} held`;
  return again ? `${told}, ${again[0]} of ${counted("step", again[1])} recomputed` : told;
}

/**
 * Where the playhead stands.
 * @param {Move | undefined} move
 * @param {number} held
 * @param {number} again
 */
export const said = (move, held, again) => `${moveText(move)} ${counted("slot", held)} held, ${counted("step", again)} recomputed so far.`;

/** @param {number} slots */
export const slotsText = (slots) => counted("slot", slots);

/** @param {number} count @param {number} fewest */
export const countText = (count, fewest) => (count === fewest ? `${counted("step", count)}, the least` : `${counted("step", count)}, least ${fewest}`);

/** @param {number} steps @param {number} count */
export const totalText = (steps, count) => `${steps + count}, ${numeral((steps + count) / steps, 3)} times the plain run’s ${steps}`;

/**
 * How good a placement is.
 * @param {number[]} stones
 * @param {number} count
 * @param {number} fewest
 */
export function verdict(stones, count, fewest) {
  const slots = stones.length + 1;
  if (slots === 1) return `Only the start is kept: each step back but the first begins again at ${state(0)}.`;
  if (count > fewest) return `Other places for ${slots === 2 ? "the stone" : "the stones"} need only ${fewest}: ${count - fewest} fewer.`;
  return `No other ${slots === 2 ? "place for the stone" : "places for the stones"} ${slots === 2 ? "needs" : "need"} less.`;
}

/** @param {number[]} stones @param {number} count @param {string} told */
export const settled = (stones, count, told) => `${counted("slot", stones.length + 1)}, ${counted("step", count)} recomputed. ${told}`.trim();

/** @param {number} steps @param {number} stones */
export function prompt(steps, stones) {
  const held = stones === 0 ? "only the start is kept" : stones === 1 ? "the start and the stone are kept" : `the start and ${stones} stones are kept`;
  return `${counted("step", steps)}, ${held}. How many steps are recomputed?`;
}

/** What is guessed: the name of the field, and of what it is held against. */
export const GUESSED = { field: "recomputed steps", truth: "the count" };

/** What is taken for the recomputed steps, and what went wrong. */
export const MISCOUNTED = {
  total: "It is nearer to all steps out. Each step’s first evaluation is no repetition.",
  once: "It is nearer to one repetition of each step. A long segment is begun again for every step of it.",
  start: "It is nearer to what it takes to begin again at the start for every step. Stones shorten that.",
  alone: "It is nearer to the count in which a freed slot stays empty. Coming back, slots are used again.",
  out: "It is nearer to the way out to the last stone alone. The segments behind it are computed again too.",
};
