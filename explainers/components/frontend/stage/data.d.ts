// Written by `make declarations` from the types in Python.

import type { Entry, Tape, Task } from "../parts/data.d.ts";

/** All that a link restores: function, point, vectors and how they are looked at. */
export interface State {
  slug: string;
  x: number[];
  v: number[];
  u: number[];
  mode: "push" | "pull" | "both";
  covectors: "arrows" | "stripes";
  /** Which two inputs the input plane shows, counted from 0; (0, 0) if there is one. */
  inputs: [number, number];
  /** Which two outputs the output plane shows. */
  outputs: [number, number];
  /** Windows of the two planes: centre, centre and half a side of each; () for the usual. */
  views: number[];
  /** Whether the table is read by entries, by a column or by a row. */
  reading: "entries" | "column" | "row";
  /** Which column or row is read, counted from 0. */
  index: number;
  circle: boolean;
  /** Standard deviation of each input in a cloud around x; 0 for none. */
  cloud: number;
  cover: boolean;
}

/** The image of a grid, for a function that no tape holds. */
export interface Samples {
  step: number;
  /** Two families of lines of nodes, each with its position and velocity. */
  families: number[][][][];
  /** Nodes of t ↦ f(x + tv). */
  curve: number[][];
  /** The direction of the curve. */
  v: number[];
}

/** What JAX computed, and the x, v and u that it belongs to. */
export interface Settled {
  x: number[];
  v: number[];
  u: number[];
  value: number[];
  jacobian: number[];
  push: number[];
  pull: number[];
  pairing: number;
  /** f(x + v), for comparison with f(x) + Jv. */
  moved: number[];
  precision: string;
  samples: Samples | null;
  /** Which question of the browser this answers; 0 for none. */
  number: number;
  /** How far rounding may have moved each entry of J, row by row. */
  errors: number[];
}

/** What the Stage is sent. */
export interface Data {
  edition: string;
  entry: Entry;
  tape: Tape | null;
  state: State;
  limits: { views: [number, number]; cloud: [number, number] };
  settled: Settled | null;
  /** For a function without a tape, while a hand moves. */
  live: Settled | null;
  /** Whether the board is folded until it is asked for, and first steps are shown. */
  calm: boolean;
  /** The puzzle that is to be solved on it, if it is a puzzle's. */
  task: Task | null;
  /** Whether a cloud of inputs may be drawn. */
  clouds: boolean;
  /** Its inputs less x, for a spread of 1, while there is one. */
  draws: number[][] | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
