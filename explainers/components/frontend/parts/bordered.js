/**
 * A bordered board that belongs to a figure: how far its bars and colours reach, and how its
 * bars move the state.
 */

import { createBoard } from "./board.js";
import { html } from "./dom.js";
import { grain, snapped } from "./geometry.js";
import { bounded } from "./points.js";
import { contributions, reach } from "./products.js";
import { readNumber } from "./typed.js";

/** @typedef {import("./board.js").Kind} Kind */
/** @typedef {import("./board.js").Look} Look */
/** @typedef {import("./products.js").Mode} Mode */
/** @typedef {import("./products.js").Numbers} Numbers */
/** @typedef {Record<Kind, [number, number][]>} Ranges */
/** @typedef {Record<Kind, number[]>} Vectors */

/**
 * @template {import("./figure.js").Sent} D
 * @template N
 * @param {import("./figure.js").Own<D, N>} own
 * @param {object} of
 * @param {() => Mode} of.mode
 * @param {(good: N) => Numbers} of.numbers what the board shows of the figure's numbers
 * @param {(kind: Kind) => boolean} [of.free] whether hands may move it; without, they may
 * @param {() => Ranges} of.usual how far the bars reach where nothing reaches farther
 * @param {(kind: Kind) => void} [of.moved] called when a bar was moved
 */
export function createBordered(own, { mode, numbers, usual, moved, free = () => true }) {
  const place = html("div", { class: "board-place" });
  /** @type {ReturnType<typeof createBoard>} */
  let board;
  /** @type {Look | null} */
  let look = null;
  /** @type {{ row: number, column: number } | null} the entry that was selected last */
  let picked = null;
  /** @type {Ranges} */
  let ranges = { x: [], v: [], u: [] };
  let [largest, span] = [1, 1];

  return {
    place,
    build,
    reset,
    rest,
    draw,
    /** What the reader looks at. */
    look: () => look,
  };

  /**
   * Makes the board of another function.
   * @param {string[]} inputs names
   * @param {string[]} outputs
   * @param {import("./board.js").Wording | null} [wording]
   */
  function build(inputs, outputs, wording = null) {
    board = createBoard(
      inputs,
      outputs,
      {
        press: () => own.press(true),
        release: own.release,
        move,
        nudge: (kind, index, value) => {
          move(kind, index, value);
          own.nudged();
        },
        type: (kind, index, text) => {
          const { number, problem } = readNumber(text);
          if (!problem) {
            change(kind, index, number);
            own.alter({});
          }
          return problem;
        },
        preset: (kind, index) =>
          own.alter(changed(kind, (_, k) => (index === null || index === k ? 1 : 0))),
        pick: (row, column) => {
          picked = { row, column };
          own.alter({
            ...(mode() === "pull" ? {} : changed("v", (_, j) => (j === column ? 1 : 0))),
            ...(mode() === "push" ? {} : changed("u", (_, i) => (i === row ? 1 : 0))),
          });
        },
        look: (now) => {
          look = now;
          own.schedule();
        },
      },
      own.scope,
      wording,
    );
    place.replaceChildren(board.element);
    picked = null;
    own.root.dataset.columns = inputs.length > 4 ? "many" : "few";
  }

  function vectors() {
    return /** @type {Vectors} */ (own.state);
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {number} value
   */
  function move(kind, index, value) {
    const [low, high] = ranges[kind][index];
    change(kind, index, bounded(snapped(Math.max(low, Math.min(high, value)), grain(high - low))));
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   * @param {number} value
   */
  function change(kind, index, value) {
    own.put(changed(kind, (z, k) => (k === index ? value : z)));
    moved?.(kind);
  }

  /**
   * @param {Kind} kind
   * @param {(z: number, k: number) => number} change
   */
  function changed(kind, change) {
    const to = free(kind) ? vectors()[kind].map(change) : vectors()[kind];
    return /** @type {Partial<D["state"]>} */ ({ [kind]: to });
  }

  /** An entry is selected as long as v and u select it. */
  function selected() {
    const { v, u } = vectors();
    const held =
      picked &&
      (mode() === "pull" || v.every((z, j) => z === Number(j === picked?.column))) &&
      (mode() === "push" || u.every((z, i) => z === Number(i === picked?.row)));
    return held ? picked : null;
  }

  /** Bars reach as far as usual again. */
  function reset() {
    ranges = usual();
  }

  /** Bars grow with what they hold, and colours are scaled anew; never while a hand moves. */
  function rest() {
    for (const kind of /** @type {Kind[]} */ (Object.keys(ranges))) {
      ranges[kind] = ranges[kind].map(([low, high], k) => {
        const z = vectors()[kind]?.[k] ?? 0;
        if (kind === "x") return [Math.min(low, z), Math.max(high, z)];
        const far = Math.max(high, Math.abs(z));
        return [-far, far];
      });
    }
    [largest, span] = needed();
  }

  /** The largest entry, and how far the longest stack reaches from zero. */
  function needed() {
    const { x, v, u } = vectors();
    const { jacobian, value } = numbers(own.good);
    const n = x.length;
    const added = contributions(mode(), jacobian, v, u);
    const byRow = value.map((_, i) => added.slice(i * n, (i + 1) * n));
    const byColumn = x.map((_, j) => value.map((_, i) => added[i * n + j]));
    const sums = { push: byRow, pull: byColumn, both: [...byRow, ...byColumn] }[mode()];
    return [Math.max(...jacobian.map(Math.abs)) || 1, 1.12 * Math.max(...sums.map(reach)) || 1];
  }

  /**
   * @param {import("./figure.js").View<N>} view
   * @param {boolean} [cover]
   */
  function draw({ now, held, turn }, cover = false) {
    const wanted = needed();
    largest = held ? Math.max(largest, wanted[0]) : wanted[0];
    span = held ? Math.max(span, wanted[1]) : wanted[1];
    const { x, v, u } = vectors();
    const shown = numbers(now);
    const weights = u ?? shown.value.map(() => 0);
    board.draw(
      { mode: mode(), cover, vectors: { x, v, u: weights }, ranges, numbers: shown, largest, span, look, picked: selected(), held },
      turn,
    );
  }
}

/**
 * Ends of a bar that reaches so far to either side: rounded, and far enough for the preset.
 * @param {number} far
 * @param {number[]} preset
 * @returns {[number, number]}
 */
export function symmetric(far, preset) {
  const unit = 10 ** Math.floor(Math.log10(far));
  const nice = unit * ([1, 2, 5, 10].find((k) => k * unit >= far) ?? 10);
  const most = Math.max(nice, ...preset.map(Math.abs));
  return [-most, most];
}

/** Half of the longest side of some views. @param {[number, number][]} views */
export function halfOf(views) {
  return Math.max(...views.map(([low, high]) => (high - low) / 2));
}
