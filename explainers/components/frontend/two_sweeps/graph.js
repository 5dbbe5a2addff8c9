/**
 * The graph of the program: nodes in layers from left to right, and what stands on them.
 */

import { html, set, svg } from "../parts/dom.js";
import { reachable } from "../parts/scrollable.js";
import { linesOf } from "./run.js";
import * as words from "./words.js";

/** @typedef {import("./run.js").Program} Program */

/**
 * Room in pixels: of a node with all its numbers, of one with what the sweeps carry, and of
 * one with its sign alone. Numbers stand so far above and below it.
 */
const LARGE = { name: "large", width: 74, height: 42, above: 17, below: 17, apart: 78, pitch: 96, widest: 190, spread: 104 };
const MIDDLE = { name: "middle", width: 100, height: 25, above: 0, below: 15, apart: 47, pitch: 117, widest: 170, spread: 84 };
const SMALL = { name: "small", width: 58, height: 26, above: 0, below: 0, apart: 33, pitch: 78, widest: 150, spread: 52 };
const SIZES = [LARGE, MIDDLE, SMALL];
const MARGIN = 14;
/** How far the two numbers below a node reach beyond it, so that they never meet. */
const BEYOND = 6;
/** Pixels of a letter of a sign, of a name without its number, and of a figure of that. */
const [LETTER, NAME, FIGURE] = [7.3, 9, 5.5];
/** Beside and between a node's name and its sign. */
const ROOM = 5;

/**
 * How wide the nodes of a program have to be for what is written in them.
 * @param {{ name: string, sign: string }[]} written
 */
export function widthOf(written) {
  return Math.max(0, ...written.map(({ name, sign }) => 3 * ROOM + ownWidth(name) + LETTER * sign.length));
}

/** @param {string} name */
function ownWidth(name) {
  return name ? NAME + FIGURE * (name.length - 1) : 0;
}

/**
 * How a drawing fits a well.
 * @param {{ layers: number, height: number }} drawing
 * @param {number} width of the well
 * @param {number} height
 * @param {number} [least] width of a node
 */
export function fitted({ layers, height: tall }, width, height, least = 0) {
  const sizes = SIZES.map((size) => ({ ...size, width: Math.max(size.width, least), pitch: size.pitch + Math.max(0, least - size.width) }));
  const room = (/** @type {typeof LARGE} */ size) => (height - size.height - size.above - size.below - 2 * MARGIN) / Math.max(tall, 0.5);
  const tallEnough = (/** @type {typeof LARGE} */ size) => room(size) >= size.apart;
  const wideEnough = (/** @type {typeof LARGE} */ size) => MARGIN * 2 + size.width + (layers - 1) * size.pitch <= width;
  const size = sizes.find((one) => tallEnough(one) && wideEnough(one)) ?? sizes.find(tallEnough) ?? sizes[2];
  const unit = Math.max(size.apart, Math.min(size.spread, room(size)));
  const steps = Math.max(1, layers - 1);
  const pitch = Math.max(size.pitch, Math.min(size.widest, (width - size.width - 2 * MARGIN) / steps));
  const wide = size.width + (layers - 1) * pitch + 2 * MARGIN;
  const high = size.height + size.above + size.below + tall * unit + 2 * MARGIN;
  const left = Math.max(0, (width - wide) / 2);
  const top = Math.max(0, (height - high) / 2);
  return {
    size,
    width: Math.max(width, Math.ceil(wide)),
    height: Math.max(height, Math.ceil(high)),
    /** Middle of a layer. @param {number} layer */
    x: (layer) => left + MARGIN + size.width / 2 + layer * pitch,
    /** Middle of a height. @param {number} at */
    y: (at) => top + MARGIN + size.above + size.height / 2 + at * unit,
  };
}

/** @typedef {ReturnType<typeof fitted>} Fit */

/**
 * At which of the places on its node each edge arrives: from above to below as they come, so
 * that none cross on the last piece.
 * @param {Pick<Program, "links" | "spots">} program
 */
export function portsOf({ links, spots }) {
  const from = links.map(([start, , way]) => (way.at(-1) ?? spots[start])[1]);
  return links.map(([, end], k) => {
    const rivals = links.flatMap(([, other], i) => (other === end ? [i] : []));
    const place = rivals.filter((i) => from[i] < from[k] || (from[i] === from[k] && i < k)).length;
    return { place, of: rivals.length };
  });
}

/**
 * The way of an edge as a path: level where it leaves and arrives, and without a turn where
 * it passes a point on its way up or down.
 * @param {[number, number][]} points
 */
export function wayPath(points) {
  const slopes = points.map(([x, y], k) => {
    if (k === 0 || k === points.length - 1) return 0;
    const before = (y - points[k - 1][1]) / (x - points[k - 1][0]);
    const after = (points[k + 1][1] - y) / (points[k + 1][0] - x);
    return before * after > 0 ? Math.sign(before) * Math.min(Math.abs(before), Math.abs(after)) : 0;
  });
  let path = `M${num(points[0][0])} ${num(points[0][1])}`;
  for (let k = 1; k < points.length; k++) {
    const [[px, py], [qx, qy]] = [points[k - 1], points[k]];
    const reach = (qx - px) / 2;
    path += `C${num(px + reach)} ${num(py + reach * slopes[k - 1])} ${num(qx - reach)} ${num(qy - reach * slopes[k])} ${num(qx)} ${num(qy)}`;
  }
  return path;
}

/**
 * Tells which node is pressed, and which is under the pointer.
 * @param {Element} place that holds them
 * @param {(node: number) => void} go
 * @param {(node: number) => void} hover called with −1 when none is
 * @param {AbortSignal} signal
 */
export function onNodes(place, go, hover, signal) {
  const target = (/** @type {Event} */ event) => /** @type {Element} */ (event.target);
  const nodeOf = (/** @type {Event} */ event) => Number(target(event).closest("[data-node]")?.getAttribute("data-node") ?? -1);
  place.addEventListener("click", (event) => {
    const at = nodeOf(event);
    if (at >= 0 && !target(event).closest("[role=slider]")) go(at);
  }, { signal });
  place.addEventListener("pointerover", (event) => hover(nodeOf(event)), { signal });
  place.addEventListener("pointerleave", () => hover(-1), { signal });
}

/**
 * @param {(node: number) => void} go called with a node that was pressed
 * @param {(node: number) => void} hover called with the node under the pointer, or −1
 * @param {AbortSignal} signal
 */
export function createGraph(go, hover, signal) {
  const edgesPlace = svg("g", { class: "edges" });
  const nodesPlace = svg("g", { class: "nodes" });
  const marks = svg(
    "defs",
    {},
    ...["push", "pull"].map((role) =>
      svg(
        "marker",
        { id: `arrow-${role}`, viewBox: "0 0 10 10", refX: "8", refY: "5", markerWidth: "11", markerHeight: "11", markerUnits: "userSpaceOnUse", orient: "auto-start-reverse", class: `tip ${role}` },
        svg("path", { d: "M0 0L10 5L0 10z" }),
      ),
    ),
  );
  const picture = svg("svg", { class: "drawing", role: "img", "aria-label": words.GRAPH }, marks, edgesPlace, nodesPlace);
  const element = html("div", { class: "graph", "data-fold": "" }, picture);

  /** @type {Program} */
  let program;
  /** @type {Fit} */
  let fit;
  /** @type {{ group: SVGGElement, value: SVGTextElement, tangent: SVGTextElement, cotangent: SVGTextElement }[]} */
  let nodes = [];
  /** @type {{ path: SVGPathElement, start: number, end: number }[]} */
  let edges = [];
  let scrolled = -1;
  const [ghost, mistaken] = [svg("text"), svg("text")];

  onNodes(nodesPlace, go, hover, signal);

  return {
    element,
    build,
    draw,
    /** @param {number} node @param {boolean} on */
    mark(node, on) {
      nodes[node]?.group.classList.toggle("looked", on);
    },
  };

  /**
   * Draws the graph anew, for another program or another size.
   * @param {Program} next
   */
  function build(next) {
    program = next;
    scrolled = -1;
    const lines = linesOf(program);
    const written = lines.flatMap(({ name, row }) => (row ? [{ name, sign: row.sign }] : []));
    fit = fitted(program, element.clientWidth || 600, element.clientHeight || 320, widthOf(written));
    const { size } = fit;
    for (const [name, amount] of [["width", fit.width], ["height", fit.height]]) picture.setAttribute(String(name), String(amount));
    picture.setAttribute("viewBox", `0 0 ${fit.width} ${fit.height}`);
    element.dataset.size = size.name;
    const large = size.name === LARGE.name;
    const [wide, high] = [size.width / 2, size.height / 2];
    nodes = lines.map(({ kind, name, formula, row }, k) => {
      const [x, y] = [fit.x(program.spots[k][0]), fit.y(program.spots[k][1])];
      /** @param {string} role @param {number} across @param {number} down @param {string} [words] */
      const text = (role, across, down, words = "") => svg("text", { class: role, x: num(across), y: num(down) }, words);
      const box = svg("rect", { x: num(x - wide), y: num(y - high), width: num(size.width), height: num(size.height), rx: row ? "9" : String(high) });
      const sign = text("sign", x + (!large && row ? (ownWidth(name) + ROOM) / 2 : 0), large ? y - 4 : y + 4.5, row ? row.sign : name);
      const value = text("value", x, y + 13);
      const tangent = large ? text("tangent", x, y - high - 5) : text("tangent", x - wide - BEYOND, y + high + 13);
      const cotangent = large ? text("cotangent", x, y + high + 14) : text("cotangent", x + wide + BEYOND, y + high + 13);
      const own = text("own", x - wide + 6, large ? y - high + 14 : y + 4.5, row ? name : "");
      const title = svg("title", {}, formula ? `${name} = ${formula}` : name);
      const group = svg("g", { class: `node ${kind}`, "data-node": String(k) }, title, box, own, sign, value, tangent, cotangent);
      return { group, value, tangent, cotangent };
    });
    const places = portsOf(program);
    edges = program.links.map(([start, end, way], k) => {
      const { place, of } = places[k];
      const spread = Math.min(12, (size.height - 14) / Math.max(1, of - 1));
      const shift = (place - (of - 1) / 2) * spread;
      const at = (/** @type {number} */ k, /** @type {number} */ side) =>
        /** @type {[number, number]} */ ([fit.x(program.spots[k][0]) + (side * size.width) / 2, fit.y(program.spots[k][1])]);
      const [ex, ey] = at(end, -1);
      const points = [at(start, 1), ...way.map(([layer, h]) => /** @type {[number, number]} */ ([fit.x(layer), fit.y(h)])), /** @type {[number, number]} */ ([ex - 2, ey + shift])];
      return { path: svg("path", { d: wayPath(points), class: "edge" }), start, end };
    });
    edgesPlace.replaceChildren(...edges.map((edge) => edge.path));
    nodesPlace.replaceChildren(...nodes.map((node) => node.group));
    reachable(element);
  }

  /** @param {import("./look.js").Look} look @param {import("./look.js").Ghost | null} beside */
  function draw(look, beside) {
    const turn = look.back ? "now pull" : "now push";
    nodes.forEach((node, k) => {
      const state = look.now(k) ? turn : look.passed(k) ? "passed" : look.known(k) ? "done" : "ahead";
      set(node.group, "data-state", state);
      if (fit.size.name === SMALL.name) return;
      if (fit.size.name === LARGE.name) set(node.value, "text", words.onNode(look.value(k)));
      set(node.tangent, "text", words.onNode(look.tangent(k), "→ "));
      set(node.cotangent, "text", words.onNode(look.cotangent(k), "← "));
    });
    drawGhost(beside);
    for (const { path, start, end } of edges) {
      const pushed = look.known(end) && look.known(start);
      const state = look.now(end) ? turn : look.passed(end) ? "pulled" : pushed ? "pushed" : "ahead";
      set(path, "data-state", state);
      set(path, "marker-end", state === "now push" ? "url(#arrow-push)" : "");
      set(path, "marker-start", state === "now pull" ? "url(#arrow-pull)" : "");
    }
    follow(look.focus);
  }

  /** Beyond the number that it is for. @param {import("./look.js").Ghost | null} beside */
  function drawGhost(beside) {
    const node = beside && fit.size.name !== SMALL.name ? nodes[beside.node] : null;
    const spot = node?.[beside?.kind ?? "tangent"];
    const away = beside?.kind === "tangent" && fit.size.name === LARGE.name ? -15 : 15;
    let y = Number(spot?.getAttribute("y")) + (spot?.textContent ? away : 0);
    for (const [mark, name, text] of /** @type {const} */ ([[ghost, beside?.class, beside?.text], [mistaken, "was-mistaken", beside?.mistake]])) {
      if (!node || !spot || !text) {
        mark.remove();
        continue;
      }
      set(mark, "class", `${name} ${beside?.kind}`);
      set(mark, "text", text);
      set(mark, "x", spot.getAttribute("x") ?? "");
      set(mark, "y", String(y));
      if (mark.parentNode !== node.group) node.group.append(mark);
      y += away;
    }
  }

  /** Keeps a node in view where the graph is wider than its well. @param {number} node */
  function follow(node) {
    if (node === scrolled || !nodes[node]) return;
    scrolled = node;
    const [layer, at] = program.spots[node];
    const [x, y] = [fit.x(layer), fit.y(at)];
    const { clientWidth: wide, clientHeight: high } = element;
    if (fit.width > wide && (x < element.scrollLeft + 0.15 * wide || x > element.scrollLeft + 0.85 * wide)) element.scrollLeft = x - wide / 2;
    if (fit.height > high && (y < element.scrollTop + 30 || y > element.scrollTop + high - 30)) element.scrollTop = y - high / 2;
  }
}

/** @param {number} z */
function num(z) {
  return String(Math.round(z * 10) / 10);
}
