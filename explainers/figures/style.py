"""Colours as roles: push, pull, ink and signed numbers, for a light and a dark page."""

from typing import Literal, NamedTuple, TypeAlias

Theme: TypeAlias = Literal["light", "dark"]


class Roles(NamedTuple):
    """What each colour is for, as ``#rrggbb``; text has twins that can be read."""

    page: str
    """Ground of the page itself."""
    ground: str
    """Ground of a plane or a panel."""
    ink: str
    muted: str
    hairline: str
    push: str
    """v, Jv, forward, tangents."""
    push_text: str
    push_tint: str
    pull: str
    """u, uᵀJ, reverse, cotangents."""
    pull_text: str
    pull_tint: str
    negative: str
    """The most negative number of a signed scale."""
    zero: str
    positive: str
    """The most positive number, as far from zero as the negative one."""


LIGHT = Roles(
    page="#ffffff",
    ground="#fbfcfe",
    ink="#1f2430",
    muted="#5f6779",
    hairline="#e4e7ee",
    push="#1f6feb",
    push_text="#1a5fd0",
    push_tint="#edf3fe",
    pull="#d9730d",
    pull_text="#a84f08",
    pull_tint="#fdf0e4",
    negative="#b592cb",
    zero="#f5f6f9",
    positive="#74b382",
)

DARK = Roles(
    page="#12151c",
    ground="#1b202b",
    ink="#e6e9f2",
    muted="#9aa3b5",
    hairline="#2c3342",
    push="#5b9bff",
    push_text="#7db0ff",
    push_tint="#16253f",
    pull="#e8913a",
    pull_text="#f2a65a",
    pull_tint="#382413",
    negative="#7b4d98",
    zero="#232936",
    positive="#286b43",
)

_THEMES: dict[Theme, Roles] = {"light": LIGHT, "dark": DARK}


def roles(theme: Theme) -> Roles:
    """The colours of one theme."""
    return _THEMES[theme]


def signed_scale(colours: Roles) -> list[tuple[float, str]]:
    """Plotly colour scale from negative over zero, in the middle, to positive."""
    return [(0.0, colours.negative), (0.5, colours.zero), (1.0, colours.positive)]
