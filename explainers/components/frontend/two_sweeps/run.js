/**
 * What is played: the frames of a way through the program, the numbers that stand in each
 * frame, what is held in it, and its local rule in words. Nothing here is differentiated,
 * and nothing touches the page.
 */

import { factor, numeral } from "../parts/format.js";

/** @typedef {"both" | "forward" | "reverse" | "columns" | "rows"} Way */
/** @typedef {import("./data.d.ts").Row} Row */
/** @typedef {import("./data.d.ts").Memory} Memory */
/** @typedef {import("./data.d.ts").Program} Program */

/**
 * One step of a run: the seeds of a sweep out, a row on the way out, the seeds of a sweep
 * back, or a row on the way back.
 * @typedef {{ kind: "start" | "forward" | "seed" | "reverse", row: number, sweep: number }} Frame
 */

/**
 * All frames of a way.
 * @param {Way} way
 * @param {number} count of rows
 * @param {number} n
 * @param {number} m
 * @returns {Frame[]}
 */
export function timeline(way, count, n, m) {
  /** @type {Frame[]} */
  const frames = [];
  /** @param {number} sweep */
  const out = (sweep) => {
    frames.push({ kind: "start", row: -1, sweep });
    for (let row = 0; row < count; row++) frames.push({ kind: "forward", row, sweep });
  };
  /** @param {number} sweep */
  const back = (sweep) => {
    frames.push({ kind: "seed", row: count, sweep });
    for (let row = count - 1; row >= 0; row--) frames.push({ kind: "reverse", row, sweep });
  };
  if (way === "columns") {
    for (let j = 0; j < n; j++) out(j);
  } else {
    out(0);
    if (way === "both" || way === "reverse") back(0);
    if (way === "rows") for (let i = 0; i < m; i++) back(i);
  }
  return frames;
}

/** Whether the sweep out carries tangents. @param {Way} way */
export function pushes(way) {
  return way === "both" || way === "forward" || way === "columns";
}

/** Whether there is a sweep back. @param {Way} way */
export function pulls(way) {
  return way === "both" || way === "reverse" || way === "rows";
}

/** Whether a frame belongs to the way back. @param {Frame} frame */
export function isBack(frame) {
  return frame.kind === "seed" || frame.kind === "reverse";
}

/**
 * How many rows have their values in a frame.
 * @param {Frame} frame
 * @param {number} count of rows
 */
export function computed(frame, count) {
  return isBack(frame) ? count : frame.row + 1;
}

/**
 * How many rows have had their turn on the way back; −1 before it begins.
 * @param {Frame} frame
 * @param {number} count of rows
 */
export function returned(frame, count) {
  return isBack(frame) ? count - frame.row : -1;
}

/**
 * The seeds of a sweep: v and u, or a single 1 for a column or a row of J.
 * @param {Way} way
 * @param {number} sweep
 * @param {number[]} v
 * @param {number[]} u
 */
export function seeds(way, sweep, v, u) {
  return {
    v: way === "columns" ? v.map((_, j) => (j === sweep ? 1 : 0)) : v,
    u: way === "rows" ? u.map((_, i) => (i === sweep ? 1 : 0)) : u,
  };
}

/**
 * The flat list of numbers of a sweep by its parts.
 * @param {Program} program
 * @param {ArrayLike<number>} numbers
 */
export function parts(program, numbers) {
  const nodes = program.nodes.length;
  const { edges } = program;
  const flat = Float64Array.from(numbers);
  return {
    values: flat.subarray(0, nodes),
    tangents: flat.subarray(nodes, 2 * nodes),
    cotangents: flat.subarray(2 * nodes, 3 * nodes),
    sent: flat.subarray(3 * nodes, 3 * nodes + edges),
    partials: flat.subarray(3 * nodes + edges, 3 * nodes + 2 * edges),
    kept: flat.subarray(3 * nodes + 2 * edges),
  };
}

/** @typedef {ReturnType<typeof parts>} Run */

/**
 * The cotangents as far as a frame has added them up; NaN-free zero where nothing came yet.
 * @param {Program} program
 * @param {Run} run
 * @param {number[]} u seeds of this sweep
 * @param {number} from the last row that had its turn; the number of rows for none
 */
export function gathered(program, run, u, from) {
  const sums = new Float64Array(program.nodes.length);
  const begun = new Uint8Array(program.nodes.length);
  program.output_nodes.forEach((node, i) => {
    if (node < 0) return;
    sums[node] += u[i];
    begun[node] = 1;
  });
  for (let row = program.rows.length - 1; row >= from; row--) {
    for (const [node, edge] of program.rows[row].arguments) {
      if (edge < 0) continue;
      sums[node] += run.sent[edge];
      begun[node] = 1;
    }
  }
  return { sums, begun };
}

/**
 * What the outputs are, by a run: values of f(x), or the entries of Jv.
 * @param {Program} program
 * @param {Float64Array} numbers values or tangents
 * @param {(i: number) => number} constant what a constant output counts as
 */
export function results(program, numbers, constant) {
  return program.output_nodes.map((node, i) => (node < 0 ? constant(i) : numbers[node]));
}

/**
 * How many numbers are held in a frame by each mode, null where it does not run.
 * @param {Program} program
 * @param {Way} way
 * @param {Frame} frame
 * @param {number} sweeps how many sweeps the way takes
 * @returns {{ forward: number | null, residuals: number | null, reverse: number | null }}
 */
export function held({ memory, rows }, way, frame, sweeps) {
  const lastSweep = frame.sweep === sweeps - 1;
  if (!isBack(frame)) {
    const done = computed(frame, rows.length);
    const forward = way === "columns" && !lastSweep ? memory.forward_again : memory.forward;
    return {
      forward: pushes(way) ? forward[done] : null,
      residuals: pulls(way) ? memory.residuals[done] : null,
      reverse: pulls(way) ? memory.values[done] : null,
    };
  }
  const back = returned(frame, rows.length);
  const residuals = memory.remaining[way === "rows" && !lastSweep ? 0 : back];
  return { forward: null, residuals, reverse: residuals + memory.cotangents[back] };
}

/** A name with a dot over it: its tangent. @param {string} name */
export function dotted(name) {
  return `${name[0]}\u0307${name.slice(1)}`;
}

/** A name with a bar over it: its cotangent. @param {string} name */
export function barred(name) {
  return `${name[0]}\u0304${name.slice(1)}`;
}

/** More terms than this are not written out. */
const TERMS = 3;
const DIGITS = 4;

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

/** Numbers as a sum: 2 − 0.284. @param {number[]} numbers */
export function sum(numbers) {
  return numbers
    .map((z, k) => (k === 0 ? numeral(z, DIGITS) : z < 0 ? ` − ${numeral(-z, DIGITS)}` : ` + ${numeral(z, DIGITS)}`))
    .join("");
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
      const tangent = numeral(run.tangents[node], DIGITS);
      const symbols = moving.map(([to]) => `${slope(to)}·${dotted(nodes[to])}`).join(" + ");
      const plugged = moving
        .map(([to, edge]) => `${factor(run.partials[edge], DIGITS)}·${factor(run.tangents[to], DIGITS)}`)
        .join(" + ");
      lines.push(
        moving.length <= TERMS
          ? `${dotted(name)} = ${symbols} = ${plugged} = ${tangent}`
          : `${dotted(name)} = the sum over ${moving.length} arguments = ${tangent}`,
      );
    }
    if (pulls(way)) lines.push(row.kept.length ? `kept for the way back: ${row.kept.join(", ")}` : "nothing to keep");
    return { title: row.formula, lines };
  }
  if (!row.moves) return { title: `back through ${name} = ${row.formula}`, lines: ["no derivative passes here"] };
  const from = numeral(run.cotangents[node], DIGITS);
  const lines = moving.slice(0, TERMS).map(([to, edge]) => {
    const product = `${factor(run.cotangents[node], DIGITS)}·${factor(run.partials[edge], DIGITS)}`;
    const given = terms(program, run, seed.u, to, frame.row);
    const added = given.length > 1 && given.length <= TERMS ? `, now ${sum(given)} = ${numeral(given.reduce((a, b) => a + b), DIGITS)}` : "";
    return `${barred(nodes[to])} += ${barred(name)}·${slope(to)} = ${product} = ${numeral(run.sent[edge], DIGITS)}${added}`;
  });
  if (moving.length > TERMS) lines.push(`and so for ${moving.length - TERMS} more, from ${barred(name)} = ${from}`);
  return { title: `back through ${name} = ${row.formula}`, lines };
}

/**
 * The frame to jump to for a row, in the sweep and on the way that a frame belongs to.
 * @param {Frame[]} frames
 * @param {number} at
 * @param {number} row −1 for the inputs, the number of rows for the outputs
 */
export function nearest(frames, at, row) {
  const now = frames[at];
  const back = isBack(now);
  const found = frames.findIndex(
    (frame) => frame.sweep === now.sweep && isBack(frame) === back && frame.row === row,
  );
  if (found >= 0) return found;
  const other = frames.findIndex((frame) => frame.row === row);
  return other >= 0 ? other : at;
}
