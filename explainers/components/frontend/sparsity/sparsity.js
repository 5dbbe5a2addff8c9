/**
 * A Jacobian with many zeros, whose columns and rows are coloured by hand: what has one colour
 * shares a product. While a hand moves, the products are added up here; then JAX's follow.
 */

import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { createPlayer } from "../parts/player.js";
import { createPosed } from "../parts/posed.js";
import { createTask } from "../parts/task.js";
import { action, segmented, toggle } from "../parts/tools.js";
import { PALETTE, createBoard } from "./board.js";
import { questionOf } from "./guess.js";
import { judged, oneEach, productsOf } from "./judge.js";
import { createLedger } from "./ledger.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./judge.js").Judged} Judged */
/** @typedef {import("./board.js").Products} Products */

/** What a pattern has none of. */
const NOWHERE = { x: [], v: [], u: [], value: [], jacobian: [], push: [], pull: [], moved: null };

export default figure("sparsity", createColouring);

/**
 * @param {import("../parts/figure.js").Own<Data, Products>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Products>}
 */
function createColouring(own) {
  const { signal } = own;
  let brush = 1;
  const task = createTask(own, {
    hold: () => ({ x: [], v: [], u: [], picks: [...own.state.columns, ...own.state.rows] }),
    at: () => ({ ...NOWHERE, more: [found().products, found().mixed.length] }),
    way: (picks) => picks.flatMap((colour, k) => (colour ? [picks.map((other, j) => (j < k ? other : 0))] : [])),
    go({ picks }) {
      const { n } = own.data.case;
      own.put({ columns: picks.slice(0, n), rows: picks.slice(n) });
      load();
    },
  });
  const ways = segmented(words.WAY, words.WAYS, (way) => commit({ way }), signal);
  const brushes = segmented(
    words.BRUSH,
    Array.from({ length: PALETTE + 1 }, (_, k) => /** @type {[string, string]} */ ([String(k), words.letter(k, "columns") || words.NONE])),
    (colour) => {
      brush = Number(colour);
      own.schedule();
    },
    signal,
  );
  brushes.element.classList.add("brushes");
  const graph = toggle(words.GRAPH, words.graphLabel("columns"), () => commit({ graph: !own.state.graph }), signal);
  const clear = action(...words.CLEAR, () => commit(none()), signal);
  const board = createBoard({
    click: (line, place) => commit(painted(line, [place], own.state[line][place] === brush ? 0 : brush)),
    paint(line, places) {
      own.put(painted(line, places, brush));
      load();
    },
    name: (line, place, colour) => commit(painted(line, [place], colour)),
    press: own.press,
    release: own.release,
  });
  const rule = html("p", { class: "lead" });
  const verdict = html("p", { class: "verdict" });
  const player = createPlayer(
    { label: words.STEPS, rate: 1.1, say: (step) => words.stepText(step, found()), show: own.schedule },
    signal,
  );
  const posed = createPosed(own, {
    question: () => questionOf(own.data.case, own.state.way),
    place: () => JSON.stringify([own.data.case.slug, own.state.way]),
  });
  const ledger = createLedger((colours) => commit({ columns: colours.columns, rows: colours.rows }), signal);
  const well = html("div", { class: "board-place", "data-fold": "" }, board.element);
  const work = html("section", { class: "work" }, html("header", {}, rule, own.badge), well, verdict, player.element);
  well.addEventListener("keydown", player.key, { signal });
  let counted = 0;

  return {
    parts: [
      task.element,
      html("div", { class: "tools", role: "group", "aria-label": words.TOOLS }, task.more, ways.element, brushes.element, graph.element, html("span", { class: "gap" }), posed.tool, clear),
      posed.element,
      html("div", { class: "colouring" }, work, ledger.element),
    ],
    wells: [well],
    of: (data) => data.case.slug,
    awaits: (data) => data.case.jacobian === null,
    adopt(data, other) {
      if (other) {
        brush = 1;
        board.build(data.case, own.scope);
      }
      posed.follow();
      load();
      task.adopt();
      for (const part of [ways.element, ledger.element, posed.tool]) show(part, !data.task);
    },
    match: ["way", "columns", "rows"],
    settled: ({ pushes, pulls }) => ({ pushes, pulls }),
    replayed: () => productsOf(own.data.case.jacobian ?? [], found()),
    draw,
    legend: () => words.legend(own.state.way),
    say: (now) => task.say(now) || posed.say() || told(),
  };

  /** @returns {Judged} */
  function found() {
    return judged(own.data.case.rows, own.state.way, own.state);
  }

  function told() {
    return words.verdict(own.data.case.rows, own.data.case.n, own.state.way, found());
  }

  /**
   * @param {"columns" | "rows"} line
   * @param {number[]} places
   * @param {number} colour
   */
  function painted(line, places, colour) {
    return { [line]: own.state[line].map((old, place) => (places.includes(place) ? colour : old)) };
  }

  function none() {
    return { columns: own.state.columns.map(() => 0), rows: own.state.rows.map(() => 0) };
  }

  /** All products are done, until somebody plays. */
  function load() {
    player.load(found().products, Infinity);
  }

  /** @param {Partial<Data["state"]>} change */
  function commit(change) {
    player.pause();
    own.alter(change);
    load();
    own.schedule();
  }

  /** @param {import("../parts/figure.js").View<Products>} view */
  function draw(view) {
    const { case: shown, task: puzzle } = own.data;
    const { state } = own;
    const width = own.size(well)[0];
    if (!width || !shown.jacobian) return;
    task.draw(view);
    const now = found();
    const known = shown.ways.find((one) => one.way === state.way) ?? shown.ways[0];
    ways.draw(state.way);
    for (const [way] of words.WAYS) show(/** @type {Element} */ (ways.element.querySelector(`.for-${way}`)), shown.ways.some((one) => one.way === way));
    brushes.draw(String(brush));
    graph.draw(state.graph);
    set(graph.element, "title", words.graphLabel(state.way));
    show(graph.element, known.edges.length > 0);
    clear.disabled = [...state.columns, ...state.rows].every((colour) => !colour);
    set(rule, "text", words.ruleText(state.way));
    set(verdict, "text", told());
    set(verdict, "data-sound", String(!now.mixed.length));
    if (now.products !== counted) {
      counted = now.products;
      player.load(counted, Infinity);
    }
    player.resay();
    own.root.dataset.playing = String(player.playing || player.step() < counted);
    board.draw({ shown, state: { ...state, graph: state.graph && known.edges.length > 0 }, found: now, products: view.now }, player.step(), width);
    posed.draw();
    const { mark, fresh } = posed.mark();
    const most = state.way === "rows" ? shown.rows.length : shown.n;
    const each = oneEach(shown.rows, shown.n, state.way);
    ledger.draw(known, state, { products: now.products, each, most: Math.max(most, now.products), sound: !now.mixed.length, cover: state.cover, marked: fresh ? mark : null, alone: puzzle !== null });
  }
}
