/**
 * The Stage: two planes and the bordered Jacobian, moved by hand. For a function that no
 * tape holds, Python is asked for f and J while x moves.
 */

import { createBordered, halfOf, symmetric } from "../parts/bordered.js";
import { gridStep, plus, shown } from "../parts/curves.js";
import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import * as geometry from "../parts/geometry.js";
import { createGround, section } from "../parts/ground.js";
import { inputTitle, pickers } from "../parts/pickers.js";
import { createPlane } from "../parts/plane.js";
import { dot, pull, push, unfiniteProduct } from "../parts/products.js";
import { createQuestions } from "../parts/questions.js";
import { bound, errorsOf, settledNumbers } from "../parts/rounding.js";
import { load, read, replay } from "../parts/tape.js";
import { createTask } from "../parts/task.js";
import { action, segmented, toggle } from "../parts/tools.js";
import { hosted } from "../parts/connection.js";
import { gripOf, spreadOf } from "./cloud.js";
import { createGuide } from "./guide.js";
import { createPredict } from "./predict.js";
import { createReadout } from "./readout.js";
import * as scenes from "./scene.js";
import { cuts, refitted, roundedView, usualView } from "./views.js";
import * as words from "./words.js";
import { createWorked } from "./worked.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./scene.js").Placed} Placed */
/** @typedef {geometry.Vec} Vec */
/** @typedef {geometry.View} View */

const ZOOM = 1.5;
const LEVELS = 13;
/** A cloud begins so many times narrower than half of the plane. */
const FIRST = 8;

export default figure("stage", createStage);

/**
 * @param {import("../parts/figure.js").Own<Data, Placed>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Placed>}
 */
function createStage(own) {
  /** @type {import("../parts/tape.js").Tape | null} */
  let tape = null;
  /** @type {View} */
  let inputView;
  /** @type {View} */
  let outputView;
  /** Which planes cut what is drawn in them, when no hand moved last. */
  let cut = [true, true];
  const ground = createGround(97, 41);
  const questions = createQuestions(() => {
    const { edition, entry, live } = own.data;
    const { x, v, u, inputs, outputs } = own.state;
    if (own.away() || (live && live.x.join() === x.join())) return null;
    const step = gridStep({ view: inputView, size: own.size(inputPlane.well)[0] || 300, height: 0, line: false });
    return { edition, slug: entry.slug, x, v, u, step, inputs, outputs };
  }, (question) => own.send("probe", question));
  const inputPlane = createPlane("input", ["x", "v", "cloud", "guess"], { guess: words.GUESSES.pull });
  const outputPlane = createPlane("output", ["u", "guess"], { guess: words.GUESSES.push });
  const predict = createPredict(own, (kind) => (kind === "push" ? outputView : inputView).half);
  for (const { picture } of [inputPlane, outputPlane]) picture.dataset.fold = "";
  own.points(inputPlane, { half: () => inputView.half, pair: () => own.state.inputs, moved, apart: { guess: predict.held("input"), cloud: spreading() } });
  own.points(outputPlane, { half: () => outputView.half, pair: () => own.state.outputs, apart: { guess: predict.held("output") } });
  const board = createBordered(own, {
    mode: () => own.state.mode,
    free: (kind) => task.free(kind),
    numbers: (good) => good,
    usual: () => {
      const { x_view, y_view, inputs, outputs, preset } = own.data.entry;
      // What solves a puzzle is within the reach of its bars.
      const { v, u } = own.data.task?.solution ?? preset;
      return {
        x: x_view.map(([low, high]) => [low, high]),
        v: inputs.map(() => symmetric(halfOf(x_view) / 2, [...preset.v, ...v])),
        u: outputs.map(() => symmetric(halfOf(y_view) / 2, [...preset.u, ...u])),
      };
    },
    moved,
  });
  const guide = createGuide(own);
  const task = createTask(own, {
    hold: () => {
      const { x, v, u } = own.state;
      return { x, v, u, picks: [] };
    },
    at: (now) => {
      const { x, v, u } = own.state;
      return { ...now, x, v, u, more: [] };
    },
    go: ({ x, v, u }) => own.put({ x, v, u }),
    planes: () => {
      const { x, inputs, outputs } = own.state;
      return { x, value: own.good.value, inputs, outputs };
    },
  });
  /** Whether the reader asked for a board that is folded at first. */
  let opened = false;
  const tools = createTools();
  const worked = createWorked(own);
  const readout = createReadout(own, { hides: guide.waits, shows: predict.shows });

  return {
    parts: [
      task.element,
      tools.element,
      guide.element,
      html("div", { class: "figure" }, inputPlane.element, outputPlane.element, board.place),
      predict.element,
      worked.element,
      readout.element,
    ],
    planes: [inputPlane, outputPlane],
    slow: board.place,
    wide: 740,
    awaits: (data) => !data.tape && !data.settled && !data.live,
    adopt,
    arrived,
    rest,
    answers: (data) => [data.settled, data.live],
    match: ["x", "v", "u"],
    replayed,
    asks: (data) => tape !== null && !data.settled,
    back() {
      questions.forget();
      moved();
    },
    waits: () => !tape,
    trouble: unfiniteProduct,
    blank,
    scenes: drawPlanes,
    draw(view) {
      task.draw(view);
      board.draw(view, own.state.cover);
      tools.draw();
      predict.draw(view.now);
      if (view.turn.sums) {
        guide.draw(view.now);
        worked.draw(view);
        readout.draw(view.now);
      }
    },
    legend: () => task.legend(words.legend(own.state.mode, own.data.entry)),
    say: (now) => task.say(now) || guide.say(now) || predict.say() || words.settledText(own.state, now),
  };

  /**
   * @param {Data} data
   * @param {boolean} other
   */
  function adopt({ entry, tape: program, live }, other) {
    // An answer that was there before this figure was mounted is none of its own.
    questions.forget(live?.number);
    if (other) {
      tape = program && load(program);
      const [n, m] = [entry.inputs.length, entry.outputs.length];
      board.build(entry.inputs, entry.outputs);
      set(inputPlane.title, "text", inputTitle(n));
      set(outputPlane.title, "text", words.outputTitle(m));
      pickers(inputPlane.pickers, n, "x", own.state.inputs, (inputs) => look({ inputs }), own.scope);
      pickers(outputPlane.pickers, m, "y", own.state.outputs, (outputs) => look({ outputs }), own.scope);
    }
    guide.adopt();
    task.adopt();
    task.lock(board.place);
    fold();
    board.reset();
    cut = [true, true];
    if (other || own.state.views.length > 0) frameViews();
    predict.follow(other);
  }

  /** On a calm page the board is folded until Both, or until it is asked for. */
  function fold() {
    const unfolded = !own.data.calm || own.state.mode === "both" || opened;
    set(own.root, "data-board", unfolded ? "open" : "folded");
    return unfolded;
  }

  /** Other coordinates are shown. @param {Partial<State>} pair */
  function look(pair) {
    own.state = { ...own.state, ...pair, views: [] };
    frameViews();
    own.settle();
  }

  /** Views as the reader left them, or as the entry has them and wide enough for the point. */
  function frameViews() {
    const { x_view, y_view } = own.data.entry;
    const { views, inputs, outputs, x } = own.state;
    if (views.length === 6) {
      const [cx, cy, half, dx, dy, side] = views;
      [inputView, outputView] = [{ cx, cy, half }, { cx: dx, cy: dy, half: side }];
      return;
    }
    const now = own.now();
    const { value } = unfiniteProduct(now) ? own.good : now;
    inputView = geometry.widened(usualView(x_view, inputs), [shown(x, inputs)]);
    outputView = geometry.widened(usualView(y_view, outputs), [shown(value, outputs)]);
  }

  /** Points and tips of arrows in each plane. */
  function drawnPoints() {
    const { x, v, u, inputs, outputs, mode, cover } = own.state;
    const { value, push: forward, pull: back } = own.good;
    const [pushing, pulling] = [mode !== "pull", mode !== "push"];
    const into = [x, ...(pushing ? [plus(x, v)] : []), ...(pulling && !cover ? [plus(x, back)] : [])];
    const [inner, outer] = task.tips();
    const out = [value, ...(pushing && !cover ? [plus(value, forward)] : []), ...(pulling ? [plus(value, u)] : [])];
    into.push(...predict.tips("input"));
    out.push(...predict.tips("output"));
    return [[...into.map((p) => shown(p, inputs)), ...inner], [...out.map((p) => shown(p, outputs)), ...outer]];
  }

  /** Views that hold everything that is drawn. */
  function fit() {
    const [into, out] = drawnPoints();
    const { moved: there } = own.good;
    const { outputs, mode, cover } = own.state;
    if (there && mode !== "pull" && !cover) out.push(shown(there, outputs));
    inputView = geometry.fitted(into, inputView);
    outputView = geometry.fitted(out, outputView);
    keepViews();
  }

  /** Which planes cut what is drawn in them. */
  function cutting() {
    const [into, out] = drawnPoints();
    const [input, output] = [inputPlane, outputPlane].map(({ well }) => own.size(well)[0] || 300);
    return [cuts(inputView, into, input), cuts(outputView, out, output)];
  }

  /** No hand moves: what a hand led out of a plane is in it again. */
  function rest() {
    board.rest();
    const [into, out] = drawnPoints();
    const chosen = own.state.views.length > 0;
    // What readers have cut themselves, by looking closer, stays so.
    const [input, output] = cutting().map((now, k) => now && !(chosen && cut[k]));
    if (input) inputView = refitted(inputView, into);
    if (output) outputView = refitted(outputView, out);
    if (chosen && (input || output)) chooseViews();
    cut = cutting();
  }

  /** @param {number} factor */
  function zoom(factor) {
    /** @param {View} view @param {Vec} about @returns {View} */
    const closer = (view, about) => {
      const half = view.half * factor;
      const [narrowest, widest] = own.data.limits.views;
      if (factor > 1 ? half > widest : half < narrowest) return view;
      const part = half / view.half;
      return { cx: about[0] + part * (view.cx - about[0]), cy: about[1] + part * (view.cy - about[1]), half };
    };
    const { x, inputs, outputs } = own.state;
    inputView = closer(inputView, shown(x, inputs));
    outputView = closer(outputView, shown(own.good.value, outputs));
    keepViews();
  }

  /** The views, once a reader has chosen them, are part of the state. */
  function chooseViews() {
    own.state = { ...own.state, views: [inputView, outputView].flatMap((view) => roundedView(view, own.data.limits.views)) };
    frameViews();
  }

  function keepViews() {
    chooseViews();
    cut = cutting();
    own.settle();
  }

  /** @returns {Placed} */
  function replayed() {
    const { x, v, u } = own.state;
    const answer = own.data.live ?? own.data.settled;
    /** @type {Pick<Placed, "x" | "value" | "jacobian" | "moved">} */
    let at;
    /** @type {Parameters<typeof settledNumbers>[3]} */
    let errors = { value: u.map(() => 0), jacobian: u.flatMap(() => x.map(() => 0)), moved: null };
    if (tape) {
      replay(tape, plus(x, v));
      const there = read(tape, tape.value);
      const movedErrors = bound(errorsOf(tape), tape.value);
      replay(tape, x);
      const bounds = errorsOf(tape);
      at = { x, value: read(tape, tape.value), jacobian: read(tape, tape.jacobian), moved: there };
      errors = { value: bound(bounds, tape.value), jacobian: bound(bounds, tape.jacobian), moved: movedErrors };
    } else if (answer) {
      at = { x: answer.x, value: answer.value, jacobian: answer.jacobian, moved: null };
      errors = { ...errors, jacobian: answer.errors };
    } else {
      at = { x, value: u.map(() => NaN), jacobian: u.flatMap(() => x.map(() => NaN)), moved: null };
    }
    const forward = push(at.jacobian, v);
    const all = { ...at, push: forward, pull: pull(at.jacobian, u), pairing: dot(u, forward) };
    return settledNumbers(all, v, u, errors);
  }

  /** @returns {Placed} */
  function blank() {
    const { x, u } = own.state;
    const [y, g] = [u.map(() => 0), x.map(() => 0)];
    return { x, value: y, jacobian: u.flatMap(() => g), push: y, pull: g, pairing: 0, moved: null };
  }

  /** How the handle of the cloud sets how far it spreads. */
  function spreading() {
    const pair = () => own.state.inputs;
    return {
      get: () => {
        const [a, b] = pair();
        const grip = gripOf(own.state.cloud, a === b);
        return own.state.x.map((_, j) => (j === a ? grip[0] : j === b ? grip[1] : 0));
      },
      put: (/** @type {number[]} */ to) => {
        own.put({ cloud: spreadOf(shown(to, pair()), own.data.limits.cloud) });
      },
    };
  }

  /** Asks Python for f and J where the tape cannot say. @param {string} [kind] what has moved */
  function moved(kind = "x") {
    if (kind === "x" && !tape) questions.ask();
  }

  function arrived() {
    const { live } = own.data;
    questions.heard(live?.number ?? 0);
    if (own.held() || !live) moved();
  }

  /**
   * @param {import("../parts/figure.js").View<Placed>} view
   * @param {number[]} widths
   */
  function drawPlanes({ good, problem, held }, [inputWidth, outputWidth]) {
    const { data } = own;
    const state = guide.waits() ? { ...own.state, cover: true } : own.state;
    const input = geometry.frameOf(inputView, inputWidth, state.inputs[0] === state.inputs[1]);
    const output = geometry.frameOf(outputView, outputWidth, state.outputs[0] === state.outputs[1]);
    const samples = data.live?.samples ?? null;
    const picture = { entry: data.entry, state, good, problem, look: board.look(), tape, samples, draws: data.draws };
    const [into, out] = task.staged([scenes.inputScene(picture, input, terrainOf(input, held)), scenes.outputScene(picture, output, input)]);
    return [predict.onto("input", into, problem), predict.onto("output", out, problem)];
  }

  /**
   * Level lines of a scalar function.
   * @param {geometry.Frame} input
   * @param {boolean} held
   */
  function terrainOf(input, held) {
    if (!tape || tape.m !== 1 || input.line) return null;
    return ground(input, section(tape, own.state.x, own.state.inputs), held, LEVELS);
  }

  function createTools() {
    const { signal } = own;
    const modes = segmented(words.MODES.name, words.MODES.choices, (mode) => own.alter({ mode }), signal);
    const { name, choices } = words.COVECTORS;
    const covectors = segmented(name, choices, (chosen) => own.alter({ covectors: chosen }), signal);
    const circle = toggle(...words.CIRCLE, () => own.alter({ circle: !own.state.circle }), signal);
    const cloud = toggle(...words.CLOUD, () => own.alter({ cloud: own.state.cloud ? 0 : spreadOf(gripOf(inputView.half / FIRST, false), own.data.limits.cloud) }), signal);
    const matrix = toggle(...words.MATRIX, () => {
      opened = !opened;
      own.schedule();
    }, signal);
    const views = [
      action(...words.FARTHER, () => zoom(ZOOM), signal),
      action(...words.NEARER, () => zoom(1 / ZOOM), signal),
      action(...words.FIT, fit, signal),
    ];
    const element = own.tools(
      words.TOOLS,
      task.more,
      modes.element,
      matrix.element,
      covectors.element,
      circle.element,
      cloud.element,
      predict.control,
      html("span", { class: "gap" }),
      ...views,
      action(...words.RESET, () => {
        const { x, v, u } = own.data.entry.preset;
        own.state = { ...own.state, x: [...x], v: [...v], u: [...u], views: [] };
        board.reset();
        frameViews();
        moved();
        own.alter({});
      }, signal),
    );
    return {
      element,
      draw() {
        const { state, data } = own;
        const unfolded = fold();
        show(matrix.element, data.calm && state.mode !== "both");
        show(modes.element, !data.task);
        for (const part of [covectors.element, circle.element, predict.control]) show(part, unfolded && !data.task);
        for (const part of views) show(part, unfolded);
        matrix.draw(opened);
        modes.draw(state.mode);
        covectors.draw(state.covectors);
        circle.draw(state.circle);
        show(cloud.element, data.clouds && !data.task && (hosted() || data.draws !== null));
        cloud.draw(state.cloud > 0);
      },
    };
  }
}
