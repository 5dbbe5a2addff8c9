/**
 * A small classifier's matrices and its Jacobian in W, in four axes or as a matrix.
 */

import { html, set } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { numeral } from "../parts/format.js";
import { hidden } from "../parts/guess_words.js";
import { grain, snapped } from "../parts/geometry.js";
import { dot, pull, push, reach } from "../parts/products.js";
import { load, read, replay } from "../parts/tape.js";
import { action, results, segmented } from "../parts/tools.js";
import { readNumber } from "../parts/typed.js";
import { createEquation } from "./equation.js";
import { createJacobian } from "./jacobian.js";
import { CLASSES, FEATURES, M, N, ROWS } from "./layout.js";
import { createWorked } from "./worked.js";
import { createPredict } from "./predict.js";
import { ABOUT, CHOICES, FORMS, HEADS, LEGEND, MODES, PAIRING, RESET, entryText, resultText, settledText, zerosText } from "./words.js";

/** @typedef {import("./cells.js").Kind} Kind */
/** @typedef {import("./layout.js").Axes} Axes */
/** @typedef {import("./words.js").Numbers} Numbers */
/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Settled & State} Answer with the state that it is for */

/**
 * @typedef {object} Model
 * @property {State} state
 * @property {Numbers} numbers
 * @property {Record<Kind, [number, number]>} ranges of the handles
 * @property {Record<"inputs" | "W" | "b" | "logits" | "jacobian", number>} largest number that fills a ground
 * @property {number} span contribution that fills half of a track
 * @property {Axes | null} look
 * @property {import("./layout.js").Marks} marks
 * @property {{ p: number, q: number }} picked the numbers of JV and of UᵀJ that are worked out
 * @property {boolean} held
 */

const KINDS = /** @type {const} */ (["inputs", "W", "b", "V", "U"]);
/** Usual ends of the handles, to either side of zero. */
const USUAL = { inputs: 3, W: 3, b: 3, V: 2, U: 2 };
/** Where the columns of W begin among what the program takes. */
const FIRST = ROWS * FEATURES;

export default figure("tensors", createTensors);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Answer, Numbers>}
 */
function createTensors(own) {
  const { signal } = own;
  /** @type {import("../parts/tape.js").Tape} */
  let tape;
  /** @type {Axes | null} */
  let look = null;
  const picked = { p: 0, q: 0 };
  /** @type {Record<Kind, [number, number]>} */
  let ranges;
  /** @type {Model["largest"]} */
  let largest;
  let span = 1;

  const modes = segmented(ABOUT.modes, MODES, (mode) => own.alter({ mode }), signal);
  const heads = segmented(ABOUT.heads, HEADS, (head) => own.alter({ head }), signal);
  const forms = segmented(ABOUT.forms, FORMS, (form) => own.alter({ form }), signal);
  const reset = action(...RESET, () => {
    const { preset } = own.data;
    const b = own.state.b.length === 1 ? preset.b : [preset.b[0], preset.b[0]];
    own.alter({ ...preset, b });
  }, signal);
  const predict = createPredict(own);
  const on = { press: own.press, move, release: own.release, nudge, type, look: lookAt, pick: predict.pick };
  const equation = createEquation(on, signal);
  const jacobian = createJacobian(on, signal);
  const worked = createWorked();
  const said = html("p", { class: "formula" });
  const [pairing] = results("pairing");
  const readout = own.readout(predict.shows, html("span", {}, PAIRING, pairing));

  return {
    parts: [
      own.tools(CHOICES, modes.element, heads.element, forms.element, predict.control, html("span", { class: "gap" }), reset),
      html(
        "div",
        { class: "figure" },
        html("div", { class: "left" }, equation.element, worked.element, said, predict.element, readout),
        jacobian.element,
      ),
    ],
    adopt: (data) => {
      tape = load(data.tape);
      predict.follow();
    },
    rest,
    answers: ({ settled, state }) => [settled && { ...state, ...settled }],
    match: ["head", ...KINDS],
    replayed,
    draw({ now, held }) {
      const { state } = own;
      if (held) {
        span = Math.max(span, needed(now));
        largest.jacobian = Math.max(largest.jacobian, most(now.jacobian));
      }
      /** @type {Model} */
      const model = { state, numbers: now, ranges, largest, span, look, picked, held, marks: predict.marks() };
      predict.draw(now);
      modes.draw(state.mode);
      heads.draw(state.head);
      forms.draw(state.form);
      equation.draw(model);
      jacobian.draw(model);
      worked.draw(model);
      const { cover } = state;
      set(said, "text", cover ? "" : sayLook(now) || `${zerosText(now.jacobian)}.`);
      set(pairing, "text", hidden(cover, numeral(now.pairing, 4)));
      set(pairing, "data-value", cover ? "" : JSON.stringify(now.pairing));
    },
    legend: () => LEGEND,
    say: (now) => predict.say() || settledText(own.state.mode, now),
  };

  /** @returns {Numbers} */
  function replayed() {
    const { inputs, W, b, V, U, head } = own.state;
    replay(tape, [...inputs, ...W, b[0], b[b.length - 1]]);
    const values = read(tape, tape.value);
    const all = read(tape, tape.jacobian);
    const first = head === "sigmoid" ? M : 0;
    const entries = Array.from({ length: M * N }, (_, k) => {
      const [p, q] = [Math.floor(k / N), k % N];
      return all[(first + p) * tape.n + FIRST + q];
    });
    const pushed = push(entries, V);
    return {
      logits: values.slice(0, M),
      outputs: values.slice(first, first + M),
      jacobian: entries,
      push: pushed,
      pull: pull(entries, U),
      pairing: dot(U, pushed),
    };
  }

  /** Ranges, colours and tracks for what is shown. */
  function rest() {
    const { state, good } = own;
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
      logits: most(good.logits),
      jacobian: most(good.jacobian),
    };
    span = needed(good);
  }

  /**
   * How far the longest stack reaches from zero.
   * @param {Numbers} now
   */
  function needed(now) {
    const { mode, V, U } = own.state;
    const stacks =
      mode === "push"
        ? now.push.map((_, p) => V.map((v, q) => v * now.jacobian[p * N + q]))
        : now.pull.map((_, q) => U.map((u, p) => u * now.jacobian[p * N + q]));
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
    own.nudged();
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
    own.alter({});
    return "";
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {number} value
   */
  function put(kind, index, value) {
    own.put({ [kind]: own.state[kind].map((z, k) => (k === index ? value : z)) });
  }

  /** @param {Axes | null} axes */
  function lookAt(axes) {
    look = axes;
    picked.p = (axes && place(axes.i, axes.k)) ?? picked.p;
    picked.q = (axes && place(axes.a, axes.c)) ?? picked.q;
    own.schedule();
  }

  /**
   * Words about the entry of J, or the number of a result, that is looked at.
   * @param {Numbers} now
   */
  function sayLook(now) {
    if (!look) return "";
    const { state } = own;
    const [p, q] = [place(look.i, look.k), place(look.a, look.c)];
    if (p !== null && q !== null) return entryText(state.mode, p, q, now, state);
    const result = state.mode === "push" ? p : q;
    return result === null ? "" : resultText(state.mode, result, now, state);
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
