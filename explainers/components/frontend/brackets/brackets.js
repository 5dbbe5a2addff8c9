/**
 * The bracket machine: a chain of Jacobians to scale, multiplied two neighbours at a time.
 * While a size moves, counts and picture are replayed here; then Python's counts follow.
 */

import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { createPlayer } from "../parts/player.js";
import { createPosed } from "../parts/posed.js";
import { createTask } from "../parts/task.js";
import { action, segmented, toggle } from "../parts/tools.js";
import { questionOf } from "./guess.js";
import { createLedger } from "./ledger.js";
import * as chain from "./numbers.js";
import { createRow } from "./row.js";
import { createSpaces } from "./spaces.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./numbers.js").Counted} Counted */

/** What a chain has none of. */
const NOWHERE = { x: [], v: [], u: [], value: [], jacobian: [], push: [], pull: [], moved: null };

export default figure("brackets", createBrackets);

/**
 * @param {import("../parts/figure.js").Own<Data, Counted>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Counted>}
 */
function createBrackets(own) {
  const { signal } = own;
  const task = createTask(own, {
    hold: () => ({ x: [], v: [], u: [], picks: own.state.order }),
    at: ({ counts, held }) => ({ ...NOWHERE, more: chain.costs(own.state, counts, held) }),
    way: (picks) => picks.map((_, k) => picks.slice(0, k)),
    go({ picks }) {
      player.pause();
      own.put({ order: picks });
      player.load(picks.length, Infinity);
    },
  });
  const maps = segmented(
    words.MAPS.name,
    chain.MAPS.map((count) => /** @type {[string, string]} */ ([String(count), String(count)])),
    (count) => commit(chain.withMaps(own.state, Number(count)), 0),
    signal,
  );
  const [left, right] = /** @type {const} */ (["u", "v"]).map((end) =>
    toggle("", words.ENDS[end], () => commit(chain.withEnd(own.state, end), 0), signal),
  );
  left.element.classList.add("for-pull");
  const mirror = toggle(...words.MIRROR, () => commit({ mirror: !own.state.mirror }), signal);
  const undo = action(...words.UNDO, () => commit({ order: own.state.order.slice(0, -1) }, Infinity), signal);
  const clear = action(...words.CLEAR, () => commit({ order: [] }, 0), signal);
  const count = html("span", { class: "rule", "aria-hidden": "true" }, words.MAPS.text);
  const gap = html("span", { class: "gap" });
  const expression = html("p", { class: "title expression" });
  const hint = html("p", { class: "rule" }, words.HINT);
  const row = createRow(multiply, (told) => set(hint, "text", told || words.HINT), signal);
  const note = html("p", { class: "caption" });
  const spaces = createSpaces(own, (space, size) => {
    own.put({ sizes: own.state.sizes.map((other, i) => (i === space ? size : other)) });
  });
  const player = createPlayer(
    { label: words.STEPS, rate: 0.8, say: (step) => words.product(own.state, step, own.state.cover), show: own.schedule },
    signal,
  );
  const posed = createPosed(own, {
    question: () => questionOf(chain.shownOf(own.state, own.now())),
    place: () => JSON.stringify([own.state.sizes, own.state.u, own.state.v, own.state.order]),
  });
  const ledger = createLedger((order) => commit({ order }, 0), signal);
  const machine = html(
    "section",
    { class: "machine" },
    html("header", {}, expression, hint),
    row.element,
    note,
    spaces.element,
    player.element,
  );
  for (const { element } of [row, player]) {
    element.dataset.fold = "";
    element.addEventListener("keydown", player.key, { signal });
  }

  return {
    parts: [
      task.element,
      html("div", { class: "tools" }, task.more, count, ...[maps, left, right, mirror].map(({ element }) => element), gap, posed.tool, undo, clear),
      posed.element,
      html("div", { class: "figure" }, machine, ledger.element),
    ],
    wells: [row.element],
    adopt() {
      posed.follow();
      player.load(own.state.order.length, 0);
      task.adopt();
      // A puzzle gives its chain, and leaves the orders to be found.
      for (const part of [count, maps.element, left.element, right.element, spaces.element, posed.tool]) show(part, !own.data.task);
    },
    match: ["sizes", "u", "v", "order"],
    replayed: () => chain.counted(own.state),
    draw,
    legend: () => words.LEGEND,
    say: (now) => task.say(now) || posed.say() || words.settled(chain.shownOf(own.state, now)),
  };

  /** @param {number} place */
  function multiply(place) {
    const at = player.step();
    commit({ order: [...own.state.order.slice(0, at), place] }, at + 1);
  }

  /**
   * @param {Partial<State>} change
   * @param {number} [at] where the playhead goes
   */
  function commit(change, at = player.step()) {
    player.pause();
    own.alter(change);
    player.load(own.state.order.length, at);
  }

  /** @param {import("../parts/figure.js").View<Counted>} view */
  function draw(view) {
    const { now } = view;
    const { state } = own;
    task.draw(view);
    const shown = chain.shownOf(state, now);
    maps.draw(String(state.sizes.length - 1));
    left.draw(state.u);
    right.draw(state.v);
    mirror.draw(state.mirror);
    set(left.element, "text", words.endText("u", state.mirror));
    set(right.element, "text", words.endText("v", state.mirror));
    undo.disabled = clear.disabled = state.order.length === 0;
    set(expression, "text", chain.written(shown.names, state.order, state.mirror));
    const thin = row.draw(shown, player.step(), own.size(row.element)[0], state.cover);
    set(note, "text", words.note(thin));
    spaces.draw(state);
    player.resay();
    posed.draw();
    const { mark, fresh } = posed.mark();
    ledger.draw(shown, player.step(), { cover: state.cover, mark, fresh, alone: own.data.task !== null });
  }
}
