// Written by `make declarations` from the types in Python.

/** What the file is called. */
export interface Data {
  name: string;
}
