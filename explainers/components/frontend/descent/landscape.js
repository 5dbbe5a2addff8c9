/**
 * The risk over the two parameters: level lines, the runs, where it is lowest, and the
 * gradient of the step that is shown.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { DOT, HALO, USUAL, axisName, boxOf } from "../parts/picture.js";
import { within } from "../parts/points.js";
import { createGhost } from "./ghost.js";
import { ofArrow, placeNames } from "./names.js";
import { growing, upTo } from "./paths.js";
import { placeOf } from "./wire.js";
import { HANDLE } from "../parts/words.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("./wire.js").Ground} Ground */
/** @typedef {import("./wire.js").Course} Course */

/** Longest gradient that is drawn as long as it is, as a part of the side. */
const LONGEST = 0.3;
const LEVELS = 14;
/** Side of a plane, in pixels, with room for more than a name. */
const ROOMY = 240;
const DIAMOND = "M0 -6.5L6.5 0L0 6.5L-6.5 0Z";
const CROSS = "M-5 -5L5 5M-5 5L5 -5";
/** Radius of the ring at which a run starts, with its edge. */
const RING = 10.5;
/** Pixels from which on the two lowest places are told apart, and that a lens parts them by. */
const PARTED = 16;
const LENS = { parts: 24, radius: 25, most: 1000 };

/** @param {number} runs */
export function createLandscape(runs) {
  const levels = svg("path", { class: "levels" });
  const axes = svg("path", { class: "axes" });
  const lines = Array.from({ length: runs }, () => ({
    ahead: svg("path", { class: "ahead" }),
    past: svg("path", { class: "past" }),
    hit: svg("path", { class: "hit-line" }),
  }));
  const scaled = svg(
    "g",
    { transform: "scale(.1)" },
    levels,
    axes,
    ...lines.map((line) => line.ahead),
    ...lines.map((line) => line.past),
    ...lines.map((line) => line.hit),
  );
  const ticks = svg("g", { class: "ticks" });
  const across = svg("text", { class: "axis" });
  const up = svg("text", { class: "axis" });
  const lowest = svg("path", { class: "lowest", d: DIAMOND });
  const truth = svg("path", { class: "truth", d: CROSS });
  const larger = createLens();
  const shaft = svg("path", { class: "shaft" });
  const head = svg("path", { class: "head" });
  const arrow = svg("g", { class: "arrow pull" }, shaft, head);
  const word = svg("text", { class: "label pull", "text-anchor": "middle" });
  const next = svg("path", { class: "next" });
  const ghost = createGhost();
  const spots = lines.map(() => svg("circle", { class: "spot", r: "4" }));
  const gone = lines.map(() => ({ mark: svg("path", { class: "gone" }), text: svg("text", { class: "gone-word", "text-anchor": "middle" }) }));
  const handles = lines.map((_, k) =>
    svg(
      "g",
      {
        class: "handle start",
        role: "slider",
        tabindex: "0",
        "aria-label": words.start(k),
        "aria-roledescription": HANDLE,
        "aria-orientation": "horizontal",
      },
      svg("circle", { class: "halo", r: String(RING - 1) }),
      svg("text", { class: "digit", "text-anchor": "middle", y: "4.2" }, String(k + 1)),
      svg("circle", { class: "hit", r: "22" }),
    ),
  );
  const picture = svg(
    "svg",
    { class: "picture", role: "group", "aria-label": words.RISK.name },
    scaled,
    ticks,
    across,
    up,
    ...gone.flatMap(({ mark, text }) => [mark, text]),
    lowest,
    truth,
    larger.element,
    ...handles,
    next,
    ...spots,
    arrow,
    word,
    ghost.element,
  );
  const message = html("p", { class: "message", hidden: "" });
  const well = html("div", { class: "well" }, picture, message);
  const title = html("h2", { class: "title" }, words.RISK.title);
  const element = html("section", { class: "plane landscape" }, html("header", {}, title), well);

  /** @type {import("../parts/geometry.js").Frame} */
  let frame = { view: { cx: 0, cy: 0, half: 1 }, size: 0, height: 0, line: false };
  /** @type {string[]} */
  let paths = [];
  let letters = USUAL;
  /** @type {import("../parts/picture.js").Word[]} */
  let numbers = [];
  /** @type {[string, string]} the axes' */
  let named = ["", ""];

  return { element, well, picture, message, handles, guess: ghost.handle, lines, ground, course, draw, kept, view: () => frame.view };

  /**
   * Draws what stays the same while starts and rate are moved.
   * @param {Ground} given
   * @param {number} size
   */
  function ground(given, size) {
    const [cx, cy, half] = given.window;
    frame = { view: { cx, cy, half }, size, height: size, line: false };
    set(picture, "viewBox", `0 0 ${size} ${size}`);
    const field = fieldOf(given);
    set(levels, "d", geometry.levelPath(frame, field, ...geometry.levels(field, LEVELS)));
    letters = { label: sizeOf(word), tick: sizeOf(across), axis: sizeOf(across) };
    drawTicks(given.risk.parameters);
    mark(lowest, given.lowest);
    mark(truth, given.truth);
    larger.at(pixels(given.lowest), pixels(given.truth));
  }

  /** A step as far as it stays in the plane. @param {number[]} from @param {number[]} by */
  function kept(from, by) {
    const { cx, cy, half } = frame.view;
    return by.map((z, k) => within(z, [[cx, cy][k] - half - from[k], [cx, cy][k] + half - from[k]]));
  }

  /** @param {Ground} given */
  function fieldOf(given) {
    const values = Float64Array.from(given.field);
    const least = values.reduce((smallest, z) => (z < smallest ? z : smallest), Infinity);
    return { view: frame.view, count: given.lattice, lowest: least, roots: values.map((z) => Math.sqrt(z - least)) };
  }

  /**
   * @param {SVGPathElement} element
   * @param {[number, number] | null} at
   */
  function mark(element, at) {
    const seen = at !== null && inside(at);
    show(element, seen);
    if (!at || !seen) return;
    const [x, y] = geometry.toPixels(frame, at);
    set(element, "transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }

  /** @param {[number, number] | null} at */
  function pixels(at) {
    return at && inside(at) ? geometry.toPixels(frame, at) : null;
  }

  /** @param {Vec} at */
  function inside(at) {
    const [x, y] = geometry.toPixels(frame, at);
    return x >= 0 && x <= frame.size && y >= 0 && y <= frame.size;
  }

  /** @param {[string, string]} names */
  function drawTicks(names) {
    const { view, size } = frame;
    const count = size < 240 ? 3 : 5;
    const first = geometry.ticks(view.cx - view.half, view.cx + view.half, count).at;
    const second = geometry.ticks(view.cy - view.half, view.cy + view.half, count).at;
    numbers = [
      ...first.flatMap((t) => tick(geometry.toPixels(frame, [t, 0])[0], size - 6, t, "middle")),
      ...second.flatMap((t) => tick(5, geometry.toPixels(frame, [0, t])[1] + 3.5, t, "start")),
    ];
    ticks.replaceChildren(...numbers.map(({ x, y, anchor, text }) =>
      svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor }, text)));
    const [ox, oy] = geometry.toPixels(frame, [0, 0]).map((z) => Math.round(10 * z));
    set(axes, "d", `M0 ${oy}H${10 * size}M${ox} 0V${10 * size}`);
    named = names;

    /**
     * @param {number} x
     * @param {number} y
     * @param {number} value
     * @param {import("../parts/picture.js").Word["anchor"]} anchor
     * @returns {import("../parts/picture.js").Word[]}
     */
    function tick(x, y, value, anchor) {
      if (anchor === "middle" ? x < 26 || x > size - 14 : y < 34 || y > size - 22) return [];
      return [{ kind: "tick", text: numeral(value), x, y, anchor }];
    }
  }

  /** Names the axes off the discs; gives where they stand. @param {{ at: Vec, radius: number }[]} discs */
  function nameAxes(discs) {
    const shape = { size: frame.size, height: frame.size };
    return [across, up].map((element, k) => {
      const name = axisName(named[k], k, shape, letters, numbers, discs);
      set(element, "text", name.text);
      set(element, "x", String(name.x));
      set(element, "y", String(name.y));
      set(element, "text-anchor", name.anchor);
      return boxOf(name, letters);
    });
  }

  /**
   * Draws the runs' whole ways.
   * @param {Course} given
   */
  function course(given) {
    paths = given.theta.map((theta) => {
      const count = theta.length / 2;
      const [x, y] = [new Float64Array(count), new Float64Array(count)];
      for (let i = 0; i < count; i++) [x[i], y[i]] = geometry.toPixels(frame, [theta[2 * i], theta[2 * i + 1]]);
      return growing(x, y);
    });
    lines.forEach((line, k) => {
      set(line.ahead, "d", paths[k]);
      set(line.hit, "d", paths[k]);
    });
  }

  /**
   * Draws the frame that is shown.
   * @param {{ course: Course, at: number, run: number, starts: number[] }} shown
   * @param {import("./ghost.js").Drawn | null} guessed
   */
  function draw({ course: given, at, run, starts }, guessed) {
    const begins = handles.map((_, k) => geometry.toPixels(frame, [starts[2 * k], starts[2 * k + 1]]));
    const names = ghost.draw(frame, guessed);
    larger.avoid(frame.size, begins);
    lines.forEach((line, k) => {
      const focus = k === run ? " focus" : "";
      set(line.ahead, "class", `ahead${focus}`);
      set(line.past, "class", `past${focus}`);
      set(line.past, "d", upTo(paths[k], at));
    });
    const out = spots.flatMap((spot, k) => {
      const place = placeOf(given, k, at);
      const seen = inside(place);
      // At its start a run is its handle, whose number can be read.
      show(spot, seen && at > 0);
      set(spot, "class", k === run ? "spot focus" : "spot");
      if (seen) {
        const [x, y] = geometry.toPixels(frame, place);
        set(spot, "cx", x.toFixed(1));
        set(spot, "cy", y.toFixed(1));
      }
      return drawGone(k, place, seen, k === run);
    });
    handles.forEach((handle, k) => {
      const [a, b] = [starts[2 * k], starts[2 * k + 1]];
      const [x, y] = begins[k];
      set(handle, "class", `handle start${k === run ? " focus" : ""}`);
      set(handle, "transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      set(handle, "aria-valuenow", String(Number(a.toPrecision(6))));
      set(handle, "aria-valuetext", `${numeral(a)}, ${numeral(b)}`);
    });
    const seen = spots.map((_, k) => placeOf(given, k, at)).filter(inside).map((p) => geometry.toPixels(frame, p));
    const lens = larger.taken(letters);
    const rings = begins.map((at) => ({ at, radius: RING }));
    const ends = nameAxes([...rings, ...lens.discs]);
    placeNames([...out, ...drawPull(given, at, run), ...names], frame, letters.label, {
      boxes: [...numbers.map((one) => boxOf(one, letters)), ...ends, ...lens.boxes],
      discs: [
        ...begins.map((spot) => ({ at: spot, radius: HALO })),
        ...(guessed?.held ? names.slice(0, 1).map(({ anchor }) => ({ at: anchor, radius: HALO })) : []),
        ...[...seen, ...out.map(({ anchor }) => anchor)].map((spot) => ({ at: spot, radius: DOT })),
        ...lens.discs,
      ],
    });
  }

  /**
   * The gradient at the point of the run in focus, and the step that follows from it.
   * @param {Course} given
   * @param {number} at
   * @param {number} run
   * @returns {import("./names.js").Name[]}
   */
  function drawPull(given, at, run) {
    const place = placeOf(given, run, at);
    const pull = /** @type {Vec} */ ([given.gradient[2 * at], given.gradient[2 * at + 1]]);
    const length = Math.hypot(...pull);
    const seen = inside(place) && Number.isFinite(length) && given.of.run === run && length > 0;
    set(arrow, "class", seen ? "arrow pull" : "arrow none");
    show(word, seen);
    set(next, "d", "");
    if (!seen) return [];
    const most = LONGEST * 2 * frame.view.half;
    const part = Math.min(1, most / length);
    const from = geometry.toPixels(frame, place);
    const to = geometry.toPixels(frame, [place[0] + part * pull[0], place[1] + part * pull[1]]);
    const cut = geometry.clipped(from, to, frame, 8);
    const tip = cut ? cut.tip : to;
    const drawn = geometry.arrowPaths(from, tip);
    set(shaft, "d", drawn.shaft);
    set(head, "d", drawn.head);
    const cutShort = part < 1 || cut?.clipped;
    const text = cutShort && frame.size >= ROOMY ? words.pulled(length) : "uᵀJ";
    const after = geometry.toPixels(frame, [place[0] + given.step[2 * at], place[1] + given.step[2 * at + 1]]);
    const stepped = geometry.clipped(from, after, frame, 0);
    if (stepped) set(next, "d", `M${from.map((z) => z.toFixed(1)).join(" ")}L${stepped.tip.map((z) => z.toFixed(1)).join(" ")}`);
    return [ofArrow(word, text, from, tip)];
  }

  /**
   * A run that has left the plane: which way, and how far.
   * @param {number} k
   * @param {Vec} place
   * @param {boolean} seen
   * @param {boolean} focus
   * @returns {import("./names.js").Name[]} its number
   */
  function drawGone(k, place, seen, focus) {
    const { mark: shape, text } = gone[k];
    show(shape, !seen);
    show(text, !seen);
    if (seen) return [];
    const { size } = frame;
    const middle = size / 2;
    const [x, y] = geometry.toPixels(frame, place);
    const [dx, dy] = [bounded(x - middle), bounded(y - middle)];
    const far = Math.max(Math.abs(dx), Math.abs(dy)) || 1;
    const edge = (middle - 7) / far;
    const at = /** @type {Vec} */ ([middle + edge * dx, middle + edge * dy]);
    const turn = (Math.atan2(dy, dx) * 180) / Math.PI;
    set(shape, "class", focus ? "gone focus" : "gone");
    set(shape, "d", "M7 0L-5 5L-5 -5Z");
    set(shape, "transform", `translate(${at[0].toFixed(1)} ${at[1].toFixed(1)}) rotate(${turn.toFixed(0)})`);
    const long = Math.hypot(dx, dy) || 1;
    return [{ element: text, text: String(k + 1), anchor: at, lean: [-dx / long, -dy / long], reach: 8, shafts: [] }];
  }
}

/** @param {Element} text */
function sizeOf(text) {
  return parseFloat(getComputedStyle(text).fontSize);
}

/** A lens at the side of the plane, which shows two places apart that are too close to be told apart. */
function createLens() {
  const lowest = svg("path", { class: "lowest", d: DIAMOND });
  const truth = svg("path", { class: "truth", d: CROSS });
  const word = svg("text", { class: "lens-word", "text-anchor": "middle", y: String(LENS.radius + 13) });
  const element = svg("g", { class: "lens" }, svg("circle", { r: String(LENS.radius) }), lowest, truth, word);

  /** @type {Vec[]} */
  let places = [];
  /** Where it stands, and what its word says; nowhere at first. @type {{ at: Vec, text: string } | null} */
  let stands = null;

  return {
    element,
    /** What it keeps other words off. @param {import("../parts/picture.js").Letters} letters */
    taken(letters) {
      if (!stands) return { boxes: [], discs: [] };
      const { at: [x, y], text } = stands;
      return {
        boxes: [boxOf({ kind: "axis", text, x, y: y + LENS.radius + 13, anchor: "middle" }, letters)],
        discs: [{ at: /** @type {Vec} */ ([x, y]), radius: LENS.radius + 2 }],
      };
    },
    /** @param {Vec | null} one @param {Vec | null} other in pixels of the plane */
    at(one, other) {
      const way = one && other ? [other[0] - one[0], other[1] - one[1]] : [0, 0];
      const apart = Math.hypot(...way);
      const times = round(LENS.parts / apart);
      const seen = apart > 0 && apart < PARTED && times < LENS.most;
      show(element, seen);
      stands = seen ? { at: [0, 0], text: words.larger(times) } : null;
      if (!stands) return;
      places = one ? [one] : [];
      set(lowest, "transform", `translate(${way.map((z) => ((-times * z) / 2).toFixed(1)).join(" ")})`);
      set(truth, "transform", `translate(${way.map((z) => ((times * z) / 2).toFixed(1)).join(" ")})`);
      set(word, "text", stands.text);
    },
    /**
     * Takes the first place along the sides that is free, or the freest.
     * @param {number} size
     * @param {Vec[]} taken
     */
    avoid(size, taken) {
      const [low, high] = [LENS.radius + 8, size - LENS.radius - 38];
      const [left, right] = [LENS.radius + 30, size - LENS.radius - 8];
      const middle = (low + high) / 2;
      const spots = [middle, low, high].flatMap((y) => /** @type {Vec[]} */ ([[right, y], [left, y], [size / 2, y]]));
      const room = spots.map(([x, y]) => Math.min(48, ...[...taken, ...places].map(([a, b]) => Math.hypot(a - x, b - y))));
      const [x, y] = spots[room.indexOf(Math.max(...room))];
      set(element, "transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      if (stands) stands.at = [x, y];
    },
  };
}

/** To two digits. @param {number} times */
function round(times) {
  return Number(times.toPrecision(2));
}

/** @param {number} pixels */
function bounded(pixels) {
  return Number.isNaN(pixels) ? 0 : Math.max(-1e9, Math.min(1e9, pixels));
}
