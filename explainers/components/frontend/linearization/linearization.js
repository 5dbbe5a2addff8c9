/**
 * The microscope: a map and its linear picture, magnified together about x and f(x).
 *
 * While a hand moves x, v or the magnification, the tape is replayed here and nothing is
 * sent. When it lets go, the state goes to Python once, and JAX's numbers replace the
 * replayed ones.
 */

import { html, set } from "../parts/dom.js";
import { numeral, received } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey } from "../parts/hands.js";
import { pickers, space } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { onPoint } from "../parts/points.js";
import { norm, push, unfinite } from "../parts/products.js";
import { load } from "../parts/tape.js";
import { action, segmented } from "../parts/tools.js";
import { createKnob } from "../parts/knob.js";
import * as lens from "./lens.js";
import { createPlot, rangeOf } from "./plot.js";

/** @typedef {import("./lens.js").State} State */
/** @typedef {import("./lens.js").Numbers} Numbers */
/** @typedef {import("./data.d.ts").Line} SentLine */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").Data} Data */

/** Deepest zoom; as in permalink/linearization.py. */
const DEEPEST = 6;
/** Decades of magnification for a pixel that the wheel turns. */
const WHEEL = 0.0025;
const TRIO = 880;

export default mounted(createMicroscope);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 */
function createMicroscope(parent, send) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".linearization"));

  /** @type {Data} */
  let data;
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
  /** @type {lens.Windows} */
  let windows;
  /** @type {import("./plot.js").Range} */
  let range;
  /** The x that the lens is over while x is held, and f there. @type {{ x: number[], value: number[] } | null} */
  let over = null;
  let [inputSize, outputSize, plotWidth, plotHeight] = [0, 0, 0, 0];

  const frames = createFrames(draw);
  const { schedule } = frames;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", gesture),
    rest: () => {
      over = null;
      reframe();
    },
    schedule,
    take,
  });
  const { press, release, settle, settleSoon } = gestures;
  const inputPlane = createPlane("input", ["x", "v"]);
  const outputPlane = createPlane("output", []);
  const plot = createPlot({ press, zoom: turn, release }, signal);
  for (const well of [inputPlane.well, outputPlane.well, plot.well]) well.dataset.fold = "";
  const tools = createTools();
  const readout = createReadout();
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const figure = html("div", { class: "figure" }, inputPlane.element, outputPlane.element, plot.element);
  root.replaceChildren(tools.element, figure, readout.element, live);

  for (const { id, element } of inputPlane.handles) takeHandle(/** @type {"x" | "v"} */ (id), element);
  for (const plane of [inputPlane, outputPlane]) plane.well.addEventListener("wheel", roll, { signal, passive: false });
  const sizes = new ResizeObserver(() => {
    measure();
    schedule();
  });
  for (const element of [root, inputPlane.well, outputPlane.well, plot.well]) sizes.observe(element);
  root.addEventListener("keydown", keepKey, { signal });

  return { root, update: gestures.offer, destroy };

  function destroy() {
    abort.abort();
    sizes.disconnect();
    gestures.stop();
    frames.stop();
  }

  /** @param {Data} next */
  function take(next) {
    data = next;
    if (next.edition !== edition) adopt(next);
    else if (!tape && !gestures.held()) reframe();
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
    over = null;
    gestures.follow();
    if (other) {
      tape = next.tape && load(next.tape);
      const { inputs, outputs } = next.entry;
      set(inputPlane.title, "text", `Around x in ${space(inputs.length)}`);
      set(outputPlane.title, "text", outputs.length === 1 ? "f along v" : `Around f(x) in ${space(outputs.length)}`);
      pickers(inputPlane.pickers, inputs.length, "x", state.inputs, (pair) => alter({ inputs: pair }), signal);
      pickers(outputPlane.pickers, outputs.length, "y", state.outputs, (pair) => alter({ outputs: pair }), signal);
    }
    const now = numbers();
    good = usable(now) ? now : blank();
    base = [...state.x];
    reframe();
    measure();
  }

  /** Windows and axes for what is at hand; never while something is held. */
  function reframe() {
    const now = numbers();
    if (usable(now)) good = now;
    const full = tape ? lens.replayed(tape, { ...state, zoom: 0 }) : null;
    windows = lens.windows(data.entry, state, good.value, push(good.jacobian, state.v), full?.change ?? null);
    range = rangeOf([...remainders(false), ...remainders(true)], received(data.settled?.floor ?? 1e-15));
  }

  /** JAX's answer, if it is for this x and v. */
  function answer() {
    const { settled } = data;
    const fits = settled && ["x", "v"].every((kind) => {
      const [own, its] = kind === "x" ? [state.x, settled.x] : [state.v, settled.v];
      return own.length === its.length && own.every((z, k) => z === its[k]);
    });
    return fits ? settled : null;
  }

  /** @returns {Numbers & { by: "JAX" | "tape" }} */
  function numbers() {
    const settled = answer();
    if (settled) {
      const value = settled.value.map(received);
      const jacobian = settled.jacobian.map(received);
      const same = settled.zoom === state.zoom;
      const replayed = same || !tape ? null : lens.replayed(tape, state);
      return {
        by: same ? "JAX" : "tape",
        value,
        jacobian,
        push: push(jacobian, state.v).map((z) => (state.halved ? z / 2 : z)),
        change: same ? settled.change.map(received) : (replayed?.change ?? null),
        missed: same ? (state.halved ? settled.missed_halved : settled.missed).map(received) : (replayed?.missed ?? null),
      };
    }
    if (tape) return { by: "tape", ...lens.replayed(tape, state) };
    const value = data.settled ? data.settled.value.map(received) : data.entry.outputs.map(() => NaN);
    const jacobian = data.settled ? data.settled.jacobian.map(received) : value.flatMap(() => state.x.map(() => NaN));
    return { by: "tape", value, jacobian, push: push(jacobian, state.v), change: null, missed: null };
  }

  /**
   * The remainder at each step: JAX's, or replayed.
   * @param {boolean} halved
   */
  function remainders(halved) {
    const settled = answer();
    if (settled) return (halved ? settled.halved : settled.sizes).map(received);
    if (!tape) return [];
    return lens.sizes(tape, good.value, good.jacobian, { ...state, halved }, data.steps);
  }

  /** @param {Numbers} shown */
  function usable(shown) {
    return [...shown.value, ...shown.jacobian].every(Number.isFinite);
  }

  /** @returns {Numbers} */
  function blank() {
    const value = data.entry.outputs.map(() => 0);
    return { value, jacobian: value.flatMap(() => state.x.map(() => 0)), push: value, change: null, missed: null };
  }

  /** @param {number} zoom */
  function turn(zoom) {
    state.zoom = Number(Math.max(0, Math.min(DEEPEST, zoom)).toFixed(3));
    schedule();
  }

  /**
   * The wheel turns the lens, and scrolls the page once the lens can turn no further.
   * @param {WheelEvent} event
   */
  function roll(event) {
    const before = state.zoom;
    if (!gestures.held()) turn(before - event.deltaY * (event.deltaMode === 1 ? 16 : 1) * WHEEL);
    if (state.zoom === before) return;
    event.preventDefault();
    settleSoon();
  }

  /** @param {Partial<State>} change */
  function alter(change) {
    state = { ...state, ...change };
    reframe();
    settle();
  }

  /** The point that the lens is over, and where f takes it. */
  function about() {
    return over ?? { x: state.x, value: good.value };
  }

  function inputFrame() {
    const view = geometry.magnified(windows.input, pair(about().x, state.inputs), lens.stepOf(state.zoom));
    return geometry.frameOf(view, inputSize, state.inputs[0] === state.inputs[1]);
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
        whole: () => 2 * windows.input.half * (id === "x" ? lens.stepOf(state.zoom) : 1),
        width: () => inputSize,
        press: () => {
          if (id === "x") over = { x: [...state.x], value: [...good.value] };
          press();
        },
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
    outputSize = outputPlane.well.clientWidth;
    [plotWidth, plotHeight] = [plot.well.clientWidth, plot.well.clientHeight];
  }

  function draw() {
    if (!data) return;
    const now = numbers();
    const unknown = !tape && !data.settled;
    const problem = unknown ? "JAX is still at work on this function." : unfinite(now.value, now.jacobian);
    if (!problem) {
      good = now;
      base = [...state.x];
    }
    tools.draw();
    let unit = 0;
    if (inputSize && outputSize) {
      const image = data.settled?.zoom === state.zoom && answer() ? (data.settled.image ?? null) : null;
      const picture = { entry: data.entry, state, numbers: good, base, problem, tape, image };
      const input = inputFrame();
      inputPlane.draw(lens.inputScene(picture, input, !gestures.held()));
      const h = lens.stepOf(state.zoom);
      if (data.entry.outputs.length === 1) {
        outputPlane.draw(lens.graphScene(picture, outputSize, windows.up));
        unit = outputSize / (2 * lens.REACH * windows.up * h);
      } else {
        const view = geometry.magnified(windows.output, pair(about().value, state.outputs), h);
        outputPlane.draw(lens.outputScene(picture, geometry.frameOf(view, outputSize, false), input));
        unit = outputSize / (2 * view.half);
      }
    }
    drawPlot(now, problem);
    const pixels = problem ? NaN : lens.pixelsApart(good, state.outputs, unit);
    readout.draw(now, problem, pixels);
    set(root, "data-settled", String(now.by === "JAX"));
  }

  /**
   * @param {Numbers} now
   * @param {string} problem
   */
  function drawPlot(now, problem) {
    if (!plotWidth || !plotHeight) return;
    const settled = answer();
    const sentLine = settled && (state.halved ? settled.halved_line : settled.line);
    const line = sentLine && { slope: received(sentLine.slope), height: received(sentLine.height), used: sentLine.used };
    const fitted = line !== null && Number.isFinite(line.slope);
    const sizes = problem ? [] : remainders(state.halved);
    plot.draw(
      {
        steps: data.steps,
        sizes,
        line: fitted && !problem ? line : null,
        h: lens.stepOf(state.zoom),
        here: now.missed ? norm(now.missed) : NaN,
        range,
        note: problem ? "" : settled && !fitted ? zeroText() : "",
      },
      plotWidth,
      plotHeight,
    );
  }

  function zeroText() {
    if (state.v.every((z) => z === 0)) return "v is zero, and so is the remainder.";
    return "The remainder is zero, but for rounding: along v, f is its own linear picture.";
  }

  /** Says the settled result once, politely. */
  function speak() {
    const settled = answer();
    if (gestures.held() || !gestures.moves() || !settled || settled.zoom !== state.zoom) return;
    const now = numbers();
    const slope = received((state.halved ? settled.halved_line : settled.line).slope);
    const parts = [
      `magnification ${lens.magnification(state.zoom)}`,
      now.missed ? `the linear picture misses by ${numeral(norm(now.missed))}` : "",
      Number.isFinite(slope) ? `slope ${slope.toFixed(2)}` : zeroText(),
    ];
    set(live, "text", unfinite(now.value, now.jacobian) || parts.filter(Boolean).join("; "));
  }

  function createTools() {
    const matrix = segmented("the linear picture takes", [
      ["true", "J"],
      ["half", "J/2, wrong"],
    ], (chosen) => alter({ halved: chosen === "half" }), signal);
    const knob = createKnob(
      { title: "Magnify", name: "magnification", low: 0, high: DEEPEST },
      { press, turn, release, nudged: settleSoon },
      signal,
    );
    const reset = action("Reset", "reset x, v and the magnification", () => {
      const { x, v } = data.entry.preset;
      alter({ x: [...x], v: [...v], zoom: 0, halved: false });
    }, signal);
    const element = html(
      "div",
      { class: "tools", role: "group", "aria-label": "what the microscope shows" },
      matrix.element,
      knob.element,
      reset,
    );
    return {
      element,
      draw() {
        matrix.draw(state.halved ? "half" : "true");
        const text = lens.magnification(state.zoom);
        knob.draw(state.zoom, text, `${text}, h = ${numeral(lens.stepOf(state.zoom))}`);
      },
    };
  }

  function createReadout() {
    const step = html("span", { class: "result", role: "group", "aria-label": "h" });
    const missed = html("span", { class: "result", role: "group", "aria-label": "remainder" });
    const pixels = html("span", { class: "muted" });
    const source = html("span", { class: "source" });
    const name = html("span", {});
    const element = html(
      "div",
      { class: "readout" },
      html("span", { class: "part" }, html("b", {}, "h"), " = ", step),
      html("span", { class: "part" }, name, " = ", missed),
      pixels,
      source,
    );
    return {
      element,
      /**
       * @param {Numbers & { by: "JAX" | "tape" }} now
       * @param {string} problem
       * @param {number} apart
       */
      draw(now, problem, apart) {
        const size = now.missed && !problem ? norm(now.missed) : NaN;
        set(step, "text", numeral(lens.stepOf(state.zoom)));
        set(name, "text", `‖f(x + hv) − f(x) − hJv${state.halved ? "/2" : ""}‖`);
        set(missed, "text", now.missed ? numeral(size) : "…");
        set(missed, "data-value", JSON.stringify(size));
        set(pixels, "text", lens.apartText(apart));
        const precision = data.settled?.precision ?? "";
        set(source, "text", data.settled && problem ? "not finite here" : now.by === "JAX" ? `JAX · ${precision}` : tape ? "replayed" : "when you let go");
        set(source, "data-by", now.by);
      },
    };
  }
}

/**
 * @param {ArrayLike<number>} vector
 * @param {[number, number]} which
 * @returns {geometry.Vec}
 */
function pair(vector, [a, b]) {
  return [vector[a], a === b ? 0 : vector[b]];
}
