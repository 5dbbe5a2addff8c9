/**
 * The products at hand in numbers, below the Stage.
 */

import { html, set, show } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { hidden, vectorText } from "../parts/guess_words.js";
import { LARGEST } from "../parts/points.js";
import { results } from "../parts/tools.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./scene.js").Placed} Placed */

/**
 * @param {import("../parts/figure.js").Own<Data, Placed>} own
 * @param {{ hides: () => boolean, shows: Element }} of
 */
export function createReadout(own, { hides, shows }) {
  const [jv, ujv, pairing] = results("Jv", "uᵀJ", "uᵀJv");
  const change = html("span", { class: "result" });
  const asCovector = html("button", { type: "button", class: "as-covector", title: words.AS_U[1] }, words.AS_U[0]);
  asCovector.addEventListener("click", () => own.alter({ u: [...own.good.push] }), { signal: own.signal });
  const pushPart = html("span", { class: "part push" }, html("b", {}, "Jv"), " = ", jv, asCovector);
  const pullPart = html("span", { class: "part pull" }, html("b", {}, "uᵀJ"), " = ", ujv);
  const pairPart = html("span", { class: "part" }, words.PAIRING, pairing);
  const changePart = html("span", { class: "part" }, html("span", { class: "ring-mark" }), words.CHANGE, change);
  const element = own.readout(shows, pushPart, pullPart, pairPart, changePart);
  if (!own.data.task) element.dataset.fold = ""; // of a puzzle the goals tell what matters
  return {
    element,
    /** @param {Placed} now */
    draw(now) {
      const { mode, u } = own.state;
      // The answer to the first gesture is not told before it.
      const cover = own.state.cover || hides();
      show(pushPart, mode !== "pull");
      show(pullPart, mode !== "push");
      show(pairPart, mode === "both");
      show(asCovector, mode === "both" && !cover && !own.data.calm && !own.data.task);
      const fits = now.push.every((z) => Math.abs(z) <= LARGEST);
      asCovector.disabled = !fits || now.push.every((z, k) => z === u[k]);
      show(changePart, mode !== "pull");
      write(jv, vectorText(now.push), now.push);
      write(ujv, vectorText(now.pull), now.pull);
      write(pairing, numeral(now.pairing, 4), now.pairing);
      write(change, words.changeText(now));

      /** @param {HTMLElement} result @param {string} text @param {unknown} [exact] */
      function write(result, text, exact) {
        set(result, "text", hidden(cover, text));
        if (exact !== undefined) set(result, "data-value", cover ? "" : JSON.stringify(exact));
      }
    },
  };
}
