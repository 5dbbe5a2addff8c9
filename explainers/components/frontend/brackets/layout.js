/**
 * Where the matrices of a row stand, all to one scale, and where its brackets go. Pure.
 */

import { products, rowAfter } from "./numbers.js";

/** @typedef {import("./numbers.js").Span} Span */
/** @typedef {import("./numbers.js").Order} Order */

/** Sides thinner than this many pixels are drawn as thick. */
export const THINNEST = 3;
/** From a bracket to the next one below. */
export const LEVEL = 25;
/**
 * Height of the tallest matrix: more factors leave less, since they have more brackets below,
 * and so does a narrow screen.
 * @param {number} factors
 * @param {number} width
 */
export function tallest(factors, width) {
  return Math.round(Math.min(168, 232 - 16 * factors, 0.4 * width));
}

/**
 * @typedef {object} Box a matrix of the row, in pixels
 * @property {Span} span
 * @property {number} x its left edge
 * @property {number} width
 * @property {number} height
 * @property {number} slot left edge of the room it has
 * @property {number} room
 */

/**
 * @typedef {object} Bracket a product that is still to come
 * @property {number} step counted from 0
 * @property {number} first index in the row
 * @property {number} end
 * @property {number} depth 1 for a product of two matrices of the row
 */

/**
 * @param {Span[]} row
 * @param {number[]} sides
 * @param {boolean} mirror
 */
function shapes(row, sides, mirror) {
  const all = row.map((span) => {
    const [rows, columns] = [sides[span[0]], sides[span[1]]];
    return { span, wide: mirror ? rows : columns, high: mirror ? columns : rows };
  });
  return mirror ? all.reverse() : all;
}

/**
 * Width that a row needs at some scale.
 * @param {ReturnType<typeof shapes>} all
 * @param {(span: Span) => number} least
 * @param {number} gap
 * @param {number} scale
 */
function needed(all, least, gap, scale) {
  const rooms = all.map(({ span, wide }) => Math.max(least(span), Math.max(THINNEST, wide * scale)));
  return rooms.reduce((sum, room) => sum + room, gap * (all.length - 1));
}

/**
 * Pixels for one row or column of a matrix, such that every row that an order passes through
 * fits, and none is higher than the tallest.
 * @param {number[]} sides
 * @param {Order} order
 * @param {boolean} mirror
 * @param {number} width
 * @param {number} gap
 * @param {(span: Span) => number} least room for a matrix's name
 */
export function scaleOf(sides, order, mirror, width, gap, least) {
  let scale = tallest(sides.length - 1, width) / Math.max(...sides);
  for (let done = 0; done <= order.length; done += 1) {
    const all = shapes(rowAfter(sides.length - 1, order.slice(0, done)), sides, mirror);
    if (needed(all, least, gap, scale) <= width) continue;
    let [low, high] = [0, scale];
    for (let i = 0; i < 40; i += 1) {
      const middle = (low + high) / 2;
      if (needed(all, least, gap, middle) <= width) low = middle;
      else high = middle;
    }
    scale = low;
  }
  return scale;
}

/**
 * The matrices of a row, centred.
 * @param {number[]} sides
 * @param {Span[]} row
 * @param {boolean} mirror
 * @param {number} width
 * @param {number} gap
 * @param {number} scale
 * @param {(span: Span) => number} least
 * @returns {Box[]}
 */
export function boxes(sides, row, mirror, width, gap, scale, least) {
  const all = shapes(row, sides, mirror);
  let slot = (width - needed(all, least, gap, scale)) / 2;
  return all.map(({ span, wide, high }) => {
    const [w, h] = [Math.max(THINNEST, wide * scale), Math.max(THINNEST, high * scale)];
    const room = Math.max(least(span), w);
    const box = { span, x: slot + (room - w) / 2, width: w, height: h, slot, room };
    slot += room + gap;
    return box;
  });
}

/**
 * The products of an order that are still to come, as brackets over the row at hand.
 * @param {number[]} sides
 * @param {Order} order
 * @param {number} done
 * @returns {Bracket[]}
 */
export function brackets(sides, order, done) {
  const row = rowAfter(sides.length - 1, order.slice(0, done));
  const [starts, ends] = [row.map(([first]) => first), row.map(([, end]) => end)];
  /** @type {Map<string, number>} */
  const depths = new Map(row.map((span) => [span.join(), 0]));
  return products(sides, order)
    .slice(done)
    .map(({ left, right }, i) => {
      const depth = 1 + Math.max(depths.get(left.join()) ?? 0, depths.get(right.join()) ?? 0);
      depths.set([left[0], right[1]].join(), depth);
      return { step: done + i, first: starts.indexOf(left[0]), end: ends.indexOf(right[1]) + 1, depth };
    });
}
