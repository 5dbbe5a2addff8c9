/**
 * Random products of a Jacobian, added one at a time: what their mean has settled on, beside how
 * far off it should be. While the strength moves, J is replayed here and multiplied with the same
 * directions; the count of products needs no new numbers at all.
 */

import { html, set } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { numeral } from "../parts/format.js";
import { onCourse } from "../parts/hands.js";
import { createKnob } from "../parts/knob.js";
import { createPlayer } from "../parts/player.js";
import { createPosed } from "../parts/posed.js";
import { load, read, replay } from "../parts/tape.js";
import { action, results, segmented } from "../parts/tools.js";
import { createChart, numberAt } from "./chart.js";
import * as estimate from "./estimate.js";
import { STRENGTHS, askedAbout, askedOf, countOf, supposed } from "./guess.js";
import { isBounded, logDetOf, normOf, seriesOf } from "./series.js";
import { createTable, largestOf } from "./table.js";
import { VIEWS, caught, frameOf } from "./views.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {import("./estimate.js").Flat} Flat */
/** @typedef {estimate.Numbers & { law: estimate.Law }} Numbers */

/** Products a second, while they are played. */
const PACE = 8;
/** Of a strength, as Python keeps it. */
export const DECIMALS = 6;

export default figure("many", createMany);

/**
 * @param {import("../parts/figure.js").Own<Data, Numbers>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Numbers>}
 */
function createMany(own) {
  const { n, products: most, limits } = own.data;
  /** @type {import("../parts/tape.js").Tape} */
  let tape;
  /** @type {{ of: Settled | null, numbers: Numbers | null }} */
  let unpacked = { of: null, numbers: null };
  /** Of which estimate the player plays the products. @type {estimate.Of | null} */
  let loaded = null;
  /** What was made of numbers before, by what for. @type {Map<string, { for: unknown[], made: unknown }>} */
  const known = new Map();

  const jacobian = createTable(n);
  const aside = createTable(n);
  const chart = createChart();
  const kinds = segmented(words.OF.label, words.OF.choices, (of) => own.alter({ of, k: Math.min(own.state.k, last(of)) }), own.signal);
  const laws = segmented(words.LAW.label, words.LAW.choices, (law) => own.alter({ law }), own.signal);
  const again = action(...words.AGAIN, () => own.alter({ seed: (own.state.seed + 1) % (limits.seed[1] + 1) }), own.signal);
  const knob = createKnob({ title: own.data.knob, name: words.STRENGTH, low: limits.c[0], high: limits.c[1] }, {
    press: own.press,
    turn: (c) => own.put({ c: Number(c.toFixed(DECIMALS)) }),
    release: own.release,
    nudged: own.nudged,
  }, own.signal);
  const player = createPlayer({
    label: words.COUNT,
    rate: PACE,
    name: (step) => words.countName(step + 1, own.state.of),
    say: (step) => words.countName(step + 1, own.state.of),
    show: (step) => step + 1 === own.state.k || own.put({ k: step + 1 }),
    rest: own.settle,
  }, own.signal);
  const posed = createPosed(own, {
    question: () => {
      const [{ of, k }, now] = [own.state, own.now()];
      return askedAbout(of, now.jacobian, now.law, countOf(of, k), of === "range" ? held(now, k) : { rank: 0, reach: 0 });
    },
    // The rank of products is that of the draws at hand; an error is one of all draws.
    place: () => JSON.stringify([own.state.of, own.state.law, own.state.c, own.state.k, own.state.of === "range" && own.state.seed]),
    along: (cover) => ({ k: cover ? askedOf(own.state.of) : countOf(own.state.of, own.state.k) }),
  });
  const [mean, truth, off, error] = results(words.MEAN, words.TRUE, words.OFF, words.ERROR);
  const heads = [words.MEAN, words.TRUE, words.OFF, words.ERROR].map((text) => html("b", {}, text));
  const parts = [mean, truth, off, error].map((result, k) => html("span", { class: k ? "part" : "part push" }, heads[k], " ", result));
  own.root.addEventListener("keydown", player.key, { signal: own.signal });
  takeChart();

  return {
    parts: [
      own.tools(words.TOOLS, kinds.element, laws.element, again, posed.tool),
      posed.element,
      html("div", { class: "figure" }, jacobian.element, aside.element, chart.element, html("div", { class: "hands" }, player.element, knob.element)),
      own.readout(...parts),
    ],
    wells: [chart.well],
    wide: 740,
    of: (data) => data.slug,
    awaits: (data) => !data.settled,
    adopt(data, other) {
      if (other) {
        tape = load(data.tape);
        known.clear();
        set(knob.element.children[0], "text", data.knob);
      }
      player.pause();
      follow();
      posed.follow(other);
    },
    match: ["c", "law", "seed"],
    settled,
    replayed() {
      const { directions, law } = settled(/** @type {Settled} */ (own.data.settled));
      const now = jacobianAt(own.state.c);
      return {
        jacobian: now,
        directions,
        law,
        products: once("pushed", [now, directions], () => estimate.pushed(now, directions)),
        series: own.state.of === "logdet" ? once("series", [now, directions], () => seriesOf(now, directions)) : [],
        log_det: own.state.of === "logdet" ? once("log_det", [now], () => logDetOf(now)) : NaN,
      };
    },
    waits: () => own.state.law !== own.data.settled?.law || own.state.seed !== own.data.settled?.seed,
    trouble: () => "",
    draw,
    legend: () => words.legend(own.state.of),
    say: (now) => posed.say() || said(now),
  };

  /** How many products an estimate can take. @param {estimate.Of} of */
  function last(of) {
    return of === "range" ? n : most;
  }

  function follow() {
    const { k, of } = own.state;
    loaded = of;
    player.load(last(of) - 1, Math.min(k, last(of)) - 1);
  }

  /**
   * What is made of some things, made anew when they are others.
   * @template T
   * @param {string} name
   * @param {unknown[]} needs
   * @param {() => T} make
   * @returns {T}
   */
  function once(name, needs, make) {
    const found = known.get(name);
    if (found && found.for.every((need, i) => need === needs[i])) return /** @type {T} */ (found.made);
    const made = make();
    known.set(name, { for: needs, made });
    return made;
  }

  /** @param {Settled} answer @returns {Numbers} */
  function settled(answer) {
    if (unpacked.of !== answer || !unpacked.numbers) {
      const [directions, products, series, [log_det]] = [answer.directions, answer.products, answer.series, answer.log_det].map(estimate.unpacked);
      unpacked = { of: answer, numbers: { jacobian: answer.jacobian, directions, products, series, log_det, law: answer.law } };
    }
    return /** @type {Numbers} */ (unpacked.numbers);
  }

  /** J at a strength, by the tape of the map as a function of x and c together. @param {number} c */
  function jacobianAt(c) {
    return once(`at ${STRENGTHS.includes(c) ? c : ""}`, [c, tape], () => {
      replay(tape, [...own.data.x, c]);
      const wide = read(tape, tape.jacobian);
      return wide.filter((_, place) => place % (n + 1) < n);
    });
  }

  /** @param {Numbers} now @param {number} k */
  function held(now, k) {
    return once("held", [now.jacobian, now.products, k], () => estimate.caughtBy(now, k));
  }

  /** @param {Numbers} now */
  function frame(now) {
    const { of } = own.state;
    const [width, height] = own.size(chart.well);
    return once("frame", [of, now.law, width, height, tape], () =>
      frameOf(of, STRENGTHS.map(jacobianAt), now.law, most, [width, height]));
  }

  /**
   * The size beside which a number is rounding: J may be large where all that is averaged is 0.
   * @param {Numbers} now
   * @param {number[]} mean
   */
  function sizeOf(now, mean) {
    const { of } = own.state;
    const table = once("table", [of, now.jacobian], () => estimate.tableOf(of, now.jacobian));
    return Math.max(...[table, mean, now.jacobian].map(largestOf));
  }

  /** What is said of the first k products. @param {Numbers} now */
  function seen(now) {
    const { of, k } = own.state;
    const { samples, means } = once("trail", [of, now.products, now.directions, now.series, now.jacobian], () =>
      estimate.trailOf(of, now, most));
    const [centre, variances, taken] = once("centre", [of, now.jacobian, now.law], () =>
      [estimate.settlesOn(of, now.jacobian), estimate.variancesOf(of, now.jacobian, now.law), supposed(of, now.jacobian, now.law)]);
    const goal = of === "logdet" ? [now.log_det] : centre;
    return { of, k, samples, means, truth: goal, centre, variances, supposed: taken, mean: means[k - 1] };
  }

  /** ‖A‖ where that is too large for a series, and so for any estimate; else null. @param {Numbers} now */
  function beyond({ jacobian: table }) {
    if (own.state.of !== "logdet") return null;
    const norm = once("norm", [table], () => normOf(table));
    return isBounded(norm) ? null : norm;
  }

  /** @param {import("../parts/figure.js").View<Numbers>} view */
  function draw({ now }) {
    const { of, law, k, c } = own.state;
    if (player.step() + 1 !== k || of !== loaded) follow();
    kinds.draw(of);
    laws.draw(law);
    knob.draw(c, numeral(c), words.strengthText(own.data.knob, c));
    posed.draw();
    drawJacobian(now);
    set(own.root, "data-of", of);
    if (of === "range") drawRange(now);
    else drawMean(now, of);
  }

  /** @param {Numbers} now */
  function drawJacobian({ jacobian: table, directions, products }) {
    const { k } = own.state;
    const [v, product] = [directions, products].map((flat) => estimate.rowOf(flat, k - 1, n));
    jacobian.draw(words.JACOBIAN, words.productText(k), table, v, product, [largestOf(table), largestOf(v), largestOf(product)]);
  }

  /** @param {Numbers} now @param {Exclude<estimate.Of, "range">} of */
  function drawMean(now, of) {
    const { k } = own.state;
    const norm = beyond(now);
    const cover = own.state.cover || norm !== null;
    const found = seen(now);
    const table = once("table", [of, now.jacobian], () => estimate.tableOf(of, now.jacobian));
    const average = once("average", [table, now.directions, k], () => estimate.averaged(table, now.directions, k));
    const rows = found.truth.length > 1 ? found.mean : [];
    const largest = largestOf(table);
    const size = sizeOf(now, found.mean);
    const caption = norm === null ? words.tableText(of) : words.beyondText(norm);
    aside.draw(words.tableTitle(of), caption, cover ? [] : average, [], cover ? [] : rows, [largest, largest, largestOf(found.truth)]);
    const { mark, fresh } = posed.mark();
    if (own.size(chart.well)[0]) {
      const shown = { ...found, name: words.truthName(of), mark: fresh ? mark : null, cover };
      const [goals, means] = [found.truth, found.mean].map((numbers) => words.roundedTexts(numbers, size));
      chart.draw(words.chartTitle(of), words.chartText(of, goals, cover ? "" : means), frame(now), VIEWS[of](frame(now), shown));
    }
    const spread = Math.sqrt(estimate.total(found.variances) / k);
    const own_error = estimate.measuredError(found.samples.slice(0, k), found.mean);
    const far = estimate.distance(found.mean, found.truth);
    const [name, goal] = words.sizeText(words.truthName(of), found.truth, size);
    if (norm !== null) {
      tell([words.MEAN, name, words.OFF, words.NO_ESTIMATE], ["", goal, "", words.normText(norm)], false);
      return;
    }
    tell([words.MEAN, name, words.OFF, words.ERROR], [
      found.mean.length === 1 ? words.roundedText(found.mean[0], size) : "",
      goal,
      words.roundedText(far, size),
      words.errorText(of, spread, own_error, size),
    ], cover);
  }

  /** @param {Numbers} now */
  function drawRange(now) {
    const { k, cover } = own.state;
    const found = held(now, k);
    const largest = largestOf(now.jacobian);
    aside.draw(words.tableTitle("range"), words.tableText("range"), cover ? [] : found.picture, [], [], [largest, largest, largest]);
    if (own.size(chart.well)[0]) {
      const [sigmas, those] = [found.sigmas, found.held].map((numbers) => words.roundedTexts(numbers, found.sigmas[0]));
      const text = words.chartText("range", sigmas, cover ? "" : those);
      const { mark, fresh } = posed.mark();
      chart.draw(words.chartTitle("range"), text, frame(now), caught(frame(now), found.sigmas, found.held, fresh && mark ? mark.k : null, cover));
    }
    const size = found.sigmas[0];
    tell([words.DIRECTIONS, "", words.MISSING, words.leastName(k)], [
      String(found.rank),
      "",
      words.roundedText(found.missing, size),
      words.roundedText(found.least, size),
    ], cover);
  }

  /** @param {string[]} names @param {string[]} texts those that are empty are not shown @param {boolean} cover */
  function tell(names, texts, cover) {
    [mean, truth, off, error].forEach((result, k) => {
      set(heads[k], "text", names[k]);
      set(result, "text", cover && k !== 1 ? "?" : texts[k]);
      set(result, "aria-label", names[k]);
      parts[k].hidden = texts[k] === "";
    });
  }

  /** @param {Numbers} now */
  function said(now) {
    const { of, k } = own.state;
    if (of === "range") {
      const found = held(now, k);
      return words.settledText(of, k, { mean: "", truth: "", off: words.roundedText(found.missing, found.sigmas[0]) });
    }
    const norm = beyond(now);
    if (norm !== null) return words.beyondText(norm);
    const { mean: at, truth: goal } = seen(now);
    const size = sizeOf(now, at);
    const off = words.roundedText(estimate.distance(at, goal), size);
    const [mean, truth] = [at, goal].map((numbers) => (numbers.length === 1 ? words.roundedText(numbers[0], size) : ""));
    return words.settledText(of, k, { mean, truth, off });
  }

  /** The count of products follows a hand across the chart, where that lies across it. */
  function takeChart() {
    onCourse(chart.well, { press: own.press, to, release: own.release }, own.signal);

    /** @param {number} x */
    function to(x) {
      const { of } = own.state;
      if (!estimate.isSum(of)) return;
      player.pause();
      const k = Math.round(numberAt(frame(own.now()), x));
      own.put({ k: Math.max(1, Math.min(last(of), k)) });
    }
  }
}
