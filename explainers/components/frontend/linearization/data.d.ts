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
  cover: boolean;
}

/** A line through remainders on logarithmic axes, and what it was fitted to. */
export interface Line {
  /** NaN where too few remainders stand clear of rounding. */
  slope: number;
  /** Decimal logarithm of the line at h = 1. */
  height: number;
  /** Which of `STEPS` took part. */
  used: boolean[];
  /** Whether the remainder is zero below the smallest of them: f is affine near x along v. */
  cliff: boolean;
}

/** What remainders and f's program show, for `verdicts` to judge. */
export interface Evidence {
  /** Of the remainders towards −v. */
  behind: Line;
  /** Of ‖f(x + hv) + f(x − hv) − 2f(x)‖, which falls as h at a kink and faster elsewhere. */
  both: Line;
  /** Of ‖f(x + hv) − f(x)‖, where there is no Jacobian to take away. */
  change: Line;
  /** Of ‖f(x − hv) − f(x)‖. */
  change_behind: Line;
  /** Whether f is finite at each x + hv. */
  finite: boolean;
  /** Whether any remainder stands clear of rounding. */
  clear: boolean;
  /**
   * Whether f is smooth at x: nothing switches there, and D²f(v, v) is finite. Where no tape
   * tells, remainders near h²‖D²f(v, v)‖/2 do.
   */
  smooth: boolean;
  /** Whether D²f(v, v) is zero by f's program, at every x. */
  straight: boolean;
  /** Whether f has kinks or jumps, or may have some. */
  switches: boolean;
  /** Whether D²f(v, v) is known without an error. */
  exact: boolean;
  /** Whether the remainders that were fitted to are near h²‖D²f(v, v)‖/2. */
  near_second: boolean;
  /** Whether those with J/2 are near h‖Jv‖/2. */
  near_half: boolean;
  /** Whether J is zero, but for rounding. */
  level: boolean;
  /** f(x), what is nothing but rounding as 0. */
  known: number[];
  /** Whether forward and central differences have no truncation, by f's program. */
  theory: [boolean, boolean];
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
  /** A bound of the rounding errors in the smallest of them. */
  floor: number;
  line: Line;
  halved_line: Line;
  /** D²f(x)(v, v). */
  second: number[];
  /** D³f(x)(v, v, v). */
  third: number[];
  evidence: Evidence;
  precision: string;
  /** Why there is no line, with J and with J/2; "" where there is one. */
  notes: [string, string];
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
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
