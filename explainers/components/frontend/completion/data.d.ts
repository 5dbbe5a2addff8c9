// Written by `make declarations` from the types in Python.

/** Whose puzzles are asked for. */
export interface Data {
  /** Of the class, with the student's number. */
  seed: string;
  /** What stands on the button. */
  label: string;
  /** What is said where nothing is kept for this seed. */
  none: string;
}
