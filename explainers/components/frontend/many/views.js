/**
 * What the chart shows of each estimate, and in which window. No DOM.
 */

import * as chart from "./chart.js";
import { caughtBy, each, settlesOn, total, variancesOf } from "./estimate.js";
import { isBounded, normOf } from "./series.js";
import * as words from "./words.js";

/** @typedef {import("./estimate.js").Of} Of */
/** @typedef {import("./estimate.js").Law} Law */
/** @typedef {import("./estimate.js").Flat} Flat */
/** @typedef {import("./estimate.js").Numbers} Numbers */
/** @typedef {chart.Frame} Frame */
/** @typedef {chart.Picture} Picture */
/** @typedef {[number, number]} Span */

/**
 * What is seen of an estimate: the first k products, and the error that their mean should have.
 * @typedef {object} Seen
 * @property {Of} of
 * @property {string} name of the truth
 * @property {number} k
 * @property {number[]} truth
 * @property {number[]} centre on what the mean settles
 * @property {number[]} variances of one product
 * @property {number[]} supposed those that a guess is of, which also an exact product has
 * @property {number[][]} samples
 * @property {number[][]} means
 * @property {import("./guess.js").Mark | null} mark
 * @property {boolean} cover
 */

/** How many standard deviations of one product a window shows to each side of the truth. */
const REACH = 2.4;

/**
 * The window of an estimate: what it takes for some Jacobians, so that none of them moves it.
 * @param {Of} of
 * @param {Flat[]} jacobians
 * @param {Law} law
 * @param {number} products that there are
 * @param {Span} size
 * @returns {Frame}
 */
export function frameOf(of, jacobians, law, products, size) {
  if (of === "range") {
    const most = Math.max(...jacobians.map((jacobian) => caughtBy({ jacobian, products: [] }, 0).sigmas[0]));
    return { x: [0.4, Math.sqrt(jacobians[0].length) + 0.6], y: [0, 1.08 * most || 1], size };
  }
  const summed = of === "logdet" ? jacobians.filter((jacobian) => isBounded(normOf(jacobian))) : jacobians;
  const found = summed.map((jacobian) => ({ truth: settlesOn(of, jacobian), sd: variancesOf(of, jacobian, law).map(Math.sqrt) }));
  const shown = of === "gradient" ? 2 : Infinity;
  if (found.length === 0) return { x: [0, products], y: [-1, 1], size };
  const ends = found.flatMap(({ truth, sd }) => truth.slice(0, shown).map((z, i) => [z - REACH * sd[i], z + REACH * sd[i]]));
  const [low, high] = [Math.min(...ends.map(([z]) => z)), Math.max(...ends.map(([, z]) => z))];
  if (of === "gradient") {
    const far = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return chart.square([0, 0], far, size);
  }
  const room = (high - low) * 0.04 || 1;
  const n = found[0].truth.length;
  return { x: n > 1 ? [0.4, n + 0.6] : [0, products], y: [low - room, high + room], size };
}

/** What is averaged, as it is drawn. @type {Record<Exclude<Of, "range">, (frame: Frame, seen: Seen) => Picture>} */
export const VIEWS = { trace: trail, norm: trail, logdet: trail, diagonal: entries, gradient: cloud };

/** @param {Frame} frame @param {Seen} seen @returns {Picture} */
function trail(frame, { of, name, k, truth: [truth], centre: [centre], variances: [variance], samples, means, mark, cover }) {
  const last = frame.x[1];
  const sd = Math.sqrt(variance);
  // The funnel is steep at its mouth: there it takes points between the counts.
  const counts = [...each(16, (i) => 1 + i / 8), ...each(Math.max(0, last - 2), (i) => 3 + i)].filter((i) => i <= last);
  const so = means.slice(0, k);
  return {
    paths: cover
      ? { true: chart.line(frame, [[0, truth], [last, truth]]) }
      : {
          band: sd > 0 ? chart.area(frame, counts.map((i) => [i, centre - sd / Math.sqrt(i), centre + sd / Math.sqrt(i)])) : "",
          true: chart.line(frame, [[0, truth], [last, truth]]),
          drop: chart.dots(frame, samples.slice(0, k).map(([z], i) => [i + 1, z])),
          trail: k > 1 ? chart.line(frame, so.map(([z], i) => [i + 1, z])) : "",
          guess: mark ? bracket(frame, mark.k, truth, mark.error) : "",
        },
    head: cover ? undefined : seenAt(frame, [k, so[k - 1][0]]),
    across: words.countAxis(of),
    note: chart.inside(frame, [last, truth]) ? { text: name, y: truth } : undefined,
  };
}

/** A place, if it lies in the window. @param {Frame} frame @param {Span} place */
function seenAt(frame, place) {
  return chart.inside(frame, place) ? place : undefined;
}

/** Two ends at a distance from a number. @param {Frame} frame @param {number} x @param {number} y @param {number} by */
function bracket(frame, x, y, by) {
  return [y - by, y + by].map((end) => chart.dash(frame, x, end, 18)).join("") + chart.line(frame, [[x, y - by], [x, y + by]]);
}

/**
 * By which part of what one product is off by a mean was guessed to be off.
 * @param {NonNullable<Seen["mark"]>} mark
 * @param {number[]} supposed
 */
function partOf({ error }, supposed) {
  return error / (Math.sqrt(total(supposed)) || 1);
}

/** @param {Frame} frame @param {Seen} seen @returns {Picture} */
function entries(frame, { k, truth, variances, supposed, means, mark, cover }) {
  const wide = 0.62 * (chart.across(frame, 2) - chart.across(frame, 1));
  const now = means[k - 1];
  return {
    paths: {
      whisker: cover ? "" : truth.map((z, i) => {
        const by = Math.sqrt(variances[i] / k);
        return by > 0 ? chart.box(frame, i + 1, [z - by, z + by], wide) : "";
      }).join(""),
      "tick-mark": truth.map((z, i) => chart.dash(frame, i + 1, z, wide)).join(""),
      guess: !mark || cover ? "" : truth.map((z, i) => {
        const by = Math.sqrt(supposed[i]) * partOf(mark, supposed);
        return supposed[i] > 0 ? chart.box(frame, i + 1, [z - by, z + by], wide / 2) : "";
      }).join(""),
      estimate: cover ? "" : chart.dots(frame, now.map((z, i) => [i + 1, z])),
    },
    across: words.AXES.entry,
    counted: truth.map((_, i) => i + 1),
  };
}

/** @param {Frame} frame @param {Seen} seen @returns {Picture} */
function cloud(frame, { k, truth, variances, supposed, samples, means, mark, cover }) {
  /** @param {number[]} z @returns {Span} */
  const pair = ([a, b]) => [a, b];
  const half = pair(variances.map((z) => Math.sqrt(z / k)));
  const so = means.slice(0, k).map(pair);
  // Of (g·v)v the first two entries covary by the product of those of g, whichever law v has.
  const covariance = truth[0] * truth[1];
  const part = mark ? partOf(mark, supposed) : NaN;
  return {
    paths: cover
      ? { goal: chart.cross(frame, pair(truth), 16) }
      : {
          ring: half.every((z) => z > 0) ? chart.ellipse(frame, pair(truth), half, covariance / k) : "",
          guess: mark ? ringOf(frame, pair(truth), pair(supposed.map((z) => part * Math.sqrt(z))), part ** 2 * covariance) : "",
          drop: chart.dots(frame, samples.slice(0, k).map(pair)),
          goal: chart.cross(frame, pair(truth), 16),
          trail: k > 1 ? chart.line(frame, so) : "",
        },
    head: cover ? undefined : seenAt(frame, so[k - 1]),
    across: words.AXES.first,
    up: words.AXES.second,
  };
}

/** An ellipse, or a cross where it has no size. @type {typeof chart.ellipse} */
function ringOf(frame, centre, half, covariance) {
  return half[0] > 0 ? chart.ellipse(frame, centre, half, covariance) : chart.cross(frame, centre, 28);
}

/**
 * Singular values of J, and those that k products hold.
 * @param {Frame} frame
 * @param {number[]} sigmas
 * @param {number[]} held
 * @param {number | null} guess how many are held
 * @param {boolean} cover
 * @returns {Picture}
 */
export function caught(frame, sigmas, held, guess, cover) {
  const wide = 0.62 * (chart.across(frame, 2) - chart.across(frame, 1));
  return {
    paths: {
      whisker: cover ? "" : held.map((z, i) => (z > 0 ? chart.box(frame, i + 1, [0, z], wide) : "")).join(""),
      "tick-mark": sigmas.map((z, i) => chart.dash(frame, i + 1, z, wide)).join(""),
      guess: guess === null || cover ? "" : over(frame, guess),
      estimate: cover ? "" : chart.dots(frame, held.map((z, i) => [i + 1, z])),
    },
    across: words.AXES.sigma,
    counted: sigmas.map((_, i) => i + 1),
  };
}

/** What stands over the first so many of what is counted across. @param {Frame} frame @param {number} count */
function over(frame, count) {
  const [top, low] = [0.985, 0.95].map((part) => part * frame.y[1]);
  return chart.line(frame, [[0.5, low], [0.5, top], [count + 0.5, top], [count + 0.5, low]]);
}
