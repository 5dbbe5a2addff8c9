/**
 * The player of the two sweeps: a graph, a table and the memory held, under one playhead.
 *
 * Nothing is sent while it plays or while a hand moves a number: the program that JAX
 * derived is replayed here. When it comes to rest the state goes to Python once, and JAX's
 * numbers for exactly that state replace the replayed ones.
 */

import { html, set, show } from "../parts/dom.js";
import { numeral, received } from "../parts/format.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey } from "../parts/hands.js";
import { createPlayer } from "../parts/player.js";
import { load, read, replay } from "../parts/tape.js";
import { action, segmented } from "../parts/tools.js";
import { createGraph, onNode } from "./graph.js";
import { createMemory, most } from "./memory.js";
import { createResult, vector } from "./result.js";
import * as runs from "./run.js";
import { createTable } from "./table.js";

/** @typedef {import("./run.js").Program} Program */
/** @typedef {import("./run.js").Way} Way */
/** @typedef {import("./table.js").Kind} Kind */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").Data} Data */

/** Seconds that a long run takes to play at speed 1, and frames a second of a short one. */
const [WHOLE, SLOWEST] = [24, 1.6];
const TWO_ROWS = 860;
const END = -1;

export default mounted(createSweeps);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 */
function createSweeps(parent, send) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".two_sweeps"));

  /** @type {Data} */
  let data;
  /** @type {State} */
  let state;
  /** @type {Program} */
  let program;
  /** @type {import("../parts/tape.js").Tape} */
  let tape;
  let edition = "";
  let built = "";
  /** @type {runs.Frame[]} */
  let frames = [];
  let sweeps = 1;
  /** @type {runs.Run[]} */
  let numbers = [];
  let byJax = false;
  let moved = false;
  /** @type {Record<Kind, [number, number][]>} */
  let ranges = { x: [], v: [], u: [] };
  let looked = -1;

  const pictures = createFrames(draw);
  const { schedule } = pictures;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", gesture),
    rest: widen,
    schedule,
    take,
  });
  const { press, release, settle, settleSoon } = gestures;
  const ways = segmented("what is played", [
    ["both", "Both sweeps"],
    ["forward", "Forward Jv"],
    ["reverse", "Reverse uᵀJ"],
    ["columns", "J by columns"],
    ["rows", "J by rows"],
  ], (way) => alter(way), signal);
  const reset = action("Reset", "reset x, v and u", () => {
    const { x, v, u } = data.entry.preset;
    state = { ...state, x: [...x], v: [...v], u: [...u] };
    usualRanges();
    recompute();
    settle();
  }, signal);
  const source = html("span", { class: "source" });
  const tools = html("div", { class: "tools", role: "group", "aria-label": "what is played" }, ways.element, html("span", { class: "gap" }), source, reset);
  const graph = createGraph(jump, look, signal);
  const table = createTable(
    {
      press: () => {
        press();
        player.pause();
      },
      move: (kind, index, value) => {
        state[kind] = state[kind].map((z, k) => (k === index ? value : z));
        moved = true;
        recompute();
      },
      release,
      nudged: settleSoon,
      go: jump,
      hover: look,
    },
    signal,
  );
  const player = createPlayer({
    label: "step",
    rate: 1,
    speeds: [0.5, 1, 2, 4],
    say: (step) => said(step),
    show: () => schedule(),
    rest: (step) => {
      state.step = step >= frames.length - 1 ? END : step;
      settle();
    },
  }, signal);
  const title = html("h3", { class: "title" });
  const lines = html("div", { class: "lines" });
  const ruleBox = html("section", { class: "rule-box" }, title, lines);
  const memory = createMemory((at) => player.go(at), signal);
  const result = createResult();
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  player.element.dataset.fold = "";
  root.replaceChildren(
    tools,
    html("div", { class: "figure" }, graph.element, table.element),
    player.element,
    html("div", { class: "below" }, ruleBox, memory.element, result.element),
    live,
  );
  root.addEventListener("keydown", (event) => {
    if (event.composedPath()[0] === table.element) keepKey(event); // its keys scroll it
    else player.key(event);
  }, { signal });
  const sizes = new ResizeObserver(() => {
    root.dataset.layout = root.clientWidth >= TWO_ROWS ? "wide" : "narrow";
    if (!program) return;
    graph.build(program);
    pictures.now();
  });
  sizes.observe(root);

  return { root, update: gestures.offer, destroy };

  function destroy() {
    abort.abort();
    sizes.disconnect();
    gestures.stop();
    pictures.stop();
  }

  /** @param {Data} next */
  function take(next) {
    data = next;
    if (next.edition !== edition) adopt(next);
    else recompute();
    speak();
  }

  /** Follows a state that was set from outside. @param {Data} next */
  function adopt(next) {
    edition = next.edition;
    state = { ...next.state };
    gestures.follow(next.settled !== null);
    player.pause();
    if (next.entry.slug !== built) {
      built = next.entry.slug;
      program = next.program;
      tape = load(program.tape);
      root.dataset.layout = root.clientWidth >= TWO_ROWS ? "wide" : "narrow";
      table.build(program, next.entry.inputs, next.entry.outputs);
      graph.build(program);
    }
    usualRanges();
    begin(state.step);
    recompute();
  }

  /** Lays out the way that is played. @param {number} step */
  function begin(step) {
    const { n, m } = sizesOf();
    frames = runs.timeline(state.way, program.rows.length, n, m);
    sweeps = state.way === "columns" ? n : state.way === "rows" ? m : 1;
    const each = frames.map((at) => runs.held(program, state.way, at, sweeps));
    const highest = Math.max(
      most(program.memory.forward),
      ...program.memory.cotangents.map((z, k) => z + program.memory.remaining[k]),
      most(program.memory.values),
      ...each.map(({ forward, reverse }) => Math.max(forward ?? 0, reverse ?? 0)),
    );
    memory.build(
      {
        forward: each.map(({ forward }) => forward),
        residuals: each.map(({ residuals }) => residuals),
        reverse: each.map(({ reverse }) => reverse),
      },
      highest,
      program.memory.repeated,
    );
    root.dataset.way = state.way;
    ways.draw(state.way);
    const turn = frames.findIndex((at) => runs.isBack(at));
    root.style.setProperty("--turn", `${turn < 0 ? 100 : (100 * turn) / Math.max(1, frames.length - 1)}%`);
    player.pace(Math.max(SLOWEST, frames.length / WHOLE));
    player.load(frames.length - 1, step === END ? frames.length - 1 : step);
  }

  function sizesOf() {
    return { n: program.nodes.length - program.rows.length, m: program.outputs.length };
  }

  /** The numbers of every sweep: JAX's if they are for exactly this state, or replayed. */
  function recompute() {
    const { settled } = data;
    byJax = settled !== null && settled.way === state.way && /** @type {Kind[]} */ (["x", "v", "u"]).every((kind) => state[kind].every((z, k) => z === settled[kind][k]));
    numbers = Array.from({ length: sweeps }, (_, sweep) => {
      if (byJax && settled) return runs.parts(program, settled.runs[sweep].map(received));
      const { v, u } = runs.seeds(state.way, sweep, state.v, state.u);
      replay(tape, [...state.x, ...v, ...u]);
      return runs.parts(program, read(tape, tape.value));
    });
    player.resay();
    schedule();
  }

  function usualRanges() {
    ranges = {
      x: data.entry.x_view.map(([low, high]) => [low, high]),
      v: data.entry.inputs.map(() => [-2, 2]),
      u: data.entry.outputs.map(() => [-2, 2]),
    };
    widen();
  }

  /** Ranges grow with what they hold, never while it is held. */
  function widen() {
    for (const kind of /** @type {Kind[]} */ (["x", "v", "u"])) {
      ranges[kind] = ranges[kind].map(([low, high], k) => [Math.min(low, state[kind][k]), Math.max(high, state[kind][k])]);
    }
  }

  /** @param {Way} way */
  function alter(way) {
    player.pause();
    state = { ...state, way, step: END };
    begin(END);
    recompute();
    settle();
  }

  /** Goes to the turn of a node. @param {number} node */
  function jump(node) {
    const { n } = sizesOf();
    const count = program.nodes.length;
    const row = node < n ? -1 : node < count ? node - n : program.rows.length;
    player.go(runs.nearest(frames, Math.min(player.step(), frames.length - 1), row));
  }

  /** Marks a node in both pictures. @param {number} node */
  function look(node) {
    if (node === looked) return;
    for (const part of [graph, table]) {
      part.mark(looked, false);
      part.mark(node, true);
    }
    looked = node;
  }

  /** The frame at a step, with its sweep's numbers and seeds. @param {number} step */
  function at(step) {
    const now = frames[Math.max(0, Math.min(frames.length - 1, step))];
    return { now, run: numbers[now.sweep] ?? numbers[0], seed: runs.seeds(state.way, now.sweep, state.v, state.u) };
  }

  /** @param {number} step */
  function said(step) {
    if (!frames.length || !numbers.length) return "";
    const { now, run, seed } = at(step);
    const rule = runs.rule(program, state.way, now, run, seed);
    return [phase(now), ...rule.lines].join("; ");
  }

  /** @param {runs.Frame} now */
  function phase(now) {
    const back = runs.isBack(now);
    const which = sweeps > 1 ? ` ${now.sweep + 1} of ${sweeps}` : "";
    if (back) return `reverse sweep${which}`;
    return runs.pushes(state.way) ? `forward sweep${which}` : "the sweep out";
  }

  function draw() {
    if (!program || !numbers.length) return;
    const { now, run, seed } = at(player.step());
    const { n } = sizesOf();
    const count = program.nodes.length;
    const rows = program.rows.length;
    const back = runs.isBack(now);
    const computed = runs.computed(now, rows);
    const { sums, begun } = runs.gathered(program, run, seed.u, back ? now.row : rows);
    const tangents = runs.pushes(state.way);
    const complete = computed === rows;
    const isNow = (/** @type {number} */ k) =>
      now.kind === "start" ? k < n : now.kind === "seed" ? k >= count : k === n + now.row;
    const known = (/** @type {number} */ k) => (k < count ? k < n + computed : complete);
    const source_ = (/** @type {number} */ k) => (k < count ? k : program.output_nodes[k - count]);
    const valueAt = (/** @type {number} */ k) => {
      if (!known(k)) return null;
      const node = source_(k);
      return node < 0 ? received(program.output_constants[k - count] ?? NaN) : run.values[node];
    };
    const tangentAt = (/** @type {number} */ k) => {
      if (!tangents || !known(k)) return null;
      const node = source_(k);
      return node < 0 ? 0 : run.tangents[node];
    };
    const cotangentAt = (/** @type {number} */ k) => {
      if (!back) return null;
      if (k >= count) return seed.u[k - count];
      return begun[k] ? sums[k] : null;
    };
    const text = (/** @type {number | null} */ z, /** @type {"push" | "pull" | ""} */ role = "") => (z === null ? "" : onNode(role, z));
    const plain = (/** @type {number | null} */ z) => (z === null ? "·" : numeral(z, 4));
    const focus = now.kind === "start" ? 0 : now.kind === "seed" ? count : n + now.row;
    root.style.setProperty("--head", back ? "var(--pull)" : tangents ? "var(--push)" : "var(--both)");
    set(root, "data-phase", back ? "back" : "out");
    graph.draw({
      now: isNow,
      focus,
      back,
      computed,
      from: back ? now.row : rows,
      seeded: back,
      value: (k) => text(valueAt(k)),
      tangent: (k) => text(tangentAt(k), "push"),
      cotangent: (k) => text(cotangentAt(k), "pull"),
    });
    table.hold({ x: state.x, v: seed.v, u: seed.u }, ranges, { x: true, v: state.way !== "columns", u: state.way !== "rows" });
    table.draw({
      state: (k) => (isNow(k) ? (back ? "now pull" : "now push") : known(k) ? "done" : "ahead"),
      value: (k) => plain(valueAt(k)),
      tangent: (k) => plain(tangentAt(k)),
      cotangent: (k) => plain(cotangentAt(k)),
      kept: (k) => {
        const row = k - n;
        if (!runs.pulls(state.way)) return "unused";
        const stays = state.way === "rows" && now.sweep < sweeps - 1;
        if (back && row >= now.row && !stays) return "spent";
        return row < computed ? "kept" : "ahead";
      },
      focus,
    });
    memory.draw(player.step());
    const rule = runs.rule(program, state.way, now, run, seed);
    set(title, "text", `${phase(now)}: ${rule.title}`);
    while (lines.children.length < rule.lines.length) lines.append(html("p"));
    [...lines.children].forEach((line, k) => {
      set(line, "text", rule.lines[k] ?? "");
      show(line, k < rule.lines.length);
      const role = back ? "pull" : k === 1 && tangents ? "push" : k > 0 ? "kept" : "";
      set(line, "class", role);
    });
    drawResult(now, complete);
    const finite = [...run.values, ...run.partials].every(Number.isFinite);
    set(source, "text", !finite ? "not finite at this x" : byJax ? "JAX · float64" : "replayed");
    set(source, "data-by", byJax ? "JAX" : "tape");
    set(root, "data-settled", String(byJax));
  }

  /**
   * What has been won so far: Jv and uᵀJ, or the columns or rows of J.
   * @param {runs.Frame} now
   * @param {boolean} complete
   */
  function drawResult(now, complete) {
    const { n, m } = sizesOf();
    const ended = runs.isBack(now) && now.row === 0;
    const none = program.rows.length === 0 && runs.isBack(now);
    if (state.way === "columns" || state.way === "rows") {
      const finished = now.sweep + ((state.way === "columns" ? complete : ended || none) ? 1 : 0);
      const won = numbers.map((run, k) => (k < finished ? (state.way === "columns" ? jv(run) : Array.from(run.cotangents.subarray(0, n))) : null));
      result.matrix(m, n, won, state.way === "columns", now.sweep);
      return;
    }
    const run = numbers[0];
    const parts = [];
    const value = complete ? vector(runs.results(program, run.values, (i) => received(program.output_constants[i] ?? NaN))) : "?";
    parts.push(["", "f(x)", value]);
    if (runs.pushes(state.way)) parts.push(["push", "Jv", complete ? vector(jv(run)) : "?"]);
    if (runs.pulls(state.way)) parts.push(["pull", "uᵀJ", ended || none ? vector(Array.from(run.cotangents.subarray(0, n))) : "?"]);
    result.vectors(parts);
  }

  /** Jv of a run. @param {runs.Run} run */
  function jv(run) {
    return runs.results(program, run.tangents, () => 0);
  }

  /** Says the settled result once, politely. */
  function speak() {
    if (gestures.held() || !moved || !byJax || !numbers.length) return;
    const run = numbers[0];
    const { n } = sizesOf();
    const heard = [];
    if (state.way === "both" || state.way === "forward") heard.push(`Jv = ${vector(jv(run))}`);
    if (state.way === "both" || state.way === "reverse") heard.push(`uᵀJ = ${vector(Array.from(run.cotangents.subarray(0, n)))}`);
    set(live, "text", heard.join("; "));
  }
}
