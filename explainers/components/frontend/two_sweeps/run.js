/**
 * What is played: the frames of a way through the program, the numbers that stand in each
 * frame, and what is held in it. Nothing here is differentiated, and nothing touches the page.
 */

/** @typedef {import("./data.d.ts").State["way"]} Way */
/** @typedef {import("./data.d.ts").Row} Row */
/** @typedef {import("./data.d.ts").Memory} Memory */
/** @typedef {import("./data.d.ts").Program} Program */
/** @typedef {"input" | "row" | "output"} Kind */

/** The playhead at the end, wherever that is. */
export const END = -1;

/**
 * How many inputs, outputs and rows there are, and how many nodes but the outputs.
 * @param {Program} program
 */
export function sizesOf({ nodes, outputs, rows }) {
  return { n: nodes.length - rows.length, m: outputs.length, count: nodes.length, rows: rows.length };
}

/**
 * Inputs, rows and outputs in this order: what each is, and how it is computed.
 * @param {Program} program
 * @returns {{ kind: Kind, name: string, formula: string, row: Row | null }[]}
 */
export function linesOf({ nodes, outputs, rows, results }) {
  const n = nodes.length - rows.length;
  return [...nodes, ...outputs].map((name, k) => {
    const row = rows[k - n] ?? null;
    const kind = k < n ? "input" : row ? "row" : "output";
    return { kind, name, formula: row?.formula ?? results[k - nodes.length] ?? "", row };
  });
}

/**
 * What a constant output is.
 * @param {Program} program
 * @param {number} i
 */
export function constantOf({ output_constants: constants }, i) {
  return constants[i] ?? NaN;
}

/**
 * How many sweeps a way takes.
 * @param {Program} program
 * @param {Way} way
 */
export function sweepsOf(program, way) {
  const { n, m } = sizesOf(program);
  return way === "columns" ? n : way === "rows" ? m : 1;
}

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
  /** @type {number[][]} */
  const parts = program.nodes.map(() => []);
  const open = new Uint8Array(program.nodes.length);
  program.output_nodes.forEach((node, i) => {
    if (node >= 0) parts[node].push(u[i]);
  });
  for (let row = program.rows.length - 1; row >= 0; row--) {
    for (const [node, edge] of program.rows[row].arguments) {
      if (edge >= 0 && row >= from) parts[node].push(run.sent[edge]);
      else if (edge >= 0) open[node] = 1;
    }
  }
  return {
    // A sum that is complete is the run's own.
    sums: Float64Array.from(parts, (all, node) => (open[node] || !all.length ? added(all) : run.cotangents[node])),
    begun: Uint8Array.from(parts, (all) => Number(all.length > 0)),
  };
}

/** Of what is added up, less than this part is rounding. */
const ROUNDING = 16 * Number.EPSILON;

/** A sum, or 0 where nothing but rounding is left of it. @param {number[]} numbers */
export function added(numbers) {
  const sum = numbers.reduce((total, z) => total + z, 0);
  const size = numbers.reduce((total, z) => total + Math.abs(z), 0);
  return Number.isFinite(size) && Math.abs(sum) <= ROUNDING * size ? 0 : sum;
}

/**
 * f(x), as a run computed it.
 * @param {Program} program
 * @param {Run} run
 */
export function valueOf(program, { values }) {
  return program.output_nodes.map((node, i) => (node < 0 ? constantOf(program, i) : values[node]));
}

/**
 * Jv of a run.
 * @param {Program} program
 * @param {Run} run
 */
export function jv(program, { tangents }) {
  return program.output_nodes.map((node) => (node < 0 ? 0 : tangents[node]));
}

/**
 * uᵀJ of a run.
 * @param {Program} program
 * @param {Run} run
 */
export function uj(program, { cotangents }) {
  return Array.from(cotangents.subarray(0, sizesOf(program).n));
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
