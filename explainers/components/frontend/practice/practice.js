/**
 * The path through the puzzles: each is a button that opens it, with a mark at those that this
 * browser has seen solved.
 */

import { html, set, show } from "../parts/dom.js";
import { mounted } from "../parts/mount.js";
import { PROOFS } from "../parts/proofs.js";
import { SOLVED } from "../parts/solved.js";
import { CHANGED } from "../parts/store.js";
import { TROUBLES } from "../parts/store_words.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Step} Step */

export default mounted((/** @type {HTMLElement | ShadowRoot} */ parent, send) => {
  const root = parent.querySelector(".practice");
  if (!(root instanceof HTMLElement)) throw new Error("the markup lacks its path");
  const life = new AbortController();
  /** @type {Data} */
  let data = { edition: "", levels: [], here: "" };
  let laid = "";
  /** @type {{ slug: string, draw: (solved: boolean, here: boolean) => void }[]} */
  let steps = [];
  const count = html("p", { class: "count" });
  const trouble = html("p", { class: "trouble", role: "status", hidden: "" });
  window.addEventListener(CHANGED, draw, { signal: life.signal });
  window.addEventListener("storage", draw, { signal: life.signal });

  return {
    root,
    /** @param {Data} next */
    update(next) {
      data = next;
      const wanted = JSON.stringify(data.levels);
      if (wanted !== laid) {
        laid = wanted;
        lay();
      }
      draw();
    },
    destroy: () => life.abort(),
  };

  function lay() {
    steps = [];
    let number = 0;
    const levels = data.levels.map((level) => {
      const made = level.steps.map((step) => createStep(step, ++number));
      steps.push(...made);
      return html(
        "section",
        { class: "level" },
        html("h3", {}, level.title),
        html("ol", { class: "steps", start: String(number - made.length + 1) }, ...made.map(({ element }) => html("li", {}, element))),
      );
    });
    root?.replaceChildren(...levels, count, trouble);
  }

  /** @param {Step} step @param {number} number */
  function createStep({ slug, title }, number) {
    const mark = html("span", { class: "mark", "aria-hidden": "true" });
    const spoken = html("span", { class: "spoken" });
    const element = html("button", { type: "button", class: "step" }, mark, html("span", {}, title), spoken);
    element.addEventListener("click", () => {
      if (slug !== data.here) send("gesture", { edition: data.edition, puzzle: slug });
    }, { signal: life.signal });
    return {
      slug,
      element,
      /** @param {boolean} solved @param {boolean} here */
      draw(solved, here) {
        set(mark, "text", solved ? "✓" : String(number));
        set(spoken, "text", solved ? words.SOLVED : "");
        set(element, "data-solved", String(solved));
        set(element, "aria-current", here ? "step" : "false");
      },
    };
  }

  function draw() {
    const { value, trouble: what } = SOLVED.load();
    const solved = new Set(value.solved);
    for (const step of steps) step.draw(solved.has(step.slug), step.slug === data.here);
    set(count, "text", words.count(steps.filter(({ slug }) => solved.has(slug)).length, steps.length));
    const said = TROUBLES[what || PROOFS.load().trouble];
    set(trouble, "text", said);
    show(trouble, said !== "");
  }
});
