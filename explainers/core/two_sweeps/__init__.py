"""A program swept forward with tangents, or forward and then back with cotangents."""
