/**
 * A puzzle of the practice page on the Stage's own planes: one vector or point is placed, and its
 * products follow; all answers stand in the plane of what was placed.
 */

import { arrowsFrom } from "../parts/arrows.js";
import { shown } from "../parts/curves.js";
import { html, set } from "../parts/dom.js";
import * as geometry from "../parts/geometry.js";
import { createLegend } from "../parts/legend.js";
import { holds } from "../parts/measures.js";
import { inputTitle } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { onPoint } from "../parts/points.js";
import { pull, push } from "../parts/products.js";
import { load, read, replay } from "../parts/tape.js";
import * as scenes from "../stage/scene.js";
import { refitted, usualView } from "../stage/views.js";
import { outputTitle } from "../stage/words.js";
import { cast, placeForCasts } from "./casts.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Puzzle} Puzzle */
/** @typedef {import("./planes.js").Shown} Shown */
/** @typedef {geometry.Vec} Vec */

/**
 * The numbers of f where an answer is, by the tape.
 * @param {Puzzle} question
 * @param {number[]} answer
 */
export function numbersAt(question, answer) {
  const spot = { x: question.x, v: question.v, u: question.u, [question.hand]: answer };
  const tape = load(question.tape);
  const valueAt = (/** @type {number[]} */ x) => {
    replay(tape, x);
    return read(tape, tape.value);
  };
  const moved = valueAt(spot.x.map((z, k) => z + spot.v[k]));
  const value = valueAt(spot.x);
  const jacobian = read(tape, tape.jacobian);
  const [pushed, pulled] = [push(jacobian, spot.v), pull(jacobian, spot.u)];
  const pairing = pushed.reduce((sum, z, i) => sum + z * spot.u[i], 0);
  return { ...spot, value, jacobian, push: pushed, pull: pulled, pairing, moved, more: [] };
}

/** Whether a puzzle is solved there, and else the mistake that is known by its signs. @param {Puzzle} question @param {number[]} answer */
export function judgedPuzzle(question, answer) {
  const at = numbersAt(question, answer);
  if (holds(question.goals, at)) return { solved: true, said: question.won };
  return { solved: false, said: question.slips.find(({ signs }) => holds(signs, at))?.said ?? "" };
}

/**
 * @param {Puzzle} question
 * @param {{ moved: () => void, released: () => void }} hand
 * @param {AbortSignal} signal
 */
export function createPuzzle(question, hand, signal) {
  const { hand: free, entry, inputs, outputs, mode, target, statement } = question;
  const space = free === "u" ? "output" : "input";
  const pair = space === "output" ? outputs : inputs;
  const tape = load(question.tape);
  const input = createPlane("input", space === "input" ? [free] : []);
  const output = createPlane("output", space === "output" ? [free] : []);
  const asked = space === "input" ? input : output;
  const before = createPlane(space, [], { plane: words.titled(0, 2, 0) });
  const casts = new Map([before, asked].map((plane) => [plane, placeForCasts(plane)]));
  const all = space === "input" ? [before, input, output] : [input, before, output];
  const planes = html("div", { class: "planes", "data-kind": "puzzle" }, ...all.map((plane) => plane.element));
  const table = html("p", { class: "numbers" });
  const element = html("div", { class: "puzzle" }, html("p", { class: "ask" }, statement), planes, table);
  const legend = createLegend(element);
  signal.addEventListener("abort", () => legend.stop());
  const origin = free === "x" ? question.x : free === "v" ? question.x : question.value;
  let now = /** @type {Shown} */ ({ truth: false, clouds: [], own: [], free: false });
  let at = question[free];
  let placed = false;
  let views = framed();
  const [{ element: handle }] = asked.handles;
  onPoint(handle, {
    get: () => at,
    move: (to) => {
      at = to;
      placed = true;
      hand.moved();
    },
    pair: () => pair,
    whole: () => 2 * views[space].half,
    width: () => asked.well.clientWidth,
    press: () => {},
    release,
    nudged: release,
  }, signal);

  return {
    element,
    legend: legend.element,
    wells: all.map(({ well }) => well),
    answer: () => (placed ? at : null),
    /** @param {number[]} answer */
    put(answer) {
      at = answer;
      placed = true;
    },
    missing: () => words.NOT_MOVED,
    draw,
  };

  function release() {
    views = framed();
    hand.released();
  }

  /** Where an answer ends in its plane. @param {number[]} answer @returns {Vec} */
  function tipOf(answer) {
    return shown(free === "x" ? answer : origin.map((z, k) => z + answer[k]), pair);
  }

  /** What is drawn: the hand's own place, or the solution where the truth is told. */
  function here() {
    return now.truth && now.own.length === 0 ? question.solution : now.own.length ? now.own : at;
  }

  function framed() {
    const { x, v, u, value, push: pushed, pull: pulled } = numbersAt(question, here());
    const ends = (/** @type {number[]} */ from, /** @type {number[]} */ by, /** @type {[number, number]} */ two) => shown(from.map((z, k) => z + by[k]), two);
    const known = [tipOf(question.solution), ...now.clouds.flat().map(tipOf)];
    const wanted = target ? [ends(target.space === "input" ? x : value, target.by, target.space === "input" ? inputs : outputs)] : [];
    const [ins, outs] = [usualView(entry.x_view, inputs), usualView(entry.y_view, outputs)];
    const near = (/** @type {geometry.View} */ usual) => known.filter(([a, b]) => Math.max(Math.abs(a - usual.cx), Math.abs(b - usual.cy)) < 2 * usual.half);
    const inside = [shown(x, inputs), ...(mode === "pull" ? [ends(x, pulled, inputs)] : [ends(x, v, inputs)]), ...(target?.space === "input" ? wanted : []), ...(space === "input" ? near(ins) : [])];
    const outside = [shown(value, outputs), ...(mode === "pull" ? [ends(value, u, outputs)] : [ends(value, pushed, outputs)]), ...(target?.space === "output" ? wanted : []), ...(space === "output" ? near(outs) : [])];
    return { input: refitted(geometry.widened(ins, inside), inside), output: refitted(geometry.widened(outs, outside), outside) };
  }

  /** @param {Shown} next */
  function draw(next) {
    const other = next.truth !== now.truth || next.clouds.length !== now.clouds.length || next.free !== now.free;
    now = next;
    if (other) views = framed();
    const { clouds } = now;
    const count = clouds.length;
    const two = count > 1;
    before.element.hidden = !two;
    set(planes, "data-planes", two ? "3" : "2");
    const [n, m] = [question.x.length, question.u.length];
    set(input.title, "text", inputTitle(n));
    set(output.title, "text", outputTitle(m));
    if (two) {
      set(before.title, "text", words.titled(count - 2, count, clouds[count - 2].length));
      set(asked.title, "text", words.titled(count - 1, count, clouds[count - 1].length));
    }
    const good = numbersAt(question, here());
    for (const plane of all) drawOne(plane, good);
    set(table, "text", words.rows(good.jacobian, n));
    legend.draw(words.puzzleLegend(free, n, target !== null));
  }

  /** @param {ReturnType<typeof createPlane>} plane @param {ReturnType<typeof numbersAt>} good */
  function drawOne(plane, good) {
    const width = plane.well.clientWidth;
    if (!width) return;
    const isInput = plane === input || (plane === before && space === "input");
    const [frame, other] = [geometry.frameOf(views.input, width, false), geometry.frameOf(views.output, width, false)];
    const state = /** @type {import("../stage/data.d.ts").State} */ ({
      slug: entry.slug, x: good.x, v: good.v, u: good.u, mode, covectors: "arrows", inputs, outputs, views: [],
      reading: "entries", index: 0, circle: false, cloud: 0, cover: false,
    });
    const picture = { entry, state, good, problem: "", look: null, tape, samples: null, draws: null };
    const scene = isInput ? scenes.inputScene(picture, frame, null) : scenes.outputScene(picture, other, frame);
    const arrows = [...scene.arrows];
    if (target && (target.space === "input") === isInput) {
      arrows.push(arrowsFrom(isInput ? good.x : good.value, isInput ? inputs : outputs)("ghost", words.TARGET_NAME, target.by));
    }
    const group = casts.get(plane);
    const cloud = plane === before ? now.clouds.at(-2) : now.clouds.at(-1);
    const off = group ? cast(group, scene.frame, (cloud ?? []).map((answer) => ({ from: shown(origin, pair), to: tipOf(answer) }))) : 0;
    const handles = plane === asked && now.free ? scene.handles.filter(({ id }) => id === free) : [];
    plane.draw({ ...scene, arrows, handles, caption: [scene.caption, words.beyond(off)].filter(Boolean).join(" ") });
  }
}
