/**
 * A puzzle on a figure: its words, its goals as they are reached, and its hints, of which the
 * last one moves to a solution. Who has solved none on this figure may see one solved first, with
 * other numbers.
 */

import { hosted } from "./connection.js";
import { plus, shown } from "./curves.js";
import { html, set, show } from "./dom.js";
import * as geometry from "./geometry.js";
import { noteProof } from "./proofs.js";
import { arrowsFrom } from "./arrows.js";
import { holds, slipped, weighed } from "./measures.js";
import { SOLVED, noteSolved } from "./solved.js";
import * as words from "./task_words.js";

/** @typedef {import("./data.d.ts").Goal} Goal */
/** @typedef {import("./data.d.ts").Spot} Spot */
/** @typedef {import("./data.d.ts").Task} Task */
/** @typedef {import("./measures.js").At} At */
/** @typedef {import("./picture.js").Scene} Scene */
/** @typedef {import("./board.js").Kind} Kind */
/** @typedef {import("./figure.js").Sent & { task: Task | null }} Sent what Python sends, at least */

/**
 * How a figure holds a puzzle.
 * @template N
 * @typedef {object} Ground
 * @property {() => Spot} hold what hands hold
 * @property {(now: N) => At} at what measures are of
 * @property {(to: Spot, end: boolean) => void} go takes hands to a place on the way, or at its end
 * @property {(picks: number[]) => number[][]} [way] what is chosen on the way to picks, one after
 *   another, from nothing
 * @property {() => { x: number[], value: number[], inputs: [number, number], outputs: [number, number] }} [planes]
 *   where arrows begin, and which coordinates are shown
 */

/** @type {Kind[]} */
const KINDS = ["x", "v", "u"];
/** Milliseconds in which a solution is moved to, and in which its start is seen before. */
const [GLIDE, START] = [1400, 900];
/** Milliseconds in which one thing is chosen, and all of them at most. */
const [CHOICE, CHOICES] = [500, 5000];
/** While a hand moves, goals are written once in so many frames, and at once where one is met or missed. */
const FRAMES = 10;

/**
 * @template {Sent} D
 * @template N
 * @param {import("./figure.js").Own<D, N>} own
 * @param {Ground<N>} ground
 */
export function createTask(own, ground) {
  const place = html("p", { class: "place" });
  const title = html("h2", { class: "puzzle" });
  const statement = html("p", { class: "statement" });
  const goals = html("ul", { class: "goals", "aria-label": words.GOALS });
  const outcome = html("p", { class: "outcome" });
  const hints = html("ol", { class: "hints" });
  const watch = html("button", { type: "button", class: "watch", hidden: "" }, words.WATCH);
  const top = html("div", { class: "top" }, place, watch);
  const next = html("button", { type: "button", class: "action hint", hidden: "" });
  const back = html("button", { type: "button", class: "action", hidden: "" }, words.BACK);
  const more = html("span", { class: "offers" }, next, back);
  const element = html("section", { class: "task", hidden: "" }, top, title, statement, goals, outcome, hints);
  next.addEventListener("click", hint, { signal: own.signal });
  for (const button of [watch, back]) button.addEventListener("click", turn, { signal: own.signal });
  /** @type {ReturnType<typeof createGoal>[]} */
  let rows = [];
  /** @type {Task | null} */
  let task = null;
  let [laid, begun] = ["", ""];
  /** How many hints were asked for, and whether a solution was shown. */
  let [told, helped] = [0, false];
  let gliding = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** So many frames has a hand moved since it was still. */
  let frame = 0;
  /** What was last kept as solved. */
  let kept = "";
  own.signal.addEventListener("abort", stop);

  return { element, more, adopt, lock, free, legend, staged, tips, draw, say };

  /** A state came from outside, perhaps with another puzzle. */
  function adopt() {
    stop();
    task = own.data.task;
    show(element, task !== null);
    begun = spot();
    const other = JSON.stringify(task);
    if (!task || laid === other) return;
    [laid, told, helped] = [other, 0, false];
    set(place, "text", task.place);
    set(title, "text", task.title);
    set(statement, "text", task.statement);
    rows = task.goals.map(createGoal);
    goals.replaceChildren(...rows.map((row) => row.element));
    hints.replaceChildren();
    if (task.worked) solve(task);
    offer(task);
  }

  /** Nothing moves by itself any more. */
  function stop() {
    clearTimeout(waiting);
    cancelAnimationFrame(gliding);
  }

  /** What hands may move. @param {Kind} kind */
  function free(kind) {
    return !task || task.free.includes(kind);
  }

  /** Bars and heads of a board that move what is given do nothing. @param {Element} board */
  function lock(board) {
    for (const kind of KINDS) {
      for (const bar of board.querySelectorAll(`.bar.${kind}`)) bar.classList.toggle("given", !free(kind));
      for (const input of board.querySelectorAll(`.bar.${kind} input`)) input.toggleAttribute("inert", !free(kind));
    }
    for (const [kind, heads] of /** @type {[Kind, string][]} */ ([["v", ".column-head > .head, .blank > .head"], ["u", ".row-head .head, .margin-title .head"]])) {
      for (const head of board.querySelectorAll(heads)) head.toggleAttribute("disabled", !free(kind));
    }
  }

  function spot() {
    return JSON.stringify(ground.hold());
  }

  // In the planes ------------------------------------------------------------------------------

  /** The scenes with the target, and without the handles of what is given. @param {Scene[]} scenes */
  function staged(scenes) {
    if (!task) return scenes;
    const { target } = task;
    const planes = ground.planes?.();
    return scenes.map((scene, k) => {
      const handles = scene.handles.filter(({ id }) => id === "guess" || (id !== "cloud" && free(id)));
      if (!planes || !target || (k === 0) !== (target.space === "input")) return { ...scene, handles };
      const { x, value, inputs, outputs } = planes;
      const [from, pair] = k === 0 ? [x, inputs] : [value, outputs];
      const arrow = arrowsFrom(from, pair)("ghost", words.TARGET, target.by);
      const ring = scene.frame.line || !target.near ? "" : geometry.ellipsePath(scene.frame, arrow.to, [1, 0], [0, 1], target.near);
      return { ...scene, handles, ring, arrows: [arrow, ...scene.arrows] };
    });
  }

  /** What else the windows of the two planes have to hold. @returns {[geometry.Vec[], geometry.Vec[]]} */
  function tips() {
    const planes = ground.planes?.();
    const target = task?.target;
    if (!target || !planes) return [[], []];
    const { x, value, inputs, outputs } = planes;
    if (target.space === "input") return [[shown(plus(x, target.by), inputs)], []];
    return [[], [shown(plus(value, target.by), outputs)]];
  }

  /** The legend with the target in it. @param {string} usual */
  function legend(usual) {
    return task?.target ? words.aimed(usual) : usual;
  }

  // In words -----------------------------------------------------------------------------------

  /** @param {import("./figure.js").View<N>} view */
  function draw({ now, problem, held, turn: { still } }) {
    if (!task) return;
    const here = ground.at(now);
    const solved = !problem && holds(task.goals, here);
    frame = still ? 0 : frame + 1;
    rows.forEach((row) => row.draw(here, problem !== "", frame % FRAMES === 0));
    set(element, "data-solved", String(solved));
    const said = outcomeText(task, here, solved, held || problem !== "");
    // Where no room is kept for it, what would move the figure under a hand waits.
    if (!held || outcome.textContent || own.root.dataset.layout === "wide") set(outcome, "text", said);
    if (solved && !held && !helped && now.by === "JAX" && spot() !== begun) keep(task);
  }

  /** Keeps what was solved, and where hands stood. @param {Task} of */
  function keep({ puzzle, seed }) {
    const name = `${puzzle} ${seed} ${spot()}`;
    if (kept === name) return;
    kept = name;
    noteSolved(puzzle);
    show(watch, false);
    noteProof({ puzzle, seed, ...structuredClone(ground.hold()) });
  }

  /**
   * @param {Task} of
   * @param {At} here
   * @param {boolean} solved
   * @param {boolean} quiet whether no mistake is named
   */
  function outcomeText(of, here, solved, quiet) {
    if (solved && of.worked) return words.WORKED;
    if (solved) return helped ? (hosted() ? words.HELPED : words.HELPED_ALONE) : words.solved(of.won);
    return quiet || spot() === begun ? "" : (slipped(of.slips, here)?.said ?? "");
  }

  /** What is heard when the numbers settle, or "". @param {N} now */
  function say(now) {
    if (!task) return "";
    const here = ground.at(now);
    const solved = holds(task.goals, here);
    const reached = task.goals.map((goal) => words.goalText(goal, weighed(goal, here)));
    return [...(solved ? [] : [words.UNSOLVED]), outcomeText(task, here, solved, false), ...reached].filter(Boolean).join(" ");
  }

  // Hints --------------------------------------------------------------------------------------

  function hint() {
    if (!task || told >= task.hints.length) return;
    hints.append(html("li", {}, task.hints[told++]));
    if (told === task.hints.length) {
      helped = true;
      glide(task.solution);
    }
    offer(task);
    if (told === task.hints.length) read();
    own.schedule();
  }

  /** @param {Task} of */
  function offer({ hints: { length }, kin, worked }) {
    set(next, "text", words.hint(told, length));
    show(next, told < length);
    const { solved } = SOLVED.load().value;
    const leaves = back.matches(":focus");
    show(watch, hosted() && !worked && !kin.some((puzzle) => solved.includes(puzzle)));
    show(back, worked);
    if (leaves && !worked) (watch.hidden ? next : watch).focus();
  }

  /** What was said on the way to a solution is gone to. */
  function read() {
    hints.tabIndex = -1;
    hints.focus();
  }

  // A worked case ------------------------------------------------------------------------------

  /** Asks for a worked case, or for the puzzle itself again. */
  function turn() {
    own.settle();
    own.send("worked", own.data.edition);
  }

  /** Says all hints at once, and moves to the solution when its start was seen. @param {Task} of */
  function solve({ hints: said, solution }) {
    [told, helped] = [said.length, true];
    hints.replaceChildren(...said.map((text) => html("li", {}, text)));
    if (watch.matches(":focus")) read();
    waiting = setTimeout(() => own.held() || spot() !== begun || glide(solution), START);
  }

  /** Moves to a place, unless a hand takes hold on the way. @param {Spot} to */
  function glide(to) {
    const from = ground.hold();
    const way = ground.way?.(to.picks) ?? [];
    const lasts = way.length ? Math.min(CHOICES, CHOICE * way.length) : GLIDE;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const first = performance.now();
    let [last, gone] = ["", ""];
    step(still ? first + lasts : first);

    /** @param {number} time */
    function step(time) {
      if (own.held() || (last && last !== spot())) return;
      const part = Math.min(1, (time - first) / lasts);
      const eased = part * part * (3 - 2 * part);
      const between = (/** @type {Kind} */ kind) => (part === 1 ? to[kind] : from[kind].map((z, k) => z + eased * (to[kind][k] - z)));
      const picks = part === 1 ? to.picks : (way[Math.floor(Math.max(0, part) * way.length)] ?? from.picks);
      const there = { x: between("x"), v: between("v"), u: between("u"), picks };
      if (gone !== JSON.stringify(there)) ground.go(there, part === 1);
      [last, gone] = [spot(), JSON.stringify(there)];
      if (part < 1) gliding = requestAnimationFrame(step);
      else own.alter({});
    }
  }
}

/**
 * A goal as a line: its name, where its measure stands, and the bound.
 * @param {Goal} goal
 */
function createGoal(goal) {
  const mark = html("span", { class: "mark", "aria-hidden": "true" });
  const number = html("span", { class: "number" });
  const fill = html("span", { class: "fill" });
  const met = html("span", { class: "met" });
  const element = html(
    "li",
    { class: "goal" },
    mark,
    html("span", { class: "name" }, words.NAMES[goal.measure]),
    html("span", { class: "track", "aria-hidden": "true" }, fill, html("span", { class: "bound" })),
    html("span", { class: "reached" }, number, ` ${words.boundText(goal)}`, met),
  );
  let whole = 0;
  return {
    element,
    /**
     * @param {At} here
     * @param {boolean} none whether there are no numbers
     * @param {boolean} due whether to write, though nothing be met or missed that was not
     */
    draw(here, none, due) {
      const found = weighed(goal, here);
      if (!due && element.dataset.met === String(found.met && !none)) return;
      if (!whole) {
        const far = Number.isFinite(found.measure) ? found.measure : 0;
        whole = (goal.sense === "at most" ? Math.max(far, 4 * goal.bound) : Math.max(far, 1.25 * goal.bound)) || 1;
        element.style.setProperty("--bound", `${((100 * goal.bound) / whole).toFixed(1)}%`);
      }
      const part = none ? 0 : Math.min(1, found.measure / whole) || 0;
      set(fill, "style", `transform:scaleX(${part.toFixed(3)})`);
      set(number, "text", none ? "…" : words.measured(goal, found.measure));
      set(element, "data-met", String(found.met && !none));
      set(mark, "text", found.met && !none ? "✓" : "○");
      set(met, "text", words.met(found.met && !none));
    },
  };
}
