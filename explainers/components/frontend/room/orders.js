/**
 * How often each order of steps was given, by the letters that the steps have as they are first
 * shown. No DOM.
 */

/** @typedef {import("./data.d.ts").Order} Order */
/** @typedef {{ order: number[], count: number }} Ranked */

/** So many orders are listed; of the others only their number is told. */
const MOST = 8;
const ARROW = " → ";

/** The right order. @param {Order} variant */
export function rightOrder({ steps }) {
  return steps.map((_, k) => k);
}

/** An order by its steps. @param {Order} variant @param {number[]} order */
export function orderText({ steps }, order) {
  return order.map((step) => steps[step].text).join(ARROW);
}

/** The letter of a step. @param {Order} variant @param {number} step */
export function letterOf({ shown }, step) {
  return String.fromCharCode(65 + shown.indexOf(step));
}

/** An order by its letters. @param {Order} variant @param {number[]} order */
export function lettersOf(variant, order) {
  return order.map((step) => letterOf(variant, step)).join(ARROW);
}

/**
 * The orders that were given most often, the most frequent first, and those that have to be seen
 * in any case; and how many others there are, with the answers that gave them.
 * @param {number[][]} cloud
 * @param {number[][]} seen
 * @param {(order: number[]) => string} [named] those of one name are one
 */
export function ranked(cloud, seen, named = (order) => order.join()) {
  /** @type {Map<string, Ranked>} */
  const found = new Map();
  for (const order of cloud) {
    const one = found.get(named(order)) ?? { order, count: 0 };
    one.count += 1;
    found.set(named(order), one);
  }
  const sorted = [...found.values()].sort((one, other) => other.count - one.count);
  const wanted = new Map(seen.map((order) => [named(order), order]));
  const listed = sorted.filter(({ order }, k) => k < MOST || wanted.has(named(order)));
  const others = sorted.filter((one) => !listed.includes(one));
  const missing = [...wanted].filter(([name]) => !found.has(name)).map(([, order]) => ({ order, count: 0 }));
  return { listed: [...listed, ...missing], others: others.length, answers: others.reduce((sum, { count }) => sum + count, 0) };
}
