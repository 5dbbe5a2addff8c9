/**
 * What the Stage says of what it shows.
 */

import { SMALL, shown } from "../parts/curves.js";
import { balanced, numeral, numerals, subscript } from "../parts/format.js";
import { LEGEND as GUESSES_DRAWN, vectorText } from "../parts/guess_words.js";
import { SUMS } from "../parts/words.js";
import { space } from "../parts/pickers.js";
import { dot } from "../parts/products.js";

/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/products.js").Numbers} Numbers */
/** @typedef {import("./data.d.ts").State} State */

export const TOOLS = "what the Stage shows";
/** @type {{ name: string, choices: [State["mode"], string][] }} */
export const MODES = { name: "what is shown", choices: [["push", "Push Jv"], ["pull", "Pull uᵀJ"], ["both", "Both"]] };
/** @type {{ name: string, choices: [State["covectors"], string][] }} */
export const COVECTORS = { name: "covectors", choices: [["arrows", "Arrows"], ["stripes", "Stripes"]] };
/** Text and label of each tool. */
export const CIRCLE = /** @type {const} */ (["Circle", "circle around x, and its image under J"]);
export const CLOUD = /** @type {const} */ (["Cloud", "cloud of inputs around x, and where f and J send it"]);
export const FARTHER = /** @type {const} */ (["−", "zoom out"]);
export const NEARER = /** @type {const} */ (["+", "zoom in about x and f(x)"]);
export const FIT = /** @type {const} */ (["Fit", "fit the planes to what they show"]);
export const RESET = /** @type {const} */ (["Reset", "reset x, v and u"]);
export const MATRIX = /** @type {const} */ (["Matrix", "show the Jacobian at x"]);
/** Text and label of what takes Jv for u. */
export const AS_U = /** @type {const} */ (["as u", "u = Jv: what is pushed is pulled back, to JᵀJv"]);
export const PAIRING = "uᵀ(Jv) = (uᵀJ)v = ";
export const CHANGE = "f(x+v) − f(x) = ";

/**
 * @param {State["mode"]} mode
 * @param {import("../parts/data.d.ts").Entry} entry
 */
export function legend(mode, { inputs: { length: n }, picture }) {
  return `${picture ? DRAWN[picture] : ""}
.arrow.v | v, a [tangent](cheatsheet#tangent)
.arrow.push | Jv, its [pushforward](cheatsheet#pushforward)
.arrow.u | u, a [cotangent](cheatsheet#cotangent)
.arrow.pull, .arrow.across | uᵀJ, its [pullback](cheatsheet#pullback)
.plane .dot | x and f(x)
.halo, .bar.x .fill, .bar.v .fill, .bar.u .fill | drag these
.plane .grid | grid around x, and its image
.plane .levels | level lines of f
.plane .level | the one through x
.stripes:not(.zero) | lines on which u·y, and with it (uᵀJ)·x, is the same; 1 more from each to the next, unless some are left out
.stripes.zero | the one through the point
.plane .ring | circle around x, and its image under J, with the axes of that
.plane path.cloud | inputs around x, and where f sends them | dots
.plane path.spread | two standard deviations: of the inputs, and of what J makes of them
.plane .curve | ${n === 1 ? "f" : "f(x + tv), which Jv touches"}
.plane .moved | f(x + v)${GUESSES_DRAWN}
.cell.plus, .cell.minus | entry of J, above and below 0${FRAMES[mode]}
.cell .fill | ${ADDS[mode]}${SUMS}`;
}

const DRAWN = {
  arm: `
.plane.output .arrow.v | turning: v, the speeds of the joints
.plane.output .arrow.pull | turning: uᵀJ, the torques at the joints
.plane .outline, .plane .body | the arm with joint angles x
.plane .joint | its joints | ring
.plane .solid | its hand
.plane .fine | where it stands`,
  camera: `
.plane .solid | a box about x and its image: the near face
.plane .fine | its other edges; the ray from x to the pinhole
.plane .joint | the pinhole | ring`,
  line: `
.plane .card | an inset in coordinates of its own
.plane .solid | the line with slope and offset x; Jv moves it, u pushes it
.plane .joint | the points | ring
.plane .fine | its errors f(x)
.plane.output .arrow.pull | uᵀJ as the moment and the sum of what pushes the line`,
};
const FRAMES = { push: "; its frame grows with |vⱼ|", pull: "; its frame grows with |uᵢ|", both: "" };
const ADDS = { push: "what the entry adds: vⱼJᵢⱼ", pull: "what the entry adds: uᵢJᵢⱼ", both: "what the entry adds: uᵢJᵢⱼvⱼ" };

/** @param {number} m */
export function outputTitle(m) {
  return `Output space ${space(m)}`;
}

/**
 * @param {string[]} names
 * @param {string} letter
 * @param {[number, number]} pair
 * @param {Frame} frame
 * @returns {[string, string]}
 */
export function axisNames(names, letter, [a, b], { size }) {
  /** @param {number} k */
  const name = (k) => {
    const plain = `${letter}${subscript(k + 1)}`;
    return names[k] === plain || size < SMALL ? plain : `${plain} = ${names[k]}`;
  };
  return [name(a), a === b ? "" : name(b)];
}

/**
 * A covector as stripes of a plane.
 * @typedef {object} Striped
 * @property {"v" | "Jv"} name of the vector that crosses them
 * @property {"uᵀJ" | "u"} covector
 * @property {number[]} vector
 * @property {number[]} by the covector
 * @property {[number, number]} pair of coordinates that is shown
 * @property {{ every: number } | null} striped
 * @property {boolean} crossing whether the vector is shown
 * @property {number} total uᵀJv
 * @property {Frame} frame
 */

/**
 * What stripes are, and how many of them a vector crosses.
 * @param {Striped} given
 */
export function stripesText(given) {
  if (!given.striped) return "";
  return [given.crossing ? crossed(given) : "", levels(given)].filter(Boolean).join(" ");
}

/**
 * How many stripes a vector crosses, with the part that the plane does not show.
 * @param {Striped} given
 */
function crossed({ name, covector, vector, by, pair, total }) {
  const seen = dot(shown(vector, pair), shown(by, pair));
  const hidden = dot(vector.map((z, k) => (pair.includes(k) ? 0 : z)), by);
  const { digits, totals, close } = balanced([{ terms: [[seen], [hidden]], total }]);
  const parts = `shown ${numeral(seen, digits)} + hidden ${numeral(hidden, digits)} = ${totals[0]}${close}`;
  const sum = vector.length > 2 ? parts : numeral(total);
  const way = total < 0 ? `; negative, as ${name} goes against ${covector}, to lower lines` : "";
  return `Stripes that ${name} crosses: ${sum}${way}.`;
}

/**
 * What one line is, which way is up, and how far the next one is, by the covector at hand.
 * @param {Striped} given
 */
function levels({ name, covector, vector, by, pair, striped, frame }) {
  const length = Math.hypot(...shown(by, pair));
  const shows = vector.length > 2 ? "The shown part of " : "";
  if (!(length > 0)) return `${shows}${covector} is 0: no lines to cross.`;
  const level = name === "v" ? "(uᵀJ)·x" : "u·y";
  const apart = `1/‖${shows ? "its shown part" : covector}‖ = ${numeral(1 / length)}`;
  const every = striped && striped.every > 1 ? ` One line in ${striped.every} is drawn.` : "";
  if (frame.size < SMALL) return `Lines of equal ${level}: 1 more along ${covector}, ${apart} away.${every}`;
  return `On a line ${level} stays the same. The next one along ${covector} has 1 more and is ${apart} away: the longer ${covector}, the closer its lines.${every}`;
}

/**
 * @param {number} count
 * @param {[number, number]} pair
 * @param {string} letter
 * @param {Frame} frame
 */
export function hiddenText(count, [a, b], letter, { size }) {
  if (count <= 2) return "";
  const shows = `${letter}${subscript(a + 1)}, ${letter}${subscript(b + 1)} of ${count}`;
  return size < SMALL ? shows : `${shows}; the others stay on the board`;
}

export const GUIDE = "first steps";
export const SKIP = "Skip";
/** @type {Record<State["mode"], { ask: string, offer: string, next: State["mode"] | null }>} */
export const STEPS = {
  push: {
    ask: "Drag the blue point: v is how fast the two joints turn. Where does it send the hand?",
    offer: "Now pull",
    next: "pull",
  },
  pull: {
    ask: "Drag the orange point: u is a force on the hand. How do the joints feel it?",
    offer: "See both",
    next: "both",
  },
  both: { ask: "", offer: "Got it", next: null },
};

/**
 * What the robot arm's first steps ask, and what they answer once something was moved; a result
 * that is covered is named without its numbers.
 * @param {Pick<State, "mode" | "v" | "u" | "cover">} state
 * @param {Numbers} numbers
 * @param {boolean} answered
 */
export function stepText({ mode, v, u, cover }, numbers, answered) {
  /** @param {string} name @param {string} text */
  const told = (name, text) => (cover ? name : `${name} = ${text}`);
  const power = numeral(numbers.pairing);
  const answers = {
    push: `Joint speeds v = ${vectorText(v)} give the hand the velocity ${told("Jv", vectorText(numbers.push))}.`,
    pull: `The force u = ${vectorText(u)} on the hand is felt at the joints as the torques ${told("uᵀJ", vectorText(numbers.pull))}.`,
    both: `Power is the same at both ends: at the hand ${told("u·(Jv)", power)}, at the joints ${told("(uᵀJ)·v", power)}. J stands between them.`,
  };
  return answered || mode === "both" ? answers[mode] : STEPS[mode].ask;
}

/**
 * What the live region says once a gesture has settled.
 * @param {State} state
 * @param {Numbers} numbers
 */
export function settledText({ mode }, numbers) {
  const parts = [
    mode !== "pull" ? `Jv = ${numbers.push.map((z) => numeral(z)).join(", ")}` : "",
    mode !== "push" ? `uᵀJ = ${numbers.pull.map((z) => numeral(z)).join(", ")}` : "",
    mode === "both" ? `uᵀJv = ${numeral(numbers.pairing)}` : "",
  ];
  return parts.filter(Boolean).join("; ");
}

/** A sum with more numbers than this is told without its terms. */
const LONGEST = 16;

/**
 * How Jv and uᵀJ come about, with the numbers at hand: a sentence for each that is shown.
 * @param {State} state
 * @param {Numbers} numbers
 */
export function workedTexts({ mode, cover, v, u }, { jacobian, push, pull }) {
  if (cover) return { push: "", pull: "" };
  const n = v.length;
  const rows = u.map((_, i) => jacobian.slice(i * n, (i + 1) * n));
  const columns = v.map((_, j) => rows.map((row) => row[j]));
  return {
    push: mode === "pull" ? "" : weighted("v", "Jv", "column", v, columns, push),
    pull: mode === "push" ? "" : weighted("u", "uᵀJ", "row", u, rows, pull),
  };
}

/**
 * @param {"v" | "u"} vector
 * @param {"Jv" | "uᵀJ"} name
 * @param {"column" | "row"} part
 * @param {number[]} weights
 * @param {number[][]} parts of J that they weight
 * @param {number[]} product
 */
function weighted(vector, name, part, weights, parts, product) {
  const used = weights.flatMap((weight, k) => (weight === 0 ? [] : [k]));
  if (used.length === 0) return `${vector} is zero, and so is ${name}.`;
  const [first] = used;
  const which = parts.length > 1 ? `${part} ${first + 1} of J` : `the only ${part} of J`;
  const single = used.length === 1;
  if (single && weights[first] === 1) return `${vector} = e${subscript(first + 1)}: ${name} is ${which}, ${numerals(product)}.`;
  const sum = sumOfVectors(used.map((k) => weights[k]), used.map((k) => parts[k]), product);
  if (single) {
    const only = parts.length > 1 ? `Only ${vector}${subscript(first + 1)} is not zero: ` : "";
    return `${only}${name} is ${sum.slice(0, sum.indexOf("·("))} times ${which}, ${sum}.`;
  }
  const told = weights.every((weight) => weight === 1)
    ? `${vector} is all ones: ${name} is the sum of the ${part}s`
    : `${vector} = ${numerals(weights)}: ${name} weights the ${part}s and adds them`;
  return used.length * product.length > LONGEST ? `${told}, ${numerals(product)}.` : `${told}, ${sum}.`;
}

/**
 * "2·(4, 1) − 0.5·(1, −1) = (7.5, 2.5)", true as it stands; weights that are all 1 left out.
 * @param {number[]} weights
 * @param {number[][]} parts
 * @param {number[]} totals
 */
function sumOfVectors(weights, parts, totals) {
  const sums = totals.map((total, i) => ({ terms: weights.map((weight, k) => [weight, parts[k][i]]), total }));
  const { digits, totals: told, close } = balanced(sums);
  const vectors = parts.map((part) => numerals(part, digits));
  const ones = weights.every((weight) => weight === 1);
  const terms = vectors.map((vector, k) => {
    const sign = k === 0 ? "" : weights[k] < 0 ? " − " : " + ";
    return `${sign}${ones ? "" : `${numeral(k === 0 ? weights[k] : Math.abs(weights[k]), digits)}·`}${vector}`;
  });
  return `${terms.join("")} = (${told.join(", ")})${close}`;
}

/**
 * Change that v truly makes, beside Jv.
 * @param {Numbers} numbers
 */
export function changeText({ value, moved }) {
  return moved ? vectorText(moved.map((z, i) => z - value[i])) : "…";
}

/** What is guessed. */
export const PRODUCTS = { push: "Jv", pull: "uᵀJ" };
/** Names of the handles. */
export const GUESSES = { push: "your guess of Jv", pull: "your guess of uᵀJ" };
/** @type {Record<State["mode"], string>} */
export const PROMPTS = {
  push: "Where does J send v? Drag the dotted arrow to where Jv will be, then check.",
  pull: "What does u pull back to? Drag the dotted arrow to where uᵀJ will be, then check.",
  both: "Drag the dotted arrows to where Jv and uᵀJ will be, or one of them, then check.",
};
/** What is taken for Jv: what it gives, and what went wrong. */
export const PUSHED_WRONG = /** @type {const} */ ({
  transposed: ["Jᵀv", "It is nearer to Jᵀv, where v weights the rows. In Jv it weights the columns."],
  against: ["−Jv", "It is nearer to −Jv: the line is right, the sense is not."],
  copied: ["v", "It is nearer to v itself. Here J makes another arrow of it."],
  swapped: ["Ju", "It is nearer to Ju: u took the place of v."],
  finite: ["f(x+v) − f(x)", "It is nearer to f(x + v) − f(x), where the whole step leads (the ring). Jv goes on as f begins at x."],
  unit: ["J(v/‖v‖)", "It is nearer to what a v of length 1 gives: twice as long a v has twice as long a Jv."],
  added: ["columns", "It is nearer to the sum of the columns as they are. In Jv each has its weight vⱼ."],
});
/** The same of uᵀJ. */
export const PULLED_WRONG = /** @type {const} */ ({
  transposed: ["Ju", "It is nearer to Ju, where u weights the columns. In uᵀJ it weights the rows."],
  against: ["−uᵀJ", "It is nearer to −uᵀJ: the line is right, the sense is not."],
  answer: ["pinv(J)u", "It is nearer to pinv(J)u, the smallest step that moves f(x) by u, to first order, as nearly as one can. uᵀJ is how much each input matters to u·f."],
  copied: ["u", "It is nearer to u itself. Here the pull makes another arrow of it."],
  swapped: ["vᵀJ", "It is nearer to vᵀJ: v took the place of u."],
  unit: ["(u/‖u‖)ᵀJ", "It is nearer to what a u of length 1 gives: twice as long a u has twice as long a uᵀJ."],
  added: ["rows", "It is nearer to the sum of the rows as they are. In uᵀJ each has its weight uᵢ."],
});
