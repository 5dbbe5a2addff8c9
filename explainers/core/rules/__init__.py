"""Derivatives that are taught: right and wrong rules, judged, and what JAX makes of them."""
