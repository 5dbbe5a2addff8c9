/**
 * The chain as a row of states, the stones on it, and the run below, from row to row of time.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { leftOf, onDrag, onKeys } from "../parts/hands.js";
import { createHeld } from "./held.js";
import { nearestFree } from "./schedule.js";
import * as words from "./words.js";

/** @typedef {import("./schedule.js").Run} Run */
/** @typedef {import("./schedule.js").Move} Move */

/** Pixels from the edges to the chain, to the run, and below it. */
const [SIDE, ROW, TOP, FOOT] = [26, 44, 74, 14];
/** So far from the row a stone is taken away. */
const AWAY = 56;
/** What the slots held over the run take of the width, and pixels of that at least and at most. */
const [SHARE, LEAST, MOST] = [0.16, 60, 96];
/** Between names of states. */
const APART = 26;
const KINDS = /** @type {const} */ (["out", "again", "back"]);

/**
 * @param {object} hands
 * @param {() => void} hands.press
 * @param {(stones: number[]) => void} hands.move
 * @param {() => void} hands.release
 * @param {() => void} hands.nudged
 * @param {(stones: number[]) => void} hands.choose at once
 * @param {() => void} hands.emptied takes the focus of the last stone
 * @param {number} most stones
 * @param {AbortSignal} signal
 */
export function createTape({ press, move, release, nudged, choose, emptied }, most, signal) {
  const chain = svg("path", { class: "chain" });
  const names = svg("g", { class: "ticks" });
  const time = svg("text", { class: "axis", "text-anchor": "end" }, words.DOWN);
  const field = svg("rect", { class: "field", y: "4", height: String(TOP - 8) });
  const start = svg("circle", { class: "start", r: "8", cy: String(ROW) });
  const holds = ["done", "ahead"].map((when) => svg("path", { class: `hold ${when}` }));
  const ways = ["done", "ahead"].map((when) => KINDS.map((kind) => svg("path", { class: `way ${kind} ${when}` })));
  const now = svg("path", { class: "now" });
  const held = createHeld();
  const handles = Array.from({ length: most }, (_, i) => createStone(i));
  const picture = svg(
    "svg",
    { class: "picture", role: "group", "aria-label": words.TAPE },
    ...holds, ...ways.flat(), held.element, now, time, chain, names, field, start, ...handles,
  );
  picture.dataset.fold = "";
  const well = html("div", { class: "well" }, picture);
  let [steps, width, height] = [2, 0, 0];
  /** How wide the chain and its run are. */
  let room = 0;
  /** Stones in the order of their handles, and which was touched last. @type {number[]} */
  let stones = [];
  let last = 0;
  let laid = "";

  field.addEventListener("click", (event) => {
    const pressed = place(leftOf(picture, event));
    const to = nearestFree(steps, stones, pressed);
    if (to === null || Math.abs(to - pressed) > 0.75) return;
    put([...stones, to], choose);
    last = stones.length - 1;
    // It is drawn in the next frame; what is hidden takes no focus.
    show(handles[last], true);
    handles[last].focus();
  }, { signal });
  handles.forEach(take);

  return {
    well,
    /** Other stones, from outside. @param {number[]} given */
    adopt(given) {
      stones = [...given];
      last = stones.length - 1;
    },
    /** The one to take away. */
    without: () => stones.filter((_, i) => i !== Math.min(last, stones.length - 1)).sort((a, b) => a - b),
    draw,
  };

  /** @param {number[]} wanted @param {(stones: number[]) => void} how */
  function put(wanted, how) {
    stones = wanted;
    how([...stones].sort((a, b) => a - b));
  }

  /** Where a state stands. @param {number} k */
  function across(k) {
    return SIDE + (k * (room - 2 * SIDE)) / steps;
  }

  /** Which state is there. @param {number} x */
  function place(x) {
    return ((x - SIDE) * steps) / Math.max(1, room - 2 * SIDE);
  }

  /** @param {SVGGElement} handle @param {number} i */
  function take(handle, i) {
    let [from, gone, held] = [0, false, false];
    /** @param {number} to */
    const shift = (to) => {
      const free = nearestFree(steps, stones.filter((_, k) => k !== i), to);
      if (free !== null && free !== stones[i]) put(stones.map((z, k) => (k === i ? free : z)), move);
    };
    onDrag(handle, {
      press() {
        [from, last, gone, held] = [stones[i], i, false, true];
        press();
      },
      move(dx, dy) {
        gone = Math.abs(dy) > AWAY;
        set(handle, "data-gone", String(gone));
        shift(from + (dx * steps) / Math.max(1, room - 2 * SIDE));
      },
      release() {
        set(handle, "data-gone", "false");
        if (gone) put(stones.filter((_, k) => k !== i), move);
        [gone, held] = [false, false];
        release();
      },
    }, signal);
    onKeys(handle, ([right, up]) => {
      last = i;
      const by = Math.sign(right + up);
      let to = stones[i] + by;
      while (stones.includes(to)) to += by;
      if (to < 1 || to >= steps) return;
      put(stones.map((z, k) => (k === i ? to : z)), move);
      nudged();
    }, signal, (end) => {
      last = i;
      shift(end ? steps - 1 : 1);
      nudged();
    });
    handle.addEventListener("keydown", (event) => {
      if (event.key !== "Delete" && event.key !== "Backspace") return;
      event.preventDefault();
      // What a pointer holds does not go from under it.
      if (held) return;
      put(stones.filter((_, k) => k !== i), choose);
      if (stones.length) handles[stones.length - 1].focus();
      else emptied();
    }, { signal });
  }

  /**
   * @param {number} count of steps
   * @param {Run} found
   * @param {number} row where the playhead stands
   * @param {number} seen rows that are drawn
   * @param {[number, number]} size
   */
  function draw(count, found, row, seen, size) {
    [width, height] = size;
    room = width - Math.min(MOST, Math.max(LEAST, SHARE * width));
    steps = count;
    const needs = [steps, width, height].join();
    if (needs !== laid) lay();
    laid = needs;
    const shown = found.moves.slice(0, seen);
    const unit = (height - TOP - FOOT) / Math.max(1, shown.length);
    const down = (/** @type {number} */ t) => (TOP + unit * t).toFixed(1);
    // What is done, and what is still ahead.
    const parts = [[0, row], [row, shown.length]];
    holds.forEach((path, k) => {
      const [from, to] = parts[k];
      const bars = found.holds.filter(({ begin, end }) => begin < to && end > from);
      set(path, "d", bars.map(({ at, begin, end }) => `M${across(at).toFixed(1)} ${down(Math.max(begin, from))}V${down(Math.min(end, to))}`).join(""));
    });
    ways.forEach((paths, k) => {
      const moves = shown.slice(...parts[k]);
      KINDS.forEach((kind, way) => set(paths[way], "d", moves.filter((one) => look(one) === kind).map(line).join("")));
    });
    set(now, "d", `M0 ${down(row)}H${width}`);
    held.draw(found, stones.length + 1, row, shown.length, down, [room, width, TOP]);
    handles.forEach((handle, i) => {
      show(handle, i < stones.length);
      if (i >= stones.length) return;
      set(handle, "transform", `translate(${across(stones[i]).toFixed(1)} ${ROW})`);
      set(handle, "aria-valuemax", String(steps - 1));
      set(handle, "aria-valuenow", String(stones[i]));
      set(handle, "aria-valuetext", words.place(stones[i]));
    });

    /** @param {Move} one */
    function line({ from, to, row: at }) {
      return `M${across(from).toFixed(1)} ${down(at)}L${across(to).toFixed(1)} ${down(at + 1)}`;
    }
  }

  /** Lays out the row of states. */
  function lay() {
    set(picture, "viewBox", `0 0 ${width} ${height}`);
    set(field, "width", String(room));
    set(time, "y", String(TOP + 8));
    set(time, "x", String(room - 10));
    set(start, "cx", across(0).toFixed(1));
    const marks = Array.from({ length: steps + 1 }, (_, k) => `M${across(k).toFixed(1)} ${ROW - 4}v8`);
    set(chain, "d", `M${across(0)} ${ROW}H${across(steps)}${marks.join("")}`);
    const every = [1, 2, 5, 10].find((k) => (k * (room - 2 * SIDE)) / steps >= APART) ?? 10;
    names.replaceChildren(
      ...Array.from({ length: steps + 1 }, (_, k) => k)
        .filter((k) => k % every === 0)
        .map((k) => svg("text", { x: across(k).toFixed(1), y: "20", "text-anchor": "middle" }, words.state(k))),
    );
  }
}

/** What a move is drawn as. @param {Move} move */
function look({ kind, first }) {
  return kind === "back" ? "back" : first ? "out" : "again";
}

/** @param {number} i */
function createStone(i) {
  return svg(
    "g",
    { class: "handle stone", role: "slider", tabindex: "0", "aria-label": words.stone(i), "aria-orientation": "horizontal", "aria-valuemin": "1", hidden: "" },
    svg("circle", { class: "halo", r: "9" }),
    svg("circle", { class: "hit", r: "22" }),
  );
}
