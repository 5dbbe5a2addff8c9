// Written by `make declarations` from the types in Python.

import type { Sent, Tape } from "../parts/data.d.ts";

/** The numbers of a setting, and how they are looked at. */
export interface State {
  inputs: number[];
  W: number[];
  b: number[];
  V: number[];
  U: number[];
  head: "sigmoid" | "logits";
  mode: "push" | "pull";
  form: "blocks" | "matrix";
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
  logits: Sent[];
  outputs: Sent[];
  jacobian: Sent[];
  /** J V: a weighted sum over the axes of W. */
  push: Sent[];
  /** UᵀJ: a weighted sum over the axes of the outputs. */
  pull: Sent[];
  /** ⟨U, J V⟩. */
  pairing: Sent;
  hessian: Sent[];
  precision: string;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  state: State;
  preset: Setting;
  tape: Tape;
  settled: Settled | null;
}
