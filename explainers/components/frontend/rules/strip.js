/**
 * f as two boxes: values go to the right, the residual drops into a tray, cotangents come
 * back to the left and take it out. A playhead uncovers it step by step.
 */

import { html, set } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { CONSTANT, KEPT, STRIP, stepText, written } from "./words.js";

/** @typedef {import("./judge.js").Trace} Trace */
/** @typedef {Pick<import("./data.d.ts").Rule, "slug" | "keeps" | "through" | "back" | "verdict">} Rule */

/** The last step, in which all of it is seen. */
export const LAST = 6;

/** @param {HTMLElement} player */
export function createStrip(player) {
  const chips = {
    x: chip("x", "ink", 0),
    inner: chip("a", "push", 1),
    value: chip("y", "push", 2),
    kept: chip("", "keep", 3),
    u: chip("u", "pull", 4),
    between: chip("w", "pull", 5),
    pull: chip("uᵀJ", "pull derived", 6),
  };
  const times = box("forward", "Ax", 1);
  const exp = box("forward", "exp a", 2);
  const through = box("back", "", 5);
  const back = box("back", "", 6);
  const constant = html("div", { class: "constant", "data-at": "1" }, CONSTANT);
  const tray = html("div", { class: "tray" }, html("span", { class: "tray-name" }, KEPT));
  /** @param {string} text @param {string} role @param {number} at @param {string} place */
  const arrow = (text, role, at, place) =>
    html("span", { class: `hop ${role}`, "data-at": String(at), "aria-hidden": "true", style: `grid-area:${place}` }, text);
  const drawing = html(
    "div",
    { class: "boxes" },
    tray,
    at(chips.x.element, "1/1"), arrow("→", "push", 1, "1/2"), at(times, "1/3"), arrow("→", "push", 1, "1/4"),
    at(chips.inner.element, "1/5"), arrow("→", "push", 2, "1/6"), at(exp, "1/7"), arrow("→", "push", 2, "1/8"),
    at(chips.value.element, "1/9"),
    at(constant, "2/3"), arrow("↓", "push drop", 3, "2/6"), at(chips.kept.element, "2/7"), arrow("↓", "pull drop", 5, "2/8"),
    at(chips.pull.element, "3/1"), arrow("←", "pull", 6, "3/2"), at(back, "3/3"), arrow("←", "pull", 6, "3/4"),
    at(chips.between.element, "3/5"), arrow("←", "pull", 5, "3/6"), at(through, "3/7"), arrow("←", "pull", 5, "3/8"),
    at(chips.u.element, "3/9"),
  );
  const steps = [...drawing.querySelectorAll("[data-at]")];
  const caption = html("p", { class: "caption" });
  const element = html(
    "section",
    { class: "strip" },
    html("header", {}, html("h2", { class: "title" }, STRIP), player),
    drawing,
    caption,
  );

  return {
    element,
    /**
     * @param {number} step
     * @param {Rule} rule
     * @param {Trace} trace
     * @param {{ x: number[], u: number[] }} asked
     */
    draw(step, rule, trace, asked) {
      chips.x.draw(asked.x);
      chips.inner.draw(trace.inner);
      chips.value.draw(trace.value);
      chips.kept.draw(trace.kept, rule.keeps);
      chips.u.draw(asked.u);
      chips.between.draw(trace.between);
      chips.pull.draw(trace.pull);
      set(through, "text", written(rule.through));
      set(back, "text", written(rule.back));
      through.classList.toggle("wrong", rule.through !== "y * u");
      back.classList.toggle("wrong", rule.back !== "A.T @ w");
      for (const part of steps) {
        const own = Number(part.getAttribute("data-at"));
        part.classList.toggle("later", own > step);
        part.classList.toggle("now", own === step && step < LAST);
      }
      set(caption, "text", stepText(step, rule, trace, asked));
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {string} place row and column
 */
function at(element, place) {
  element.style.gridArea = place;
  return element;
}

/**
 * @param {"forward" | "back"} way
 * @param {string} text
 * @param {number} step
 */
function box(way, text, step) {
  return html("div", { class: `box ${way}`, "data-at": String(step) }, text);
}

/**
 * A named vector.
 * @param {string} name
 * @param {string} role
 * @param {number} step
 */
function chip(name, role, step) {
  const title = html("b", {}, name);
  const [first, second] = [html("span", {}), html("span", {})];
  const element = html("div", { class: `chip ${role}`, "data-at": String(step) }, title, html("span", { class: "pair" }, first, second));
  return {
    element,
    /**
     * @param {number[]} vector
     * @param {string} [called]
     */
    draw(vector, called = name) {
      set(title, "text", called);
      set(first, "text", numeral(vector[0]));
      set(second, "text", numeral(vector[1]));
    },
  };
}
