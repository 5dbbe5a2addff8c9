/**
 * The bracket machine: a chain of Jacobians to scale, multiplied two neighbours at a time.
 *
 * While a size moves, counts and picture are replayed here and nothing is sent. When the
 * hand lets go, the state goes to Python once, whose counts replace the replayed ones.
 */

import { html, set } from "../parts/dom.js";
import { mounted } from "../parts/gestures.js";
import { keepKey } from "../parts/hands.js";
import { createPlayer } from "../parts/player.js";
import { action, segmented, toggle } from "../parts/tools.js";
import * as chain from "./numbers.js";
import { createLedger } from "./ledger.js";
import { createRow } from "./row.js";
import { createSpaces } from "./spaces.js";

/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").Data} Data */

/**
 * Everything that is shown of a state.
 * @typedef {object} Shown
 * @property {State} state
 * @property {number} factors
 * @property {number[]} sides
 * @property {(string | null)[]} letters of the sides
 * @property {string[]} names of the factors
 * @property {chain.Product[]} products
 * @property {Omit<Settled, "sizes" | "u" | "v" | "order">} counted
 * @property {number} total
 * @property {chain.Kind} kind
 * @property {number} at how many products are done where the playhead stands
 */

/** Milliseconds after the last key until Python is asked. */
const PAUSE = 150;
const HINT = "Click a dot to multiply its neighbours";

export default mounted(createMachine);

/**
 * Counts of a state, replayed as Python counts them.
 * @param {State} state
 * @returns {Shown["counted"]}
 */
export function replayed(state) {
  const sides = chain.sidesOf(state);
  const factors = sides.length - 1;
  const done = chain.products(sides, state.order);
  const bestOrder = chain.best(sides);
  return {
    counts: done.map(({ count }) => count),
    held: done.map(({ held }) => held),
    left: chain.total(sides, chain.fromLeft(factors)),
    right: chain.total(sides, chain.fromRight(factors)),
    best: chain.total(sides, bestOrder),
    worst: chain.total(sides, chain.worst(sides)),
    best_order: bestOrder,
  };
}

/**
 * @param {Settled} settled
 * @param {State} state
 */
function belongs(settled, state) {
  const same = (/** @type {Settled | State} */ one) => JSON.stringify([one.sizes, one.u, one.v, one.order]);
  return same(settled) === same(state);
}

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 */
function createMachine(parent, send) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".brackets"));

  /** @type {Data} */
  let data;
  /** @type {State} */
  let state;
  let edition = "";
  let frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  let said = "";

  const maps = segmented("number of maps", [["2", "2"], ["3", "3"], ["4", "4"], ["5", "5"]], (count) => setMaps(Number(count)), signal);
  const left = toggle("", "weight the outputs by one vector u", () => setEnd("u"), signal);
  left.element.classList.add("for-pull");
  const right = toggle("", "move the input along one vector v", () => setEnd("v"), signal);
  const mirror = toggle("Transpose", "write the transpose, which turns the row around", () => commit({ ...state, mirror: !state.mirror }), signal);
  const undo = action("Undo", "the last product", () => take(state.order.slice(0, -1), Infinity), signal);
  const clear = action("No brackets", "start from the bare row", () => take([], 0), signal);
  const mapsLabel = html("span", { class: "rule", "aria-hidden": "true" }, "Maps");
  const tools = html("div", { class: "tools" }, mapsLabel, maps.element, left.element, right.element, mirror.element, html("span", { class: "gap" }), undo, clear);

  const expression = html("p", { class: "title expression" });
  const hint = html("p", { class: "rule" }, HINT);
  const row = createRow(multiply, (words) => set(hint, "text", words || HINT), signal);
  const note = html("p", { class: "caption" });
  const spaces = createSpaces(resize, () => settleSoon(PAUSE), signal);
  const player = createPlayer(
    { label: "products done", rate: 0.8, say: sayStep, show: () => schedule() },
    signal,
  );
  const ledger = createLedger((order) => take(order, 0), signal);
  const machine = html(
    "section",
    { class: "machine" },
    html("header", {}, expression, hint),
    row.element,
    note,
    spaces.element,
    player.element,
  );
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  root.replaceChildren(tools, html("div", { class: "figure" }, machine, ledger.element), live);
  row.element.dataset.fold = "";
  player.element.dataset.fold = "";

  const sizes = new ResizeObserver(() => schedule());
  sizes.observe(row.element);
  root.addEventListener("keydown", keepKey, { signal });
  for (const part of [row.element, player.element]) part.addEventListener("keydown", player.key, { signal });

  return { root, update, destroy };

  function destroy() {
    abort.abort();
    sizes.disconnect();
    clearTimeout(pause);
    cancelAnimationFrame(frame);
  }

  /** @param {Data} next */
  function update(next) {
    data = next;
    if (next.edition !== edition) {
      edition = next.edition;
      state = structuredClone(next.state);
      clearTimeout(pause);
      pause = undefined;
      player.load(state.order.length, 0);
    }
    draw();
    speak();
  }

  /** @param {number} count */
  function setMaps(count) {
    const { sizes: before } = state;
    let { sizes: now, order } = state;
    const scalar = now[now.length - 1] === 1;
    while (now.length - 1 < count) {
      order = chain.withLeft(chain.factorCount({ ...state, sizes: now }), order);
      // A map more at the far end; an output that is one number stays the last.
      now = scalar ? [...now.slice(0, -1), now[now.length - 2], 1] : [...now, now[now.length - 1]];
    }
    while (now.length - 1 > count) {
      order = chain.without(chain.factorCount({ ...state, sizes: now }), order, state.u ? 1 : 0);
      now = scalar ? [...now.slice(0, -2), 1] : now.slice(0, -1);
    }
    if (now !== before) commit(alike({ ...state, sizes: now, order }), 0);
  }

  /** @param {"u" | "v"} end */
  function setEnd(end) {
    const factors = chain.factorCount(state);
    let order;
    if (end === "u") order = state.u ? chain.without(factors, state.order, 0) : chain.withLeft(factors, state.order);
    else order = state.v ? chain.without(factors, state.order, factors - 1) : chain.withRight(factors, state.order);
    commit(alike({ ...state, [end]: !state[end], order }), 0);
  }

  /**
   * Another chain, with an order of the same mode if the present one has a mode.
   * @param {State} next
   * @returns {State}
   */
  function alike(next) {
    const kind = chain.kindOf(chain.factorCount(state), state.order);
    const factors = chain.factorCount(next);
    if (kind === "left") return { ...next, order: chain.fromLeft(factors) };
    return kind === "right" ? { ...next, order: chain.fromRight(factors) } : next;
  }

  /** @param {number} place */
  function multiply(place) {
    const at = player.step();
    take([...state.order.slice(0, at), place], at + 1);
  }

  /**
   * @param {number[]} order
   * @param {number} at
   */
  function take(order, at) {
    commit({ ...state, order }, at);
  }

  /**
   * A size that a hand has just set: shown at once, sent when it lets go.
   * @param {number} space counted from the input
   * @param {number} size
   */
  function resize(space, size) {
    state = { ...state, sizes: state.sizes.map((own, i) => (i === space ? size : own)) };
    schedule();
  }

  /**
   * @param {State} next
   * @param {number} [at] where the playhead goes
   */
  function commit(next, at = player.step()) {
    state = next;
    player.pause();
    player.load(state.order.length, at);
    schedule();
    settleSoon(0);
  }

  /** @param {number} wait milliseconds */
  function settleSoon(wait) {
    clearTimeout(pause);
    pause = setTimeout(() => {
      pause = undefined;
      const { sizes: now, u, v, order, mirror: turned } = state;
      send("gesture", { edition, sizes: now, u, v, order, mirror: turned });
    }, wait);
  }

  function schedule() {
    if (!frame) {
      frame = requestAnimationFrame(() => {
        frame = 0;
        if (state) draw();
      });
    }
  }

  /** @returns {Shown} */
  function shown() {
    const sides = chain.sidesOf(state);
    const factors = sides.length - 1;
    const counted = belongs(data.settled, state) ? data.settled : replayed(state);
    return {
      state,
      factors,
      sides,
      letters: chain.sideNames(state),
      names: chain.factorNames(state),
      products: chain.products(sides, state.order),
      counted,
      total: counted.counts.reduce((sum, count) => sum + count, 0),
      kind: chain.kindOf(factors, state.order),
      at: player.step(),
    };
  }

  function draw() {
    const now = shown();
    maps.draw(/** @type {"2"} */ (String(state.sizes.length - 1)));
    left.draw(state.u);
    right.draw(state.v);
    mirror.draw(state.mirror);
    set(left.element, "text", state.mirror ? "u at the right" : "uᵀ at the left");
    set(right.element, "text", state.mirror ? "vᵀ at the left" : "v at the right");
    undo.disabled = state.order.length === 0;
    clear.disabled = state.order.length === 0;
    set(expression, "text", chain.written(now.names, state.order, state.mirror));
    const thin = row.draw(now);
    set(note, "text", `To scale${thin ? "; sides under 3 pixels are drawn as 3" : ""}. Solid: given. Dashed: a product.`);
    spaces.draw(state);
    ledger.draw(now);
    root.dataset.settled = String(pause === undefined && belongs(data.settled, state) && data.state.mirror === state.mirror);
  }

  function speak() {
    if (pause !== undefined || !belongs(data.settled, state)) return;
    const { names, total, counted, kind } = shown();
    const text = chain.written(names, state.order, state.mirror);
    const words =
      kind === "open"
        ? `${text}: ${chain.grouped(total)} multiplications so far`
        : `${text}: ${chain.grouped(total)} multiplications, ${chain.beyond(total, counted.best)}`;
    if (words === said) return;
    said = words;
    set(live, "text", words);
  }

  /** @param {number} step */
  function sayStep(step) {
    if (!state || step === 0) return "none yet";
    const { names, products } = shown();
    const { left: one, right: other, count } = products[step - 1];
    return `product ${step}: ${chain.spanName(names, [one[0], other[1]], state.mirror)}, ${chain.grouped(count)} multiplications`;
  }
}
