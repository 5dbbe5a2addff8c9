/**
 * One plane: a space with its point, its vectors and what is drawn around them, as SVG.
 */

import { html, set, show, svg } from "./dom.js";
import { REACH, hitsOf } from "./hits.js";
import { LINES, createComposer } from "./picture.js";
import { HANDLE, NAMES } from "./words.js";

/** @typedef {import("./geometry.js").Vec} Vec */
/** @typedef {import("./picture.js").Scene} Scene */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture.js").Still} Still */
/** @typedef {import("./picture.js").Word} Word */
/** @typedef {"x" | "v" | "u" | "cloud" | "guess"} Id */


/** @type {Record<Word["kind"], string>} the classes of words that are not labels */
const PLAIN = { tick: "tick", axis: "axis" };

/**
 * @param {"input" | "output"} space
 * @param {Id[]} held handles that live here
 * @param {{ plane?: string } & Partial<Record<Id, string>>} [called] other names
 */
export function createPlane(space, held, called = {}) {
  const title = html("h2", { class: "title" });
  const pickers = html("span", { class: "pickers" });
  const caption = html("p", { class: "caption" });
  const message = html("p", { class: "message", hidden: "" });
  const axes = svg("path", { class: "axes" });
  const lines = LINES.map((name) => ({ name, path: svg("path", { class: lineClass(name) }) }));
  const scaled = svg("g", { transform: "scale(.1)" }, axes, ...lines.map(({ path }) => path));
  const still = svg("g");
  const arrows = Array.from({ length: 6 }, () => {
    const shaft = svg("path", { class: "shaft" });
    const head = svg("path", { class: "head" });
    return { group: svg("g", {}, shaft, head), shaft, head };
  });
  const labels = Array.from({ length: 8 }, () => svg("text"));
  const moved = svg("circle", { class: "moved", r: "4" });
  const dot = svg("circle", { class: "dot", r: "5.5" });
  const handles = held.map((id) => {
    const hit = svg("circle", { class: "hit", r: String(REACH) });
    const element = svg(
      "g",
      {
        class: `handle ${id}`,
        role: "slider",
        tabindex: "0",
        "aria-label": called[id] ?? NAMES[id],
        "aria-roledescription": HANDLE,
        "aria-orientation": "horizontal",
        "aria-valuemin": "0",
      },
      svg("circle", { class: "halo", r: "12" }),
      hit,
    );
    return { id, element, hit };
  });
  const picture = svg(
    "svg",
    { class: "picture", role: "group", "aria-label": called.plane ?? `${space} space` },
    scaled,
    still,
    ...arrows.map((arrow) => arrow.group),
    moved,
    dot,
    ...labels,
    ...handles.map((handle) => handle.element),
  );
  const well = html("div", { class: "well" }, picture, message);
  const element = html(
    "section",
    { class: `plane ${space}` },
    html("header", {}, title, pickers),
    well,
    caption,
  );
  const compose = createComposer(letters);
  /** @type {Still | null} what is drawn of the view */
  let standing = null;

  return { element, title, pickers, well, picture, handles, compose, say, trace, draw };

  /** @param {Scene} scene */
  function draw(scene) {
    say(scene);
    trace(compose(scene));
  }

  /** Sizes of its letters as they are now. */
  function letters() {
    const size = (/** @type {string} */ kind) => {
      const trial = svg("text", { class: kind });
      picture.append(trial);
      const found = parseFloat(getComputedStyle(trial).fontSize);
      trial.remove();
      return found;
    };
    return { label: size("label"), tick: size("tick"), axis: size("axis") };
  }

  /** The words around the plane, and what its handles hold. @param {Scene} scene */
  function say(scene) {
    set(element, "class", `plane ${space}${scene.frame.line ? " one" : ""}`);
    for (const { id, element: handle } of handles) {
      const state = scene.handles.find((other) => other.id === id);
      show(handle, state !== undefined);
      if (!state) continue;
      set(handle, "aria-valuenow", String(Number(state.value.toPrecision(6))));
      set(handle, "aria-valuemax", String(state.largest));
      set(handle, "aria-valuetext", state.text);
    }
    set(message, "text", scene.message);
    show(message, scene.message !== "");
    set(caption, "text", scene.caption);
  }

  /** Draws a picture, changing only what differs. @param {Picture} now */
  function trace(now) {
    set(picture, "viewBox", `0 0 ${now.size} ${now.height}`);
    if (now.still !== standing) {
      standing = now.still;
      set(axes, "d", standing.axes);
      still.replaceChildren(...[...standing.ticks, ...standing.names].map((word) => write(svg("text"), word)));
    }
    for (const { name, path } of lines) set(path, "d", now.lines[name]);
    arrows.forEach(({ group, shaft, head }, k) => {
      const arrow = now.arrows[k];
      set(group, "class", arrow ? `arrow ${arrow.id}` : "arrow none");
      set(shaft, "d", arrow ? arrow.shaft : "");
      set(head, "d", arrow ? arrow.head : "");
    });
    labels.forEach((label, k) => {
      if (k < now.words.length) write(label, now.words[k]);
      else set(label, "text", "");
    });
    place(dot, now.point);
    show(moved, now.moved !== null);
    if (now.moved) place(moved, now.moved);
    const hits = hitsOf(now.handles.map(({ at }) => at), now.size, now.height);
    now.handles.forEach(({ id, at: [x, y] }, k) => {
      const { element: handle, hit } = /** @type {typeof handles[number]} */ (handles.find((other) => other.id === id));
      set(handle, "transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      place(hit, [hits[k][0] - x, hits[k][1] - y]);
    });
    picture.classList.toggle("faint", now.faint);
  }
}

/** @param {(typeof LINES)[number]} name */
function lineClass(name) {
  return name === "zero" ? "stripes zero" : name;
}

/**
 * @param {SVGTextElement} element
 * @param {Word} word
 */
function write(element, { kind, text, x, y, anchor }) {
  set(element, "text", text);
  set(element, "class", PLAIN[kind] ?? `label ${kind}`);
  set(element, "text-anchor", anchor);
  // Moved by a transform: new x and y would set the text anew.
  set(element, "transform", `translate(${x} ${y})`);
  return element;
}

/**
 * @param {SVGCircleElement} circle
 * @param {Vec} at
 */
function place(circle, at) {
  if (!at.every(Number.isFinite)) return;
  set(circle, "cx", at[0].toFixed(1));
  set(circle, "cy", at[1].toFixed(1));
}
