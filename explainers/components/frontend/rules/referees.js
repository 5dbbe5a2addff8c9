/**
 * Three referees of a rule, each with a light: the adjoint identity, the slope of the
 * remainder, and JAX's own check_grads.
 */

import { html, set, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { COVERED, HINT, LATER, NO_NUMBER, PLOT, REFEREES, slope } from "./words.js";

/** @typedef {import("./judge.js").Found} Found */
/** @typedef {import("./judge.js").Light} Light */

const ICONS = { pass: "M3 9.5l4 4L15 5", fail: "M4.5 4.5l9 9M13.5 4.5l-9 9", wait: "M4 9h10" };
const [WIDTH, HEIGHT] = [320, 140];
/** Of that the ticks take so much at the foot, at whatever size their words are. */
const FOOT = 24;
/** What the plot holds: powers of ten of h, and of the remainder. */
const ACROSS = [-4.2, -0.15];
const UP = [-11.5, 1.5];
/** The first tick, which has room for no more. */
const LEAST = "10⁻⁴";

export function createReferees() {
  const adjoint = light(REFEREES.adjoint);
  const remainder = light(REFEREES.remainder);
  const checked = light(REFEREES.checked);
  const bars = ["push", "pull"].map((role) => {
    const fill = html("span", { class: `fill ${role}` });
    const number = html("span", { class: "number" });
    const name = html("span", { class: `name ${role}` }, role === "push" ? "u·(Jv)" : "(uᵀJ)·v");
    return { fill, number, element: html("div", { class: "side" }, name, html("span", { class: "track" }, html("span", { class: "zero" }), fill), number) };
  });
  const plot = createPlot();
  const before = html("span", { class: "guessed" });
  const element = html(
    "section",
    { class: "referees" },
    html("header", {}, html("h2", { class: "title" }, REFEREES.title), html("p", { class: "rule hint" }, HINT), before),
    adjoint.element,
    ...bars.map((bar) => bar.element),
    remainder.element,
    plot.element,
    checked.element,
  );
  let span = 1;

  return {
    element,
    /** The bars are scaled anew, never while a handle is held. @param {Found} found */
    rescale(found) {
      span = 1.1 * Math.max(Math.abs(found.forwards), Math.abs(found.backwards)) || 1;
    },
    /**
     * @param {Found} found
     * @param {number[]} lengths
     * @param {"shown" | "covered" | "later"} how whether there are verdicts, or the reader is to guess
     * @param {string} guessed what the reader has guessed, or ""
     */
    draw({ forwards, backwards, remainders, clear, lights, said }, lengths, how, guessed) {
      const cover = how !== "shown";
      const [word, none] = how === "later" ? [LATER, NO_NUMBER] : [COVERED, COVERED];
      set(before, "text", guessed);
      set(element, "data-cover", String(cover));
      const [first, second, third] = /** @type {const} */ (["adjoint", "remainder", "checked"]).map((name) =>
        /** @type {[Light, string]} */ (cover ? ["wait", word] : [lights[name], said[name]]),
      );
      adjoint.draw(...first);
      [forwards, backwards].forEach((side, k) => {
        const part = cover ? 0 : Math.max(-50, Math.min(50, (50 * side) / span)) || 0;
        set(bars[k].fill, "style", `left:${(50 + Math.min(0, part)).toFixed(1)}%;width:${Math.abs(part).toFixed(1)}%`);
        set(bars[k].number, "text", cover ? none : numeral(side));
        set(bars[k].number, "data-value", cover ? "" : String(side));
      });
      remainder.draw(...second);
      checked.draw(...third);
      plot.draw(lengths, remainders.map((size, k) => (clear[k] && !cover ? size : 0)), second[0]);
    },
  };
}

/** @param {string} name */
function light(name) {
  const icon = svg("path", {});
  const word = html("span", { class: "word" });
  const element = html(
    "div",
    { class: "light wait", role: "group", "aria-label": name },
    svg("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" }, svg("circle", { cx: "9", cy: "9", r: "9" }), icon),
    html("b", {}, name),
    word,
  );
  return {
    element,
    /**
     * @param {Light} kind
     * @param {string} text
     */
    draw(kind, text) {
      set(element, "class", `light ${kind}`);
      set(element, "data-verdict", kind);
      set(icon, "d", ICONS[kind]);
      set(word, "text", text);
    },
  };
}

/**
 * By how many powers of ten the upward axis, which has no numbers, is moved so that the
 * largest size is in view.
 * @param {number[]} powers of ten of the sizes
 */
export function shiftInto(powers) {
  const most = Math.max(...powers);
  return most > UP[1] - 0.3 ? most - (UP[1] - 0.3) : most < UP[0] / 2 ? most - UP[0] / 2 : 0;
}

/** The remainder against h, on logarithmic axes. */
function createPlot() {
  const dots = svg("path", { class: "dots" });
  const fit = svg("path", { class: "fit" });
  const guides = [1, 2].map((k) => ({ line: svg("path", { class: "guide" }), name: svg("text", { class: "guide-name" }), k }));
  const ticks = [-4, -3, -2, -1].map((power, k) => {
    // The first is as wide as it is far from the edge: it begins there.
    const place = k ? { x: String(px(power)), "text-anchor": "middle" } : { x: "6", "text-anchor": "start" };
    const text = svg("text", { ...place, y: String(HEIGHT - 7) });
    text.textContent = k ? numeral(10 ** power) : LEAST;
    return text;
  });
  const name = svg("text", { x: "6", y: "20" });
  name.textContent = PLOT.up;
  const across = svg("text", { x: String(WIDTH - 4), y: String(HEIGHT - 7), "text-anchor": "end" });
  across.textContent = PLOT.across;
  const holder = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "remainder", role: "img", "aria-label": PLOT.name },
    ...guides.flatMap(({ line, name: word }) => [line, word]),
    fit, dots, ...ticks, name, across,
  );
  return {
    element: holder,
    /**
     * @param {number[]} lengths
     * @param {number[]} sizes 0 for what is only rounding
     * @param {Light} kind
     */
    draw(lengths, sizes, kind) {
      const logs = lengths.map((h, k) => [Math.log10(h), Math.log10(sizes[k])]).filter((p) => p.every(Number.isFinite));
      const shift = shiftInto(logs.map((p) => p[1]));
      const points = logs.map(([a, b]) => [a, b - shift]);
      set(dots, "d", points.map(([a, b]) => `M${px(a)} ${py(b)}h0`).join(""));
      set(fit, "d", points.map(([a, b], k) => `${k ? "L" : "M"}${px(a)} ${py(b)}`).join(""));
      set(holder, "class", `remainder ${kind}`);
      const [first] = points;
      for (const { line, name: word, k } of guides) {
        const end = first ? first[1] + k * (-4 - first[0]) : NaN;
        set(line, "d", first ? `M${px(first[0])} ${py(first[1])}L${px(-4)} ${py(end)}` : "");
        set(word, "text", first ? slope(k) : "");
        set(word, "x", String(px(-4)));
        set(word, "y", String(Math.max(42, Math.min(HEIGHT - 28, py(Number.isFinite(end) ? end : 0) + (k === 1 ? -12 : 14)))));
      }
    },
  };
}

/** @param {number} power */
function px(power) {
  return Math.round((10 * (WIDTH * (power - ACROSS[0]))) / (ACROSS[1] - ACROSS[0])) / 10;
}

/** @param {number} power */
function py(power) {
  const part = (power - UP[0]) / (UP[1] - UP[0]);
  return Math.round(10 * (HEIGHT - FOOT) * (1 - Math.max(-0.1, Math.min(1.1, part)))) / 10;
}
