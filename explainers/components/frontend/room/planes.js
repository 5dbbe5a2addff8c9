/**
 * A question on the Stage's own planes: what is given in one, the answers in the other, or in two
 * beside each other where it was asked again.
 */

import { arrowsFrom, handleOf } from "../parts/arrows.js";
import { plus, shown } from "../parts/curves.js";
import { html, set } from "../parts/dom.js";
import * as geometry from "../parts/geometry.js";
import { createGround, section } from "../parts/ground.js";
import { GUESS } from "../parts/guess_words.js";
import { createLegend } from "../parts/legend.js";
import { inputTitle } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { onPoint } from "../parts/points.js";
import { load } from "../parts/tape.js";
import * as scenes from "../stage/scene.js";
import { refitted, usualView } from "../stage/views.js";
import { GUESSES, outputTitle } from "../stage/words.js";
import { createCasts } from "./casts.js";
import { pairOf, seen, truthOf } from "./groups.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Arrow} Question */
/** @typedef {geometry.Vec} Vec */

/**
 * @typedef {object} Shown
 * @property {boolean} truth
 * @property {number[][][]} clouds
 * @property {number[]} own one's own answer, or nothing
 * @property {boolean} free whether it may be moved
 */

const LEVELS = 13;
/** Answers farther than so many halves of the window from its middle do not widen it. */
const FAR = 2;
/** So far across its plane an arrow begins, in parts of half of it. */
const BEGINS = 0.45;

/**
 * @param {Question} question
 * @param {{ moved: () => void, released: () => void }} hand
 * @param {AbortSignal} signal
 */
export function createPlanes(question, hand, signal) {
  const { kind, entry, x, v, u, inputs, outputs } = question;
  const tape = question.tape && load(question.tape);
  const pair = pairOf(question);
  const base = kind === "push" ? question.value : x;
  const ground = createGround(97);
  const given = createPlane(kind === "push" ? "input" : "output", []);
  const asked = createPlane(kind === "push" ? "output" : "input", ["guess"], { guess: GUESSES[kind] });
  const before = createPlane(kind === "push" ? "output" : "input", [], { plane: words.titled(0, 2, 0) });
  const all = [given, before, asked];
  const casts = new Map([before, asked].map((plane) => [plane, createCasts(plane)]));
  const element = html("div", { class: "planes", "data-kind": kind }, ...all.map((plane) => plane.element));
  const legend = createLegend(element);
  const half = usualView(kind === "push" ? entry.y_view : entry.x_view, pair).half;
  /** @type {number[]} */
  let guess = base.map((_, k) => (k === pair[0] ? geometry.snapped(BEGINS * half, geometry.grain(2 * half)) : 0));
  /** @type {Shown} */
  let now = { truth: false, clouds: [], own: [], free: false };
  let placed = false;
  /** What the planes were last drawn of: new widths come with new answers, and once more by themselves. */
  let drawnOf = "";
  let [askedView, givenView] = [window_(), window_()];
  frameViews();
  const [{ element: handle }] = asked.handles;
  onPoint(handle, {
    get: () => guess,
    move: (to) => {
      guess = to;
      placed = true;
      hand.moved();
    },
    pair: () => pair,
    whole: () => 2 * askedView.half,
    width: () => asked.well.clientWidth,
    press: () => {},
    release: () => {
      frameViews();
      hand.released();
    },
    nudged: () => {
      frameViews();
      hand.released();
    },
  }, signal);
  signal.addEventListener("abort", () => legend.stop());

  return {
    element,
    legend: legend.element,
    wells: all.map(({ well }) => well),
    /** The answer as it would be sent; null where it is not placed yet. */
    answer: () => (placed ? seen(question, guess) : null),
    /** @param {number[]} answer */
    put(answer) {
      guess = whole(answer);
      placed = true;
    },
    missing: () => words.NOT_PLACED,
    draw,
  };

  /** An arrow of which a plane shows these coordinates. @param {number[]} answer */
  function whole(answer) {
    return base.map((_, k) => (k === pair[0] ? answer[0] : k === pair[1] ? answer[1] : 0));
  }

  function window_() {
    return { cx: 0, cy: 0, half: 1 };
  }

  /** What the planes show: as the function is first met, and wide enough for what is drawn. */
  function frameViews() {
    const [input, output] = [usualView(entry.x_view, inputs), usualView(entry.y_view, outputs)];
    const start = shown(base, pair);
    const tips = [
      ...(now.own.length ? [whole(now.own)] : now.free ? [guess] : []).map((by) => shown(plus(base, by), pair)),
      ...(now.truth ? [shown(plus(base, truthOf(question)), pair)] : []),
    ];
    const usual = geometry.widened(kind === "push" ? output : input, [start]);
    const near = now.clouds.flat().map((answer) => tipOf(answer)).filter(([a, b]) => {
      return Math.max(Math.abs(a - usual.cx), Math.abs(b - usual.cy)) < FAR * usual.half;
    });
    askedView = refitted(usual, [start, ...tips, ...near]);
    const tip = kind === "push" ? shown(plus(x, v), inputs) : shown(plus(question.value, u), outputs);
    const from = kind === "push" ? shown(x, inputs) : shown(question.value, outputs);
    givenView = refitted(geometry.widened(kind === "push" ? input : output, [from]), [from, tip]);
  }

  /** @param {number[]} answer @returns {Vec} */
  function tipOf(answer) {
    const [a, b] = shown(base, pair);
    return [a + answer[0], b + (answer[1] ?? 0)];
  }

  /** @param {Shown} next */
  function draw(next) {
    const other = next.truth !== now.truth || next.clouds.length !== now.clouds.length || next.free !== now.free;
    now = next;
    if (other) frameViews();
    const two = now.clouds.length > 1;
    before.element.hidden = !two;
    set(element, "data-planes", two ? "3" : "2");
    const titles = [kind === "push" ? inputTitle(x.length) : outputTitle(u.length), kind === "push" ? outputTitle(u.length) : inputTitle(x.length)];
    set(given.title, "text", titles[0]);
    const count = now.clouds.length;
    set(before.title, "text", two ? words.titled(count - 2, count, now.clouds[count - 2].length) : "");
    set(asked.title, "text", two ? words.titled(count - 1, count, now.clouds[count - 1].length) : titles[1]);
    const needs = JSON.stringify([now, guess, askedView, givenView, ...all.map(({ well }) => well.clientWidth)]);
    if (needs !== drawnOf) {
      drawnOf = needs;
      drawOne(given, null);
      drawOne(asked, now.clouds[count - 1] ?? []);
      if (two) drawOne(before, now.clouds[count - 2]);
    }
    legend.draw(words.legend(kind, x.length));
  }

  /**
   * @param {ReturnType<typeof createPlane>} plane
   * @param {number[][] | null} cloud null where nothing is asked
   */
  function drawOne(plane, cloud) {
    const width = plane.well.clientWidth;
    if (!width) return;
    const isInput = (plane === given) === (kind === "push");
    const [inputView, outputView] = kind === "push" ? [givenView, askedView] : [askedView, givenView];
    const input = geometry.frameOf(inputView, width, inputs[0] === inputs[1]);
    const output = geometry.frameOf(outputView, width, outputs[0] === outputs[1]);
    const state = /** @type {import("../stage/data.d.ts").State} */ ({
      slug: entry.slug, x, v, u, mode: kind, covectors: "arrows", inputs, outputs, views: [],
      reading: "entries", index: 0, circle: false, cloud: 0, cover: !now.truth,
    });
    const picture = { entry, state, good: question, problem: "", look: null, tape, samples: null, draws: null };
    const terrain = isInput && tape?.m === 1 && !input.line ? ground(input, section(tape, x, inputs), false, LEVELS) : null;
    const scene = isInput ? scenes.inputScene(picture, input, terrain) : scenes.outputScene(picture, output, input);
    const hidden = isInput ? words.among("x", inputs, x.length) : words.among("y", outputs, u.length);
    /** @type {import("../parts/picture.js").Scene} */
    const drawn = { ...scene, caption: hidden, handles: [], arrows: [...scene.arrows] };
    if (cloud) {
      const own = plane === asked && (now.own.length > 0 || now.free);
      const arrow = now.own.length > 0 ? whole(now.own) : guess;
      if (own) drawn.arrows.push(arrowsFrom(base, pair)("guess", now.free ? `${words.PRODUCTS[kind]}?` : GUESS, arrow));
      if (own && now.free) drawn.handles.push(handleOf("guess", plus(base, arrow), pair, seen(question, arrow)));
      const from = shown(base, pair);
      const off = casts.get(plane)?.(drawn.frame, cloud.map((answer) => ({ from, to: tipOf(answer) }))) ?? 0;
      drawn.caption = [hidden, words.beyond(off)].filter(Boolean).join(" ");
    }
    plane.draw(drawn);
  }
}
