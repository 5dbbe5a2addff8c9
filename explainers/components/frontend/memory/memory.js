/**
 * A chain of steps with stones at the states that are kept: the run out and back that they make,
 * and what it holds and recomputes.
 */

import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { createPlayer } from "../parts/player.js";
import { createPosed } from "../parts/posed.js";
import { createTask } from "../parts/task.js";
import { action } from "../parts/tools.js";
import { createChart } from "./chart.js";
import { questionOf } from "./guess.js";
import * as schedule from "./schedule.js";
import { createTape } from "./tape.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {{ recomputed: number }} Numbers */

/** What a chain has none of. */
const NOWHERE = { x: [], v: [], u: [], value: [], jacobian: [], push: [], pull: [], moved: null };
/** Seconds that a run takes to play, and rows a second at least. */
const [WHOLE, SLOWEST] = [16, 2.5];

export default figure("memory", createMemory);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Numbers>}
 */
function createMemory(own) {
  const { signal } = own;
  const { low, high } = { low: own.data.limits.steps[0], high: own.data.limits.steps[1] };
  let found = schedule.run(2, []);
  let laid = "";
  /** Whether the way back has been asked for: until then the figure shows the way out alone. */
  let begun = false;
  const task = createTask(own, {
    hold: () => ({ x: [], v: [], u: [], picks: own.state.stones }),
    at: ({ recomputed }) => ({ ...NOWHERE, more: [recomputed, schedule.slotsOf(own.state.stones)] }),
    way: (picks) => picks.map((_, k) => picks.slice(0, k)),
    go({ picks }) {
      own.put({ stones: picks });
      tape.adopt(picks);
      begin();
    },
  });
  const steps = html("input", { type: "number", min: String(low), max: String(high), step: "1", class: "steps", "aria-label": words.STEPS.name });
  const length = html("label", { class: "length" }, html("span", { "aria-hidden": "true" }, words.STEPS.text), steps);
  steps.addEventListener("change", () => {
    const wanted = Math.max(low, Math.min(high, Math.round(Number(steps.value)) || own.state.steps));
    steps.value = String(wanted);
    choose(own.state.stones.filter((at) => at < wanted), wanted);
  }, { signal });
  const add = action(...words.ADD, () => {
    const at = schedule.roomiest(own.state.steps, own.state.stones);
    if (at !== null) choose([...own.state.stones, at].sort((a, b) => a - b));
  }, signal);
  const take = action(...words.TAKE, () => choose(tape.without()), signal);
  const even = action(...words.EVEN, () => choose(schedule.evenly(own.state.steps)), signal);
  const fewest = action(...words.BEST, () => choose(schedule.best(own.state.steps, schedule.slotsOf(own.state.stones))), signal);
  const tape = createTape(
    {
      press() {
        player.pause();
        own.press();
      },
      move(stones) {
        own.put({ stones });
        begin();
      },
      release: own.release,
      nudged: own.nudged,
      choose: (stones) => choose(stones, own.state.steps, false),
      emptied: () => add.focus(),
    },
    high - 1,
    signal,
  );
  const chart = createChart();
  const player = createPlayer({
    label: words.TIME,
    rate: 1,
    speeds: [0.5, 1, 2, 4],
    say: (row) => words.said(found.moves[row - 1], schedule.heldAt(found, row), schedule.againBy(found, row)),
    show: own.schedule,
  }, signal);
  const posed = createPosed(own, {
    question: () => questionOf(own.state.steps, own.state.stones),
    place: () => JSON.stringify([own.state.steps, own.state.stones]),
    changed: begin,
  });
  const move = html("p", { class: "move" });
  const rule = html("p", { class: "rule" });
  const values = words.READINGS.map(() => html("dd", {}));
  const readings = html("dl", { class: "readings" }, ...words.READINGS.flatMap((name, k) => [html("dt", {}, name), values[k]]));
  const verdict = html("p", { class: "verdict" });
  player.element.dataset.fold = "";
  own.root.addEventListener("keydown", player.key, { signal });

  return {
    parts: [
      task.element,
      own.tools(words.TOOLS, task.more, length, add, take, even, fewest, html("span", { class: "gap" }), posed.tool),
      posed.element,
      html(
        "div",
        { class: "figure" },
        html("section", { class: "tape" }, html("header", {}, move, rule), tape.well, player.element),
        html("div", { class: "side" }, chart.element, readings, verdict),
      ),
    ],
    wells: [tape.well, chart.well],
    wide: 740,
    of: () => "memory",
    adopt(_, other) {
      player.pause();
      begun ||= !other || own.data.task !== null;
      posed.follow(other);
      tape.adopt(own.state.stones);
      laid = "";
      lay();
      task.adopt();
      // A puzzle gives its chain, and leaves the places to be found.
      for (const part of [length, even, fewest, posed.tool]) show(part, !own.data.task);
    },
    match: ["steps", "stones"],
    settled: ({ recomputed }) => ({ recomputed }),
    replayed: () => ({ recomputed: schedule.recomputed(own.state.steps, own.state.stones) }),
    draw,
    legend: () => words.LEGEND,
    say: (now) => task.say(now) || posed.say() || words.settled(own.state.stones, now.recomputed, begun ? told(now) : ""),
  };

  /**
   * @param {number[]} stones
   * @param {number} [count] of steps
   * @param {boolean} [anew] whether the tape has not placed them itself
   */
  function choose(stones, count = own.state.steps, anew = true) {
    player.pause();
    own.put({ stones, steps: count });
    if (anew) tape.adopt(stones);
    begin();
    own.alter({});
  }

  /** Shows the whole run. */
  function begin() {
    begun = true;
    lay();
  }

  /** Lays out the run; what is covered is not played. */
  function lay() {
    const { steps: count, stones, cover } = own.state;
    const needs = JSON.stringify([count, stones, cover]);
    if (needs === laid) return;
    laid = needs;
    found = schedule.run(count, stones);
    const rows = shown();
    player.pace(Math.max(SLOWEST, rows / WHOLE));
    player.load(rows, begun ? rows : found.turn);
  }

  /** Rows that are not covered: all, or the way out. */
  function shown() {
    return own.state.cover ? found.moves.findIndex(({ kind }) => kind !== "out") : found.moves.length;
  }

  /** @param {Numbers} now */
  function told({ recomputed }) {
    const { steps: count, stones } = own.state;
    return words.verdict(stones, recomputed, schedule.least(count, schedule.slotsOf(stones)));
  }

  /** @param {import("../parts/figure.js").View<Numbers>} view */
  function draw(view) {
    task.draw(view);
    const { now } = view;
    const { steps: count, stones, cover } = own.state;
    const slots = schedule.slotsOf(stones);
    const least = schedule.least(count, slots);
    const row = player.step();
    const rows = shown();
    begun ||= row !== Math.min(rows, found.turn);
    set(own.root, "data-begun", String(begun));
    if (!steps.matches(":focus")) steps.value = String(count);
    add.disabled = schedule.roomiest(count, stones) === null;
    take.disabled = stones.length === 0;
    if (own.size(tape.well)[0]) tape.draw(count, found, row, rows, own.size(tape.well));
    const { mark, fresh } = posed.mark();
    if (own.size(chart.well)[0]) chart.draw(count, stones, { cover, marked: fresh ? mark : null }, own.size(chart.well));
    set(move, "text", row === found.moves.length ? words.DONE : words.moveText(found.moves[row - 1]));
    set(rule, "text", begun && row > 0 && row < rows ? words.soFar([schedule.heldAt(found, row), slots], cover ? null : [schedule.againBy(found, row), now.recomputed]) : words.HINT);
    const numbers = cover
      ? [words.slotsText(slots), words.COVERED, words.COVERED]
      : [words.slotsText(slots), words.countText(now.recomputed, least), words.totalText(count, now.recomputed)];
    numbers.forEach((text, k) => set(values[k], "text", text));
    set(verdict, "text", told(now));
    show(verdict, !cover && !own.data.task);
    player.resay();
    posed.draw();
  }
}
