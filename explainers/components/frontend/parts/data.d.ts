// Written by `make declarations` from the types in Python.

/** Where a function is first met. */
export interface Preset {
  x: number[];
  v: number[];
  u: number[];
}

/** What a figure needs to know of a function. */
export interface Entry {
  slug: string;
  /** Names. */
  inputs: string[];
  outputs: string[];
  x_view: [number, number][];
  y_view: [number, number][];
  preset: Preset;
  picture: "arm" | "camera" | "line" | null;
}

/** A flat program. Slots count inputs first, then constants, then operations. */
export interface Tape {
  inputs: number;
  constants: number[];
  operations: [string, ...number[]][];
  /** Slots of f(x): m of them. */
  value: number[];
  /** Slots of J(x), row by row: m·n of them. */
  jacobian: number[];
}
