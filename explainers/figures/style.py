"""Colours as roles: push, pull, ink and signed numbers, for a light and a dark page."""

import math
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from jaxtyping import Float
from numpy import ndarray

Theme: TypeAlias = Literal["light", "dark"]


class Roles(NamedTuple):
    """What each colour is for, as ``#rrggbb``; text has twins that can be read."""

    page: str
    """Ground of the page itself."""
    ground: str
    """Ground of a plane or a chart."""
    panel: str
    """Ground of what frames words: a readout, a menu, a widget."""
    ink: str
    muted: str
    hairline: str
    """Where a plane or a table ends."""
    edge: str
    """Where a control ends, and the track of a slider."""
    grid: str
    """Lines of a plane, bent or straight."""
    push: str
    """v, Jv, forward, tangents."""
    push_text: str
    push_tint: str
    push_deep: str
    """The first piece of a sum of pushed parts; those after it are paler."""
    push_pale: str
    pull: str
    """u, uᵀJ, reverse, cotangents."""
    pull_text: str
    pull_tint: str
    pull_deep: str
    pull_pale: str
    both: str
    """What belongs to push and pull alike, as the number uᵀJv."""
    negative: str
    """The most negative number of a signed scale."""
    negative_text: str
    """What fails."""
    zero: str
    positive: str
    """The most positive number, as far from zero as the negative one."""
    positive_text: str
    """What holds."""


LIGHT = Roles(
    page="#ffffff",
    ground="#fbfcfe",
    panel="#f4f6fa",
    ink="#1f2430",
    muted="#5f6779",
    hairline="#e4e7ee",
    edge="#858d9e",
    grid="#c9d3e3",
    push="#1f6feb",
    push_text="#1a5fd0",
    push_tint="#edf3fe",
    push_deep="#0a3f99",
    push_pale="#4f88ec",
    pull="#d9730d",
    pull_text="#a84f08",
    pull_tint="#fdf0e4",
    pull_deep="#7d3903",
    pull_pale="#c57633",
    both="#4a5168",
    negative="#b592cb",
    negative_text="#762a83",
    zero="#f5f6f9",
    positive="#74b382",
    positive_text="#1b7837",
)

DARK = Roles(
    page="#12151c",
    ground="#171b24",
    panel="#1b202b",
    ink="#e6e9f2",
    muted="#9aa3b5",
    hairline="#2c3342",
    edge="#6b7488",
    grid="#384257",
    push="#5b9bff",
    push_text="#7db0ff",
    push_tint="#16253f",
    push_deep="#3f82f0",
    push_pale="#a9cbff",
    pull="#e8913a",
    pull_text="#f2a65a",
    pull_tint="#382413",
    pull_deep="#d9730d",
    pull_pale="#f9c99c",
    both="#a9b1c6",
    negative="#7b4d98",
    negative_text="#c2a5cf",
    zero="#232936",
    positive="#286b43",
    positive_text="#7cc884",
)


class Sets(NamedTuple):
    """Grounds of what belongs together, in one of several sets; letters tell them apart, too."""

    set_a: str
    set_b: str
    set_c: str
    set_d: str
    set_e: str
    set_f: str


LIGHT_SETS = Sets("#9dcdf2", "#f2c879", "#f3aebb", "#93d4bd", "#cdbbee", "#cbc6b6")
DARK_SETS = Sets("#1f5d8c", "#785611", "#8a3f52", "#1f6b55", "#5f4a94", "#5b574b")

_STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0)
CLEAR = "rgba(0,0,0,0)"
"""What lies behind shows."""

_THEMES: dict[Theme, Roles] = {"light": LIGHT, "dark": DARK}


def roles(theme: Theme) -> Roles:
    """The colours of one theme."""
    return _THEMES[theme]


def signed_scale(colours: Roles) -> list[tuple[float, str]]:
    """Plotly colour scale from negative over zero, in the middle, to positive."""
    return [(0.0, colours.negative), (0.5, colours.zero), (1.0, colours.positive)]


def bound(numbers: Float[ndarray, "m n"]) -> float:
    """Smallest of 1, 1.5, 2, 3, 5, 7, 10, … (and 0.7, …) that no finite entry exceeds.

    Steps keep the colours from shifting while the point moves a little.
    """
    finite = np.abs(numbers[np.isfinite(numbers)])
    largest = float(finite.max()) if finite.size else 0.0
    if largest < 1e-300:
        return 1.0
    decade = 10.0 ** math.floor(math.log10(largest))
    return next(step * decade for step in _STEPS if step * decade >= largest)
