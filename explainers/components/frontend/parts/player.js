/**
 * A playhead over a number of steps: play and pause, a step back and forward, a scrubber
 * and a speed; by mouse, touch and keyboard. It draws nothing but itself and sends nothing.
 */

import { html, set, svg } from "./dom.js";
import { keepKey } from "./hands.js";
import { onSlider } from "./knob.js";
import { createLateness } from "./late.js";

const ICONS = {
  play: "M5 3l9 6-9 6z",
  pause: "M4.5 3h3v12h-3zM10.5 3h3v12h-3z",
  back: "M13 3l-7 6 7 6zM3.5 3h2v12h-2z",
  forward: "M5 3l7 6-7 6zM12.5 3h2v12h-2z",
};

/** Longest time, in seconds, that a single frame may account for: a tab that slept goes on where it was. */
const LONGEST_FRAME = 0.1;

/**
 * Where a playhead stands after some time, and whether it has come to the end.
 * @param {number} at
 * @param {number} last
 * @param {number} seconds since the frame before
 * @param {number} rate steps a second
 */
export function advanced(at, last, seconds, rate) {
  const next = at + Math.min(LONGEST_FRAME, Math.max(0, seconds)) * rate;
  return next >= last ? { at: last, ended: true } : { at: next, ended: false };
}

/**
 * What a key asks of the player: where to go, "play" to play or pause, or null.
 * @param {KeyboardEvent} event
 * @param {number} at
 * @param {number} last
 * @returns {number | "play" | null}
 */
export function keyed(event, at, last) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const leap = Math.max(1, Math.round(last / 10));
  const here = Math.floor(at);
  const to = {
    ArrowRight: here + 1,
    ArrowUp: here + 1,
    ArrowLeft: here - 1,
    ArrowDown: here - 1,
    PageUp: here + leap,
    PageDown: here - leap,
    Home: 0,
    End: last,
  }[event.key];
  if (to !== undefined) return Math.max(0, Math.min(last, to));
  return event.key === " " ? "play" : null;
}

/**
 * @typedef {object} PlayerOptions
 * @property {string} label name of the scrubber
 * @property {number} rate steps a second at speed 1
 * @property {number[]} [speeds] offered; without, there is no choice
 * @property {(step: number) => string} [name] how the step stands beside the scrubber, if not as its number
 * @property {(step: number) => string} say the step in words, for the scrubber's value text
 * @property {(step: number) => void} show called when another step is to be shown, in a frame
 * @property {(step: number) => void} [rest] called once when the playhead has come to rest
 */

/**
 * @param {PlayerOptions} options
 * @param {AbortSignal} signal
 */
export function createPlayer({ label, rate, speeds = [], name, say, show, rest }, signal) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let last = 0;
  let at = 0;
  let shown = -1;
  let playing = false;
  let speed = 1;
  let frame = 0;
  let before = 0;
  const lateness = createLateness();
  let slow = false;

  const playIcon = svg("path", { d: ICONS.play });
  const play = iconButton("play", playIcon, () => (playing ? pause() : start()));
  play.classList.add("play");
  const back = iconButton("a step back", svg("path", { d: ICONS.back }), () => go(Math.ceil(at) - 1));
  const forward = iconButton("a step forward", svg("path", { d: ICONS.forward }), () => go(Math.floor(at) + 1));
  const scrubber = html("input", { type: "range", min: "0", step: "1", class: "scrubber", "aria-label": label });
  const where = html("span", { class: "where" });
  const choice = html(
    "select",
    { class: "speed", "aria-label": "speed" },
    ...speeds.map((times) => html("option", { value: String(times) }, `${times === 0.25 ? "¼" : times === 0.5 ? "½" : times}×`)),
  );
  choice.hidden = speeds.length === 0;
  choice.value = "1";
  const element = html("div", { class: "player", role: "group", "aria-label": "player" }, back, play, forward, scrubber, where, choice);

  const rested = () => rest?.(step());
  const turn = (/** @type {number} */ place) => {
    halt();
    move(place);
  };
  onSlider(scrubber, { press: () => {}, turn, release: rested, nudged: rested }, signal);
  choice.addEventListener("change", () => (speed = Number(choice.value)), { signal });
  signal.addEventListener("abort", halt);

  return {
    element,
    key,
    go,
    pause,
    start,
    step,
    /** Says the step anew, since what it stands for has changed. */
    resay() {
      set(scrubber, "aria-valuetext", say(step()));
    },
    /** Another pace: steps a second at speed 1. @param {number} steps */
    pace(steps) {
      rate = steps;
    },
    /** Whether readers have asked for less motion: then nothing starts by itself. */
    get calm() {
      return calm.matches;
    },
    get playing() {
      return playing;
    },
    /** Whether it plays on a machine that does not keep up: what nobody can read may wait. */
    get hurried() {
      return playing && slow;
    },
    /**
     * Another run: how many steps it has, and where the playhead stands in it.
     * @param {number} steps
     * @param {number} [place] the same as before, or as near as it goes
     */
    load(steps, place = at) {
      last = steps;
      set(scrubber, "max", String(last));
      shown = -1;
      move(place);
    },
  };

  /** The step that is shown. */
  function step() {
    return Math.floor(at);
  }

  /** @param {number} place */
  function move(place) {
    at = Math.max(0, Math.min(last, place));
    draw();
  }

  /** @param {number} place */
  function go(place) {
    halt();
    move(place);
    rest?.(step());
  }

  function start() {
    if (playing || last === 0) return;
    if (at >= last) move(0);
    playing = true;
    before = 0;
    lateness.begin();
    frame = requestAnimationFrame(tick);
    draw();
  }

  function pause() {
    if (!playing) return;
    halt();
    move(step());
    rest?.(step());
  }

  function halt() {
    if (!playing) return;
    playing = false;
    cancelAnimationFrame(frame);
    draw();
  }

  /** @param {number} now in milliseconds */
  function tick(now) {
    const next = advanced(at, last, before ? (now - before) / 1000 : 0, rate * speed);
    before = now;
    slow = lateness.slow(now);
    at = next.at;
    if (next.ended) playing = false;
    else frame = requestAnimationFrame(tick);
    draw();
    if (next.ended) rest?.(step());
  }

  function draw() {
    set(play, "aria-label", playing ? "pause" : "play");
    set(play, "title", playing ? "pause" : "play");
    set(playIcon, "d", playing ? ICONS.pause : ICONS.play);
    const now = step();
    set(element, "data-unplayed", String(now === 0 && !playing));
    if (now === shown) return;
    shown = now;
    back.disabled = now <= 0;
    forward.disabled = now >= last;
    scrubber.value = String(now);
    element.style.setProperty("--done", `${last ? (100 * now) / last : 0}%`);
    set(scrubber, "aria-valuetext", say(now));
    set(where, "text", name ? name(now) : `${now} / ${last}`);
    show(now);
  }

  /**
   * Space, arrows, pages, Home and End, from anywhere in the figure that has no use of its own for them.
   * @param {KeyboardEvent} event
   */
  function key(event) {
    const target = event.composedPath()[0];
    const own = target instanceof Element && target.closest("button, select, input:not(.scrubber), [role=slider]");
    if (own) return;
    keepKey(event);
    const wanted = keyed(event, at, last);
    if (wanted === null) return;
    event.preventDefault();
    if (wanted === "play") playing ? pause() : start();
    else go(wanted);
  }

  /**
   * @param {string} name
   * @param {SVGPathElement} icon
   * @param {() => void} act
   */
  function iconButton(name, icon, act) {
    const button = html(
      "button",
      { type: "button", "aria-label": name, title: name },
      svg("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" }, icon),
    );
    button.addEventListener("click", act, { signal });
    return button;
  }
}
