/**
 * What the bracket machine says of its chain.
 */

import { numeral, plural } from "../parts/format.js";
import { MISTAKE } from "../parts/guess_words.js";
import { factorNames, formula, grouped, products, sidesOf, spanName, written } from "./numbers.js";

/** @typedef {import("./numbers.js").Span} Span */
/** @typedef {import("./numbers.js").Product} Product */
/** @typedef {import("./numbers.js").Shown} Shown */
/** @typedef {import("./numbers.js").State} State */

export const MAPS = { text: "Maps", name: "number of maps" };
export const ENDS = {
  u: "weight the outputs by one vector u",
  v: "move the input along one vector v",
};
/** @type {[string, string]} */
export const MIRROR = ["Transpose", "write the transpose, which turns the row around"];
/** @type {[string, string]} */
export const UNDO = ["Undo", "the last product"];
/** @type {[string, string]} */
export const CLEAR = ["No brackets", "start from the bare row"];
export const HINT = "Click a dot to multiply its neighbours";
export const DOTS = "multiply two neighbours";
export const STEPS = "products done";
export const SPACES = "sizes of the spaces";
export const LEDGER = "Multiplications";
export const COLUMNS = ["Product", "Multiplications", "Held"];
export const OWN = "This order";
export const ORDERS = ["Reverse mode", "Forward mode", "Best", "Worst"];

/** @type {Record<import("./numbers.js").Kind, string>} */
const KINDS = {
  only: "there is only one",
  left: "reverse mode",
  right: "forward mode",
  mixed: "neither",
  open: "unfinished",
};

/**
 * @param {"u" | "v"} end
 * @param {boolean} mirror
 */
export function endText(end, mirror) {
  if (end === "u") return mirror ? "u at the right" : "uᵀ at the left";
  return mirror ? "vᵀ at the left" : "v at the right";
}

/** What is asked, and what is counted, as the subject of an equation. */
export const ASKED = {
  count: "How many multiplications does this order take in all?",
  which: "Which order takes the fewest multiplications?",
  takes: "the count",
};
export const GUESS = { fresh: "Your guess", last: "Your last guess", covered: "?" };
/** What takes the fewest. */
export const CHEAPER = { reverse: "reverse mode", forward: "forward mode", same: "both modes alike", another: "another order than these" };
/** What is taken for a count, and what went wrong. */
export const MISCOUNTED = {
  modes: {
    reverse: "It is nearer to what reverse mode takes. Here other products come first.",
    forward: "It is nearer to what forward mode takes. Here other products come first.",
  },
  parts: {
    last: "It is nearer to the count without the last product.",
    first: "It is nearer to the count of the first product alone.",
  },
  rules: {
    added: "It is nearer to the sizes added up. A product takes its rows times its columns times what lies between.",
    made: "It is nearer to the count of the entries that are made. Each takes as many multiplications as the space between has numbers.",
    multiplied: "It is nearer to the counts multiplied. One product comes after the other: their counts are added.",
  },
};

/**
 * What is said of a guess which order takes the fewest.
 * @param {keyof typeof CHEAPER} guess
 * @param {keyof typeof CHEAPER} truth
 * @param {import("./numbers.js").Counted} counts
 */
export function cheaperText(guess, truth, { left, right, best }) {
  const begin = guess === truth ? "Right" : `Your guess was ${CHEAPER[guess]}`;
  if (truth === "same") return `${begin}: both modes take ${grouped(left)}, and no order takes fewer.`;
  const both = `reverse mode takes ${grouped(left)} and forward mode ${grouped(right)}`;
  return `${begin}: ${both}; ${truth === "another" ? "the best order takes" : "no order takes fewer than"} ${grouped(best)}.`;
}

/** A count that was guessed, which need be none. @param {number} count */
export const guessText = (count) => Number.isSafeInteger(count) && count >= 0 ? grouped(count) : numeral(count, 6);

/** @param {boolean} thin */
export const note = (thin) => `To scale${thin ? "; sides under 3 pixels are drawn as 3" : ""}.`;

export const LEGEND = `
.matrix.plain.given | a factor
.matrix.pull.given | one row: a pull
.matrix.push.given | one column: a push
.matrix.made | a product
.order.guess .cost span | your guess
.order.mistake .cost span | ${MISTAKE}
.dot-button span | multiplies its neighbours | ·
.arc:not(.next) | a product to come, with its multiplications
.arc.next | the next one
.cost span | multiplications, against the worst order
.steps .active | the product just made`;

/**
 * The role of a space among those of a chain.
 * @param {number} space counted from the input
 * @param {number} count
 */
export const spaceText = (space, count) => space === 0 ? "inputs" : space === count - 1 ? "outputs" : "";

/**
 * The size of a matrix: "100×300".
 * @param {number[]} sides
 * @param {Span} span
 * @param {boolean} mirror
 */
export function sizeText(sides, [first, end], mirror) {
  return mirror ? `${sides[end]}×${sides[first]}` : `${sides[first]}×${sides[end]}`;
}

/**
 * What a dot between two neighbours of the row is called, and what it would do.
 * @param {Shown} shown
 * @param {Span} left
 * @param {Span} right
 * @param {boolean} [cover] whether the count is to be guessed
 */
export function dot({ state, names, sides }, left, right, cover = false) {
  const [one, other] = factors(names, { left, right }, state.mirror);
  const count = sides[left[0]] * sides[left[1]] * sides[right[1]];
  const makes = sizeText(sides, [left[0], right[1]], state.mirror);
  if (cover) return { name: `multiply ${one} by ${other}`, told: `${one}·${other}, makes ${makes}` };
  return {
    name: `multiply ${one} by ${other}: ${counted(count, "multiplication")}`,
    told: `${one}·${other}: ${grouped(count)}, makes ${makes}`,
  };
}

/**
 * The two factors of a product, as they stand in the row.
 * @param {string[]} names
 * @param {Pick<Product, "left" | "right">} product
 * @param {boolean} mirror
 */
function factors(names, { left, right }, mirror) {
  return (mirror ? [right, left] : [left, right]).map((span) => spanName(names, span, mirror));
}

/**
 * A step of the player, for its value text.
 * @param {State} state
 * @param {number} step
 * @param {boolean} [cover]
 */
export function product(state, step, cover = false) {
  if (step === 0) return "none yet";
  const { left, right, count } = products(sidesOf(state), state.order)[step - 1];
  const name = spanName(factorNames(state), [left[0], right[1]], state.mirror);
  if (cover) return `product ${step}: ${name}`;
  return `product ${step}: ${name}, ${counted(count, "multiplication")}`;
}

/** The settled count in words. @param {Shown} shown */
export function settled({ state, names, total, counted: found, kind }) {
  const text = written(names, state.order, state.mirror);
  if (kind === "open") return `${text}: ${counted(total, "multiplication")} so far`;
  return `${text}: ${counted(total, "multiplication")}, ${beyond(total, found.best)}`;
}

/** What kind of order this one is. @param {Shown} shown */
export function kindText({ state, names, sides, products: made, kind }) {
  if (kind !== "mixed") return KINDS[kind];
  // The largest matrix that is made on the way tells what is between the two modes.
  const entries = (/** @type {Product} */ { left, right }) => sides[left[0]] * sides[right[1]];
  const { left, right } = made.reduce((one, other) => (entries(other) > entries(one) ? other : one));
  /** @type {Span} */
  const span = [left[0], right[1]];
  return `forms ${spanName(names, span, state.mirror)}, ${sizeText(sides, span, state.mirror)}`;
}

/** Where each of the orders that are offered starts. @param {Shown} shown */
export function starts({ state, names, sides, factors: count }) {
  const [one, other] = state.mirror ? ["right", "left"] : ["left", "right"];
  const [first, last] = [0, count - 1].map((k) => spanName(names, [k, k + 1], state.mirror));
  return [
    sides[0] === 1 ? `starts at the ${one} with ${first}` : `from the ${one}, ${sides[0]} rows at once`,
    sides[count] === 1 ? `starts at the ${other} with ${last}` : `from the ${other}, ${sides[count]} columns at once`,
    "fewest multiplications",
    "most multiplications",
  ];
}

/** The rows of the table of products: name, formula, count and what is held. @param {Shown} shown */
export function table({ state, names, sides, letters, products: made, counted }) {
  return made.map((product, i) => [
    factors(names, product, state.mirror).join("·"),
    formula(sides, letters, product),
    grouped(counted.counts[i]),
    grouped(counted.held[i]),
  ]);
}

/** What all products take together. @param {Shown} shown */
export function sum({ factors: count, products: { length }, counted: found, total, kind }) {
  if (length === 0) return `Nothing multiplied yet; ${count - 1} to go.`;
  const far =
    kind === "open"
      ? `${grouped(total)} so far; ${count - 1 - length} to go.`
      : `${counted(total, "multiplication")}: ${beyond(total, found.best)}.`;
  return `${far} Held beside the factors: ${counted(Math.max(0, ...found.held), "number")} at most.`;
}

/**
 * A count with what it counts: 1 number, 2,000 numbers.
 * @param {number} count
 * @param {string} noun
 */
export const counted = (count, noun) => `${grouped(count)} ${plural(noun, count)}`;

/**
 * How far a count is from the fewest.
 * @param {number} count
 * @param {number} fewest
 */
export function beyond(count, fewest) {
  if (count === fewest) return "no order takes fewer";
  const ratio = count / fewest;
  if (ratio >= 1.1) return `${times(ratio)} times the best`;
  return `${Number((100 * (ratio - 1)).toPrecision(1))} % more than the best`;
}

/**
 * How many times as many, to two digits, as the text beside the figure has it: 75, 1.3, 2,300.
 * @param {number} ratio
 */
export const times = (ratio) => ratio < 100 ? numeral(ratio, 2) : grouped(Number(ratio.toPrecision(2)));
