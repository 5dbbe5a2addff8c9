"""Many products at once: what random ones tell of a Jacobian, and what all of them cost."""
