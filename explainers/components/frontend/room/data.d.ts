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

/** What is answered on a card: by a number, a choice, an entry, an order, or a place. */
export interface Card {
  kind: "number" | "choose" | "cell" | "order" | "place";
  /** Of the function or the lesson. */
  title: string;
  /** Of f, where that is what is asked about. */
  program: string;
  variant: Choose | Order | Number | Place | Cell;
}

/** What a teacher may ask about the state at hand, by its name, and as it would be asked. */
export interface Topic {
  name: string;
  card: Card;
}

/** A puzzle of the practice page whose solution is one vector, or a point, of a plane. */
export interface Puzzle {
  kind: "puzzle";
  /** Its name. */
  puzzle: string;
  /** Of its numbers. */
  seed: string;
  title: string;
  statement: string;
  /** What is placed. */
  hand: "x" | "v" | "u";
  mode: "push" | "pull" | "both";
  goals: Goal[];
  slips: Slip[];
  won: string;
  target: Target | null;
  solution: number[];
  entry: Entry;
  tape: Tape;
  x: number[];
  v: number[];
  u: number[];
  inputs: [number, number];
  outputs: [number, number];
  /** f(x) where hands begin. */
  value: number[];
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
  puzzle: Puzzle | null;
  /** What it would ask of the lessons. */
  posed: Posed[];
}
