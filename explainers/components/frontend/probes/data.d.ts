// Written by `make declarations` from the types in Python.

import type { Task } from "../parts/data.d.ts";

/** What hands hold: the next push and pull, and behind the entries each probe that was made. */
export interface State {
  v: number[];
  u: number[];
  picks: number[];
}

/** What JAX pushed and pulled, and the probes that it belongs to. */
export interface Settled {
  picks: number[];
  /** Jv or uᵀJ of each probe. */
  results: number[][];
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  state: State;
  rows: number;
  columns: number;
  /** Probes that can be made. */
  most: number;
  /** The hidden J row by row, for probes while there is no answer; it is never drawn. */
  table: number[];
  settled: Settled | null;
  task: Task;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
