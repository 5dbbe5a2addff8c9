// Written by `make declarations` from the types in Python.

/** A query string without the question mark, and what the browser keeps. */
export interface Data {
  /** Restores what is on screen. */
  query: string;
  /** Lessons that were opened or, with a star, answered; with a dot between two. */
  progress: string;
}
