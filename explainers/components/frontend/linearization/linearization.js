/**
 * The microscope: a map and its linear picture, magnified together about x and f(x).
 */

import { reaches } from "../parts/arrow_guess.js";
import { shown } from "../parts/curves.js";
import { html, set } from "../parts/dom.js";
import { belongs, figure } from "../parts/figure.js";
import { numeral } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { hidden } from "../parts/guess_words.js";
import { createKnob } from "../parts/knob.js";
import { createMaking } from "../parts/making.js";
import { pickers } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { within } from "../parts/points.js";
import { norm, push, unfinite } from "../parts/products.js";
import { load } from "../parts/tape.js";
import { action, results, segmented } from "../parts/tools.js";
import * as planes from "./planes.js";
import { createPlot, rangeOf } from "./plot.js";
import { createPredict } from "./predict.js";
import { createScenes } from "./scenes.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {planes.Numbers} Numbers */

/** Decades of magnification for a pixel that the wheel turns. */
const WHEEL = 0.0025;
/** What is typed is the magnification, of which the knob turns the logarithm. @type {import("../parts/knob.js").Typed} */
const MAGNIFIED = { of: (zoom) => Number((10 ** zoom).toPrecision(6)), back: (times) => Math.log10(times) };

/** Where its worker is served. */
const painter = () => new URL("./linearization_painter.js", import.meta.url);

export default figure("linearization", createLinearization);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Numbers>}
 */
function createLinearization(own) {
  const { signal } = own;
  const [farthest, nearest] = own.data.limits.zoom;
  /** @type {import("../parts/tape.js").Tape | null} */
  let tape = null;
  /** @type {planes.Windows} */
  let windows;
  /** @type {import("./plot.js").Range} */
  let range;
  /** The magnification that is marked in the plot; all else there takes turns. */
  let marked = NaN;
  /** What windows and axes were made for. @type {Data["state"] | null} */
  let framed = null;
  /** The x that the lens is over while x is held, and f there. @type {Pick<Numbers, "x" | "value"> | null} */
  let over = null;

  const inputPlane = createPlane("input", ["x", "v"]);
  const outputPlane = createPlane("output", ["guess"], { guess: words.GUESSED });
  const predict = createPredict(own, () => windows.output.half * planes.stepOf(own.state.zoom), () => windows.up);
  const hands = { press: own.press, turn, release: own.release, nudged: own.nudged };
  const plot = createPlot(hands, signal);
  for (const { well } of [inputPlane, outputPlane, plot]) well.dataset.fold = "";
  for (const { well } of [inputPlane, outputPlane]) well.addEventListener("wheel", roll, { signal, passive: false });
  own.points(inputPlane, {
    half: (id) => windows.input.half * (id === "x" ? planes.stepOf(own.state.zoom) : 1),
    pair: () => own.state.inputs,
    press: (id) => {
      if (id === "x") over = { x: own.state.x, value: own.good.value };
    },
  });
  const guess = predict.held("output");
  own.points(outputPlane, { half: guess.half, pair: guess.pair, apart: { guess } });
  const making = createMaking(painter, createScenes, moves, () => !tape || predict.guessed("output"));
  const matrix = segmented(words.MATRIX, words.MATRICES, (chosen) => own.alter({ halved: chosen === "half" }), signal);
  const knob = createKnob({ ...words.KNOB, low: farthest, high: nearest, as: MAGNIFIED }, { ...hands, turn: (zoom) => own.put({ zoom }) }, signal);
  const reset = action(...words.RESET, () => {
    const { x, v } = own.data.entry.preset;
    own.alter({ x, v, zoom: 0, halved: false });
  }, signal);
  const [step, missed] = results("h", words.REMAINDER);
  const [name, pixels] = [html("span"), html("span", { class: "muted" })];

  return {
    parts: [
      own.tools(words.TOOLS, matrix.element, knob.element, predict.control, reset),
      html("div", { class: "figure" }, inputPlane.element, outputPlane.element, plot.element),
      predict.element,
      own.readout(
        predict.shows,
        html("span", { class: "part" }, html("b", {}, "h"), " = ", step),
        html("span", { class: "part" }, name, " = ", missed),
        pixels,
      ),
    ],
    planes: [inputPlane, outputPlane],
    wells: [plot.well],
    slow: plot.element,
    wide: 740,
    adopt,
    rest,
    match: ["x", "v", "zoom"],
    settled,
    replayed: () => (tape ? planes.replayed(tape, own.state) : stale()),
    asks: () => false,
    awaits: (data) => !data.tape && !data.settled,
    waits: () => !tape,
    trouble: (now) => unfinite(now.value, now.jacobian),
    blank: () => known(own.data.entry.outputs.map(() => 0)),
    scenes(view, widths) {
      const [input, output] = making.scenes(view, widths);
      return [input, predict.onto("output", output, view.problem)];
    },
    making: making.of,
    draw,
    legend: () => words.legend(own.state),
    say: (now, answer) =>
      predict.say() || words.spoken(own.state.zoom, now.missed && norm(now.missed), lineOf(answer).slope, noteOf(answer)),
  };

  /**
   * @param {Data} data
   * @param {boolean} other
   */
  function adopt({ entry, tape: program }, other) {
    predict.follow(other);
    if (!other) return;
    tape = program && load(program);
    making.build({ entry, tape });
    const { inputs, outputs } = entry;
    set(inputPlane.title, "text", words.inputTitle(inputs.length));
    set(outputPlane.title, "text", words.outputTitle(outputs.length));
    pickers(inputPlane.pickers, inputs.length, "x", own.state.inputs, (pair) => own.alter({ inputs: pair }), own.scope);
    pickers(outputPlane.pickers, outputs.length, "y", own.state.outputs, (pair) => own.alter({ outputs: pair }), own.scope);
  }

  /** Windows and axes for what is at hand; an answer to what a tape has shown moves neither. */
  function rest() {
    const { state, good, data } = own;
    over = null;
    if (tape && state === framed) return;
    framed = state;
    const moved = tape ? planes.replayed(tape, { ...state, zoom: 0 }).change : null;
    const { value, jacobian } = good;
    const ends = state.cover
      ? reaches(jacobian, state.v, value.length, state.outputs)
      : [push(jacobian, state.v), ...predict.kept("output")];
    windows = planes.windows(data.entry, state, value, ends, moved);
    range = rangeOf([...remainders(false), ...remainders(true)], data.settled?.floor || 1e-15);
  }

  /** @param {Settled} answer @returns {Numbers} */
  function settled(answer) {
    const { v, halved } = own.state;
    const missed = halved ? answer.missed_halved : answer.missed;
    return { ...answer, push: planes.taken(answer.jacobian, v, halved), missed };
  }

  /** What is left of JAX's last answer where no tape says more. */
  function stale() {
    const { settled: last, entry } = own.data;
    return last ? known(last.value, last.jacobian) : known(entry.outputs.map(() => NaN));
  }

  /**
   * @param {number[]} value
   * @param {number[]} [jacobian]
   * @returns {Numbers}
   */
  function known(value, jacobian = value.flatMap((z) => own.state.x.map(() => z))) {
    const { x, v, halved } = own.state;
    return { x, value, jacobian, push: planes.taken(jacobian, v, halved), change: null, missed: null, image: null };
  }

  /** JAX's answer, if it is for this x and v: remainders do not depend on the magnification. */
  function answer() {
    const { settled: last } = own.data;
    return last && belongs(last, own.state, ["x", "v"]) ? last : null;
  }

  /**
   * The remainder at each step: JAX's, or replayed.
   * @param {boolean} halved
   */
  function remainders(halved) {
    const last = answer();
    if (last) return halved ? last.halved : last.sizes;
    const { good, state, data } = own;
    return tape ? planes.sizes(tape, good.value, good.jacobian, { ...state, halved }, data.steps) : [];
  }

  /** @param {Settled} answer */
  function lineOf({ line, halved_line }) {
    return own.state.halved ? halved_line : line;
  }

  /** @param {Settled} answer */
  function noteOf({ notes: [whole, half] }) {
    return own.state.halved ? half : whole;
  }

  /** @param {number} zoom */
  function turn(zoom) {
    own.put({ zoom: Number(within(zoom, own.data.limits.zoom).toFixed(3)) });
  }

  /**
   * The wheel turns the lens, and scrolls the page once the lens can turn no further.
   * @param {WheelEvent} event
   */
  function roll(event) {
    const { zoom } = own.state;
    if (!own.held()) turn(zoom - event.deltaY * (event.deltaMode === 1 ? 16 : 1) * WHEEL);
    if (own.state.zoom === zoom) return;
    event.preventDefault();
    own.nudged();
  }

  /** What the output plane shows; up and down, of a single output. */
  function outputView() {
    const { outputs, zoom } = own.state;
    const h = planes.stepOf(zoom);
    if (own.data.entry.outputs.length === 1) return { cx: 0, cy: 0, half: planes.REACH * windows.up * h };
    return geometry.magnified(windows.output, shown((over ?? own.good).value, outputs), h);
  }

  /**
   * @param {import("../parts/figure.js").View<Numbers>} view
   * @param {number[]} widths
   */
  function moves({ good, problem, held }, widths) {
    const { state } = own;
    const input = geometry.magnified(windows.input, shown((over ?? state).x, state.inputs), planes.stepOf(state.zoom));
    return { state, numbers: good, problem, held, up: windows.up, views: [input, outputView()], widths };
  }

  /** @param {import("../parts/figure.js").View<Numbers>} view */
  function draw(view) {
    const { now, good, problem, turn: { cells } } = view;
    const { zoom, halved, outputs, cover } = own.state;
    predict.draw(now);
    matrix.draw(halved ? "half" : "true");
    knob.draw(zoom, words.magnification(zoom), words.zoomText(zoom));
    if (cells || zoom !== marked) drawPlot(view);
    if (!cells) return;
    const size = now.missed && !problem ? norm(now.missed) : NaN;
    set(step, "text", numeral(planes.stepOf(zoom)));
    set(name, "text", words.remainderName(halved));
    set(missed, "text", hidden(cover, now.missed ? numeral(size) : "…"));
    set(missed, "data-value", cover ? "" : JSON.stringify(size));
    const unit = own.size(outputPlane.well)[0] / (2 * outputView().half);
    set(pixels, "text", words.apartText(problem || cover ? NaN : planes.pixelsApart(good, outputs, unit)));
  }

  /** @param {import("../parts/figure.js").View<Numbers>} view */
  function drawPlot({ now, problem }) {
    const { state, data } = own;
    marked = state.zoom;
    const last = answer();
    const line = last && lineOf(last);
    const fitted = line !== null && Number.isFinite(line.slope);
    const hides = problem !== "" || state.cover;
    const [wide, tall] = own.size(plot.well);
    if (!wide || !tall) return;
    plot.draw(
      {
        steps: data.steps,
        sizes: hides ? [] : remainders(state.halved),
        line: fitted && !hides ? line : null,
        log: -state.zoom,
        here: now.missed && !state.cover ? norm(now.missed) : NaN,
        range,
        note: last && !hides ? noteOf(last) : "",
      },
      wide,
      tall,
    );
  }
}
