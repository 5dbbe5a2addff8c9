/**
 * A question that is answered as a lesson's own, by a number, a choice, an entry of a table, an
 * order or a place: where it is answered, and what all have answered, in one picture, or in two
 * beside each other where it was asked again.
 */

import { numeral } from "../parts/format.js";
import { html, set, show, svg } from "../parts/dom.js";
import { reachable } from "../parts/scrollable.js";
import { placeOf } from "../questions/card.js";
import { earlyIn, judged } from "../questions/judge.js";
import { marked } from "../questions/markup.js";
import * as asking from "../questions/words.js";
import { barOf, rest } from "./bars.js";
import { axisOf, counted } from "./histogram.js";
import { letterOf, lettersOf, ranked, rightOrder } from "./orders.js";
import { PLANE, createSpots } from "./spots.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Card} Card */
/** @typedef {import("./planes.js").Shown} Shown */

/** Sizes of a histogram, in units of its drawing. */
const [WIDTH, HEIGHT, FOOT, HEAD, EDGE] = [420, 190, 24, 34, 12];
/** A server takes no larger numbers. */
export const LARGEST = 1e6;
/** So many columns lie between two numbers of the axis. */
const TICKS = [1, 2, 5, 10];
let made = 0;

/**
 * Where a question is answered; by words it is where they stand, beside the figure.
 * @param {Card["variant"]} variant
 * @param {import("../questions/kinds.js").Context} context
 * @returns {import("../questions/kinds.js").Place}
 */
function placeFor(variant, context) {
  return variant.kind === "words" ? { element: html("div"), answer: () => [0] } : placeOf(variant, context);
}

/**
 * @param {Card} question
 * @param {{ moved: () => void }} hand
 * @param {AbortSignal} signal
 */
export function createCards({ kind, title, program, variant, link }, hand, signal) {
  made += 1;
  const place = placeFor(variant, { id: `asked-${made}`, turn: 0, signal, touched: hand.moved });
  const about = link ? [html("p", {}, html("a", { href: link, target: "_blank", rel: "noopener" }, words.openFigure(title)))] : [];
  const field = html("fieldset", {}, html("legend", {}, ...marked(variant.ask)), place.element);
  const asked = html("p", { class: "ask" }, ...marked(variant.ask));
  const key = variant.kind === "order" ? [keyOf(variant)] : [];
  const panels = html("div", { class: "panels" });
  const element = html(
    "div",
    { class: "questions posed", "data-kind": kind },
    ...about,
    ...(program ? [html("pre", {}, html("code", {}, program))] : []),
    field,
    asked,
    ...key,
    panels,
  );
  let drawn = "";
  /** @type {ReturnType<typeof createSpots>[]} */
  let spots = [];

  return {
    element,
    legend: html("div"),
    /** @type {Element[]} */
    wells: [],
    answer,
    put: (/** @type {number[]} */ to) => place.put?.(to),
    missing,
    draw,
  };

  /** The answer as it would be sent; of a number that can be read in two ways, the first. */
  function answer() {
    const found = place.answer();
    if (!found) return null;
    const sent = kind === "number" ? found.slice(0, 1) : found;
    return sent.every((z) => Math.abs(z) <= LARGEST) ? sent : null;
  }

  function missing() {
    if (kind === "words") return words.NO_WORDS;
    return place.answer() ? words.TOO_LARGE : asking.MISSING[kind];
  }

  /** @param {Shown} next */
  function draw(next) {
    const { truth, clouds, own, free } = next;
    show(field, free);
    show(asked, !free);
    for (const one of key) show(one, !free);
    if (free) place.fit?.(Math.min(PLANE, place.element.clientWidth));
    const now = JSON.stringify([truth, clouds, own, free]);
    if (now !== drawn) fill(next);
    drawn = now;
    for (const one of spots) one.draw();
    for (const table of element.querySelectorAll(".bordered")) reachable(table);
  }

  /** @param {Shown} next */
  function fill(next) {
    const { truth, clouds, own, free } = next;
    spots = [];
    const shown = free ? [] : clouds.length ? clouds.slice(-2) : [null];
    const first = clouds.length - shown.length;
    const seen = [...own, ...(truth && variant.kind === "number" ? [variant.truth] : [])];
    const axis = axisOf(shown.flatMap((cloud) => cloud?.map(([z]) => z) ?? []), seen);
    panels.replaceChildren(...shown.map((cloud, k) => panel(cloud, cloud && words.titled(first + k, clouds.length, cloud.length), next, axis)));
    set(element, "data-panels", String(shown.length));
  }

  /**
   * @param {number[][] | null} cloud null where nothing is shown yet
   * @param {string | null} title
   * @param {Shown} shown
   * @param {import("./histogram.js").Axis} axis the same for all panels
   */
  function panel(cloud, title, shown, axis) {
    return html("div", { class: "panel" }, ...(title ? [html("h3", {}, title)] : []), picture(cloud, shown, axis));
  }

  /**
   * @param {number[][] | null} cloud
   * @param {Shown} shown
   * @param {import("./histogram.js").Axis} axis
   * @returns {Element | string}
   */
  function picture(cloud, { truth, own }, axis) {
    if (variant.kind === "words") return "";
    if (variant.kind === "place") {
      const found = createSpots(variant, cloud ?? [], truth, own);
      spots.push(found);
      return found.element;
    }
    if (variant.kind === "order") return cloud || own.length ? orders(variant, cloud, truth, own) : "";
    if (variant.kind === "choose") return bars(variant, cloud, truth, own);
    if (variant.kind === "cell") return heat(variant, cloud, truth, own);
    return cloud || own.length ? columns(variant, cloud ?? [], truth, own, axis) : "";
  }
}

/**
 * What marks an answer: that it is right, and that it is one's own.
 * @param {import("../questions/judge.js").Variant} variant
 * @param {number[]} answer
 * @param {boolean} truth
 * @param {number[]} own
 */
function marks(variant, answer, truth, own) {
  const right = truth && judged(variant, answer).right;
  const mine = own.length > 0 && own.join() === answer.join();
  return { "data-right": String(right), "data-own": String(mine) };
}

/**
 * @param {import("./data.d.ts").Choose} variant
 * @param {number[][] | null} cloud
 * @param {boolean} truth
 * @param {number[]} own
 */
function bars(variant, cloud, truth, own) {
  const rows = variant.answers.map(({ text }, k) => {
    const count = cloud?.filter(([chosen]) => chosen === k).length ?? 0;
    return barOf(marked(text), marks(variant, [k], truth, own), count, cloud);
  });
  return html("ul", { class: "bars" }, ...rows);
}

/** The letters of the steps. @param {import("./data.d.ts").Order} variant */
function keyOf({ steps, shown }) {
  return html("ol", { class: "key" }, ...shown.map((step) => html("li", {}, ...marked(steps[step].text))));
}

/**
 * @param {import("./data.d.ts").Order} variant
 * @param {number[][] | null} cloud
 * @param {boolean} truth
 * @param {number[]} own
 */
function orders(variant, cloud, truth, own) {
  const seen = [...(own.length ? [own] : []), ...(truth ? [rightOrder(variant)] : [])];
  const { listed, others, answers } = ranked(cloud ?? [], seen);
  const rows = listed.map(({ order, count }) => {
    const early = truth && earlyIn(variant, order);
    const why = early ? [html("span", { class: "why" }, words.early(letterOf(variant, variant.steps.indexOf(early))))] : [];
    return barOf([lettersOf(variant, order), ...why], marks(variant, order, truth, own), count, cloud);
  });
  return html("div", {}, html("ul", { class: "bars" }, ...rows), ...rest(others, answers));
}

/**
 * @param {import("./data.d.ts").Cell} variant
 * @param {number[][] | null} cloud
 * @param {boolean} truth
 * @param {number[]} own
 */
function heat(variant, cloud, truth, own) {
  const counts = variant.cells.map((row, i) => row.map((_, j) => cloud?.filter(([a, b]) => a === i && b === j).length ?? 0));
  const most = Math.max(1, ...counts.flat());
  const rows = variant.cells.map((row, i) => {
    const cells = row.map((entry, j) => {
      const on = marks(variant, [i, j], truth, own);
      const count = cloud ? [html("span", { class: "share" }, String(counts[i][j]))] : [];
      const td = html("td", { ...on, "aria-label": words.heard(variant.name, i + 1, j + 1, entry, cloud && counts[i][j], on) }, html("span", {}, entry), ...count);
      td.style.setProperty("--part", String(counts[i][j] / most));
      return td;
    });
    return html("tr", {}, ...cells);
  });
  const table = html("table", { class: "matrix heat" }, html("tbody", {}, ...rows));
  return html("div", { class: "bordered" }, html("span", { class: "name", "aria-hidden": "true" }, `${variant.name} =`), table);
}

/**
 * @param {import("./data.d.ts").Number} variant
 * @param {number[][]} cloud
 * @param {boolean} truth
 * @param {number[]} own
 * @param {import("./histogram.js").Axis} axis
 */
function columns(variant, cloud, truth, own, axis) {
  const { counts, below, above } = counted(axis, cloud.map(([z]) => z));
  const { step, from } = axis;
  const most = Math.max(1, ...counts);
  const [wide, high] = [(WIDTH - 2 * EDGE) / counts.length, HEIGHT - FOOT - HEAD];
  const ground = HEIGHT - FOOT;
  const across = (/** @type {number} */ z) => EDGE + (z / step - from + 0.5) * wide;
  const middle = (/** @type {number} */ k) => (from + k) * step;
  const parts = counts.flatMap((count, k) => {
    if (!count) return [];
    const [x, height] = [EDGE + k * wide, (high * count) / most];
    return [
      svg("rect", { class: "column", x: `${x + 1}`, y: `${ground - height}`, width: `${wide - 2}`, height: `${height}`, rx: "2" }),
      text(x + wide / 2, ground - height - 4, String(count), "many"),
    ];
  });
  const every = TICKS.find((part) => counts.length / part <= 7) ?? counts.length;
  const ticks = counts.flatMap((_, k) => ((from + k) % every === 0 ? [text(across(middle(k)), HEIGHT - 8, numeral(tidy(middle(k), step)), "tick")] : []));
  const lines = [
    ...(truth ? mark("truth", across(variant.truth), words.TRUTH) : []),
    ...(own.length ? mark("own", across(own[0]), words.OWN_SHORT) : []),
  ];
  const said = words.columns(counts.flatMap((count, k) => (count ? [[count, numeral(tidy(middle(k), step))]] : [])));
  const picture = svg(
    "svg",
    { class: "columns", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": said },
    svg("path", { class: "axis", d: `M0 ${ground}H${WIDTH}` }),
    ...parts,
    ...ticks,
    ...lines,
  );
  const off = words.outside(below, above);
  return html("div", {}, picture, ...(off ? [html("p", { class: "caption" }, off)] : []));

  /** @param {"truth" | "own"} name @param {number} x @param {string} label */
  function mark(name, x, label) {
    const top = name === "truth" ? 12 : 26;
    const end = x > WIDTH - 60 ? "end" : x < 60 ? "start" : "middle";
    const word = text(x, top, label, `mark ${name}`);
    word.setAttribute("text-anchor", end);
    return [svg("path", { class: `mark ${name}`, d: `M${x} ${top + 4}V${ground}` }), word];
  }
}

/** A multiple of a step, without what rounding adds to it. @param {number} z @param {number} step */
function tidy(z, step) {
  return Math.abs(z) < step / 2 ? 0 : Number(z.toPrecision(12));
}

/** @param {number} x @param {number} y @param {string} words @param {string} name */
function text(x, y, words, name) {
  const element = svg("text", { class: name, x: `${x}`, y: `${y}`, "text-anchor": "middle" });
  element.textContent = words;
  return element;
}
