"""Second derivatives of a scalar function, and the steps that they suggest."""
