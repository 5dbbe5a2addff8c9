/**
 * The solutions of g(x, p) = 0 as a curve: following it from one of them, by its tangent and
 * Newton's method (Allgower and Georg, Introduction to Numerical Continuation Methods). A place of
 * the curve is z = (x, p), with p last. No DOM.
 */

import { read, replay } from "../parts/tape.js";

/** @typedef {import("../parts/tape.js").Tape} Tape */

/**
 * An equation, and the half of what its window spans.
 * @typedef {{ tape: Tape, n: number, half: number, specials: number[][] }} Equation
 */

/**
 * Where following p has led.
 * @typedef {{ z: number[], turned: boolean }} Followed
 */

/** So many steps lead across half the window. */
const STEPS = 60;
/** Newton's steps, at most, and how small the last one is, in parts of the window. */
const [ROUNDS, SMALL] = [12, 1e-13];
/** Steps along the curve under one move of a hand. */
const MOST = 400;
/** So near to a place where g_x is singular, in parts of half the window, a hand is on it. */
const ON = 0.012;
/** So near a fold that was searched for is the known one. */
const AT = 1e-4;
/** Of a unit tangent, below which p rests to rounding. */
const UPRIGHT = 1e-9;

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
  return long <= far && last <= 1e-6 * of.half ? z : null;
}

/**
 * The place of the curve on the way from z in a direction, by at most so long a step.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number[]} t of length 1
 * @param {number} s
 */
function stepped(of, z, t, s) {
  for (let part = s, k = 0; k < 8; k++, part /= 2) {
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
 * Follows the branch of z until p is there, or as far as it leads: to a fold.
 * @param {Equation} of
 * @param {number[]} from
 * @param {number} p
 * @param {number[] | null} [course] on which z was come to, where branches cross
 * @returns {Followed}
 */
export function follow(of, from, p, course = null) {
  const { n, half } = of;
  const h = half / STEPS;
  const way = Math.sign(p - from[n]);
  if (way === 0) return { z: from, turned: false };
  let z = from;
  let t = setOut(of, from, way, course);
  if (!t) return { z, turned: true };
  for (let k = 0; k < MOST; k++) {
    const left = Math.abs(p - z[n]);
    const ahead = t[n] * way;
    const s = ahead > 0 ? Math.min(h, left / ahead) : h;
    const taken = stepped(of, z, t, s);
    if (!taken) return { z, turned: false };
    const { next, part } = taken;
    const turned = along(of, next, t);
    if (!turned) return { z: next, turned: false };
    if (turned[n] * way < -UPRIGHT) {
      // On the way back from beyond a fold p may have been met already.
      const end = folded(of, z, t, part, way);
      if ((end[n] - p) * way >= 0) return { z: kept(of, beforeFold(of, z, end, p), p), turned: false };
      return { z: known(of, end, AT * half), turned: true };
    }
    if ((next[n] - p) * way >= -1e-12 * half) return { z: kept(of, next, p), turned: false };
    [z, t] = [next, turned];
  }
  return { z, turned: false };
}

/**
 * A direction from z in which p goes the wanted way, or null where it goes the other way only.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number} way
 * @param {number[] | null} course
 */
function setOut(of, z, way, course) {
  const t = tangent(at(of, z).rows);
  if (t && Math.abs(t[of.n]) > 1e-7) return t[of.n] * way > 0 ? t : t.map((part) => -part);
  // Upright, or none: it is tried to either side.
  const small = of.half / STEPS / 4;
  if (!t && course) return course[of.n] * way > 0 ? course : course.map((part) => -part);
  const sides = t ? [t, t.map((part) => -part)] : [1, -1].map((side) => z.map((_, k) => (k === of.n ? way : side) * Math.SQRT1_2));
  for (const side of sides) {
    const taken = stepped(of, z, side, small);
    if (taken && (taken.next[of.n] - z[of.n]) * way > 0) return side;
  }
  return null;
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
  if (!t) {
    // Where branches cross, the hand says which one is meant.
    const [dx, dp] = off(z);
    const long = Math.hypot(dx, dp);
    if (!(long > 2 * ON * half)) return z;
    t = z.map((_, k) => (k === 0 ? dx : k === n ? dp : 0) / long);
    const near = onto(of, moved(z, Math.min(long, 3 * h), t));
    if (!near) return z;
    [z, t] = [near, along(of, near, t)];
  }
  for (let k = 0; k < MOST && t; k++) {
    const [dx, dp] = off(z);
    const wanted = (dx * t[0] + dp * t[n]) / (t[0] ** 2 + t[n] ** 2 + 1e-9);
    if (Math.abs(wanted) < 1e-9 * half) break;
    const taken = stepped(of, z, t, Math.max(-h, Math.min(h, wanted)));
    if (!taken) break;
    z = taken.next;
    t = along(of, z, t);
  }
  return z;
}

/** The place of the curve that is nearest, by steps of least length. @param {Equation} of @param {number[]} start */
function onto(of, start) {
  let z = start;
  for (let k = 0; k < 3 * ROUNDS; k++) {
    const { value, rows } = at(of, z);
    const table = rows.map((a) => rows.map((b) => dot(a, b)));
    const weights = solve(table, value.map((g) => -g));
    if (!weights) return null;
    const step = z.map((_, j) => rows.reduce((sum, row, i) => sum + row[j] * weights[i], 0));
    z = moved(z, 1, step);
    if (Math.hypot(...step) <= SMALL * of.half) return z;
  }
  return null;
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

/** Of g_x, relative to itself, that it may vary where a solution is known. */
const CLEAR = 1e-3;

/**
 * Whether g_x keeps clear of being singular, as far as x is known: what `verdicts.py` decides by
 * bounds once a hand has let go, from what g_x is a little farther on.
 * @param {Equation} of
 * @param {number[]} z
 * @param {number[][]} g_x
 */
function regular(of, z, g_x) {
  const { value } = at(of, z);
  const size = Math.max(1, ...z.map(Math.abs)) * Math.max(...g_x.flat().map(Math.abs));
  const residual = value.map((g) => Math.abs(g) + 2 ** -50 * size);
  return z.slice(0, of.n).every((_, j) => {
    const loose = solve(g_x, residual);
    if (!loose) return false;
    const wide = 4 * Math.max(...loose.map(Math.abs)) + 2 ** -50 * Math.abs(z[j]);
    const there = at(of, z.map((part, k) => (k === j ? part + wide : part))).rows;
    const vary = g_x.map((row, i) => Math.max(...row.map((part, k) => Math.abs(there[i][k] - part))));
    const change = solve(g_x, vary);
    return change !== null && Math.max(...change.map(Math.abs)) <= CLEAR;
  });
}
