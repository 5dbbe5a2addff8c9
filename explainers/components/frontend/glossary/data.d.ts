// Written by `make declarations` from the types in Python.

/** What a link to an anchor of the cheat sheet shows. */
export interface Entry {
  anchor: string;
  name: string;
  words: string;
}

/** The whole glossary. */
export interface Data {
  entries: Entry[];
}
