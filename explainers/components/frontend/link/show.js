/**
 * What a lecturer has at hand: the way from one state to the next, and while the figure fills the
 * screen a clock, a blank screen and a ring around the place that is spoken of.
 */

import { html, set, show } from "../parts/dom.js";
import { writes } from "./present.js";
import * as words from "./words.js";

const FORWARD = ["n", "pagedown"];
const BACK = ["p", "pageup"];
const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);
/** When the lecture began, in milliseconds, for all of its pages. */
const BEGUN = "push-and-pull:lecture-begun";

/**
 * @param {(by: 1 | -1) => void} go
 * @param {AbortSignal} signal
 */
export function shows(go, signal) {
  const page = document.documentElement;
  /** @type {[number, number] | null} */
  let place = null;
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

  document.body.append(blank, ring);
  document.addEventListener("keydown", heard, { capture: true, signal });
  blank.addEventListener("click", () => show(blank, false), { signal });
  document.addEventListener("pointermove", ({ clientX, clientY }) => {
    pointer = [clientX, clientY];
    if (!ring.hidden) follow();
  }, { passive: true, signal });
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

  /** @param {[number, number] | null} next */
  function update(next) {
    place = next;
    draw();
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
    ring.style.translate = `${pointer[0]}px ${pointer[1]}px`;
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

/** @param {KeyboardEvent} event */
function taken(event) {
  event.preventDefault();
  event.stopPropagation();
}
