/**
 * The cheat sheet's figure: shapes of everything for the reader's m and n, which mode takes
 * fewer sweeps, and one Jacobian in two layouts.
 */

import { html, set } from "../parts/dom.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey, onDrag, onKeys } from "../parts/hands.js";
import { createBlocks } from "./blocks.js";
import { createLens } from "./lens.js";
import { dragged, fewer, modeText, shapesOf, shapeText, space } from "./shapes.js";

/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./shapes.js").Shapes} Shapes */
/** @typedef {import("./data.d.ts").Data} Data */

const WIDE = 760;

/** What stands in the table: name, what it is, where it lives. @type {[keyof Shapes, string, string, string][]} */
const ROWS = [
  ["v", "v", "push", "a direction at x"],
  ["push", "Jv", "push", "v weights the columns"],
  ["u", "u", "pull", "a weight for each output"],
  ["pull", "uᵀJ", "pull", "u weights the rows"],
  ["jacobian", "J", "ink", "outputs × inputs"],
  ["row", "∇fᵢ", "ink", "row i of J"],
  ["column", "∂f/∂xⱼ", "ink", "column j of J"],
];

export default mounted(createSheet);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 * @param {Data} first
 */
function createSheet(parent, send, first) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".cheatsheet"));
  let data = first;
  let state = first.state;
  let edition = "";

  const frames = createFrames(draw);
  const { schedule } = frames;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", gesture),
    schedule,
    take,
  });
  const { press, release, settle, settleSoon } = gestures;
  const blocks = createBlocks(first.most);
  const place = html("div", { class: "blocks-place", "data-fold": "" }, blocks.element);
  const rows = ROWS.map(([name, text, role, what]) => {
    const shape = html("td", { class: "shape" });
    const lives = html("td", {});
    const element = html("tr", {}, html("th", { scope: "row", class: role }, text), shape, lives, html("td", { class: "what" }, what));
    return { name, shape, lives, element };
  });
  const table = html(
    "table",
    { class: "shapes", "data-fold": "" },
    html("thead", {}, html("tr", {}, ...["", "shape", "lives in", "is"].map((text) => html("th", { scope: "col" }, text)))),
    html("tbody", {}, ...rows.map((row) => row.element)),
  );
  const counts = ["forward", "reverse"].map((mode) => {
    const marks = html("span", { class: "marks", "aria-hidden": "true" });
    const text = html("span", { class: "count" });
    return { mode, marks, text, element: html("div", { class: `mode ${mode}` }, html("b", {}, mode === "forward" ? "jacfwd" : "jacrev"), marks, text) };
  });
  const verdict = html("p", { class: "verdict" });
  const lens = createLens((layout) => {
    state = { ...state, layout };
    settle();
  }, signal);
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  root.replaceChildren(
    html("div", { class: "upper" }, place, html("div", { class: "facts" }, table, ...counts.map((count) => count.element), verdict)),
    lens.element,
    live,
  );

  takeHandle("n", (dx) => dx);
  takeHandle("m", (_, dy) => dy);
  const sizes = new ResizeObserver(schedule);
  sizes.observe(place);
  sizes.observe(root);
  root.addEventListener("keydown", keepKey, { signal });

  return { root, update: gestures.offer, destroy };

  function destroy() {
    abort.abort();
    sizes.disconnect();
    gestures.stop();
    frames.stop();
  }

  /** @param {Data} next */
  function take(next) {
    data = next;
    if (next.edition !== edition) {
      edition = next.edition;
      state = { ...next.state };
      gestures.follow();
    }
    frames.now();
    if (gestures.moves() && !gestures.held() && settled()) set(live, "text", modeText(state.m, state.n));
  }

  function settled() {
    return data.state.m === state.m && data.state.n === state.n && data.state.layout === state.layout;
  }

  /**
   * @param {"m" | "n"} which
   * @param {(dx: number, dy: number) => number} along
   */
  function takeHandle(which, along) {
    const element = blocks.handles[which];
    let start = 1;
    let grip = 1;
    onDrag(element, {
      press: () => {
        start = state[which];
        grip = blocks.cell;
        press();
      },
      move: (dx, dy) => {
        state = { ...state, [which]: dragged(start, along(dx, dy), grip, data.most) };
        schedule();
      },
      release,
    }, signal);
    onKeys(
      element,
      ([across, up]) => to(dragged(state[which], Math.sign(across + up), 1, data.most)),
      signal,
      (end) => to([1, data.most][end]),
    );

    /** @param {number} size */
    function to(size) {
      state = { ...state, [which]: size };
      schedule();
      settleSoon();
    }
  }

  function draw() {
    root.dataset.layout = root.clientWidth >= WIDE ? "wide" : "narrow";
    const { m, n, layout } = state;
    if (place.clientWidth) blocks.draw(m, n, place.clientWidth - 18, gestures.held());
    const shown = settled() ? data.shapes : shapesOf(m, n);
    for (const { name, shape, lives } of rows) {
      const size = shown[name];
      set(shape, "text", shapeText(size));
      const home = { v: n, pull: n, row: n, push: m, u: m, column: m, jacobian: 0 }[name];
      const side = { v: "input", pull: "input", row: "input", push: "output", u: "output", column: "output", jacobian: "" }[name];
      set(lives, "text", home ? `${side} space ${space(home)}` : "");
    }
    const best = fewer(m, n);
    for (const { mode, marks, text, element } of counts) {
      const count = mode === "forward" ? n : m;
      set(element, "class", `mode ${mode}${best === mode || best === "equal" ? " best" : ""}`);
      set(marks, "text", "▮".repeat(count));
      set(text, "text", `${count} ${mode === "forward" ? "JVP" : "VJP"}${count === 1 ? "" : "s"}`);
    }
    set(verdict, "text", modeText(m, n));
    lens.draw(layout, data.lens);
    set(root, "data-settled", String(settled()));
  }
}
