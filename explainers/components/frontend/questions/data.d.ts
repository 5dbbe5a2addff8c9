// Written by `make declarations` from the types in Python.

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

/** A question by its lesson and its name, with the numbers that it is asked with in turn. */
export interface Posed {
  slug: string;
  variants: (Choose | Order | Number | Place | Cell)[];
}

/** How it is said, where pages are listed, what a reader has done on one of them. */
export interface Said {
  visited: string;
  predicted: string;
  answered: string;
  /** With places for how many puzzles are `{solved}` of `{all}`. */
  solved: string;
  /** How many there are. */
  puzzles: number;
}

/** What one page asks. */
export interface Data {
  /** Its name, if the menu has a mark for it. */
  lesson: string;
  questions: Posed[];
  said: Said;
  /** Whether the page has no figure, and so no link below one, which else sees to the menu. */
  alone: boolean;
}
