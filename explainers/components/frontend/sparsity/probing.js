/**
 * The pattern of J with what one probe brings: in its column or row and, where there is room, beside
 * J as a product.
 */

import { svg } from "../parts/dom.js";
import { entriesOf, keyOf } from "./judge.js";
import { NAME, cell } from "./layout.js";
import { frame, number, rect, title } from "./marks.js";
import * as words from "./words.js";

/** @typedef {import("./probe.js").Probed} Probed */
/** @typedef {import("./probe.js").Heard} Heard */
/** @typedef {import("./layout.js").Spot} Spot */

/**
 * Whether what stands at a head came out other than 0.
 * @param {Probed} probed
 * @param {"column" | "row"} line
 * @param {number} place
 */
export const answers = (probed, line, place) => probed.line !== line && probed.heard[place].kind === "other";

/**
 * @param {import("./data.d.ts").Case} shown
 * @param {{ probed: Probed, seen: Set<string> }} probing
 * @param {import("./layout.js").Layout} of
 */
export function probeParts({ n, rows }, { probed: { line, place, heard }, seen }, of) {
  const { at, w, h } = of;
  const pushed = line === "column";
  const start = pushed ? of.pushes : of.pulls;
  const side = /** @type {Spot} */ (pushed ? [w, rows.length * h] : [n * w, h]);
  const others = entriesOf(rows).filter(([i, j]) => (pushed ? j : i) !== place);
  return [
    title(at[0], 16, words.PATTERN),
    frame(at, n * w, rows.length * h),
    ...others.map((entry) => known(cell(of, entry), w, h, seen.has(keyOf(...entry)))),
    ...heard.flatMap((one, k) => answer(cell(of, pushed ? [k, place] : [place, k]), w, h, one, line, false)),
    ...(of.beside ? product() : []),
  ];

  function product() {
    return [
      title(start[0], start[1] - NAME - 10, words.probeTitle(line, place)),
      frame(start, ...side),
      ...heard.flatMap((one, k) => answer([start[0] + (pushed ? 0 : k * w), start[1] + (pushed ? k * h : 0)], w, h, one, line, true)),
    ];
  }
}

/** An entry of the pattern that is not probed. @param {Spot} at @param {number} w @param {number} h @param {boolean} seen */
function known([x, y], w, h, seen) {
  if (seen) return rect([x, y], w, h, "cell seen");
  return svg("circle", { class: "place", cx: String(x + w / 2), cy: String(y + h / 2), r: "3" });
}

/**
 * @param {Spot} at
 * @param {number} w
 * @param {number} h
 * @param {Heard} heard
 * @param {"column" | "row"} line
 * @param {boolean} all whether a 0 is written that the pattern does not have
 */
function answer(at, w, h, { number: z, kind, expected }, line, all) {
  const told = number(at[0] + w / 2, at[1] + h / 2, z, w);
  if (kind !== "other" && kind !== "none" && !expected) return all ? [told] : [];
  const look = kind === "other" ? `lit ${line}` : kind === "none" ? "unread" : "silent";
  return [rect(at, w, h, `cell ${look}`), told];
}
