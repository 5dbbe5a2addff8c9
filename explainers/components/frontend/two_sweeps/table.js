/**
 * The evaluation table: inputs, rows and outputs, with handles on the numbers that are given.
 */

import { html, set } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { grain, snapped } from "../parts/geometry.js";
import { onDrag, onKeys } from "../parts/hands.js";
import { bounded } from "../parts/points.js";

/** @typedef {import("./run.js").Program} Program */
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
 * @typedef {object} Look how a frame looks in the table
 * @property {(node: number) => string} state of a line
 * @property {(node: number) => string} value
 * @property {(node: number) => string} tangent
 * @property {(node: number) => string} cotangent
 * @property {(row: number) => string} kept "", "kept" or "spent"
 * @property {number} focus line kept in view
 */

/**
 * @param {Hands} hands
 * @param {AbortSignal} signal
 */
export function createTable(hands, signal) {
  const body = html("tbody");
  const heads = ["", "value", "tangent", "cotangent", "keeps"].map((name, k) =>
    html("th", { scope: "col", class: ["equation", "value", "tangent", "cotangent", "kept"][k] }, name),
  );
  heads[0].append(html("span", { class: "spoken" }, "equation"));
  const table = html("table", {}, html("thead", {}, html("tr", {}, ...heads)), body);
  const element = html("div", { class: "trace", "data-fold": "", role: "region", "aria-label": "evaluation table", tabindex: "0" }, table);

  /** @type {{ line: HTMLTableRowElement, value: HTMLElement, tangent: HTMLElement, cotangent: HTMLElement, kept: HTMLElement }[]} */
  let lines = [];
  /** @type {Record<string, Handle>} */
  let handles = {};
  let rows = 0;
  let shown = -1;

  body.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("[role=slider]")) return;
    const at = lineOf(event);
    if (at >= 0) hands.go(at);
  }, { signal });
  body.addEventListener("pointerover", (event) => hands.hover(lineOf(event)), { signal });
  body.addEventListener("pointerleave", () => hands.hover(-1), { signal });

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

  /** @param {Event} event */
  function lineOf(event) {
    const line = /** @type {Element} */ (event.target).closest("tr[data-node]");
    return line ? Number(line.getAttribute("data-node")) : -1;
  }

  /** @param {Program} program @param {string[]} inputs their full names @param {string[]} outputs */
  function build(program, inputs, outputs) {
    shown = -1;
    rows = program.rows.length;
    handles = {};
    const count = program.nodes.length;
    const n = count - rows;
    lines = [...program.nodes, ...program.outputs].map((name, k) => {
      const kind = k < n ? "input" : k < count ? "row" : "output";
      const value = html("td", { class: "value" });
      const tangent = html("td", { class: "tangent" });
      const cotangent = html("td", { class: "cotangent" });
      const kept = html("td", { class: "kept" });
      if (kind === "input") {
        value.append(handle("x", k, `x ${k + 1}`).element);
        tangent.append(handle("v", k, `v ${k + 1}`).element);
      }
      if (kind === "output") cotangent.append(handle("u", k - count, `u ${k - count + 1}`).element);
      const long = kind === "input" ? inputs[k] : kind === "output" ? outputs[k - count] : name;
      const said = long === name ? "" : ` ${long}`;
      const right = kind === "row" ? ` = ${program.rows[k - n].formula}` : kind === "output" ? ` = ${program.results[k - count]}` : "";
      const equation = html("th", { scope: "row", class: "equation" }, html("b", {}, name), right);
      if (said) equation.append(html("i", {}, said));
      const line = html("tr", { "data-node": String(k), class: kind }, equation, value, tangent, cotangent, kept);
      if (kind === "row") {
        const texts = program.rows[k - n].kept;
        kept.title = texts.join(", ");
        kept.textContent = texts.length ? texts.join(", ") : "–";
        kept.classList.toggle("none", texts.length === 0);
      }
      return { line, value, tangent, cotangent, kept };
    });
    body.replaceChildren(...lines.map(({ line }) => line));
  }

  /** @param {Look} look */
  function draw(look) {
    const n = lines.length - 1;
    lines.forEach((line, k) => {
      set(line.line, "data-state", look.state(k));
      const input = line.line.classList.contains("input");
      const output = line.line.classList.contains("output");
      if (!input) {
        set(line.value, "text", look.value(k));
        set(line.tangent, "text", look.tangent(k));
      }
      if (!output) set(line.cotangent, "text", look.cotangent(k));
      if (!input && !output) set(line.kept, "data-state", look.kept(k));
    });
    follow(Math.max(0, Math.min(n, look.focus)));
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
   * @param {string} name
   */
  function handle(kind, index, name) {
    const made = createHandle(kind, index, name, hands, signal);
    handles[`${kind}${index}`] = made;
    return made;
  }
}

/** @typedef {ReturnType<typeof createHandle>} Handle */

/**
 * A number that is dragged sideways, or moved by keys.
 * @param {Kind} kind
 * @param {number} index
 * @param {string} name
 * @param {Hands} hands
 * @param {AbortSignal} signal
 */
function createHandle(kind, index, name, hands, signal) {
  const element = html("span", { class: `scrub ${kind}`, role: "slider", tabindex: "0", "aria-label": name, title: `${name}: drag sideways` });
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
    move(value + (across + up) * (range[1] - range[0]));
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
