/**
 * What the complex plane says and is called.
 */

import { numeral } from "../parts/format.js";
import { LEGEND as GUESSES_DRAWN } from "../parts/guess_words.js";
import { toldOf } from "../parts/mistakes.js";
import { tidy } from "./numbers.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("./numbers.js").Numbers} Numbers */

export const TOOLS = "steps to try";
export const STEPS = /** @type {const} */ ([
  ["dz = 1", "step along the real axis", [1, 0]],
  ["dz = i", "step along the imaginary axis", [0, 1]],
]);
export const RESET = /** @type {const} */ (["Reset", "reset z and dz"]);
/** Names of planes and handles. */
export const DOMAIN = { plane: "z-plane", x: "point z", v: "step dz" };
export const IMAGE = { plane: "w-plane" };
export const LEGEND = `
.arrow.v | dz, a step from z
.arrow.push | dw = J dz, where it leads to first order
.arrow.ghost | A dz and B dz̄, which add up to dw
.plane .dot | z and w
.halo | drag these
.plane .grid | grid around z, and its image
.plane .ring | circle around z, and its image under J
.plane .curve | f(z + t·dz), which dw touches
.plane .moved | f(z + dz)
.cell.plus, .cell.minus | entry above and below 0
.meter .fill | share of the rest in J${GUESSES_DRAWN}`;
/** @type {[string, string, string][]} accessible name, title and caption of each matrix */
export const MATRICES = [
  ["J", "J", "f as ℝ² → ℝ²"],
  ["A, the part that turns and scales", "A = ∂f/∂z", "turns, scales"],
  ["B, the rest, which flips", "B = ∂f/∂z̄", "flips: the rest"],
];
/** What is guessed, and the name of the handle. */
export const PRODUCT = "dw";
export const GUESSED = "your guess of dw";
export const PROMPT = "Where does the step dz lead? Drag the dotted arrow from w to where dw = J dz will end, then check.";
/** What is taken for dw: what it gives, and what went wrong. */
export const WRONG = toldOf(`
conjugate | conj(A)·dz | It is nearer to conj(A)·dz, which turns the other way round. Of a holomorphic f, A is JAX’s gradient of Re f, and conj(A) is PyTorch’s.
scaled | |A|·dz | It is nearer to |A|·dz: the length is that of A·dz, the turn is forgotten.
turned | A·dz/|A| | It is nearer to A·dz/|A|: the turn is that of A·dz, the scaling by |A| is forgotten.
against | −dw | It is nearer to −dw: the line is right, the sense is not.
alone | A dz | It is nearer to A dz alone. B dz̄ is a part of dw, too: f is not holomorphic here.
forward | jacfwd · dz | It is nearer to dz times what jacfwd returns. That is read off a column of J, and is no f′(z) here.
reverse | grad · dz | It is nearer to dz times what grad returns. That is read off a row of J, and is no f′(z) here.
parts | part by part | It is nearer to A times dz part by part, real with real and imaginary with imaginary. A product of complex numbers mixes them.
copied | dz | It is nearer to dz itself. Here J makes another step of it.
finite | f(z+dz) − f(z) | It is nearer to f(z + dz) − f(z), where the whole step leads (the ring). dw goes straight on as f begins at z.
transposed | Jᵀ dz | It is nearer to Jᵀ dz, where dz weights the rows. In J dz it weights the columns.
origin | dw from 0 | It ends nearer to dw drawn from 0. Here dw begins at w.
unit | J dz/|dz| | It is nearer to what a step of length 1 gives: twice as long a dz has twice as long a dw.
added | columns | It is nearer to the sum of the columns of J as they are. In J dz they are weighted by Re dz and Im dz.`);
export const SPLIT = "The Jacobian at z";
export const MISSES = "Cauchy–Riemann misses by ";
export const METER = "share of the rest in J";
export const ENDS = ["turns and scales", "only flips"];
/** @type {[string, string][]} what JAX is asked for, and how */
export const MODES = [["jacfwd", "holomorphic=True"], ["grad", "holomorphic=True"], ["derivative", "checks first"]];
export const APART = "they disagree";
export const REFUSED = "refused";
/** What `derivative` says is known once JAX has answered. */
export const OPEN = "…";

/** @param {string} title of f */
export function imageTitle(title) {
  return `${IMAGE.plane}: w = ${title}`;
}

/** @param {string | null} missed */
export function missedText(missed) {
  return `misses by ${missed}`;
}

/** @type {Partial<Record<Numbers["kind"], string>>} */
const CAUCHY_RIEMANN = { derivative: "holds", none: "fails" };

/** @param {Pick<Numbers, "push" | "kind">} numbers */
export function spoken({ push, kind }) {
  return `dw = ${complexText(push)}; Cauchy–Riemann ${CAUCHY_RIEMANN[kind] ?? "is lost in rounding"}`;
}

/** A complex number, or a dash where it is none. @param {Vec} z */
export function shownText(z) {
  return z.every(Number.isFinite) ? complexText(z) : "—";
}

/**
 * A complex number as readers see it: 3 − 4i. As complex_numeral in captions.
 * @param {Vec} z
 * @param {number} [digits]
 */
export function complexText([a, b], digits = 3) {
  const size = Math.hypot(a, b);
  const [real, imaginary] = [tidy(a, size), tidy(b, size)];
  const text = numeral(Math.abs(imaginary), digits);
  return `${numeral(real, digits)} ${imaginary < 0 ? "−" : "+"} ${text}i`;
}

/**
 * What J does to a small circle, in one sentence; "" where it is not known.
 * @param {Pick<Numbers, "linear" | "rest" | "image"> & Partial<Numbers>} numbers
 */
export function verdict({ linear, rest, image }) {
  const [a, b] = [Math.hypot(...linear), Math.hypot(...rest)];
  const scales = `scaled by |A| + |B| = ${numeral(a + b)} one way`;
  switch (image) {
    case "point":
      return "J is 0: to first order, nothing moves.";
    case "circle":
      return `A circle stays a circle: J turns by ${angle(linear)} and scales by ${numeral(a)}.`;
    case "mirrored":
      return `A circle stays a circle, but runs backwards: J flips, and scales by ${numeral(b)}.`;
    case "segment":
      return `A circle becomes a segment: ${scales}, by 0 the other.`;
    case "ellipse":
      return `A circle becomes an ellipse: ${scales}, by ||A| − |B|| = ${numeral(tidy(Math.abs(a - b), a + b))} the other.`;
    default:
      return "";
  }
}

/** @param {Vec} z */
function angle([a, b]) {
  const degrees = (180 / Math.PI) * Math.atan2(tidy(b, Math.abs(a)), a);
  return `${numeral(degrees)}°`;
}

/**
 * What there is to say where f or its Jacobian is not finite, or f jumps or has a kink; "" elsewhere.
 * @param {Vec} z
 * @param {number[]} value
 * @param {number[]} jacobian
 * @param {number[]} cuts what f takes logarithms and roots of, as pairs
 * @param {Numbers["kind"]} [kind]
 */
export function trouble(z, value, jacobian, cuts, kind = "moving") {
  const at = `z = ${complexText(z)}`;
  if (!value.every(Number.isFinite)) return `In float64, f is not finite at ${at}. Drag z back.`;
  if (!jacobian.every(Number.isFinite)) return `JAX's rules give no finite derivative at ${at}. Drag z back.`;
  if (kind === "jump") return `${at} lies on a branch cut: f jumps across it. Drag z off.`;
  if (kind === "kink") return `f has a kink at ${at}, and no f′(z). Drag z off.`;
  const cut = cuts.some((part, k) => k % 2 === 0 && part <= 0 && cuts[k + 1] === 0);
  if (kind === "moving" && cut) return `${at} lies on the branch cut of a logarithm or root in f. Drag z off.`;
  return "";
}
