/**
 * How a chain of steps is run out and back with some of its states kept: the same counts as in
 * schedule.py, and each move of the run. No DOM.
 */

/** @typedef {"out" | "again" | "record" | "back"} Kind */
/** @typedef {{ kind: Kind, from: number, to: number, first: boolean, row: number }} Move */
/** @typedef {{ at: number, begin: number, end: number }} Hold a state in its slot, from row to row */
/** @typedef {{ moves: Move[], holds: Hold[], turn: number }} Run with the row in which the way back begins */

/** So many steps have all their placements drawn. */
export const FEW = 12;

/** @type {Map<number, number>} */
const known = new Map();

/**
 * The fewest recomputed steps of a segment whose start is held in one of so many slots.
 * @param {number} steps
 * @param {number} slots
 * @returns {number}
 */
export function least(steps, slots) {
  if (steps === 1) return 0;
  if (slots < 1) return Infinity;
  const key = 1000 * steps + slots;
  const found = known.get(key) ?? Math.min(...Array.from({ length: steps - 1 }, (_, k) => price(steps, slots, k + 1)));
  known.set(key, found);
  return found;
}

/** @param {number} steps @param {number} slots @param {number} first steps to the next stone */
function price(steps, slots, first) {
  return first + least(steps - first, slots - 1) + least(first, slots);
}

/** After how many steps the next stone stands best. @param {number} steps @param {number} slots */
export function split(steps, slots) {
  let first = 1;
  while (price(steps, slots, first) !== least(steps, slots)) first += 1;
  return first;
}

/** A placement that recomputes least. @param {number} steps @param {number} slots */
export function best(steps, slots) {
  /** @type {number[]} */
  const stones = [];
  for (let at = 0; slots > 1 && steps - at > 1; slots -= 1) stones.push((at += split(steps - at, slots)));
  return stones;
}

/** About √steps segments of about the same length. @param {number} steps */
export function evenly(steps) {
  const parts = Math.max(1, Math.round(Math.sqrt(steps)));
  return Array.from({ length: parts - 1 }, (_, k) => Math.floor(((k + 1) * steps) / parts + 0.5));
}

/** @param {number[]} stones */
export const slotsOf = (stones) => stones.length + 1;

/** Steps that are computed again. @param {number} steps @param {number[]} stones */
export function recomputed(steps, stones) {
  const ends = [0, ...stones, steps];
  const slots = slotsOf(stones);
  return stones.reduce((sum, _, k) => sum + least(ends[k + 2] - ends[k + 1], slots - k - 1), least(ends[1], slots) + ends[ends.length - 2]);
}

/**
 * Slots and recomputed steps of every placement, each pair once.
 * @param {number} steps
 * @returns {[number, number][]}
 */
export function placements(steps) {
  /** @type {Map<string, [number, number]>} */
  const found = new Map();
  for (let bits = 0; bits < 2 ** (steps - 1); bits++) {
    const stones = Array.from({ length: steps - 1 }, (_, k) => k + 1).filter((k) => bits & (1 << (k - 1)));
    /** @type {[number, number]} */
    const pair = [slotsOf(stones), recomputed(steps, stones)];
    found.set(pair.join(), pair);
  }
  return [...found.values()];
}

/**
 * The run out and back. Each evaluation and each step back takes a row; slots that have become free
 * are used again by the best rule.
 * @param {number} steps
 * @param {number[]} stones
 * @returns {Run}
 */
export function run(steps, stones) {
  /** @type {Move[]} */
  const moves = [];
  /** @type {Hold[]} */
  const holds = [];
  let reached = 0;
  /** @param {Kind} kind @param {number} from @param {number} to */
  const move = (kind, from, to) => {
    const first = kind !== "back" && to > reached;
    if (first) reached = to;
    moves.push({ kind, from, to, first, row: moves.length });
  };
  /** @param {number} at @param {() => void} within */
  const keeping = (at, within) => {
    const hold = { at, begin: moves.length, end: 0 };
    holds.push(hold);
    within();
    hold.end = moves.length;
  };
  keeping(0, () => back(0, steps, slotsOf(stones), stones));
  return { moves, holds, turn: moves.findIndex(({ kind }) => kind === "back") };

  /**
   * Back through a segment whose start is at hand.
   * @param {number} low
   * @param {number} high
   * @param {number} slots
   * @param {number[]} given stones in it
   */
  function back(low, high, slots, given) {
    if (high - low === 1) {
      move("record", low, high);
      move("back", high, low);
      return;
    }
    const middle = given[0] ?? low + split(high - low, slots);
    for (let k = low; k < middle; k++) move(k + 1 > reached ? "out" : "again", k, k + 1);
    const rest = () => back(middle, high, slots - 1, given.slice(1));
    // A last step is recorded where it stands, and needs no slot unless a stone is there.
    if (given.length > 0 || slots > 1) keeping(middle, rest);
    else rest();
    back(low, middle, slots, []);
  }
}

/** Slots held at a row. @param {Run} found @param {number} row */
export function heldAt({ holds }, row) {
  return holds.filter(({ begin, end }) => begin <= row && row < end).length;
}

/** Slots held from each row to the next. @param {Run} found */
export function heldOver(found) {
  return found.moves.map(({ row }) => heldAt(found, row));
}

/** Steps recomputed before a row. @param {Run} found @param {number} row */
export function againBy({ moves }, row) {
  return moves.slice(0, row).filter(({ kind, first }) => kind !== "back" && !first).length;
}

/**
 * A stone moved towards a place, over stones that stand in its way; null if there is no room.
 * @param {number} steps
 * @param {number[]} others
 * @param {number} to
 */
export function nearestFree(steps, others, to) {
  const free = Array.from({ length: steps - 1 }, (_, k) => k + 1).filter((k) => !others.includes(k));
  const by = (/** @type {number} */ k) => Math.abs(k - to);
  return free.length ? free.reduce((near, k) => (by(k) < by(near) ? k : near)) : null;
}

/** The middle of the longest segment, for one more stone; null where all states are kept. @param {number} steps @param {number[]} stones */
export function roomiest(steps, stones) {
  const ends = [0, ...stones, steps];
  const gaps = ends.slice(1).map((end, k) => end - ends[k]);
  const k = gaps.indexOf(Math.max(...gaps));
  return gaps[k] > 1 ? ends[k] + Math.floor(gaps[k] / 2) : null;
}
