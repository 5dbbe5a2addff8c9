// Written by `make declarations` from the types in Python.

import type { Tape, Task } from "../parts/data.d.ts";

/** All that a link restores: the equation, a solution, and what is pushed or pulled there. */
export interface State {
  slug: string;
  p: number;
  /** A solution at p. */
  x: number[];
  mode: "push" | "pull";
  dp: number;
  u: number[];
  /** Whether the derivative is hidden, to be guessed. */
  cover: boolean;
  /** p of Kepler's equation, whose solvers are compared. */
  mean: number;
  eccentricity: number;
  /** Of a ridge, as a power of ten. */
  penalty: number;
  /** How long an ODE runs. */
  time: number;
  steps: number;
  crowding: number;
}

/** A place where g_x is singular. */
export interface Special {
  p: number;
  x: number[];
  turn: "fold" | "inflection" | "crossing";
}

/** Where an equation is first met. */
export interface Start {
  p: number;
  x: number[];
  dp: number;
  u: number[];
}

/** What JAX computed, and what for. */
export interface Settled {
  p: number;
  x: number[];
  dp: number;
  u: number[];
  value: number[];
  /** Row by row. */
  g_x: number[];
  g_p: number[];
  push: number[];
  adjoint: number[];
  pull: number;
  /** Whether the derivative is known, by error bounds. */
  regular: boolean;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  state: State;
  slug: string;
  title: string;
  /** Names of what is solved for. */
  unknowns: string[];
  /** Centre in p, centre in x, and half of what either spans. */
  view: number[];
  specials: Special[];
  picture: "arm" | null;
  preset: Start;
  limits: { dp: [number, number]; u: [number, number] };
  /** Of g as a function of x and p together. */
  tape: Tape;
  /** null until JAX has answered. */
  settled: Settled | null;
  /** The puzzle that is to be solved on it, if it is a puzzle's. */
  task: Task | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
