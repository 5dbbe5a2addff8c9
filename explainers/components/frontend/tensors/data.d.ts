// Written by `make declarations` from the types in Python.

import type { Tape } from "../parts/data.d.ts";

/** All that a link restores: the numbers, and how they are looked at. */
export interface State {
  inputs: number[];
  W: number[];
  b: number[];
  V: number[];
  U: number[];
  head: "sigmoid" | "logits";
  mode: "push" | "pull";
  form: "blocks" | "matrix";
  /** Whose second derivatives are shown, counted from 0, row by row. */
  output: number;
  cover: boolean;
}

/** What a reader can move, each flattened row by row as JAX and NumPy do. */
export interface Setting {
  inputs: number[];
  W: number[];
  /** One number, meaning the shape (), or two. */
  b: number[];
  V: number[];
  U: number[];
}

/** What JAX computed for exactly this state. */
export interface Settled {
  logits: number[];
  outputs: number[];
  jacobian: number[];
  /** J V: a weighted sum over the axes of W. */
  push: number[];
  /** UᵀJ: a weighted sum over the axes of the outputs. */
  pull: number[];
  /** ⟨U, J V⟩. */
  pairing: number;
  hessian: number[];
  precision: string;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  state: State;
  preset: Setting;
  tape: Tape;
  settled: Settled | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
