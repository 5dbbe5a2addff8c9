/**
 * The Stage's two planes made with JSXGraph, as its documentation would have them made:
 * SVG renderer, curves with updateDataArray, each board updated once a move, nothing
 * updated that cannot change. The numbers come from our own tape, so both sides compute
 * alike; the board and the readout, which the Stage draws as well, are left out.
 */

import JXG from "../node_modules/jsxgraph/distrib/jsxgraphcore.mjs";
import * as geometry from "../../explainers/components/frontend/parts/geometry.js";
import { dot, pull, push } from "../../explainers/components/frontend/parts/products.js";
import { load, read, replay } from "../../explainers/components/frontend/parts/tape.js";

/**
 * @typedef {object} Scene
 * @property {import("../../explainers/components/frontend/parts/tape.js").TapeJson} tape
 * @property {[number, number][]} x_view
 * @property {[number, number][]} y_view
 * @property {number[]} x
 * @property {number[]} v
 * @property {number[]} u
 * @property {number} size of a plane, in pixels
 * @property {number} lines of the grid each way
 * @property {number} points evaluated on a line of the image of the grid
 * @property {number} curvePoints evaluated on the curve f(x + tv)
 * @property {number} reach of that curve: t from −reach to reach
 * @property {boolean} joined whether one curve holds all lines of a plane, parted by NaN;
 *   otherwise each line is a curve
 * @property {boolean} batch whether the output board is updated by suspendUpdate and
 *   unsuspendUpdate; otherwise by update(), which skips what asked not to be updated
 */

const BLUE = "#1f6feb";
const ORANGE = "#d9730d";
const INK = "#1f2430";
const GRID = "#c9d3e3";

/**
 * Draws the scene.
 * @param {Scene} scene
 * @returns {[number, number]} where x is to be grabbed, in pixels of the window
 */
export function start(scene) {
  const tape = load(scene.tape);
  const { v, u } = scene;
  const inputView = geometry.squareView(scene.x_view[0], scene.x_view[1]);
  const outputView = geometry.squareView(scene.y_view[0], scene.y_view[1]);
  const input = board("input", inputView, scene.size);
  const output = board("output", outputView, scene.size);
  const now = numbers(scene.x);

  /** @param {number[]} at */
  function numbers(at) {
    replay(tape, [at[0] + v[0], at[1] + v[1]]);
    const moved = read(tape, tape.value);
    replay(tape, at);
    const value = read(tape, tape.value);
    const jacobian = read(tape, tape.jacobian);
    const forward = push(jacobian, v);
    return { x: at, value, moved, push: forward, pull: pull(jacobian, u), pairing: dot(u, forward) };
  }

  const step = (2 * inputView.half) / (scene.lines - 1);
  /**
   * Where the lines through x stand along a coordinate: all that are in view.
   * @param {0 | 1} side
   */
  function* lines(side) {
    const centre = side === 0 ? inputView.cx : inputView.cy;
    const first = Math.ceil((centre - inputView.half - now.x[side]) / step);
    const last = Math.floor((centre + inputView.half - now.x[side]) / step);
    for (let k = first; k <= last; k++) yield now.x[side] + k * step;
  }

  const { cx, cy, half } = inputView;
  const look = { strokeColor: GRID, strokeWidth: 0.9 };
  for (const side of /** @type {const} */ ([0, 1])) {
    const low = (side === 0 ? cy : cx) - half;
    /**
     * @param {number} place of the line
     * @param {number} k which of its points
     * @param {number} count of its points
     */
    const at = (place, k, count) => {
      const free = low + (2 * half * k) / (count - 1);
      return side === 0 ? [place, free] : [free, place];
    };
    grid(input, (place, xs, ys) => {
      for (const k of [0, 1]) {
        const [a, b] = at(place, k, 2);
        xs.push(a);
        ys.push(b);
      }
    });
    grid(output, (place, xs, ys) => {
      for (let k = 0; k < scene.points; k++) image(at(place, k, scene.points), xs, ys);
    });

    /**
     * @param {any} plane
     * @param {(place: number, xs: number[], ys: number[]) => void} line
     */
    function grid(plane, line) {
      if (scene.joined) {
        curve(plane, look, (xs, ys) => {
          for (const place of lines(side)) {
            line(place, xs, ys);
            xs.push(NaN);
            ys.push(NaN);
          }
        });
        return;
      }
      for (let k = 0; k < scene.lines; k++) {
        curve(plane, look, (xs, ys) => {
          const place = [...lines(side)][k];
          if (place !== undefined) line(place, xs, ys);
        });
      }
    }
  }
  curve(output, { strokeColor: BLUE, strokeWidth: 1.4, dash: 1 }, (xs, ys) => {
    for (let k = 0; k < scene.curvePoints; k++) {
      const t = scene.reach * ((2 * k) / (scene.curvePoints - 1) - 1);
      image([now.x[0] + t * v[0], now.x[1] + t * v[1]], xs, ys);
    }
  });

  /**
   * @param {number[]} at
   * @param {number[]} xs
   * @param {number[]} ys
   */
  function image(at, xs, ys) {
    replay(tape, at);
    xs.push(tape.slots[tape.value[0]]);
    ys.push(tape.slots[tape.value[1]]);
  }

  const x = point(input, now.x, "x", { size: 5, color: INK, fixed: false });
  const tipV = point(input, sum(now.x, v), "v", { size: 9, color: BLUE, fixed: false, opacity: 0.2 });
  const tipPull = point(input, () => sum(now.x, now.pull), "uᵀJ", { visible: false });
  arrow(input, x, tipV, { strokeColor: BLUE });
  arrow(input, x, tipPull, { strokeColor: ORANGE, dash: 2 });

  const y = point(output, () => now.value, "f(x)", { size: 5, color: INK });
  const tipU = point(output, sum(now.value, u), "u", { size: 9, color: ORANGE, fixed: false, opacity: 0.2 });
  const tipPush = point(output, () => sum(now.value, now.push), "Jv", { visible: false });
  point(output, () => now.moved, "", { size: 4, color: BLUE, opacity: 0 });
  arrow(output, y, tipU, { strokeColor: ORANGE });
  arrow(output, y, tipPush, { strokeColor: BLUE, dash: 2 });

  // JSXGraph updates the board that is dragged after this, once.
  x.on("drag", () => {
    Object.assign(now, numbers([x.X(), x.Y()]));
    tipV.setPositionDirectly(JXG.COORDS_BY_USER, sum(now.x, v));
    if (scene.batch) output.suspendUpdate();
    tipU.setPositionDirectly(JXG.COORDS_BY_USER, sum(now.value, u));
    if (scene.batch) output.unsuspendUpdate();
    else output.update();
  });

  const corner = input.containerObj.getBoundingClientRect();
  return [corner.x + x.coords.scrCoords[1], corner.y + x.coords.scrCoords[2]];
}

/**
 * @param {string} id
 * @param {geometry.View} view
 * @param {number} size
 */
function board(id, { cx, cy, half }, size) {
  const place = /** @type {HTMLElement} */ (document.getElementById(id));
  place.style.width = place.style.height = `${size}px`;
  const made = JXG.JSXGraph.initBoard(id, {
    boundingBox: [cx - half, cy + half, cx + half, cy - half],
    keepAspectRatio: true,
    renderer: "svg",
    axis: false,
    grid: false,
    showCopyright: false,
    showNavigation: false,
    showInfobox: false,
    pan: { enabled: false },
    zoom: { enabled: false },
    resize: { enabled: false },
    maxFrameRate: 1000, // every move is drawn; by default 25 a second are
  });
  const still = {
    needsRegularUpdate: false,
    ticks: { needsRegularUpdate: false, majorHeight: 0, label: { display: "internal" } },
  };
  for (const end of [[1, 0], [0, 1]]) made.create("axis", [[0, 0], end], still);
  return made;
}

/**
 * @param {any} board
 * @param {object} look
 * @param {(xs: number[], ys: number[]) => void} fill
 */
function curve(board, look, fill) {
  const made = board.create("curve", [[], []], { fixed: true, highlight: false, ...look });
  made.updateDataArray = () => {
    made.dataX = [];
    made.dataY = [];
    fill(made.dataX, made.dataY);
  };
  board.update();
}

/**
 * @param {any} board
 * @param {number[] | (() => number[])} at
 * @param {string} name
 * @param {{ size?: number, color?: string, fixed?: boolean, opacity?: number, visible?: boolean }} look
 */
function point(board, at, name, { size = 5, color = INK, fixed = true, opacity = 1, visible = true }) {
  const place = typeof at === "function" ? [() => at()[0], () => at()[1]] : at;
  return board.create("point", place, {
    name,
    withLabel: name !== "",
    size,
    fixed,
    visible,
    highlight: false,
    strokeColor: color,
    fillColor: color,
    fillOpacity: opacity,
    label: { display: "internal", parse: false, visible: true, highlight: false, strokeColor: color },
  });
}

/**
 * @param {any} board
 * @param {any} from
 * @param {any} to
 * @param {object} look
 */
function arrow(board, from, to, look) {
  board.create("arrow", [from, to], { fixed: true, highlight: false, strokeWidth: 2.6, ...look });
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function sum(a, b) {
  return [a[0] + b[0], a[1] + b[1]];
}
