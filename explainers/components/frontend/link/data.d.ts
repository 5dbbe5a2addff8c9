// Written by `make declarations` from the types in Python.

/** What restores the state on screen, and what the browser counts that only a session knows. */
export interface Data {
  /** A query string without the question mark. */
  query: string;
  /** How many the session has judged on this page; the browser has the record of them. */
  guesses: number;
  /** The query with which a class is asked about it. */
  asks: string;
  /** Which state of how many, where a lecture shows it. */
  place: [number, number] | null;
  /** The query that holds that lecture. */
  lecture: string;
}
