/**
 * The complex plane: z and a small step dz, their images under w = f(z), and the Jacobian
 * between them. While a hand moves, the tape is replayed here and nothing is sent.
 */

import { plus } from "../parts/curves.js";
import { html, set } from "../parts/dom.js";
import { received } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { keepKey } from "../parts/hands.js";
import { createPlane } from "../parts/plane.js";
import { onPoint } from "../parts/points.js";
import { createSizes } from "../parts/sizes.js";
import { load, read, replay } from "../parts/tape.js";
import { action } from "../parts/tools.js";
import { complexText, fromJacobian, times, trouble } from "./numbers.js";
import { createSplit } from "./split.js";
import { inputScene, outputScene } from "../stage/scene.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").View} View */
/** @typedef {import("../parts/tape.js").TapeJson} TapeJson */
/** @typedef {import("../parts/tape.js").Tape} Tape */
/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").Data} Data */

const WIDE = 880;

export default mounted(create);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 */
function create(parent, send) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".complex_plane"));

  /** @type {Data} */
  let data;
  /** @type {State} */
  let state;
  /** @type {Tape} */
  let tape;
  /** @type {Tape | null} */
  let cuts = null;
  let edition = "";
  let slug = "";
  /** @type {Numbers | null} the last numbers that can be drawn, and where they belong to */
  let good = null;
  /** @type {Vec} */
  let base = [0, 0];
  /** @type {View} */
  let zView;
  /** @type {View} */
  let wView;

  const frames = createFrames(draw);
  const { schedule } = frames;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: (gesture) => send("gesture", gesture),
    rest: frameViews,
    schedule,
    take,
  });
  const { press, release, settle, settleSoon } = gestures;
  const zPlane = createPlane("input", ["x", "v"], { plane: "z-plane", x: "point z", v: "step dz" });
  const wPlane = createPlane("output", [], { plane: "w-plane" });
  for (const plane of [zPlane, wPlane]) plane.picture.dataset.fold = "";
  set(zPlane.title, "text", "z-plane");
  const split = createSplit();
  const readout = createReadout();
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const tools = html(
    "div",
    { class: "tools", role: "group", "aria-label": "steps to try" },
    action("dz = 1", "step along the real axis", () => change({ dz: [1, 0] }), signal),
    action("dz = i", "step along the imaginary axis", () => change({ dz: [0, 1] }), signal),
    html("span", { class: "gap" }),
    action("Reset", "reset z and dz", () => change(data.plan.preset), signal),
  );
  root.replaceChildren(
    tools,
    html("div", { class: "figure" }, zPlane.element, split.element, wPlane.element),
    readout.element,
    live,
  );
  for (const { id, element } of zPlane.handles) takeHandle(id === "x" ? "z" : "dz", element);
  const sizes = createSizes([root, zPlane.well, wPlane.well], () => {
    root.dataset.layout = root.clientWidth >= WIDE ? "wide" : "narrow";
    schedule();
  });
  root.addEventListener("keydown", keepKey, { signal });

  return { root, update: gestures.offer, destroy };

  function destroy() {
    abort.abort();
    sizes.stop();
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
    if (next.plan.slug !== slug) {
      slug = next.plan.slug;
      tape = load(next.plan.tape);
      cuts = next.plan.cuts && load(next.plan.cuts);
      good = null;
      set(wPlane.title, "text", `w-plane: w = ${next.plan.title}`);
    }
    frameViews();
    gestures.follow(next.settled !== null);
  }

  /** Windows hold what is at hand; they never move while a handle is held. */
  function frameViews() {
    const { half, window } = data.plan;
    zView = geometry.widened({ cx: 0, cy: 0, half }, [state.z, sum(state.z, state.dz)]);
    const now = numbers();
    if (wView && good && problem()) return;
    const usual = { cx: window[0], cy: window[1], half: window[2] };
    wView = geometry.widened(usual, [now.value, sum(now.value, now.push), sum(now.value, times(now.linear, state.dz))]);
  }

  /** @returns {Numbers & { by: "JAX" | "tape" }} */
  function numbers() {
    const { settled } = data;
    if (settled && same(settled)) {
      /** @param {import("../parts/data.d.ts").Sent[]} pair @returns {Vec} */
      const pair = ([a, b]) => [received(a), received(b)];
      return {
        by: "JAX",
        value: pair(settled.value),
        jacobian: settled.jacobian.map(received),
        push: pair(settled.push),
        moved: pair(settled.moved),
        linear: pair(settled.linear),
        rest: pair(settled.rest),
        residual: received(settled.residual),
        forward: pair(settled.forward),
        reverse: pair(settled.reverse),
        accepted: settled.accepted,
      };
    }
    replay(tape, sum(state.z, state.dz));
    const moved = /** @type {Vec} */ (read(tape, tape.value));
    replay(tape, state.z);
    const value = /** @type {Vec} */ (read(tape, tape.value));
    return { by: "tape", value, moved, ...fromJacobian(read(tape, tape.jacobian), state.dz) };
  }

  /** @param {Settled} answer */
  function same(answer) {
    return [0, 1].every((k) => answer.z[k] === state.z[k] && answer.dz[k] === state.dz[k]);
  }

  function problem() {
    replay(tape, state.z);
    const [value, jacobian] = [read(tape, tape.value), read(tape, tape.jacobian)];
    if (cuts) replay(cuts, state.z);
    return trouble(state.z, value, jacobian, cuts ? read(cuts, cuts.value) : []);
  }

  /** @param {Partial<State>} to */
  function change(to) {
    state = { ...state, ...to };
    frameViews();
    settle();
  }

  /**
   * @param {"z" | "dz"} which
   * @param {SVGGElement} element
   */
  function takeHandle(which, element) {
    onPoint(
      element,
      {
        get: () => state[which],
        move: (to) => {
          state[which] = /** @type {Vec} */ (to);
          schedule();
        },
        whole: () => 2 * zView.half,
        width: () => zPlane.picture.clientWidth,
        press,
        release,
        nudged: settleSoon,
      },
      signal,
    );
  }

  function draw() {
    if (!edition) return;
    const now = numbers();
    const said = problem();
    if (!said) [good, base] = [now, [...state.z]];
    const finite = [...now.value, ...now.jacobian].every(Number.isFinite);
    split.draw(now, finite);
    drawPlanes(said);
    readout.draw(now, finite);
    set(root, "data-settled", String(now.by === "JAX"));
  }

  /** @param {string} said what keeps the last good picture on screen */
  function drawPlanes(said) {
    const [zSize, wSize] = [zPlane.well, wPlane.well].map((well) => sizes.of(well)[0]);
    if (!zSize || !wSize) return;
    const zFrame = { view: zView, size: zSize, height: zSize, line: false };
    const wFrame = { view: wView, size: wSize, height: wSize, line: false };
    const from = good ?? blank();
    const shown = { value: from.value, jacobian: from.jacobian, push: from.push, pull: [0, 0], pairing: 0, moved: from.moved };
    /** @type {import("../stage/scene.js").Picture} */
    const picture = {
      entry: { slug, inputs: ["", ""], outputs: ["", ""], x_view: [], y_view: [], preset: { x: [], v: [], u: [] } },
      state: {
        slug, reading: "entries", index: 0,
        x: state.z, v: state.dz, u: [0, 0], mode: "push", covectors: "arrows",
        circle: false, cover: false, inputs: [0, 1], outputs: [0, 1], views: [],
      },
      numbers: shown,
      good: shown,
      base,
      problem: said,
      look: null,
      tape,
      samples: null,
    };
    const [input, output] = [inputScene(picture, zFrame, null), outputScene(picture, wFrame, zFrame)];
    const radius = Math.hypot(...state.dz);
    const [a, b, c, d] = from.jacobian;
    const linear = times(from.linear, state.dz);
    const rest = times(from.rest, [state.dz[0], 0 - state.dz[1]]);
    const parted = !from.accepted && Math.hypot(...linear) > 0;
    const corner = sum(from.value, linear);
    zPlane.draw({
      ...input,
      axes: ["Re z", "Im z"],
      pointLabel: "z",
      arrows: input.arrows.map((arrow) => ({ ...arrow, label: "dz" })),
      ring: geometry.ellipsePath(zFrame, state.z, [1, 0], [0, 1], radius),
      handles: input.handles.map((handle) => ({
        ...handle,
        text: complexText(handle.id === "x" ? state.z : state.dz),
      })),
    });
    wPlane.draw({
      ...output,
      axes: ["Re w", "Im w"],
      pointLabel: "w",
      arrows: [
        ...(parted
          ? [ghost("A dz", from.value, corner, linear), ghost("B dz̄", corner, sum(corner, rest), rest)]
          : []),
        ...(good ? output.arrows.map((arrow) => ({ ...arrow, label: "dw" })) : []),
      ],
      ring: geometry.ellipsePath(wFrame, from.value, [a, c], [b, d], radius),
      caption: said ? "" : "dotted: the true image of z + t·dz; ring: f(z + dz)",
    });
  }

  /**
   * @param {string} label
   * @param {Vec} from
   * @param {Vec} to
   * @param {Vec} by
   * @returns {import("../parts/picture.js").Arrow}
   */
  function ghost(label, from, to, by) {
    return { id: "ghost", label, from, to, length: Math.hypot(...by) };
  }

  /** @returns {Numbers} */
  function blank() {
    return { value: [0, 0], moved: [0, 0], ...fromJacobian([0, 0, 0, 0], state.dz) };
  }

  /** Says the settled result once, politely. */
  function speak() {
    if (gestures.held() || !gestures.moves() || !data.settled || !same(data.settled)) return;
    const now = numbers();
    const missed = now.accepted ? "holds" : "fails";
    set(live, "text", problem() || `dw = ${complexText(now.push)}; Cauchy–Riemann ${missed}`);
  }

  function createReadout() {
    const value = html("span", { class: "result", role: "group", "aria-label": "w" });
    const dw = html("span", { class: "result", role: "group", "aria-label": "dw" });
    const moved = html("span", { class: "result" });
    const source = html("span", { class: "source" });
    const element = html(
      "div",
      { class: "readout" },
      html("span", { class: "part" }, html("b", {}, "w"), " = f(z) = ", value),
      html("span", { class: "part push" }, html("b", {}, "dw"), " = J dz = ", dw),
      html("span", { class: "part" }, html("span", { class: "ring-mark" }), "f(z+dz) − f(z) = ", moved),
      source,
    );
    return {
      element,
      /**
       * @param {Numbers & { by: "JAX" | "tape" }} now
       * @param {boolean} finite
       */
      draw(now, finite) {
        const change = /** @type {Vec} */ ([now.moved[0] - now.value[0], now.moved[1] - now.value[1]]);
        set(value, "text", spoken(now.value));
        set(dw, "text", spoken(now.push));
        set(dw, "data-value", JSON.stringify(now.push));
        set(moved, "text", spoken(change));
        const precision = data.settled?.precision ?? "";
        set(source, "text", !finite ? "not finite here" : now.by === "JAX" ? `JAX · ${precision}` : "replayed");
        set(source, "data-by", now.by);
      },
    };
  }
}

/** @param {Vec} z */
function spoken(z) {
  return z.every(Number.isFinite) ? complexText(z) : "—";
}

/**
 * @param {Vec} a
 * @param {Vec} b
 * @returns {Vec}
 */
function sum(a, b) {
  const [p, q] = plus(a, b);
  return [p, q];
}
