// Written by `make declarations` from the types in Python.

import type { Task } from "../parts/data.d.ts";

/** All that a link restores. */
export interface State {
  steps: number;
  /** States that are kept beside the start, by their numbers, in order. */
  stones: number[];
  /** Whether counts are hidden, to be guessed. */
  cover: boolean;
}

/** What Python counted, and the placement that it belongs to. */
export interface Settled {
  steps: number;
  stones: number[];
  recomputed: number;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  state: State;
  limits: { steps: [number, number] };
  settled: Settled;
  /** The puzzle that is to be solved on it, if it is a puzzle's. */
  task: Task | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
