/**
 * The answers of a class by the mistakes that explain them, and as a table. No DOM.
 */

import { judged } from "../parts/guess.js";
import * as mistakes from "../stage/mistakes.js";
import { cell } from "../quiz/table.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Question} Question */
/** @typedef {{ name: string, counts: number[] }} Group how many of each round */

/** The plane in which the answers lie. @param {Question} question */
export function pairOf({ kind, inputs, outputs }) {
  return kind === "push" ? outputs : inputs;
}

/** The coordinates that a plane shows. @param {Question} question @param {number[]} vector */
export function seen(question, vector) {
  const [a, b] = pairOf(question);
  return a === b ? [vector[a]] : [vector[a], vector[b]];
}

/** @param {Question} question */
export function truthOf(question) {
  return question.kind === "push" ? question.push : question.pull;
}

/** What is taken for the product, in the coordinates that are shown. @param {Question} question */
export function known(question) {
  const { kind, v, u } = question;
  const found = kind === "push" ? mistakes.ofPush(v, u, question) : mistakes.ofPull(v, u, question);
  return found.map((one) => ({ ...one, vector: seen(question, one.vector) }));
}

/**
 * What an answer is nearest to.
 * @param {Question} question
 * @param {import("../parts/guess.js").Mistake[]} among what `known` gives
 * @param {number[]} answer
 */
export function nearest(question, among, answer) {
  const found = judged(answer, seen(question, truthOf(question)), among);
  if (found.close) return words.right(question.kind);
  if (!found.mistake) return words.OTHER;
  const { name } = found.mistake;
  return words.MISTAKES[question.kind][name] ?? name;
}

/**
 * Those that anybody is in: the truth first, then the largest, and the rest at the end.
 * @param {Question} question
 * @param {number[][][]} clouds answers of each round
 * @returns {Group[]}
 */
export function grouped(question, clouds) {
  const among = known(question);
  /** @type {Map<string, number[]>} */
  const found = new Map();
  clouds.forEach((cloud, k) => {
    for (const answer of cloud) {
      const name = nearest(question, among, answer);
      const counts = found.get(name) ?? clouds.map(() => 0);
      counts[k] += 1;
      found.set(name, counts);
    }
  });
  const last = [words.right(question.kind), words.OTHER];
  const rank = (/** @type {Group} */ { name }) => [0, 2][last.indexOf(name)] ?? 1;
  const sum = (/** @type {Group} */ { counts }) => counts.reduce((all, count) => all + count, 0);
  return [...found]
    .map(([name, counts]) => ({ name, counts }))
    .sort((one, other) => rank(one) - rank(other) || sum(other) - sum(one));
}

/**
 * All answers as lines with commas between their cells.
 * @param {Question} question
 * @param {number[][][]} clouds
 * @param {boolean} revealed whether the file may tell what they are nearest to
 */
export function csv(question, clouds, revealed) {
  const among = known(question);
  const asked = `${words.QUESTIONS[question.kind]} ${question.title}`;
  const lines = clouds.flatMap((cloud, k) =>
    cloud.map((answer) => [
      cell(asked),
      String(k + 1),
      String(answer[0]),
      answer.length > 1 ? String(answer[1]) : "",
      revealed ? cell(nearest(question, among, answer)) : "",
    ]),
  );
  return [words.COLUMNS, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}
