// Written by `make declarations` from the types in Python.

import type { Entry, Sent, Tape } from "../parts/data.d.ts";

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
  slope: Sent;
  /** Decimal logarithm of the line at h = 1. */
  height: Sent;
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
  families: Sent[][][][];
}

/** What JAX computed, and the state that it belongs to. */
export interface Settled {
  x: number[];
  v: number[];
  zoom: number;
  value: Sent[];
  jacobian: Sent[];
  push: Sent[];
  /** f(x + hv) − f(x) at the h that was asked for. */
  change: Sent[];
  /** The same less hJv. */
  missed: Sent[];
  /** The same less hJv/2. */
  missed_halved: Sent[];
  /** ‖f(x + hv) − f(x) − hJv‖ at each of `STEPS`. */
  sizes: Sent[];
  /** The same with J/2 in place of J. */
  halved: Sent[];
  /** Size of the rounding errors in them. */
  floor: Sent;
  line: Line;
  halved_line: Line;
  /** D²f(x)(v, v). */
  second: Sent[];
  /** D³f(x)(v, v, v). */
  third: Sent[];
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
  settled: Settled | null;
}
