// Written by `make declarations` from the types in Python.

/** What is framed, counted from 0: a row, a column, or both and the entry where they meet. */
export interface State {
  row: number | null;
  column: number | null;
}

/** What the table is sent. */
export interface Data {
  edition: string;
  state: State;
  /** Of the function. */
  slug: string;
  /** Names of the columns. */
  inputs: string[];
  /** Names of the rows. */
  outputs: string[];
  /** What a press on a cell reads: it, its column or its row. */
  reading: "entries" | "column" | "row";
  /** Row by row; null while a reader guesses. */
  jacobian: number[] | null;
  /** The entry that was guessed to be farthest from 0, by its place row by row. */
  guess: number | null;
  /** Those that it was held against, as long as the point is the same. */
  truths: number[];
  /** The number whose colour is whole. */
  largest: number;
  /** The table in words. */
  label: string;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
