/**
 * The 2×2 Jacobian, what of it turns and scales, and the rest; the Cauchy–Riemann meter; and
 * what JAX returns for f as a complex function.
 */

import { html, set } from "../parts/dom.js";
import { numeral } from "../parts/format.js";
import { matrices, share, tidy } from "./numbers.js";
import * as words from "./words.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */

export function createSplit() {
  const [whole, turn, flip] = words.MATRICES.map((name) => createMatrix(...name));
  const sum = html("div", { class: "sum" }, whole.element, sign("="), turn.element, sign("+"), flip.element);
  const missed = html("b", { class: "missed" });
  const fill = html("span", { class: "fill" });
  const meter = html(
    "div",
    { class: "meter", role: "meter", "aria-label": words.METER, "aria-valuemin": "0", "aria-valuemax": "1" },
    fill,
  );
  const verdict = html("p", { class: "verdict" });
  const [forward, reverse, checked] = words.MODES.map((name) => createLine(...name));
  const element = html(
    "section",
    { class: "split" },
    html("header", {}, html("h2", { class: "title" }, words.SPLIT)),
    sum,
    html("p", { class: "scale" }, words.MISSES, missed),
    meter,
    html("p", { class: "ends", "aria-hidden": "true" }, ...words.ENDS.map((end) => html("span", {}, end))),
    verdict,
    html("dl", { class: "modes" }, ...[forward, reverse, checked].flatMap((line) => line.parts)),
  );
  element.dataset.fold = "";
  return { element, draw };

  /**
   * @param {Numbers} now
   * @param {boolean} finite
   */
  function draw(now, finite) {
    const { turn: A, flip: B } = matrices(now.linear, now.rest);
    const size = Math.hypot(...now.jacobian);
    const largest = Math.max(...now.jacobian.map(Math.abs)) || 1;
    whole.draw(now.jacobian, size, largest);
    turn.draw(A, size, largest);
    flip.draw(B, size, largest);
    const part = finite ? share(now.linear, now.rest) : 0;
    set(missed, "text", finite ? numeral(now.residual) : "—");
    set(missed, "data-value", JSON.stringify(now.residual));
    set(fill, "style", `width:${(100 * part).toFixed(1)}%`);
    set(meter, "aria-valuenow", part.toFixed(3));
    set(meter, "aria-valuetext", words.missedText(missed.textContent));
    set(verdict, "text", finite ? words.verdict(now) : "");
    forward.draw(finite ? words.complexText(now.forward) : "—");
    reverse.draw(finite ? words.complexText(now.reverse) : "—", finite && now.apart ? words.APART : "");
    checked.draw(finite ? checkedText(now) : "—");
  }
}

/** @param {Numbers} numbers */
function checkedText({ checked, linear }) {
  if (checked === null) return words.OPEN;
  return checked ? words.complexText(linear) : words.REFUSED;
}

/** @param {string} text */
function sign(text) {
  return html("span", { class: "sign", "aria-hidden": "true" }, text);
}

/**
 * @param {string} name
 * @param {string} title
 * @param {string} caption
 */
function createMatrix(name, title, caption) {
  const cells = Array.from({ length: 4 }, () => html("div", { class: "cell", role: "cell" }));
  const rows = [0, 2].map((k) => html("div", { class: "line", role: "row" }, cells[k], cells[k + 1]));
  const element = html(
    "div",
    { class: "matrix" },
    html("p", { class: "name" }, title),
    html("div", { class: "four", role: "table", "aria-label": name }, ...rows),
    html("p", { class: "caption" }, caption),
  );
  return {
    element,
    /**
     * @param {number[]} entries
     * @param {number} size
     * @param {number} largest
     */
    draw(entries, size, largest) {
      entries.forEach((entry, k) => {
        const shown = tidy(entry, size);
        const finite = Number.isFinite(shown);
        const tint = finite ? Math.min(100, (100 * Math.abs(shown)) / largest) : 0;
        set(cells[k], "class", `cell ${finite ? (shown < 0 ? "minus" : "plus") : "unfinite"}`);
        set(cells[k], "style", `--tint:${tint.toFixed()}%`);
        set(cells[k], "text", numeral(shown));
      });
    },
  };
}

/**
 * @param {string} name
 * @param {string} how
 */
function createLine(name, how) {
  const number = html("b", { role: "group", "aria-label": name });
  const remark = html("span", { class: "remark" });
  const term = html("dt", {}, html("code", {}, name), html("span", { class: "how" }, ` ${how}`));
  return {
    parts: [term, html("dd", {}, number, remark)],
    /**
     * @param {string} text
     * @param {string} [said]
     */
    draw(text, said = "") {
      set(number, "text", text);
      set(remark, "text", said);
    },
  };
}
