/**
 * A solution of g(x, p) = 0 under a hand: p is moved and x follows along its branch, or the point is
 * moved along the curve and p follows. Beside it stands one board with the Jacobians of g in x and in
 * p, and the product that is taken of the solution's derivative.
 */

import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { numeral } from "../parts/format.js";
import { snapped } from "../parts/geometry.js";
import { hidden } from "../parts/guess_words.js";
import { createKnob } from "../parts/knob.js";
import { createPlane } from "../parts/plane.js";
import { onPoint, within } from "../parts/points.js";
import { createPosed } from "../parts/posed.js";
import { dot } from "../parts/products.js";
import { load } from "../parts/tape.js";
import { createTask } from "../parts/task.js";
import { action, results, segmented } from "../parts/tools.js";
import { createArm } from "./arm.js";
import * as branch from "./branch.js";
import { questionOf } from "./guess.js";
import { createScenes, windowOf } from "./scene.js";
import { createTable } from "./table.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {branch.Numbers} Numbers */

/** Decimals at which a hand that moves the point leaves p, where x can be found there. */
const DECIMALS = 3;
/** Pixels of a plane that is not laid out yet. */
const PLANE = 420;
/** Steeper than this, p is left where the curve has it. */
const STEEP = 8;

export default figure("implicit", createImplicit);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Numbers>}
 */
function createImplicit(own) {
  const { signal } = own;
  const { limits } = own.data;
  /** @type {branch.Equation} */
  let equation;
  /** Where the last drag of p could not follow, and why. @type {branch.Followed | null} */
  let stopped = null;
  /** On which course a place was come to. @type {number[] | null} */
  let course = null;
  /** A place where g_x is singular that a hand is about to leave. @type {number[] | null} */
  let leaving = null;
  /** What the plane shows while a hand moves. @type {import("./scene.js").View} */
  let pane;
  /** The largest entry of either Jacobian when no hand moved. */
  let largest = 1;
  const scenes = createScenes();
  const table = createTable();
  const arm = createArm();
  const plane = createPlane("input", ["x"], { plane: words.PLANE, x: words.POINT });
  const [dx, pull, check] = results(...words.RESULTS);
  const pulled = [html("span", { class: "part pull" }, html("b", {}, words.PULL), " = ", pull), html("span", { class: "part" }, check)];
  const readout = own.readout(html("span", { class: "part push" }, html("b", {}, "dx"), " = ", dx), ...pulled);
  for (const part of [plane.well, readout]) part.dataset.fold = "";
  const task = createTask(own, {
    hold: () => ({ x: [own.state.p, ...own.state.x], v: [], u: [], picks: [] }),
    at: (now) => ({ x: [own.state.p, ...own.state.x], v: [], u: [], value: now.value, jacobian: [...now.g_x[0], now.g_p[0]], push: now.push, pull: [now.pull], moved: null, more: [now.regular ? branch.slopes(now)[0] : NaN] }),
    go: ({ x: [p, ...x] }, end) => put(end ? [...x, p] : branch.follow(equation, place(), p).z),
  });
  const modes = segmented(words.MODE.label, words.MODE.choices, (mode) => own.alter({ mode }), signal);
  const reset = action(...words.RESET, () => {
    stopped = null;
    own.alter({ ...structuredClone(own.data.preset) });
  }, signal);
  const slider = createKnob({ ...words.PARAMETER, low: 0, high: 1 }, {
    press: own.press,
    turn: drag,
    release: own.release,
    nudged: own.nudged,
  }, signal);
  const step = knob(words.STEP, limits.dp, (dp) => own.put({ dp }));
  const weights = [0, 1].map((j) => knob({ title: words.weightName(j, 2), name: words.weightName(j, 2) }, limits.u, (z) =>
    own.put({ u: own.state.u.map((part, k) => (k === j ? z : part)) })));
  const posed = createPosed(own, {
    question: () => questionOf(own.now(), own.state.dp),
    place: () => JSON.stringify([own.state.slug, own.state.p, own.state.x, own.state.dp]),
    along: (cover) => (cover ? { mode: "push" } : {}),
  });
  const told = html("p", { class: "told" });
  onPoint(plane.handles[0].element, {
    get: () => [own.state.p, own.state.x[0]],
    move: ([p, x]) => slide(p, x),
    whole: () => 2 * pane.half,
    width: () => own.size(plane.well)[0],
    press: own.press,
    release: own.release,
    nudged: own.nudged,
  }, signal);

  return {
    parts: [
      task.element,
      own.tools(words.TOOLS, task.more, modes.element, posed.tool, reset),
      posed.element,
      html(
        "div",
        { class: "figure" },
        html("div", { class: "left" }, plane.element, html("div", { class: "under" }, slider.element), told),
        html("div", { class: "right" }, table.element, html("div", { class: "weights" }, step.element, ...weights.map(({ element }) => element)), arm.element),
      ),
      readout,
    ],
    planes: [plane],
    wide: 740,
    of: (data) => data.slug,
    adopt,
    rest: () => {
      const now = own.now();
      const { g_x, g_p } = now;
      pane = windowOf(usualView(), { ...own.state, z: place(), now }, own.size(plane.well)[0] || PLANE);
      largest = Math.max(...[...g_x.flat(), ...g_p].map(Math.abs).filter(Number.isFinite), 1e-300);
    },
    match: ["p", "x", "dp", "u"],
    arrived: () => {
      // Python has led x the last bit to the solution, where rounding had left it.
      const { p, x } = own.data.state;
      const z = place();
      const near = [...x, p].every((part, k) => Math.abs(part - z[k]) <= 1e-6 * equation.half);
      if (near && own.data.slug === own.state.slug && !own.held()) own.state = { ...own.state, p, x };
    },
    settled: (answer) => {
      const n = answer.g_p.length;
      return { ...answer, g_x: answer.g_p.map((_, i) => answer.g_x.slice(i * n, (i + 1) * n)) };
    },
    replayed: () => branch.products(equation, place(), own.state.dp, own.state.u),
    trouble: () => "",
    blank: () => branch.products(equation ?? equationOf(own.data), place(), own.state.dp, own.state.u),
    scenes: (view, [size]) => task.staged([scenes.scene({
      equation,
      view: pane,
      first: [...own.data.preset.x, own.data.preset.p],
      unknowns: own.data.unknowns,
      z: place(),
      now: view.now,
      mode: own.state.mode,
      dp: own.state.dp,
      u: own.state.u,
      cover: own.state.cover,
      marked: marked(),
    }, size)]),
    draw,
    legend: () => words.legend(own.state.mode, own.state.x.length),
    say: (now) => task.say(now) || posed.say() || words.settledText(own.state.mode, own.state.p, own.state.x, words.stepText(now.push, now.regular), words.stepText([now.pull], now.regular)),
  };

  /** @param {{ title: string, name: string }} named @param {[number, number]} ends @param {(z: number) => void} turn */
  function knob(named, [low, high], turn) {
    return createKnob({ ...named, low, high }, {
      press: own.press,
      turn,
      release: own.release,
      nudged: own.nudged,
    }, signal);
  }

  /** @param {Data} data */
  function equationOf({ tape, unknowns, view, specials }) {
    return { tape: load(tape), n: unknowns.length, cy: view[1], half: view[2], specials: specials.map(({ p, x }) => [...x, p]) };
  }

  /** @param {Data} data @param {boolean} other */
  function adopt(data, other) {
    if (other) {
      equation = equationOf(data);
      table.build(equation.n);
      const input = /** @type {HTMLInputElement} */ (slider.element.querySelector("input"));
      [input.min, input.max] = span().map(String);
      const [title, u] = weights[0].element.children;
      set(title, "text", words.weightName(0, equation.n));
      set(u, "aria-label", words.weightName(0, equation.n));
      set(plane.title, "text", data.title);
    }
    [stopped, course, leaving] = [null, null, null];
    posed.follow(other);
    task.adopt();
    for (const part of [posed.tool, reset]) show(part, !data.task);
  }

  function usualView() {
    const [cx, cy, half] = own.data.view;
    return { cx, cy, half };
  }

  /** Between which p is moved. @returns {[number, number]} */
  function span() {
    const [cx, , half] = own.data.view;
    return [cx - half, cx + half];
  }

  function place() {
    return [...own.state.x, own.state.p];
  }

  /** @param {number[]} z */
  function put(z) {
    const way = z.map((part, k) => part - place()[k]);
    const long = Math.hypot(...way);
    if (long > 0) course = way.map((part) => part / long);
    own.put({ p: z[z.length - 1] + 0, x: z.slice(0, -1).map((part) => part + 0) });
  }

  /** p is moved, and x follows as far as its branch leads. @param {number} to */
  function drag(to) {
    const found = branch.follow(equation, place(), within(to, span()), course);
    stopped = found.end ? found : null;
    put(found.end ? found.z : snap(found.z));
  }

  /** The point is moved along the curve. @param {number} p @param {number} x */
  function slide(p, x) {
    stopped = null;
    const [low, high] = span();
    const z = branch.slid(equation, place(), [within(p, [low, high]), x]);
    const n = equation.n;
    if (!(z[n] >= low && z[n] <= high)) return;
    const on = snap(z);
    if (on !== z) return put(on);
    const t = branch.tangent(branch.at(equation, z).rows);
    const even = snapped(z[n], 10 ** -DECIMALS);
    if (t && Math.abs(t[n]) * STEEP > Math.hypot(...t.slice(0, n)) && even >= low && even <= high) {
      const found = branch.follow(equation, z, even);
      if (!found.end) return put(found.z);
    }
    put(z);
  }

  /** On a place where g_x is singular, if a hand comes near it. @param {number[]} z */
  function snap(z) {
    const on = branch.known(equation, z);
    if (on === z) leaving = null;
    else if (on.every((part, k) => part === place()[k])) leaving = on;
    return on === leaving ? z : on;
  }

  /** @param {Numbers} now */
  function caption(now) {
    const z = place();
    const at = branch.known(equation, z, 1e-4 * equation.half);
    const special = now.regular ? -1 : equation.specials.indexOf(at);
    const still = stopped?.z.every((part, k) => part === z[k]) ? stopped.end : null;
    const kink = now.regular || special >= 0 ? null : branch.kinkAt(equation, z);
    const [, cy, half] = own.data.view;
    return words.caption({
      regular: now.regular,
      turn: special < 0 ? null : own.data.specials[special].turn,
      stopped: still === "fold" && now.regular ? "lost" : still,
      p: own.state.p,
      others: (still === "fold" || still === "corner" || still === "stuck") && equation.n === 1 ? branch.others(equation, z, [cy - half, cy + half]) : [],
      kink: kink && { slopes: kink.map(({ slope }) => slope), turns: branch.turnsAt(kink) },
    });
  }

  function marked() {
    const { mark, fresh } = posed.mark();
    return fresh ? mark : null;
  }

  /** @param {import("../parts/figure.js").View<Numbers>} view */
  function draw(view) {
    const { now } = view;
    const { mode, p, dp, u, x, cover } = own.state;
    task.draw(view);
    posed.draw();
    modes.draw(mode);
    slider.draw(p, numeral(p), words.valueText(own.data.unknowns, p, x));
    step.draw(dp, numeral(dp));
    // A puzzle asks for the derivative alone.
    show(step.element, mode === "push" && !own.data.task);
    weights.forEach((weight, j) => {
      show(weight.element, mode === "pull" && j < u.length && !own.data.task);
      if (j < u.length) weight.draw(u[j], numeral(u[j]));
    });
    table.draw({ now, mode, dp, u, cover, largest });
    arm.draw(own.data.picture === "arm" ? x : null);
    set(told, "text", caption(now));
    set(dx, "text", hidden(cover, words.stepText(now.push, now.regular)));
    for (const part of pulled) show(part, mode === "pull");
    set(pull, "text", hidden(cover, words.stepText([now.pull], now.regular)));
    set(check, "text", cover || !now.regular ? "" : words.checkText(dp, u, dot(u, now.push), now.pull * dp));
  }
}
