/**
 * A hidden Jacobian: v and u are set by hand and pushed or pulled through it, and its entries are
 * filled in beside what came back.
 */

import { html, set } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { numeral, subscript } from "../parts/format.js";
import { pull, push } from "../parts/products.js";
import { createScrub } from "../parts/scrub.js";
import { createTask } from "../parts/task.js";
import { action } from "../parts/tools.js";
import { readNumber } from "../parts/typed.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {{ results: number[][] }} Found */
/** @typedef {{ pushes: boolean, by: number[] }} Shot */

/** What a bar spans to each side of 0, and the steps in which it is dragged. */
const [HALF, STEP] = [2.5, 0.1];
/** As near as the J of a reader has to come to a probe. */
const SAME = 0.051;

export default figure("probes", createProbes);

/**
 * @param {import("../parts/figure.js").Own<Data, Found>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Found>}
 */
function createProbes(own) {
  const { signal } = own;
  const task = createTask(own, {
    hold: () => ({ x: [], ...own.state }),
    at: () => {
      const { v, u } = own.state;
      const more = [shots().length, ...entries()];
      return { x: [], v, u, value: [], jacobian: [], push: [], pull: [], moved: null, more };
    },
    way,
    go: ({ v, u, picks }) => own.put({ v, u, picks }),
  });
  const grid = html("div", { class: "table", role: "group", "aria-label": words.ENTRIES });
  const list = html("ol", { class: "shots" });
  const none = html("p", { class: "rule" }, words.NO_SHOTS);
  const count = html("p", { class: "rule count" });
  const forward = action(words.PUSH, words.PUSH, () => shoot(0, own.state.v), signal);
  const backward = action(words.PULL, words.PULL, () => shoot(1, own.state.u), signal);
  const reset = action(...words.OVER, () => own.alter({ picks: entries().map(() => 0) }), signal);
  const bench = html("section", { class: "bench" }, html("header", {}, html("h2", { class: "title" }, words.TITLE), html("p", { class: "rule" }, words.RULE)), grid);
  const log = html("section", { class: "log" }, html("header", {}, html("h2", { class: "title" }, words.SHOTS), count), none, list);
  bench.dataset.fold = "";
  /** @type {{ draw: () => void }[]} */
  let bars = [];
  let [laid, listed] = ["", ""];

  return {
    parts: [
      task.element,
      own.tools(words.TOOLS, task.more, forward, backward, html("span", { class: "gap" }), reset),
      html("div", { class: "figure" }, bench, log),
    ],
    adopt() {
      lay();
      task.adopt();
    },
    match: ["picks"],
    replayed: () => ({ results: shots().map((shot) => product(own.data.table, shot)) }),
    draw(view) {
      task.draw(view);
      for (const bar of bars) bar.draw();
      const made = shots();
      forward.disabled = backward.disabled = made.length >= own.data.most;
      set(count, "text", words.counted(made.length, own.data.most));
      none.hidden = made.length > 0;
      drawShots(made, view.now.results);
    },
    legend: () => words.LEGEND,
    say: (now) => task.say(now) || words.settled(shots().length),
  };

  function entries() {
    return own.state.picks.slice(0, own.data.table.length);
  }

  /** The probes that the state tells of behind the entries. @returns {Shot[]} */
  function shots() {
    const { rows, columns, table } = own.data;
    const rest = own.state.picks.slice(table.length);
    const found = [];
    while (rest.length) {
      const [kind] = rest.splice(0, 1);
      found.push({ pushes: kind === 0, by: rest.splice(0, kind === 0 ? columns : rows) });
    }
    return found;
  }

  /** The probes one after another, and then the entries. @param {number[]} picks */
  function way(picks) {
    const { rows, columns, table: { length } } = own.data;
    const blank = Array.from({ length }, () => 0);
    const ends = [length];
    while (ends[ends.length - 1] < picks.length) {
      const end = ends[ends.length - 1];
      ends.push(end + 1 + (picks[end] === 0 ? columns : rows));
    }
    const probed = ends.map((end) => [...blank, ...picks.slice(length, end)]);
    return [...probed, ...blank.slice(1).map((_, k) => [...picks.slice(0, k + 1), ...blank.slice(k + 1), ...picks.slice(length)])];
  }

  /** @param {0 | 1} kind @param {number[]} by */
  function shoot(kind, by) {
    if (shots().length < own.data.most) own.alter({ picks: [...own.state.picks, kind, ...by] });
  }

  /** @param {number[]} table @param {Shot} shot */
  function product(table, { pushes, by }) {
    return pushes ? push(table, by) : pull(table, by);
  }

  /** @param {Shot[]} made @param {number[][]} results */
  function drawShots(made, results) {
    const rows = made.map((shot, k) => {
      const mine = product(entries(), shot);
      const same = mine.every((z, i) => Math.abs(z - results[k][i]) <= SAME * Math.max(1, ...shot.by.map(Math.abs)));
      return { shot: words.shotText(shot, results[k]), own: words.ownText(same, mine), same, pushes: shot.pushes };
    });
    const key = JSON.stringify(rows);
    if (key === listed) return;
    listed = key;
    list.replaceChildren(
      ...rows.map(({ shot, own: mine, same, pushes }) =>
        html("li", { class: `shot ${pushes ? "push" : "pull"}` }, html("b", {}, shot), html("span", { class: "rule" }, html("span", { class: "mark", "aria-hidden": "true" }, same ? "✓ " : "○ "), mine)),
      ),
    );
  }

  /** Builds the table for a J of this shape. */
  function lay() {
    const { rows, columns } = own.data;
    if (laid === `${rows} ${columns}`) return;
    laid = `${rows} ${columns}`;
    /** @param {"v" | "u"} kind @param {number} k */
    const part = (kind, k) => bar(kind, `${kind}${subscript(k + 1)}`, `${kind} ${k + 1}`, () => own.state[kind][k], (z) => {
      own.put({ [kind]: own.state[kind].map((old, j) => (j === k ? z : old)) });
    });
    /** @param {number} i @param {number} j */
    const entry = (i, j) => bar("entry", "", words.entryName(i, j), () => own.state.picks[i * columns + j], (z) => {
      own.put({ picks: own.state.picks.map((old, k) => (k === i * columns + j ? z : old)) });
    });
    const above = own.data.state.v.map((_, j) => part("v", j));
    const beside = own.data.state.u.map((_, i) => part("u", i));
    const cells = beside.map((_, i) => above.map((__, j) => entry(i, j)));
    bars = [...above, ...beside, ...cells.flat()];
    grid.style.setProperty("--columns", String(columns));
    grid.replaceChildren(
      html("span", {}),
      ...above.map(({ element }) => element),
      ...beside.flatMap(({ element }, i) => [element, ...cells[i].map((cell) => cell.element)]),
    );
  }

  /**
   * A number under a hand.
   * @param {"v" | "u" | "entry"} kind
   * @param {string} title
   * @param {string} name
   * @param {() => number} get
   * @param {(value: number) => void} put
   */
  function bar(kind, title, name, get, put) {
    const number = html("span", { class: "number" });
    const fill = html("span", { class: "fill" });
    const scrub = createScrub(name, () => scrub.range.clientWidth, {
      press: own.press,
      move: (z) => put(Math.round(Math.max(-HALF, Math.min(HALF, z)) / STEP) * STEP),
      release: own.release,
      nudge(z) {
        put(z);
        own.nudged();
      },
      type(text) {
        const { number: typed, problem } = readNumber(text);
        if (problem) return problem;
        put(typed);
        own.settle();
        return "";
      },
    }, signal);
    const element = html("div", { class: `bar ${kind}` }, html("span", { class: "name" }, title), number, html("span", { class: "track" }, html("span", { class: "zero", style: "left:50%" }), fill), scrub.range, scrub.typed, scrub.wrong);
    element.style.setProperty("--shade", "30%");
    return {
      element,
      draw() {
        const now = get();
        scrub.draw(now, [-HALF, HALF]);
        set(number, "text", numeral(now));
        const [from, to] = [Math.min(0, now), Math.max(0, now)].map((z) => Math.max(0, Math.min(100, 50 + (50 * z) / HALF)));
        set(fill, "style", `left:${from.toFixed(1)}%;width:${(to - from).toFixed(1)}%`);
      },
    };
  }
}
