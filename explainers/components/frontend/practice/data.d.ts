// Written by `make declarations` from the types in Python.

/** A puzzle on the path. */
export interface Step {
  slug: string;
  title: string;
}

/** Puzzles of one level. */
export interface Level {
  title: string;
  steps: Step[];
}

/** What the path is sent. */
export interface Data {
  edition: string;
  levels: Level[];
  /** The puzzle that is open. */
  here: string;
}
