/**
 * A chain of Jacobians as a row of factors, and what each order of multiplying them costs;
 * the same as core/brackets/numbers.py, so that counts follow a hand at once. Pure.
 *
 * Factors are counted from the left, from 0. An order says, for each product in turn, at
 * which place of the row it multiplies: factor `place` by factor `place + 1`.
 */

import { subscript } from "../parts/format.js";

/** @typedef {number[]} Order */
/** @typedef {Omit<import("./data.d.ts").State, "shape" | "cover">} State */
/** @typedef {Pick<State, "sizes" | "u" | "v">} Chain */
/** @typedef {Omit<import("./data.d.ts").Settled, keyof Chain | "order">} Counted */
/** @typedef {ReturnType<typeof shownOf>} Shown */
/** @typedef {[number, number]} Span neighbouring factors, from the first to before the end */
/** @typedef {"only" | "left" | "right" | "mixed" | "open"} Kind */

/**
 * @typedef {object} Product
 * @property {Span} left
 * @property {Span} right
 * @property {number} count multiplications of numbers
 * @property {number} held numbers held meanwhile beside the factors
 */

/** Letters of the spaces, from the input to the output. */
/** How many maps a chain may have. */
export const MAPS = [2, 3, 4, 5];
export const LETTERS = ["n", "m", "d", "p", "q", "r"];

/** @param {Chain} chain */
export function factorCount({ sizes, u, v }) {
  return sizes.length - 1 + Number(u) + Number(v);
}

/**
 * Sides of the factors from left to right: factor i has sides i and i + 1.
 * @param {Chain} chain
 */
export function sidesOf({ sizes, u, v }) {
  return [...(u ? [1] : []), ...sizes.toReversed(), ...(v ? [1] : [])];
}

/**
 * How each side is called; null for the single column of v, the single row of uᵀ and an
 * output that is one number.
 * @param {Chain} chain
 * @returns {(string | null)[]}
 */
export function sideNames({ sizes, u, v }) {
  const own = sizes.map((size, i) => (i === sizes.length - 1 && size === 1 ? null : LETTERS[i])).toReversed();
  return [...(u ? [null] : []), ...own, ...(v ? [null] : [])];
}

/**
 * Factors from left to right by name; a last map to ℝ has ∇hᵀ.
 * @param {Chain} chain
 */
export function factorNames({ sizes, u, v }) {
  const names = sizes.slice(1).map((_, i) => `J${subscript(i + 1)}`).toReversed();
  if (sizes[sizes.length - 1] === 1) names[0] = "∇hᵀ";
  return [...(u ? ["uᵀ"] : []), ...names, ...(v ? ["v"] : [])];
}

/**
 * The name of a factor's transpose.
 * @param {string} name
 */
export function transposed(name) {
  return name.endsWith("ᵀ") ? name.slice(0, -1) : `${name}ᵀ`;
}

/**
 * What stands in the row after some products.
 * @param {number} factors
 * @param {Order} order
 * @returns {Span[]}
 */
export function rowAfter(factors, order) {
  /** @type {Span[]} */
  const row = Array.from({ length: factors }, (_, i) => [i, i + 1]);
  for (const place of order) row.splice(place, 2, [row[place][0], row[place + 1][1]]);
  return row;
}

/**
 * Each product of an order with its cost.
 * @param {number[]} sides
 * @param {Order} order
 * @returns {Product[]}
 */
export function products(sides, order) {
  const row = rowAfter(sides.length - 1, []);
  return order.map((place) => {
    const [left, right] = row.slice(place, place + 2);
    const before = row.reduce((sum, [a, b]) => sum + (b - a > 1 ? sides[a] * sides[b] : 0), 0);
    const made = sides[left[0]] * sides[right[1]];
    row.splice(place, 2, [left[0], right[1]]);
    return { left, right, count: made * sides[right[0]], held: before + made };
  });
}

/**
 * @param {number[]} sides
 * @param {Order} order
 */
export function total(sides, order) {
  return products(sides, order).reduce((sum, { count }) => sum + count, 0);
}

/**
 * Multiplications of an order and the most numbers that it holds; infinite until it is finished.
 * @param {State} state
 * @param {number[]} counts
 * @param {number[]} held
 */
export function costs(state, counts, held) {
  const done = state.order.length === factorCount(state) - 1;
  return done ? [counts.reduce((sum, count) => sum + count, 0), Math.max(0, ...held)] : [Infinity, Infinity];
}

/** @param {number} factors @returns {Order} */
export function fromLeft(factors) {
  return Array(factors - 1).fill(0);
}

/** @param {number} factors @returns {Order} */
export function fromRight(factors) {
  return Array.from({ length: factors - 1 }, (_, i) => factors - 2 - i);
}

/**
 * The order of a span from those of its two parts.
 * @param {Order} left
 * @param {Order} right
 */
function joined(left, right) {
  return [...left, ...right.map((place) => place + 1), 0];
}

/**
 * An order that no other betters, by dynamic programming over spans.
 * @param {number[]} sides
 * @param {(cost: number, extreme: number) => boolean} better
 * @returns {Order}
 */
function extreme(sides, better) {
  const factors = sides.length - 1;
  /** @type {Map<string, { cost: number, order: Order }>} */
  const found = new Map();
  for (let i = 0; i < factors; i += 1) found.set(`${i},${i + 1}`, { cost: 0, order: [] });
  for (let width = 2; width <= factors; width += 1) {
    for (let first = 0; first + width <= factors; first += 1) {
      const end = first + width;
      for (let cut = first + 1; cut < end; cut += 1) {
        const left = /** @type {{ cost: number, order: Order }} */ (found.get(`${first},${cut}`));
        const right = /** @type {{ cost: number, order: Order }} */ (found.get(`${cut},${end}`));
        const cost = left.cost + right.cost + sides[first] * sides[cut] * sides[end];
        const known = found.get(`${first},${end}`);
        if (!known || better(cost, known.cost)) {
          found.set(`${first},${end}`, { cost, order: joined(left.order, right.order) });
        }
      }
    }
  }
  return found.get(`0,${factors}`)?.order ?? [];
}

/** @param {number[]} sides */
export function best(sides) {
  return extreme(sides, (cost, least) => cost < least);
}

/** @param {number[]} sides */
export function worst(sides) {
  return extreme(sides, (cost, most) => cost > most);
}

/**
 * The order with the same brackets that finishes what is left first.
 * @param {number} factors
 * @param {Order} order
 * @returns {Order}
 */
export function canonical(factors, order) {
  /** @type {Order[]} */
  const row = Array.from({ length: factors }, () => []);
  for (const place of order) row.splice(place, 2, joined(row[place], row[place + 1]));
  return row[0];
}

/**
 * @param {number} factors
 * @param {Order} one
 * @param {Order} other
 */
export function sameBrackets(factors, one, other) {
  if (one.length < factors - 1 || other.length < factors - 1) return false;
  return canonical(factors, one).join() === canonical(factors, other).join();
}

/**
 * Whether an order works from the left (reverse mode), from the right (forward), or neither.
 * @param {number} factors
 * @param {Order} order
 * @returns {Kind}
 */
export function kindOf(factors, order) {
  if (order.length < factors - 1) return "open";
  if (factors === 2) return "only";
  if (sameBrackets(factors, order, fromLeft(factors))) return "left";
  return sameBrackets(factors, order, fromRight(factors)) ? "right" : "mixed";
}

/**
 * An order for the same row with a factor more at its left, which is multiplied last.
 * @param {number} factors before
 * @param {Order} order
 * @returns {Order}
 */
export function withLeft(factors, order) {
  const later = order.map((place) => place + 1);
  return order.length === factors - 1 ? [...later, 0] : later;
}

/**
 * An order for the same row with a factor more at its right, which is multiplied last.
 * @param {number} factors before
 * @param {Order} order
 * @returns {Order}
 */
export function withRight(factors, order) {
  return order.length === factors - 1 ? [...order, 0] : order;
}

/**
 * An order for the same row without one of its factors; the other brackets stay.
 * @param {number} factors before
 * @param {Order} order
 * @param {number} gone
 * @returns {Order}
 */
export function without(factors, order, gone) {
  /** @type {number[]} how many factors each has that stay */
  const row = Array.from({ length: factors }, (_, i) => (i === gone ? 0 : 1));
  /** @type {Order} */
  const kept = [];
  for (const place of order) {
    const [left, right] = row.slice(place, place + 2);
    if (left && right) kept.push(row.slice(0, place).filter(Boolean).length);
    row.splice(place, 2, left + right);
  }
  return kept;
}

/**
 * The same chain with another number of maps.
 * @param {State} state
 * @param {number} count
 */
export function withMaps(state, count) {
  let { order } = state;
  // Maps come and go at the far end; an output that is one number stays the last.
  const last = state.sizes[state.sizes.length - 1] === 1 ? [1] : [];
  let inner = state.sizes.slice(0, state.sizes.length - last.length);
  let factors = factorCount(state);
  const wanted = factors + count + 1 - state.sizes.length;
  for (; factors < wanted; factors += 1) {
    order = withLeft(factors, order);
    inner = [...inner, inner[inner.length - 1]];
  }
  for (; factors > wanted; factors -= 1) {
    order = without(factors, order, state.u ? 1 : 0);
    inner = inner.slice(0, -1);
  }
  return alike(state, { ...state, sizes: [...inner, ...last], order });
}

/**
 * The same chain with a vector at one end, or without the one that is there.
 * @param {State} state
 * @param {"u" | "v"} end
 */
export function withEnd(state, end) {
  const { order } = state;
  const factors = factorCount(state);
  const added = end === "u" ? withLeft : withRight;
  const next = state[end] ? without(factors, order, end === "u" ? 0 : factors - 1) : added(factors, order);
  return alike(state, { ...state, [end]: !state[end], order: next });
}

/**
 * Another chain, with an order of the same mode if the one before has a mode.
 * @param {State} before
 * @param {State} next
 * @returns {State}
 */
function alike(before, next) {
  const kind = kindOf(factorCount(before), before.order);
  const factors = factorCount(next);
  if (kind === "left") return { ...next, order: fromLeft(factors) };
  return kind === "right" ? { ...next, order: fromRight(factors) } : next;
}

/**
 * Counts of a chain, as Python counts them.
 * @param {Chain & { order: Order }} chain
 * @returns {Counted}
 */
export function counted(chain) {
  const sides = sidesOf(chain);
  const factors = sides.length - 1;
  const done = products(sides, chain.order);
  const bestOrder = best(sides);
  return {
    counts: done.map(({ count }) => count),
    held: done.map(({ held }) => held),
    left: total(sides, fromLeft(factors)),
    right: total(sides, fromRight(factors)),
    best: total(sides, bestOrder),
    worst: total(sides, worst(sides)),
    best_order: bestOrder,
  };
}

/**
 * Everything that is shown of a state.
 * @param {State} state
 * @param {Counted} counted
 */
export function shownOf(state, counted) {
  const sides = sidesOf(state);
  const factors = sides.length - 1;
  return {
    state,
    factors,
    sides,
    letters: sideNames(state),
    names: factorNames(state),
    products: products(sides, state.order),
    counted,
    total: counted.counts.reduce((sum, count) => sum + count, 0),
    kind: kindOf(factors, state.order),
  };
}

/**
 * How a span of the row is written, without outer brackets.
 * @param {string[]} names
 * @param {Span} span
 * @param {boolean} mirror
 */
export function spanName(names, [first, end], mirror) {
  const own = names.slice(first, end);
  return (mirror ? own.toReversed().map(transposed) : own).join("");
}

/**
 * The product with the brackets of an order: ∇hᵀ·((J₂·J₁)·v).
 * @param {string[]} names
 * @param {Order} order
 * @param {boolean} mirror
 */
export function written(names, order, mirror) {
  const row = mirror ? names.map(transposed) : [...names];
  for (const place of order) {
    const [left, right] = row.slice(place, place + 2);
    row.splice(place, 2, mirror ? `(${right}·${left})` : `(${left}·${right})`);
  }
  if (row.length > 1) return (mirror ? row.toReversed() : row).join("·");
  return order.length ? row[0].slice(1, -1) : row[0];
}

/**
 * The formula of a product with its numbers: "d·m·n = 100·200·300".
 * @param {number[]} sides
 * @param {(string | null)[]} names
 * @param {Product} product
 */
export function formula(sides, names, { left, right }) {
  const places = [left[0], right[0], right[1]].filter((place) => names[place] !== null);
  if (places.length === 0) return "1";
  const letters = places.map((place) => names[place]).join("·");
  return `${letters} = ${places.map((place) => sides[place]).join("·")}`;
}

/** Sizes that a slider offers; any other can be typed. */
export const STOPS = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 150, 200, 256, 300, 400, 500, 640, 800, 1000,
];

/**
 * The stop of a slider that is nearest to a size.
 * @param {number} size
 */
export function stopOf(size) {
  let nearest = 0;
  STOPS.forEach((stop, i) => {
    if (Math.abs(Math.log(stop / size)) < Math.abs(Math.log(STOPS[nearest] / size))) nearest = i;
  });
  return nearest;
}

/**
 * A whole number as readers see it: 6,030,100.
 * @param {number} number
 */
export function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}
