/**
 * Descent: five runs on the landscape of the risk, the lines they stand for, the pull of
 * each step, and the risk as it falls; one playhead for all of it. Playing sends nothing;
 * while a start or the rate is moved, Python is asked for the runs that follow.
 */

import { hosted } from "../parts/connection.js";
import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { grain, snapped } from "../parts/geometry.js";
import { createPlayer } from "../parts/player.js";
import { onPoint } from "../parts/points.js";
import { createPosed } from "../parts/posed.js";
import { createQuestions } from "../parts/questions.js";
import { action, segmented } from "../parts/tools.js";
import { createCloud } from "./cloud.js";
import { createCurve, scrubbed } from "./curve.js";
import * as guesses from "./guess.js";
import { createLandscape } from "./landscape.js";
import { frameOf } from "./paths.js";
import { createPull } from "./pull.js";
import { createRate } from "./rate.js";
import { courseOf, groundOf } from "./wire.js";
import * as words from "./words.js";

/** @typedef {import("./wire.js").Ground} Ground */
/** @typedef {import("./wire.js").Course} Course */
/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {{ course: Course }} Numbers */

/** Milliseconds after which a playhead that rests is part of the state. */
const REST = 400;
/** Frames a second at speed 1. */
const PACE = 30;
/** In how many frames the board's numbers are written where a machine does not keep up. */
const WORDS = 5;

export default figure("descent", createDescent);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Course, Numbers>}
 */
function createDescent(own) {
  const { signal } = own;
  const count = own.data.state.starts.length / 2;
  /** @type {Ground | null} */
  let ground = null;
  /** @type {Course | null} what is drawn whole, since it changes seldom */
  let drawn = null;
  let laid = "";
  /** Whether the playhead has yet to follow the state. */
  let fresh = false;

  const landscape = createLandscape(count);
  const cloud = createCloud();
  const curve = createCurve(count);
  const pull = createPull();
  const player = createPlayer({
    label: words.STEP,
    rate: PACE,
    speeds: [0.25, 1, 4],
    name: (k) => (ground ? `${ground.frames[k]} / ${ground.frames[ground.frames.length - 1]}` : ""),
    say,
    show: own.draw,
    rest: (k) => {
      if (!ground) return;
      own.put({ at: ground.frames[k] });
      own.nudged(REST);
    },
  }, signal);
  const questions = createQuestions(
    () => {
      const { starts, rate, run } = own.state;
      return own.away() || own.now().by === "JAX" ? null : { edition: own.data.edition, starts, rate, run };
    },
    (question) => own.send("probe", question),
  );
  const rate = createRate(
    { press, turn: (rate) => move({ rate }), release: own.release, nudged: own.nudged },
    signal,
  );
  const runs = segmented(
    words.RUN.name,
    Array.from({ length: count }, (_, k) => /** @type {[string, string]} */ ([String(k), String(k + 1)])),
    (k) => own.alter({ run: Number(k) }),
    signal,
  );
  const chosen = html("span", { class: "runs" }, html("span", { class: "tool-name", "aria-hidden": "true" }, words.RUN.text), runs.element);
  const reset = action(...words.RESET, () => {
    const { starts, rate } = own.data.usual;
    own.alter({ starts: [...starts], rate });
  }, signal);
  /** @type {ReturnType<typeof createPosed<guesses.Mark>>} */
  const posed = createPosed(own, {
    question() {
      const step = ground && stepShown();
      return step && { kind: "place", prompt: words.PROMPT, at: guess, told: (at) => guesses.toldOf(step, at, mistakes(step), grain(2 * landscape.view().half)) };
    },
    place,
    along(cover) {
      player.pause();
      // From the end, and where a run has stopped, nothing leads on.
      const leads = ground && (!cover || (stepShown() && frame() < ground.frames.length - 1));
      return { at: ground && leads ? ground.frames[frame()] : 0 };
    },
    changed: load,
  });
  /** From the point of the run in focus. */
  let guess = [0, 0];
  landscape.handles.forEach(takeHandle);
  takeGuess();
  landscape.lines.forEach(({ hit }, k) => hit.addEventListener("click", () => own.alter({ run: k }), { signal }));
  scrubbed(curve, player.go, signal);
  own.root.addEventListener("keydown", player.key, { signal });
  if (!hosted()) standStill();
  for (const element of [landscape.picture, cloud.well, curve.well, pull.element, player.element]) element.dataset.fold = "";

  return {
    parts: [
      own.tools(
        words.TOOLS,
        html("span", { class: "tool-name", "aria-hidden": "true" }, words.RATE),
        rate.track,
        rate.number,
        html("span", { class: "gap" }),
        chosen,
        posed.tool,
        reset,
      ),
      posed.element,
      html("div", { class: "figure" }, landscape.element, cloud.element, curve.element, pull.element),
      player.element,
    ],
    wells: [landscape.well, cloud.well, curve.well],
    wide: 740,
    of: (data) => data.state.risk,
    awaits: (data) => !data.course,
    adopt(_, other) {
      questions.forget();
      posed.follow(other);
      [laid, fresh] = ["", true];
    },
    arrived,
    answers: () => [ground && course()],
    match: ["starts", "rate", "run"],
    asks: (data) => !ground && !data.ground,
    fits: ({ at, steps }) => at <= steps,
    waits: () => true,
    back() {
      questions.forget();
      if (own.held()) questions.ask();
    },
    sends: () => ({ holds: ground !== null }),
    settled: (course) => ({ course }),
    replayed: () => ({ course: course() }),
    draw,
    legend: () => (ground ? words.legend(ground) : ""),
    say: ({ course }) =>
      posed.say() || (ground && !player.playing
        ? [say(player.step()), words.trouble(ground, course, player.step())].filter(Boolean).join(". ")
        : ""),
  };

  /** Where nobody computes other runs, the playhead alone moves. */
  function standStill() {
    rate.number.inert = true;
    rate.track.hidden = reset.hidden = chosen.hidden = true;
    for (const { style } of [...landscape.handles, ...landscape.lines.map(({ hit }) => hit)]) style.display = "none";
  }

  function course() {
    return courseOf(/** @type {import("./data.d.ts").Course} */ (own.data.course));
  }

  function arrived() {
    if (own.data.ground) ground = groundOf(own.data.ground);
    if (!ground) return;
    if (fresh) {
      load();
      fresh = false;
    }
    player.resay();
    questions.heard();
    if (own.held()) questions.ask();
  }

  /** Takes the playhead to the state; what is covered is not played. */
  function load() {
    if (!ground) return;
    const [last, { at, cover }] = [ground.frames.length - 1, own.state];
    const here = frameOf(ground.frames, at);
    // Who asks for less motion sees first where it ends.
    player.load(cover ? here : last, player.calm && at === 0 && !cover && fresh ? last : here);
    // The arrow that is to be placed begins to the side that has room.
    const { cx, half } = landscape.view();
    const [from] = stepShown()?.from ?? [cx];
    guess = [snapped((from > cx ? -0.45 : 0.45) * half, grain(2 * half)), 0];
  }

  function frame() {
    return Math.min(player.step(), /** @type {Ground} */ (ground).frames.length - 1);
  }

  function stepShown() {
    return guesses.stepAt(own.now().course, own.state.run, frame());
  }

  /** @param {guesses.Step} step */
  function mistakes(step) {
    const { data: { plain, rule: name }, state: { rate: by } } = own;
    const given = /** @type {Ground} */ (ground);
    return guesses.mistakesOf(given, step, given.risk.sampled ? given.batches(frame()) : [0], { plain, rate: by, name });
  }

  function place() {
    const { starts, rate: by, run } = own.state;
    return JSON.stringify([starts, by, run, ground && frame()]);
  }

  /** @returns {import("./ghost.js").Drawn | null} */
  function ghost() {
    const step = own.state.cover ? stepShown() : null;
    if (step) return { ...step, guess, truth: [], wrong: [], name: "", held: true };
    const { mark, fresh: same } = posed.mark();
    if (own.state.cover || !mark) return null;
    return { ...mark, truth: same ? mark.truth : [], wrong: same ? mark.wrong : [], held: false };
  }

  /** @param {number} k */
  function say(k) {
    return ground ? words.where(ground, own.now().course, own.state.run, k) : String(k);
  }

  function press() {
    own.press();
    player.pause();
  }

  /** @param {Partial<State>} change */
  function move(change) {
    own.put(change);
    questions.ask();
  }

  /**
   * @param {SVGGElement} handle
   * @param {number} run
   */
  function takeHandle(handle, run) {
    const [i, j] = [2 * run, 2 * run + 1];
    onPoint(handle, {
      get: () => own.state.starts,
      move: (starts) => {
        const { cx, cy, half } = landscape.view();
        const within = (/** @type {number} */ z, /** @type {number} */ centre) =>
          snapped(Math.max(centre - half, Math.min(centre + half, z)), grain(2 * half));
        move({ starts: starts.with(i, within(starts[i], cx)).with(j, within(starts[j], cy)), run });
      },
      pair: () => [i, j],
      whole: () => 2 * landscape.view().half,
      width: () => own.size(landscape.well)[0],
      press: () => {
        press();
        own.put({ run });
      },
      release: own.release,
      nudged: own.nudged,
    }, signal);
  }

  function takeGuess() {
    onPoint(landscape.guess, {
      get: () => guess,
      move: (to) => {
        posed.put((guess = landscape.kept(stepShown()?.from ?? [0, 0], to)));
        own.schedule();
      },
      whole: () => 2 * landscape.view().half,
      width: () => own.size(landscape.well)[0],
      press,
      release: own.release,
      nudged: own.schedule,
    }, signal);
  }

  /**
   * Draws what does not move: when the figure has another size or another ground.
   * @param {Ground} ground
   * @param {Course} course
   */
  function lay(ground, course) {
    const [plane, other, strip] = [landscape.well, cloud.well, curve.well].map(own.size);
    const sizes = [...plane, ...other, ...strip].join();
    if (sizes === laid || !plane[0] || !strip[0]) return;
    laid = sizes;
    drawn = null;
    const { sampled } = ground.risk;
    set(own.root, "data-samples", String(sampled));
    show(cloud.element, sampled);
    landscape.ground(ground, plane[0]);
    if (sampled && other[0]) cloud.ground(ground, other[0], other[1]);
    curve.size(ground, strip[0], strip[1]);
    pull.ground(ground);
    curve.scale(course);
  }

  /** @param {import("../parts/figure.js").View<Numbers>} view */
  function draw({ now: { course }, held }) {
    if (!ground) return;
    lay(ground, course);
    if (!laid) return;
    if (drawn !== course) {
      drawn = course;
      if (!held) curve.scale(course);
      landscape.course(course);
      curve.course(course);
    }
    const { run, starts } = own.state;
    const { rule, plain } = own.data;
    const at = Math.min(player.step(), ground.frames.length - 1);
    const shown = { course, at, run, starts };
    const batch = ground.risk.sampled ? ground.batches(at) : [0];
    posed.draw();
    set(own.root, "data-cover", String(own.state.cover));
    landscape.draw(shown, ghost());
    if (ground.risk.sampled) cloud.draw(shown, batch);
    curve.draw(shown);
    if (course.of.run === run) {
      const by = { name: rule, plain, rate: course.of.rate, cover: own.state.cover };
      pull.draw(shown, batch, ground.frames[at], by, !player.hurried || at % WORDS === 0);
    }
    const trouble = words.trouble(ground, course, at);
    set(landscape.message, "text", trouble);
    show(landscape.message, trouble !== "");
    runs.draw(String(run));
    rate.draw(own.state.rate, ground.limit);
    set(own.root, "data-beyond", String(ground.limit !== null && own.state.rate > ground.limit + ground.slack));
  }
}
