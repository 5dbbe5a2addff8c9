"""Sparse Jacobians: their patterns, colourings, and products that several columns share."""
