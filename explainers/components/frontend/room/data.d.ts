// Written by `make declarations` from the types in Python.

import type { Entry, Tape } from "../parts/data.d.ts";

/** Where Jv ends, or where uᵀJ points, with all that a figure needs to draw it. */
export interface Question {
  kind: "push" | "pull";
  /** Of the function. */
  title: string;
  entry: Entry;
  tape: Tape | null;
  x: number[];
  v: number[];
  u: number[];
  inputs: [number, number];
  outputs: [number, number];
  value: number[];
  jacobian: number[];
  push: number[];
  pull: number[];
  pairing: number;
  /** f(x + v), for comparison with f(x) + Jv. */
  moved: number[];
  precision: string;
}

/** What the page is sent before it has a room. */
export interface Data {
  /** Of codes. */
  letters: string;
  /** Of a code. */
  length: number;
  /** What the link at hand is about, if a teacher opens a room. */
  kind: "push" | "pull";
  /** That link. */
  query: string;
  /** And its function. */
  title: string;
  /** As the room would ask it; null where it cannot be asked. */
  question: Question | null;
}
