/**
 * The complex plane: z and a small step dz, their images under w = f(z), and the Jacobian
 * between them.
 */

import { reaches } from "../parts/arrow_guess.js";
import { arrowsFrom } from "../parts/arrows.js";
import { along, gridPath, imagePath, plus, shown } from "../parts/curves.js";
import { html, set } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import * as geometry from "../parts/geometry.js";
import { hidden } from "../parts/guess_words.js";
import { emptyScene } from "../parts/picture.js";
import { createPlane } from "../parts/plane.js";
import { LARGEST } from "../parts/points.js";
import { norm } from "../parts/products.js";
import { load, read, replay } from "../parts/tape.js";
import { action, results } from "../parts/tools.js";
import { fromJacobian, times } from "./numbers.js";
import { createPredict } from "./predict.js";
import { createSplit } from "./split.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").View} View */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("./numbers.js").Numbers & { z: Vec }} Numbers and where they belong to */
/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */

/** How far along dz and against it the true image is drawn. */
const REACH = 1.5;
/** Both coordinates of a plane. @type {[number, number]} */
const BOTH = [0, 1];

export default figure("complex_plane", createComplex);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Numbers>}
 */
function createComplex(own) {
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
  const split = createSplit();
  const steps = words.STEPS.map(([text, label, [a, b]]) => action(text, label, () => own.alter({ dz: [a, b] }), own.signal));
  const reset = action("Reset", words.RESET, () => own.alter(own.data.plan.preset), own.signal);
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
    scenes: (view, [zWidth, wWidth]) => {
      const zFrame = geometry.frameOf(zView, zWidth, false);
      const image = wScene(view, geometry.frameOf(wView, wWidth, false), zFrame);
      return [zScene(zFrame), predict.onto("output", image, view.problem)];
    },
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

  /** @param {geometry.Frame} frame @returns {import("../parts/picture.js").Scene} */
  function zScene(frame) {
    const { z, dz } = own.state;
    return {
      ...emptyScene(frame),
      axes: ["Re z", "Im z"],
      grid: gridPath(frame, z),
      ring: geometry.ellipsePath(frame, z, [1, 0], [0, 1], norm(dz)),
      arrows: [arrowsFrom(z, BOTH)("v", "dz", dz)],
      point: z,
      pointLabel: "z",
      handles: [
        { id: "x", at: z, value: norm(z), largest: LARGEST, text: words.complexText(z) },
        { id: "v", at: sum(z, dz), value: norm(dz), largest: LARGEST, text: words.complexText(dz) },
      ],
    };
  }

  /**
   * @param {import("../parts/figure.js").View<Numbers>} view
   * @param {geometry.Frame} frame
   * @param {geometry.Frame} input
   * @returns {import("../parts/picture.js").Scene}
   */
  function wScene({ good, problem }, frame, input) {
    const { dz, cover } = own.state;
    const { z, value, jacobian: [a, b, c, d], push, moved } = good;
    const linear = times(good.linear, dz);
    const rest = times(good.rest, [dz[0], 0 - dz[1]]);
    const parted = norm(rest) > 0 && norm(linear) > 0;
    const arrow = arrowsFrom(value, BOTH);
    const scene = {
      ...emptyScene(frame),
      axes: /** @type {[string, string]} */ (["Re w", "Im w"]),
      grid: imagePath(tape, z, BOTH, BOTH, input, frame),
      point: value,
      pointLabel: "w",
      message: problem,
    };
    if (cover) return scene;
    return {
      ...scene,
      ring: geometry.ellipsePath(frame, value, [a, c], [b, d], norm(dz)),
      curve: geometry.curvePath(frame, along(tape, z, dz, BOTH), -REACH, REACH, 12),
      arrows: [
        ...(parted ? [arrow("ghost", "A dz", linear), arrowsFrom(sum(value, linear), BOTH)("ghost", "B dz̄", rest)] : []),
        arrow("push", "dw", push),
      ],
      moved,
    };
  }
}

/** @param {Vec} p @param {Vec} d */
function sum(p, d) {
  return shown(plus(p, d), BOTH);
}
