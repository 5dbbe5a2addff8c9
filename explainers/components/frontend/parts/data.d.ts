// Written by `make declarations` from the types in Python.

/** Where a function is first met. */
export interface Preset {
  x: number[];
  v: number[];
  u: number[];
}

/** What a figure needs to know of a function. */
export interface Entry {
  slug: string;
  /** Names. */
  inputs: string[];
  outputs: string[];
  x_view: [number, number][];
  y_view: [number, number][];
  preset: Preset;
  picture: "arm" | "camera" | "line" | null;
}

/** A flat program. Slots count inputs first, then constants, then operations. */
export interface Tape {
  inputs: number;
  constants: number[];
  operations: [string, ...number[]][];
  /** Slots of f(x): m of them. */
  value: number[];
  /** Slots of J(x), row by row: m·n of them. */
  jacobian: number[];
}

/** A bound of a measure. */
export interface Goal {
  measure: string;
  /** Its parameters. */
  by: number[];
  sense: "at most" | "at least";
  bound: number;
}

/** An arrow that another is to cover, from the point of a plane. */
export interface Target {
  space: "input" | "output";
  by: number[];
  /** How far from its tip counts; 0 where that is no matter of distance. */
  near: number;
}

/** What hands hold. */
export interface Spot {
  x: number[];
  v: number[];
  u: number[];
  /**
   * What is chosen beside them: an order of products, entries and probes, a line's mend,
   * stones, or a colour for each column and row.
   */
  picks: number[];
}

/** A mistake, known by what it brings about, and what is said of it. */
export interface Slip {
  /** All of them are met where it was made. */
  signs: Goal[];
  said: string;
}

/** A puzzle with its numbers. */
export interface Task {
  puzzle: string;
  /** Of its numbers, with the number of a student. */
  seed: string;
  /** Where it stands in the path. */
  place: string;
  title: string;
  statement: string;
  /** What hands may move. */
  free: ("x" | "v" | "u" | "picks")[];
  goals: Goal[];
  slips: Slip[];
  /** The last one comes with the solution. */
  hints: string[];
  /** What a reader has learned who solved it. */
  won: string;
  target: Target | null;
  solution: Spot;
  /** All puzzles of the same figure: who has solved none of them is new to it. */
  kin: string[];
  /** Whether it is solved for the reader, who then gets other numbers. */
  worked: boolean;
}
