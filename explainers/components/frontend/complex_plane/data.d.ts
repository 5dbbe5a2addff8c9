// Written by `make declarations` from the types in Python.

import type { Tape } from "../parts/data.d.ts";

/** Where every function is first met. */
export interface Preset {
  z: [number, number];
  dz: [number, number];
}

/** A function w = f(z), and the windows it is seen in. */
export interface Plan {
  slug: string;
  title: string;
  window: [number, number, number];
  tape: Tape;
  cuts: Tape | null;
  /**
   * Whether f calls analytic functions alone, so that Cauchy–Riemann holds wherever J is
   * that of all sides.
   */
  analytic: boolean;
  half: number;
  preset: Preset;
}

/** All that a link restores: the function, the point and the step, as (Re, Im). */
export interface State {
  slug: string;
  z: [number, number];
  dz: [number, number];
  cover: boolean;
}

/** What JAX computed, and the z and dz that it belongs to. */
export interface Settled {
  z: [number, number];
  dz: [number, number];
  value: number[];
  jacobian: number[];
  /** J dz, by one forward sweep. */
  push: number[];
  /** f(z + dz). */
  moved: number[];
  /** ∂f/∂z: the part of J that turns and scales. */
  linear: number[];
  /** ∂f/∂z̄: the factor of the conjugate of dz, which vanishes where Cauchy–Riemann holds. */
  rest: number[];
  /** By how much the Cauchy–Riemann equations fail: 2|∂f/∂z̄|. */
  residual: number;
  /** What jacfwd(f, holomorphic=True) returns. */
  forward: number[];
  /** What grad(f, holomorphic=True) returns. */
  reverse: number[];
  /** What grad returns for the real function Re f. */
  gradient: number[];
  precision: string;
  /** What is known of f′(z). */
  kind: "value" | "jacobian" | "jump" | "kink" | "none" | "derivative" | "unknown";
  /** What J makes of a small circle. */
  image: "point" | "circle" | "mirrored" | "segment" | "ellipse" | "unknown";
  /** Whether `derivative` returns a number. */
  checked: boolean;
  /** Whether forward and reverse are known to disagree. */
  apart: boolean;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  plan: Plan;
  state: State;
  settled: Settled | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
