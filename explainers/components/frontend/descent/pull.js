/**
 * The board of one step: the rows of J that are in the batch, the weight u of each, what
 * they add, and the gradient and the step that come of it.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { reach, stacked } from "../parts/products.js";
import { pairTold, product, told } from "./wire.js";
import * as words from "./words.js";

/** @typedef {import("./wire.js").Ground} Ground */
/** @typedef {import("./wire.js").Course} Course */

/** Rows of a batch that are shown one by one. */
export const ROWS = 8;
/** Half the width of a stack, in its own units. */
const HALF = 50;

export function createPull() {
  const title = html("h2", { class: "title" });
  const rule = html("p", { class: "rule" });
  const heads = [html("span"), html("span")];
  const adds = heads.map(() => html("span", {}, words.ADDS));
  const columns = heads.map((head, j) => html("span", { class: "column" }, head, adds[j]));
  const head = html("div", { class: "pull-row heads" }, html("span", { class: "who" }), html("span", { class: "weigh" }, "u"), ...columns);
  const rows = Array.from({ length: ROWS }, () => createRow());
  const rest = createFold("rest");
  const outside = createFold("outside");
  const sums = [createSum(), createSum()];
  const sum = html("div", { class: "pull-row sums" }, html("span", { class: "who total" }, "uᵀJ"), ...sums.map((s) => s.element));
  const step = html("p", { class: "step-line" });
  const element = html(
    "section",
    { class: "pull-board" },
    html("header", {}, title, rule),
    html("div", { class: "pull-cells", role: "group", "aria-label": words.BOARD }, head, ...rows.map((row) => row.element), rest.element, outside.element, sum),
    step,
  );
  let [largestJ, span] = [1, 1];
  /** @type {Ground} */
  let given;

  return { element, ground, draw };

  /** @param {Ground} ground */
  function ground(ground) {
    given = ground;
    words.derivatives(ground).forEach((name, j) => set(heads[j], "text", name));
    set(rule, "text", words.weights(ground));
    for (const word of adds) show(word, ground.risk.sampled);
    largestJ = ground.risk.sampled ? Math.max(...ground.jacobian.map(Math.abs)) : 1;
  }

  /**
   * @param {{ course: Course, at: number, run: number }} shown
   * @param {number[]} batch samples of the batch
   * @param {number} shownStep
   * @param {{ name: string, rate: number, plain: boolean, cover: boolean }} rule_
   * @param {boolean} written whether the numbers and the colours that go with them are written,
   *   too; bars are always drawn
   */
  function draw({ course, at, run }, batch, shownStep, rule_, written) {
    const sampled = given.risk.sampled;
    set(title, "text", words.boardTitle(shownStep, run));
    const gradient = [course.gradient[2 * at], course.gradient[2 * at + 1]];
    const listed = sampled ? Math.min(batch.length, course.rows) : 1;
    const folded = sampled ? batch.length - listed : 0;
    const others = [course.rest[2 * at], course.rest[2 * at + 1]];
    const weights = Array.from({ length: listed }, (_, k) => course.u[course.rows * at + k]);
    const places = weights.map((_, k) =>
      sampled ? [given.jacobian[2 * batch[k]], given.jacobian[2 * batch[k] + 1]] : gradient,
    );
    const pieces = [0, 1].map((j) => [...weights.map((u, k) => product(u, places[k][j])), ...(folded > 0 ? [others[j]] : [])]);
    const largestU = ladder(Math.max(...weights.map(Math.abs)));
    span = ladder(Math.max(...pieces.map(reach)));
    const largest = ladder(Math.max(...weights.flatMap((u, k) => places[k].map((entry) => Math.abs(product(u, entry))))));
    if (!sampled) largestJ = span;
    rows.forEach((row, k) => {
      show(row.element, k < listed);
      if (k >= listed) return;
      row.draw(sampled ? words.row(batch[k]) : "f", weights[k], places[k], { largestJ, largestU, largest }, written);
    });
    sums.forEach((s, j) => s.draw(gradient[j], pieces[j], written));
    if (!written) return;
    rest.draw(folded > 0, words.folded(folded, others));
    const left = given.samples - batch.length;
    outside.draw(sampled && left > 0, words.outside(left));
    const change = [course.step[2 * at], course.step[2 * at + 1]];
    set(step, "text", rule_.cover ? words.COVERED_STEP : words.stepLine(rule_, change));
  }

  function createRow() {
    const who = html("span", { class: "who" });
    const number = html("span", { class: "number" });
    const beam = html("span", { class: "beam" });
    const weigh = html("span", { class: "weigh" }, number, beam);
    const cells = [0, 1].map(() => {
      const entry = html("span", { class: "entry" });
      const piece = html("span", { class: "piece" });
      const part = html("span", { class: "beam" });
      return { element: html("span", { class: "cell-of" }, entry, piece, part), entry, piece, part };
    });
    const element = html("div", { class: "pull-row" }, who, weigh, ...cells.map((c) => c.element));
    return {
      element,
      /**
       * @param {string} name
       * @param {number} u
       * @param {number[]} entries
       * @param {{ largestJ: number, largestU: number, largest: number }} scales
       * @param {boolean} written
       */
      draw(name, u, entries, scales, written) {
        if (written) {
          set(who, "text", name);
          set(number, "text", told(u));
        }
        lay(beam, u / scales.largestU);
        cells.forEach((c, j) => {
          const entry = entries[j];
          lay(c.part, product(u, entry) / scales.largest);
          if (!written) return;
          set(c.element, "class", `cell-of ${entry < 0 ? "minus" : "plus"}`);
          set(c.element, "style", `--tint: ${Math.round(85 * Math.min(1, Math.abs(entry) / scales.largestJ) || 0)}%`);
          // The only row of a plain function adds itself: its number is there once.
          const [whole, piece] = given.risk.sampled ? pairTold(entry, product(u, entry)) : [told(entry), ""];
          set(c.entry, "text", whole);
          set(c.piece, "text", piece);
        });
      },
    };
  }

  /** @param {string} kind */
  function createFold(kind) {
    const element = html("div", { class: `fold ${kind}` });
    return {
      element,
      /** @param {boolean} visible @param {string} text */
      draw(visible, text) {
        show(element, visible);
        set(element, "text", text);
      },
    };
  }

  function createSum() {
    const number = html("span", { class: "entry" });
    const odd = svg("path", { class: "odd" });
    const even = svg("path", { class: "even" });
    const zero = svg("path", { class: "zero", d: "M0 0V14" });
    const total = svg("path", { class: "total" });
    const stack = svg("svg", { class: "stack-of", viewBox: `${-HALF} 0 ${2 * HALF} 18`, preserveAspectRatio: "none", "aria-hidden": "true" }, even, odd, zero, total);
    const element = html("span", { class: "sum-of" }, number, stack);
    return {
      element,
      /** @param {number} value @param {number[]} pieces @param {boolean} written */
      draw(value, pieces, written) {
        if (written) set(number, "text", told(value));
        const unit = (0.9 * HALF) / span;
        const paths = ["", ""];
        stacked(pieces.map((z) => (Number.isFinite(z) ? z : 0))).forEach(({ from, to }, k) => {
          const [a, b] = [cut(from * unit), cut(to * unit)];
          if (b > a) paths[k % 2] += `M${a} 2H${b}V12H${a}Z`;
        });
        set(even, "d", paths[0]);
        set(odd, "d", paths[1]);
        const at = cut(value * unit);
        set(total, "d", `M${at} 12l2.4 6h-4.8z`);
      },
    };
  }
}

/**
 * A bar from the middle of its beam, as a background: that needs no layout.
 * @param {HTMLElement} beam
 * @param {number} part −1 to 1
 */
function lay(beam, part) {
  const size = Number.isNaN(part) ? 0 : Math.min(1, Math.abs(part));
  const [left, width] = [part < 0 ? 50 - 50 * size : 50, 50 * size];
  // A background's place is where its own left part of that many per cent comes to lie.
  set(beam, "style", `background-size: ${width.toFixed(1)}% 100%; background-position-x: ${((100 * left) / (100 - width)).toFixed(1)}%`);
}

/** @param {number} z */
function cut(z) {
  return Number(Math.max(-HALF, Math.min(HALF, Number.isFinite(z) ? z : 0)).toFixed(2));
}

/**
 * The next of 1, 2, 5, 10, … times a power of ten: a scale that seldom changes.
 * @param {number} size
 */
export function ladder(size) {
  if (!(size > 0) || !Number.isFinite(size)) return 1;
  const unit = 10 ** Math.floor(Math.log10(size));
  return unit * ([1, 2, 5].find((k) => k * unit >= size) ?? 10);
}
