// Written by `make declarations` from the types in Python.

import type { Tape } from "../parts/data.d.ts";

/** All that a link restores: the map, the draws, what is made of them, and of how many. */
export interface State {
  slug: string;
  c: number;
  of: "trace" | "diagonal" | "norm" | "gradient" | "range" | "logdet";
  law: "signs" | "normal";
  /** How many products there are by now. */
  k: number;
  seed: number;
  /** Whether the estimates are hidden, to be guessed. */
  cover: boolean;
}

/** What JAX computed, and what for; rows of numbers are packed. */
export interface Settled {
  c: number;
  law: "signs" | "normal";
  seed: number;
  /** Row by row. */
  jacobian: number[];
  /** One v behind the other. */
  directions: string;
  /** Jv for each of them. */
  products: string;
  /** v·Mv for each of them, of which the log-determinant is estimated. */
  series: string;
  /** The log-determinant itself, which need not be finite. */
  log_det: string;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  state: State;
  /** Of the map. */
  slug: string;
  /** What its strength is one of. */
  knob: string;
  n: number;
  x: number[];
  /** How many there are of each seed. */
  products: number;
  limits: { c: [number, number]; seed: [number, number] };
  /** Of the map as one function of x and its strength. */
  tape: Tape;
  /** null until JAX has answered. */
  settled: Settled | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
