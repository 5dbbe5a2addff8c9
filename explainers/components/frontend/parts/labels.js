/**
 * Places for the words of a plane, so that none is written over another, over a handle or over
 * an arrow. The same for the same picture, whatever was there before. No DOM.
 */

/** @typedef {import("./geometry.js").Vec} Vec */

/**
 * A word that names something: it stands a little off its anchor, if it can in the direction
 * that it leans to; one that does not lean would stand on its anchor.
 * @typedef {object} Label
 * @property {Vec} anchor
 * @property {Vec} lean a unit vector, or zero
 * @property {number} reach how far from its anchor it keeps
 * @property {number} width
 * @property {number} height
 * @property {string} text
 * @property {string} kind
 */

/** @typedef {{ middle: Vec, width: number, height: number }} Box */

/**
 * What words keep off.
 * @typedef {object} Obstacles
 * @property {Box[]} boxes
 * @property {{ at: Vec, radius: number }[]} discs
 * @property {[Vec, Vec][]} shafts
 */

/** Turns, in eighths of a circle, and steps away from the anchor, in the order of trial. */
const TURNS = [0, 1, -1, 2, -2, 3, -3, 4];
const STEPS = [0, 9, 22];
/** What it costs to be written over something that must be read or seen, and over a shaft. */
const [OVER, ACROSS] = [1000, 10];
/** Pixels between a word and the lines beside it. */
const CLEAR = 4;
/** Pixels between the places that are tried where there is none near the anchor. */
const LATTICE = 13;
/** Pixels that a word keeps from the edge, and two on one line from each other. */
const [EDGE, ABREAST] = [3, 8];

/** Widths of letters in parts of their size: a little more than they take. */
const WIDTHS = /** @type {const} */ ([
  [/[\sijltfr.,:;()|'!/·₀-₉⁰¹²³⁴-⁹]/, 0.4],
  [/[mwMW∂∇…→↑]/, 0.92],
  [/[A-Z]/, 0.66],
]);

/**
 * About how wide a text is, and rather too wide.
 * @param {string} text
 * @param {number} size of its letters
 */
export function widthOf(text, size) {
  let wide = 0;
  for (const letter of text) wide += widthOfLetter(letter);
  return wide * size;
}

/** @type {Map<string, number>} */
const known = new Map();

/** @param {string} letter */
function widthOfLetter(letter) {
  let width = known.get(letter);
  if (width === undefined) known.set(letter, (width = WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? 0.57));
  return width;
}

/**
 * Middles of the labels, each placed after those before it.
 * @param {Label[]} labels
 * @param {{ size: number, height: number }} frame
 * @param {Obstacles} obstacles
 * @returns {Vec[]}
 */
export function placed(labels, frame, { boxes, discs, shafts }) {
  const taken = [...boxes];
  return labels.map((label) => {
    const { width, height } = label;
    if (label.text === "") return label.anchor;
    let middle = /** @type {Vec} */ ([0, 0]);
    let least = Infinity;
    for (const step of STEPS) {
      for (const turn of TURNS) if (least > 0) attempt(kept(beside(label, turn, step), label, frame));
    }
    if (least >= OVER) for (const place of lattice(label, frame)) if (least >= OVER) attempt(place);
    taken.push({ middle, width, height });
    return middle;

    /** @param {Vec} at */
    function attempt(at) {
      const cost = costOf(at, width, height, least);
      if (cost < least) [least, middle] = [cost, at];
    }
  });

  /**
   * @param {Vec} at
   * @param {number} width
   * @param {number} height
   * @param {number} most beyond which it does not matter how much it is
   */
  function costOf(at, width, height, most) {
    let cost = 0;
    for (const box of taken) {
      if (overlap(at, width, height, box)) cost += OVER;
      if (cost >= most) return cost;
    }
    for (const disc of discs) if (reaches(disc.at, disc.radius, at, width, height)) cost += OVER;
    for (const [a, b] of shafts) if (crosses(a, b, at, width + CLEAR, height)) cost += ACROSS;
    return cost;
  }
}

/**
 * The middle of a word on a line, under its place as far as it is not cut.
 * @param {number} place
 * @param {number} width
 * @param {number} size of the line
 */
export function onLine(place, width, size) {
  return Math.max(width / 2 + EDGE, Math.min(size - width / 2 - EDGE, place));
}

/**
 * Middles of two words on one line, the first to the left: each under its place, or leaning away
 * from the other where they would touch.
 * @param {Vec} places
 * @param {Vec} widths
 * @param {number} size of the line
 * @returns {Vec}
 */
export function abreast(places, widths, size) {
  const [a, b] = places.map((z, k) => onLine(z, widths[k], size));
  const between = (widths[0] + widths[1]) / 2 + ABREAST;
  if (b - a >= between) return [a, b];
  const left = (places[0] + places[1] - ABREAST - widths[0]) / 2;
  const first = onLine(left, widths[0], size - ABREAST - widths[1]);
  return [first, first + between];
}

/**
 * @param {Vec} at
 * @param {number} width
 * @param {number} height
 * @param {Box} box
 */
export function overlap(at, width, height, box) {
  return (
    Math.abs(at[0] - box.middle[0]) < (width + box.width) / 2 &&
    Math.abs(at[1] - box.middle[1]) < (height + box.height) / 2
  );
}

/**
 * Whether a disc reaches into a box.
 * @param {Vec} centre
 * @param {number} radius
 * @param {Vec} at
 * @param {number} width
 * @param {number} height
 */
export function reaches(centre, radius, at, width, height) {
  const dx = Math.max(0, Math.abs(centre[0] - at[0]) - width / 2);
  const dy = Math.max(0, Math.abs(centre[1] - at[1]) - height / 2);
  return dx * dx + dy * dy < radius * radius;
}

/**
 * Where a label stands that is turned away from where it leans.
 * @param {Label} label
 * @param {number} turn in eighths of a circle
 * @param {number} step farther away
 * @returns {Vec}
 */
function beside({ anchor, lean, reach, width, height }, turn, step) {
  const loose = lean[0] === 0 && lean[1] === 0;
  if (loose && turn === 0 && step === 0) return anchor;
  const [a, b] = loose ? [0, 1] : lean;
  const [cos, sin] = [Math.cos((turn * Math.PI) / 4), Math.sin((turn * Math.PI) / 4)];
  const [dx, dy] = [a * cos - b * sin, a * sin + b * cos];
  const away = reach + step;
  return [anchor[0] + dx * away + (dx * width) / 2, anchor[1] + dy * away + (dy * height) / 2];
}

/**
 * A middle from which a label does not leave the frame.
 * @param {Vec} at
 * @param {Label} label
 * @param {{ size: number, height: number }} frame
 * @returns {Vec}
 */
function kept([x, y], { width, height }, frame) {
  const [across, down] = [width / 2 + EDGE, height / 2 + EDGE];
  return [
    Math.max(across, Math.min(frame.size - across, x)),
    Math.max(down, Math.min(frame.height - down, y)),
  ];
}

/**
 * Places all over the frame, the nearest first.
 * @param {Label} label
 * @param {{ size: number, height: number }} frame
 */
function lattice(label, frame) {
  /** @type {Vec[]} */
  const places = [];
  for (let x = 0; x <= frame.size; x += LATTICE) {
    for (let y = 0; y <= frame.height; y += LATTICE) places.push(kept([x, y], label, frame));
  }
  const far = (/** @type {Vec} */ p) => Math.hypot(p[0] - label.anchor[0], p[1] - label.anchor[1]);
  return places.sort((p, q) => far(p) - far(q));
}

/**
 * Whether a line from a to b goes through a box.
 * @param {Vec} a
 * @param {Vec} b
 * @param {Vec} middle
 * @param {number} width
 * @param {number} height
 */
function crosses(a, b, middle, width, height) {
  let [from, to] = [0, 1];
  const half = [width / 2, height / 2];
  for (const axis of /** @type {const} */ ([0, 1])) {
    const step = b[axis] - a[axis];
    const [low, high] = [middle[axis] - half[axis] - a[axis], middle[axis] + half[axis] - a[axis]];
    if (step === 0) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    const [first, last] = step > 0 ? [low / step, high / step] : [high / step, low / step];
    from = Math.max(from, first);
    to = Math.min(to, last);
    if (from > to) return false;
  }
  return true;
}
