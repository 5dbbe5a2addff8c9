// Written by `make declarations` from the types in Python.

/** A state of the lecture. */
export interface Stop {
  /** Of its page. */
  title: string;
  /** The teacher's question on it, or none. */
  ask: string;
  link: string;
}

/** What the list is sent. */
export interface Data {
  /** The last thing that hands sent. */
  heard: number;
  stops: Stop[];
  /** What was refused last, and why. */
  problems: string[];
  /** What the address holds of it. */
  query: string;
}
