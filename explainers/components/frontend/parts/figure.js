/**
 * What every figure has in common. The frame owns its life, its frames, the state under the
 * hands and the way to Python; a figure says only what is its own.
 *
 * While a hand moves, the numbers are replayed here and nothing is sent. When it lets go the
 * state goes to Python once, and JAX's numbers for exactly that state replace the replayed
 * ones. Python never moves a handle, unless it starts a new edition of the state.
 */

import { createCanvases } from "./canvases.js";
import { asksBeforeLeaving, createAway, watchConnection } from "./connection.js";
import { html, onceThere, set, show } from "./dom.js";
import { received } from "./format.js";
import { createFrames } from "./frames.js";
import { createGestures } from "./gestures.js";
import { keepKey } from "./hands.js";
import { createLegend } from "./legend.js";
import { mounted } from "./mount.js";
import { createPace } from "./pace.js";
import { onPoint } from "./points.js";
import { createSizes } from "./sizes.js";
import { AWAY, AWAY_WAITS, BACK, SOURCES, WAITING } from "./words.js";

/** What stands at the end of every page with words. */
const END = ".st-key-frame-turn a";

/** @typedef {ReturnType<typeof import("./plane.js").createPlane>} Plane */
/** @typedef {import("./picture.js").Scene} Scene */
/** @typedef {import("./pace.js").Turn} Turn */
/** @typedef {{ edition: string, state: object, heard?: string | null, locked?: string[], undrawn?: boolean }} Sent what Python sends, at least */
/** @typedef {{ by: "JAX" | "tape" }} Source */

/**
 * What is drawn in one frame.
 * @template N
 * @typedef {object} View
 * @property {N & Source} now the numbers of the state at hand
 * @property {N} good the last ones that can be drawn
 * @property {string} problem what is wrong with those of now, or ""
 * @property {boolean} held whether a hand moves
 * @property {Turn} turn what is drawn of what takes turns
 */

/**
 * What a figure says of itself: data of type D, answers of JAX of type A, numbers of type N.
 * @template {Sent} D
 * @template A
 * @template N
 * @typedef {object} Figure
 * @property {Element[]} parts from above to below
 * @property {Plane[]} [planes] painted together, by a worker while a hand moves
 * @property {Element[]} [wells] other elements whose size matters
 * @property {Element} [slow] what takes turns while a hand moves, and may be off the screen
 * @property {number} [wide] pixels from which the layout is wide
 * @property {(data: D) => string} [of] what it is built for; without, the function
 * @property {(data: D) => boolean} [awaits] whether there is nothing to show before JAX answers
 * @property {(data: D, other: boolean) => void} [adopt] follows a state from outside; `other`
 *   if it is built for something else now
 * @property {(state: D["state"]) => boolean} [fits] whether parts of a state go together, of which
 *   hands and Python set some each; without, they always do
 * @property {() => void} [arrived] data came, perhaps while a hand moves
 * @property {() => void} [rest] no hand moves: windows, bars and colours may change
 * @property {(data: D) => (A | null)[]} [answers] of JAX that are at hand; without, `settled`
 * @property {(keyof A & keyof D["state"] & string)[]} match parts of the state that an answer is for
 * @property {(answer: A) => N} [settled] its numbers; without, the answer itself
 * @property {() => N & Partial<Source>} replayed numbers for the state at hand, without an
 *   answer; by JAX where it had computed them for every state before
 * @property {(data: D) => boolean} [asks] whether Python must be asked for an answer that
 *   does not come by itself
 * @property {() => object} [sends] what goes along with each state that is sent
 * @property {() => void} [back] there is a server again, which answers nothing it was asked before
 * @property {() => boolean} [waits] whether nothing can be replayed, and JAX is asked instead
 * @property {(now: N) => string} [trouble] why the numbers cannot be drawn, or ""
 * @property {(now: N) => boolean} [finite] whether they are finite, though there be other trouble
 * @property {() => N} [blank] numbers to draw from before there are any
 * @property {(view: View<N>, widths: number[]) => Scene[]} [scenes] of the planes
 * @property {import("./making.js").Making<N>} [making] what a worker makes the same of
 * @property {(view: View<N>) => void} [draw] all but the planes
 * @property {() => string} legend names of what is drawn, as legend.js reads them
 * @property {(now: N, answer: A) => string} say what is heard when the numbers settle
 */

/**
 * What the frame lends to a figure.
 * @template {Sent} D
 * @template N
 * @typedef {object} Own
 * @property {HTMLElement} root
 * @property {D} data as they last came
 * @property {D["state"]} state under the hands
 * @property {N} good
 * @property {AbortSignal} signal ends with the figure
 * @property {AbortSignal} scope ends when it is built for something else
 * @property {HTMLElement} badge says where the numbers come from
 * @property {() => boolean} held
 * @property {(name: string) => boolean} fixed whether the link keeps a part of the state as it is
 * @property {() => boolean} away whether there is no server
 * @property {() => N & Source} now
 * @property {(name: string, value: unknown) => void} send
 * @property {() => void} schedule asks for a picture
 * @property {() => void} draw at once
 * @property {(change: Partial<D["state"]>) => void} put a hand moves something
 * @property {(change: Partial<D["state"]>) => void} alter a choice is made, and sent
 * @property {(slow?: boolean) => void} press a hand takes hold; `slow` of what takes turns
 * @property {() => void} release
 * @property {() => void} settle
 * @property {(after?: number) => void} nudged a key was pressed
 * @property {(element: Element) => [number, number]} size
 * @property {(plane: Plane, point: Points) => void} points makes its handles move the state
 * @property {(label: string, ...parts: (Element | string)[]) => HTMLElement} tools
 * @property {(...parts: (Element | string)[]) => HTMLElement} readout with the badge
 */

/**
 * How the handles of a plane move.
 * @typedef {object} Points
 * @property {(id: string) => number} half of what the plane spans, in data units
 * @property {() => [number, number]} [pair] coordinates that it shows
 * @property {Partial<Record<import("./plane.js").Id, string>>} [names] in the state, where they differ
 * @property {(id: string) => number} [far]
 * @property {(id: string) => void} [press]
 * @property {(id: string) => void} [moved]
 * @property {Partial<Record<string, { get: () => number[], put: (to: number[]) => void }>>} [apart]
 *   what is moved here and belongs to no state
 */

/**
 * @template {Sent} D
 * @template A
 * @template N
 * @param {string} name the class of its root
 * @param {(own: Own<D, N>) => Figure<D, A, N>} make
 */
export function figure(name, make) {
  return mounted((parent, send, /** @type {D} */ first) => {
    const root = /** @type {HTMLElement} */ (parent.querySelector(`.${name}`));
    return createFigure(root, send, received(first), make);
  });
}

/**
 * @template {Sent} D
 * @template A
 * @template N
 * @param {HTMLElement} root
 * @param {import("./mount.js").Send} send
 * @param {D} first
 * @param {(own: Own<D, N>) => Figure<D, A, N>} make
 */
function createFigure(root, send, first, make) {
  const abort = new AbortController();
  const { signal } = abort;
  let scope = new AbortController();
  let data = first;
  /** @type {D["state"]} */
  let state = structuredClone(first.state);
  let edition = "";
  /** @type {string | undefined} */
  let built;
  /** @type {N} */
  let good;
  let seen = true;
  let told = false;
  /** What was wrong with the numbers that were drawn last. */
  let troubled = "";
  /** Whether the page made the planes that were drawn last. */
  let made = true;

  const badge = html("span", { class: "source" });
  const live = html("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const frames = createFrames(draw);
  const { schedule } = frames;
  const pace = createPace(frames.now);
  const gestures = createGestures(root, {
    edition: () => edition,
    state: () => ({ slug: built, ...state }),
    send: (gesture) => send("gesture", { ...gesture, ...self.sends?.() }),
    away: () => connection.away(),
    rest,
    schedule,
    take,
  });

  /** @type {Own<D, N>} */
  const own = {
    root,
    signal,
    badge,
    send,
    schedule,
    put,
    alter,
    press,
    points,
    tools,
    readout,
    now: numbers,
    draw: frames.now,
    held: gestures.held,
    fixed,
    away: () => connection.away(),
    release: gestures.release,
    settle: gestures.settle,
    nudged: gestures.settleSoon,
    size: (element) => sizes.of(element),
    get scope() {
      return scope.signal;
    },
    get data() {
      return data;
    },
    get good() {
      return good;
    },
    get state() {
      return state;
    },
    set state(next) {
      state = free(next);
    },
  };
  const self = make(own);
  const { planes = [], wells = [] } = self;
  const canvases = createCanvases(planes, self.making);
  const legend = createLegend(root);
  const note = html("p", { class: "message awaits", hidden: "" });
  const away = createAway();
  root.replaceChildren(...self.parts, legend.element, note, away.element, live);
  const sizes = createSizes([root, ...planes.map(({ well }) => well), ...wells], () => {
    arrange();
    schedule();
  }, frames.now);
  const sight = new IntersectionObserver((entries) => {
    seen = entries[entries.length - 1].isIntersecting;
  });
  if (self.slow) sight.observe(self.slow);
  root.addEventListener("keydown", keepKey, { signal });
  root.addEventListener("focusout", gestures.hurry, { signal });
  const connection = watchConnection({ lost: sayAway, back: sayBack }, signal);
  asksBeforeLeaving(gestures.owes, signal);

  return { root, update: (/** @type {D} */ next) => gestures.offer(received(next)), destroy };

  function destroy() {
    abort.abort();
    scope.abort();
    canvases.stop();
    legend.stop();
    sizes.stop();
    sight.disconnect();
    gestures.stop();
    pace.stop();
    frames.stop();
  }

  /** @param {D} next */
  function take(next) {
    if (self.awaits && awaits(self.awaits(next))) {
      arrange();
      return;
    }
    data = next;
    if (next.edition !== edition) adopt();
    else if (!gestures.held()) rest();
    self.arrived?.();
    frames.now();
    speak();
    tell();
  }

  /** The page brings what is heavy to load once this is on the screen, and its last words are. */
  function tell() {
    if (told || !data.undrawn) return;
    told = true;
    onceThere(END, () => {
      requestAnimationFrame(() => setTimeout(() => signal.aborted || send("drawn", true)));
    }, signal);
  }

  /**
   * Shows that there are no numbers to be had yet, if so, and lets no hand move meanwhile.
   * @param {boolean} empty
   */
  function awaits(empty) {
    for (const part of self.parts) part.toggleAttribute("inert", empty);
    set(root, "data-awaits", String(empty));
    set(note, "text", empty ? WAITING : "");
    show(note, empty);
    if (empty) set(root, "data-settled", "false");
    return empty;
  }

  /** Follows a state that was set from outside. */
  function adopt() {
    const of = self.of?.(data) ?? /** @type {{ entry?: { slug: string } }} */ (data).entry?.slug ?? "";
    const other = of !== built;
    if (other) {
      scope.abort();
      scope = new AbortController();
    }
    const kept = other ? {} : gestures.newer(data.heard, data.state);
    const [given, laid] = [structuredClone(data.state), structuredClone({ ...data.state, ...kept })];
    const fits = self.fits?.(laid) ?? true;
    [edition, built, state] = [data.edition, of, fits ? laid : given];
    arrange();
    const blank = self.blank?.();
    if (blank) good = blank;
    self.adopt?.(data, other);
    fix();
    rest();
    const asks = self.asks ?? (() => !answers().some(Boolean));
    // A page that has just come sees to its first answer by itself.
    gestures.follow((!fits || Object.keys(kept).length === 0) && (!!data.undrawn || !asks(data)));
  }

  /** @param {string} name */
  function fixed(name) {
    return (data.locked ?? []).includes(name);
  }

  /** A state that hands ask for, but for what the link has locked. @param {D["state"]} wanted */
  function free(wanted) {
    const kept = Object.entries(state).filter(([name]) => fixed(name));
    return kept.length ? { ...wanted, ...Object.fromEntries(kept) } : wanted;
  }

  /** What would move the locked point takes no hand. */
  function fix() {
    const locked = (data.locked ?? []).join(" ");
    if (locked === (root.dataset.locked ?? "")) return;
    root.dataset.locked = locked;
    for (const bar of root.querySelectorAll(".bar.x")) bar.classList.toggle("given", fixed("x"));
    for (const input of root.querySelectorAll(".bar.x input")) input.toggleAttribute("inert", fixed("x"));
  }

  function sayAway() {
    show(note, false);
    const words = self.waits?.() ? AWAY_WAITS : AWAY;
    away.say(words);
    set(live, "text", words);
    schedule();
  }

  function sayBack() {
    away.say("");
    set(live, "text", BACK);
    gestures.back();
    self.back?.();
    schedule();
  }

  function rest() {
    look();
    self.rest?.();
  }

  /** Takes up the numbers at hand, if they can be drawn, and gives what is wrong with them. */
  function look() {
    const now = numbers();
    const problem = self.trouble?.(now) ?? "";
    if (!problem) good = now;
    return { now, problem };
  }

  /** @returns {(A | null)[]} */
  function answers() {
    if (self.answers) return self.answers(data);
    const { settled = null } = /** @type {{ settled?: A | null }} */ (data);
    return [settled];
  }

  /** @param {A} answer @returns {N} */
  function settled(answer) {
    return self.settled ? self.settled(answer) : /** @type {N} */ (/** @type {unknown} */ (answer));
  }

  /** JAX's answer for exactly the state at hand, if there is one. */
  function answered() {
    return answers().find((answer) => answer && belongs(answer, state, self.match)) ?? null;
  }

  /** @returns {N & Source} */
  function numbers() {
    const answer = answered();
    return answer ? { by: "JAX", ...settled(answer) } : { by: "tape", ...self.replayed() };
  }

  function arrange() {
    const { wide } = self;
    const [width] = sizes.of(root);
    if (wide && width) root.dataset.layout = width >= wide ? "wide" : "narrow";
  }

  function draw() {
    if (!edition) return;
    const { now, problem } = look();
    const held = gestures.held();
    const view = { now, good, problem, held, turn: pace.next(held, seen) };
    drawPlanes(view);
    self.draw?.(view);
    if (!held) legend.draw(self.legend());
    set(badge, "text", sourceText(now, problem));
    set(badge, "data-by", now.by);
    set(root, "data-settled", String(answered() !== null));
  }

  /** @param {View<N>} view */
  function drawPlanes(view) {
    const { scenes, making } = self;
    const widths = planes.map(({ well }) => sizes.of(well)[0]);
    if (!scenes || !widths.every(Boolean)) return;
    const compose = () => {
      const shown = scenes(view, widths);
      return planes.map((plane, k) => {
        plane.say(shown[k]);
        return plane.compose(shown[k]);
      });
    };
    const { held, problem, turn } = view;
    const moves = making?.moves(view, widths) ?? null;
    const here = moves === null;
    // What is said of planes waits for the hand to rest; trouble, and what the worker does not know, do not.
    const whole = turn.still || problem !== troubled || here !== made;
    [troubled, made] = [problem, here];
    canvases.draw({ compose, moves, held, whole, widths });
  }

  /**
   * @param {N & Source} now
   * @param {string} problem
   */
  function sourceText(now, problem) {
    const { by } = now;
    const known = answers().find(Boolean);
    const waits = by === "tape" && self.waits?.();
    if (problem && (known || !waits) && !self.finite?.(now)) return SOURCES.unfinite;
    if (by === "tape") return waits ? (connection.away() ? SOURCES.unknown : SOURCES.asked) : SOURCES.tape;
    const precision = known && typeof known === "object" && "precision" in known ? known.precision : "float64";
    return `JAX · ${precision}`;
  }

  /** Says the settled result once, politely. */
  function speak() {
    const answer = answered();
    if (gestures.held() || !gestures.moves() || !answer) return;
    const { now, problem } = look();
    set(live, "text", problem || self.say(now, answer));
  }

  /** @param {boolean} [slow] */
  function press(slow = false) {
    pace.begin(slow);
    canvases.begin();
    gestures.press();
  }

  /** @param {Partial<D["state"]>} change */
  function put(change) {
    state = free({ ...state, ...change });
    schedule();
  }

  /** @param {Partial<D["state"]>} change */
  function alter(change) {
    state = free({ ...state, ...change });
    rest();
    gestures.settle();
  }

  /**
   * @param {Plane} plane
   * @param {Points} point
   */
  function points(plane, { half, pair, names = {}, far, press: pressed, moved, apart = {} }) {
    for (const { id, element } of plane.handles) {
      const name = names[id] ?? id;
      const vectors = () => /** @type {Record<string, number[]>} */ (state);
      onPoint(
        element,
        {
          get: () => apart[name]?.get() ?? vectors()[name],
          move: (to) => {
            if (apart[name]) apart[name].put(to);
            else state = free({ ...state, [name]: to });
            moved?.(name);
            schedule();
          },
          pair,
          whole: () => 2 * half(name),
          width: () => sizes.of(plane.well)[0],
          far: far?.(name),
          press: () => {
            pressed?.(name);
            press();
          },
          release: gestures.release,
          nudged: gestures.settleSoon,
        },
        signal,
      );
    }
  }

  /**
   * @param {string} label
   * @param {...(Element | string)} parts
   */
  function tools(label, ...parts) {
    return html("div", { class: "tools", role: "group", "aria-label": label }, ...parts);
  }

  /** @param {...(Element | string)} parts */
  function readout(...parts) {
    return html("div", { class: "readout" }, ...parts, badge);
  }
}

/**
 * Whether an answer is for a state.
 * @param {object} answer
 * @param {object} state
 * @param {string[]} match names of what it depends on
 */
export function belongs(answer, state, match) {
  const [one, other] = [answer, state].map((side) => /** @type {Record<string, unknown>} */ (side));
  return match.every((name) => same(one[name], other[name]));
}

/**
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
function same(one, other) {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((part, k) => same(part, other[k]));
}
