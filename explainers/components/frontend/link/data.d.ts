// Written by `make declarations` from the types in Python.

/** What restores what is on screen. */
export interface Data {
  /** A query string without the question mark. */
  query: string;
  /** Whether a class can be asked about it. */
  asks: boolean;
}
