/**
 * The evaluation table: inputs, rows and outputs, with handles on the numbers that are given.
 */

import { html, set } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { grain, snapped, stepped } from "../parts/geometry.js";
import { onDrag, onKeys } from "../parts/hands.js";
import { bounded } from "../parts/points.js";
import { onNodes } from "./graph.js";
import { linesOf, sizesOf } from "./run.js";
import * as words from "./words.js";

/** @typedef {"x" | "v" | "u"} Kind */

/** Pixels of a drag that carry a number across its whole range. */
const SPAN = 280;

/**
 * @typedef {object} Hands
 * @property {() => void} press
 * @property {(kind: Kind, index: number, value: number) => void} move
 * @property {() => void} release
 * @property {() => void} nudged after a key
 * @property {(node: number) => void} go called with a node whose line was pressed
 * @property {(node: number) => void} hover called with the node under the pointer, or −1
 */

/**
 * @param {Hands} hands
 * @param {AbortSignal} signal
 */
export function createTable(hands, signal) {
  const body = html("tbody");
  const heads = ["equation", "value", "tangent", "cotangent", "kept"].map((role, k) =>
    html("th", { scope: "col", class: role }, k ? words.HEADS[k - 1] : html("span", { class: "spoken" }, words.EQUATION)),
  );
  const table = html("table", {}, html("thead", {}, html("tr", {}, ...heads)), body);
  const element = html("div", { class: "trace", "data-fold": "", role: "region", "aria-label": words.TABLE, tabindex: "0" }, table);

  /** @type {{ line: HTMLTableRowElement, kind: import("./run.js").Kind, value: HTMLElement, tangent: HTMLElement, cotangent: HTMLElement, kept: HTMLElement }[]} */
  let lines = [];
  /** @type {Record<string, Handle>} */
  let handles = {};
  let shown = -1;
  const ghost = html("span");
  const mistaken = html("span", { class: "was-mistaken" });

  onNodes(body, hands.go, hands.hover, signal);

  return {
    element,
    build,
    draw,
    /** @param {number} node @param {boolean} on */
    mark(node, on) {
      lines[node]?.line.classList.toggle("looked", on);
    },
    /**
     * What the handles hold, and which of them can be moved.
     * @param {Record<Kind, number[]>} vectors
     * @param {Record<Kind, [number, number][]>} ranges
     * @param {Record<Kind, boolean>} free
     */
    hold(vectors, ranges, free) {
      for (const handle of Object.values(handles)) {
        handle.hold(vectors[handle.kind][handle.index], ranges[handle.kind][handle.index], free[handle.kind]);
      }
    },
  };

  /** @param {import("./run.js").Program} program @param {string[]} inputs their full names @param {string[]} outputs */
  function build(program, inputs, outputs) {
    shown = -1;
    handles = {};
    const { n, count } = sizesOf(program);
    lines = linesOf(program).map(({ kind, name, formula, row }, k) => {
      const [value, tangent, cotangent, kept] = ["value", "tangent", "cotangent", "kept"].map((role) => html("td", { class: role }));
      if (k < n) {
        value.append(handle("x", k));
        tangent.append(handle("v", k));
      }
      if (k >= count) cotangent.append(handle("u", k - count));
      const equation = html("th", { scope: "row", class: "equation" }, html("b", {}, name), formula && ` = ${formula}`);
      const long = k < n ? inputs[k] : k < count ? name : outputs[k - count];
      if (long !== name) equation.append(html("i", {}, ` ${long}`));
      const line = html("tr", { "data-node": String(k), class: kind }, equation, value, tangent, cotangent, kept);
      if (row) {
        kept.title = row.kept.join(", ");
        kept.textContent = kept.title || "–";
        kept.classList.toggle("none", !kept.title);
      }
      return { line, kind, value, tangent, cotangent, kept };
    });
    body.replaceChildren(...lines.map(({ line }) => line));
  }

  /** @param {import("./look.js").Look} look @param {import("./look.js").Ghost | null} beside */
  function draw(look, beside) {
    const turn = look.back ? "now pull" : "now push";
    lines.forEach(({ line, kind, value, tangent, cotangent, kept }, k) => {
      set(line, "data-state", look.now(k) ? turn : look.known(k) ? "done" : "ahead");
      if (kind !== "input") {
        set(value, "text", words.inTable(look.value(k)));
        set(tangent, "text", words.inTable(look.tangent(k)));
      }
      if (kind !== "output") set(cotangent, "text", words.inTable(look.cotangent(k)));
      if (kind === "row") set(kept, "data-state", look.kept(k));
    });
    if (beside) {
      set(ghost, "text", beside.text);
      set(ghost, "class", beside.class);
      const cell = lines[beside.node][beside.kind];
      if (ghost.parentNode !== cell) cell.prepend(ghost);
    } else ghost.remove();
    if (beside?.mistake) {
      set(mistaken, "text", beside.mistake);
      if (mistaken.previousSibling !== ghost) ghost.after(mistaken);
    } else mistaken.remove();
    follow(Math.min(lines.length - 1, look.focus));
  }

  /** @param {number} at */
  function follow(at) {
    if (at === shown || !lines[at]) return;
    shown = at;
    const { line } = lines[at];
    const top = line.offsetTop;
    const { scrollTop, clientHeight, scrollHeight } = element;
    if (scrollHeight <= clientHeight) return;
    if (top < scrollTop + 34 || top + line.offsetHeight > scrollTop + clientHeight - 4) element.scrollTop = top - clientHeight / 2;
  }

  /**
   * @param {Kind} kind
   * @param {number} index
   */
  function handle(kind, index) {
    return (handles[`${kind}${index}`] = createHandle(kind, index, hands, signal)).element;
  }
}

/** @typedef {ReturnType<typeof createHandle>} Handle */

/**
 * A number that is dragged sideways, or moved by keys.
 * @param {Kind} kind
 * @param {number} index
 * @param {Hands} hands
 * @param {AbortSignal} signal
 */
function createHandle(kind, index, hands, signal) {
  const name = `${kind} ${index + 1}`;
  const element = html("span", { class: `scrub ${kind}`, role: "slider", tabindex: "0", "aria-label": name, title: words.handle(name) });
  let value = 0;
  let start = 0;
  let free = true;
  /** @type {[number, number]} */
  let range = [0, 1];

  onDrag(
    element,
    {
      press: () => {
        start = value;
        hands.press();
      },
      move: (dx) => move(start + (dx / SPAN) * (range[1] - range[0])),
      release: () => hands.release(),
    },
    signal,
  );
  onKeys(element, ([across, up]) => {
    move(stepped(value, across + up, range[1] - range[0]));
    hands.nudged();
  }, signal);

  return {
    element,
    kind,
    index,
    /** @param {number} next @param {[number, number]} limits @param {boolean} movable */
    hold(next, limits, movable) {
      value = next;
      range = limits;
      free = movable;
      set(element, "text", numeral(value, 4));
      set(element, "aria-valuenow", String(value));
      set(element, "aria-valuemin", String(Math.min(limits[0], value)));
      set(element, "aria-valuemax", String(Math.max(limits[1], value)));
      set(element, "aria-valuetext", numeral(value, 4));
      set(element, "aria-disabled", String(!movable));
    },
  };

  /** @param {number} to */
  function move(to) {
    if (!free) return;
    const at = snapped(to, grain(range[1] - range[0]));
    hands.move(kind, index, bounded(at));
  }
}
