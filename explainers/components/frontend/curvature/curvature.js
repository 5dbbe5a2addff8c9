/**
 * Curvature: a scalar function and its quadratic model, its Hessian, and the plane of its
 * gradients. While a hand moves, two tapes are replayed here (that of f, and that of its
 * gradient with its Hessian) and nothing is sent; when it lets go, JAX's numbers follow.
 */

import { createBoard } from "../parts/board.js";
import { html, set } from "../parts/dom.js";
import { numeral, numerals, received } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey } from "../parts/hands.js";
import { pickers, space } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { bounded, onPoint } from "../parts/points.js";
import { contributions, reach } from "../parts/products.js";
import { readNumber } from "../parts/scrub.js";
import { spectrum } from "../parts/symmetric.js";
import { load } from "../parts/tape.js";
import { action } from "../parts/tools.js";
import { createKnob } from "../parts/knob.js";
import * as model from "./model.js";

/** @typedef {import("./model.js").State} State */
/** @typedef {import("./model.js").Numbers} Numbers */
/** @typedef {import("../parts/geometry.js").View} View */
/** @typedef {import("./data.d.ts").Step} SentStep */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").Data} Data */

/** Rates of the gradient step; as in permalink/curvature.py. */
const [SLOWEST, FASTEST] = [0.05, 3];
/** Decades that a press on a button zooms, and how close it comes at last. */
const [ZOOM, CLOSEST] = [0.25, 3];
const TRIO = 880;

export default mounted(createCurvature);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 */
function createCurvature(parent, send) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".curvature"));

  /** @type {Data} */
  let data;
  /** @type {State} */
  let state;
  let edition = "";
  let slug = "";
  /** @type {import("../parts/tape.js").Tape | null} */
  let tape = null;
  /** @type {import("../parts/tape.js").Tape | null} */
  let bend = null;
  /** @type {Numbers} */
  let good;
  /** @type {number[]} */
  let base = [];
  /** @type {import("../parts/board.js").Look | null} */
  let look = null;
  /** @type {View} */
  let inputView;
  /** @type {View} */
  let gradientView;
  /** @type {model.Heights} */
  let heights = { middle: 0, unit: 1 };
  /** @type {{ x: [number, number][], v: [number, number][], u: [number, number][] }} */
  let ranges = { x: [], v: [], u: [] };
  let [largest, span] = [1, 1];
  let [inputSize, gradientSize] = [0, 0];
  /** @type {ReturnType<typeof createBoard>} */
  let board;
  /** @type {AbortController | null} */
  let boardAbort = null;
  /** @type {{ key: string, ground: ReturnType<typeof model.terrain> } | null} */
  let drawn = null;

  const frames = createFrames(draw);
  const { schedule } = frames;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", gesture),
    rest: reframe,
    schedule,
    take,
  });
  const { press, release, settle, settleSoon } = gestures;
  const inputPlane = createPlane("input", ["x", "v"]);
  const gradientPlane = createPlane("output", []);
  for (const plane of [inputPlane, gradientPlane]) plane.well.dataset.fold = "";
  const tools = createTools();
  const readout = createReadout();
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const boardPlace = html("div", { class: "board-place" });
  const figure = html("div", { class: "figure" }, inputPlane.element, gradientPlane.element, boardPlace);
  root.replaceChildren(tools.element, figure, readout.element, live);

  for (const { id, element } of inputPlane.handles) takeHandle(/** @type {"x" | "v"} */ (id), element);
  const sizes = new ResizeObserver(() => {
    measure();
    schedule();
  });
  for (const element of [root, inputPlane.well, gradientPlane.well]) sizes.observe(element);
  root.addEventListener("keydown", keepKey, { signal });

  return { root, update: gestures.offer, destroy };

  function destroy() {
    abort.abort();
    boardAbort?.abort();
    sizes.disconnect();
    gestures.stop();
    frames.stop();
  }

  /** @param {Data} next */
  function take(next) {
    data = next;
    if (next.edition !== edition) adopt(next);
    else if (!bend && !gestures.held()) reframe();
    frames.now();
    speak();
  }

  /**
   * Follows a state that was set from outside.
   * @param {Data} next
   */
  function adopt(next) {
    const other = next.entry.slug !== slug;
    edition = next.edition;
    slug = next.entry.slug;
    state = { ...next.state };
    gestures.follow();
    if (other) {
      tape = next.tape && load(next.tape);
      bend = next.bend && load(next.bend);
      buildBoard();
      const n = next.entry.inputs.length;
      set(inputPlane.title, "text", `Input space ${space(n)}`);
      set(gradientPlane.title, "text", `Gradients ∇f in ${space(n)}`);
      pickers(inputPlane.pickers, n, "x", state.inputs, (inputs) => alter({ inputs }), signal);
      root.dataset.columns = n > 4 ? "many" : "few";
    }
    const { entry } = next;
    const wide = Math.max(...entry.x_view.map(([low, high]) => (high - low) / 2)) / 2;
    ranges = {
      x: entry.x_view.map(([low, high]) => [low, high]),
      v: entry.inputs.map(() => [-wide, wide]),
      u: entry.inputs.map(() => [-1, 1]),
    };
    const now = numbers();
    good = usable(now) ? now : blank();
    base = [...state.x];
    reframe();
    measure();
  }

  function buildBoard() {
    boardAbort?.abort();
    boardAbort = new AbortController();
    const { inputs } = data.entry;
    board = createBoard(
      inputs,
      inputs,
      {
        press,
        release,
        move: (kind, index, value) => move(kind, index, value),
        nudge: (kind, index, value) => {
          move(kind, index, value);
          settleSoon();
        },
        type,
        preset: (_, index) => alter({ v: state.v.map((__, k) => (index === null || index === k ? 1 : 0)) }),
        look: (now) => {
          look = now;
          schedule();
        },
      },
      boardAbort.signal,
      model.wording(inputs),
    );
    boardPlace.replaceChildren(board.element);
  }

  /** Windows, bars and colours for what is at hand; never while something is held. */
  function reframe() {
    const now = numbers();
    if (usable(now)) {
      good = now;
      base = [...state.x];
    }
    const { entry } = data;
    const [a, b] = state.inputs;
    const line = a === b;
    const { x } = state;
    const whole = geometry.widened(geometry.squareView(entry.x_view[a], line ? null : entry.x_view[b]), [pair(x)]);
    inputView = geometry.magnified(whole, pair(x), 10 ** -state.zoom);
    if (x.length === 1) heights = model.heights(tape, inputView, good.value);
    const { gradient, product, moved } = good;
    gradientView = geometry.fitted(
      [[0, 0], pair(gradient), pair(gradient.map((z, j) => z + product[j])), pair(moved)],
      { cx: 0, cy: 0, half: 1 },
    );
    for (const kind of /** @type {const} */ (["x", "v"])) {
      ranges[kind] = ranges[kind].map(([low, high], k) => {
        const z = state[kind][k];
        if (kind === "x") return [Math.min(low, z), Math.max(high, z)];
        const far = Math.max(high, Math.abs(z));
        return [-far, far];
      });
    }
    rescale();
  }

  function rescale() {
    largest = Math.max(...good.hessian.map(Math.abs)) || 1;
    span = needed();
  }

  /** How far the longest stack of a row reaches from zero. */
  function needed() {
    const n = state.x.length;
    const added = contributions("push", good.hessian, state.v, []);
    return 1.12 * Math.max(...state.x.map((_, i) => reach(added.slice(i * n, (i + 1) * n)))) || 1;
  }

  /** JAX's answer, if it is for this state. */
  function answer() {
    const { settled } = data;
    if (!settled || settled.rate !== state.rate) return null;
    const fits = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.length === b.length && a.every((z, k) => z === b[k]);
    return fits(settled.x, state.x) && fits(settled.v, state.v) ? settled : null;
  }

  /** @returns {Numbers & { by: "JAX" | "tape" }} */
  function numbers() {
    const settled = answer() ?? (bend && tape ? null : data.settled);
    if (!settled) return bend && tape ? { by: "tape", ...model.replayed(tape, bend, state) } : { by: "tape", ...blank(NaN) };
    const hessian = settled.hessian.map(received);
    const finite = hessian.every(Number.isFinite);
    /** @param {SentStep} sent */
    const step = (sent) => ({ step: sent.step.map(received), quadratic: received(sent.quadratic), true: received(sent.true) });
    return {
      by: answer() ? "JAX" : "tape",
      value: received(settled.value),
      gradient: settled.gradient.map(received),
      hessian,
      product: settled.product.map(received),
      moved: settled.moved.map(received),
      curvatures: settled.curvatures.map(received),
      directions: finite ? spectrum(hessian, state.x.length).vectors : [],
      newton: step(settled.newton),
      descent: step(settled.descent),
      eta: received(settled.eta),
    };
  }

  /** @param {Numbers} shown */
  function usable(shown) {
    return [shown.value, ...shown.gradient, ...shown.hessian].every(Number.isFinite);
  }

  /** Numbers to draw from before there are any. @param {number} [z] @returns {Numbers} */
  function blank(z = 0) {
    const zeros = state.x.map(() => z);
    const step = { step: zeros, quadratic: z, true: z };
    return {
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
    };
  }

  /**
   * @param {"x" | "v" | "u"} kind
   * @param {number} index
   * @param {number} value
   */
  function move(kind, index, value) {
    if (kind === "u") return;
    const [low, high] = ranges[kind][index];
    const at = bounded(geometry.snapped(Math.max(low, Math.min(high, value)), geometry.grain(high - low)));
    state[kind] = state[kind].map((z, k) => (k === index ? at : z));
    schedule();
  }

  /**
   * @param {"x" | "v" | "u"} kind
   * @param {number} index
   * @param {string} text
   */
  function type(kind, index, text) {
    if (kind === "u") return "";
    const { number, problem } = readNumber(text);
    if (problem) return problem;
    alter({ [kind]: state[kind].map((z, k) => (k === index ? number : z)) });
    return "";
  }

  /** @param {Partial<State>} change */
  function alter(change) {
    state = { ...state, ...change };
    reframe();
    settle();
  }

  /**
   * @param {"x" | "v"} id
   * @param {SVGGElement} element
   */
  function takeHandle(id, element) {
    onPoint(
      element,
      {
        get: () => state[id],
        move: (to) => {
          state[id] = to;
          schedule();
        },
        pair: () => state.inputs,
        whole: () => 2 * inputView.half,
        width: () => inputSize,
        press,
        release,
        nudged: settleSoon,
      },
      signal,
    );
  }

  function measure() {
    const width = root.clientWidth;
    if (!width) return;
    root.dataset.layout = width >= TRIO ? "wide" : "narrow";
    inputSize = inputPlane.well.clientWidth;
    gradientSize = gradientPlane.well.clientWidth;
  }

  function draw() {
    if (!board) return;
    const now = numbers();
    const unknown = !bend && !data.settled;
    const problem = usable(now) ? "" : unknown ? "JAX is still at work on this function." : "f, its gradient or its Hessian is not finite at this x. Drag x back.";
    if (!problem) {
      good = now;
      base = now.by === "JAX" || bend ? [...state.x] : base;
    }
    const held = gestures.held();
    if (held) {
      largest = Math.max(largest, ...good.hessian.map(Math.abs));
      span = Math.max(span, needed());
    }
    const { x, v } = state;
    board.draw(
      {
        mode: "push",
        cover: false,
        vectors: { x, v, u: x.map(() => 0) },
        ranges,
        numbers: { value: now.gradient, jacobian: now.hessian, push: now.product, pull: x.map(() => 0), pairing: 0, moved: null },
        largest,
        span,
        look,
        held,
      },
      { bars: true, cells: true, sums: true },
    );
    if (inputSize && gradientSize) {
      const line = state.inputs[0] === state.inputs[1];
      const input = geometry.frameOf(inputView, inputSize, false);
      const gradients = geometry.frameOf(gradientView, gradientSize, line);
      const picture = { entry: data.entry, state, numbers: good, base, problem, tape, bend };
      inputPlane.draw(
        line ? model.graphScene(picture, input, heights) : model.inputScene(picture, input, groundOf(picture, input)),
      );
      gradientPlane.draw(model.gradientScene(picture, gradients, input));
    }
    tools.draw();
    readout.draw(now, problem);
    set(root, "data-settled", String(now.by === "JAX"));
  }

  /**
   * Level lines, drawn anew only when what they depend on changes.
   * @param {import("./model.js").Picture} picture
   * @param {import("../parts/geometry.js").Frame} input
   */
  function groundOf(picture, input) {
    const fine = !gestures.held();
    const key = [slug, ...base, ...state.inputs, input.view.cx, input.view.cy, input.view.half, input.size, fine].join();
    if (drawn?.key !== key) drawn = { key, ground: model.terrain(picture, input, fine) };
    return drawn.ground;
  }

  /** Says the settled result once, politely. */
  function speak() {
    if (gestures.held() || !gestures.moves() || !answer()) return;
    const now = numbers();
    const { product, curvatures, newton } = now;
    set(
      live,
      "text",
      usable(now)
        ? `Hv = ${product.map((z) => numeral(z)).join(", ")}; curvatures ${curvatures.map((z) => numeral(z)).join(", ")}; Newton: ${model.promiseText(newton)}`
        : "f, its gradient or its Hessian is not finite here.",
    );
  }

  function createTools() {
    const knob = createKnob(
      { title: "Gradient step, η", name: "rate of the gradient step", low: SLOWEST, high: FASTEST },
      {
        press,
        turn: (rate) => {
          state.rate = Number(Math.max(SLOWEST, Math.min(FASTEST, rate)).toFixed(3));
          schedule();
        },
        release,
        nudged: settleSoon,
      },
      signal,
    );
    const nearer = action("+", "zoom in about x", () => alter({ zoom: Math.min(CLOSEST, state.zoom + ZOOM) }), signal);
    const farther = action("−", "zoom out", () => alter({ zoom: Math.max(0, state.zoom - ZOOM) }), signal);
    const reset = action("Reset", "reset x, v, rate and window", () => {
      const { x, v } = data.entry.preset;
      alter({ x: [...x], v: [...v], rate: 1, zoom: 0 });
    }, signal);
    const element = html(
      "div",
      { class: "tools", role: "group", "aria-label": "steps" },
      knob.element,
      farther,
      nearer,
      reset,
    );
    return {
      element,
      draw() {
        knob.draw(state.rate, `${numeral(state.rate)} / |λ| = ${numeral(good.eta)}`);
      },
    };
  }

  function createReadout() {
    const hv = html("span", { class: "result", role: "group", "aria-label": "Hv" });
    const slope = html("span", { class: "result", role: "group", "aria-label": "gradient" });
    const descent = html("span", { class: "result", role: "group", "aria-label": "gradient step" });
    const newton = html("span", { class: "result", role: "group", "aria-label": "Newton's step" });
    const source = html("span", { class: "source" });
    const element = html(
      "div",
      { class: "readout" },
      html("span", { class: "part" }, "∇f = ", slope),
      html("span", { class: "part push" }, html("b", {}, "Hv"), " = ", hv),
      html("span", { class: "part pull" }, html("b", {}, "−η∇f"), ": ", descent),
      html("span", { class: "part" }, html("b", {}, "Newton"), ": ", newton),
      source,
    );
    return {
      element,
      /**
       * @param {Numbers & { by: "JAX" | "tape" }} now
       * @param {string} problem
       */
      draw(now, problem) {
        set(slope, "text", problem ? "…" : numerals(now.gradient));
        set(hv, "text", problem ? "…" : numerals(now.product));
        set(hv, "data-value", JSON.stringify(now.product));
        set(descent, "text", problem ? "…" : model.promiseText(now.descent));
        set(newton, "text", problem ? "…" : model.promiseText(now.newton));
        set(newton, "data-value", JSON.stringify([now.newton.quadratic, now.newton.true]));
        set(source, "text", data.settled && problem ? "not finite here" : now.by === "JAX" ? `JAX · ${data.settled?.precision}` : bend ? "replayed" : "when you let go");
        set(source, "data-by", now.by);
      },
    };
  }

  /**
   * The two shown coordinates of a vector.
   * @param {ArrayLike<number>} vector
   * @returns {geometry.Vec}
   */
  function pair(vector) {
    const [a, b] = state.inputs;
    return [vector[a], a === b ? 0 : vector[b]];
  }
}
