/**
 * The row of matrices at the playhead, its brackets to come, and a dot between neighbours.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { LEVEL, THINNEST, boxes, brackets, scaleOf, tallest } from "./layout.js";
import { grouped, rowAfter, spanName } from "./numbers.js";
import * as words from "./words.js";

/** @typedef {import("./numbers.js").Shown} Shown */
/** @typedef {import("./numbers.js").Span} Span */

const TOP = 30;
/** Below the tallest matrix: its size, then the brackets. */
const BELOW = 26;

/**
 * @param {(place: number) => void} multiply
 * @param {(text: string) => void} preview told what a dot would do, or nothing when it is left
 * @param {AbortSignal} signal
 */
export function createRow(multiply, preview, signal) {
  const picture = svg("svg", { class: "picture", role: "img" });
  const dots = html("div", { class: "dots", role: "group", "aria-label": words.DOTS });
  const element = html("div", { class: "well row-well" }, picture, dots);
  /** @type {HTMLButtonElement[]} */
  const pool = [];
  let made = "";

  return { element, draw };

  /**
   * Draws the row; returns whether a side is too thin for the scale.
   * @param {Shown} shown
   * @param {number} at how many products are done
   * @param {number} wide pixels of the element
   * @param {boolean} cover whether counts are to be guessed
   */
  function draw(shown, at, wide, cover) {
    const { state, factors, sides, names, products, counted } = shown;
    const width = Math.max(260, wide - 20);
    const small = width < 500;
    const row = rowAfter(factors, state.order.slice(0, at));
    const name = (/** @type {Span} */ span) => spanName(names, span, state.mirror);
    const size = (/** @type {Span} */ span) => words.sizeText(sides, span, state.mirror);
    const crowded = small && factors > 4;
    const least = (/** @type {Span} */ span) => Math.max(name(span).replace(/ᵀ/g, "").length * 8 + 8, crowded ? 0 : size(span).length * 6.6);
    const rooms = rowAfter(factors, []).reduce((sum, span) => sum + least(span), 0);
    const gap = Math.max(18, Math.min(46, (width - rooms - 40) / Math.max(1, factors - 1)));
    const scale = scaleOf(sides, state.order, state.mirror, width, gap, least);
    const all = boxes(sides, row, state.mirror, width, gap, scale, least);
    const levels = factors - 1;
    const middle = TOP + tallest(factors, width) / 2;
    const floor = TOP + tallest(factors, width) + BELOW;
    const height = floor + levels * LEVEL + 8;
    element.style.height = `${height}px`;
    // The frame of the well takes two of its pixels: letters keep their size.
    set(picture, "viewBox", `0 0 ${width} ${height - 2}`);
    set(picture, "aria-label", row.map((span) => `${name(span)}, ${size(span)}`).join("; "));

    const role = (/** @type {Span} */ [first, end]) => {
      const pull = first === 0 && sides[0] === 1;
      const push = end === factors && sides[factors] === 1;
      return pull && push ? "both" : pull ? "pull" : push ? "push" : "plain";
    };
    const key = JSON.stringify([width, all, at, state, crowded, cover]);
    if (key !== made) {
      made = key;
      const parts = all.map((box) => {
        const { span, x, width: w, height: h, slot, room } = box;
        const given = span[1] - span[0] === 1;
        const centre = slot + room / 2;
        const text = svg("text", { x: fixed(centre), y: fixed(middle - h / 2 - 9), class: `name ${role(span)}` }, name(span));
        const side = svg("text", { x: fixed(centre), y: fixed(middle + h / 2 + 15), class: "size" }, crowded ? "" : size(span));
        const rect = svg("rect", { x: fixed(x), y: fixed(middle - h / 2), width: fixed(w), height: fixed(h), class: `matrix ${role(span)} ${given ? "given" : "made"}` });
        return svg("g", {}, rect, text, side);
      });
      const ordered = state.mirror ? [...all].reverse() : all;
      const arcs = brackets(sides, state.order, at).map(({ step, first, end, depth }) => {
        const inside = ordered.slice(first, end);
        const x1 = Math.min(...inside.map(({ slot }) => slot));
        const x2 = Math.max(...inside.map(({ slot, room }) => slot + room));
        const y = floor + (depth - 1) * LEVEL + 4;
        const { left, right } = products[step];
        const text = crowded || cover ? String(step + 1) : `${step + 1}:  ${grouped(counted.counts[step])}`;
        const half = text.length * 3.4;
        const centre = Math.max(half, Math.min(width - half, (x1 + x2) / 2));
        const label = svg("text", { x: fixed(centre), y: fixed(y + 14), class: "count" }, text);
        const arc = svg("path", { d: `M${fixed(x1)} ${y - 7}V${y}H${fixed(x2)}V${y - 7}`, class: `arc ${role([left[0], right[1]])}${step === at ? " next" : ""}` });
        return svg("g", { class: step === at ? "next" : "" }, arc, label);
      });
      picture.replaceChildren(...parts, ...arcs);
    }

    while (pool.length < factors - 1) pool.push(createDot(pool.length));
    const shownDots = all.length - 1;
    // Dots are numbered as the places of the product's own writing.
    pool.forEach((button, place) => {
      show(button, place < shownDots);
      if (place >= shownDots) return;
      const [left, right] = row.slice(place, place + 2);
      const before = all[state.mirror ? all.length - 2 - place : place];
      button.style.left = `${fixed(before.slot + before.room + gap / 2 + 10)}px`;
      button.style.top = `${middle}px`;
      button.style.setProperty("--wide", `${fixed(Math.max(24, Math.min(44, gap)))}px`);
      const dot = words.dot(shown, left, right, cover);
      button.dataset.told = dot.told;
      set(button, "aria-label", dot.name);
      button.classList.toggle("next", at < state.order.length && state.order[at] === place);
    });
    return sides.some((side) => side * scale < THINNEST);
  }

  /** @param {number} place */
  function createDot(place) {
    const button = html("button", { type: "button", class: "dot-button" }, html("span", { "aria-hidden": "true" }, "·"));
    button.addEventListener("click", () => {
      multiply(place);
      requestAnimationFrame(() => {
        // The last gap is gone: the focus stays among those that are left.
        const left = pool.filter((other) => !other.hasAttribute("hidden"));
        if (button.hasAttribute("hidden")) left[left.length - 1]?.focus();
      });
    }, { signal });
    for (const type of ["pointerenter", "focus"]) button.addEventListener(type, () => preview(button.dataset.told ?? ""), { signal });
    for (const type of ["pointerleave", "blur", "click"]) button.addEventListener(type, () => preview(""), { signal });
    dots.append(button);
    return button;
  }
}

/** @param {number} number */
function fixed(number) {
  return number.toFixed(1);
}
