/**
 * The solutions of g(x, p) = 0 as a curve: following it from one of them, by its tangent and
 * Newton's method (Allgower and Georg, Introduction to Numerical Continuation Methods). A place of
 * the curve is z = (x, p), with p last. No DOM.
 */

import { read, replay } from "../parts/tape.js";

/** @typedef {import("../parts/tape.js").Tape} Tape */

/**
 * An equation, and its window: the centre in x, and half of what it spans.
 * @typedef {{ tape: Tape, n: number, cy: number, half: number, specials: number[][] }} Equation
 */

/**
 * Why p goes no farther: the curve turns back upright or at a kink, nothing leads on that was found, x
 * leaves the picture, or no solution was found beyond.
 * @typedef {"fold" | "corner" | "stuck" | "away" | "lost"} End
 */

/**
 * Where following p has led, and why not as far as was wanted.
 * @typedef {{ z: number[], end: End | null }} Followed
 */

/** So many steps lead across half the window. */
const STEPS = 60;
/** Newton's steps, at most, and how small the last one is, in parts of the window. */
const [ROUNDS, SMALL] = [24, 1e-13];
/** As far as rounding shifts a solution, in parts of it. */
const ROUNDING = 2 ** -46;
/** Steps along the curve under one move of a hand, and corners that it is led round. */
const [MOST, ROUND] = [400, 3];
/** So near to a place where g_x is singular, in parts of half the window, a hand is on it. */
const ON = 0.012;
/** So near a fold that was searched for is the known one. */
const AT = 1e-4;
/** Of a unit tangent, below which p rests to rounding. */
const UPRIGHT = 1e-9;
/** x is followed so far from the centre, in parts of half the window. */
const FAR = 2;
/** Directions that are tried where g has none of its own. */
export const AROUND = 720;
/** A gradient that is smaller, beside those a step away, counts as 0. */
const FLAT = 1e-4;
/** So far from a kink, in parts of half the window, its branches are looked at: as in `verdicts.py`. */
export const RINGS = [1e-4, 1e-5];
/** Slopes on both rings are one if they are so near, and those of two branches two if so far apart. */
export const [SAME, APART] = [1e-2, 3e-2];
/** Of a unit tangent, in p, below which dx/dp is none. */
export const STEEPEST = 1e-4;

/**
 * g and its Jacobian, a row for each value.
 * @param {Equation} of
 * @param {number[]} z
 */
export function at({ tape, n }, z) {
  replay(tape, z);
  const flat = read(tape, tape.jacobian);
  return { value: read(tape, tape.value), rows: Array.from({ length: n }, (_, i) => flat.slice(i * (n + 1), (i + 1) * (n + 1))) };
}

/**
 * A direction in which no row changes: the cross product of all of them. Its last entry is det g_x,
 * up to sign. Of length 1, or null where it is 0.
 * @param {number[][]} rows
 */
export function tangent(rows) {
  const t = rows.length === 1 ? [-rows[0][1], rows[0][0]] : cross(rows[0], rows[1]);
  const long = Math.hypot(...t);
  return long > 0 && Number.isFinite(long) ? t.map((z) => z / long) : null;
}

/** @param {number[]} a @param {number[]} b */
function cross(a, b) {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** @param {number[]} a @param {number[]} b */
function dot(a, b) {
  return a.reduce((sum, z, k) => sum + z * b[k], 0);
}

/** @param {number[]} z @param {number} s @param {number[]} t */
function moved(z, s, t) {
  return z.map((a, k) => a + s * t[k]);
}

/**
 * The solution of a system of two or three equations by Cramer's rule, or null.
 * @param {number[][]} rows
 * @param {number[]} right
 */
function solve(rows, right) {
  const whole = det(rows);
  const found = right.map((_, j) => det(rows.map((row, i) => row.map((z, k) => (k === j ? right[i] : z)))) / whole);
  return found.every(Number.isFinite) ? found : null;
}

/** @param {number[][]} rows */
function det(rows) {
  if (rows.length === 1) return rows[0][0];
  if (rows.length === 2) return rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0];
  return dot(rows[0], cross(rows[1], rows[2]));
}

/**
 * The place of the curve near z, found across t: Newton's method on g = 0 beside t·(z − z₀) = 0.
 * With a t along p alone it keeps p.
 * @param {Equation} of
 * @param {number[]} start
 * @param {number[]} t
 * @param {number} far how far from z it may be
 */
export function corrected(of, start, t, far) {
  let z = start;
  let last = Infinity;
  for (let k = 0; k < ROUNDS; k++) {
    const { value, rows } = at(of, z);
    if (![...value, ...rows.flat()].every(Number.isFinite)) return null;
    const step = solve([...rows, t], [...value.map((g) => -g), dot(t, moved(start, -1, z))]);
    if (!step) return value.every((g) => g === 0) ? z : null;
    z = moved(z, 1, step);
    const size = Math.hypot(...step);
    const done = size <= SMALL * of.half || (k > 3 && size >= last);
    last = size;
    if (done) break;
  }
  const long = Math.hypot(...moved(z, -1, start));
  return long <= far && solves(of, z, last <= 10 * SMALL * of.half ? 100 * SMALL : ROUNDING) ? z : null;
}

/**
 * Whether g is as small as a shift of a place makes it, by default one of rounding.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number} [part] of the place and the window
 */
function solves(of, z, part = ROUNDING) {
  const { value, rows } = at(of, z);
  return rows.flat().every(Number.isFinite) && value.every((g, i) => Math.abs(g) <= part * rows[i].reduce((sum, entry, k) => sum + Math.abs(entry) * (Math.abs(z[k]) + 1e-3 * of.half), 0));
}

/**
 * The place of the curve on the way from z in a direction, by at most so long a step.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number[]} t of length 1
 * @param {number} s
 */
function stepped(of, z, t, s) {
  for (let part = s, k = 0; k < 20; k++, part /= 2) {
    const next = corrected(of, moved(z, part, t), t, Math.abs(part) + 1e-9 * of.half);
    if (next) return { next, part };
  }
  return null;
}

/** The tangent that goes on as one before it did. @param {Equation} of @param {number[]} z @param {number[] | null} before */
function along(of, z, before) {
  const t = tangent(at(of, z).rows) ?? before;
  return t && before && dot(t, before) < 0 ? t.map((part) => -part) : t;
}

/**
 * Follows the branch of z until p is there, or as far as it leads.
 * @param {Equation} of
 * @param {number[]} from
 * @param {number} p
 * @param {number[] | null} [course] on which z was come to, where that is not told by the curve
 * @returns {Followed}
 */
export function follow(of, from, p, course = null) {
  const { n, half } = of;
  const h = half / STEPS;
  const way = Math.sign(p - from[n]);
  if (way === 0) return { z: from, end: null };
  let z = from;
  let { t, end } = setOut(of, z, way, course);
  if (!t) return { z, end };
  // From a crossing a branch is seen a step away only.
  if (isFlat(of, z)) {
    const first = offFlat(of, z, t);
    if (!first) return { z, end: "stuck" };
    if ((first.z[n] - p) * way >= 0) return reached(of, first.z, p);
    [z, t] = [first.z, first.t];
  }
  for (let k = 0; k < MOST; k++) {
    const left = Math.abs(p - z[n]);
    const ahead = t[n] * way;
    const s = ahead > 0 ? Math.min(h, left / ahead) : h;
    const taken = stepped(of, z, t, s);
    if (!taken) {
      if (left <= 1e-6 * half) return reached(of, z, p);
      const kink = cornered(of, z, t);
      if (kink) return rounded(of, kink, p, way);
      return { z: even(of, z), end: isFlat(of, z) ? "stuck" : "lost" };
    }
    const { next, part } = taken;
    if (!isNear(of, next)) return { z, end: "away" };
    const turned = along(of, next, t);
    if (!turned) return { z: next, end: "stuck" };
    if (turned[n] * way < -UPRIGHT) {
      // On the way back from beyond a fold p may have been met already.
      const fold = folded(of, z, t, part, way);
      if ((fold[n] - p) * way >= 0) return reached(of, beforeFold(of, z, fold, p), p);
      const place = even(of, known(of, fold, AT * half));
      if (isFlat(of, place)) return setOut(of, place, way, t).t ? follow(of, place, p, t) : { z: place, end: "stuck" };
      const kink = cornered(of, fold, t);
      if (kink) return rounded(of, kink, p, way);
      if (isUpright(of, place)) return { z: place, end: "fold" };
      // A step has led over a crossing, or a kink.
      return (place[n] - z[n]) * way > 1e-3 * h ? follow(of, place, p, t) : { z, end: "lost" };
    }
    if ((next[n] - p) * way >= -1e-12 * half) return reached(of, next, p);
    [z, t] = [next, turned];
  }
  return { z, end: "lost" };
}

/** @param {Equation} of @param {number[]} z @param {number} p @returns {Followed} */
function reached(of, z, p) {
  const there = kept(of, z, p);
  return { z: isFlat(of, there) ? even(of, there) : there, end: null };
}

/**
 * Follows p from a kink that it was led to, if the branch goes on there.
 * @param {Equation} of
 * @param {{ place: number[], on: Side }} kink
 * @param {number} p
 * @param {number} way
 * @returns {Followed}
 */
function rounded(of, { place, on: { z, t } }, p, way) {
  if (t[of.n] * way < 0) return { z: place, end: "corner" };
  return (z[of.n] - p) * way >= 0 ? reached(of, z, p) : follow(of, z, p);
}

/** Whether p rests along the curve, as far as halving finds such a place. @param {Equation} of @param {number[]} z */
function isUpright(of, z) {
  const t = tangent(at(of, z).rows);
  return t !== null && Math.abs(t[of.n]) < 1e-3;
}

/** Whether x is within a window's distance of the picture. @param {Equation} of @param {number[]} z */
function isNear(of, z) {
  return z.slice(0, of.n).every((x) => Math.abs(x - of.cy) <= FAR * of.half);
}

/**
 * A direction from z in which p goes the wanted way, or why there is none.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number} way
 * @param {number[] | null} course
 * @returns {{ t: number[] | null, end: End }}
 */
function setOut(of, z, way, course) {
  const { n, half } = of;
  const end = /** @type {const} */ ("stuck");
  if (isFlat(of, z)) {
    // Straight on, or straight back.
    const sides = leaving(of, z).filter((side) => side[n] * way > UPRIGHT);
    if (course) sides.sort((one, other) => Math.abs(dot(other, course)) - Math.abs(dot(one, course)));
    return { t: sides[0] ?? null, end };
  }
  const kink = isPlain(of, z) ? null : kinkAt(of, z);
  if (kink) {
    const sides = kink.filter((side) => side.t[n] * way > 0).map((side) => side.t);
    // At a corner back on the branch that was come by.
    if (course) sides.sort((one, other) => dot(one, course) - dot(other, course));
    return { t: sides[0] ?? null, end: "corner" };
  }
  const t = tangent(at(of, z).rows);
  if (!t) return { t: null, end };
  if (Math.abs(t[n]) > 1e-7) return { t: t[n] * way > 0 ? t : t.map((part) => -part), end };
  // Upright: at a fold both sides lead p the same way, and the one that was come from is taken.
  const back = course && dot(t, course) > 0 ? -1 : 1;
  const sides = [back, -back].map((side) => t.map((part) => side * part));
  const led = sides.map((side) => {
    const taken = stepped(of, z, side, half / STEPS / 4);
    return taken ? (taken.next[n] - z[n]) * way : 0;
  });
  const on = led.findIndex((far) => far > 0);
  return { t: sides[on] ?? null, end: led.every((far) => far < -1e-13 * half) ? "fold" : end };
}

/**
 * Whether g has no direction of its own at a place: its gradient is 0 there beside those around.
 * @param {Equation} of
 * @param {number[]} z
 */
function isFlat(of, z) {
  if (of.n > 1) return false;
  const long = Math.hypot(...at(of, z).rows[0]);
  const around = [[1, 0], [0, 1], [-1, 0], [0, -1]].map((way) => Math.hypot(...at(of, moved(z, of.half / STEPS, way)).rows[0]));
  return long <= FLAT * Math.max(...around.filter(Number.isFinite), 0);
}

/**
 * Directions from a place in which branches leave it: of an equation in one unknown, where g changes
 * its sign on a small circle.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number} [r] its radius
 */
function leaving(of, z, r = of.half / STEPS) {
  const way = (/** @type {number} */ k) => {
    const angle = (2 * Math.PI * k) / AROUND;
    return [Math.cos(angle), Math.sin(angle)];
  };
  const g = (/** @type {number} */ k) => {
    replay(of.tape, moved(z, r, way(k)));
    return of.tape.slots[of.tape.value[0]];
  };
  const found = [];
  // From between two of them, as branches lie along the axes at times.
  for (let k = 0.5; k < AROUND; k++) {
    let [low, high] = [k, k + 1];
    const [first, last] = [g(low), g(high)];
    if (!Number.isFinite(first + last) || first < 0 === last < 0) continue;
    for (let j = 0; j < 40; j++) {
      const middle = (low + high) / 2;
      if (g(middle) < 0 === first < 0) low = middle;
      else high = middle;
    }
    if (Math.abs(g(low)) <= 1e-6 * Math.max(Math.abs(first), Math.abs(last))) found.push(way((low + high) / 2));
  }
  return found;
}

/**
 * A branch that leaves a kink: a place on it, the tangent there, away from the kink, and dx/dp.
 * @typedef {{ z: number[], t: number[], slope: number }} Side
 */

/**
 * The two branches that leave a place where the curve has a kink: the one of smaller p first, or of
 * smaller x where both are on one side in p; null where no kink is known. `verdicts.py` has the same.
 * @param {Equation} of
 * @param {number[]} z
 * @returns {[Side, Side] | null}
 */
export function kinkAt(of, z) {
  if (of.n > 1) return null;
  const [far, near] = RINGS.map((part) => sidesAt(of, z, part * of.half));
  if (!far || !near) return null;
  const alike = near.every((side, k) => apart(side.slope, far[k].slope) <= SAME);
  if (!alike) return null;
  // From both rings to the kink itself.
  near.forEach((side, k) => (side.slope += (side.slope - far[k].slope) / 9));
  return apart(near[0].slope, near[1].slope) >= APART ? near : null;
}

/** Whether p has come to an end at a kink. @param {[Side, Side]} sides */
export function turnsAt([one, other]) {
  return one.t[1] * other.t[1] > 0;
}

/** @param {number} a @param {number} b relative to 1 or the larger */
function apart(a, b) {
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}

/** @param {Equation} of @param {number[]} z @param {number} r @returns {[Side, Side] | null} */
function sidesAt(of, z, r) {
  const sides = leaving(of, z, r).map((way) => {
    const place = moved(z, r, way);
    const t = tangent(at(of, place).rows) ?? [0, 0];
    const on = dot(t, way) < 0 ? t.map((part) => -part) : t;
    return { z: place, t: on, slope: on[0] / on[1], straight: dot(on, way) > 0.99 && Math.abs(on[1]) > STEEPEST };
  });
  if (sides.length !== 2 || !sides.every(({ straight }) => straight)) return null;
  const by = sides[0].t[1] * sides[1].t[1] > 0 ? 0 : 1;
  const [one, other] = sides.sort((a, b) => a.z[by] - b.z[by]);
  return [one, other];
}

/**
 * The kink that a branch leads to from a place beside it, and the branch that goes on there.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number[]} t
 * @returns {{ place: number[], on: Side, sides: Side[] } | null}
 */
function cornered(of, z, t) {
  const sides = kinkAt(of, z);
  if (!sides) return null;
  const [, on] = [...sides].sort((one, other) => dot(one.t, t) - dot(other.t, t));
  const [far] = solve([[t[0], -on.t[0]], [t[1], -on.t[1]]], moved(on.z, -1, z)) ?? [0];
  const met = even(of, moved(z, Math.abs(far) < RINGS[1] * of.half ? far : 0, t));
  return { place: solves(of, met) ? met : z, on, sides };
}

/** Whether the tangent is another one just beside a place. @param {Equation} of @param {number[]} z @param {number[]} t */
function isBent(of, z, t) {
  const [one, other] = [-1, 1].map((side) => tangent(at(of, moved(z, side * 1e-6 * of.half, t)).rows));
  return one !== null && other !== null && Math.abs(dot(one, other)) < 0.999;
}

/** Whether g_x is known not to be singular, so that no kink is looked for. @param {Equation} of @param {number[]} z */
function isPlain(of, z) {
  return of.n > 1 || regular(of, z, at(of, z).rows.map((row) => row.slice(0, of.n)));
}

/**
 * The first place of a branch that leaves one where g has no direction, and its tangent there.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number[]} t
 */
function offFlat(of, z, t) {
  const r = of.half / STEPS;
  const next = corrected(of, moved(z, r, t), t, r);
  const on = next && along(of, next, t);
  return on && { z: next, t: on };
}

/** The same place in few decimals, if it is a solution, too. @param {Equation} of @param {number[]} z */
function even(of, z) {
  const short = z.map((part) => Number(part.toFixed(6)) + 0);
  return Math.hypot(...moved(short, -1, z)) <= 1e-6 * of.half && solves(of, short) ? short : z;
}

/**
 * The fold within a step, by halving it.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number[]} t
 * @param {number} s
 * @param {number} way
 */
function folded(of, z, t, s, way) {
  let [low, high] = [0, s];
  let best = z;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    const next = corrected(of, moved(z, middle, t), t, s + of.half);
    const turned = next && along(of, next, t);
    if (!next || !turned || turned[of.n] * way < 0) high = middle;
    else [low, best] = [middle, next];
  }
  return best;
}

/** A place between z and a fold, with p in between. @param {Equation} of @param {number[]} z @param {number[]} fold @param {number} p */
function beforeFold(of, z, fold, p) {
  const part = (p - z[of.n]) / (fold[of.n] - z[of.n] || 1);
  return moved(z, 1 - Math.sqrt(Math.max(0, 1 - part)), moved(fold, -1, z));
}

/** The same place with exactly this p, where g_x lets it be found. @param {Equation} of @param {number[]} z @param {number} p */
function kept(of, z, p) {
  const there = z.map((part, k) => (k === of.n ? p : part));
  const upright = z.map((_, k) => (k === of.n ? 1 : 0));
  return corrected(of, there, upright, 0.1 * of.half) ?? z;
}

/**
 * The known place where g_x is singular, if z is on it.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number} [near]
 */
export function known(of, z, near = ON * of.half) {
  return of.specials.find((one) => Math.hypot(...moved(one, -1, z)) <= near) ?? z;
}

/**
 * Slides along the curve to where it is nearest to a place of the plane, of p and the first
 * unknown.
 * @param {Equation} of
 * @param {number[]} from
 * @param {[number, number]} want p and x
 */
export function slid(of, from, [p, x]) {
  const { n, half } = of;
  const h = half / STEPS;
  const off = (/** @type {number[]} */ z) => [x - z[0], p - z[n]];
  let z = from;
  let t = along(of, z, null);
  // At a kink the hand says which branch is meant, and where branches cross.
  const wish = (/** @type {number[]} */ side) => dot(side, off(z));
  const meant = (/** @type {Side[]} */ sides) => sides.filter((side) => wish(side.t) > 1e-9 * half).sort((one, other) => wish(other.t) - wish(one.t))[0];
  const kink = isPlain(of, z) ? null : kinkAt(of, z);
  if (kink) {
    const side = meant(kink);
    if (!side) return z;
    [z, t] = [side.z, side.t];
  } else if (!t || isFlat(of, z)) {
    const [best] = leaving(of, z).sort((one, other) => wish(other) - wish(one));
    const first = best && wish(best) > 0 ? offFlat(of, z, best) : null;
    if (!first) return z;
    [z, t] = [first.z, first.t];
  }
  let bent = 0;
  for (let k = 0; k < MOST && t; k++) {
    const [dx, dp] = off(z);
    const wanted = (dx * t[0] + dp * t[n]) / (t[0] ** 2 + t[n] ** 2 + 1e-9);
    const still = Math.abs(wanted) < 1e-9 * half;
    const taken = still ? null : stepped(of, z, t, Math.max(-h, Math.min(h, wanted)));
    if (!taken) {
      // A kink may be here, or just ahead.
      if (bent++ > ROUND || (still && !isBent(of, z, t))) break;
      const met = cornered(of, z, wanted < 0 ? t.map((part) => -part) : t);
      if (!met) break;
      z = met.place;
      const side = meant(still ? met.sides : [met.on]);
      if (!side) break;
      [z, t] = [side.z, side.t];
      continue;
    }
    if (!isNear(of, taken.next)) break;
    z = taken.next;
    t = along(of, z, t);
  }
  return z;
}

/**
 * The whole branch through a place, as a line through many: of several unknowns no field tells it.
 * @param {Equation} of
 * @param {number[]} from
 * @param {(z: number[]) => boolean} inside
 */
export function traced(of, from, inside) {
  const h = of.half / STEPS;
  /** @param {1 | -1} side */
  const half = (side) => {
    const first = tangent(at(of, from).rows);
    let t = first && first.map((z) => side * z);
    let z = from;
    const line = [];
    for (let k = 0; k < 4 * MOST && t && inside(z); k++) {
      const taken = stepped(of, z, t, h);
      if (!taken) break;
      z = taken.next;
      t = along(of, z, t);
      line.push(z);
      if (k > 2 && Math.hypot(...moved(z, -1, from)) < h) return { line, closed: true };
    }
    return { line, closed: false };
  };
  const ahead = half(1);
  if (ahead.closed) return [from, ...ahead.line, from];
  return [...half(-1).line.reverse(), from, ...ahead.line];
}

/**
 * Other solutions at the p of a place, between two x, of an equation in one unknown.
 * @param {Equation} of
 * @param {number[]} z
 * @param {[number, number]} ends
 */
export function others(of, z, [low, high]) {
  /** @type {number[]} */
  const found = [];
  const p = z[1];
  const g = (/** @type {number} */ x) => {
    replay(of.tape, [x, p]);
    return of.tape.slots[of.tape.value[0]];
  };
  const count = 241;
  let [a, before] = [low, g(low)];
  for (let k = 1; k < count; k++) {
    const b = low + ((high - low) * k) / (count - 1);
    const now = g(b);
    if (before * now <= 0 && before !== 0) {
      const root = corrected(of, [(a + b) / 2, p], [0, 1], 0.1 * of.half);
      if (root && Math.abs(root[0] - z[0]) > 0.02 * of.half && !found.some((x) => Math.abs(x - root[0]) < 1e-6 * of.half)) found.push(root[0]);
    }
    [a, before] = [b, now];
  }
  return found;
}

// Products -----------------------------------------------------------------------------------------

/**
 * @typedef {object} Numbers
 * @property {number[]} value g
 * @property {number[][]} g_x
 * @property {number[]} g_p
 * @property {number[]} push dx
 * @property {number[]} adjoint λ
 * @property {number} pull −λᵀg_p
 * @property {boolean} regular whether dx/dp is known
 */

/**
 * The products of the derivative of a solution, by the tape alone.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number} dp
 * @param {number[]} u
 * @returns {Numbers}
 */
export function products(of, z, dp, u) {
  const { n } = of;
  const { value, rows } = at(of, z);
  const g_x = rows.map((row) => row.slice(0, n));
  const g_p = rows.map((row) => row[n]);
  const none = g_p.map(() => NaN);
  const push = solve(g_x, g_p.map((g) => -g * dp)) ?? none;
  const adjoint = solve(g_x[0].map((_, j) => g_x.map((row) => row[j])), u) ?? none;
  return { value, g_x, g_p, push, adjoint, pull: -dot(adjoint, g_p), regular: regular(of, z, g_x) };
}

/** Of g_x, relative to itself, that it may vary where a solution is known: less than `verdicts.py` allows. */
const CLEAR = 2e-4;

/**
 * Whether g_x keeps clear of being singular, as far as x is known: what `verdicts.py` decides by
 * bounds once a hand has let go, from what the Jacobians are a little farther on, to either side.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number[][]} g_x
 */
function regular(of, z, g_x) {
  const { n } = of;
  const { value, rows } = at(of, z);
  const large = Math.max(...rows.flat().map(Math.abs));
  const size = Math.max(1, ...z.map(Math.abs)) * large;
  const loose = solve(g_x, value.map((g) => Math.abs(g) + 2 ** -49 * size));
  if (!loose) return false;
  const wide = 4 * Math.max(...loose.map(Math.abs));
  return z.every((part, j) => [wide, -wide].every((far) => {
    const there = at(of, z.map((same, k) => (k === j ? part + (j < n ? far : Math.sign(far) * 2 ** -49 * (1 + Math.abs(part))) : same))).rows;
    const vary = rows.map((row, i) => Math.max(...row.slice(0, n).map((entry, k) => Math.abs(there[i][k] - entry))));
    const change = solve(g_x, vary);
    const along = rows.map((row, i) => Math.abs(there[i][n] - row[n]));
    return change !== null && Math.max(...change.map(Math.abs)) <= CLEAR && Math.max(...along) <= CLEAR * large;
  }));
}

/**
 * dx/dp of each unknown; not finite where there is none.
 * @param {Pick<Numbers, "g_x" | "g_p">} now
 */
export function slopes({ g_x, g_p }) {
  return solve(g_x, g_p.map((g) => -g)) ?? g_p.map(() => NaN);
}
