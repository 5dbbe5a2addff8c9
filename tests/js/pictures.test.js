import assert from "node:assert/strict";
import { test } from "node:test";

import { frameOf } from "../../explainers/components/frontend/parts/geometry.js";
import { pull, push } from "../../explainers/components/frontend/parts/products.js";
import * as pictures from "../../explainers/components/frontend/stage/pictures.js";
import { randomNumbers } from "./random.js";

/** @typedef {import("../../explainers/components/frontend/stage/pictures.js").Subject} Subject */
/** @typedef {[number, number]} Vec */

const FRAME = frameOf({ cx: 1, cy: 1, half: 2 }, 400, false);
const SCALE = 100;
const LINKS = [1.2, 1];

/** @param {number[]} a @param {number[]} b @param {number} [by] */
function close(a, b, by = 1e-12) {
  assert.equal(a.length, b.length);
  a.forEach((z, k) => assert.ok(Math.abs(z - b[k]) <= by, `${a} is not ${b}`));
}

/** What is at each place of a path in pixels, in data units. @param {string} path */
function places(path) {
  return [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, a, b]) => [Number(a) / SCALE - 1, 3 - Number(b) / SCALE]);
}

/** @param {string} path in tenths of a pixel */
function placesOfTenths(path) {
  return places(path.replaceAll(/-?\d+/g, (z) => String(Number(z) / 10)));
}

/**
 * An arm of two links, by its angles alone.
 * @param {number[]} x
 * @param {number[]} v
 * @param {number[]} u
 * @param {Partial<Subject>} [other]
 * @returns {Subject}
 */
function arm(x, v = [0, 0], u = [0, 0], other = {}) {
  const [first, both] = [x[0], x[0] + x[1]];
  const [a, b] = LINKS;
  const value = [a * Math.cos(first) + b * Math.cos(both), a * Math.sin(first) + b * Math.sin(both)];
  const jacobian = [-value[1], -b * Math.sin(both), value[0], b * Math.cos(both)];
  const numbers = { value, jacobian, push: push(jacobian, v), pull: pull(jacobian, u), pairing: 0, moved: null };
  const given = { v: true, u: true };
  return { x, v, u, numbers, frame: FRAME, pair: [0, 1], pushed: true, pulled: true, given, ...other };
}

/** How far a turning arrow has gone round a place, in radians, head included. @param {{ shaft: string, head: string }} arrow @param {number[]} about */
function gone({ shaft, head }, about) {
  const way = [...places(shaft), places(head)[0]].map(([a, b]) => Math.atan2(b - about[1], a - about[0]));
  return way.slice(1).reduce((sum, angle, k) => sum + Math.atan2(Math.sin(angle - way[k]), Math.cos(angle - way[k])), 0);
}

test("joints are where the links end, and the hand is at f(x)", () => {
  const random = randomNumbers(1);
  for (let k = 0; k < 50; k++) {
    const x = random(2).map((z) => 2 * z);
    const subject = arm(x);
    const [base, elbow, hand] = pictures.jointsOf(subject.numbers);
    close(base, [0, 0]);
    close(elbow, [LINKS[0] * Math.cos(x[0]), LINKS[0] * Math.sin(x[0])]);
    close(hand, subject.numbers.value);
  }
});

test("the limbs are drawn from the base over the elbow to the hand", () => {
  const subject = arm([0.6, 1.2]);
  const { lines } = pictures.arm(subject);
  const [base, elbow, hand] = placesOfTenths(lines.outline ?? "");
  close(base, [0, 0], 1e-3);
  close(elbow, [1.2 * Math.cos(0.6), 1.2 * Math.sin(0.6)], 1e-3);
  close(hand, subject.numbers.value, 1e-3);
  assert.equal(lines.body, lines.outline);
});

test("a torque turns its joint the way in which the force moves the hand about it", () => {
  const random = randomNumbers(2);
  for (let k = 0; k < 50; k++) {
    const subject = arm(random(2), [0, 0], random(2));
    const joints = pictures.jointsOf(subject.numbers);
    const { u, numbers } = subject;
    for (const [j, about] of joints.slice(0, -1).entries()) {
      // The moment of a force about a place: the cross product of the way there with it.
      const [a, b] = [numbers.value[0] - about[0], numbers.value[1] - about[1]];
      const moment = a * u[1] - b * u[0];
      close([numbers.pull[j]], [moment], 1e-9);
      if (Math.abs(moment) < 0.1) continue;
      const alone = { ...numbers, pull: numbers.pull.map((z, k) => (k === j ? z : 0)) };
      const turn = pictures.arm({ ...subject, numbers: alone }).arrows.find(({ id }) => id === "pull");
      assert.ok(turn);
      close([gone(turn, about)], [pictures.sweepOf(moment)], 0.03);
    }
  }
});

test("a turning arrow grows with what it stands for, has its sign, and is gone at zero", () => {
  const sizes = [0, 0.1, 0.5, 1, 3, 20, 1e6].map(pictures.sweepOf);
  assert.equal(sizes[0], 0);
  for (let k = 1; k < sizes.length; k++) assert.ok(sizes[k] > sizes[k - 1] && sizes[k] < 2 * Math.PI);
  for (const rate of [0.1, 2, 50]) assert.equal(pictures.sweepOf(-rate), -pictures.sweepOf(rate));
  const still = pictures.arm(arm([0.6, 1.2]));
  for (const { shaft, head } of still.arrows) assert.equal(shaft + head, "");
  assert.deepEqual(still.words, []);
});

test("speeds of joints are turning arrows of v, and torques are seen in Pull alone", () => {
  const both = arm([0.6, 1.2], [0.7, -0.6], [0.6, 0.9]);
  assert.deepEqual(pictures.arm(both).arrows.map(({ id }) => id), ["v", "pull"]);
  assert.deepEqual(pictures.arm({ ...both, pulled: false }).arrows.map(({ id }) => id), ["v"]);
  const pulling = { ...both, given: { v: false, u: true } };
  assert.deepEqual(pictures.arm(pulling).arrows.map(({ id }) => id), ["pull"]);
  assert.deepEqual(pictures.arm(pulling).words.map(({ text }) => text), ["(uᵀJ)₁", "(uᵀJ)₂"]);
  const pushing = { ...both, pulled: false };
  assert.deepEqual(pictures.arm(pushing).words.map(({ text }) => text), ["v₁", "v₂"]);
  const [turn] = pictures.arm(arm([0.6, 1.2], [1, 0])).arrows;
  close([gone(turn, [0, 0])], [pictures.sweepOf(1)], 0.03);
});

test("on a plane with its coordinates swapped the arm is mirrored, and turns the other way", () => {
  const subject = arm([0.6, 1.2], [1, 0], [0, 0]);
  const swapped = pictures.arm({ ...subject, pair: [1, 0] });
  const [, elbow] = placesOfTenths(swapped.lines.outline ?? "");
  close(elbow, [1.2 * Math.sin(0.6), 1.2 * Math.cos(0.6)], 1e-3);
  close([gone(swapped.arrows[0], [0, 0])], [-pictures.sweepOf(1)], 0.03);
});

test("no picture is drawn on a number line", () => {
  const frame = frameOf({ cx: 0, cy: 0, half: 2 }, 400, true);
  for (const { input, output } of Object.values(pictures.PICTURES)) {
    for (const draw of [input, output]) assert.deepEqual(draw(arm([1, 1], [1, 1], [1, 1], { frame })).lines, {});
  }
});

/** A camera with its image 2 behind the pinhole. @param {number[]} x @param {[number, number]} pair @returns {Subject} */
function camera(x, pair = [0, 1]) {
  const [a, b, depth] = x;
  const value = [(2 * a) / depth, (2 * b) / depth];
  const jacobian = [2 / depth, 0, (-2 * a) / depth ** 2, 0, 2 / depth, (-2 * b) / depth ** 2];
  const numbers = { value, jacobian, push: [0, 0], pull: [0, 0, 0], pairing: 0, moved: null };
  return { x, v: [0, 0, 0], u: [0, 0], numbers, frame: FRAME, pair, pushed: true, pulled: true, given: { v: true, u: true } };
}

test("the image of a box is where f takes its corners, and shrinks as the box goes away", () => {
  const near = pictures.photograph(camera([1, 0.6, 2.5]));
  const half = 0.35;
  const corners = placesOfTenths(`${near.lines.solid}${near.lines.fine}`);
  const expected = [-half, half].flatMap((dx) =>
    [-half, half].flatMap((dy) => [-half, half].map((dz) => [(2 * (1 + dx)) / (2.5 + dz), (2 * (0.6 + dy)) / (2.5 + dz)])),
  );
  assert.equal(corners.length, 24);
  for (const corner of corners) {
    assert.ok(expected.some((place) => Math.hypot(place[0] - corner[0], place[1] - corner[1]) < 2e-3), String(corner));
  }
  /** @param {import("../../explainers/components/frontend/parts/picture.js").Drawing} drawing */
  const width = ({ lines }) => {
    const across = placesOfTenths(lines.solid ?? "").map(([a]) => a);
    return Math.max(...across) - Math.min(...across);
  };
  assert.ok(width(pictures.photograph(camera([1, 0.6, 5]))) < 0.6 * width(near));
});

test("nothing is photographed that is not before the camera", () => {
  for (const depth of [0.3, 0, -2]) assert.deepEqual(pictures.photograph(camera([1, 0.6, depth])).lines, {});
});

test("the ray from x goes through the pinhole, and crosses the image plane at f(x)", () => {
  const subject = camera([1, 0.6, 2.5], [0, 2]);
  close([pictures.focalLength(subject)], [2]);
  const { lines } = pictures.camera(subject);
  const ends = placesOfTenths(lines.fine ?? "");
  const [hole, point, left, right] = ends.slice(-4);
  close(hole, [0, 0], 1e-3);
  close(point, [1, 2.5], 1e-3);
  close([left[1], right[1]], [2, 2], 1e-3);
  const there = (left[1] / point[1]) * point[0];
  close([there], [subject.numbers.value[0]], 1e-3);
});

const TIMES = [0.5, 1, 1.5, 2, 2.5, 3];
const MEASURED = [1.4, 2.6, 3.4, 4.7, 5.3, 6.6];

/** A line and its errors. @param {number[]} x @param {number[]} v @param {number[]} u @returns {Subject} */
function line(x, v = [0, 0], u = [0, 0, 0, 0, 0, 0]) {
  const value = TIMES.map((time, i) => x[0] * time + x[1] - MEASURED[i]);
  const jacobian = TIMES.flatMap((time) => [time, 1]);
  const numbers = { value, jacobian, push: push(jacobian, v), pull: pull(jacobian, u), pairing: 0, moved: null };
  return { x, v, u, numbers, frame: FRAME, pair: [0, 1], pushed: true, pulled: true, given: { v: true, u: true } };
}

test("the points of a fitted line are those that were measured, wherever the line is", () => {
  const random = randomNumbers(3);
  for (let k = 0; k < 50; k++) {
    const data = pictures.dataOf(line(random(2)));
    close(data.map(({ time }) => time), TIMES);
    close(data.map(({ measured }) => measured), MEASURED, 1e-9);
  }
});

test("an error is drawn from its point to the line, and the line stays inside the inset", () => {
  for (const x of [[1.4, 1], [0, 2], [0, 0], [0, 90], [-3, 2], [90, -4]]) {
    const { lines } = pictures.fittedLine(line(x));
    const card = (lines.card ?? "").match(/M(\d+) (\d+)h(\d+)v(\d+)/)?.slice(1).map(Number) ?? [];
    const [left, top, wide, high] = card.map((z) => z / 10);
    for (const path of [lines.fine, lines.solid]) {
      for (const [a, b] of places((path ?? "").replaceAll(/-?\d+/g, (z) => String(Number(z) / 10)))) {
        const [px, py] = [(a + 1) * SCALE, (3 - b) * SCALE];
        assert.ok(px >= left - 0.1 && px <= left + wide + 0.1 && py >= top - 0.1 && py <= top + high + 0.1, `${x}: ${px}, ${py}`);
      }
    }
    assert.equal(lines.solid === "", x[1] === 90);
  }
  const errors = [...(pictures.fittedLine(line([1.4, 1])).lines.fine ?? "").matchAll(/M(\d+) (\d+)L(\d+) (\d+)/g)];
  const tall = errors.map(([, a, from, b, to]) => (assert.equal(a, b), Number(from) - Number(to)));
  const { value } = line([1.4, 1]).numbers;
  close(tall.map((z) => z / tall[5]), value.map((z) => z / value[5]), 0.02);
});

test("the line's vectors are arrows at its points: Jv, u, and what u does to the line", () => {
  const { arrows } = pictures.fittedLine(line([1.4, 1], [-0.5, 0.9], [0.6, -0.5, 0, 0, -0.3, 0]));
  assert.deepEqual(arrows.map(({ id }) => id), ["u", "push", "pull"]);
  const heads = arrows.map(({ head }) => head.split("Z").length - 1);
  assert.deepEqual(heads, [3, 6, 2]);
  const covered = pictures.fittedLine({ ...line([1.4, 1], [1, 1], [1, 0, 0, 0, 0, 0]), pushed: false, pulled: false });
  assert.deepEqual(covered.arrows.map(({ id }) => id), ["u"]);
});
