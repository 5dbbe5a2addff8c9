/**
 * Guesses that are arrows: placed in a plane while the results are covered, and kept beside the
 * truth once they are checked, with the gap between the two.
 */

import { arrowsFrom, handleOf } from "./arrows.js";
import { plus, shown } from "./curves.js";
import { grain, linePath, snapped } from "./geometry.js";
import { judged } from "./guess.js";
import { createPredict } from "./predict.js";
import { norm } from "./products.js";
import * as words from "./guess_words.js";

/** @typedef {import("./picture.js").Scene} Scene */
/** @typedef {import("./guess.js").Mistake} Mistake */

/**
 * What one arrow is a guess of. `drawn` and `read` stand between a guess and its arrow where
 * these differ, as where a plane is magnified.
 * @template N
 * @typedef {object} Ask
 * @property {() => string} name
 * @property {() => boolean} [asked] whether it is asked now; without, it always is
 * @property {() => number} length how many numbers a guess has
 * @property {() => [number, number]} pair coordinates that the plane shows of its arrow
 * @property {() => number} half of what the plane spans
 * @property {() => number[]} base where the arrow begins
 * @property {(now: N) => { truth: number[], mistakes: Mistake[] }} truth
 * @property {(guess: number[]) => number[]} [drawn]
 * @property {(drawn: number[]) => number[]} [read]
 * @property {() => number[] | null} [first] where the arrow ends before it is placed, from its beginning
 * @property {() => number} [unit] by which a guess is told
 * @property {(vector: number[]) => string} [written] a vector as readers see it
 */

/**
 * A guess that was checked, as it stood then.
 * @typedef {object} Checked
 * @property {number[]} guess
 * @property {number[]} base
 * @property {number[]} truth
 * @property {Mistake | null} mistake that explains it, whole
 */

/** So far across its plane, in parts of half of it, an arrow begins. */
const BEGINS = 0.45;

/**
 * @template {import("./figure.js").Sent & { state: { cover: boolean } }} D
 * @template N
 * @template {string} K
 * @param {import("./figure.js").Own<D, N>} own
 * @param {Record<K, Ask<N>>} asks by the name of its plane
 * @param {Parameters<typeof createPredict<D, N>>[2]} of
 */
export function createArrowGuess(own, asks, of) {
  const kinds = /** @type {K[]} */ (Object.keys(asks));
  /** @type {Partial<Record<K, number[]>>} those that have an end by now */
  let guesses = {};
  /** @type {Set<K>} those that were placed */
  const placed = new Set();
  /** @type {Map<K, Checked>} */
  let checked = new Map();
  const predict = createPredict(own, { begin, placed: () => placed.size > 0, check, holds }, of);

  return { ...predict, held, kept, tips, guessed, onto };

  function begin() {
    guesses = {};
    placed.clear();
    checked = new Map();
  }

  /** @param {K} kind */
  function asked(kind) {
    return asks[kind].asked?.() ?? true;
  }

  /** The guess at hand; at first it points along the axis of its plane. @param {K} kind */
  function at(kind) {
    const { length, pair, half, first } = asks[kind];
    const whole = 2 * half();
    const reach = snapped(0.5 * BEGINS * whole, grain(whole));
    const start = () => Array.from({ length: length() }, (_, k) => (k === pair()[0] ? reach : 0));
    const found = guesses[kind] ?? read(kind, first?.() ?? start());
    guesses[kind] = found;
    return found;
  }

  /** @param {K} kind @param {number[]} guess */
  function arrowOf(kind, guess) {
    return asks[kind].drawn?.(guess) ?? guess;
  }

  /** A guess, or what it is held against, as it is told. @param {K} kind @param {number[]} guess */
  function told(kind, guess) {
    const unit = asks[kind].unit?.() ?? 1;
    return guess.map((z) => unit * z);
  }

  /** @param {K} kind @param {number[]} arrow */
  function read(kind, arrow) {
    return asks[kind].read?.(arrow) ?? arrow;
  }

  /** How the handle of a plane moves its guess. @param {K} kind */
  function held(kind) {
    const { half, pair } = asks[kind];
    return {
      half,
      pair,
      get: () => arrowOf(kind, at(kind)),
      put: (/** @type {number[]} */ to) => {
        guesses[kind] = read(kind, to);
        placed.add(kind);
      },
    };
  }

  /** @param {Element} handle */
  function holds(handle) {
    if (!handle.matches(".handle.guess")) return false;
    placed.add(kinds.find((one) => handle.closest(`.plane.${one}`)) ?? kinds[0]);
    return true;
  }

  /** @param {N} now */
  function check(now) {
    checked = new Map();
    return kinds.filter((kind) => asked(kind) && placed.has(kind)).map((kind) => {
      const { name, pair, base, written } = asks[kind];
      const { truth, mistakes } = asks[kind].truth(now);
      const [a, b] = pair();
      const part = truth.length === 1 ? [0] : a === b ? [a] : [a, b];
      const seen = (/** @type {number[]} */ z) => part.map((k) => told(kind, z)[k]);
      const guess = at(kind);
      const found = judged(seen(guess), seen(truth), mistakes.map((one) => ({ ...one, vector: seen(one.vector) })));
      const mistake = mistakes.find((one) => one.name === found.mistake?.name) ?? null;
      checked.set(kind, { base: base(), guess, truth, mistake });
      return words.judgedText(name(), found, seen(guess), seen(truth), truth.length > part.length, written);
    });
  }

  /** Guesses that stand beside their truth. @param {K} kind @returns {number[][]} */
  function kept(kind) {
    const one = checked.get(kind);
    return one && predict.fresh() ? [one.guess] : [];
  }

  /** Tips of what is drawn in a plane. @param {K} kind @returns {number[][]} */
  function tips(kind) {
    const { cover } = own.state;
    const drawn = cover ? (asked(kind) ? [at(kind)] : []) : kept(kind);
    return drawn.map((guess) => plus(asks[kind].base(), arrowOf(kind, guess)));
  }

  /** Whether there is a guess in a plane. @param {K} kind */
  function guessed(kind) {
    return own.state.cover ? asked(kind) : checked.has(kind);
  }

  /**
   * A scene with the guess in it.
   * @param {K} kind
   * @param {Scene} scene
   * @param {string} problem why there is no truth here, or nothing
   * @returns {Scene}
   */
  function onto(kind, scene, problem) {
    const { name, pair } = asks[kind];
    const one = checked.get(kind);
    const { cover } = own.state;
    if (!guessed(kind) || (cover && problem)) return scene;
    const base = one?.base ?? asks[kind].base();
    /** @param {"guess" | "wrong"} id @param {string} label @param {number[]} guess */
    const arrow = (id, label, guess) => ({ ...arrowsFrom(base, pair())(id, label, arrowOf(kind, guess)), length: norm(told(kind, guess)) });
    if (!one) {
      const guess = at(kind);
      const handle = handleOf("guess", plus(base, arrowOf(kind, guess)), pair(), told(kind, guess));
      return {
        ...scene,
        arrows: [...scene.arrows, arrow("guess", `${name()}?`, guess)],
        handles: [...scene.handles, handle],
      };
    }
    const arrows = [...scene.arrows, arrow("guess", words.GUESS, one.guess)];
    // It stays as it was; what it is held against is gone with the first move.
    if (!predict.fresh()) return { ...scene, arrows };
    if (one.mistake) arrows.push(arrow("wrong", one.mistake.name, one.mistake.vector));
    const ends = [one.guess, one.truth].map((by) => shown(plus(base, arrowOf(kind, by)), pair()));
    return { ...scene, arrows, apart: linePath(scene.frame, ends) };
  }
}

/**
 * Steps as far as a matrix can lead a vector, along the axes of a plane: a window that holds them
 * holds the product, and gives away neither its direction nor, rounded up, its length.
 * @param {number[]} matrix
 * @param {number[]} vector
 * @param {number} length of the product
 * @param {[number, number]} pair
 */
export function reaches(matrix, vector, length, pair) {
  const far = 2 ** Math.ceil(Math.log2(norm(matrix) * norm(vector)));
  if (!(far > 0 && Number.isFinite(far))) return [];
  return pair.flatMap((k) => [far, -far].map((z) => Array.from({ length }, (_, i) => (i === k ? z : 0))));
}
