// Written by `make declarations` from the types in Python.

/** Query strings without the question mark, and what the browser keeps. */
export interface Data {
  /** Restores what is on screen. */
  query: string;
  /** Restores it with the results covered, if they can be. */
  covered: string | null;
  /** Lessons that were opened or, with a star, answered; with a dot between two. */
  progress: string;
}
