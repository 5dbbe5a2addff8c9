// Written by `make declarations` from the types in Python.

import type { Entry, Sent, Tape } from "../parts/data.d.ts";

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
}

/** A change of x: what each model promised of f, and what f did. */
export interface Step {
  step: Sent[];
  /** ∇f·s. */
  linear: Sent;
  /** ∇f·s + sᵀHs/2. */
  quadratic: Sent;
  /** f(x + s) − f(x). */
  true: Sent;
}

/** What JAX computed, and the state that it belongs to. */
export interface Settled {
  x: number[];
  v: number[];
  rate: number;
  value: Sent;
  gradient: Sent[];
  /** By forward mode over reverse mode. */
  hessian: Sent[];
  /** Hv by one forward sweep through the gradient, without H. */
  product: Sent[];
  /** H, formed, times v. */
  formed: Sent[];
  /** ∇f(x + v). */
  moved: Sent[];
  /** Eigenvalues of H, from the lowest to the highest. */
  curvatures: Sent[];
  /** Eigenvectors of H, one a column. */
  directions: Sent[];
  /** v itself as a step. */
  along: Step;
  newton: Step;
  /** Steps against the gradient at each of `RATES` and at the rate asked for, stacked. */
  descents: Step;
  /** Those rates. */
  rates: Sent[];
  precision: string;
  /** Against the gradient, at the rate of the state. */
  descent: Step;
  /** That rate, not in units of 1/|λ|. */
  eta: Sent;
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
  settled: Settled | null;
}
