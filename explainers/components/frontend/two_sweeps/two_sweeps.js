/**
 * The player of the two sweeps: a graph, a table and the memory held, under one playhead.
 * While a hand moves a number, the program that JAX derived is replayed here.
 */

import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { createPlayer } from "../parts/player.js";
import { createPosed } from "../parts/posed.js";
import { load, read, replay } from "../parts/tape.js";
import { action, segmented } from "../parts/tools.js";
import { createGraph } from "./graph.js";
import * as guesses from "./guess.js";
import { lookOf } from "./look.js";
import { createMemory } from "./memory.js";
import { createResult } from "./result.js";
import * as runs from "./run.js";
import { createTable } from "./table.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Program} Program */
/** @typedef {import("./run.js").Way} Way */
/** @typedef {{ runs: runs.Run[] }} Numbers of each sweep */

/** Seconds that a long run takes to play at speed 1, and frames a second of a short one. */
const [WHOLE, SLOWEST] = [24, 1.6];
const KINDS = /** @type {const} */ (["x", "v", "u"]);

export default figure("two_sweeps", createTwoSweeps);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Numbers>}
 */
function createTwoSweeps(own) {
  const { signal } = own;
  /** @type {Program} */
  let program;
  /** @type {import("../parts/tape.js").Tape} */
  let tape;
  /** @type {runs.Frame[]} */
  let frames = [];
  let ranges = usual();
  let [laid, looked] = ["", -1];

  const ways = segmented(words.WAYS, words.CHOICES, (way) => {
    player.pause();
    own.alter({ way, step: 0 });
    begin();
  }, signal);
  const reset = action(...words.RESET, () => {
    ranges = usual();
    own.alter(structuredClone(own.data.entry.preset));
  }, signal);
  const graph = createGraph(jump, look, signal);
  const table = createTable(
    {
      press: () => {
        own.press();
        player.pause();
      },
      move: (kind, index, value) => own.put({ [kind]: own.state[kind].map((z, k) => (k === index ? value : z)) }),
      release: own.release,
      nudged: own.nudged,
      go: jump,
      hover: look,
    },
    signal,
  );
  const player = createPlayer({
    label: words.STEP,
    rate: 1,
    speeds: [0.5, 1, 2, 4],
    say: (step) => words.said(program, own.state.way, at(step, own.now())),
    show: own.schedule,
    rest: (step) => own.alter({ step: step >= frames.length - 1 ? runs.END : step }),
  }, signal);
  const title = html("h2", { class: "title" });
  const lines = html("div", { class: "lines" });
  const ruleBox = html("section", { class: "rule-box" }, title, lines);
  const memory = createMemory((step) => player.go(step), signal);
  const result = createResult();
  /** @type {ReturnType<typeof createPosed<guesses.Mark>>} */
  const posed = createPosed(own, {
    question() {
      const next = coming();
      if (!next || player.step() >= next.frame) return null;
      const numbers = own.now();
      const { sweep } = frames[next.frame];
      const { way, v, u } = own.state;
      return unfinite(numbers) ? null : guesses.questionOf(program, frames, next, numbers.runs[sweep], runs.seeds(way, sweep, v, u).u);
    },
    place: () => JSON.stringify([own.state.x, own.state.v, own.state.u, own.state.way]),
    // It stands before what is asked, and then there.
    along(cover) {
      player.pause();
      const next = coming();
      const step = next ? next.frame - Number(cover) : player.step();
      return { step: step >= frames.length - 1 ? runs.END : step };
    },
    changed: begin,
  });
  player.element.dataset.fold = "";
  own.root.addEventListener("keydown", (event) => {
    // Keys scroll the table.
    if (event.composedPath()[0] !== table.element) player.key(event);
  }, { signal });

  return {
    parts: [
      own.tools(words.WAYS, ways.element, html("span", { class: "gap" }), own.badge, posed.tool, reset),
      posed.element,
      html("div", { class: "figure" }, graph.element, table.element),
      player.element,
      html("div", { class: "below" }, ruleBox, memory.element, result.element),
    ],
    wide: 740,
    adopt,
    rest() {
      for (const kind of KINDS) {
        ranges[kind] = ranges[kind].map(([low, high], k) => {
          const z = own.state[kind][k];
          return [Math.min(low, z), Math.max(high, z)];
        });
      }
    },
    match: ["x", "v", "u", "way"],
    settled: (answer) => ({ runs: answer.runs.map((numbers) => runs.parts(program, numbers)) }),
    replayed() {
      const { x, v, u, way } = own.state;
      const replayed = Array.from({ length: runs.sweepsOf(program, way) }, (_, sweep) => {
        const seed = runs.seeds(way, sweep, v, u);
        replay(tape, [...x, ...seed.v, ...seed.u]);
        return runs.parts(program, read(tape, tape.value));
      });
      return { runs: replayed };
    },
    trouble: (now) => (unfinite(now) ? words.UNFINITE : ""),
    draw,
    legend: () => words.LEGEND,
    say: (now) => posed.say() || words.settled(program, own.state.way, now.runs),
  };

  /**
   * @param {Data} data
   * @param {boolean} other
   */
  function adopt({ entry, program: next }, other) {
    player.pause();
    if (other) {
      program = next;
      tape = load(program.tape);
      table.build(program, entry.inputs, entry.outputs);
      laid = "";
    }
    ranges = usual();
    posed.follow(other);
    begin();
  }

  /** The number that comes next, or the first of all. */
  function coming() {
    return guesses.nextAfter(program, own.state.way, frames, player.step());
  }

  /** @param {Numbers} numbers */
  function unfinite({ runs: [{ values, partials }] }) {
    return ![...values, ...partials].every(Number.isFinite);
  }

  /** Lays out the way that is played. */
  function begin() {
    const { way, step, cover } = own.state;
    const { n, m, rows } = runs.sizesOf(program);
    frames = runs.timeline(way, rows, n, m);
    memory.build(program, way, frames);
    own.root.dataset.way = way;
    ways.draw(way);
    const end = frames.length - 1;
    const next = cover ? guesses.nextAfter(program, way, frames, step === runs.END ? end : step) : null;
    // What is covered is not played.
    const last = next ? next.frame - 1 : end;
    const turn = frames.findIndex(runs.isBack);
    own.root.style.setProperty("--turn", `${turn < 0 ? 100 : (100 * turn) / Math.max(1, last)}%`);
    player.pace(Math.max(SLOWEST, frames.length / WHOLE));
    player.load(last, step === runs.END || next ? last : step);
  }

  /** @returns {Record<import("./table.js").Kind, [number, number][]>} */
  function usual() {
    const { x_view, inputs, outputs } = own.data.entry;
    return {
      x: x_view.map(([low, high]) => [low, high]),
      v: inputs.map(() => [-2, 2]),
      u: outputs.map(() => [-2, 2]),
    };
  }

  /** Goes to the turn of a node. @param {number} node */
  function jump(node) {
    const { n, count, rows } = runs.sizesOf(program);
    const row = node < n ? -1 : node < count ? node - n : rows;
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

  /**
   * The frame at a step, with its sweep's numbers and seeds.
   * @param {number} step
   * @param {Numbers} numbers
   */
  function at(step, numbers) {
    const frame = frames[Math.max(0, Math.min(frames.length - 1, step))];
    const { way, v, u } = own.state;
    return { frame, run: numbers.runs[frame.sweep], seed: runs.seeds(way, frame.sweep, v, u) };
  }

  /** Where a number is asked for, or was guessed. @returns {import("./look.js").Ghost | null} */
  function ghostOf() {
    const { cover, way } = own.state;
    const { mark } = posed.mark();
    const next = cover ? coming() : null;
    if (next && player.step() < next.frame) return { ...next, class: "asked-for", text: words.ASKED, mistake: "" };
    if (cover || !mark || !guesses.shows(way, mark.kind)) return null;
    const { node, kind, guess, mistake } = mark;
    return { node, kind, class: "was-guessed", text: words.ghost(guess), mistake: mistake ? words.mistaken(mistake.vector[0]) : "" };
  }

  /** @param {import("../parts/figure.js").View<Numbers>} view */
  function draw({ now }) {
    const size = own.size(own.root).join();
    if (size !== laid) graph.build(program);
    laid = size;
    const { x, way } = own.state;
    const place = at(player.step(), now);
    const { frame, run, seed } = place;
    const pushed = runs.pushes(way);
    const seen = lookOf(program, way, frame, run, seed);
    own.root.style.setProperty("--head", seen.back ? "var(--pull)" : pushed ? "var(--push)" : "var(--both)");
    set(own.root, "data-phase", seen.back ? "back" : "out");
    posed.draw();
    const ghost = ghostOf();
    graph.draw(seen, ghost);
    table.hold({ x, v: seed.v, u: seed.u }, ranges, { x: !own.fixed("x"), v: way !== "columns", u: way !== "rows" });
    table.draw(seen, ghost);
    memory.draw(player.step());
    const rule = words.rule(program, way, frame, run, seed);
    set(title, "text", `${words.phase(program, way, frame)}: ${rule.title}`);
    while (lines.children.length < rule.lines.length) lines.append(html("p"));
    [...lines.children].forEach((line, k) => {
      set(line, "text", rule.lines[k] ?? "");
      show(line, k < rule.lines.length);
      set(line, "data-over", words.overLetters(rule.lines[k] ?? ""));
      set(line, "class", seen.back ? "pull" : k === 1 && pushed ? "push" : k > 0 ? "kept" : "");
    });
    result.draw(program, way, frame, now.runs);
    player.resay();
  }
}
