// Written by `make declarations` from the types in Python.

/** What each mode says in place of a number, if anything. */
export interface Said {
  forward: string;
  reverse: string;
}

/** A case over its whole reach, a number for each point; null where there are none. */
export interface Samples {
  x: number[];
  value: number[];
  left: number[] | null;
  right: number[] | null;
  forward: number[] | null;
  reverse: number[] | null;
  mended: number[];
  mended_slope: number[];
}

/** A case. */
export interface Case {
  slug: string;
  title: string;
  at: number;
  step: number;
  reach: [number, number];
  y_view: [number, number];
  slope_view: [number, number];
  whole: boolean;
  central: boolean;
  said: Said;
  /** What PyTorch returned at the kink, in forward and in reverse mode. */
  torch: [string, string];
  /** All of JAX's numbers along it; null until JAX has answered. */
  samples: Samples | null;
}

/** All that a link restores: the case, the place of x, and the step of the secants. */
export interface State {
  slug: string;
  x: number;
  h: number;
  /** Whether what JAX returns is hidden, to be guessed. */
  cover: boolean;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  case: Case;
  state: State;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
