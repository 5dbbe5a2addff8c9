// Written by `make declarations` from the types in Python.

import type { Entry, Tape } from "../parts/data.d.ts";

/** Function, point and direction, how far the microscope is turned, and with which J. */
export interface State {
  slug: string;
  x: number[];
  v: number[];
  inputs: [number, number];
  outputs: [number, number];
  /** Decimal logarithm of the magnification 1/h. */
  zoom: number;
  /** Whether the linear picture is drawn with J/2, which is no derivative. */
  halved: boolean;
}

/** A line through remainders on logarithmic axes, and what it was fitted to. */
export interface Line {
  /** NaN where too few remainders stand above their rounding errors. */
  slope: number;
  /** Decimal logarithm of the line at h = 1. */
  height: number;
  /** Which of `STEPS` took part. */
  used: boolean[];
  /** Whether the remainder is zero below the smallest of them: f is affine near x along v. */
  cliff: boolean;
}

/** The image of a grid, for a function that no tape holds, in units of h about f(x). */
export interface Image {
  /** Distance of its lines in the input space, in units of h. */
  step: number;
  /** Two families of lines of nodes, each with its position and velocity. */
  families: number[][][][];
}

/** What JAX computed, and the state that it belongs to. */
export interface Settled {
  x: number[];
  v: number[];
  zoom: number;
  value: number[];
  jacobian: number[];
  push: number[];
  /** f(x + hv) − f(x) at the h that was asked for. */
  change: number[];
  /** The same less hJv. */
  missed: number[];
  /** The same less hJv/2. */
  missed_halved: number[];
  /** ‖f(x + hv) − f(x) − hJv‖ at each of `STEPS`. */
  sizes: number[];
  /** The same with J/2 in place of J. */
  halved: number[];
  /** Size of the rounding errors in them. */
  floor: number;
  line: Line;
  halved_line: Line;
  /** D²f(x)(v, v). */
  second: number[];
  /** D³f(x)(v, v, v). */
  third: number[];
  precision: string;
  /** For functions without a tape. */
  image: Image | null;
}

/** What the microscope is sent. */
export interface Data {
  edition: string;
  entry: Entry;
  tape: Tape | null;
  /** At which remainders are computed. */
  steps: number[];
  state: State;
  limits: { zoom: [number, number] };
  settled: Settled | null;
}
