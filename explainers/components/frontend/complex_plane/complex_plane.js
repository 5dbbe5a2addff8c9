/**
 * The complex plane: z and a small step dz, their images under w = f(z), and the Jacobian
 * between them.
 */

import { reaches } from "../parts/arrow_guess.js";
import { plus, shown } from "../parts/curves.js";
import { html, set } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import * as geometry from "../parts/geometry.js";
import { hidden } from "../parts/guess_words.js";
import { createMaking } from "../parts/making.js";
import { createPlane } from "../parts/plane.js";
import { load, read, replay } from "../parts/tape.js";
import { action, results } from "../parts/tools.js";
import { fromJacobian, times } from "./numbers.js";
import { createPredict } from "./predict.js";
import { createScenes, sum } from "./scenes.js";
import { createSplit } from "./split.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").View} View */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("./scenes.js").Numbers} Numbers */
/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */

/** Both coordinates of a plane. @type {[number, number]} */
const BOTH = [0, 1];

/** Where its worker is served. */
const painter = () => new URL("./complex_plane_painter.js", import.meta.url);

export default figure("complex_plane", createComplexPlane);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Numbers>}
 */
function createComplexPlane(own) {
  /** @type {Tape} */
  let tape;
  /** @type {Tape | null} */
  let cuts = null;
  /** @type {geometry.View} */
  let zView;
  /** @type {geometry.View} */
  let wView;

  const zPlane = createPlane("input", ["x", "v"], words.DOMAIN);
  const wPlane = createPlane("output", ["guess"], { ...words.IMAGE, guess: words.GUESSED });
  const predict = createPredict(own, () => wView.half, (now) => trouble(now) === "");
  for (const { picture } of [zPlane, wPlane]) picture.dataset.fold = "";
  set(zPlane.title, "text", words.DOMAIN.plane);
  own.points(zPlane, { half: () => zView.half, names: { x: "z", v: "dz" } });
  const guess = predict.held("output");
  own.points(wPlane, { half: guess.half, pair: guess.pair, apart: { guess } });
  const making = createMaking(painter, createScenes, moves, () => predict.guessed("output"));
  const split = createSplit();
  const steps = words.STEPS.map(([text, label, [a, b]]) => action(text, label, () => own.alter({ dz: [a, b] }), own.signal));
  const reset = action(...words.RESET, () => own.alter(own.data.plan.preset), own.signal);
  const [w, dw] = results("w", "dw");
  const change = html("span", { class: "result" });

  return {
    parts: [
      own.tools(words.TOOLS, ...steps, predict.control, html("span", { class: "gap" }), reset),
      html("div", { class: "figure" }, zPlane.element, split.element, wPlane.element),
      predict.element,
      own.readout(
        predict.shows,
        html("span", { class: "part" }, html("b", {}, "w"), " = f(z) = ", w),
        html("span", { class: "part push" }, html("b", {}, "dw"), " = J dz = ", dw),
        html("span", { class: "part" }, html("span", { class: "ring-mark" }), "f(z+dz) − f(z) = ", change),
      ),
    ],
    planes: [zPlane, wPlane],
    wide: 740,
    of: (data) => data.plan.slug,
    adopt({ plan }, other) {
      predict.follow(other);
      if (!other) return;
      tape = load(plan.tape);
      making.build({ tape });
      cuts = plan.cuts && load(plan.cuts);
      const [cx, cy, half] = plan.window;
      wView = { cx, cy, half };
      set(wPlane.title, "text", words.imageTitle(plan.title));
    },
    rest,
    match: ["z", "dz"],
    replayed,
    trouble,
    finite,
    blank: () => {
      const { z, dz } = own.state;
      // An arrow that leads nowhere is not drawn.
      return { z, value: [0, 0], moved: [0, 0], ...fromJacobian([0, 0, 0, 0], dz), push: [NaN, NaN] };
    },
    scenes(view, widths) {
      const [input, image] = making.scenes(view, widths);
      return [input, predict.onto("output", image, view.problem)];
    },
    making: making.of,
    draw({ now, turn }) {
      const { cover } = own.state;
      predict.draw(now);
      if (!turn.cells) return;
      split.draw(now, finite(now));
      set(w, "text", words.shownText(now.value));
      set(dw, "text", hidden(cover, words.shownText(now.push)));
      set(dw, "data-value", cover ? "" : JSON.stringify(now.push));
      set(change, "text", hidden(cover, words.shownText([now.moved[0] - now.value[0], now.moved[1] - now.value[1]])));
    },
    legend: () => words.LEGEND,
    say: (now) => predict.say() || words.spoken(now),
  };

  /** Windows hold what is at hand. */
  function rest() {
    const { half, window } = own.data.plan;
    const { z, dz, cover } = own.state;
    zView = geometry.widened({ cx: 0, cy: 0, half }, [z, sum(z, dz)]);
    const now = own.now();
    if (trouble(now)) return;
    const { value, jacobian, push, linear } = now;
    const [cx, cy, side] = window;
    const ends = cover
      ? reaches(jacobian, dz, 2, BOTH).map((end) => plus(value, end))
      : [plus(value, push), plus(value, times(linear, dz)), ...predict.tips("output")];
    wView = geometry.widened({ cx, cy, half: side }, [value, ...ends.map((end) => shown(end, BOTH))]);
  }

  /** @returns {Numbers} */
  function replayed() {
    const { z, dz } = own.state;
    replay(tape, plus(z, dz));
    const moved = /** @type {Vec} */ (read(tape, tape.value));
    replay(tape, z);
    const value = /** @type {Vec} */ (read(tape, tape.value));
    return { z, value, moved, ...fromJacobian(read(tape, tape.jacobian), dz, own.data.plan.analytic) };
  }

  /** @param {Numbers} now */
  function trouble({ z, value, jacobian, kind }) {
    if (cuts) replay(cuts, z);
    return words.trouble(z, value, jacobian, cuts ? read(cuts, cuts.value) : [], kind);
  }

  /** @param {Numbers} now */
  function finite({ value, jacobian }) {
    return [...value, ...jacobian].every(Number.isFinite);
  }

  /**
   * @param {import("../parts/figure.js").View<Numbers>} view
   * @param {number[]} widths
   */
  function moves({ good, problem }, widths) {
    return { state: own.state, numbers: good, problem, views: [zView, wView], widths };
  }
}
