/**
 * A case of the gallery: its graph with slopes from either side, and what JAX returns as its
 * derivative. JAX computed all of it for every place of x, so that a hand waits for nothing.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { numeral, received } from "../parts/format.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey, onDrag, onKeys } from "../parts/hands.js";
import { createSizes } from "../parts/sizes.js";
import { action } from "../parts/tools.js";
import { createChart, floor } from "./chart.js";
import { createReadings } from "./readings.js";
import { across, down, linePath, nearest, samplesPath, secants } from "./samples.js";

/** @typedef {import("./samples.js").Samples} Samples */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {"x" | "h"} Kind */
/** @typedef {import("./data.d.ts").Case} CaseJson */
/** @typedef {import("./data.d.ts").Data} Data */

const WIDE = 820;
const TANGENT = 84;

export default mounted(create);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 */
function create(parent, send) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".kinks"));

  /** @type {Data} */
  let data;
  /** @type {State} */
  let state;
  /** @type {Samples} */
  let samples;
  let edition = "";
  let slug = "";
  let drawnFor = "";
  /** @type {{ graph: string[], slopes: string[] }} */
  let drawn = { graph: [], slopes: [] };

  const frames = createFrames(draw);
  const { schedule } = frames;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", gesture),
    schedule,
    take,
  });
  const { press, release, settle, settleSoon } = gestures;
  const graph = createChart("the graph of f", ["mended", "f", "secant left", "secant right", "forward", "reverse"], ["end", "end", "point"]);
  const slopes = createChart("what is returned as the derivative", ["mended", "limit", "limit", "forward", "reverse"], ["forward", "reverse"]);
  const readings = createReadings(["sides", "secants", "limits", "modes", "jax", "torch", "mended"]);
  const handles = { x: createHandle("x", "point x"), h: createHandle("h", "step h") };
  const letter = svg("text", { class: "label", "text-anchor": "middle" });
  const further = svg("text", { class: "label quiet", "text-anchor": "middle" });
  graph.hands.append(letter, further, handles.h.element, handles.x.element);
  const source = html("span", { class: "source", "data-by": "JAX" });
  const value = html("span", { class: "result", role: "group", "aria-label": "f(x)" });
  const name = html("b", {});
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const back = action("To the kink", "where the case misleads", () => change({ x: data.case.at }), signal);
  const truth = html("span", {});
  const words = ["v", "u"].map((role) => svg("text", { class: `label ${role}` }));
  slopes.hands.append(...words);
  const chords = html("span", {}, html("span", { class: "sample secant" }), "secants");
  graph.key.append(html("span", { class: "sample mended" }), "with the remedy ", chords);
  slopes.key.append(
    html("span", { class: "sample forward" }), "forward ",
    html("span", { class: "sample reverse" }), "reverse ",
    html("span", { class: "sample limit" }), truth,
  );
  root.replaceChildren(
    html(
      "div",
      { class: "figure" },
      graph.element,
      html("div", { class: "side" }, slopes.element, readings.element),
    ),
    html("div", { class: "readout" }, html("span", { class: "part" }, name, " = ", value), html("span", { class: "tools" }, back), source),
    live,
  );
  const sizes = createSizes([root, graph.well, slopes.well], () => {
    root.dataset.layout = root.clientWidth >= WIDE ? "wide" : "narrow";
    schedule();
  });
  root.addEventListener("keydown", keepKey, { signal });
  for (const kind of /** @type {Kind[]} */ (["x", "h"])) takeHandle(kind);

  return { root, update: gestures.offer, destroy };

  function destroy() {
    abort.abort();
    sizes.stop();
    gestures.stop();
    frames.stop();
  }

  /** @param {Data} next */
  function take(next) {
    data = next;
    if (next.case.slug !== slug) {
      slug = next.case.slug;
      samples = readSamples(next.case.samples);
      set(graph.title, "text", graphTitle(next.case));
      set(slopes.title, "text", next.case.central ? "The difference, and the derivative" : "The derivative that is returned");
    }
    if (next.edition !== edition) {
      edition = next.edition;
      state = { ...next.state };
      gestures.follow();
    }
    frames.now();
    speak();
  }

  /** @param {Partial<State>} to */
  function change(to) {
    state = { ...state, ...to };
    settle();
  }

  /** @param {Kind} kind */
  function takeHandle(kind) {
    const { element } = handles[kind];
    let start = 0;
    /** @param {number} by */
    const shift = (by) => {
      const { step, reach } = data.case;
      if (kind === "x") state.x = samples.x[nearest(samples.x, start + by, reach)];
      else state.h = Number((step * Math.max(1, Math.round(Math.min(1, start + by) / step))).toPrecision(12));
      schedule();
    };
    const begin = () => (start = state[kind]);
    onDrag(
      element,
      {
        press: () => {
          begin();
          press();
        },
        move: (dx) => {
          const [low, high] = data.case.reach;
          shift((dx / (graph.well.clientWidth || 1)) * (high - low) * 1.16);
        },
        release,
      },
      signal,
    );
    onKeys(
      element,
      ([across, up]) => {
        begin();
        const { reach, step } = data.case;
        const wanted = (across + up) * (kind === "x" ? reach[1] - reach[0] : 1);
        shift(Math.sign(wanted) * Math.max(step, Math.abs(wanted)));
        settleSoon();
      },
      signal,
    );
  }

  function draw() {
    if (!edition || !sizes.of(graph.well)[0]) return;
    const { reach, y_view: yView, slope_view: slopeView, whole, central, step, said } = data.case;
    const { x, h } = state;
    const i = nearest(samples.x, x);
    const steps = Math.max(1, Math.round(h / step));
    const sides = secants(samples, i, steps);
    const axis = central ? "log₁₀ h" : whole ? "n" : "x";
    const margin = 0.08 * (reach[1] - reach[0]);
    /** @type {[number, number]} */
    const xView = [reach[0] - margin, reach[1] + margin];
    const [a, b] = [graph.frame(xView, yView, sizes.of(graph.well)), slopes.frame(xView, slopeView, sizes.of(slopes.well))];
    const { forward, reverse, left, right } = samples;
    const [y, plain] = [samples.value[i], !central && !whole];
    /** @param {number} k */
    const chord = (k) => {
      const other = samples.value[i + k];
      if (!plain || !Number.isFinite(other) || !Number.isFinite(y)) return "";
      return `M${spot(samples.x[i + k], other)}L${spot(x, y)}`;
    };
    /** @param {number} k */
    const end = (k) => ({ x: samples.x[i + k], y: plain ? samples.value[i + k] : NaN });
    /** @param {number} p @param {number} q */
    const spot = (p, q) => `${Math.round(10 * across(a, p))} ${Math.round(10 * down(a, q))}`;
    /** @param {number[] | null} slope */
    const tangent = (slope) => (slope && plain ? linePath(a, x, y, slope[i], TANGENT) : "");
    const still = curves(a, b);
    graph.draw(a, axis, x, [
      ...still.graph,
      chord(-steps),
      chord(steps),
      tangent(forward),
      tangent(reverse),
    ], [end(-steps), end(steps), { x, y }]);
    slopes.draw(b, axis, x, still.slopes, [forward, reverse].map((slope) => ({ x, y: slope ? slope[i] : NaN })));
    drawHandles(a, plain);
    show(chords, plain);
    root.dataset.whole = String(whole);
    set(truth, "text", central ? "differences" : "true");
    const digits = central ? 6 : 3;
    const jax = /** @type {[string, string]} */ ([
      forward ? numeral(forward[i], digits) : said.forward,
      reverse ? numeral(reverse[i], digits) : said.reverse,
    ]);
    const mended = numeral(samples.mended_slope[i], digits);
    drawWords(b, jax, [forward ? forward[i] : NaN, reverse ? reverse[i] : NaN]);
    readings.draw(`${central ? "Derivatives" : "Slopes"} at ${axis} = ${numeral(x)}`, {
      sides: central ? { head: "", cells: ["float32", "float64"] } : whole ? null : { head: "", cells: ["from the left", "from the right"] },
      secants: central
        ? { head: "central difference", cells: pair(left, right, i, 6) }
        : whole
          ? null
          : { head: `secant, h = ${numeral(steps * step)}`, cells: [side(sides.left), side(sides.right)] },
      limits: plain ? { head: "limit, h → 0", cells: [side(left?.[i] ?? NaN), side(right?.[i] ?? NaN)] } : null,
      modes: { head: "", cells: ["forward mode", "reverse mode"] },
      jax: { head: "JAX returns", cells: jax },
      torch: central ? null : { head: `PyTorch at ${numeral(data.case.at)}`, cells: data.case.torch },
      mended: { head: "with the remedy", cells: [mended, mended] },
    });
    set(name, "text", central ? "log₁₀ of the error" : `f(${numeral(x)})`);
    set(value, "text", numeral(y, 4));
    set(source, "text", `JAX's numbers, at every place of ${axis}`);
    show(back, x !== data.case.at);
    const settled = data.state.x === x && data.state.h === h;
    set(root, "data-settled", String(settled));
  }

  /**
   * The curves, which no hand moves: made anew for another case or size.
   * @param {import("./samples.js").Frame} a
   * @param {import("./samples.js").Frame} b
   */
  function curves(a, b) {
    const needs = [slug, a.width, a.height, b.width, b.height].join();
    if (needs !== drawnFor) {
      drawnFor = needs;
      const { whole, central } = data.case;
      const { x, value: y, left, right, forward, reverse, mended, mended_slope } = samples;
      drawn = {
        graph: [
          samplesPath(a, x, mended, whole ? Infinity : undefined),
          samplesPath(a, x, y, whole ? -1 : undefined),
        ],
        slopes: [central ? null : mended_slope, left, right, forward, reverse].map((slope) => samplesPath(b, x, slope)),
      };
    }
    return drawn;
  }

  /**
   * What a mode says in place of a number that could be drawn, beside the guide.
   * @param {import("./samples.js").Frame} b
   * @param {[string, string]} texts
   * @param {number[]} numbers
   */
  function drawWords(b, texts, numbers) {
    const at = across(b, state.x);
    const right = at < b.width / 2;
    const high = numbers.some((number) => down(b, number) < b.height / 2);
    const top = high ? b.height / 2 + 4 : 20;
    words.forEach((word, k) => {
      const finite = Number.isFinite(numbers[k]);
      show(word, !finite);
      set(word, "text", finite ? "" : `${k ? "reverse" : "forward"}: ${texts[k]}`);
      set(word, "text-anchor", right ? "start" : "end");
      set(word, "transform", `translate(${(at + (right ? 9 : -9)).toFixed(1)} ${(top + 19 * k).toFixed(1)})`);
    });
  }

  /**
   * @param {import("./samples.js").Frame} a
   * @param {boolean} plain
   */
  function drawHandles(a, plain) {
    const { x, h } = state;
    const { reach, central } = data.case;
    const base = floor(a);
    /** @type {[Kind, number, [number, number]][]} */
    const places = [["x", x, reach], ["h", x + h, [0, 1]]];
    for (const [kind, at, [low, high]] of places) {
      const { element } = handles[kind];
      show(element, kind === "x" || plain);
      set(element, "transform", `translate(${Math.max(6, Math.min(a.width - 6, across(a, at))).toFixed(1)} ${base.toFixed(1)})`);
      set(element, "aria-valuemin", String(low));
      set(element, "aria-valuemax", String(high));
      set(element, "aria-valuenow", String(state[kind]));
      set(element, "aria-valuetext", numeral(state[kind]));
    }
    put(letter, central ? "log₁₀ h" : data.case.whole ? "n" : "x", x);
    put(further, plain ? "x + h" : "", x + h);

    /** @param {SVGTextElement} label @param {string} text @param {number} at */
    function put(label, text, at) {
      set(label, "text", text);
      const below = base + 31 < a.height ? base + 31 : base - 19;
      set(label, "transform", `translate(${across(a, at).toFixed(1)} ${below.toFixed(1)})`);
    }
  }

  /** Says the settled result once, politely. */
  function speak() {
    if (gestures.held() || !gestures.moves() || data.state.x !== state.x) return;
    const i = nearest(samples.x, state.x);
    const { said } = data.case;
    const forward = samples.forward ? numeral(samples.forward[i]) : said.forward;
    const reverse = samples.reverse ? numeral(samples.reverse[i]) : said.reverse;
    set(live, "text", `x = ${numeral(state.x)}: forward mode ${forward}, reverse mode ${reverse}`);
  }
}

/** @param {CaseJson} shown */
function graphTitle({ central, whole, title }) {
  if (central) return "log₁₀ of the error of a central difference";
  return whole ? "f(n) = n², for integers" : `f(x) = ${title}`;
}

/** @param {number} slope a side without f has none */
function side(slope) {
  return Number.isNaN(slope) ? "—" : numeral(slope);
}

/**
 * @param {number[] | null} left
 * @param {number[] | null} right
 * @param {number} i
 * @param {number} digits
 * @returns {[string, string]}
 */
function pair(left, right, i, digits) {
  return [numeral(left?.[i] ?? NaN, digits), numeral(right?.[i] ?? NaN, digits)];
}

/**
 * @param {Kind} kind
 * @param {string} name
 */
function createHandle(kind, name) {
  return {
    element: svg(
      "g",
      { class: `handle ${kind}`, role: "slider", tabindex: "0", "aria-label": name, "aria-orientation": "horizontal" },
      svg("circle", { class: "halo", r: kind === "x" ? "11" : "9" }),
      svg("circle", { class: "hit", r: "22" }),
    ),
  };
}

/**
 * @param {CaseJson["samples"]} sent
 * @returns {Samples}
 */
function readSamples(sent) {
  /** @param {keyof Samples} name */
  const all = (name) => (sent[name] ?? []).map(received);
  /** @param {keyof Samples} name */
  const some = (name) => (sent[name] ? all(name) : null);
  return {
    x: all("x"),
    value: all("value"),
    left: some("left"),
    right: some("right"),
    forward: some("forward"),
    reverse: some("reverse"),
    mended: all("mended"),
    mended_slope: all("mended_slope"),
  };
}
