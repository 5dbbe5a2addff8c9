// Written by `make declarations` from the types in Python.

import type { Entry, Goal, Slip, Tape, Target } from "../parts/data.d.ts";

/** Where Jv ends, or where uᵀJ points, with all that a figure needs to draw it. */
export interface Arrow {
  kind: "push" | "pull";
  /** Of the function. */
  title: string;
  entry: Entry;
  tape: Tape | null;
  x: number[];
  v: number[];
  u: number[];
  inputs: [number, number];
  outputs: [number, number];
  value: number[];
  jacobian: number[];
  push: number[];
  pull: number[];
  pairing: number;
  /** f(x + v), for comparison with f(x) + Jv. */
  moved: number[];
  precision: string;
}

/** A possible answer, and why it is right or wrong. */
export interface Answer {
  text: string;
  right: boolean;
  why: string;
}

/** One of several answers. */
export interface Choose {
  ask: string;
  answers: Answer[];
  kind: "choose";
}

/** One step of an order, and why it cannot come sooner. */
export interface Step {
  text: string;
  why: string;
}

/** Steps that belong in one order, which is that of `steps`. */
export interface Order {
  ask: string;
  steps: Step[];
  /** The order in which a reader first sees them. */
  shown: number[];
  why: string;
  kind: "order";
}

/** What a reader finds who makes a known mistake, and the sentence that explains it. */
export interface Mistake {
  value: number[];
  why: string;
}

/** A number to type. */
export interface Number {
  ask: string;
  truth: number;
  tolerance: number;
  mistakes: Mistake[];
  why: string;
  /** What is said of an answer that no known mistake gives. */
  hint: string;
  kind: "number";
}

/** An arrow that is drawn from the start, or a point, if it has no name. */
export interface Given {
  name: string;
  at: [number, number];
}

/** A point or an arrow's tip to place in a plane. */
export interface Place {
  ask: string;
  space: "input" | "output";
  /** What is placed; its colour follows. */
  role: "push" | "pull" | "point";
  name: string;
  axes: [string, string];
  /** What the plane shows to each side of 0. */
  half: number;
  given: Given[];
  truth: [number, number];
  tolerance: number;
  /** How near to what a mistake gives an answer is taken for it. */
  reach: number;
  mistakes: Mistake[];
  why: string;
  hint: string;
  kind: "place";
}

/** One entry of a small matrix; each has its sentence. */
export interface Cell {
  ask: string;
  name: string;
  cells: string[][];
  whys: string[][];
  /** Row and column, from 0. */
  truth: [number, number];
  kind: "cell";
}

/** A question that is answered by a few words, which nobody judges. */
export interface Words {
  ask: string;
  kind: "words";
}

/** What is answered on a card: by a number, a choice, an entry, an order, a place, or words. */
export interface Card {
  kind: "number" | "choose" | "cell" | "order" | "place" | "words";
  /** Of the function or the lesson. */
  title: string;
  /** Of f, where that is what is asked about. */
  program: string;
  variant: Choose | Order | Number | Place | Cell | Words;
  /** To the state of a figure that it is about, with what is asked for covered; or nothing. */
  link: string;
}

/** What a teacher may ask about the state at hand, by its name, and as it would be asked. */
export interface Topic {
  name: string;
  card: Card;
}

/** A puzzle of the practice page that is solved in the planes of the Stage. */
export interface Puzzle {
  kind: "puzzle";
  /** Its name. */
  puzzle: string;
  /** Of its numbers. */
  seed: string;
  title: string;
  statement: string;
  /** What hands place: an answer has the numbers of each, one after another. */
  free: ("x" | "v" | "u" | "picks")[];
  mode: "push" | "pull" | "both";
  goals: Goal[];
  slips: Slip[];
  won: string;
  target: Target | null;
  /** An answer that solves it. */
  solution: number[];
  entry: Entry;
  tape: Tape;
  /** Of (x, u), with uᵀJ at its end as a rule has it; null where that is JAX's own. */
  rule: Tape | null;
  /** The same with the right rule. */
  right: Tape | null;
  /** Whether answers lie where the program of x and p gives 0. */
  curve: boolean;
  x: number[];
  v: number[];
  u: number[];
  inputs: [number, number];
  outputs: [number, number];
  /** f(x) where hands begin. */
  value: number[];
}

/** A chain of Jacobians, as the lesson on brackets has it. */
export interface Chain {
  /** Of the spaces, from the input to the output. */
  sizes: number[];
  u: boolean;
  v: boolean;
}

/** A Jacobian to be coloured. */
export interface Sparse {
  /** Where it holds something. */
  rows: number[][];
  columns: number;
  way: "columns" | "rows" | "both" | "symmetric";
  /** What it holds there, row by row. */
  entries: number[];
}

/** A puzzle of the practice page that is solved by choices: products, stones, or colours. */
export interface Picks {
  kind: "picks";
  puzzle: string;
  seed: string;
  title: string;
  statement: string;
  goals: Goal[];
  slips: Slip[];
  won: string;
  /** An answer that solves it. */
  solution: number[];
  /** How many each of its numbers, from 0, is chosen from. */
  counts: number[];
  /** Whose products are put in order. */
  chain: Chain | null;
  /** Of a chain on which stones are placed; 0 for none. */
  steps: number;
  /** A J that is coloured. */
  sparse: Sparse | null;
}

/** Why what a link is about cannot be asked, and what is nearest to it. */
export interface Instead {
  why: string;
  name: string;
}

/** A question of a lesson, by its name, for a teacher to pick. */
export interface Posed {
  name: string;
  /** Its title. */
  lesson: string;
  ask: string;
  /** Whether it is asked with numbers that are drawn then. */
  fresh: boolean;
}

/** What the page is sent before it has a room. */
export interface Data {
  /** Of codes. */
  letters: string;
  /** Of a code. */
  length: number;
  /** Of the room that the link at hand leads to; or nothing. */
  code: string;
  /** What that link asks, by its name; or nothing. */
  ask: string;
  /** What it asks in the teacher's own words; or nothing. */
  say: string;
  /** What the link at hand is about, if a teacher opens a room. */
  kind: "push" | "pull";
  /** That link. */
  query: string;
  /** And its function. */
  title: string;
  /** As the room would ask it; null where it cannot be asked. */
  question: Arrow | null;
  /** What else it would ask about that state. */
  topics: Topic[];
  /** Where the link at hand is about one. */
  puzzle: Puzzle | Picks | null;
  /** Where it is about one that no class can be asked. */
  instead: Instead | null;
  /** What it would ask of the lessons. */
  posed: Posed[];
  /** A link to the state that a question in one's own words would be about; or nothing. */
  at: string;
}
