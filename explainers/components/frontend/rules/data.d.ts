// Written by `make declarations` from the types in Python.

import type { Tape, Task } from "../parts/data.d.ts";

/** A backward rule, as readers see it, and what it does. */
export interface Rule {
  slug: string;
  title: string;
  verdict: string;
  keeps: "a" | "y";
  through: string;
  back: string;
  tape: Tape;
}

/** What never changes: the function, its rules, and the risk that SGD goes down. */
export interface Fixed {
  layer: Tape;
  rules: Rule[];
  /** Of the steps at which remainders are taken. */
  lengths: number[];
  goal: [number, number];
  observations: [number, number][];
  rate: number;
  steps: number;
}

/** All that a link restores: the rule, where it is asked, and how far the walk has come. */
export interface State {
  rule: string;
  x: number[];
  v: number[];
  u: number[];
  step: number;
  /** Whether what the rule returns is hidden, to be guessed. */
  cover: boolean;
}

/** What the referees say, and the numbers that they look at; what is only rounding is 0. */
export interface Judged {
  /** u·(Jv). */
  forwards: number;
  /** (uᵀJ)·v, with the rule's uᵀJ. */
  backwards: number;
  adjoint: "holds" | "fails" | "nothing";
  /** Which remainders stand clear of rounding. */
  clear: boolean[];
  /** Of the remainders that do, on logarithmic axes; NaN where there are too few. */
  slope: number;
  remainder: "h" | "h2" | "faster" | "neither" | "rounding" | "beyond" | "nothing";
  /** Whether check_grads, which draws a u and a v of its own, lets the rule pass at x. */
  checked: boolean;
}

/** What each referee says, in a few words. */
export interface Said {
  adjoint: string;
  remainder: string;
  checked: string;
}

/** What JAX computed, and the state that it belongs to. */
export interface Settled {
  rule: string;
  x: number[];
  v: number[];
  u: number[];
  /** a = Ax, between the two boxes. */
  inner: number[];
  value: number[];
  kept: number[];
  /** w, between the two boxes on the way back. */
  between: number[];
  /** uᵀJ as the rule has it. */
  pull: number[];
  /** uᵀJ as JAX derives it without the rule. */
  truth: number[];
  push: number[];
  /** u·(Jv). */
  forwards: number;
  /** (uᵀJ)·v, with the rule's uᵀJ. */
  backwards: number;
  remainders: number[];
  /** The risk where SGD from x ends: with the right rule, then with this one. */
  risks: number[];
  precision: string;
  judged: Judged;
  said: Said;
}

/** What the laboratory is sent. */
export interface Data {
  edition: string;
  fixed: Fixed;
  state: State;
  preset: State;
  limits: { x: [number, number]; step: [number, number] };
  settled: Settled | null;
  /** The puzzle that is to be solved on it, if it is a puzzle's. */
  task: Task | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
