/**
 * What the player of the two sweeps says: its names, and the local rule of each frame with its
 * numbers plugged in.
 */

import { balanced, numeral, numerals, plural } from "../parts/format.js";
import { MISTAKE } from "../parts/guess_words.js";
import { sumText } from "../parts/products.js";
import { isBack, jv, pulls, pushes, sweepsOf, uj } from "./run.js";

/** @typedef {import("./run.js").Program} Program */
/** @typedef {import("./run.js").Way} Way */
/** @typedef {import("./run.js").Frame} Frame */
/** @typedef {import("./run.js").Run} Run */

/** More terms than this are not written out. */
const TERMS = 3;
const DIGITS = 4;

export const WAYS = "what is played";
/** @type {[Way, string][]} */
export const CHOICES = [
  ["both", "Both sweeps"],
  ["forward", "Forward Jv"],
  ["reverse", "Reverse uᵀJ"],
  ["columns", "J by columns"],
  ["rows", "J by rows"],
];
/** @type {[string, string]} */
export const RESET = ["Reset", "reset x, v and u"];
export const GRAPH = "graph of the program";
export const TABLE = "evaluation table";
export const EQUATION = "equation";
export const HEADS = ["value", "tangent", "cotangent", "keeps"];
export const STEP = "step";
export const MEMORY = "Numbers held";
export const MODES = ["forward", "reverse"];
export const CURVES = "numbers held at each step";
export const LEGEND = `
.edge[data-state="ahead"], .node[data-state="ahead"] rect | still to come
.edge[data-state="pushed"], .node[data-state="done"] rect | computed
.edge[data-state="pulled"], .node[data-state="passed"] rect | passed on the way back
.edge[data-state^="now"], .node[data-state^="now"] rect | this step
.node .tangent | [tangent](cheatsheet#tangent) | →
.node .cotangent | [cotangent](cheatsheet#cotangent) | ←
.lines [data-over="dot"] | a dot: its tangent | v̇
.lines [data-over="bar"] | a bar: its cotangent | v̄
.scrub | drag sideways | 2
.asked-for | to be guessed | ?
.was-guessed | your guess | …
.was-mistaken | ${MISTAKE} | ≠
td.kept[data-state="kept"]:not(.none) | kept for the way back: a [residual](cheatsheet#residual) | x
td.kept[data-state="spent"]:not(.none) | used, and let go | x
.curves .forward | numbers that forward mode holds
.curves .reverse | numbers that reverse mode holds
.curves .residuals | residuals among them
.curves .head | now
.cell.fresh | from this sweep`;
export const UNFINITE = "A value or a derivative is not finite at this x. Drag x back.";

/** Numbers as a vector, or the number itself if there is one. @param {number[]} numbers */
export const vector = (numbers) => numbers.length === 1 ? numeral(numbers[0], 5) : numerals(numbers, 5);

/**
 * A number as it stands on a node, with the arrow of the sweep that brought it.
 * @param {number | null} number
 * @param {string} [arrow]
 */
export const onNode = (number, arrow = "") => number === null ? "" : `${arrow}${numeral(number)}`;

/** A number as it stands in the table. @param {number | null} number */
export const inTable = (number) => number === null ? "·" : numeral(number, DIGITS);

/** @param {string} name of a number that is given */
export const handle = (name) => `${name}: drag sideways`;

/**
 * Why the counters stand as they do, where forward mode holds more.
 * @param {number} forward numbers at most
 * @param {number} reverse
 * @param {number} kept residuals
 */
export function why(forward, reverse, kept) {
  if (forward <= reverse || reverse === 0) return "";
  const twice = "Forward counts each live value twice, with its tangent.";
  if (kept === 0) return `${twice} Reverse counts it once, and there is nothing that it has to keep.`;
  return `${twice} Reverse counts it once, and what it keeps here does not outweigh that.`;
}

/**
 * @param {"forward" | "reverse"} mode
 * @param {number | null} now null where it does not run
 * @param {number} most
 */
export function heldNow(mode, now, most) {
  const none = mode === "forward" ? "done" : "not begun";
  return `${now === null ? none : `${now} now`}, ${most} at most`;
}

/**
 * @param {number} now
 * @param {number} different residuals
 * @param {number} repeated
 */
export function keptNow(now, different, repeated) {
  if (different === 0) return "no residuals";
  const residuals = plural("residual", different);
  if (repeated <= different) return `${now} of ${different} ${residuals}`;
  return `${now} of ${different} different ${residuals} (${repeated} with repetitions)`;
}

/**
 * Which sweep a frame belongs to.
 * @param {Program} program
 * @param {Way} way
 * @param {Frame} frame
 */
export function phase(program, way, frame) {
  const sweeps = sweepsOf(program, way);
  const which = sweeps > 1 ? ` ${frame.sweep + 1} of ${sweeps}` : "";
  if (isBack(frame)) return `reverse sweep${which}`;
  return pushes(way) ? `forward sweep${which}` : "the sweep out";
}

/**
 * A step of the player, for its value text.
 * @param {Program} program
 * @param {Way} way
 * @param {{ frame: Frame, run: Run, seed: { v: number[], u: number[] } }} place
 */
export function said(program, way, { frame, run, seed }) {
  return [phase(program, way, frame), ...rule(program, way, frame, run, seed).lines].join("; ");
}

/**
 * The settled result in words.
 * @param {Program} program
 * @param {Way} way
 * @param {Run[]} all
 */
export function settled(program, way, all) {
  const won = all.map((run) => ({ push: vector(jv(program, run)), pull: vector(uj(program, run)) }));
  if (way === "columns") return `J by columns: ${won.map(({ push }) => push).join("; ")}`;
  if (way === "rows") return `J by rows: ${won.map(({ pull }) => pull).join("; ")}`;
  const [{ push, pull }] = won;
  return [...(pushes(way) ? [`Jv = ${push}`] : []), ...(pulls(way) ? [`uᵀJ = ${pull}`] : [])].join("; ");
}

const [DOT, BAR] = ["\u0307", "\u0304"];

/** A name with a dot over it: its tangent. @param {string} name */
export const dotted = (name) => `${name[0]}${DOT}${name.slice(1)}`;

/** A name with a bar over it: its cotangent. @param {string} name */
export const barred = (name) => `${name[0]}${BAR}${name.slice(1)}`;

/** What a guess stands as, beside the truth. @param {number} number */
export const ghost = (number) => `${numeral(number, DIGITS)}?`;

/** What a mistake gives that explains it. @param {number} number */
export const mistaken = (number) => `≠ ${numeral(number, DIGITS)}`;

/** What is asked for in place of a number. */
export const ASKED = "?";

/**
 * The name of a number that a sweep carries.
 * @param {Program} program
 * @param {{ node: number, kind: "tangent" | "cotangent" }} next
 */
export const carried = ({ nodes }, { node, kind }) => (kind === "tangent" ? dotted : barred)(nodes[node]);

/**
 * @param {Program} program
 * @param {Frame} frame in which it comes
 * @param {{ node: number, kind: "tangent" | "cotangent" }} next
 */
export function prompt(program, frame, next) {
  const name = program.nodes[sizeOf(program) + frame.row];
  const step = `${name} = ${program.rows[frame.row].formula}`;
  if (next.kind === "tangent") return `The sweep forward comes to ${step}. Which tangent ${carried(program, next)} goes on from there?`;
  return `The sweep back goes through ${step}. What is ${carried(program, next)} then, with all its parts?`;
}

/** How many inputs there are. @param {Program} program */
const sizeOf = ({ nodes, rows }) => nodes.length - rows.length;

/** What is taken for a tangent or a cotangent, and what went wrong. */
export const SWEPT = /** @type {const} */ ({
  other: ["It is nearer to the cotangent of this node, which the sweep back brings.", "It is nearer to the tangent of this node, which belongs to the sweep forward."],
  incoming: ["It is nearer to what comes in, as it is. The local derivative multiplies it: the other factor of the chain rule.", "It is nearer to what comes back, as it is. The local derivative multiplies it: the other factor of the chain rule."],
  local: ["It is nearer to the local derivative alone. The tangent that comes in multiplies it.", "It is nearer to the local derivative alone. The cotangent that comes back multiplies it."],
  value: ["It is nearer to the value of the node. Its tangent is how fast that value changes.", "It is nearer to the value of the node. Its cotangent is how much u·f changes with that value."],
});
export const ONE_WAY = "It is nearer to what comes on one way alone. Where several ways meet, their parts are added.";
export const AGAINST = "It is nearer to the same number with the other sign.";

/** What stands over letters of a line. @param {string} line */
export const overLetters = (line) => (line.includes(DOT) ? "dot" : line.includes(BAR) ? "bar" : "");

/**
 * What has been sent to a node so far, in order: the seeds of outputs, then by each use.
 * @param {Program} program
 * @param {Run} run
 * @param {number[]} u
 * @param {number} node
 * @param {number} from the last row that had its turn
 */
export function terms(program, run, u, node, from) {
  const sent = program.output_nodes.flatMap((output, i) => (output === node ? [u[i]] : []));
  for (let row = program.rows.length - 1; row >= from; row--) {
    for (const [to, edge] of program.rows[row].arguments) if (to === node && edge >= 0) sent.push(run.sent[edge]);
  }
  return sent;
}

/** Numbers as a sum: 2 − 0.284 = 1.716. @param {number[]} numbers */
export function sum(numbers) {
  const total = numbers.reduce((a, b) => a + b);
  const { digits, totals, close } = balanced([{ terms: numbers.map((z) => [z]), total }], DIGITS);
  const told = numbers.map((z, k) => `${k === 0 ? "" : z < 0 ? " − " : " + "}${numeral(k === 0 ? z : Math.abs(z), digits)}`);
  return `${told.join("")} = ${totals[0]}${close}`;
}

/**
 * The local rule of a frame with its numbers plugged in: what is computed, then what is
 * carried.
 * @param {Program} program
 * @param {Way} way
 * @param {Frame} frame
 * @param {Run} run
 * @param {{ v: number[], u: number[] }} seed of this sweep
 * @returns {{ title: string, lines: string[] }}
 */
export function rule(program, way, frame, run, seed) {
  const { nodes, rows, outputs } = program;
  const n = nodes.length - rows.length;
  if (frame.kind === "start") {
    const listed = nodes.slice(0, n).map((name, j) => `${name} = ${numeral(run.values[j], DIGITS)}`);
    const carried = nodes.slice(0, n).map((name, j) => `${dotted(name)} = ${numeral(seed.v[j], DIGITS)}`);
    return { title: "The inputs", lines: pushes(way) ? [listed.join(", "), carried.join(", ")] : [listed.join(", ")] };
  }
  if (frame.kind === "seed") {
    return {
      title: "The seeds of the way back",
      lines: [outputs.map((name, i) => `${barred(name)} = ${numeral(seed.u[i], DIGITS)}`).join(", ")],
    };
  }
  const row = rows[frame.row];
  const node = n + frame.row;
  const name = nodes[node];
  const moving = row.arguments.filter(([, edge]) => edge >= 0);
  const slope = (/** @type {number} */ to) => `∂${name}/∂${nodes[to]}`;
  if (frame.kind === "forward") {
    const lines = [`${name} = ${row.formula} = ${numeral(run.values[node], DIGITS)}`];
    if (pushes(way) && row.moves) {
      const symbols = moving.map(([to]) => `${slope(to)}·${dotted(nodes[to])}`).join(" + ");
      const pairs = moving.map(([to, edge]) => [run.partials[edge], run.tangents[to]]);
      lines.push(
        moving.length <= TERMS
          ? `${dotted(name)} = ${symbols} = ${sumText(pairs, run.tangents[node], DIGITS)}`
          : `${dotted(name)} = the sum over ${moving.length} arguments = ${numeral(run.tangents[node], DIGITS)}`,
      );
    }
    if (pulls(way)) lines.push(row.kept.length ? `kept for the way back: ${row.kept.join(", ")}` : "nothing to keep");
    return { title: row.formula, lines };
  }
  if (!row.moves) return { title: `back through ${name} = ${row.formula}`, lines: ["no derivative passes here"] };
  const from = numeral(run.cotangents[node], DIGITS);
  const lines = moving.slice(0, TERMS).map(([to, edge]) => {
    const product = sumText([[run.cotangents[node], run.partials[edge]]], run.sent[edge], DIGITS);
    const given = terms(program, run, seed.u, to, frame.row);
    const added = given.length > 1 && given.length <= TERMS ? `, now ${sum(given)}` : "";
    return `${barred(nodes[to])} += ${barred(name)}·${slope(to)} = ${product}${added}`;
  });
  if (moving.length > TERMS) lines.push(`and so for ${moving.length - TERMS} more, from ${barred(name)} = ${from}`);
  return { title: `back through ${name} = ${row.formula}`, lines };
}

