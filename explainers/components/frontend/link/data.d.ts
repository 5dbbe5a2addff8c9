// Written by `make declarations` from the types in Python.

/** A query string without the question mark, which restores what is on screen. */
export interface Data {
  query: string;
}
