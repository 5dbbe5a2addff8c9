"""How each page keeps its state in links, by its slug."""

from typing import Any

from explainers.permalink import (
    brackets,
    cheatsheet,
    complex_plane,
    curvature,
    descent,
    functions,
    implicit,
    kinks,
    linearization,
    many,
    memory,
    practice,
    rules,
    sparsity,
    tensors,
    two_sweeps,
)
from explainers.permalink.codec import Codec

CODECS: dict[str, Codec[Any]] = {
    "home": functions.codec("arm", "push"),
    "jacobian": functions.CODEC,
    "push_and_pull": functions.CODEC,
    "linearization": linearization.CODEC,
    "two_sweeps": two_sweeps.CODEC,
    "descent": descent.CODEC,
    "brackets": brackets.CODEC,
    "curvature": curvature.CODEC,
    "tensors": tensors.CODEC,
    "rules": rules.CODEC,
    "complex_plane": complex_plane.CODEC,
    "kinks": kinks.CODEC,
    "many": many.CODEC,
    "sparsity": sparsity.CODEC,
    "implicit": implicit.CODEC,
    "memory": memory.CODEC,
    "cheatsheet": cheatsheet.CODEC,
    "practice": practice.CODEC,
}
"""In the order in which readers turn them."""
