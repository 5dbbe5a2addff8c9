/**
 * A Jacobian with many zeros, whose columns and rows are coloured by hand: what has one colour
 * shares a product. While a hand moves, the products are added up here; then JAX's follow.
 */

import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { createPlayer } from "../parts/player.js";
import { createPosed } from "../parts/posed.js";
import { load as loadTape } from "../parts/tape.js";
import { createTask } from "../parts/task.js";
import { action, segmented, toggle } from "../parts/tools.js";
import { PALETTE, createBoard } from "./board.js";
import { questionOf } from "./guess.js";
import { entriesOf, judged, keyOf, oneEach, productsOf, within } from "./judge.js";
import { createLedger } from "./ledger.js";
import { another, answered, jacobianAt, probed } from "./probe.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./judge.js").Judged} Judged */
/** @typedef {import("./board.js").Products & import("./probe.js").Jacobians} Products */

/** What a pattern has none of. */
const NOWHERE = { x: [], v: [], u: [], value: [], jacobian: [], push: [], pull: [], moved: null };

export default figure("sparsity", createSparsity);

/**
 * @param {import("../parts/figure.js").Own<Data, Products>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Products>}
 */
function createSparsity(own) {
  const { signal } = own;
  let brush = 1;
  /** @type {import("../parts/tape.js").Tape | null} */
  let tape = null;
  /** Entries of the pattern that a probe has shown to be other than 0, at whatever x. @type {Set<string>} */
  const seen = new Set();
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
  const probe = toggle(words.PROBE, words.PROBE_LABEL, () => commit(own.state.probe ? { probe: "", place: 0 } : { probe: "column", place: 0 }), signal);
  const elsewhere = action(...words.ANOTHER, () => commit({ x: another(own.data.case.x, holds, Math.random) }), signal);
  const board = createBoard({
    click: (line, place) => commit(own.state.probe ? probing(line, place) : painted(line, [place], own.state[line][place] === brush ? 0 : brush)),
    paint(line, places, last) {
      own.put(own.state.probe ? probing(line, last) : painted(line, places, brush));
      load();
    },
    name(line, place, colour) {
      if (!own.state.probe) commit(painted(line, [place], colour));
    },
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
      html("div", { class: "tools", role: "group", "aria-label": words.TOOLS }, task.more, probe.element, elsewhere, ways.element, brushes.element, graph.element, html("span", { class: "gap" }), posed.tool, clear),
      posed.element,
      html("div", { class: "colouring" }, work, ledger.element),
    ],
    wells: [well],
    wide: 740,
    of: (data) => data.case.slug,
    awaits: (data) => data.case.jacobian === null,
    adopt(data, other) {
      if (other) {
        brush = 1;
        tape = data.case.tape && loadTape(data.case.tape);
        seen.clear();
        board.build(data.case, own.scope);
      }
      posed.follow();
      load();
      task.adopt();
      for (const part of [ledger.element, posed.tool, probe.element]) show(part, !data.task);
    },
    match: ["way", "columns", "rows", "x"],
    settled: ({ pushes, pulls, forward, reverse }) => ({ pushes, pulls, forward, reverse }),
    replayed() {
      const jacobian = tape ? jacobianAt(tape, own.state.x).jacobian : own.data.case.jacobian ?? [];
      return { ...productsOf(within(own.data.case.rows, jacobian), found()), forward: jacobian, reverse: jacobian };
    },
    draw,
    legend: () => own.state.probe ? words.PROBE_LEGEND : words.legend(own.state.way),
    say: (now) => task.say(now) || posed.say() || told(now),
  };

  /** @returns {Judged} */
  function found() {
    return judged(own.data.case.rows, own.state.way, own.state);
  }

  /** @param {Products} now */
  function told(now) {
    const heard = heardNow(now);
    return heard ? words.probeText(own.data.case, heard) : words.verdict(own.data.case.rows, own.data.case.n, own.state.way, found());
  }

  /** What is probed, if anything is, and what has been seen by now. @param {Products} now */
  function heardNow(now) {
    const { probe: line, place, x } = own.state;
    if (!line) return null;
    const { rows } = own.data.case;
    const one = probed(now, tape && jacobianAt(tape, x).errors, rows, line, place);
    const pattern = new Set(entriesOf(rows).map((entry) => keyOf(...entry)));
    for (const key of answered(one)) if (pattern.has(key)) seen.add(key);
    return { probed: one, seen };
  }

  /** @param {"columns" | "rows"} line @param {number} place @returns {Partial<Data["state"]>} */
  function probing(line, place) {
    return { probe: line === "rows" ? "row" : "column", place };
  }

  /** Whether f has a J at a place. @param {number[]} x */
  function holds(x) {
    return tape !== null && jacobianAt(tape, x).jacobian.flat().every(Number.isFinite);
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
    const heard = heardNow(view.now);
    probe.draw(heard !== null);
    elsewhere.disabled = own.fixed("x") || tape === null;
    show(elsewhere, heard !== null);
    for (const part of [brushes.element, clear, player.element]) show(part, heard === null);
    show(ways.element, heard === null && !puzzle);
    ways.draw(state.way);
    for (const [way] of words.WAYS) show(/** @type {Element} */ (ways.element.querySelector(`.for-${way}`)), shown.ways.some((one) => one.way === way));
    brushes.draw(String(brush));
    graph.draw(state.graph);
    set(graph.element, "title", words.graphLabel(state.way));
    show(graph.element, known.edges.length > 0 && heard === null);
    clear.disabled = [...state.columns, ...state.rows].every((colour) => !colour);
    set(rule, "text", heard ? words.PROBE_RULE : words.ruleText(state.way));
    set(verdict, "text", told(view.now));
    set(verdict, "data-sound", String(heard !== null || !now.mixed.length));
    if (now.products !== counted) {
      counted = now.products;
      player.load(counted, Infinity);
    }
    player.resay();
    for (const part of [player.element, ledger.element]) part.toggleAttribute("data-fold", own.root.dataset.layout === "wide");
    own.root.dataset.playing = String(player.playing || player.step() < counted);
    const graphed = state.graph && known.edges.length > 0 && heard === null;
    board.draw({ shown, state: { ...state, graph: graphed }, found: now, products: view.now, probing: heard }, player.step(), width);
    posed.draw();
    const { mark, fresh } = posed.mark();
    const most = state.way === "rows" ? shown.rows.length : shown.n;
    const each = oneEach(shown.rows, shown.n, state.way);
    ledger.draw(known, state, { products: now.products, each, most: Math.max(most, now.products), sound: !now.mixed.length, cover: state.cover, marked: fresh ? mark : null, alone: puzzle !== null });
  }
}
