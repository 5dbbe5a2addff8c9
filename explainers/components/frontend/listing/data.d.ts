// Written by `make declarations` from the types in Python.

import type { Task } from "../parts/data.d.ts";

/** The line that is mended and the mend that was chosen, both from 0; empty for none. */
export interface State {
  picks: number[];
}

/** A line as it stands, and what may stand there instead. */
export interface Line {
  text: string;
  mends: string[];
}

/** What the listing gave when JAX ran it, and the mend that it belongs to. */
export interface Settled {
  picks: number[];
  /** Empty where it did not run. */
  answer: number[];
  wanted: number[];
  /** Name of the exception, or nothing. */
  problem: string;
  /** How far the answer is from what is wanted. */
  off: number;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  state: State;
  /** What stands before the lines: the function, and the numbers of the puzzle. */
  head: string;
  lines: Line[];
  settled: Settled | null;
  task: Task;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
