// Written by `make declarations` from the types in Python.

import type { Entry, Sent, Tape } from "../parts/data.d.ts";

/** All that a link restores: function, point, vectors and how they are looked at. */
export interface State {
  slug: string;
  x: number[];
  v: number[];
  u: number[];
  mode: "push" | "pull" | "both";
  covectors: "arrows" | "stripes";
  circle: boolean;
  cover: boolean;
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
}

/** The image of a grid, for a function that no tape holds. */
export interface Samples {
  step: number;
  /** Two families of lines of nodes, each with its position and velocity. */
  families: Sent[][][][];
  /** Nodes of t ↦ f(x + tv). */
  curve: Sent[][];
  /** The direction of the curve. */
  v: number[];
}

/** What JAX computed, and the x, v and u that it belongs to. */
export interface Settled {
  x: number[];
  v: number[];
  u: number[];
  value: Sent[];
  jacobian: Sent[];
  push: Sent[];
  pull: Sent[];
  pairing: Sent;
  /** f(x + v), for comparison with f(x) + Jv. */
  moved: Sent[];
  precision: string;
  samples: Samples | null;
  /** Which question of the browser this answers; 0 for none. */
  number: number;
}

/** What the Stage is sent. */
export interface Data {
  edition: string;
  entry: Entry;
  tape: Tape | null;
  state: State;
  settled: Settled | null;
  /** For a function without a tape, while a hand moves. */
  live: Settled | null;
}
