/**
 * A puzzle of the practice page on the Stage's own planes: vectors and points are placed, and
 * their products follow; all answers stand in the planes of what was placed.
 */

import { arrowsFrom } from "../parts/arrows.js";
import { plus, shown } from "../parts/curves.js";
import { html, set } from "../parts/dom.js";
import * as geometry from "../parts/geometry.js";
import { createGround, section } from "../parts/ground.js";
import { createLegend } from "../parts/legend.js";
import { holds, slipped } from "../parts/measures.js";
import { inputTitle, pickers } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { onPoint } from "../parts/points.js";
import { dot, pull, push } from "../parts/products.js";
import { load, read, replay } from "../parts/tape.js";
import * as scenes from "../stage/scene.js";
import { refitted, usualView } from "../stage/views.js";
import { outputTitle } from "../stage/words.js";
import { createCasts } from "./casts.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Puzzle} Puzzle */
/** @typedef {import("./planes.js").Shown} Shown */
/** @typedef {import("../parts/data.d.ts").Tape} Tape */
/** @typedef {geometry.Vec} Vec */
/** @typedef {"x" | "v" | "u"} Hand */
/** @typedef {"input" | "output"} Space */

/** Answers farther than so many halves of the window from its middle do not widen it. */
const FAR = 2;
/** How far off a curve of solutions an answer may be, and so many steps lead to it. */
const [OFF, STEPS] = [1e-6, 40];
/** Numbers along each side of a field whose level line is drawn. */
const GRAIN = 97;

/** What hands place. @param {Puzzle} question */
export const handsOf = ({ free }) => /** @type {Hand[]} */ (free);

/**
 * What each hand holds in an answer.
 * @param {Puzzle} question
 * @param {number[]} answer
 */
export function spotOf(question, answer) {
  const { x, v, u } = question;
  const spot = { x, v, u };
  let from = 0;
  for (const hand of handsOf(question)) {
    const end = from + question[hand].length;
    spot[hand] = answer.slice(from, end);
    from = end;
  }
  return spot;
}

/** @param {Puzzle} question @param {ReturnType<typeof spotOf>} spot */
function answerOf(question, spot) {
  return handsOf(question).flatMap((hand) => spot[hand]);
}

/** Programs that were loaded. @type {WeakMap<Tape, ReturnType<typeof load>>} */
const loaded = new WeakMap();

/** What a program gives at some inputs. @param {Tape} of @param {number[]} inputs */
function valueAt(of, inputs) {
  const tape = loaded.get(of) ?? load(of);
  loaded.set(of, tape);
  replay(tape, inputs);
  return { value: read(tape, tape.value), jacobian: read(tape, tape.jacobian) };
}

/**
 * The numbers of f where an answer is, by the tape.
 * @param {Puzzle} question
 * @param {number[]} answer
 */
export function numbersAt(question, answer) {
  const { tape, rule, right, curve } = question;
  const spot = spotOf(question, answer);
  if (curve) return onCurve(tape, spot);
  const moved = valueAt(tape, plus(spot.x, spot.v)).value;
  const { value, jacobian } = valueAt(tape, spot.x);
  const back = (/** @type {Tape} */ of) => valueAt(of, [...spot.x, ...spot.u]).value.slice(-spot.x.length);
  const pushed = push(jacobian, spot.v);
  const pulled = rule ? back(rule) : pull(jacobian, spot.u);
  return { ...spot, value, jacobian, push: pushed, pull: pulled, pairing: dot(pushed, spot.u), moved, more: right ? back(right) : [] };
}

/** Where an equation's solution is, and how fast it moves. @param {Tape} tape @param {ReturnType<typeof spotOf>} spot */
function onCurve(tape, spot) {
  const { value, jacobian } = valueAt(tape, spot.x);
  const off = Math.abs(value[0]) / Math.hypot(...jacobian);
  const slope = off <= OFF ? -jacobian[1] / jacobian[0] : NaN;
  return { ...spot, value, jacobian, push: [], pull: [], pairing: NaN, moved: null, more: [slope] };
}

/**
 * The solution near a point, by Newton's steps along the gradient; the point before, where they
 * lead to none.
 * @param {Tape} tape
 * @param {number[]} point
 * @param {number[]} before
 */
export function onto(tape, point, before) {
  let at = point;
  for (let k = 0; k < STEPS; k++) {
    const { value, jacobian } = valueAt(tape, at);
    const size = dot(jacobian, jacobian);
    at = at.map((z, j) => z - (value[0] * jacobian[j]) / size);
  }
  const { value, jacobian } = valueAt(tape, at);
  return Math.abs(value[0]) / Math.hypot(...jacobian) <= OFF ? at : before;
}

/** Whether a puzzle is solved there, and else the mistake that is known by its signs. @param {Puzzle} question @param {number[]} answer */
export function judgedPuzzle(question, answer) {
  return judgedAt(question, numbersAt(question, answer));
}

/**
 * @param {Pick<Puzzle, "goals" | "slips" | "won">} question
 * @param {import("../parts/measures.js").At} at
 */
export function judgedAt({ goals, slips, won }, at) {
  if (holds(goals, at)) return { solved: true, said: won };
  return { solved: false, said: slipped(slips, at)?.said ?? "" };
}

/** An answer as it is written. @param {Puzzle} question @param {number[]} answer */
export function placedText(question, answer) {
  const spot = spotOf(question, answer);
  if (question.curve) return words.solutionAt(question.entry.inputs, spot.x);
  return words.placed(handsOf(question).map((hand) => [hand, spot[hand]]));
}

/** @param {Hand} hand @returns {Space} */
const spaceOf = (hand) => (hand === "u" ? "output" : "input");

/**
 * @param {Puzzle} question
 * @param {{ moved: () => void, released: () => void }} hand
 * @param {AbortSignal} signal
 */
export function createPuzzle(question, hand, signal) {
  const { entry, target, statement, curve } = question;
  const mode = curve ? "pull" : question.mode;
  const free = handsOf(question);
  const [n, m] = [question.x.length, question.u.length];
  const tape = load(question.tape);
  const { value } = valueAt(question.tape, question.x);
  /** Hands whose answers are drawn: v begins at each one's own x. */
  const drawn = free.filter((name) => name !== "x" || !free.includes("v"));
  const spaces = /** @type {const} */ (["input", "output"]);
  const asked = spaces.filter((space) => free.some((name) => spaceOf(name) === space));
  /** @type {Record<Space, ReturnType<typeof createPlane>>} */
  const now = { input: plane("input"), output: plane("output") };
  const before = asked.map((space) => ({ space, plane: createPlane(space, [], { plane: words.titled(0, 2, 0) }) }));
  const terrain = createGround(GRAIN);
  const shownNow = spaces.filter((space) => space === "input" || !curve).map((space) => ({ space, plane: now[space] }));
  const all = asked[0] === "output" ? [shownNow[0], ...before, shownNow[1]] : [...before, ...shownNow];
  const casts = new Map([...before, ...shownNow.filter(({ space }) => asked.includes(space))].map((one) => [one.plane, createCasts(one.plane)]));
  const planes = html("div", { class: "planes", "data-kind": "puzzle" }, ...all.map((one) => one.plane.element));
  const table = html("p", { class: "numbers" });
  const element = html("div", { class: "puzzle" }, html("p", { class: "ask" }, statement), planes, table);
  const legend = createLegend(element);
  signal.addEventListener("abort", () => legend.stop());
  let pairs = { input: question.inputs, output: question.outputs };
  let told = /** @type {Shown} */ ({ truth: false, clouds: [], own: [], free: false });
  let at = answerOf(question, question);
  let placed = false;
  /** What the planes were last drawn of: new widths come with new answers, and once more by themselves. */
  let drawnOf = "";
  let views = framed();
  for (const name of free) {
    const space = spaceOf(name);
    const { handles, well } = now[space];
    const handle = /** @type {typeof handles[number]} */ (handles.find(({ id }) => id === name)).element;
    onPoint(handle, {
      get: () => spotOf(question, at)[name],
      move: (to) => {
        at = answerOf(question, { ...spotOf(question, at), [name]: curve ? onto(question.tape, to, spotOf(question, at).x) : to });
        placed = true;
        hand.moved();
      },
      pair: () => pairs[space],
      whole: () => 2 * views[space].half,
      width: () => well.clientWidth,
      press: () => {},
      release,
      nudged: release,
    }, signal);
  }
  for (const [space, count, letter] of /** @type {const} */ ([["input", n, "x"], ["output", m, "y"]])) {
    pickers(now[space].pickers, count, letter, pairs[space], (pair) => {
      pairs = { ...pairs, [space]: pair };
      views = framed();
      draw(told);
    }, signal);
  }

  return {
    element,
    legend: legend.element,
    wells: all.map((one) => one.plane.well),
    answer: () => (placed ? at : null),
    /** @param {number[]} answer */
    put(answer) {
      at = answer;
      placed = true;
    },
    missing: () => words.NOT_MOVED,
    draw,
  };

  /** @param {Space} space */
  function plane(space) {
    return createPlane(space, free.filter((name) => spaceOf(name) === space));
  }

  function release() {
    views = framed();
    hand.released();
  }

  /** How an answer is drawn in the plane of a hand. @param {Hand} name @param {number[]} answer @returns {import("./casts.js").Cast} */
  function castOf(name, answer) {
    const { x, v, u } = spotOf(question, answer);
    if (name === "x") return { from: null, to: shown(x, pairs.input) };
    const [base, by] = name === "v" ? [x, v] : [free.includes("x") ? valueAt(question.tape, x).value : value, u];
    const pair = pairs[spaceOf(name)];
    return { from: shown(base, pair), to: shown(plus(base, by), pair) };
  }

  /** All answers of a round in a plane. @param {number[][]} cloud @param {Space} space */
  function castsOf(cloud, space) {
    return drawn.filter((name) => spaceOf(name) === space).flatMap((name) => cloud.map((answer) => castOf(name, answer)));
  }

  /** What is drawn: the hands' own places, or the solution where the truth is told. */
  function here() {
    return told.truth && told.own.length === 0 ? question.solution : told.own.length ? told.own : at;
  }

  function framed() {
    const { x, v, u, value, push: pushed, pull: pulled } = numbersAt(question, here());
    const ends = (/** @type {number[]} */ from, /** @type {number[]} */ by, /** @type {[number, number]} */ pair) => shown(plus(from, by), pair);
    const known = [...told.clouds.flat(), question.solution];
    /** @param {Space} space @param {[number, number][]} usual @param {number[]} base @param {number[][]} arrows */
    const framedIn = (space, usual, base, arrows) => {
      const pair = pairs[space];
      const view = usualView(usual, pair);
      const near = castsOf(known, space).map(({ to }) => to).filter(([a, b]) => Math.max(Math.abs(a - view.cx), Math.abs(b - view.cy)) < FAR * view.half);
      const aims = target?.space === space ? [target.by] : [];
      const inside = [shown(base, pair), ...[...arrows, ...aims].map((by) => ends(base, by, pair)), ...near];
      return refitted(geometry.widened(view, inside), inside);
    };
    return {
      input: framedIn("input", entry.x_view, x, curve ? [] : [...(mode === "pull" ? [] : [v]), ...(mode === "push" ? [] : [pulled])]),
      output: curve ? geometry.squareView([-1, 1], null) : framedIn("output", entry.y_view, value, [...(mode === "push" ? [] : [u]), ...(mode === "pull" ? [] : [pushed])]),
    };
  }

  /** @param {Shown} next */
  function draw(next) {
    const other = next.truth !== told.truth || next.clouds.length !== told.clouds.length || next.free !== told.free;
    told = next;
    if (other) views = framed();
    const { clouds } = told;
    const count = clouds.length;
    const two = count > 1;
    set(planes, "data-planes", two ? String(all.length) : "2");
    for (const one of before) {
      one.plane.element.hidden = !two;
      if (two) set(one.plane.title, "text", words.titled(count - 2, count, clouds[count - 2].length));
    }
    for (const { space, plane } of shownNow) {
      const title = curve ? words.CURVE_TITLE : space === "input" ? inputTitle(n) : outputTitle(m);
      set(plane.title, "text", two && asked.includes(space) ? words.titled(count - 1, count, clouds[count - 1].length) : title);
    }
    const good = numbersAt(question, here());
    const needs = JSON.stringify([told, at, pairs, views, ...all.map(({ plane: { well } }) => well.clientWidth)]);
    if (needs !== drawnOf) {
      drawnOf = needs;
      for (const one of all) drawOne(one, good);
    }
    set(table, "text", curve ? words.slope(good.more[0]) : words.numbers(good, mode, question.rule !== null));
    legend.draw(curve ? words.CURVE_LEGEND : words.puzzleLegend(drawn, n, target !== null));
  }

  /** @param {{ space: Space, plane: ReturnType<typeof createPlane> }} one @param {ReturnType<typeof numbersAt>} good */
  function drawOne({ space, plane }, good) {
    const width = plane.well.clientWidth;
    if (!width) return;
    const [inputs, outputs] = [pairs.input, pairs.output];
    const input = geometry.frameOf(views.input, width, inputs[0] === inputs[1]);
    const output = geometry.frameOf(views.output, width, outputs[0] === outputs[1]);
    const state = /** @type {import("../stage/data.d.ts").State} */ ({
      slug: entry.slug, x: good.x, v: good.v, u: good.u, mode, covectors: "arrows", inputs, outputs, views: [],
      reading: "entries", index: 0, circle: false, cloud: 0, cover: curve,
    });
    const picture = { entry, state, good, problem: "", look: null, tape, samples: null, draws: null };
    const solutions = curve ? terrain(input, section(tape, good.x, inputs), false) : null;
    const scene = space === "input" ? scenes.inputScene(picture, input, solutions) : scenes.outputScene(picture, output, input);
    const ghost = arrowsFrom(space === "input" ? good.x : good.value, pairs[space]);
    const arrows = [
      ...scene.arrows,
      ...(target?.space === space ? [ghost("ghost", words.TARGET_NAME, target.by)] : []),
      ...(question.right && space === "input" ? [ghost("ghost", words.TRUE_PULL, good.more)] : []),
    ];
    const earlier = plane !== now[space];
    const answers = castsOf((earlier ? told.clouds.at(-2) : told.clouds.at(-1)) ?? [], space);
    const off = casts.get(plane)?.(scene.frame, answers) ?? 0;
    const handles = !earlier && told.free ? scene.handles.filter(({ id }) => free.some((name) => name === id)) : [];
    const beyond = answers.some(({ from }) => from) ? words.beyond(off) : words.pointsBeyond(off);
    const hidden = space === "input" ? words.among("x", inputs, n) : words.among("y", outputs, m);
    const named = curve ? { axes: /** @type {[string, string]} */ (inputs.map((k) => entry.inputs[k])), pointLabel: "" } : {};
    plane.draw({ ...scene, ...named, levels: "", arrows, handles, caption: [hidden, beyond].filter(Boolean).join(" ") });
  }
}
