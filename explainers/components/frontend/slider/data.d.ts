// Written by `make declarations` from the types in Python.

/** What hands move. */
export interface State {
  numbers: number[];
}

/** A number, and the track on which it slides. */
export interface Row {
  name: string;
  track: [number, number];
  /** Only whole numbers on the track will do; else any number, be it beside the track. */
  whole: boolean;
}

/** What the sliders are sent. */
export interface Data {
  edition: string;
  state: State;
  rows: Row[];
  /** What the numbers belong to: a function, a risk. */
  of: string;
  /** Whether no hand moves them. */
  fixed: boolean;
  /** What restores the state, where the link of the page is not drawn anew with them. */
  query: string;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
