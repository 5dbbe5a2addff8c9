/**
 * The cheat sheet's figure: shapes of everything for the reader's m and n, which mode takes
 * fewer sweeps, and one Jacobian in two layouts.
 */

import { html, set } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { onDrag, onKeys } from "../parts/hands.js";
import { createBlocks } from "./blocks.js";
import { createLayouts } from "./layouts.js";
import { dragged, fewer, shapesOf, shapeText } from "./shapes.js";
import { HEADS, LEGEND, ROWS, countText, livesText, modeText } from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Shapes} Shapes */

export default figure("cheatsheet", createCheatsheet);

/**
 * @param {import("../parts/figure.js").Own<Data, { shapes: Shapes }>} own
 * @returns {import("../parts/figure.js").Figure<Data, State, { shapes: Shapes }>}
 */
function createCheatsheet(own) {
  const [fewest, most] = own.data.limits.n;
  const blocks = createBlocks(most);
  const place = html("div", { class: "blocks-place", "data-fold": "" }, blocks.element);
  const rows = ROWS.map(({ name, text, role, what }) => {
    const shape = html("td", { class: "shape" });
    const lives = html("td", {});
    const element = html("tr", {}, html("th", { scope: "row", class: role }, text), shape, lives, html("td", { class: "what" }, what));
    return { name, shape, lives, element };
  });
  const table = html(
    "table",
    { class: "shapes", "data-fold": "" },
    html("thead", {}, html("tr", {}, ...HEADS.map((text) => html("th", { scope: "col" }, text)))),
    html("tbody", {}, ...rows.map((row) => row.element)),
  );
  const counts = [["forward", "jacfwd"], ["reverse", "jacrev"]].map(([mode, name]) => {
    const marks = html("span", { class: "marks", "aria-hidden": "true" });
    const text = html("span", { class: "count" });
    return { mode, marks, text, element: html("div", { class: `mode ${mode}` }, html("b", {}, name), marks, text) };
  });
  const verdict = html("p", { class: "verdict" });
  const layouts = createLayouts((layout) => own.alter({ layout }), own.signal);
  takeHandle("n", (dx) => dx);
  takeHandle("m", (_, dy) => dy);

  return {
    parts: [
      html("div", { class: "upper" }, place, html("div", { class: "facts" }, table, ...counts.map((count) => count.element), verdict)),
      layouts.element,
    ],
    wells: [place],
    wide: 740,
    answers: (data) => [data.state],
    match: ["m", "n", "layout"],
    settled: () => ({ shapes: own.data.shapes }),
    replayed: () => ({ shapes: shapesOf(own.state.m, own.state.n) }),
    draw({ now, held }) {
      const { m, n, layout } = own.state;
      const [width] = own.size(place);
      if (width) blocks.draw(m, n, width - 18, held);
      for (const { name, shape, lives } of rows) {
        set(shape, "text", shapeText(now.shapes[name]));
        set(lives, "text", livesText(name, m, n));
      }
      const best = fewer(m, n);
      for (const { mode, marks, text, element } of counts) {
        const count = mode === "forward" ? n : m;
        set(element, "class", `mode ${mode}${best === mode || best === "equal" ? " best" : ""}`);
        set(marks, "text", "▮".repeat(count));
        set(text, "text", countText(mode, count));
      }
      set(verdict, "text", modeText(m, n));
      if (own.data.example) layouts.draw(layout, own.data.example);
    },
    legend: () => LEGEND,
    say: () => modeText(own.state.m, own.state.n),
  };

  /**
   * @param {"m" | "n"} which
   * @param {(dx: number, dy: number) => number} along
   */
  function takeHandle(which, along) {
    const element = blocks.handles[which];
    let [start, grip] = [1, 1];
    onDrag(element, {
      press: () => {
        [start, grip] = [own.state[which], blocks.cell];
        own.press();
      },
      move: (dx, dy) => own.put({ [which]: dragged(start, along(dx, dy), grip, most) }),
      release: own.release,
    }, own.signal);
    onKeys(
      element,
      ([across, up]) => to(dragged(own.state[which], Math.sign(across + up), 1, most)),
      own.signal,
      (end) => to([fewest, most][end]),
    );

    /** @param {number} size */
    function to(size) {
      own.put({ [which]: size });
      own.nudged();
    }
  }
}
