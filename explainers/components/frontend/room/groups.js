/**
 * The answers of a class by the mistakes that explain them, and as a table. No DOM.
 */

import { numeral, numerals } from "../parts/format.js";
import { judged } from "../parts/guess.js";
import { judgedText } from "../parts/guess_words.js";
import { earlyIn, judged as judgedCard, mistakeNear, mistakeOf } from "../questions/judge.js";
import { NO, YES, placed as placedAt, tooEarly } from "../questions/words.js";
import * as mistakes from "../stage/mistakes.js";
import { cell } from "../quiz/table.js";
import { orderText, rightOrder } from "./orders.js";
import { judgedPicks, pickedText } from "./picked.js";
import { judgedPuzzle, placedText } from "./puzzle.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Arrow} Arrow */
/** @typedef {import("./data.d.ts").Card} Card */
/** @typedef {import("./data.d.ts").Puzzle} Puzzle */
/** @typedef {import("./data.d.ts").Picks} Picks */
/** @typedef {Arrow | Card | Puzzle | Picks} Question */
/** @typedef {{ name: string, why: string, rank: number }} Reading what an answer is, and how soon it is told */
/** @typedef {{ name: string, why: string, counts: number[] }} Group how many of each round */
/** @typedef {{ question: number, turn: number, revealed: boolean, answers: number[][], words: string[] }} Past a round */

/** The truth stands first, and what nothing explains last. */
const [FIRST, NAMED, LAST] = [0, 1, 2];
/** Digits of the truth, and of what a mistake gives. */
const [DIGITS, FEW] = [4, 3];

/** @param {Question} question @returns {question is Arrow} */
export function isArrow(question) {
  return question.kind === "push" || question.kind === "pull";
}

// Arrows

/** The plane in which the answers lie. @param {Arrow} question */
export function pairOf({ kind, inputs, outputs }) {
  return kind === "push" ? outputs : inputs;
}

/** The coordinates that a plane shows. @param {Arrow} question @param {number[]} vector */
export function seen(question, vector) {
  const [a, b] = pairOf(question);
  return a === b ? [vector[a]] : [vector[a], vector[b]];
}

/** @param {Arrow} question */
export function truthOf(question) {
  return question.kind === "push" ? question.push : question.pull;
}

/** What is taken for the product, in the coordinates that are shown. @param {Arrow} question */
export function known(question) {
  const { kind, v, u } = question;
  const found = kind === "push" ? mistakes.ofPush(v, u, question) : mistakes.ofPull(v, u, question);
  return found.map((one) => ({ ...one, vector: seen(question, one.vector) }));
}

/** @param {Arrow} question @returns {(answer: number[]) => Reading} */
function arrowReader(question) {
  const among = known(question);
  const truth = seen(question, truthOf(question));
  return (answer) => {
    const found = judged(answer, truth, among);
    if (found.close) return { name: words.right(question.kind), why: "", rank: FIRST };
    if (!found.mistake) return { name: words.OTHER, why: "", rank: LAST };
    const { name } = found.mistake;
    return { name: words.MISTAKES[question.kind][name] ?? name, why: "", rank: NAMED };
  };
}

// What is answered on a card

/** @param {Card["variant"]} variant @param {number[]} answer @returns {Reading} */
function cardReading(variant, answer) {
  if (variant.kind === "words") return { name: "", why: "", rank: LAST };
  const { right, why } = judgedCard(variant, answer);
  if (right) return { name: rightName(variant, answer), why, rank: FIRST };
  if (variant.kind === "order") {
    const step = /** @type {import("./data.d.ts").Step} */ (earlyIn(variant, answer));
    return { name: tooEarly(step.text), why: step.why, rank: NAMED };
  }
  if (variant.kind === "number" || variant.kind === "place") {
    const mistake = variant.kind === "number" ? mistakeOf(variant, answer) : mistakeNear(variant, answer);
    if (!mistake) return { name: words.OTHER, why: "", rank: LAST };
    return { name: textOf(variant, mistake.value, FEW), why: mistake.why, rank: NAMED };
  }
  return { name: textOf(variant, answer), why, rank: NAMED };
}

/** Where answers near to the truth count, that is named. @param {Card["variant"]} variant @param {number[]} answer */
function rightName(variant, answer) {
  const near = variant.kind === "number" || variant.kind === "place";
  return near ? words.rightNear(textOf(variant, truthOfCard(variant), DIGITS)) : variant.kind === "order" ? words.RIGHT_ORDER : textOf(variant, answer);
}

/**
 * An answer as it was given.
 * @param {Card["variant"]} variant
 * @param {number[]} answer
 * @param {number} [digits]
 */
export function textOf(variant, answer, digits = 6) {
  const [a, b] = answer;
  switch (variant.kind) {
    case "choose":
      return variant.answers[a].text;
    case "cell":
      return words.entry(variant.name, a + 1, b + 1, variant.cells[a][b]);
    case "order":
      return orderText(variant, answer);
    case "number":
      return numeral(a, digits);
    case "place":
      return placedAt(variant.name, numerals(answer));
    case "words":
      return "";
  }
}

/** @param {Card["variant"]} variant @returns {number[]} */
function truthOfCard(variant) {
  switch (variant.kind) {
    case "choose":
      return [variant.answers.findIndex(({ right }) => right)];
    case "order":
      return rightOrder(variant);
    case "number":
      return [variant.truth];
    case "words":
      return [];
    default:
      return variant.truth;
  }
}

// Puzzles

/** @param {Question} question @returns {question is Puzzle | Picks} */
export function isPuzzle(question) {
  return question.kind === "puzzle" || question.kind === "picks";
}

/** @param {Puzzle | Picks} question @param {number[]} answer */
function judgedOf(question, answer) {
  return question.kind === "picks" ? judgedPicks(question, answer) : judgedPuzzle(question, answer);
}

/** @param {Puzzle | Picks} question @param {number[]} answer */
function writtenOf(question, answer) {
  return question.kind === "picks" ? pickedText(question, answer) : placedText(question, answer);
}

/** @param {Puzzle | Picks} question @param {number[]} answer @returns {Reading} */
function puzzleReading(question, answer) {
  const { solved, said } = judgedOf(question, answer);
  if (solved) return { name: words.SOLVED, why: said, rank: FIRST };
  return said ? { name: said, why: "", rank: NAMED } : { name: words.OTHER, why: "", rank: LAST };
}

// All of them

/** @param {Question} question @returns {(answer: number[]) => Reading} */
export function reader(question) {
  if (isArrow(question)) return arrowReader(question);
  if (isPuzzle(question)) return (answer) => puzzleReading(question, answer);
  return (answer) => cardReading(question.variant, answer);
}

/** What is true, in a line. @param {Question} question */
export function truthText(question) {
  if (isArrow(question)) return words.truth(question.kind, truthOf(question));
  if (isPuzzle(question)) return words.solution(writtenOf(question, question.solution));
  const { variant } = question;
  if (variant.kind === "words") return "";
  return words.cardTruth(textOf(variant, truthOfCard(variant), DIGITS));
}

/** What became of one's own answer. @param {Question} question @param {number[]} answer */
export function verdict(question, answer) {
  if (isPuzzle(question)) {
    const { solved, said } = judgedOf(question, answer);
    return solved ? `${words.SOLVED}. ${said}` : [`${words.UNSOLVED}.`, said, `${truthText(question)}.`].filter(Boolean).join(" ");
  }
  if (!isArrow(question)) {
    const { variant } = question;
    if (variant.kind === "words") return words.WROTE;
    const { right, why } = judgedCard(variant, answer);
    return [right ? YES : NO, why || (right ? "" : `${truthText(question)}.`)].filter(Boolean).join(" ");
  }
  const truth = truthOf(question);
  const found = judged(answer, seen(question, truth), known(question));
  return judgedText(words.PRODUCTS[question.kind], found, answer, seen(question, truth), truth.length > answer.length);
}

/**
 * Those that anybody is in: the truth first, then the largest, and the rest at the end.
 * @param {Question} question
 * @param {number[][][]} clouds answers of each round
 * @returns {Group[]}
 */
export function grouped(question, clouds) {
  const read = reader(question);
  /** @type {Map<string, Group & { rank: number }>} */
  const found = new Map();
  clouds.forEach((cloud, k) => {
    for (const answer of cloud) {
      const { name, why, rank } = read(answer);
      const group = found.get(name) ?? { name, why, rank, counts: clouds.map(() => 0) };
      group.counts[k] += 1;
      found.set(name, group);
    }
  });
  const sum = (/** @type {Group} */ { counts }) => counts.reduce((all, count) => all + count, 0);
  return [...found.values()]
    .sort((one, other) => one.rank - other.rank || sum(other) - sum(one))
    .map(({ name, why, counts }) => ({ name, why, counts }));
}

/**
 * All answers as lines with commas between their cells; what they are nearest to only where the truth was shown.
 * @param {Question[]} questions
 * @param {Past[]} rounds
 */
export function csv(questions, rounds) {
  const readers = questions.map(reader);
  const lines = rounds.flatMap(({ question: k, turn, revealed, answers, words: beside }) =>
    answers.map((answer, at) => [
      cell(askedText(questions[k])),
      String(turn),
      ...placed(questions[k], answer),
      revealed ? cell(readers[k](answer).name) : "",
      cell(beside[at]),
    ]),
  );
  return [words.COLUMNS, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

/** What is asked, in a line. @param {Question} question */
function askedText(question) {
  return isArrow(question) ? `${words.QUESTIONS[question.kind]} ${question.title}` : isPuzzle(question) ? question.statement : question.variant.ask;
}

/** Cells for the two coordinates of an arrow or a place, and for what any other answer is. @param {Question} question @param {number[]} answer */
function placed(question, answer) {
  const alone = question.kind === "puzzle" && question.free.length === 1 && answer.length === 2;
  if (isArrow(question) || alone) return [String(answer[0]), answer.length > 1 ? String(answer[1]) : "", ""];
  if (isPuzzle(question)) return ["", "", cell(writtenOf(question, answer))];
  const { variant } = question;
  if (variant.kind === "place") return [...answer.map(String), ""];
  return ["", "", variant.kind === "number" ? String(answer[0]) : cell(textOf(variant, answer))];
}
