/**
 * What functions are about, drawn in the planes of the Stage: an arm, what a camera sees, a
 * line and its errors. Each follows from the numbers at hand, Jacobian and all. No DOM.
 */

import { SMALL, plus, shown } from "../parts/curves.js";
import { subscript } from "../parts/format.js";
import * as geometry from "../parts/geometry.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("../parts/geometry.js").Frame} Frame */
/** @typedef {import("../parts/picture.js").Drawing} Drawing */
/** @typedef {import("../parts/picture.js").Shape} Shape */
/** @typedef {import("../parts/products.js").Numbers} Numbers */

/**
 * What a picture follows from, and where it is drawn.
 * @typedef {object} Subject
 * @property {number[]} x
 * @property {number[]} v
 * @property {number[]} u
 * @property {Numbers} numbers at x
 * @property {Frame} frame of the plane
 * @property {[number, number]} pair of coordinates that the plane shows
 * @property {boolean} pushed whether v is shown
 * @property {boolean} pulled whether uᵀJ is shown
 * @property {{ v: boolean, u: boolean }} given which vectors are shown
 */

/** Radius of a turning arrow on a plane of 320 pixels, and how far it goes at most, in radians. */
const TURN = { v: 17, pull: 27 };
const WHOLE_TURN = 1.9 * Math.PI;

/** A number in tenths of a pixel. @param {number} z */
const tenth = (z) => String(Math.round(10 * z));
/** @param {Vec} p in pixels */
const at = ([x, y]) => `${tenth(x)} ${tenth(y)}`;
/** @param {...Vec} points in pixels */
const path = (...points) => `M${points.map(at).join("L")}`;
/** @param {Vec} centre in pixels @param {number} radius */
const circle = ([x, y], radius) => {
  const [r, wide] = [tenth(radius), tenth(2 * radius)];
  return `M${at([x - radius, y])}a${r} ${r} 0 1 0 ${wide} 0a${r} ${r} 0 1 0 -${wide} 0Z`;
};

/** @returns {Drawing} */
function nothing() {
  return { lines: {}, arrows: [], words: [] };
}

/**
 * Where the joints of an arm in the plane are, from its base on, and then its hand: column j of
 * J is what turning joint j alone does to the hand, which is the way from there to the hand
 * turned by a right angle.
 * @param {Numbers} numbers
 * @returns {Vec[]}
 */
export function jointsOf({ value, jacobian }) {
  const n = jacobian.length / 2;
  const [a, b] = value;
  const joints = Array.from({ length: n }, (_, j) => /** @type {Vec} */ ([a - jacobian[n + j], b + jacobian[j]]));
  return [...joints, [a, b]];
}

/**
 * How far a turning arrow goes: with the sign of what it stands for, growing with it, half of
 * what it may for 1.
 * @param {number} rate
 */
export function sweepOf(rate) {
  return (WHOLE_TURN * rate) / (1 + Math.abs(rate));
}

/**
 * Turning arrows, as one.
 * @param {Shape["id"]} id
 * @param {{ about: Vec, from: number, by: number }[]} turns centre in data units, first angle
 *   and how far, in radians
 * @param {number} radius in pixels
 * @param {(p: Vec) => Vec} place of a point, in pixels
 * @param {number} scale pixels a data unit
 * @returns {Shape}
 */
export function turningArrow(id, turns, radius, place, scale) {
  let [shaft, head] = ["", ""];
  for (const { about, from, by } of turns) {
    const long = radius * Math.abs(by);
    if (!(long >= 1.5)) continue;
    /** @param {number} angle */
    const on = (angle) =>
      place([about[0] + (radius / scale) * Math.cos(angle), about[1] + (radius / scale) * Math.sin(angle)]);
    const size = Math.min(10, 0.6 * long);
    const tip = on(from + by);
    const neck = on(from + by - (Math.sign(by) * size) / radius);
    const body = by - (0.8 * Math.sign(by) * size) / radius;
    const pieces = Math.max(2, Math.ceil(Math.abs(body) / 0.12));
    const arc = Array.from({ length: pieces + 1 }, (_, k) => on(from + (body * k) / pieces));
    shaft += `M${arc.map((p) => p.map((z) => z.toFixed(1)).join(" ")).join("L")}`;
    head += geometry.headPath(tip, neck, size);
  }
  return { id, shaft, head };
}

/**
 * An arm with joints x and its hand at f(x): v turns the joints, u pushes the hand, and uᵀJ are
 * the torques that hold against it.
 * @param {Subject} subject
 * @returns {Drawing}
 */
export function arm({ v, numbers, frame, pair, pulled, given }) {
  if (frame.line) return nothing();
  const joints = jointsOf(numbers);
  const { size, view } = frame;
  const scale = size / (2 * view.half);
  /** @param {Vec} p */
  const place = (p) => geometry.toPixels(frame, shown(p, pair));
  const spots = joints.map(place);
  const limbs = path(...spots);
  const small = size < SMALL;
  const grown = Math.max(0.75, Math.min(1.5, size / 320));
  /** From each limb on. @param {number[]} rates */
  const turns = (rates) =>
    rates.map((rate, j) => {
      const [about, to] = [joints[j], joints[j + 1]];
      return { about, from: Math.atan2(to[1] - about[1], to[0] - about[0]), by: sweepOf(rate) };
    });
  /** @param {"v" | "pull"} id @param {number[]} rates */
  const turned = (id, rates) => turningArrow(id, turns(rates), grown * TURN[id], place, scale);
  /** Names beside the middle of each. @param {"v" | "pull"} id @param {string} name @param {number[]} rates */
  const named = (id, name, rates) =>
    turns(small ? [] : rates).flatMap(({ about, from, by }, j) => {
      const [a, b] = place([about[0] + Math.cos(from + by / 2), about[1] + Math.sin(from + by / 2)]);
      const [dx, dy] = [(a - spots[j][0]) / scale, (b - spots[j][1]) / scale];
      const away = grown * TURN[id] + 10 + 3.6 * name.length * Math.abs(dx);
      const spot = /** @type {Vec} */ ([spots[j][0] + away * dx, spots[j][1] + away * dy]);
      return by === 0 ? [] : [{ kind: id, text: `${name}${subscript(j + 1)}`, spot }];
    });
  return {
    lines: {
      fine: ground(spots[0]),
      outline: limbs,
      body: limbs,
      solid: grip(spots[spots.length - 2], spots[spots.length - 1]),
      joint: spots.slice(0, -1).map((spot) => circle(spot, small ? 3.5 : 5)).join(""),
    },
    arrows: [...(given.v ? [turned("v", v)] : []), ...(pulled ? [turned("pull", numbers.pull)] : [])],
    words: pulled ? named("pull", "(uᵀJ)", numbers.pull) : given.v ? named("v", "v", v) : [],
  };
}

/** What the base of an arm stands on. @param {Vec} base in pixels */
function ground([x, y]) {
  const floor = y + 11;
  const hatches = [-14, -7, 0, 7, 14].map((dx) => path([x + dx, floor], [x + dx - 5, floor + 6])).join("");
  return `${path([x - 18, floor], [x + 18, floor])}${hatches}`;
}

/**
 * Two fingers around what is at the hand.
 * @param {Vec} elbow in pixels
 * @param {Vec} hand
 */
function grip(elbow, hand) {
  const [dx, dy] = [hand[0] - elbow[0], hand[1] - elbow[1]];
  const long = Math.hypot(dx, dy) || 1;
  const [ax, ay] = [dx / long, dy / long];
  /** @param {number} ahead @param {number} aside @returns {Vec} */
  const spot = (ahead, aside) => [hand[0] + ahead * ax - aside * ay, hand[1] + ahead * ay + aside * ax];
  return [-1, 1].map((side) => path(spot(-1, 6 * side), spot(3, 10 * side), spot(13, 9 * side))).join("");
}

/** Half an edge of the box about the point x that a camera is held up to. */
const BOX = 0.35;
const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => [k & 1, k & 2, k & 4].map((bit) => (bit ? BOX : -BOX)));
/** Pairs of corners that differ in one coordinate: first those of the near face. */
const EDGES = CORNERS.flatMap((_, k) => [1, 2, 4].filter((bit) => !(k & bit)).map((bit) => [k, k | bit]));
const NEAR = EDGES.filter(([a, b]) => !(a & 4) && !(b & 4));
const FAR = EDGES.filter(([a, b]) => a & 4 || b & 4);

/** How far behind its pinhole a camera of this kind has its image. @param {Subject} subject */
export function focalLength({ x, numbers }) {
  return numbers.jacobian[0] * x[2];
}

/**
 * The image of the box.
 * @param {Subject} subject
 * @returns {Drawing}
 */
export function photograph(subject) {
  const { x, frame, pair } = subject;
  if (frame.line || !(x[2] > 1.2 * BOX)) return nothing();
  const focal = focalLength(subject);
  const corners = CORNERS.map((by) => {
    const [a, b, depth] = plus(x, by);
    return geometry.toPixels(frame, shown([(focal * a) / depth, (focal * b) / depth], pair));
  });
  return boxed(corners);
}

/**
 * The box, the pinhole, the ray between them and, where it is seen, the plane of the image.
 * @param {Subject} subject
 * @returns {Drawing}
 */
export function camera(subject) {
  const { x, frame, pair } = subject;
  if (frame.line) return nothing();
  /** @param {number[]} p */
  const place = (p) => geometry.toPixels(frame, shown(p, pair));
  const { lines, ...rest } = boxed(CORNERS.map((by) => place(plus(x, by))));
  const focal = focalLength(subject);
  const [across, up] = geometry.toPixels(frame, [focal, focal]);
  const upright = pair[0] === 2 ? path([across, 0], [across, frame.height]) : "";
  const level = pair[1] === 2 ? path([0, up], [frame.size, up]) : "";
  const hole = place([0, 0, 0]);
  return { ...rest, lines: { ...lines, fine: `${lines.fine}${path(hole, place(x))}${upright}${level}`, joint: circle(hole, 4) } };
}

/**
 * A box by its corners, the face that is near drawn stronger.
 * @param {Vec[]} corners in pixels
 * @returns {Drawing & { lines: { fine: string, solid: string } }}
 */
function boxed(corners) {
  /** @param {number[][]} edges */
  const drawn = (edges) => edges.map(([a, b]) => path(corners[a], corners[b])).join("");
  return { ...nothing(), lines: { fine: drawn(FAR), solid: drawn(NEAR) } };
}

/**
 * Where the data of a fitted line are: J has the time of each in its first column, and f(x) is
 * how far the line is above them.
 * @param {Subject} subject
 * @returns {{ time: number, measured: number, error: number }[]}
 */
export function dataOf({ x: [slope, offset], numbers: { value, jacobian } }) {
  return value.map((error, i) => {
    const time = jacobian[2 * i];
    return { time, measured: slope * time + offset - error, error };
  });
}

/**
 * An inset with the points, the line with slope and offset x, and its errors f(x). Jv is how far
 * the line moves at each point; u are forces on it there, with uᵀJ their moment and their sum.
 * @param {Subject} subject
 * @returns {Drawing}
 */
export function fittedLine(subject) {
  const { x, u, numbers, frame, pushed, pulled, given } = subject;
  if (frame.line) return nothing();
  const data = dataOf(subject);
  const [slope, offset] = x;
  const [wide, high] = [0.4, 0.78].map((part) => Math.round(part * frame.size));
  const [left, top] = [frame.size < SMALL ? 4 : 24, 28];
  const [longest, highest] = [1.12 * Math.max(...data.map((d) => d.time)), 1.15 * Math.max(...data.map((d) => d.measured))];
  /** @param {number} t @param {number} y @returns {Vec} */
  const place = (t, y) => [left + wide * (0.12 + (0.88 * t) / longest), top + high * (1 - y / highest)];
  /** @param {Vec} p @returns {Vec} */
  const kept = ([a, b]) => [a, Math.max(top + 2, Math.min(top + high - 2, b))];
  /** @param {number} t */
  const line = (t) => slope * t + offset;
  // Where the line enters and leaves the inset.
  const [first, last] = [0, highest].map((y) => (y - offset) / (slope || Number.MIN_VALUE)).sort((a, b) => a - b);
  const ends = [Math.max(0, first), Math.min(longest, last)];
  /** @param {"push" | "u"} id @param {number[]} by @param {number} aside */
  const upright = (id, by, aside) => {
    const drawn = data.map(({ time }, i) => {
      const [from, to] = [place(time, line(time)), place(time, line(time) + by[i])].map(kept);
      return geometry.arrowPaths([from[0] + aside, from[1]], [to[0] + aside, to[1]]);
    });
    return { id, shaft: drawn.map(({ shaft }) => shaft).join(""), head: drawn.map(({ head }) => head).join("") };
  };
  const [moment, sum] = numbers.pull;
  const held = kept(place(0, offset));
  const torque = turningArrow("pull", [{ about: [0, 0], from: 0, by: sweepOf(moment) }], 11, ([a, b]) => [held[0] + a, held[1] - b], 1);
  const lift = geometry.arrowPaths(held, kept([held[0], held[1] - (high / highest) * sum]));
  return {
    lines: {
      card: `M${at([left, top])}h${tenth(wide)}v${tenth(high)}h-${tenth(wide)}Z`,
      fine: data.map(({ time, measured }) => path(kept(place(time, measured)), kept(place(time, line(time))))).join(""),
      solid: ends[0] < ends[1] ? path(...ends.map((t) => place(t, line(t)))) : "",
      joint: data.map(({ time, measured }) => circle(place(time, measured), 3)).join(""),
    },
    arrows: [
      ...(given.u ? [upright("u", u, 2)] : []),
      ...(pushed ? [upright("push", numbers.push, -2)] : []),
      ...(pulled ? [{ id: /** @type {const} */ ("pull"), shaft: torque.shaft + lift.shaft, head: torque.head + lift.head }] : []),
    ],
    words: [],
  };
}

/** @typedef {(subject: Subject) => Drawing} Draw */

/** @type {Record<"arm" | "camera" | "line", { input: Draw, output: Draw }>} */
export const PICTURES = {
  arm: { input: nothing, output: arm },
  camera: { input: camera, output: photograph },
  line: { input: nothing, output: fittedLine },
};
