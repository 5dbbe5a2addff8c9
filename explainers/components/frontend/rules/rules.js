/**
 * The rule laboratory: f as two boxes with a rule for the way back, right or wrong, and
 * three referees whose lights follow the hand.
 *
 * While a hand moves, JAX's programs are replayed here and nothing is sent. When it lets go,
 * the state goes to Python once, and JAX's numbers for exactly that state replace these.
 */

import { html, set } from "../parts/dom.js";
import { numerals, received } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey } from "../parts/hands.js";
import { createPlane } from "../parts/plane.js";
import { LARGEST, onPoint } from "../parts/points.js";
import { createPlayer } from "../parts/player.js";
import { load } from "../parts/tape.js";
import { action, segmented } from "../parts/tools.js";
import { createDescent } from "./descent.js";
import * as judge from "./judge.js";
import { createReferees, verdicts, verdictText } from "./referees.js";
import { inputScene, outputScene, pair, plus } from "./scene.js";
import { createStrip, LAST, stepText } from "./strip.js";

/** @typedef {import("../parts/tape.js").TapeJson} TapeJson */
/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {"x" | "v" | "u"} Kind */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Rule} RuleJson */
/** @typedef {import("./data.d.ts").Fixed} Fixed */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("../parts/data.d.ts").Sent} Sent */

const WIDE = 800;
/** Beyond this x is out of reach; as in permalink/rules.py. */
const FARTHEST = 30;
const INPUT = { cx: 0, cy: 0, half: 2.1 };
const OUTPUT = { cx: 1.6, cy: 1.6, half: 2.1 };

export default mounted(createLaboratory);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 * @param {Data} first
 */
function createLaboratory(parent, send, first) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".rules"));
  const { fixed } = first;
  const layer = load(fixed.layer);
  const tapes = new Map(fixed.rules.map((rule) => [rule.slug, load(rule.tape)]));
  const [right] = [...tapes.values()];

  let data = first;
  /** @type {State} */
  let state = first.state;
  let edition = "";
  let [inputView, outputView] = [INPUT, OUTPUT];
  let [inputSize, outputSize, descentSize] = [0, 0, 0];
  /** What the descents were replayed for, and their points. */
  let pathsFor = "";
  /** @type {Vec[][]} */
  let paths = [];

  const frames = createFrames(draw);
  const { schedule } = frames;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", gesture),
    rest,
    schedule,
    take,
  });
  const { press, release, settle, settleSoon } = gestures;
  const choices = segmented(
    "the rule for the way back",
    fixed.rules.map((rule) => /** @type {[string, string]} */ ([rule.slug, rule.title])),
    (rule) => alter({ rule }),
    signal,
  );
  const blind = action("Blind spot", "turn v to where this rule goes unnoticed", () => {
    const { truth, pull } = replayed();
    alter({ v: judge.unnoticed(truth, pull, state.v) });
  }, signal);
  const reset = action("Reset", "reset x, v and u", () => {
    const { x, v, u } = data.preset;
    alter({ x: [...x], v: [...v], u: [...u] });
  }, signal);
  const tools = html("div", { class: "tools", role: "group", "aria-label": "rules" }, choices.element, html("span", { class: "gap" }), blind, reset);
  const player = createPlayer({
    label: "step",
    rate: 0.8,
    say: (step) => sentence(step),
    show: (step) => {
      state = { ...state, step };
      schedule();
    },
    rest: settle,
  }, signal);
  const strip = createStrip(player.element);
  const inputPlane = createPlane("input", ["x", "v"]);
  const outputPlane = createPlane("output", ["u"]);
  set(inputPlane.title, "text", "Input space ℝ²");
  set(outputPlane.title, "text", "Output space ℝ²");
  const referees = createReferees();
  const descent = createDescent(fixed);
  const pulled = html("span", { class: "result", role: "group", "aria-label": "uᵀJ by the rule" });
  const truth = html("span", { class: "result", role: "group", "aria-label": "uᵀJ in truth" });
  const source = html("span", { class: "source" });
  const readout = html(
    "div",
    { class: "readout" },
    html("span", { class: "part pull" }, html("b", {}, "uᵀJ by the rule"), " = ", pulled),
    html("span", { class: "part" }, html("b", {}, "in truth"), " = ", truth),
    source,
  );
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const figure = html("div", { class: "bench" }, inputPlane.element, outputPlane.element, referees.element);
  for (const part of [strip.element, inputPlane.well, outputPlane.well, referees.element]) part.dataset.fold = "";
  root.replaceChildren(tools, strip.element, figure, readout, descent.element, live);

  for (const { id, element } of [...inputPlane.handles, ...outputPlane.handles]) takeHandle(id, element);
  const sizes = new ResizeObserver(() => {
    measure();
    schedule();
  });
  for (const element of [root, inputPlane.well, outputPlane.well, descent.well]) sizes.observe(element);
  root.addEventListener("keydown", keepKey, { signal });

  return { root, update: gestures.offer, destroy };

  function destroy() {
    player.pause();
    abort.abort();
    sizes.disconnect();
    gestures.stop();
    frames.stop();
  }

  /** @param {Data} next */
  function take(next) {
    data = next;
    if (next.edition !== edition) adopt(next);
    frames.now();
    speak();
  }

  /** @param {Data} next */
  function adopt(next) {
    edition = next.edition;
    state = { ...next.state };
    gestures.follow(next.settled !== null);
    player.load(LAST, state.step);
    measure();
    rest();
  }

  /** Views that hold the handles and bars that hold the sums; never changed while one is held. */
  function rest() {
    const now = numbers();
    const { x, v, u } = state;
    inputView = geometry.widened(INPUT, [pair(x), plus(x, v)]);
    outputView = geometry.widened(OUTPUT, [pair(now.value), plus(now.value, u)]);
    referees.rescale(now);
  }

  function rule() {
    return fixed.rules.find((one) => one.slug === state.rule) ?? fixed.rules[0];
  }

  /** @returns {judge.Found} */
  function replayed() {
    const wanted = `${state.rule} ${state.x}`;
    const chosen = tapes.get(state.rule) ?? right;
    if (wanted !== pathsFor) {
      paths = [right, chosen].map((tape) => judge.descent(tape, layer, state.x, fixed));
      pathsFor = wanted;
    }
    return judge.found({ rule: chosen, right, layer }, fixed, state, paths);
  }

  /**
   * The numbers for the state at hand: JAX's if they are for exactly this state.
   * @returns {judge.Found & { by: "JAX" | "tape" }}
   */
  function numbers() {
    const now = replayed();
    const { settled } = data;
    if (!settled || !same(settled)) return { ...now, by: "tape" };
    /** @param {Sent[]} all */
    const all = (all) => all.map(received);
    return {
      by: "JAX",
      inner: all(settled.inner),
      value: all(settled.value),
      kept: all(settled.kept),
      between: all(settled.between),
      pull: all(settled.pull),
      truth: all(settled.truth),
      push: all(settled.push),
      forwards: received(settled.forwards),
      backwards: received(settled.backwards),
      remainders: all(settled.remainders),
      slope: received(settled.slope),
      risks: all(settled.risks),
    };
  }

  /** @param {Settled} settled */
  function same(settled) {
    return settled.rule === state.rule &&
      /** @type {Kind[]} */ (["x", "v", "u"]).every((kind) => state[kind].every((z, k) => z === settled[kind][k]));
  }

  /** @param {number} step */
  function sentence(step) {
    return stepText(step, rule(), numbers(), state);
  }

  /** @param {Partial<State>} change */
  function alter(change) {
    state = { ...state, ...change };
    rest();
    settle();
  }

  /**
   * @param {Kind} id
   * @param {SVGGElement} element
   */
  function takeHandle(id, element) {
    const plane = id === "u" ? outputPlane : inputPlane;
    const view = () => (id === "u" ? outputView : inputView);
    onPoint(
      element,
      {
        get: () => state[id],
        move: (to) => {
          state = { ...state, [id]: to };
          schedule();
        },
        whole: () => 2 * view().half,
        width: () => plane.picture.clientWidth,
        far: id === "x" ? FARTHEST : LARGEST,
        press,
        release,
        nudged: settleSoon,
      },
      signal,
    );
  }

  function measure() {
    if (!root.clientWidth) return;
    root.dataset.layout = root.clientWidth >= WIDE ? "wide" : "narrow";
    inputSize = inputPlane.well.clientWidth;
    outputSize = outputPlane.well.clientWidth;
    descentSize = descent.well.clientWidth;
  }

  function draw() {
    const now = numbers();
    const chosen = rule();
    const finite = [...now.value, ...now.pull].every(Number.isFinite);
    choices.draw(state.rule);
    blind.disabled = state.rule === "right";
    strip.draw(state.step, chosen, now, state);
    const checked = now.by === "JAX" && data.settled ? data.settled.checked : null;
    referees.draw(now, verdicts(now, state, fixed, checked), fixed.lengths);
    if (inputSize && outputSize) {
      inputPlane.draw(inputScene(state, now, chosen.slug !== "right", framed(inputView, inputSize)));
      outputPlane.draw(outputScene(state, now, finite, framed(outputView, outputSize)));
    }
    if (descentSize) descent.draw(layer, descentSize, paths, now.risks, chosen.title);
    write(pulled, now.pull);
    write(truth, now.truth);
    set(source, "text", now.by === "JAX" ? `JAX · ${data.settled?.precision}` : "replayed");
    set(source, "data-by", now.by);
    set(root, "data-settled", String(now.by === "JAX"));
  }

  /** Says the settled verdicts once, politely. */
  function speak() {
    const { settled } = data;
    if (gestures.held() || !gestures.moves() || !settled || !same(settled)) return;
    const now = numbers();
    set(live, "text", verdictText(verdicts(now, state, fixed, settled.checked), now));
  }
}

/**
 * @param {import("../parts/geometry.js").View} view
 * @param {number} size in pixels
 */
function framed(view, size) {
  return { view, size, height: size, line: false };
}

/**
 * @param {HTMLElement} element
 * @param {number[]} vector
 */
function write(element, vector) {
  set(element, "text", numerals(vector));
  set(element, "data-value", JSON.stringify(vector));
}
