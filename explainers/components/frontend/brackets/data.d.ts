// Written by `make declarations` from the types in Python.

import type { Task } from "../parts/data.d.ts";

/** All that a link restores. */
export interface State {
  /** Of the spaces, from the input to the output. */
  sizes: number[];
  u: boolean;
  v: boolean;
  /** Place of each product in turn, from 0; it may be unfinished. */
  order: number[];
  mirror: boolean;
  /** Inputs and outputs of the function whose Jacobian is timed in both modes. */
  shape: [number, number];
  /** Whether counts are hidden, to be guessed. */
  cover: boolean;
}

/** What Python counted, and the chain and the order that it belongs to. */
export interface Settled {
  /** Of the spaces, from the input to the output. */
  sizes: number[];
  u: boolean;
  v: boolean;
  order: number[];
  /** Multiplications in each product. */
  counts: number[];
  /** Numbers held during each product. */
  held: number[];
  left: number;
  right: number;
  best: number;
  worst: number;
  best_order: number[];
}

/** What the machine is sent. */
export interface Data {
  edition: string;
  state: State;
  limits: { sizes: [number, number] };
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
