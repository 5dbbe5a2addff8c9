"""Checkpoints: what a reverse sweep keeps, and what it computes again instead."""
