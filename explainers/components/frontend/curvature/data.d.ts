// Written by `make declarations` from the types in Python.

import type { Entry, Tape } from "../parts/data.d.ts";

/** Scalar function, point, direction, and the rate of the gradient step. */
export interface State {
  slug: string;
  x: number[];
  v: number[];
  inputs: [number, number];
  /** In units of 1/|λ|. */
  rate: number;
  /** Decimal logarithm of how much the window on the input space is magnified about x. */
  zoom: number;
  /** Steps of the race that are shown. */
  step: number;
  cover: boolean;
}

/** A change of x: what each model promised of f, and what f did. */
export interface Step {
  step: number[];
  /** ∇f·s. */
  linear: number;
  /** ∇f·s + sᵀHs/2. */
  quadratic: number;
  /** f(x + s) − f(x). */
  true: number;
}

/** Several of them, stacked. */
export interface Steps {
  step: number[];
  linear: number[];
  quadratic: number[];
  true: number[];
}

/** Where the steps of one kind lead. */
export interface Run {
  /** From x on. */
  places: number[][];
  /** f there. */
  values: (number | null)[];
}

/** What JAX computed, and the state that it belongs to. */
export interface Settled {
  x: number[];
  v: number[];
  rate: number;
  value: number;
  gradient: number[];
  /** By forward mode over reverse mode. */
  hessian: number[];
  /** Hv by one forward sweep through the gradient, without H. */
  product: number[];
  /** H, formed, times v. */
  formed: number[];
  /** ∇f(x + v). */
  moved: number[];
  /** Eigenvalues of H, from the lowest to the highest. */
  curvatures: number[];
  /** Eigenvectors of H, one a column. */
  directions: number[];
  /** v itself as a step. */
  along: Step;
  /** −pinv(H)∇f: without the directions in which f is flat. */
  newton: Step;
  /** Against the gradient at each of `RATES` and at the rate asked for. */
  descents: Steps;
  /** Those rates. */
  rates: number[];
  precision: string;
  /** Against the gradient, at the rate of the state. */
  descent: Step;
  /** That rate, not in units of 1/|λ|. */
  eta: number;
  /** Whether there is a λ to measure rates by. */
  curved: boolean;
  /** Whether f is smooth at x and slopes, so that steps are suggested that mean something. */
  races: boolean;
  /** f at x and after each of the gradient steps and of Newton's; null before the race begins. */
  heights: [(number | null)[], (number | null)[]] | null;
  /** Gauss–Newton and Levenberg–Marquardt steps; null where no race is run, or by two alone. */
  fitted: [Run, Run] | null;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  entry: Entry;
  /** Of f. */
  tape: Tape | null;
  /** Of its gradient and its Hessian. */
  bend: Tape | null;
  state: State;
  limits: { rate: [number, number]; zoom: [number, number]; step: [number, number] };
  /** Whether f is a sum of losses, so that four race. */
  fits: boolean;
  settled: Settled | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
