// Written by `make declarations` from the types in Python.

/** All that a link restores, in the order in which it is listed there. */
export interface State {
  /** A risk of ours by its slug, or "=" and the text of a function. */
  risk: string;
  /** Of the five runs, one behind the other. */
  starts: number[];
  optimiser: string;
  rate: number;
  batch: number;
  steps: number;
  samples: number;
  noise: number;
  spread: number;
  seed: number;
  /** Which run the board and the gradient belong to, counted from 0. */
  run: number;
  /** The step that is shown. */
  at: number;
  /** Whether what comes after it is hidden, to be guessed. */
  cover: boolean;
}

/** What the runs go down. */
export interface Risk {
  slug: string;
  parameters: [string, string];
  sampled: boolean;
  labels: boolean;
}

/** What stays the same while starts and rate are moved; long rows of numbers are packed. */
export interface Ground {
  risk: Risk;
  samples: number;
  /** Of them in each step. */
  taken: number;
  x: string;
  y: string;
  /** A row for each sample; empty where a risk has none. */
  jacobian: string;
  /** Marks of the samples at each step shown; null where all of them always are. */
  batches: string | null;
  truth: [number, number] | null;
  lowest: [number, number] | null;
  /** The risk at the lowest place. */
  least: number | null;
  limit: number | null;
  /** How far rounding may have moved the limit. */
  slack: number;
  /** Its centre, and half a side. */
  window: [number, number, number];
  field: string;
  lattice: number;
  /** The steps that are shown. */
  frames: number[];
}

/** What a course was computed for. */
export interface Of {
  /** One behind the other. */
  starts: number[];
  rate: number;
  run: number;
}

/** Where a run stopped, and why. */
export interface Ended {
  step: number;
  why: "parameters" | "outside" | "large" | "undefined";
  begun: boolean;
}

/** Where the runs go from these starts at this rate, and the board of one of them, packed. */
export interface Course {
  of: Of;
  theta: string;
  risks: string;
  /** Of each run where it stopped, if it did. */
  ended: (Ended | null)[];
  gradient: string;
  step: string;
  u: string;
  rest: string;
  rows: number;
}

/** What the figure is sent. */
export interface Data {
  edition: string;
  state: State;
  /** In which the risk is first met. */
  usual: State;
  /** Name of the optimiser. */
  rule: string;
  /** Whether a step is the gradient times the rate, and no more. */
  plain: boolean;
  /** null where the browser has said that it holds it, and without a course. */
  ground: Ground | null;
  /** null until JAX has answered. */
  course: Course | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
