/**
 * A case where derivatives mislead: its graph with slopes from either side, and what JAX
 * returns as its derivative. JAX computed all of it for every place of x, so that a hand
 * waits for nothing.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { numeral } from "../parts/format.js";
import { stepped } from "../parts/geometry.js";
import { onDrag, onKeys } from "../parts/hands.js";
import { REACH, hitsOf } from "../parts/hits.js";
import { abreast, onLine, widthOf } from "../parts/labels.js";
import { createPosed } from "../parts/posed.js";
import { action, results } from "../parts/tools.js";
import { createChart, floor } from "./chart.js";
import { answersAt } from "./guess.js";
import { createTable } from "./table.js";
import { across, down, linePath, nearest, samplesPath, secants } from "./samples.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Samples} Samples */
/** @typedef {"x" | "h"} Kind */

const TANGENT = 84;
/** Size of the letters at the handles. */
const LETTERS = 14;
/** In place of what is covered. */
const COVERED = { forward: null, reverse: null };
/** Of the curves of slopes, those that are no answer of JAX. */
const LIMITS = [2, 3];
const NOWHERE = { x: NaN, y: NaN };
const HIDDEN = /** @type {[string, string]} */ (["?", "?"]);

export default figure("kinks", createKinks);

/**
 * @param {import("../parts/figure.js").Own<Data, {}>} own
 * @returns {import("../parts/figure.js").Figure<Data, State, {}>}
 */
function createKinks(own) {
  /** @type {Samples} */
  let samples;
  let drawnFor = "";
  /** @type {{ graph: string[], slopes: string[] }} */
  let drawn = { graph: [], slopes: [] };

  const graph = createChart(words.GRAPH, ["mended", "forward", "secant left", "secant right", "f", "reverse"], ["end", "end", "point"]);
  const slopes = createChart(words.SLOPES, ["mended", "forward", "limit", "limit", "reverse", "gap"], ["forward", "reverse", "guess"]);
  const table = createTable(["sides", "secants", "limits", "modes", "jax", "torch", "mended"]);
  const handles = { x: createHandle("x", "point x"), h: createHandle("h", "step h") };
  const [letter, further] = ["label", "label quiet"].map((name) => svg("text", { class: name, "text-anchor": "middle" }));
  graph.hands.append(letter, further, handles.h.element, handles.x.element);
  const [value] = results("f(x)");
  const name = html("b", {});
  const back = action(...words.BACK, () => own.alter({ x: own.data.case.at }), own.signal);
  const posed = createPosed(own, {
    question,
    place: () => [own.state.slug, own.state.x].join(),
    along: (cover) => (cover ? { x: own.data.case.at } : {}),
  });
  const said = ["v", "u"].map((role) => svg("text", { class: `label ${role}` }));
  slopes.hands.append(...said);
  for (const kind of /** @type {Kind[]} */ (["x", "h"])) takeHandle(kind);

  return {
    parts: [
      own.tools(words.TOOLS, posed.tool, back),
      posed.element,
      html("div", { class: "figure" }, graph.element, html("div", { class: "side" }, slopes.element, table.element)),
      own.readout(html("span", { class: "part" }, name, " = ", value)),
    ],
    wells: [graph.well, slopes.well],
    wide: 740,
    of: (data) => data.case.slug,
    awaits: (data) => !data.case.samples,
    adopt({ case: shown }, other) {
      posed.follow(other);
      if (!other) return;
      samples = /** @type {Samples} */ (shown.samples);
      drawnFor = "";
      set(graph.title, "text", words.graphTitle(shown));
      set(slopes.title, "text", words.slopesTitle(shown));
    },
    answers: (data) => [data.state],
    match: ["x", "h"],
    settled: () => ({}),
    replayed: () => ({ by: "JAX" }),
    draw,
    legend: () => words.legend(own.data.case),
    say: () => posed.say() || settled(),
  };

  function settled() {
      const i = nearest(samples.x, own.state.x);
      const { forward, reverse } = samples;
      return words.settledText(own.data.case, own.state.x, forward ? forward[i] : null, reverse ? reverse[i] : null, own.data.case.said);
  }

  /** What is asked of the case at x. */
  function question() {
    const { case: shown } = own.data;
    const { x } = own.state;
    const i = nearest(samples.x, x);
    const { answers, right } = answersAt(shown, samples, i);
    return {
      kind: /** @type {const} */ ("choice"),
      prompt: words.prompt(shown, x),
      choices: answers.map(({ key, text }) => /** @type {[string, string]} */ ([key, text])),
      told: (/** @type {string} */ key) => {
        const one = answers.find((other) => other.key === key) ?? answers[0];
        const [forward, reverse] = [samples.forward, samples.reverse];
        const text = words.toldText(shown, { ...one, right: key === right }, {
          forward: forward ? numeral(forward[i]) : shown.said.forward,
          reverse: reverse ? numeral(reverse[i]) : shown.said.reverse,
          error: numeral(10 ** samples.value[i]),
        });
        return { text, mark: { x, y: one.number } };
      },
    };
  }

  /** @param {Kind} kind */
  function takeHandle(kind) {
    const { element } = handles[kind];
    let start = 0;
    /** @param {number} by */
    const shift = (by) => {
      const { step, reach } = own.data.case;
      if (kind === "x") own.put({ x: samples.x[nearest(samples.x, start + by, reach)] });
      else own.put({ h: Number((step * Math.max(1, Math.round(Math.min(1, start + by) / step))).toPrecision(12)) });
    };
    const begin = () => (start = own.state[kind]);
    onDrag(
      element,
      {
        press: () => {
          begin();
          own.press();
        },
        move: (dx) => {
          const [low, high] = own.data.case.reach;
          shift((dx / (own.size(graph.well)[0] || 1)) * (high - low) * 1.16);
        },
        release: own.release,
      },
      own.signal,
    );
    onKeys(
      element,
      ([right, up]) => {
        begin();
        const { reach, step } = own.data.case;
        const span = kind === "x" ? reach[1] - reach[0] : 1 - step;
        const wanted = stepped(start, right + up, span) - start;
        shift(Math.sign(wanted) * Math.max(step, Math.abs(wanted)));
        own.nudged();
      },
      own.signal,
    );
  }

  function draw() {
    if (!own.size(graph.well)[0]) return;
    const { reach, y_view, slope_view, whole, central, step, said: told, at } = own.data.case;
    const { x, h, cover } = own.state;
    const i = nearest(samples.x, x);
    const steps = Math.max(1, Math.round(h / step));
    const axis = words.axisName(own.data.case);
    const margin = 0.08 * (reach[1] - reach[0]);
    /** @type {[number, number]} */
    const xView = [reach[0] - margin, reach[1] + margin];
    const [a, b] = [graph.frame(xView, y_view, own.size(graph.well)), slopes.frame(xView, slope_view, own.size(slopes.well))];
    const { forward, reverse, left, right } = { ...samples, ...(cover ? COVERED : {}) };
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
    // What there is to be guessed of differences is their error, and elsewhere what is returned.
    const bare = cover && central;
    graph.draw(a, axis, x, [
      bare ? "" : still.graph[0],
      tangent(forward),
      chord(-steps),
      chord(steps),
      bare ? "" : still.graph[1],
      tangent(reverse),
    ], [end(-steps), end(steps), { x, y: bare ? NaN : y }]);
    const returned = [forward, reverse].map((slope) => (slope ? slope[i] : NaN));
    const { mark, fresh } = posed.mark();
    const shown = still.slopes.map((path, k) => (cover && (central || !LIMITS.includes(k)) ? "" : path));
    const gap = mark && fresh && Number.isFinite(mark.y - returned[1]) ? [mark.y, returned[1]].map((z) => `${Math.round(10 * across(b, x))} ${Math.round(10 * down(b, z))}`) : [];
    slopes.draw(b, axis, x, [...shown, gap.length ? `M${gap.join("L")}` : ""], [
      ...returned.map((slope) => ({ x, y: slope })),
      cover || !mark ? NOWHERE : mark,
    ]);
    drawHandles(a, plain);
    own.root.dataset.whole = String(whole);
    const digits = central ? 6 : 3;
    const jax = cover ? HIDDEN : /** @type {[string, string]} */ ([
      forward ? numeral(forward[i], digits) : told.forward,
      reverse ? numeral(reverse[i], digits) : told.reverse,
    ]);
    drawWords(b, jax, returned);
    table.draw(
      words.tableTitle(own.data.case, x),
      words.tableRows(own.data.case, {
        h: steps * step,
        x,
        jax,
        sides: secants(samples, i, steps),
        limits: [left?.[i] ?? NaN, right?.[i] ?? NaN],
        mended: cover ? "?" : numeral(samples.mended_slope[i], digits),
      }, cover),
    );
    set(name, "text", words.valueName(own.data.case, x));
    set(value, "text", bare ? "?" : numeral(y, 4));
    show(back, x !== at);
    posed.draw();
  }

  /**
   * The curves, which no hand moves: made anew for another case or size.
   * @param {import("./samples.js").Frame} a
   * @param {import("./samples.js").Frame} b
   */
  function curves(a, b) {
    const needs = [a.width, a.height, b.width, b.height].join();
    if (needs !== drawnFor) {
      drawnFor = needs;
      const { whole, central } = own.data.case;
      const { x, value: y, left, right, forward, reverse, mended, mended_slope } = samples;
      drawn = {
        graph: [
          samplesPath(a, x, mended, whole ? Infinity : undefined),
          samplesPath(a, x, y, whole ? -1 : undefined),
        ],
        slopes: [central ? null : mended_slope, forward, left, right, reverse].map((slope) => samplesPath(b, x, slope)),
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
    const at = across(b, own.state.x);
    const right = at < b.width / 2;
    const high = numbers.some((number) => down(b, number) < b.height / 2);
    const top = high ? b.height / 2 + 4 : 20;
    said.forEach((word, k) => {
      const finite = Number.isFinite(numbers[k]);
      show(word, !finite);
      set(word, "text", finite ? "" : words.modeText(k, texts[k]));
      set(word, "text-anchor", right ? "start" : "end");
      set(word, "transform", `translate(${(at + (right ? 9 : -9)).toFixed(1)} ${(top + 19 * k).toFixed(1)})`);
    });
  }

  /**
   * @param {import("./samples.js").Frame} a
   * @param {boolean} plain
   */
  function drawHandles(a, plain) {
    const { x, h } = own.state;
    const { reach } = own.data.case;
    const base = floor(a);
    const [first, second] = [x, x + h].map((z) => across(a, z));
    /** @type {[Kind, number, [number, number]][]} */
    const places = [["x", first, reach], ["h", second, [0, 1]]];
    const spots = places.map(([, at]) => /** @type {[number, number]} */ ([Math.max(6, Math.min(a.width - 6, at)), base]));
    const hits = hitsOf(plain ? spots : spots.slice(0, 1), a.width, a.height);
    for (const [k, [kind, , [low, high]]] of places.entries()) {
      const { element, hit } = handles[kind];
      show(element, kind === "x" || plain);
      set(element, "transform", `translate(${spots[k][0].toFixed(1)} ${base.toFixed(1)})`);
      const [dx, dy] = (hits[k] ?? spots[k]).map((z, axis) => z - spots[k][axis]);
      set(hit, "cx", dx.toFixed(1));
      set(hit, "cy", dy.toFixed(1));
      set(element, "aria-valuemin", String(low));
      set(element, "aria-valuemax", String(high));
      set(element, "aria-valuenow", String(own.state[kind]));
      set(element, "aria-valuetext", numeral(own.state[kind]));
    }
    const texts = [words.axisName(own.data.case), plain ? words.FURTHER : ""];
    const wide = /** @type {[number, number]} */ (texts.map((text) => widthOf(text, LETTERS)));
    const middles = plain ? abreast([first, second], wide, a.width) : [onLine(first, wide[0], a.width)];
    const below = base + 36 < a.height ? base + 31 : base - 19;
    [letter, further].forEach((label, k) => {
      set(label, "text", texts[k]);
      set(label, "transform", `translate(${(middles[k] ?? 0).toFixed(1)} ${below.toFixed(1)})`);
    });
  }
}

/**
 * @param {Kind} kind
 * @param {string} name
 */
function createHandle(kind, name) {
  const hit = svg("circle", { class: "hit", r: String(REACH) });
  return {
    hit,
    element: svg(
      "g",
      { class: `handle ${kind}`, role: "slider", tabindex: "0", "aria-label": name, "aria-orientation": "horizontal" },
      svg("circle", { class: "halo", r: kind === "x" ? "11" : "9" }),
      hit,
    ),
  };
}
