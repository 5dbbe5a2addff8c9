/**
 * Descent: five runs on the landscape of the risk, the lines they stand for, the pull of
 * each step, and the risk as it falls; one playhead for all of it.
 *
 * Playing sends nothing. While a start or the rate is moved, Python is asked for the runs
 * that follow, one question at a time, and the newest is asked when it has answered. When
 * the hand lets go, the state goes to Python once. Python never moves a handle, unless it
 * starts a new edition of the state.
 */

import { html, set, show } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { grain, snapped } from "../parts/geometry.js";
import { createFrames } from "../parts/frames.js";
import { createGestures, mounted } from "../parts/gestures.js";
import { onDrag, onKeys } from "../parts/hands.js";
import { createPlayer } from "../parts/player.js";
import { createSizes } from "../parts/sizes.js";
import { action, segmented } from "../parts/tools.js";
import { createCloud } from "./cloud.js";
import { createCurve } from "./curve.js";
import { createLandscape } from "./landscape.js";
import { frameOf, onTrack, rateAt } from "./paths.js";
import { createPull } from "./pull.js";
import { courseOf, groundOf, placeOf, told, toldAll } from "./wire.js";

/** @typedef {import("./wire.js").Ground} Ground */
/** @typedef {import("./wire.js").Course} Course */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./data.d.ts").Data} Data */

const RUNS = 5;
/** Rows of a batch that the board shows one by one; as in look.py. */
const ROWS = 8;
/** Milliseconds after which a playhead that rests is part of the state. */
const REST = 400;
/** Frames a second at speed 1. */
const PACE = 30;
/** In how many frames the board's numbers are written where a machine does not keep up. */
const WORDS = 5;
const WIDE = 880;

export default mounted(createDescent);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/gestures.js").Send} send
 */
function createDescent(parent, send) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".descent"));

  /** @type {Data} */
  let data;
  /** @type {State} */
  let state;
  /** @type {Ground | null} */
  let ground = null;
  /** @type {Course | null} */
  let course = null;
  let edition = "";
  /** Which course is drawn; courses are drawn whole only when they change. */
  let [drawn, sized] = ["", ""];
  let [sent, asking] = [0, ""];
  let at = 0;

  const frames = createFrames(draw);
  const { schedule } = frames;
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => state,
    send: () => send("gesture", { edition, ...state, holds: ground !== null, number: ++sent }),
    schedule,
    take,
  });
  const { release, settle, settleSoon } = gestures;
  const landscape = createLandscape(RUNS);
  const cloud = createCloud();
  const curve = createCurve(RUNS);
  const pull = createPull(ROWS);
  const player = createPlayer({
    label: "step",
    rate: PACE,
    speeds: [0.25, 1, 4],
    name: (k) => `${ground ? ground.frames[k] : 0} / ${ground ? ground.frames[ground.frames.length - 1] : 0}`,
    say: sayStep,
    show: (k) => {
      at = k;
      frames.now();
    },
    rest: () => {
      if (!ground) return;
      schedule();
      state.at = ground.frames[at];
      settleSoon(REST);
      speak();
    },
  }, signal);
  const tools = createTools();
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const figure = html("div", { class: "figure" }, landscape.element, cloud.element, curve.element, pull.element);
  root.replaceChildren(tools.element, figure, player.element, live);
  for (const element of [landscape.picture, cloud.well, curve.well, pull.element, player.element]) element.dataset.fold = "";

  landscape.handles.forEach(takeHandle);
  landscape.lines.forEach(({ hit }, k) => hit.addEventListener("click", () => choose(k), { signal }));
  takeCurve();
  const sizes = createSizes([root, landscape.well, cloud.well, curve.well], () => {
    root.dataset.layout = root.clientWidth >= WIDE ? "wide" : "narrow";
    schedule();
  });
  root.addEventListener("keydown", player.key, { signal });

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
    if (next.ground) ground = groundOf(next.ground);
    /** @type {number | undefined} where the playhead goes in a new edition */
    let place;
    if (next.edition !== edition) place = adopt(next);
    if (!ground) {
      gestures.ask();
      return;
    }
    const news = JSON.stringify(next.course.of);
    if (asking) asking = "";
    // A late answer to an earlier question would show a place where the hand no longer is.
    course = courseOf(next.course);
    drawn = "";
    if (gestures.held() && news !== wanted()) ask();
    // The player says where the run is, so it looks again even at the same step.
    player.load(ground.frames.length - 1, place);
    speak();
  }

  /**
   * Follows a state that was set from outside; the frame at which it is to be seen.
   * @param {Data} next
   */
  function adopt(next) {
    edition = next.edition;
    const { starts, rate, run } = next.state;
    state = { starts: [...starts], rate, run, at: next.state.at };
    asking = "";
    gestures.follow();
    sized = "";
    if (!ground) return undefined;
    // Who asks for less motion sees first where it ends.
    return player.calm && state.at === 0 ? ground.frames.length - 1 : frameOf(ground.frames, state.at);
  }

  /** What the course on screen should be of. */
  function wanted() {
    return JSON.stringify({ starts: state.starts, rate: state.rate, run: state.run });
  }

  /** Asks Python for the runs at hand, one question at a time. */
  function ask() {
    if (asking) return;
    asking = wanted();
    if (course && JSON.stringify(course.of) === asking) {
      asking = "";
      return;
    }
    sent += 1;
    send("probe", { edition, starts: state.starts, rate: state.rate, run: state.run, number: sent });
  }

  function press() {
    gestures.press();
    player.pause();
  }

  /** @param {number} run */
  function choose(run) {
    if (run === state.run) return;
    state = { ...state, run };
    settle();
    frames.now();
  }

  /**
   * @param {number} k
   * @param {number} a
   * @param {number} b
   */
  function place(k, a, b) {
    const { cx, cy, half } = landscape.view();
    const step = grain(2 * half);
    const starts = [...state.starts];
    starts[2 * k] = snapped(Math.max(cx - half, Math.min(cx + half, a)), step);
    starts[2 * k + 1] = snapped(Math.max(cy - half, Math.min(cy + half, b)), step);
    state = { ...state, starts, run: k };
    ask();
    schedule();
  }

  /**
   * @param {SVGGElement} handle
   * @param {number} k
   */
  function takeHandle(handle, k) {
    let [a, b] = [0, 0];
    onDrag(handle, {
      press: () => {
        [a, b] = [state.starts[2 * k], state.starts[2 * k + 1]];
        press();
        state = { ...state, run: k };
        schedule();
      },
      move: (dx, dy) => {
        const scale = (2 * landscape.view().half) / (landscape.picture.clientWidth || 1);
        place(k, a + dx * scale, b - dy * scale);
      },
      release,
    }, signal);
    onKeys(handle, ([across, up]) => {
      const whole = 2 * landscape.view().half;
      place(k, state.starts[2 * k] + across * whole, state.starts[2 * k + 1] + up * whole);
      settleSoon();
    }, signal);
  }

  /** The curve is a second scrubber. */
  function takeCurve() {
    let from = 0;
    curve.well.addEventListener("pointerdown", (event) => {
      from = event.clientX - curve.well.getBoundingClientRect().left;
    }, { signal, capture: true });
    onDrag(curve.well, {
      press: () => player.go(curve.stepAt(from)),
      move: (dx) => player.go(curve.stepAt(from + dx)),
      release: () => {},
    }, signal);
  }

  /** Draws what does not move: when the figure has another size or another ground. */
  function drawGround() {
    if (!ground || !course) return false;
    const [plane, other, strip] = [landscape.well, cloud.well, curve.well].map(sizes.of);
    if (!plane[0] || !strip[0]) return false;
    const now = [edition, ...plane, ...other, ...strip].join();
    if (now === sized) return true;
    sized = now;
    drawn = "";
    set(root, "data-samples", String(ground.risk.sampled));
    show(cloud.element, ground.risk.sampled);
    landscape.ground(ground, plane[0]);
    if (ground.risk.sampled && other[0]) cloud.ground(ground, other[0], other[1]);
    curve.size(ground, strip[0], strip[1]);
    pull.ground(ground);
    curve.scale(course);
    return true;
  }

  function draw() {
    if (!drawGround() || !ground || !course) return;
    if (drawn === "") {
      drawn = JSON.stringify(course.of);
      if (!gestures.held()) curve.scale(course);
      landscape.course(course);
      curve.course(course);
    }
    const now = Math.min(at, ground.frames.length - 1);
    const shown = { course, at: now, run: state.run, starts: state.starts };
    const batch = ground.risk.sampled ? ground.batches(now) : [0];
    landscape.draw(shown);
    if (ground.risk.sampled) cloud.draw(shown, batch);
    curve.draw(shown);
    if (course.of.run === state.run) {
      const rule = { name: data.rule, plain: data.plain, rate: course.of.rate };
      pull.draw(shown, batch, ground.frames[now], rule, !player.hurried || now % WORDS === 0);
    }
    const trouble = troubleAt(now);
    set(landscape.message, "text", trouble);
    show(landscape.message, trouble !== "");
    tools.draw();
    set(root, "data-settled", String(!gestures.held() && drawn === wanted()));
  }

  /**
   * What has gone wrong with which runs at a frame.
   * @param {number} now
   */
  function troubleAt(now) {
    if (!course || !ground) return "";
    const { cx, cy, half } = landscape.view();
    const step = ground.frames[now];
    /** @type {number[]} */
    const stopped = [];
    /** @type {number[]} */
    const away = [];
    for (let k = 0; k < RUNS; k++) {
      const end = course.ended[k];
      const [a, b] = placeOf(course, k, now);
      if (end !== null && step >= end) stopped.push(k);
      else if (!(Math.abs(a - cx) <= half && Math.abs(b - cy) <= half)) away.push(k);
    }
    const parts = [];
    if (away.length) parts.push(`${listed(away)} ${away.length === 1 ? "has" : "have"} left the plane.`);
    if (stopped.length) {
      const ends = stopped.map((k) => course?.ended[k] ?? 0);
      const first = Math.min(...ends);
      const when = Math.max(...ends) === first ? `step ${first}` : `steps ${first} to ${Math.max(...ends)}`;
      parts.push(`${listed(stopped)} stopped at ${when}: the next parameters are not finite.`);
    }
    return parts.join(" ");
  }

  /** @param {number} k */
  function sayStep(k) {
    if (!ground || !course) return `${k}`;
    const [a, b] = placeOf(course, state.run, k);
    return `step ${ground.frames[k]}, run ${state.run + 1} at ${toldAll([a, b])}, risk ${told(course.risks[state.run][k], 4)}`;
  }

  /** Says the settled result once, politely. */
  function speak() {
    if (gestures.held() || !gestures.moves() || player.playing || drawn !== wanted()) return;
    set(live, "text", [sayStep(at), troubleAt(at)].filter(Boolean).join(". "));
  }

  function createTools() {
    const runs = segmented(
      "run in focus",
      Array.from({ length: RUNS }, (_, k) => /** @type {[string, string]} */ ([String(k), String(k + 1)])),
      (k) => choose(Number(k)),
      signal,
    );
    const slider = html("input", { type: "range", class: "rate-slider", min: "0", max: "1", step: "0.001", "aria-label": "learning rate η" });
    const number = html("output", { class: "rate-number" });
    const mark = html("span", { class: "limit-mark", "aria-hidden": "true" });
    const word = html("span", { class: "limit-word" });
    const track = html("span", { class: "rate-track" }, slider, mark, word);
    const reset = action("Reset", "the starts and the rate", () => {
      state = { ...state, starts: [...data.usual.starts], rate: data.usual.rate };
      settle();
    }, signal);
    slider.addEventListener("pointerdown", () => gestures.held() || press(), { signal });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) slider.addEventListener(end, release, { signal });
    slider.addEventListener("input", () => {
      state = { ...state, rate: rateAt(Number(slider.value)) };
      if (gestures.held()) ask();
      schedule();
    }, { signal });
    slider.addEventListener("change", () => {
      if (gestures.held()) release();
      else settle();
    }, { signal });
    onKeys(slider, ([across, up]) => {
      state = { ...state, rate: rateAt(onTrack(state.rate) + across + up) };
      ask();
      schedule();
      settleSoon();
    }, signal);
    return {
      element: html(
        "div",
        { class: "tools", role: "group", "aria-label": "learning rate and run" },
        html("span", { class: "tool-name", "aria-hidden": "true" }, "learning rate η"),
        track,
        number,
        html("span", { class: "gap" }),
        html("span", { class: "runs" }, html("span", { class: "tool-name", "aria-hidden": "true" }, "run"), runs.element),
        reset,
      ),
      draw() {
        const place = onTrack(state.rate);
        if (slider.value !== place.toFixed(3)) slider.value = place.toFixed(3);
        slider.style.setProperty("--done", `${100 * place}%`);
        set(slider, "aria-valuetext", numeral(state.rate, 4));
        set(number, "text", numeral(state.rate, 4));
        runs.draw(String(state.run));
        const limit = ground?.limit ?? null;
        show(mark, limit !== null);
        show(word, limit !== null);
        if (limit === null) return;
        set(track, "style", `--limit: ${onTrack(limit).toFixed(4)}`);
        set(word, "text", `limit ${numeral(limit, 4)}`);
        set(root, "data-beyond", String(state.rate >= limit));
      },
    };
  }
}

/** @param {number[]} runs counted from 0 */
function listed(runs) {
  if (runs.length === RUNS) return "All runs";
  const names = runs.map((k) => String(k + 1));
  if (names.length === 1) return `Run ${names[0]}`;
  return `Runs ${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
