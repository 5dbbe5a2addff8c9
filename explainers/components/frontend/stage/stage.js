/**
 * The Stage: two planes and the bordered Jacobian, moved by hand.
 *
 * While a hand moves, the tape is replayed here and nothing is sent. When it lets go, the
 * state goes to Python once; the numbers that JAX computes for exactly that state replace
 * the replayed ones. Python never moves a handle, unless it starts a new edition of the
 * state (another function, a link, a button outside).
 */

import { createBoard } from "../parts/board.js";
import { createCanvases } from "../parts/canvases.js";
import { gridStep, plus, shown } from "../parts/curves.js";
import { html, set, show } from "../parts/dom.js";
import { numeral, received } from "../parts/format.js";
import { createFrames } from "../parts/frames.js";
import * as geometry from "../parts/geometry.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey } from "../parts/hands.js";
import { pickers, space } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { LARGEST, bounded, onPoint } from "../parts/points.js";
import { contributions, dot, pull, push, reach, unfinite } from "../parts/products.js";
import { readNumber } from "../parts/scrub.js";
import { load, read, replay } from "../parts/tape.js";
import { action, segmented, toggle } from "../parts/tools.js";
import { createPace } from "../parts/pace.js";
import * as scenes from "./scene.js";

/** @typedef {import("./scene.js").State} State */
/** @typedef {import("./scene.js").EntryJson} EntryJson */
/** @typedef {import("./scene.js").Samples} Samples */
/** @typedef {import("../parts/products.js").Numbers} Numbers */
/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").View} View */
/** @typedef {"x" | "v" | "u"} Kind */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("@streamlit/component-v2-lib").FrontendRendererArgs<Record<string, unknown>, Data>} Arguments */

/** Half a side of the narrowest view; as in permalink.py. */
const NARROWEST = 1e-6;
const ZOOM = 1.5;
const TRIO = 880;

export default mounted(createStage);

/** @param {HTMLElement | ShadowRoot} parent */
function createStage(parent) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".stage"));

  /** @type {Data} */
  let data;
  /** @type {Arguments["setStateValue"]} */
  let send;
  /** @type {State} */
  let state;
  let edition = "";
  let slug = "";
  /** @type {import("../parts/tape.js").Tape | null} */
  let tape = null;
  /** @type {Numbers} */
  let good;
  /** @type {number[]} */
  let base = [];
  /** Whether a question is open, and how many there have been. */
  let [asking, probes] = [false, 0];
  /** @type {import("../parts/board.js").Look | null} */
  let look = null;
  /** @type {View} */
  let inputView;
  /** @type {View} */
  let outputView;
  /** @type {{ field: import("../parts/geometry.js").Field, levels: number[] } | null} */
  let terrain = null;
  let terrainFor = "";
  let coarse = false;
  /** @type {Record<Kind, [number, number][]>} */
  let ranges = { x: [], v: [], u: [] };
  let [largest, span] = [1, 1];
  let [inputSize, outputSize] = [0, 0];
  /** Whether the board is on the screen: on a phone it may be below. */
  let boardSeen = true;
  /** @type {ReturnType<typeof createBoard>} */
  let board;
  /** @type {AbortController | null} */
  let boardAbort = null;

  const frames = createFrames(draw);
  const { schedule } = frames;
  const pace = createPace(frames.now);
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", { slug, ...gesture }),
    rest: settled,
    schedule,
    take,
  });
  const { settle, settleSoon } = gestures;
  const inputPlane = createPlane("input", ["x", "v"]);
  const outputPlane = createPlane("output", ["u"]);
  for (const plane of [inputPlane, outputPlane]) plane.picture.dataset.fold = "";
  const canvases = createCanvases([inputPlane, outputPlane]);
  const tools = createTools();
  const readout = createReadout();
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const boardPlace = html("div", { class: "board-place" });
  const figure = html("div", { class: "figure" }, inputPlane.element, outputPlane.element, boardPlace);
  root.replaceChildren(tools.element, figure, readout.element, live);

  for (const plane of [inputPlane, outputPlane]) {
    for (const { id, element } of plane.handles) takeHandle(id, element);
  }
  const sizes = new ResizeObserver(() => {
    measure();
    schedule();
  });
  for (const element of [root, inputPlane.well, outputPlane.well]) sizes.observe(element);
  const sight = new IntersectionObserver((seen) => {
    boardSeen = seen[seen.length - 1].isIntersecting;
  });
  sight.observe(boardPlace);
  root.addEventListener("keydown", keepKey, { signal });

  return { root, update, destroy };

  function destroy() {
    abort.abort();
    boardAbort?.abort();
    canvases.stop();
    sizes.disconnect();
    sight.disconnect();
    gestures.stop();
    pace.stop();
    frames.stop();
  }

  /**
   * @param {Data} next
   * @param {Arguments["setStateValue"]} setStateValue
   */
  function update(next, setStateValue) {
    send = setStateValue;
    gestures.offer(next);
  }

  /** @param {Data} next */
  function take(next) {
    data = next;
    if (next.edition !== edition) adopt(next);
    if (!tape) ask(false);
    frames.now();
    speak();
  }

  /**
   * Follows a state that was set from outside.
   * @param {Data} next
   */
  function adopt(next) {
    const other = next.entry.slug !== slug;
    const shape = other || !board;
    edition = next.edition;
    slug = next.entry.slug;
    state = { ...next.state };
    // An answer that was there before this figure was mounted is none of its own.
    [asking, probes] = [false, Math.max(probes, next.live?.number ?? 0)];
    if (shape) {
      tape = next.tape && load(next.tape);
      terrainFor = "";
      buildBoard();
    }
    usualRanges();
    const now = numbers();
    good = usable(now) ? now : blank();
    base = [...state.x];
    if (shape || state.views.length > 0) frameViews();
    widenRanges();
    rescale();
    measure();
    gestures.follow(!tape || Boolean(next.settled));
  }

  /** Bars reach as far as the views do. */
  function usualRanges() {
    const { entry } = data;
    const inputReach = Math.max(...entry.x_view.map(([low, high]) => (high - low) / 2));
    const outputReach = Math.max(...entry.y_view.map(([low, high]) => (high - low) / 2));
    ranges = {
      x: entry.x_view.map(([low, high]) => [low, high]),
      v: entry.inputs.map(() => symmetric(inputReach / 2, entry.preset.v)),
      u: entry.outputs.map(() => symmetric(outputReach / 2, entry.preset.u)),
    };
  }

  function buildBoard() {
    boardAbort?.abort();
    boardAbort = new AbortController();
    const { entry } = data;
    board = createBoard(
      entry.inputs,
      entry.outputs,
      {
        press: () => press(true),
        release: gestures.release,
        move: (kind, index, value) => move(kind, index, value),
        nudge: (kind, index, value) => {
          move(kind, index, value);
          settleSoon();
        },
        type,
        preset: (kind, index) => {
          state[kind] = state[kind].map((_, k) => (index === null || index === k ? 1 : 0));
          widenRanges();
          settle();
        },
        look: (now) => {
          look = now;
          schedule();
        },
      },
      boardAbort.signal,
    );
    boardPlace.replaceChildren(board.element);
    root.dataset.columns = entry.inputs.length > 4 ? "many" : "few";
    set(inputPlane.title, "text", `Input space ${space(entry.inputs.length)}`);
    set(outputPlane.title, "text", `Output space ${space(entry.outputs.length)}`);
    buildPickers(inputPlane.pickers, "inputs", entry.inputs.length, "x");
    buildPickers(outputPlane.pickers, "outputs", entry.outputs.length, "y");
  }

  /**
   * Pickers for the two coordinates a plane shows, where there are more.
   * @param {HTMLElement} place
   * @param {"inputs" | "outputs"} which
   * @param {number} count
   * @param {string} letter
   */
  function buildPickers(place, which, count, letter) {
    pickers(place, count, letter, state[which], (pair) => {
      state[which] = pair;
      state.views = [];
      frameViews();
      settle();
    }, signal);
  }

  /** Views as the reader left them, or as the entry has them and wide enough for the point. */
  function frameViews() {
    const { entry } = data;
    if (state.views.length === 6) {
      const [cx, cy, half, dx, dy, side] = state.views;
      inputView = { cx, cy, half };
      outputView = { cx: dx, cy: dy, half: side };
      return;
    }
    const [a, b] = state.inputs;
    const [k, l] = state.outputs;
    const input = geometry.squareView(entry.x_view[a], a === b ? null : entry.x_view[b]);
    const output = geometry.squareView(entry.y_view[k], k === l ? null : entry.y_view[l]);
    inputView = geometry.widened(input, [shown(state.x, state.inputs)]);
    outputView = geometry.widened(output, [shown(good.value, state.outputs)]);
  }

  /** Views that hold everything that is drawn. */
  function fit() {
    const { x, v, u } = state;
    /** @param {number[]} p */
    const a = (p) => shown(p, state.inputs);
    /** @param {number[]} p */
    const b = (p) => shown(p, state.outputs);
    const pushing = state.mode !== "pull";
    const pulling = state.mode !== "push";
    const { value } = good;
    inputView = geometry.fitted(
      [a(x), ...(pushing ? [a(plus(x, v))] : []), ...(pulling && !state.cover ? [a(plus(x, good.pull))] : [])],
      inputView,
    );
    outputView = geometry.fitted(
      [
        b(value),
        ...(pushing && !state.cover ? [b(plus(value, good.push))] : []),
        ...(pushing && !state.cover && good.moved ? [b(good.moved)] : []),
        ...(pulling ? [b(plus(value, u))] : []),
      ],
      outputView,
    );
    keepViews();
  }

  /** @param {number} factor */
  function zoom(factor) {
    /** @param {View} view @param {Vec} about @returns {View} */
    const closer = (view, about) => {
      const half = view.half * factor;
      if (factor > 1 ? half > LARGEST : half < NARROWEST) return view;
      const part = half / view.half;
      return { cx: about[0] + part * (view.cx - about[0]), cy: about[1] + part * (view.cy - about[1]), half };
    };
    inputView = closer(inputView, shown(state.x, state.inputs));
    outputView = closer(outputView, shown(good.value, state.outputs));
    keepViews();
  }

  /** The views, once a reader has chosen them, are part of the state. */
  function keepViews() {
    state.views = [inputView, outputView].flatMap(({ cx, cy, half }) =>
      roundedView(cx, cy, half),
    );
    frameViews();
    settle();
  }

  /** Bars grow with what they hold, never while they are held. */
  function widenRanges() {
    for (const kind of /** @type {Kind[]} */ (["x", "v", "u"])) {
      ranges[kind] = ranges[kind].map(([low, high], k) => {
        const z = state[kind][k];
        if (kind === "x") return [Math.min(low, z), Math.max(high, z)];
        const far = Math.max(high, Math.abs(z));
        return [-far, far];
      });
    }
  }

  /** Colours and bars are scaled anew, never while a handle is held. */
  function rescale() {
    const { jacobian } = good;
    largest = Math.max(...jacobian.map(Math.abs)) || 1;
    span = needed();
  }

  /** How far the longest stack reaches from zero. */
  function needed() {
    const n = state.x.length;
    const added = contributions(state.mode, good.jacobian, state.v, state.u);
    const byRow = good.value.map((_, i) => added.slice(i * n, (i + 1) * n));
    const byColumn = state.x.map((_, j) => good.value.map((_, i) => added[i * n + j]));
    const sums = state.mode === "push" ? byRow : state.mode === "pull" ? byColumn : [...byRow, ...byColumn];
    return 1.12 * Math.max(...sums.map(reach)) || 1;
  }

  /**
   * The numbers for the state at hand: JAX's if they are for exactly this state.
   * @returns {Numbers & { by: "JAX" | "tape" }}
   */
  function numbers() {
    const settled = [data.settled, data.live].find((answer) => answer && same(answer));
    if (settled) {
      return {
        by: "JAX",
        value: settled.value.map(received),
        jacobian: settled.jacobian.map(received),
        push: settled.push.map(received),
        pull: settled.pull.map(received),
        pairing: received(settled.pairing),
        moved: settled.moved.map(received),
      };
    }
    return replayed();
  }

  /** @param {Settled} answer */
  function same(answer) {
    return /** @type {Kind[]} */ (["x", "v", "u"]).every((kind) =>
      state[kind].every((z, k) => z === answer[kind][k]),
    );
  }

  /** @returns {Numbers & { by: "tape" }} */
  function replayed() {
    const { x, v, u } = state;
    /** @type {number[]} */
    let value;
    /** @type {number[]} */
    let jacobian;
    /** @type {number[] | null} */
    let moved = null;
    if (tape) {
      replay(tape, plus(x, v));
      moved = read(tape, tape.value);
      replay(tape, x);
      value = read(tape, tape.value);
      jacobian = read(tape, tape.jacobian);
    } else {
      const answer = data.live ?? data.settled;
      value = answer ? answer.value.map(received) : u.map(() => NaN);
      jacobian = answer ? answer.jacobian.map(received) : u.flatMap(() => x.map(() => NaN));
    }
    const forward = push(jacobian, v);
    return { by: "tape", value, jacobian, push: forward, pull: pull(jacobian, u), pairing: dot(u, forward), moved };
  }

  /** @param {Numbers} shown */
  function usable(shown) {
    return [...shown.value, ...shown.jacobian].every(Number.isFinite);
  }

  /** Numbers to draw from before there are any. @returns {Numbers} */
  function blank() {
    const { x, u } = state;
    const [y, g] = [u.map(() => 0), x.map(() => 0)];
    return { value: y, jacobian: u.flatMap(() => g), push: y, pull: g, pairing: 0, moved: null };
  }

  /** @param {boolean} [bar] whether of the board, not of a plane */
  function press(bar = false) {
    pace.begin(bar);
    canvases.begin();
    gestures.press();
  }

  function settled() {
    widenRanges();
    rescale();
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {number} value
   */
  function move(kind, index, value) {
    const [low, high] = ranges[kind][index];
    const at = bounded(geometry.snapped(Math.max(low, Math.min(high, value)), geometry.grain(high - low)));
    state[kind] = state[kind].map((z, k) => (k === index ? at : z));
    moved(kind);
  }

  /** @param {Kind} kind */
  function moved(kind) {
    if (kind === "x" && !tape) ask(true);
    schedule();
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {string} text
   */
  function type(kind, index, text) {
    const { number, problem } = readNumber(text);
    if (problem) return problem;
    state[kind] = state[kind].map((z, k) => (k === index ? number : z));
    widenRanges();
    moved(kind);
    rescale();
    settle();
    return "";
  }

  /**
   * Asks Python for f and J where the tape cannot say: one request in flight, the newest
   * x when it is answered.
   * @param {boolean} moving
   */
  function ask(moving) {
    const { live: answer } = data;
    if (asking && answer?.number !== probes) return;
    asking = false;
    if (answer && answer.x.join() === state.x.join()) return;
    if (!moving && !gestures.held() && answer) return;
    asking = true;
    probes += 1;
    send("probe", { edition, slug, x: state.x, v: state.v, u: state.u, step: probeStep(), inputs: state.inputs, outputs: state.outputs, number: probes });
  }

  function probeStep() {
    return gridStep({ view: inputView, size: inputSize || 300, height: 0, line: false });
  }

  /**
   * @param {Kind} id
   * @param {SVGGElement} element
   */
  function takeHandle(id, element) {
    const plane = id === "u" ? outputPlane : inputPlane;
    onPoint(
      element,
      {
        get: () => state[id],
        move: (to) => {
          state[id] = to;
          moved(id);
        },
        pair: () => (id === "u" ? state.outputs : state.inputs),
        whole: () => 2 * (id === "u" ? outputView : inputView).half,
        width: () => plane.picture.clientWidth,
        press: () => press(),
        release: gestures.release,
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
    outputSize = outputPlane.well.clientWidth;
  }

  function draw() {
    if (!board) return;
    const held = gestures.held();
    const now = numbers();
    const problem = unfinite(now.value, now.jacobian);
    if (!problem) {
      good = now;
      base = tape || now.by === "JAX" ? [...state.x] : [...(data.live?.x ?? state.x)];
    }
    if (held) {
      largest = Math.max(largest, ...good.jacobian.map(Math.abs));
      span = Math.max(span, needed());
    } else rescale();
    const { entry } = data;
    const turn = pace.next(held, boardSeen);
    board.draw({
      mode: state.mode,
      cover: state.cover,
      vectors: { x: state.x, v: state.v, u: state.u },
      ranges,
      numbers: now,
      largest,
      span,
      look,
      held,
    }, turn);
    if (inputSize && outputSize) {
      const input = geometry.frameOf(inputView, inputSize, state.inputs[0] === state.inputs[1]);
      const output = geometry.frameOf(outputView, outputSize, state.outputs[0] === state.outputs[1]);
      const picture = { entry, state, numbers: now, good, base, problem, look, tape, samples: data.live?.samples ?? null };
      const shown = [scenes.inputScene(picture, input, terrainOf(input)), scenes.outputScene(picture, output, input)];
      const planes = [inputPlane, outputPlane];
      planes.forEach((plane, k) => plane.say(shown[k]));
      canvases.draw(planes.map((plane, k) => plane.compose(shown[k])), held, turn.still);
    }
    tools.draw();
    if (turn.sums) readout.draw(now, problem);
    set(root, "data-settled", String(now.by === "JAX"));
  }

  /**
   * Level lines of a scalar function; sampled anew only when what they depend on changes.
   * @param {import("../parts/geometry.js").Frame} input
   */
  function terrainOf(input) {
    if (!tape || tape.m !== 1 || input.line) return null;
    const [a, b] = state.inputs;
    const others = state.x.filter((_, j) => j !== a && j !== b);
    const needs = [slug, a, b, ...others, inputView.cx, inputView.cy, inputView.half].join();
    const held = gestures.held();
    if (needs !== terrainFor || (coarse && !held)) {
      coarse = held;
      const program = tape;
      const at = [...state.x];
      const field = geometry.sampled(inputView, held ? 41 : 97, ([p, q]) => {
        at[a] = p;
        at[b] = q;
        replay(program, at);
        return program.slots[program.value[0]];
      });
      terrain = { field, levels: geometry.levels(field, 13) };
      terrainFor = needs;
    }
    return terrain;
  }

  /** Says the settled result once, politely. */
  function speak() {
    if (gestures.held() || !gestures.moves() || !data.settled || !same(data.settled)) return;
    const answer = numbers();
    set(live, "text", unfinite(answer.value, answer.jacobian) || scenes.settledText(state, answer));
  }

  function createTools() {
    const modes = segmented("what is shown", [
      ["push", "Push Jv"],
      ["pull", "Pull uᵀJ"],
      ["both", "Both"],
    ], (mode) => alter({ mode }), signal);
    const covectors = segmented("covectors", [
      ["arrows", "Arrows"],
      ["stripes", "Stripes"],
    ], (chosen) => alter({ covectors: chosen }), signal);
    const circle = toggle("Circle", "unit circle around x and its image", () => alter({ circle: !state.circle }), signal);
    const cover = toggle("Cover", "cover the results", () => alter({ cover: !state.cover }), signal);
    const nearer = action("+", "zoom in about x and f(x)", () => zoom(1 / ZOOM), signal);
    const farther = action("−", "zoom out", () => zoom(ZOOM), signal);
    const fitButton = action("Fit", "fit the planes to what they show", fit, signal);
    const resetButton = action("Reset", "reset x, v and u", () => {
      const { x, v, u } = data.entry.preset;
      state = { ...state, x: [...x], v: [...v], u: [...u], views: [] };
      usualRanges();
      widenRanges();
      frameViewsAfterReset();
    }, signal);
    const element = html(
      "div",
      { class: "tools", role: "group", "aria-label": "what the Stage shows" },
      modes.element,
      covectors.element,
      circle.element,
      cover.element,
      html("span", { class: "gap" }),
      farther,
      nearer,
      fitButton,
      resetButton,
    );
    return {
      element,
      draw() {
        modes.draw(state.mode);
        covectors.draw(state.covectors);
        circle.draw(state.circle);
        cover.draw(state.cover);
      },
    };

    function frameViewsAfterReset() {
      const now = replayed();
      if (usable(now)) good = now;
      frameViews();
      rescale();
      if (!tape) ask(true);
      settle();
    }

    /** @param {Partial<State>} change of how the state is looked at */
    function alter(change) {
      state = { ...state, ...change };
      rescale();
      settle();
    }
  }

  function createReadout() {
    const jv = html("span", { class: "result", role: "group", "aria-label": "Jv" });
    const ujv = html("span", { class: "result", role: "group", "aria-label": "uᵀJ" });
    const pairing = html("span", { class: "result", role: "group", "aria-label": "uᵀJv" });
    const change = html("span", { class: "result" });
    const source = html("span", { class: "source" });
    const pushPart = html("span", { class: "part push" }, html("b", {}, "Jv"), " = ", jv);
    const pullPart = html("span", { class: "part pull" }, html("b", {}, "uᵀJ"), " = ", ujv);
    const pairPart = html("span", { class: "part" }, "uᵀ(Jv) = (uᵀJ)v = ", pairing);
    const changePart = html("span", { class: "part" }, html("span", { class: "ring-mark" }), "f(x+v) − f(x) = ", change);
    const reveal = html("button", { type: "button", class: "reveal" }, "Show where it lands");
    reveal.addEventListener("click", () => {
      state = { ...state, cover: false };
      settle();
      element.focus();
    }, { signal });
    const element = html("div", { class: "readout", tabindex: "-1" }, reveal, pushPart, pullPart, pairPart, changePart, source);
    return {
      element,
      /**
       * @param {Numbers & { by: "JAX" | "tape" }} now
       * @param {string} problem
       */
      draw(now, problem) {
        const { mode, cover } = state;
        show(reveal, cover);
        show(pushPart, mode !== "pull");
        show(pullPart, mode !== "push");
        show(pairPart, mode === "both");
        show(changePart, mode !== "pull");
        write(jv, now.push, cover);
        write(ujv, now.pull, cover);
        set(pairing, "text", cover ? "?" : numeral(now.pairing, 4));
        set(pairing, "data-value", cover ? "" : JSON.stringify(now.pairing));
        set(change, "text", cover ? "?" : scenes.changeText(now));
        const precision = data.settled?.precision ?? data.live?.precision ?? "";
        set(
          source,
          "text",
          problem ? "not finite here" : now.by === "JAX" ? `JAX · ${precision}` : tape ? "replayed" : "asking JAX",
        );
        set(source, "data-by", now.by);
      },
    };

    /**
     * @param {HTMLElement} element
     * @param {number[]} vector
     * @param {boolean} cover
     */
    function write(element, vector, cover) {
      set(element, "text", cover ? "?" : scenes.vectorText(vector));
      set(element, "data-value", cover ? "" : JSON.stringify(vector));
    }
  }
}

/**
 * A view in few digits: its side to four, its centre to a thousandth of the side.
 * @param {number} cx
 * @param {number} cy
 * @param {number} half
 */
function roundedView(cx, cy, half) {
  const side = Number(Math.max(NARROWEST, Math.min(LARGEST, half)).toPrecision(4));
  const grain = 10 ** (Math.floor(Math.log10(side)) - 3);
  const [a, b] = [cx, cy].map((z) => Number((Math.round(z / grain) * grain).toPrecision(14)));
  return [bounded(a), bounded(b), side];
}

/**
 * @param {number} far
 * @param {number[]} preset
 * @returns {[number, number]}
 */
function symmetric(far, preset) {
  const unit = 10 ** Math.floor(Math.log10(far));
  const nice = unit * ([1, 2, 5, 10].find((k) => k * unit >= far) ?? 10);
  const most = Math.max(nice, ...preset.map(Math.abs));
  return [-most, most];
}
