/**
 * What the microscope says and is called.
 */

import { numeral } from "../parts/format.js";
import { LEGEND as GUESSES_DRAWN } from "../parts/guess_words.js";
import { toldOf } from "../parts/mistakes.js";
import { space } from "../parts/pickers.js";

export const TOOLS = "what the microscope shows";
export const MATRIX = "the linear picture takes";
/** @type {["true" | "half", string][]} */
export const MATRICES = [["true", "J"], ["half", "J/2, wrong"]];
export const KNOB = { title: "Magnify", name: "magnification" };
export const RESET = /** @type {const} */ (["Reset", "reset x, v and the magnification"]);
export const REMAINDER = "remainder";
export const PLOT = "What the linear picture misses";
export const [ACROSS, UP] = ["h →", "↑ remainder"];

/** @param {number} n */
export function inputTitle(n) {
  return `Around x in ${space(n)}`;
}

/** @param {number} m */
export function outputTitle(m) {
  return m === 1 ? "f along v" : `Around f(x) in ${space(m)}`;
}

/** @param {boolean} known whether there is an image of the grid */
export function imageCaption(known) {
  return known ? "" : "the image of the grid follows when you let go";
}

/** @param {{ zoom: number, halved: boolean }} state */
export function legend(state) {
  return `
.arrow.v | ${state.zoom === 0 ? "v" : "hv"}, a [tangent](cheatsheet#tangent)
.arrow.push | ${pushLabel(state)}, its linear image
.plane .dot | x and f(x)
.halo | drag these
.plane.input .grid | grid around x
.plane.output .grid | its image under f
.plane.input .level | level lines of f
.plane.output .level | f
.plane .linear | the linear picture
.plane.output .levels | through f(x), and at the end of v
.plane .gap | the remainder: what the linear picture misses
.plane .moved | f(x + hv)
.plane .scale-bar | scale
.dots:not(.used) | the remainder at some h | rings
.dots.used | those that a line is fitted to | rings
.fitted, .faint-line | that line, and where it leads
.mark, .here | h, and the remainder at it${GUESSES_DRAWN}`;
}

/** @param {{ zoom: number, halved: boolean }} state */
export function pushLabel({ zoom, halved }) {
  return `${zoom === 0 ? "" : "h"}Jv${halved ? "/2" : ""}`;
}

/** @param {number} zoom */
function step(zoom) {
  return zoom === 0 ? "v" : "hv";
}

/** The name of the handle. */
export const GUESSED = "your guess of where the linear picture leads";

/**
 * What is asked while the results are covered.
 * @param {{ zoom: number, halved: boolean }} state
 * @param {boolean} graph whether there is a single output, drawn as a graph along v
 */
export function promptText({ zoom, halved }, graph) {
  const by = step(zoom);
  const end = `f(x) + ${pushLabel({ zoom, halved })}`;
  if (graph) return `How high is the tangent at x + ${by}? Drag the dotted arrow up or down to ${end}, then check.`;
  return `Where does the linear picture take x + ${by}? Drag the dotted arrow from f(x) to ${end}, then check.`;
}

/**
 * What is taken for Jv, or for Jv/2: what it gives, and what went wrong.
 * @param {number} zoom
 * @param {boolean} halved
 */
export function wrong(zoom, halved) {
  const [h, by, end] = [zoom === 0 ? "" : "h", step(zoom), halved ? "/2" : ""];
  return toldOf(`
finite | f(x+${by}) − f(x) | It is nearer to f(x + ${by}) − f(x), where f itself leads. The linear picture goes straight on as f begins at x.
transposed | ${h}Jᵀv | It is nearer to ${h}Jᵀv, where v weights the rows. In Jv it weights the columns.
against | −${h}Jv${end} | It is nearer to −${h}Jv${end}: the line is right, the sense is not.
whole | ${h}Jv | It is nearer to ${h}Jv. The linear picture takes J/2 for J here.
half | ${h}Jv/2 | It is nearer to half of ${h}Jv: v goes all the way, and so does Jv.
copied | ${by} | It is nearer to ${by} itself. Here J makes another arrow of it.
origin | ${h}Jv${end} from 0 | It ends nearer to ${h}Jv${end} drawn from 0. The linear picture begins at f(x).
unit | ${h}J(v/‖v‖)${end} | It is nearer to what a v of length 1 gives: twice as long a v has twice as long a Jv.
added | ${h && "h · "}columns | It is nearer to the sum of the columns as they are. In Jv each has its weight vⱼ.`);
}

/** @param {boolean} halved */
export function remainderName(halved) {
  return `‖f(x + hv) − f(x) − hJv${halved ? "/2" : ""}‖`;
}

/**
 * "1000 ×".
 * @param {number} zoom
 */
export function magnification(zoom) {
  return `${numeral(10 ** zoom, 3)} ×`;
}

/** @param {number} zoom */
export function zoomText(zoom) {
  return `${magnification(zoom)}, h = ${numeral(10 ** -zoom)}`;
}

/**
 * "0.0004 px: they cannot be told apart".
 * @param {number} pixels
 */
export function apartText(pixels) {
  if (!Number.isFinite(pixels)) return "";
  const text = pixels >= 0.01 ? `${numeral(pixels, 2)} px` : "less than 0.01 px";
  return pixels < 0.5 ? `${text} apart on screen: one picture` : `${text} apart on screen`;
}

/** @param {number} slope */
export function slopeLabel(slope) {
  return `slope ${(Math.round(100 * slope) / 100 || 0).toFixed(2).replace("-", "−")}`;
}

/**
 * @param {[number, number] | null} span logarithms that a line was fitted between
 * @param {string} note
 */
export function fitCaption(span, note) {
  if (!span) return note && "no line to fit";
  return `fitted from h = ${numeral(10 ** span[0])} to ${numeral(10 ** span[1])}`;
}

/**
 * @param {number | null} slope
 * @param {string} note
 */
export function plotName(slope, note) {
  const rest = slope === null ? note && `. ${note}` : `, ${slopeLabel(slope)}`;
  return `remainder against h on logarithmic axes${rest}`;
}

/**
 * @param {number} zoom
 * @param {number | null} missed
 * @param {number} slope
 * @param {string} note why there is no slope
 */
export function spoken(zoom, missed, slope, note) {
  const parts = [
    `magnification ${magnification(zoom)}`,
    missed === null ? "" : `the linear picture misses by ${numeral(missed)}`,
    Number.isFinite(slope) ? slopeLabel(slope) : note,
  ];
  return parts.filter(Boolean).join("; ");
}
