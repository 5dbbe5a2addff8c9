"""Plotly figures: numpy in, a new figure out."""
