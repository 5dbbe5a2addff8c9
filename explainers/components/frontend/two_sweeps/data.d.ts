// Written by `make declarations` from the types in Python.

import type { Entry, Tape } from "../parts/data.d.ts";

/** An operation of the program. */
export interface Row {
  sign: string;
  formula: string;
  /** Node, and edge or −1 where no derivative passes. */
  arguments: [number, number][];
  /** Residuals, as formulas. */
  kept: string[];
  /** Number of the first of them. */
  kept_at: number;
  /** Whether derivatives pass through it. */
  moves: boolean;
}

/** How many numbers are held, by liveness: what nothing will need again is let go. */
export interface Memory {
  /** After each row of a forward sweep: live values, with their tangents. */
  forward: number[];
  /** The same where the inputs stay, for another forward sweep to come. */
  forward_again: number[];
  /** After each row on the way out of a reverse sweep: live values and residuals. */
  values: number[];
  /** Those of them that are kept as residuals, each different number once. */
  residuals: number[];
  /** On the way back, before any row and after each one, the last row first: cotangents. */
  cotangents: number[];
  /** Residuals that rows further back still wait for, each different number once. */
  remaining: number[];
  /** Residuals of all rows, a number counted as often as rows keep it. */
  repeated: number;
}

/** All of a function that does not depend on where it is looked at. */
export interface Program {
  /** Names of the inputs, then of the rows. */
  nodes: string[];
  outputs: string[];
  /** What each output is: a node's name or a number. */
  results: string[];
  /** Node of each output, −1 for a constant. */
  output_nodes: number[];
  output_constants: (number | null)[];
  rows: Row[];
  edges: number;
  tape: Tape;
  memory: Memory;
  /** Layer and height of inputs, rows and outputs. */
  spots: [number, number][];
  /** From a node to a node, and the way. */
  links: [number, number, [number, number][]][];
  layers: number;
  height: number;
}

/** All that a link restores. */
export interface State {
  slug: string;
  x: number[];
  v: number[];
  u: number[];
  way: "both" | "forward" | "reverse" | "columns" | "rows";
  step: number;
  /** Whether what comes after the step is hidden, to be guessed. */
  cover: boolean;
}

/** What JAX computed, and what it belongs to. */
export interface Settled {
  x: number[];
  v: number[];
  u: number[];
  way: string;
  /** The flat list of numbers of each sweep that the way takes. */
  runs: number[][];
}

/** What the player is sent. */
export interface Data {
  edition: string;
  entry: Entry;
  program: Program;
  state: State;
  settled: Settled | null;
  /** The last gesture that Python took, by its name; null for none. */
  heard?: string | null;
  /** Names of the parts of the state that no hand moves here. */
  locked?: string[];
  /** Whether the page still waits for the figure to be drawn. */
  undrawn?: boolean;
}
