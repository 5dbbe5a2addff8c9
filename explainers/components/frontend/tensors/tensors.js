/**
 * A small classifier's matrices and its Jacobian in W, in four axes or as a matrix.
 *
 * While a hand moves, the program that JAX derived is replayed here and nothing is sent.
 * When it lets go the state goes to Python once, and JAX's numbers replace the replayed ones.
 */

import { html, set } from "../parts/dom.js";
import { numeral, received } from "../parts/format.js";
import { grain, snapped } from "../parts/geometry.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey } from "../parts/hands.js";
import { dot, pull, push, reach } from "../parts/products.js";
import { readNumber } from "../parts/scrub.js";
import { load, read, replay } from "../parts/tape.js";
import { action, segmented } from "../parts/tools.js";
import { createEquation } from "./equation.js";
import { createJacobian } from "./jacobian.js";
import { CLASSES, FEATURES, M, N, ROWS } from "./layout.js";
import { createLens } from "./lens.js";
import { entryText, resultText, settledText, zerosText } from "./words.js";

/** @typedef {import("./cells.js").Kind} Kind */
/** @typedef {import("./layout.js").Axes} Axes */
/** @typedef {import("./words.js").Numbers} Numbers */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").Data} Data */

/**
 * @typedef {object} Model
 * @property {State} state
 * @property {Numbers} numbers
 * @property {Record<Kind, [number, number]>} ranges of the handles
 * @property {Record<"inputs" | "W" | "b" | "logits" | "jacobian", number>} largest number that fills a ground
 * @property {number} span contribution that fills half of a track
 * @property {Axes | null} look
 * @property {{ p: number, q: number }} lens
 * @property {boolean} held
 */

const KINDS = /** @type {const} */ (["inputs", "W", "b", "V", "U"]);
/** Usual ends of the handles, to either side of zero. */
const USUAL = { inputs: 3, W: 3, b: 3, V: 2, U: 2 };
/** Where the columns of W begin among what the program takes. */
const FIRST = ROWS * FEATURES;

export default mounted(create);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 */
function create(parent, send) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".tensors"));
  /** @type {Data} */
  let data;
  /** @type {State} */
  let state;
  let edition = "";
  /** @type {import("../parts/tape.js").Tape} */
  let tape;
  /** @type {Axes | null} */
  let look = null;
  const lens = { p: 0, q: 0 };
  /** @type {Record<Kind, [number, number]>} */
  let ranges;
  /** @type {Model["largest"]} */
  let largest;
  let span = 1;

  const frames = createFrames(draw);
  const { schedule } = frames;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", gesture),
    rest: rescale,
    schedule,
    take,
  });
  const { press, release, settle, settleSoon } = gestures;
  const on = { press, move, release, nudge, type, look: lookAt };
  const tools = createTools();
  const equation = createEquation(on, signal);
  const jacobian = createJacobian(on, signal);
  const inside = createLens();
  const said = html("p", { class: "formula" });
  const readout = createReadout();
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  root.replaceChildren(
    tools.element,
    html(
      "div",
      { class: "figure" },
      html("div", { class: "left" }, equation.element, inside.element, said, readout.element),
      jacobian.element,
    ),
    live,
  );
  root.addEventListener("keydown", keepKey, { signal });

  return { root, update: gestures.offer, destroy };

  function destroy() {
    abort.abort();
    gestures.stop();
    frames.stop();
  }

  /** @param {Data} next */
  function take(next) {
    data = next;
    if (next.edition !== edition) {
      edition = next.edition;
      state = { ...next.state };
      tape = load(next.tape);
      rescale();
      gestures.follow(next.settled !== null);
    }
    frames.now();
    if (gestures.moves() && !gestures.held() && isSettled()) set(live, "text", settledText(state.mode, numbers()));
  }

  /** Whether JAX's numbers at hand are for exactly what is shown. */
  function isSettled() {
    const of = data.state;
    return data.settled !== null && of.head === state.head && KINDS.every((kind) => of[kind].join() === state[kind].join());
  }

  /** @returns {Numbers & { by: "JAX" | "tape" }} */
  function numbers() {
    const { settled } = data;
    if (!settled || !isSettled()) return { by: "tape", ...replayed() };
    return {
      by: "JAX",
      logits: settled.logits.map(received),
      outputs: settled.outputs.map(received),
      jacobian: settled.jacobian.map(received),
      push: settled.push.map(received),
      pull: settled.pull.map(received),
      pairing: received(settled.pairing),
    };
  }

  /** @returns {Numbers} */
  function replayed() {
    const { inputs, W, b, V, U, head } = state;
    replay(tape, [...inputs, ...W, b[0], b[b.length - 1]]);
    const values = read(tape, tape.value);
    const all = read(tape, tape.jacobian);
    const first = head === "sigmoid" ? M : 0;
    const jacobian = Array.from({ length: M * N }, (_, k) => {
      const [p, q] = [Math.floor(k / N), k % N];
      return all[(first + p) * tape.n + FIRST + q];
    });
    const pushed = push(jacobian, V);
    return {
      logits: values.slice(0, M),
      outputs: values.slice(first, first + M),
      jacobian,
      push: pushed,
      pull: pull(jacobian, U),
      pairing: dot(U, pushed),
    };
  }

  /** Ranges, colours and tracks for what is shown, never while a handle is held. */
  function rescale() {
    const now = numbers();
    ranges = /** @type {typeof ranges} */ (
      Object.fromEntries(
        KINDS.map((kind) => {
          const far = Math.max(USUAL[kind], ...state[kind].map(Math.abs));
          return [kind, [-far, far]];
        }),
      )
    );
    largest = {
      inputs: most(state.inputs),
      W: most(state.W),
      b: most(state.b) * 1.6,
      logits: most(now.logits),
      jacobian: most(now.jacobian),
    };
    span = needed(now);
  }

  /**
   * How far the longest stack reaches from zero.
   * @param {Numbers} now
   */
  function needed(now) {
    const { jacobian } = now;
    const stacks =
      state.mode === "push"
        ? now.push.map((_, p) => state.V.map((v, q) => v * jacobian[p * N + q]))
        : now.pull.map((_, q) => state.U.map((u, p) => u * jacobian[p * N + q]));
    return 1.08 * Math.max(...stacks.map(reach)) || 1;
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {number} value
   */
  function move(kind, index, value) {
    const [low, high] = ranges[kind];
    put(kind, index, snapped(Math.max(low, Math.min(high, value)), grain(high - low)));
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {number} value
   */
  function nudge(kind, index, value) {
    move(kind, index, value);
    settleSoon();
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {string} text
   */
  function type(kind, index, text) {
    const { number, problem } = readNumber(text);
    if (problem) return problem;
    put(kind, index, number);
    rescale();
    settle();
    return "";
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {number} value
   */
  function put(kind, index, value) {
    state = { ...state, [kind]: state[kind].map((z, k) => (k === index ? value : z)) };
    schedule();
  }

  /** @param {Axes | null} axes */
  function lookAt(axes) {
    look = axes;
    lens.p = (axes && place(axes.i, axes.k)) ?? lens.p;
    lens.q = (axes && place(axes.a, axes.c)) ?? lens.q;
    schedule();
  }

  function draw() {
    const now = numbers();
    const held = gestures.held();
    if (held) {
      span = Math.max(span, needed(now));
      largest.jacobian = Math.max(largest.jacobian, most(now.jacobian));
    }
    /** @type {Model} */
    const model = { state, numbers: now, ranges, largest, span, look, lens, held };
    tools.draw();
    equation.draw(model);
    jacobian.draw(model);
    inside.draw(model);
    set(said, "text", sayLook(now) || `${zerosText(now.jacobian)}.`);
    readout.draw(now);
    set(root, "data-settled", String(now.by === "JAX"));
  }

  /**
   * Words about the entry of J, or the number of a result, that is looked at.
   * @param {Numbers} now
   */
  function sayLook(now) {
    if (!look) return "";
    const [p, q] = [place(look.i, look.k), place(look.a, look.c)];
    if (p !== null && q !== null) return entryText(state.mode, p, q, now, state);
    const result = state.mode === "push" ? p : q;
    return result === null ? "" : resultText(state.mode, result, now, state);
  }

  function createTools() {
    const modes = segmented("what is shown", [["push", "Push JV"], ["pull", "Pull UᵀJ"]], (mode) => alter({ mode }), signal);
    const heads = segmented("outputs", [["sigmoid", "Sigmoid"], ["logits", "Logits"]], (head) => alter({ head }), signal);
    const forms = segmented("form of J", [["blocks", "(5, 2, 3, 2)"], ["matrix", "10 × 6"]], (form) => alter({ form }), signal);
    const reset = action("Reset", "reset all numbers", () => {
      const preset = data.preset;
      const b = state.b.length === 1 ? preset.b : [preset.b[0], preset.b[0]];
      alter({ ...preset, b });
    }, signal);
    return {
      element: html(
        "div",
        { class: "tools", role: "group", "aria-label": "what the figure shows" },
        modes.element,
        heads.element,
        forms.element,
        html("span", { class: "gap" }),
        reset,
      ),
      draw() {
        modes.draw(state.mode);
        heads.draw(state.head);
        forms.draw(state.form);
      },
    };

    /** @param {Partial<State>} change */
    function alter(change) {
      state = { ...state, ...change };
      rescale();
      settle();
    }
  }

  function createReadout() {
    const pairing = html("span", { class: "result", role: "group", "aria-label": "pairing" });
    const source = html("span", { class: "source" });
    return {
      element: html("div", { class: "readout" }, html("span", {}, "⟨U, JV⟩ = ⟨UᵀJ, V⟩ = ", pairing), source),
      /** @param {Numbers & { by: "JAX" | "tape" }} now */
      draw(now) {
        set(pairing, "text", numeral(now.pairing, 4));
        set(pairing, "data-value", JSON.stringify(now.pairing));
        set(source, "text", now.by === "JAX" ? `JAX · ${data.settled?.precision}` : "replayed");
        set(source, "data-by", now.by);
      },
    };
  }
}

/**
 * Place in a flattened matrix of two columns, or null where a row or a column is open.
 * @param {number | null} row
 * @param {number | null} column
 */
function place(row, column) {
  return row === null || column === null ? null : row * CLASSES + column;
}

/** @param {number[]} numbers */
function most(numbers) {
  return Math.max(...numbers.map(Math.abs)) || 1;
}
