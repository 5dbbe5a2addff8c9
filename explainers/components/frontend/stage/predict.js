/**
 * A guess before the answer: an arrow to place while the results are covered, which stays beside
 * the truth once it is checked, with the gap between the two.
 */

import { handleOf, arrowsFrom } from "../parts/arrows.js";
import { plus, shown } from "../parts/curves.js";
import { html, set, show } from "../parts/dom.js";
import { grain, linePath, snapped } from "../parts/geometry.js";
import { judged } from "../parts/guess.js";
import { predicted } from "../parts/memory.js";
import * as mistakes from "./mistakes.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./scene.js").Placed} Placed */
/** @typedef {import("../parts/picture.js").Scene} Scene */
/** @typedef {import("../parts/picture.js").Arrow} Arrow */
/** @typedef {import("../parts/guess.js").Judged} Judged */
/** @typedef {"push" | "pull"} Kind */

/**
 * A guess that was checked, as it stood then.
 * @typedef {object} Checked
 * @property {Kind} kind
 * @property {number[]} base f(x) or x
 * @property {number[]} guess
 * @property {number[]} truth
 * @property {number[]} wrong what the mistake gives that explains the guess, or nothing
 * @property {string} name of it
 * @property {string} text
 */

/** So far across its plane, in parts of half of it, an arrow begins. */
const BEGINS = 0.45;

/**
 * @param {import("../parts/figure.js").Own<Data, Placed>} own
 * @param {(kind: Kind) => number} half of what the plane spans in which a product lies
 */
export function createPredict(own, half) {
  /** @type {Record<Kind, number[]>} */
  const guesses = { push: [], pull: [] };
  /** @type {Set<Kind>} those that were placed */
  const placed = new Set();
  /** @type {Checked[]} */
  let checked = [];
  /** For what it was checked, and whether it was looked at without a guess. */
  let [of, open, looked] = ["", false, false];
  const texts = [html("p", {}), html("p", {})];
  const element = html("div", { class: "predicted" }, ...texts);

  return {
    element,
    follow,
    guessed: () => placed.size > 0,
    check,
    tips,
    /** How the handle of a plane moves its guess. @param {Kind} kind */
    held: (kind) => ({
      get: () => guesses[kind],
      put: (/** @type {number[]} */ to) => {
        guesses[kind] = to;
        placed.add(kind);
      },
    }),
    onto,
    draw,
    say: () => (place() === of ? checked.map(({ text }) => text).join(" ") : ""),
  };

  function place() {
    const { x, v, u, inputs, outputs } = own.state;
    return [own.data.entry.slug, x, v, u, inputs, outputs].join();
  }

  /** @param {Kind} kind */
  function asked(kind) {
    return own.state.mode === kind || own.state.mode === "both";
  }

  /**
   * Begins with new arrows where the results are covered now.
   * @param {boolean} [other] whether the function is another one
   */
  function follow(other = false) {
    const { cover, x, u } = own.state;
    if (other || (cover && !open)) {
      guesses.push = first(u.length, "push");
      guesses.pull = first(x.length, "pull");
      placed.clear();
      checked = [];
      looked = false;
    }
    open = cover;
  }

  /** @param {number} length @param {Kind} kind */
  function first(length, kind) {
    const [a] = kind === "push" ? own.state.outputs : own.state.inputs;
    const whole = 2 * half(kind);
    return Array.from({ length }, (_, k) => (k === a ? snapped(0.5 * BEGINS * whole, grain(whole)) : 0));
  }

  /** Holds the guesses against the truth; without any it is only looked at. @param {Placed} now */
  function check(now) {
    const { v, u, x, inputs, outputs } = own.state;
    checked = [];
    for (const kind of /** @type {Kind[]} */ (["push", "pull"])) {
      if (!asked(kind) || !placed.has(kind)) continue;
      const pair = kind === "push" ? outputs : inputs;
      const seen = (/** @type {number[]} */ z) => (pair[0] === pair[1] ? [z[pair[0]]] : [z[pair[0]], z[pair[1]]]);
      const known = kind === "push" ? mistakes.ofPush(v, u, now) : mistakes.ofPull(v, u, now);
      const [guess, truth] = [guesses[kind], now[kind]];
      const found = judged(seen(guess), seen(truth), known.map((one) => ({ ...one, vector: seen(one.vector) })));
      const wrong = known.find(({ name }) => name === found.mistake?.name);
      checked.push({
        kind,
        base: kind === "push" ? now.value : x,
        guess: [...guess],
        truth: [...truth],
        wrong: wrong?.vector ?? [],
        name: wrong?.name ?? "",
        text: words.judgedText(kind, found, seen(guess), seen(truth), truth.length > seen(truth).length),
      });
    }
    looked = checked.length === 0;
    of = place();
    if (!looked) predicted(location.pathname.split("/").pop() || "home");
  }

  /** Tips of what is drawn in the plane of a product. @param {Kind} kind @returns {number[][]} */
  function tips(kind) {
    if (own.state.cover) {
      if (!asked(kind) || guesses[kind].length === 0) return [];
      return [plus(kind === "push" ? own.good.value : own.state.x, guesses[kind])];
    }
    return checked.filter((one) => one.kind === kind && place() === of).map(({ base, guess }) => plus(base, guess));
  }

  /**
   * A scene with the guess in it.
   * @param {Kind} kind
   * @param {Scene} scene
   * @param {string} problem why there is no truth here, or nothing
   * @returns {Scene}
   */
  function onto(kind, scene, problem) {
    const { state } = own;
    const pair = kind === "push" ? state.outputs : state.inputs;
    if (state.cover) {
      if (!asked(kind) || problem || guesses[kind].length === 0) return scene;
      const base = kind === "push" ? own.good.value : state.x;
      const tip = plus(base, guesses[kind]);
      const arrow = arrowsFrom(base, pair)("guess", `${words.PRODUCTS[kind]}?`, guesses[kind]);
      return {
        ...scene,
        arrows: [...scene.arrows, arrow],
        handles: [...scene.handles, handleOf("guess", tip, pair, guesses[kind])],
      };
    }
    const one = checked.find((other) => other.kind === kind);
    if (!one) return scene;
    const arrow = arrowsFrom(one.base, pair);
    const arrows = [...scene.arrows, arrow("guess", words.GUESS, one.guess)];
    // It stays as it was; what it is held against is gone with the first move.
    if (place() !== of) return { ...scene, arrows };
    if (one.wrong.length > 0) arrows.push(arrow("ghost", one.name, one.wrong));
    const ends = [one.guess, one.truth].map((by) => shown(plus(one.base, by), pair));
    return { ...scene, arrows, gap: linePath(scene.frame, ends) };
  }

  function draw() {
    const { cover, mode } = own.state;
    const told = place() === of ? checked.map(({ text }) => text) : [];
    if (looked && place() === of) told.push(words.LOOKED);
    const said = cover ? [words.PROMPTS[mode]] : told;
    show(element, said.length > 0);
    texts.forEach((text, k) => set(text, "text", said[k] ?? ""));
  }
}
