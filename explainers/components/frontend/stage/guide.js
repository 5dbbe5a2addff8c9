/**
 * A reader's first steps: a caption asks for one gesture, says its answer, and offers what comes
 * next. Nothing waits for it, and a browser shows it once.
 */

import { html, set, show } from "../parts/dom.js";
import { remember, remembered } from "../parts/memory.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./scene.js").Placed} Placed */
/** @typedef {State["mode"]} Mode */

const SLOT = "push-and-pull:first-steps";
const STEPS = /** @type {const} */ (["push", "pull", "both"]);

/** @param {import("../parts/figure.js").Own<Data, Placed>} own */
export function createGuide(own) {
  /** @type {Set<string>} modes in which the reader has moved something */
  let answered = new Set();
  let open = false;
  /** What was on the Stage when its mode was chosen. */
  let [mode, before] = ["", ""];
  const text = html("p", {});
  const offer = html("button", { type: "button", class: "offer" });
  const skip = html("button", { type: "button", class: "skip" }, words.SKIP);
  const element = html("div", { class: "guide", role: "group", "aria-label": words.GUIDE, tabindex: "-1" }, text, offer, skip);
  offer.addEventListener("click", () => {
    const next = words.STEPS[own.state.mode].next;
    if (!next) finish();
    else {
      // The button is gone before what it leads to is done.
      element.focus();
      own.alter({ mode: next });
    }
  }, { signal: own.signal });
  skip.addEventListener("click", finish, { signal: own.signal });

  return { element, adopt, waits, draw, say };

  /** A state came from outside: its first steps are shown where it is the first, or they were begun. */
  function adopt() {
    answered = new Set(remembered(SLOT).split(" ").filter(Boolean));
    const { calm, entry } = own.data;
    open = calm && entry.picture === "arm" && !done() && (answered.size > 0 || isFirst(own.data));
    mode = "";
    turned();
  }

  function done() {
    return STEPS.every((step) => answered.has(step));
  }

  function finish() {
    open = false;
    remember(SLOT, STEPS.join(" "));
    own.schedule();
  }

  /** Whether the answer is still to come: until a hand moves, the arrow v is alone. */
  function waits() {
    turned();
    return open && own.state.mode === "push" && !answered.has("push") && !own.held() && !moved();
  }

  function place() {
    const { x, v, u } = own.state;
    return [x, v, u].join();
  }

  function moved() {
    return place() !== before;
  }

  /** Notes when another mode is chosen. */
  function turned() {
    if (mode === own.state.mode) return;
    mode = own.state.mode;
    before = place();
  }

  /** @param {Placed} now */
  function draw(now) {
    turned();
    if (open && !own.held() && (moved() || mode === "both") && !answered.has(mode)) {
      answered.add(mode);
      remember(SLOT, [...answered].join(" "));
    }
    show(element, open);
    if (!open) return;
    set(element, "class", `guide for-${mode}`);
    set(text, "text", said(now));
    set(offer, "text", words.STEPS[own.state.mode].offer);
    show(offer, answered.has(mode));
    show(skip, mode !== "both");
  }

  /** @param {Placed} now */
  function said(now) {
    return words.stepText(own.state, now, answered.has(own.state.mode));
  }

  /** What is heard in place of the numbers alone, or "". @param {Placed} now */
  function say(now) {
    return open && !own.state.cover ? said(now) : "";
  }
}

/** Whether the Stage stands as a reader first meets it. @param {Data} data */
function isFirst({ state, entry: { preset } }) {
  const { x, v, u, mode, covectors, views, circle, cloud, cover } = state;
  const plain = mode === "push" && covectors === "arrows" && views.length === 0 && !circle && !cloud && !cover;
  return plain && [x, v, u].join() === [preset.x, preset.v, preset.u].join();
}
