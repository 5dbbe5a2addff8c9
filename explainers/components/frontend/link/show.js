/**
 * What a lecturer has at hand: the way from one state to the next, and while the figure fills the
 * screen a clock, a blank screen and a ring around the entry, or the place, that is spoken of.
 */

import { html, set, show } from "../parts/dom.js";
import { writes } from "./present.js";
import * as words from "./words.js";

const FORWARD = ["n", "pagedown"];
const BACK = ["p", "pageup"];
/** What is ringed as a whole. */
const WHOLE = "[role=gridcell], [role=cell], [role=columnheader], [role=rowheader], .cell, .head, td, th";
/** So far outside it its ring lies, in pixels. */
const AROUND = 4;
const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);
/** When the lecture began, in milliseconds, for all of its pages. */
const BEGUN = "push-and-pull:lecture-begun";
/** The lecture, where it stands and on which page: a reload is a new session, which knows none. */
const KEPT = "push-and-pull:lecture";

/**
 * @typedef {object} Ways
 * @property {(by: 1 | -1) => void} go to another state
 * @property {(kept: { lecture: string, place: number }) => void} resume a lecture after a reload
 * @property {() => string} page the name of this one
 */

/**
 * @param {Ways} ways
 * @param {AbortSignal} signal
 */
export function shows({ go, resume, page: name }, signal) {
  const page = document.documentElement;
  /** @type {[number, number] | null} */
  let place = null;
  let asked = false;
  const [before, after] = /** @type {const} */ ([[words.BEFORE, "P", -1], [words.AFTER, "N", 1]]).map(([text, key, by]) => {
    const button = html("button", { type: "button", "aria-keyshortcuts": key }, text);
    button.addEventListener("click", () => go(by), { signal });
    return button;
  });
  const where = html("span", { class: "where", role: "status" });
  const clock = html("span", { class: "clock", role: "timer", "aria-label": words.CLOCK });
  const element = html("div", { class: "lecture", role: "group", "aria-label": words.LECTURE, hidden: "" }, before, where, after, clock);
  const blank = html("div", { role: "alert", class: "push-and-pull-blank", hidden: "" }, html("span", {}, words.BLANK));
  const ring = html("div", { class: "push-and-pull-ring", "aria-hidden": "true", hidden: "" });
  let pointer = [innerWidth / 2, innerHeight / 2];
  /** @type {Element | null} the entry under the pointer, or with the focus, whichever came last */
  let entry = null;

  document.body.append(blank, ring);
  document.addEventListener("keydown", heard, { capture: true, signal });
  blank.addEventListener("click", () => show(blank, false), { signal });
  document.addEventListener("pointermove", (event) => {
    pointer = [event.clientX, event.clientY];
    entry = entryOf(event);
    if (!ring.hidden) follow();
  }, { passive: true, signal });
  document.addEventListener("focusin", (event) => {
    entry = entryOf(event) ?? entry;
    if (!ring.hidden) follow();
  }, { signal });
  document.addEventListener("scroll", () => {
    if (!ring.hidden) follow();
  }, { capture: true, passive: true, signal });
  const ticking = setInterval(tick, 1000);
  const presented = new MutationObserver(draw);
  presented.observe(page, { attributeFilter: ["data-present"] });
  signal.addEventListener("abort", () => {
    clearInterval(ticking);
    presented.disconnect();
    blank.remove();
    ring.remove();
  });
  draw();
  return { element, update };

  /** @param {Pick<import("./data.d.ts").Data, "place" | "lecture">} next */
  function update({ place: next, lecture }) {
    const first = !asked;
    asked = true;
    place = next;
    if (place) keep(lecture && { lecture, place: place[0], page: name() });
    else if (first && reloaded()) take();
    draw();
  }

  /** @param {{ lecture: string, place: number, page: string } | ""} shown nothing if it is too long to keep */
  function keep(shown) {
    try {
      if (shown) sessionStorage.setItem(KEPT, JSON.stringify(shown));
      else sessionStorage.removeItem(KEPT);
    } catch {
      // Then a reload ends the lecture.
    }
  }

  function take() {
    try {
      const { lecture, place: at, page: where } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
      if (where === name()) resume({ lecture, place: at });
    } catch {
      // What is no lecture is none.
    }
  }

  function presenting() {
    return "present" in page.dataset;
  }

  function draw() {
    show(element, place !== null || presenting());
    for (const part of [before, where, after]) show(part, place !== null);
    show(clock, presenting());
    if (presenting()) begin();
    else [blank, ring].forEach((part) => show(part, false));
    if (place) {
      set(where, "text", words.place(place));
      before.disabled = place[0] === 1;
      after.disabled = place[0] === place[1];
    }
    tick();
  }

  function begin() {
    try {
      if (!sessionStorage.getItem(BEGUN)) sessionStorage.setItem(BEGUN, String(Date.now()));
    } catch {
      // A browser that keeps nothing counts from now on each page.
    }
  }

  function tick() {
    if (clock.hidden) return;
    let begun = Date.now();
    try {
      begun = Number(sessionStorage.getItem(BEGUN)) || begun;
    } catch {
      // As above.
    }
    clock.textContent = words.clock((Date.now() - begun) / 1000);
  }

  function follow() {
    const box = entry?.isConnected ? entry.getBoundingClientRect() : null;
    ring.classList.toggle("around", box !== null);
    const [left, top] = box ? [box.left - AROUND, box.top - AROUND] : pointer;
    ring.style.translate = `${left}px ${top}px`;
    ring.style.width = box ? `${box.width + 2 * AROUND}px` : "";
    ring.style.height = box ? `${box.height + 2 * AROUND}px` : "";
  }

  /** @param {KeyboardEvent} event */
  function heard(event) {
    const key = event.key.toLowerCase();
    if (!blank.hidden) {
      if (event.repeat || MODIFIERS.has(event.key)) return;
      show(blank, false);
      return taken(event);
    }
    const target = event.composedPath()[0];
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || writes(target)) return;
    const pages = key.startsWith("page");
    if (pages && target instanceof Element && target.matches("input, [role=slider], [role=gridcell]")) return;
    const by = FORWARD.includes(key) ? 1 : BACK.includes(key) ? -1 : 0;
    if (by && place) {
      const [at, of] = place;
      if (at + by >= 1 && at + by <= of) go(by);
      taken(event);
    } else if (presenting() && key === "b") {
      show(blank, true);
      taken(event);
    } else if (presenting() && key === "l") {
      show(ring, ring.hasAttribute("hidden"));
      follow();
      taken(event);
    }
  }
}

/** Whether the page is here because it was loaded again. */
function reloaded() {
  const [way] = performance.getEntriesByType("navigation");
  return way instanceof PerformanceNavigationTiming && way.type === "reload";
}

/** The entry of a table that something happened in. @param {Event} event */
function entryOf(event) {
  const found = event.composedPath().find((node) => node instanceof Element && node.matches(WHOLE));
  return /** @type {Element | null} */ (found ?? null);
}

/** @param {KeyboardEvent} event */
function taken(event) {
  event.preventDefault();
  event.stopPropagation();
}
