// Written by `make declarations` from the types in Python.

/** What a hand moves. */
export interface State {
  /** One behind the other. */
  starts: number[];
  rate: number;
  run: number;
  /** The step that is shown. */
  at: number;
}

/** Where a risk is first met. */
export interface Usual {
  starts: number[];
  rate: number;
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

/** Where the runs go from these starts at this rate, and the board of one of them, packed. */
export interface Course {
  of: Of;
  theta: string;
  risks: string;
  /** The step at which a run stopped, if it did. */
  ended: (number | null)[];
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
  usual: Usual;
  /** Name of the optimiser. */
  rule: string;
  /** Whether a step is the gradient times the rate, and no more. */
  plain: boolean;
  /** null where the browser has said that it holds it. */
  ground: Ground | null;
  course: Course;
}
