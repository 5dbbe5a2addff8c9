// Written by `make declarations` from the types in Python.

/** All that a link restores: how many outputs and inputs, and the convention looked through. */
export interface State {
  m: number;
  n: number;
  layout: "numerator" | "denominator";
}

/** Shapes of everything at f: ℝⁿ → ℝᵐ. */
export interface Shapes {
  v: number[];
  push: number[];
  u: number[];
  pull: number[];
  jacobian: number[];
  /** ∇fᵢ, the gradient of one output. */
  row: number[];
  /** ∂f/∂xⱼ. */
  column: number[];
}

/** One Jacobian, to be looked at in two layouts. */
export interface Example {
  jacobian: number[][];
  of: string;
}

/** What the sheet is sent. */
export interface Data {
  edition: string;
  state: State;
  limits: { m: [number, number]; n: [number, number] };
  /** JAX's, for the m and n of the state. */
  shapes: Shapes;
  /** null until JAX has answered. */
  example: Example | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
