/**
 * The rule laboratory: f as two boxes with a rule for the way back, right or wrong, and
 * three referees whose lights follow the hand.
 */

import { plus, shown } from "../parts/curves.js";
import { html, set, show } from "../parts/dom.js";
import { belongs, figure } from "../parts/figure.js";
import { numerals } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { createMaking } from "../parts/making.js";
import { createPlane } from "../parts/plane.js";
import { createPlayer } from "../parts/player.js";
import { LARGEST } from "../parts/points.js";
import { createPosed } from "../parts/posed.js";
import { load } from "../parts/tape.js";
import { createTask } from "../parts/task.js";
import { action, results, segmented } from "../parts/tools.js";
import { createDescent } from "./descent.js";
import { noticed, reason } from "./guess.js";
import * as judge from "./judge.js";
import { createReferees } from "./referees.js";
import { BOTH, createScenes, finite } from "./scenes.js";
import { createStrip, LAST } from "./strip.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */

const INPUT = { cx: 0, cy: 0, half: 2.1 };
const OUTPUT = { cx: 1.6, cy: 1.6, half: 2.1 };

/** Where its worker is served. */
const painter = () => new URL("./rules_painter.js", import.meta.url);

export default figure("rules", createRules);

/**
 * @param {import("../parts/figure.js").Own<Data, judge.Found>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, judge.Found>}
 */
function createRules(own) {
  const { fixed, limits } = own.data;
  const layer = load(fixed.layer);
  const tapes = new Map(fixed.rules.map((rule) => [rule.slug, load(rule.tape)]));
  const [right] = [...tapes.values()];
  let [inputView, outputView] = [INPUT, OUTPUT];
  /** What the descents were replayed for, and their points. @type {{ of: string, points: geometry.Vec[][] }} */
  let paths = { of: "", points: [] };
  /** Whether the way back was walked or a hand has moved: until then what it leads to is not there. */
  let begun = false;

  const task = createTask(own, {
    hold: () => {
      const { x, v, u } = own.state;
      return { x, v, u, picks: [] };
    },
    at: ({ value, push, pull, truth }) => {
      const { x, v, u } = own.state;
      return { x, v, u, value, jacobian: [], push, pull, moved: null, more: truth };
    },
    go: ({ v, u }) => own.put({ v, u }),
  });
  const choices = segmented(
    words.CHOICES,
    fixed.rules.map((rule) => /** @type {[string, string]} */ ([rule.slug, rule.title])),
    (rule) => own.alter({ rule }),
    own.signal,
  );
  const blind = action(...words.BLIND, () => {
    const { truth, pull } = replayed();
    own.alter({ v: judge.unnoticed(truth, pull, own.state.v) });
  }, own.signal);
  const reset = action(...words.RESET, () => {
    const { x, v, u } = own.data.preset;
    own.alter({ x: [...x], v: [...v], u: [...u] });
  }, own.signal);
  const player = createPlayer({
    label: "step",
    rate: 0.8,
    say: (step) => words.stepText(step, rule(), own.now(), own.state),
    show: (step) => own.put({ step }),
    rest: own.settle,
  }, own.signal);
  own.signal.addEventListener("abort", player.pause);
  const strip = createStrip(player.element);
  const inputPlane = createPlane("input", ["x", "v"]);
  const outputPlane = createPlane("output", ["u"]);
  set(inputPlane.title, "text", words.INPUT);
  set(outputPlane.title, "text", words.OUTPUT);
  own.points(inputPlane, { half: () => inputView.half, far: (id) => (id === "x" ? limits.x[1] : LARGEST) });
  own.points(outputPlane, { half: () => outputView.half });
  // What is said where numbers are not finite, and what a puzzle shows, the worker does not know.
  const making = createMaking(painter, createScenes, moves, ({ now }) => own.data.task !== null || !finite(now));
  making.build({});
  const referees = createReferees();
  const posed = createPosed(own, {
    question: () => ({
      kind: "choice",
      prompt: words.prompt(rule().title),
      choices: Object.entries(words.NOTICED),
      told,
    }),
    place: () => [own.state.rule, own.state.x, own.state.v, own.state.u].join(),
    changed: () => (begun = true),
  });
  const descent = createDescent(fixed);
  const [pulled, truth] = results(words.PULLED, words.TRUTH);
  for (const part of [strip.element, inputPlane.well, outputPlane.well, referees.element]) part.dataset.fold = "";

  return {
    parts: [
      task.element,
      own.tools("rules", task.more, choices.element, html("span", { class: "gap" }), posed.tool, blind, reset),
      posed.element,
      strip.element,
      html("div", { class: "bench" }, inputPlane.element, outputPlane.element, referees.element),
      own.readout(
        html("span", { class: "part pull" }, html("b", {}, words.PULLED), " = ", pulled),
        html("span", { class: "part" }, html("b", {}, words.SHORT_TRUTH), " = ", truth),
      ),
      descent.element,
    ],
    planes: [inputPlane, outputPlane],
    wells: [descent.well],
    wide: 740,
    adopt() {
      posed.follow();
      player.load(LAST, own.state.step);
      task.adopt();
      // A puzzle gives its rule, and leaves the blind spot to be found.
      for (const part of [choices.element, blind, posed.tool]) show(part, !own.data.task);
    },
    rest() {
      const now = own.good;
      const { x, v, u } = own.state;
      const tips = (/** @type {number[]} */ from, /** @type {number[][]} */ arrows) => arrows.map((by) => shown(plus(from, by), BOTH));
      inputView = geometry.reaching(INPUT, [shown(x, BOTH), ...tips(x, [v])], tips(x, [now.pull, now.truth]));
      outputView = geometry.reaching(OUTPUT, [shown(now.value, BOTH), ...tips(now.value, [u])], tips(now.value, [now.push]));
      referees.rescale(now);
    },
    match: ["rule", "x", "v", "u"],
    settled: ({ judged, ...answer }) => ({ ...answer, ...judged, lights: judge.lights(judged) }),
    replayed,
    scenes: (view, widths) => task.staged(making.scenes(view, widths)),
    making: making.of,
    draw(view) {
      const { now, turn: { cells, sums } } = view;
      const { state, data } = own;
      task.draw(view);
      const chosen = rule();
      const settled = now.by === "JAX" ? data.settled : null;
      set(own.root, "data-begun", String(there()));
      choices.draw(state.rule);
      blind.disabled = state.rule === "right";
      posed.draw();
      if (cells) {
        strip.draw(state.step, chosen, now, state);
        write(pulled, there() ? now.pull : null);
        write(truth, there() ? now.truth : null);
      }
      if (!sums) return;
      referees.draw(now, fixed.lengths, !there() ? "later" : state.cover ? "covered" : "shown", guessed());
      const [size] = own.size(descent.well);
      if (size) descent.draw(layer, size, walked(), settled && settled.risks, chosen.title, there());
    },
    legend: () => words.LEGEND,
    say: (now) => task.say(now) || posed.say() || (there() ? words.verdicts(now.said, now) : words.LATER),
  };

  /**
   * @param {import("../parts/figure.js").View<judge.Found>} view
   * @param {number[]} widths
   */
  function moves({ now: { value, push, pull, truth } }, widths) {
    const { rule: slug, x, v, u } = own.state;
    return { state: { rule: slug, x, v, u }, numbers: { value, push, pull, truth }, begun: there(), views: [inputView, outputView], widths };
  }

  function there() {
    const { state, data } = own;
    begun ||= state.cover || state.step === LAST || data.task !== null || !belongs(state, data.preset, ["rule", "x", "v", "u"]);
    return begun;
  }

  function rule() {
    return fixed.rules.find((one) => one.slug === own.state.rule) ?? fixed.rules[0];
  }

  /** What is said of a guess, and the guess itself to stay. @param {string} guess */
  function told(guess) {
    const now = own.now();
    if (now.by !== "JAX") return { text: words.UNANSWERED, mark: null };
    const truth = noticed(now.lights);
    const mark = /** @type {keyof typeof words.NOTICED} */ (guess);
    return { text: words.toldText(mark, truth, reason(truth, own.state, now), words.verdicts(now.said, now)), mark };
  }

  /** What the reader has guessed, until the next guess. */
  function guessed() {
    const { mark, fresh } = posed.mark();
    return mark && !own.state.cover ? words.guessedText(mark, fresh) : "";
  }

  /** The descents from x: by the right rule, and by the chosen one. */
  function walked() {
    const { rule: slug, x } = own.state;
    const of = `${slug} ${x}`;
    if (of !== paths.of) {
      const points = [right, tapes.get(slug) ?? right].map((tape) => judge.descent(tape, layer, x, fixed));
      paths = { of, points };
    }
    return paths.points;
  }

  /** @returns {judge.Found} */
  function replayed() {
    return judge.found({ rule: tapes.get(own.state.rule) ?? right, right, layer }, fixed, own.state);
  }
}

/**
 * @param {HTMLElement} element
 * @param {number[] | null} vector none yet
 */
function write(element, vector) {
  set(element, "text", vector ? numerals(vector) : words.LATER);
  set(element, "data-value", vector ? JSON.stringify(vector) : "");
}
