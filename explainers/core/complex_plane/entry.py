"""Functions on the complex plane: five that are there, and any that is typed."""

import math
from typing import NamedTuple, TypeAlias

import numpy as np

from explainers.core.complex_plane.evaluate import (
    ComplexMap,
    complex_of,
    cut_arguments,
    pairs_of,
)
from explainers.core.complex_plane.functions import ALIASES, FUNCTIONS
from explainers.core.complex_plane.parser import canonical, parse
from explainers.core.complex_plane.sources import Sources, sources
from explainers.core.expression.errors import ExpressionError
from explainers.core.expression.links import from_link
from explainers.core.kept import Hold, Shelf, hold
from explainers.core.ready import Seldom
from explainers.core.rounding import bounded
from explainers.core.tape import Tape, UnsupportedPrimitive, replayed
from explainers.core.tape import tape as tape_of
from explainers.core.types import Map

SIGN = "="
"""What a slug begins with if it is the text of a function."""
KEPT = 8
"""How many typed functions are kept that nobody has at hand; the least recently used goes first."""
MOST = 256
"""How many are kept at all."""
HALF = 3.0
"""Half a side of the window on the z-plane."""
Z, DZ = (1.0, 2.0), (0.6, 0.3)
"""The point and the step with which a reader begins, where nothing speaks against it."""

Point: TypeAlias = tuple[float, float]
Window: TypeAlias = tuple[float, float, float]
"""Centre, centre, half a side."""


class Plan(NamedTuple):
    """A function w = f(z) and the window its images are seen in."""

    slug: str
    title: str
    text: str
    map: Map
    """(Re z, Im z) ↦ (Re w, Im w)."""
    complex_map: ComplexMap
    tape: Tape
    cuts: Tape | None
    """What it takes logarithms and roots of: (Re, Im) one behind the other."""
    sources: Sources
    window: Window
    z: Point
    """Where a reader begins: where f and its Jacobian are finite, and no tie, kink or cut is."""


_GIVEN: tuple[tuple[str, str, str, Window], ...] = (
    ("square", "z²", "z^2", (0.0, 0.0, 8.0)),
    ("exp", "exp z", "exp(z)", (0.0, 0.0, 6.0)),
    ("inverse", "1/z", "1/z", (0.0, 0.0, 1.2)),
    ("conj", "conj z", "conj(z)", (0.0, 0.0, 3.5)),
    ("size", "|z|²", "z*conj(z)", (5.0, 0.0, 6.0)),
)


def _plan(slug: str, title: str, text: str, window: Window | None) -> Plan:
    node = parse(text)
    f, arguments = pairs_of(node), cut_arguments(node)
    if slug.startswith(SIGN):
        f = Seldom(f)
    try:
        program = tape_of(f, 2)
        cuts = tape_of(arguments, 2) if arguments else None
    except UnsupportedPrimitive:
        message = "Written out in real numbers, this has too many steps."
        raise ExpressionError(message, 0, len(text), "Make the formula shorter.") from None
    return Plan(
        slug=slug,
        title=title,
        text=text,
        map=f,
        complex_map=complex_of(node),
        tape=program,
        cuts=cuts,
        sources=sources(node),
        window=window or _window(program),
        z=_first(program),
    )


def _first(program: Tape) -> Point:
    """The first of some points at which the function is smooth."""
    line = [0.25 * k for k in range(-10, 11)]
    others = [(a, b) for a in line for b in line]
    points = np.array([Z, *sorted(others, key=lambda z: math.dist(z, Z))])
    found = bounded(program, points)
    numbers = np.concatenate([found.values, found.jacobians.reshape(len(points), -1)], axis=1)
    smooth = np.isfinite(numbers).all(axis=1) & ~found.ties
    a, b = points[int(np.argmax(smooth))].tolist()
    return (a, b)


def _window(program: Tape) -> Window:
    """A square that holds most of what the z-window is mapped to."""
    line = np.linspace(-0.8 * HALF, 0.8 * HALF, 23)
    points = np.stack([part.ravel() for part in np.meshgrid(line, line)], axis=-1)
    values = replayed(program, points).values
    values = values[np.isfinite(values).all(axis=1)]
    if len(values) == 0:
        return (0.0, 0.0, HALF)
    low, high = np.quantile(values, [0.1, 0.9], axis=0)
    half = _rounded(float(0.62 * np.max(high - low)) or HALF)
    grain = 10.0 ** np.floor(np.log10(half)) / 2
    middle = [
        round(float(np.round(z / grain) * grain), 6) + 0.0
        for z in np.clip((low + high) / 2, -1e6, 1e6)
    ]
    return (middle[0], middle[1], half)


def _rounded(size: float) -> float:
    size = min(max(size, 1e-3), 1e6)
    unit = 10.0 ** np.floor(np.log10(size))
    steps = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
    return float(f"{next(k * unit for k in steps if k * unit >= size):.3g}")


PLANS: dict[str, Plan] = {given[0]: _plan(*given) for given in _GIVEN}
"""The functions that need not be typed."""


_TYPED = Shelf(lambda text: _plan(SIGN + text, text, text, None), lambda plan: plan.map, KEPT, MOST)


def typed(text: str) -> Plan:
    """The function that a text describes; raises ExpressionError if it describes none."""
    return _TYPED.get(text if text in _TYPED else canonical(parse(text)))


def linked(slug: str) -> str:
    """The slug that the text of a link means; raises ExpressionError if that is not clear."""
    if not is_typed(slug):
        return slug
    text = slug.removeprefix(SIGN)
    return SIGN + from_link(text, lambda typed: canonical(parse(typed)), {*FUNCTIONS, *ALIASES})


def is_typed(slug: str) -> bool:
    """Whether a slug is the text of a function."""
    return slug.startswith(SIGN)


def find(slug: str) -> Plan:
    """The function of a slug; raises ExpressionError for text that is none, or KeyError."""
    return typed(slug.removeprefix(SIGN)) if is_typed(slug) else PLANS[slug]


def held(slug: str) -> Hold | None:
    """What keeps a typed function at hand, and all that is compiled of it, as long as it lives."""
    return hold(find(slug).map) if is_typed(slug) else None
