// Written by `make declarations` from the types in Python.

/** What hands change. */
export interface State {
  /** The value of an option, empty where there is none yet; or what is typed. */
  chosen: string;
}

/** One that can be chosen. */
export interface Option {
  value: string;
  words: string;
}

/** What the choice is sent. */
export interface Data {
  edition: string;
  state: State;
  /** A switch has two: off and on. What is typed has none. */
  options: Option[];
  label: string;
  /** Whether the label is seen above the options, or only spoken; a switch shows it. */
  named: boolean;
  /** Whether no hand changes it. */
  fixed: boolean;
  look: "list" | "row" | "pills" | "switch" | "line" | "lines" | "whole";
  /** Characters that a text may have. */
  most: number;
  /** The least and the largest of a whole number. */
  span: [number, number];
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
