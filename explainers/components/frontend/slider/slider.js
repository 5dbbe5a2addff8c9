/**
 * Sliders with numbers: one message when a hand lets go, and what comes from outside is followed.
 */

import { createNews, restate } from "../parts/address.js";
import { asksBeforeLeaving, watchConnection } from "../parts/connection.js";
import { html, set, show } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { grain, snapped, stepped } from "../parts/geometry.js";
import { createGestures } from "../parts/gestures.js";
import { keepKey, keyStep } from "../parts/hands.js";
import { onSlider } from "../parts/knob.js";
import { mounted } from "../parts/mount.js";
import { readNumber } from "../parts/typed.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Row} Row */

export default mounted((/** @type {HTMLElement | ShadowRoot} */ parent, send) => {
  const root = parent.querySelector(".sliders");
  if (!(root instanceof HTMLElement)) throw new Error("the markup lacks its sliders");
  const life = new AbortController();
  let abort = new AbortController();
  /** @type {Data} */
  let data = { edition: "", state: { numbers: [] }, rows: [], of: "", fixed: false, query: "" };
  // The figure that they stand beside says that the server is away, for all of the page.
  const connection = watchConnection({ lost() {}, back: () => gestures.back() }, life.signal);
  /** @type {number[]} */
  let numbers = [];
  let [laid, sent] = ["", ""];
  /** @type {ReturnType<typeof createRow>[]} */
  let rows = [];
  const isNews = createNews();
  const gestures = createGestures(root, {
    edition: () => data.edition,
    state: () => ({ numbers }),
    send: (gesture) => {
      sent = String(numbers);
      send("gesture", gesture);
    },
    away: connection.away,
    schedule: draw,
    take,
  });
  root.addEventListener("focusout", gestures.hurry, { signal: life.signal });
  asksBeforeLeaving(gestures.owes, life.signal);

  return {
    root,
    /** @param {Data} next */
    update(next) {
      if (isNews(next.query)) restate(next.query);
      // An answer to what was sent is no news, whatever a hand does meanwhile.
      if (String(next.state.numbers) === sent) data = { ...data, edition: next.edition };
      gestures.offer(next);
    },
    destroy: () => {
      gestures.stop();
      life.abort();
      abort.abort();
    },
  };

  /** @param {Data} next */
  function take(next) {
    const news = next.edition !== data.edition;
    const kept = news && next.of === data.of ? gestures.newer(next.heard, next.state) : {};
    data = next;
    const wanted = JSON.stringify(data.rows.map(({ name, whole }) => [name, whole]));
    if (wanted !== laid) {
      laid = wanted;
      abort.abort();
      abort = new AbortController();
      rows = data.rows.map((row, k) => createRow(row, { press: gestures.press, put: (z) => put(k, z), release: gestures.release, nudged: gestures.settleSoon }, abort.signal));
      root?.replaceChildren(...rows.map(({ element }) => element));
    }
    for (const input of root?.querySelectorAll("input") ?? []) input.disabled = data.fixed;
    if (news) {
      numbers = "numbers" in kept ? numbers : [...data.state.numbers];
      sent = "";
      gestures.follow(!("numbers" in kept));
    }
    draw();
  }

  /** @param {number} k @param {number} to */
  function put(k, to) {
    numbers = numbers.with(k, to);
    draw();
  }

  function draw() {
    rows.forEach((row, k) => row.draw(numbers[k], data.rows[k].track));
  }
});

/**
 * @param {Row} row
 * @param {{ press: () => void, put: (to: number) => void, release: () => void, nudged: (after?: number) => void }} on
 * @param {AbortSignal} signal
 */
function createRow({ name, whole }, on, signal) {
  const slider = html("input", { type: "range", class: "scrubber", step: whole ? "1" : "any", "aria-label": words.slider(name) });
  const typed = html("input", {
    type: "text",
    role: "spinbutton",
    inputmode: whole ? "numeric" : "decimal",
    autocomplete: "off",
    class: "typed-number",
    "aria-label": name,
    title: whole ? words.TYPE_WHOLE : words.TYPE,
  });
  const wrong = html("span", { class: "number-wrong", role: "alert", hidden: "" });
  let value = 0;
  /** @type {[number, number]} */
  let ends = [0, 1];

  onSlider(slider, { ...on, turn: (to) => on.put(whole ? to : snapped(to, grain(ends[1] - ends[0]))) }, signal, () => value, step);
  typed.addEventListener("keydown", (event) => {
    keepKey(event);
    const up = keyStep(event)?.[1];
    if (event.key === "Enter") take();
    else if (event.key === "Escape") restore();
    else if (up) {
      event.preventDefault();
      restore();
      const to = step(value, up);
      on.put(whole ? Math.max(ends[0], Math.min(ends[1], to)) : to);
      on.nudged();
    }
  }, { signal });
  typed.addEventListener("change", take, { signal });
  typed.addEventListener("focus", () => typed.select(), { signal });

  return {
    element: html("div", { class: "slider" }, html("span", { class: "name", "aria-hidden": "true" }, name), typed, slider, wrong),
    /** @param {number} now @param {[number, number]} track */
    draw(now, track) {
      if (now !== value) complain("");
      value = now;
      ends = [Math.min(track[0], now), Math.max(track[1], now)];
      set(slider, "min", String(ends[0]));
      set(slider, "max", String(ends[1]));
      if (Number(slider.value) !== now) slider.value = String(now);
      slider.style.setProperty("--done", `${(100 * (now - ends[0])) / (ends[1] - ends[0])}%`);
      set(slider, "aria-valuetext", numeral(now));
      set(typed, "aria-valuenow", String(now));
      set(typed, "aria-valuetext", numeral(now));
      if (wrong.hidden && typed.value !== shown()) typed.value = shown();
    },
  };

  function shown() {
    return String(Number(value.toPrecision(6)));
  }

  /** @param {number} from @param {number} by in units */
  function step(from, by) {
    const to = stepped(from, by, ends[1] - ends[0]);
    return whole ? from + Math.sign(by) * Math.max(1, Math.round(Math.abs(to - from))) : to;
  }

  function take() {
    if (typed.value === shown()) return complain("");
    const { number, problem } = readNumber(typed.value);
    const outside = whole && !(Number.isInteger(number) && number >= ends[0] && number <= ends[1]);
    complain(problem || (outside ? words.whole(ends) : ""));
    if (!wrong.hidden) return;
    on.put(number);
    on.nudged(0);
  }

  function restore() {
    complain("");
    typed.value = shown();
  }

  /** @param {string} problem */
  function complain(problem) {
    set(typed, "aria-invalid", String(problem !== ""));
    set(wrong, "text", problem);
    show(wrong, problem !== "");
  }
}
