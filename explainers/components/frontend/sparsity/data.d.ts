// Written by `make declarations` from the types in Python.

import type { Tape, Task } from "../parts/data.d.ts";

/** What a greedy colouring finds that takes the columns in some order. */
export interface Order {
  name: "natural" | "largest" | "smallest";
  columns: number[];
  rows: number[];
  products: number;
}

/** What is known of a pattern in one way of colouring it. */
export interface Ways {
  way: "columns" | "rows" | "both" | "symmetric";
  orders: Order[];
  /** null where there is too much to try. */
  fewest: number | null;
  /** The conflict graph; none by both, where no pairs alone decide. */
  edges: [number, number][];
}

/** A function, its pattern, and what JAX knows of it. */
export interface Case {
  slug: string;
  title: string;
  n: number;
  /** Names of the columns. */
  inputs: string[];
  outputs: string[];
  /** The columns that each row of J may hold something in. */
  rows: number[][];
  ways: Ways[];
  /** At the x of the state, row by row; null until JAX has answered, where no tape can. */
  jacobian: number[][] | null;
  tape: Tape | null;
  /** Where the function is first met. */
  x: number[];
}

/** All that a link restores. */
export interface State {
  slug: string;
  /** The colour of each column of J, counted from 1; 0 for none. */
  columns: number[];
  rows: number[];
  way: "columns" | "rows" | "both" | "symmetric";
  /** Whether the conflict graph is shown in place of J. */
  graph: boolean;
  /** Whether the fewest products are hidden, to be guessed. */
  cover: boolean;
  x: number[];
  /** Whether one column of J is probed by a push, or one row by a pull. */
  probe: "" | "column" | "row";
  /** Which, counted from 0. */
  place: number;
}

/** What JAX computed, and the colouring that it belongs to. */
export interface Settled {
  way: "columns" | "rows" | "both" | "symmetric";
  columns: number[];
  rows: number[];
  pushes: number[][];
  pulls: number[][];
  x: number[];
  /** J as pushes along each unit vector give it, row by row. */
  forward: number[][];
  /** And as pulls do. */
  reverse: number[][];
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  case: Case;
  state: State;
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
