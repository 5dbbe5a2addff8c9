"""Puzzles on the Stage: what they ask, their variants by a seed, who judges and who solves them."""
