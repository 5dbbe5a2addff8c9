"""Derivatives of what solves an equation: by the equation itself, not by its solver."""
