// Written by `make declarations` from the types in Python.

/** What hands change. */
export interface State {
  /** The value of an option. */
  chosen: string;
}

/** One that can be chosen. */
export interface Option {
  value: string;
  words: string;
}

/** What the list is sent. */
export interface Data {
  edition: string;
  state: State;
  options: Option[];
  label: string;
  /** Whether the label is seen above the list, or only spoken. */
  named: boolean;
  /** Whether no hand changes it. */
  fixed: boolean;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
