/**
 * How the products at hand come about, in two sentences below the planes.
 */

import { html, set } from "../parts/dom.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./scene.js").Placed} Placed */

/** @param {import("../parts/figure.js").Own<Data, Placed>} own */
export function createWorked(own) {
  const [pushed, pulled] = [html("p", {}), html("p", {})];
  return {
    element: html("div", { class: "worked" }, pushed, pulled),
    /** @param {import("../parts/figure.js").View<Placed>} view */
    draw({ now, problem }) {
      const texts = problem ? { push: "", pull: "" } : words.workedTexts(own.state, now);
      set(pushed, "text", texts.push);
      set(pulled, "text", texts.pull);
    },
  };
}
