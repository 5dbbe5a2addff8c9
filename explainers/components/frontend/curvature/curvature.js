/**
 * Curvature: a scalar function and its quadratic model, its Hessian, and the plane of its
 * gradients. While a hand moves, two tapes are replayed here (that of f, and that of its
 * gradient with its Hessian) and nothing is sent; when it lets go, JAX's numbers follow.
 */

import { reaches } from "../parts/arrow_guess.js";
import { createBordered, halfOf } from "../parts/bordered.js";
import { plus, shown } from "../parts/curves.js";
import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { numerals } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { hidden } from "../parts/guess_words.js";
import { createKnob } from "../parts/knob.js";
import { createMaking } from "../parts/making.js";
import { inputTitle, pickers } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { createPlayer } from "../parts/player.js";
import { within } from "../parts/points.js";
import { load } from "../parts/tape.js";
import { action, results } from "../parts/tools.js";
import * as model from "./model.js";
import { createPredict } from "./predict.js";
import { createRaces, standing } from "./race.js";
import { createScenes } from "./scenes.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {model.Numbers} Numbers */
/** @typedef {geometry.View} View */

/** Decades that a press on a button zooms. */
const ZOOM = 0.25;

/** Where its worker is served. */
const painter = () => new URL("./curvature_painter.js", import.meta.url);

export default figure("curvature", createCurvature);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Numbers>}
 */
function createCurvature(own) {
  const { limits } = own.data;
  /** @type {import("../parts/tape.js").Tape | null} */
  let tape = null;
  /** @type {import("../parts/tape.js").Tape | null} */
  let bend = null;
  /** @type {View} */
  let inputView;
  /** @type {View} */
  let gradientView;
  /** @type {model.Heights} */
  let heights = { middle: 0, unit: 1 };

  /** The rate and the step of which something is written. */
  let written = "";
  let races = createRaces(null, null, 0);
  /** @type {{ of: string, paths: NonNullable<Numbers["fitted"]> } | null} */
  let fitted = null;

  const inputPlane = createPlane("input", ["x", "v"]);
  const gradientPlane = createPlane("output", ["guess"], { guess: words.GUESSED });
  const predict = createPredict(own, () => gradientView.half, usable);
  for (const { well } of [inputPlane, gradientPlane]) well.dataset.fold = "";
  own.points(inputPlane, { half: () => inputView.half, pair: () => own.state.inputs });
  const guess = predict.held("output");
  own.points(gradientPlane, { half: guess.half, pair: guess.pair, apart: { guess } });
  const making = createMaking(painter, createScenes, moves, () => predict.guessed("output"));
  const board = createBordered(own, {
    mode: () => "push",
    numbers: ({ gradient, hessian, product }) =>
      ({ value: gradient, jacobian: hessian, push: product, pull: gradient.map(() => 0), pairing: 0, moved: null }),
    usual: () => {
      const { x_view, inputs } = own.data.entry;
      const far = halfOf(x_view) / 2;
      return {
        x: x_view.map(([low, high]) => [low, high]),
        v: inputs.map(() => [-far, far]),
        u: inputs.map(() => [-1, 1]),
      };
    },
  });
  const knob = createKnob(
    { ...words.RATE, low: limits.rate[0], high: limits.rate[1] },
    {
      press: own.press,
      turn: (rate) => own.put({ rate }),
      release: own.release,
      nudged: own.nudged,
    },
    own.signal,
  );
  /** @param {number} by */
  const zoom = (by) => () => own.alter({ zoom: within(own.state.zoom + by, limits.zoom) });
  const tools = own.tools(
    words.TOOLS,
    knob.element,
    predict.control,
    action(...words.FARTHER, zoom(-ZOOM), own.signal),
    action(...words.NEARER, zoom(ZOOM), own.signal),
    action(...words.RESET, () => {
      const { x, v } = own.data.entry.preset;
      own.alter({ x: [...x], v: [...v], rate: 1, zoom: 0, step: 0 });
      player.load(limits.step[1], 0);
    }, own.signal),
  );
  const player = createPlayer({
    label: words.STEP_NAME,
    rate: 1.2,
    say: toldAt,
    show: (step) => own.put({ step }),
    rest: own.settle,
  }, own.signal);
  const told = html("span", { class: "told" });
  const beside = html("span", { class: "beside" });
  const standings = html("span", { class: "standings" }, told, beside);
  const track = html("div", { class: "race" }, html("b", {}, words.RACE), player.element, standings);
  const [slope, hv, descent, newton] = results(...words.RESULTS);
  const readout = own.readout(
    predict.shows,
    html("span", { class: "part" }, "∇f = ", slope),
    html("span", { class: "part push" }, html("b", {}, "Hv"), " = ", hv),
    html("span", { class: "part pull" }, html("b", {}, words.STEP), ": ", descent),
    html("span", { class: "part" }, html("b", {}, words.NEWTON), ": ", newton),
  );

  return {
    parts: [
      tools,
      html("div", { class: "figure" }, inputPlane.element, gradientPlane.element, board.place),
      predict.element,
      track,
      readout,
    ],
    planes: [inputPlane, gradientPlane],
    slow: board.place,
    wide: 740,
    awaits: (data) => !data.bend && !data.settled,
    adopt,
    rest,
    match: ["x", "v", "rate"],
    settled,
    replayed: () => {
      if (bend && tape) return model.replayed(tape, bend, own.state);
      return own.data.settled ? settled(own.data.settled) : blank(NaN);
    },
    asks: () => false,
    waits: () => !bend,
    trouble: (now) => (usable(now) ? "" : words.UNFINITE),
    blank: () => blank(0),
    scenes(view, widths) {
      const [inputs, gradients] = making.scenes(view, widths);
      return [inputs, predict.onto("output", gradients, view.problem)];
    },
    making: making.of,
    draw(view) {
      const { now, good, problem } = view;
      const { cover } = own.state;
      predict.draw(now);
      board.draw(view, cover);
      // What is written takes turns while x or v moves: a new text costs a frame more than its picture.
      const { rate, step } = own.state;
      const key = [rate, step].join();
      if (!view.turn.sums && key === written) return;
      written = key;
      knob.draw(rate, words.rateText(rate, good.eta, good.curved));
      player.resay();
      set(told, "text", words.raceText(step, heightsAt(step)));
      if (own.data.fits) set(beside, "text", words.besideText(step, besideAt(step)));
      set(slope, "text", problem ? "…" : numerals(now.gradient));
      set(hv, "text", hidden(cover, problem ? "…" : numerals(now.product)));
      set(hv, "data-value", cover ? "" : JSON.stringify(now.product));
      set(descent, "text", problem ? "…" : words.promiseText(now.descent));
      set(newton, "text", problem ? "…" : words.newtonText(now.newton, now.curved));
      set(newton, "data-value", JSON.stringify([now.newton.quadratic, now.newton.true]));
    },
    legend: () => words.legend(own.state.x.length === 1),
    say: (now) => predict.say() || words.settledText(now),
  };

  /**
   * @param {Data} data
   * @param {boolean} other
   */
  function adopt({ entry, tape: program, bend: bending }, other) {
    if (other) {
      tape = program && load(program);
      bend = bending && load(bending);
      const [, last] = limits.step;
      races = createRaces(tape, bend, last);
      making.build({ entry, tape, bend, last });
      const n = entry.inputs.length;
      board.build(entry.inputs, entry.inputs, words.wording(entry.inputs));
      set(inputPlane.title, "text", inputTitle(n));
      set(gradientPlane.title, "text", words.gradientTitle(n));
      show(beside, own.data.fits);
      pickers(inputPlane.pickers, n, "x", own.state.inputs, (inputs) => own.alter({ inputs }), own.scope);
    }
    board.reset();
    player.pause();
    player.load(limits.step[1], own.state.step);
    predict.follow(other);
  }

  /** Windows for what is at hand. */
  function rest() {
    const { entry } = own.data;
    const { x, v, inputs, zoom: depth, cover } = own.state;
    const { gradient, hessian, product, moved, value, descent: down, newton: jump } = own.good;
    const [a, b] = inputs;
    const at = shown(x, inputs);
    const [tip, ...tips] = [v, down.step, jump.step].map((by) => shown(plus(x, by), inputs));
    const usual = geometry.squareView(entry.x_view[a], a === b ? null : entry.x_view[b]);
    const whole = geometry.reaching(usual, [at, tip], tips);
    inputView = geometry.magnified(whole, at, 10 ** -depth);
    if (x.length === 1) heights = model.heights(tape, inputView, value);
    const seen = cover ? [] : [plus(gradient, product), moved, ...predict.tips("output")];
    const reached = cover ? reaches(hessian, v, x.length, inputs).map((end) => plus(gradient, end)) : [];
    const ends = [gradient, ...seen, ...reached].map((end) => shown(end, inputs));
    gradientView = geometry.fitted([[0, 0], ...ends], { cx: 0, cy: 0, half: 1 });
    board.rest();
  }

  /** @param {Settled} answer @returns {Numbers} */
  function settled(answer) {
    const n = answer.x.length;
    const column = (/** @type {number} */ k) => answer.x.map((_, i) => answer.directions[i * n + k]);
    return { ...answer, directions: answer.hessian.every(Number.isFinite) ? answer.x.map((_, k) => column(k)) : [] };
  }

  /** The race from x, once it has begun. */
  function run() {
    return races(own.state, own.good, alongside());
  }

  /** The paths that JAX alone has run, as long as x stays where it ran them. */
  function alongside() {
    const of = [own.data.entry.slug, ...own.state.x].join();
    if (own.good.fitted) fitted = { of, paths: own.good.fitted };
    return fitted?.of === of ? fitted.paths : null;
  }

  /** f where each stands, or null where there is no race. @param {number} step */
  function heightsAt(step) {
    const found = run();
    return step && found ? [standing(found.descent, step), standing(found.newton, step)] : null;
  }

  /** The same of those that take G for H. @param {number} step */
  function besideAt(step) {
    return (step && run()?.fitted?.map((path) => standing(path, step))) || null;
  }

  /** What is heard of a step. @param {number} step */
  function toldAt(step) {
    const said = words.raceText(step, heightsAt(step));
    return own.data.fits ? `${said}; ${words.besideText(step, besideAt(step))}` : said;
  }

  /** @param {Numbers} now */
  function usable({ value, gradient, hessian }) {
    return [value, ...gradient, ...hessian].every(Number.isFinite);
  }

  /** @param {number} z @returns {Numbers} */
  function blank(z) {
    const zeros = own.state.x.map(() => z);
    const step = { step: zeros, quadratic: z, true: z };
    return {
      x: own.state.x,
      value: z,
      gradient: zeros,
      hessian: zeros.flatMap(() => zeros),
      product: zeros,
      moved: zeros,
      curvatures: zeros,
      directions: [],
      newton: step,
      descent: step,
      eta: z,
      curved: false,
      races: false,
      heights: null,
      fitted: null,
    };
  }

  /**
   * @param {import("../parts/figure.js").View<Numbers>} view
   * @param {number[]} widths
   */
  function moves({ good, problem, held }, widths) {
    return { state: own.state, numbers: good, problem, held, fitted: alongside(), heights, views: [inputView, gradientView], widths };
  }
}
