/**
 * The two products as blocks to scale: J·v = Jv and uᵀ·J = uᵀJ, with an edge of J to drag
 * for the inputs and one for the outputs.
 */

import { set, svg } from "../parts/dom.js";
import { BLOCKS, HANDLES, inputs, outputs, pullTitle, pushTitle } from "./words.js";

const LEFT = 26;
const GAP = 30;
const TITLE = 24;
const LABEL = 20;
/** How far outside its edge a handle stands, so that two of a small J are apart. */
const OUT = 6;
/** Height of the picture in pixels, whatever m and n. */
const HEIGHT = 326;

/**
 * The largest cell with which both products fit.
 * @param {number} m
 * @param {number} n
 * @param {number} width
 */
export function cellFor(m, n, width) {
  const across = (width - LEFT - 2 * GAP - 16) / Math.max(n + 2, m + 2 * n);
  const down = (HEIGHT - 2 * (TITLE + LABEL) - 26) / (Math.max(m, n) + m);
  return Math.max(7, Math.min(32, Math.floor(Math.min(across, down))));
}

/** @param {number} most */
export function createBlocks(most) {
  const names = ["J", "v", "Jv", "uᵀ", "J", "uᵀJ"];
  const kinds = ["matrix", "push given", "push derived", "pull given", "matrix", "pull derived"];
  const blocks = names.map((name, k) => {
    const box = svg("rect", { class: `block ${kinds[k]}`, rx: "2" });
    const lines = svg("path", { class: "cells" });
    const label = svg("text", { class: `label ${kinds[k]}`, "text-anchor": "middle" });
    label.textContent = name;
    return { box, lines, label };
  });
  const signs = ["·", "=", "·", "="].map((sign) => {
    const text = svg("text", { class: "sign", "text-anchor": "middle" });
    text.textContent = sign;
    return text;
  });
  const titles = ["push", "pull"].map((role) => svg("text", { class: `row-title ${role}`, x: "4" }));
  const handles = {
    n: handle(HANDLES.n),
    m: handle(HANDLES.m),
  };
  const picture = svg(
    "svg",
    { class: "blocks", role: "group", "aria-label": BLOCKS },
    ...titles,
    ...blocks.flatMap(({ box, lines, label }) => [box, lines, label]),
    ...signs,
    handles.n, handles.m,
  );
  let cell = 16;

  return {
    element: picture,
    handles,
    get cell() {
      return cell;
    },
    /**
     * @param {number} m
     * @param {number} n
     * @param {number} width in pixels
     * @param {boolean} held while a hand holds an edge, cells shrink where they must and never grow
     */
    draw(m, n, width, held) {
      const fitting = cellFor(m, n, width);
      cell = held ? Math.min(cell, fitting) : fitting;
      const row = TITLE + LABEL + Math.max(m, n) * cell + 14;
      set(picture, "viewBox", `0 0 ${width} ${HEIGHT}`);
      set(picture, "style", `height:${HEIGHT}px`);
      set(titles[0], "text", pushTitle(m, n));
      set(titles[0], "y", "16");
      set(titles[1], "text", pullTitle(m, n));
      set(titles[1], "y", String(row + 16));
      const first = line([[m, n], [n, 1], [m, 1]], TITLE + LABEL, 0, 0);
      line([[1, m], [m, n], [1, n]], row + TITLE + LABEL, 3, 2);
      place(handles.n, LEFT + n * cell + OUT, first + (m * cell) / 2);
      place(handles.m, LEFT + (n * cell) / 2, first + m * cell + OUT);
      say(handles.n, n, inputs(n));
      say(handles.m, m, outputs(m));
    },
  };

  /**
   * @param {[number, number][]} shapes rows and columns
   * @param {number} top
   * @param {number} from first block
   * @param {number} sign first sign
   */
  function line(shapes, top, from, sign) {
    let x = LEFT;
    shapes.forEach(([rows, columns], k) => {
      const { box, lines, label } = blocks[from + k];
      const [w, h] = [columns * cell, rows * cell];
      for (const [name, value] of Object.entries({ x, y: top, width: w, height: h })) set(box, name, String(value));
      const across = Array.from({ length: rows - 1 }, (_, i) => `M${x} ${top + (i + 1) * cell}h${w}`);
      const down = Array.from({ length: columns - 1 }, (_, j) => `M${x + (j + 1) * cell} ${top}v${h}`);
      set(lines, "d", [...across, ...down].join(""));
      set(label, "x", String(x + w / 2));
      set(label, "y", String(top - 6));
      x += w + GAP;
      if (k < 2) {
        set(signs[sign + k], "x", String(x - GAP / 2));
        set(signs[sign + k], "y", String(top + cell * 0.5 + 6));
      }
    });
    return top;
  }

  /** @param {string} name */
  function handle(name) {
    return svg(
      "g",
      {
        class: "handle", role: "slider", tabindex: "0", "aria-label": name,
        "aria-valuemin": "1", "aria-valuemax": String(most),
        "aria-orientation": name.startsWith("n") ? "horizontal" : "vertical",
      },
      svg("circle", { class: "halo", r: "10" }),
      svg("circle", { class: "grip", r: "4" }),
      svg("circle", { class: "hit", r: "22" }),
    );
  }

  /**
   * @param {SVGGElement} group
   * @param {number} x
   * @param {number} y
   */
  function place(group, x, y) {
    set(group, "transform", `translate(${x} ${y})`);
  }

  /**
   * @param {SVGGElement} group
   * @param {number} now
   * @param {string} text
   */
  function say(group, now, text) {
    set(group, "aria-valuenow", String(now));
    set(group, "aria-valuetext", text);
  }
}
