"""The equations g(x, p) = 0 whose solutions are differentiated in p, each with where it is met."""

import inspect
import math
import re
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

import jax.numpy as jnp
import numpy as np
from jax import Array

from explainers.core.catalog.entry import Entry, Sources
from explainers.core.catalog.translation import translated
from explainers.core.expression import SIGN, ExpressionError
from explainers.core.expression import entry as typed_entry
from explainers.core.expression import linked as linked_text
from explainers.core.functions import is_typed
from explainers.core.kept import Hold, hold, kept
from explainers.core.numerals import numbered
from explainers.core.tape import replayed, tape
from explainers.core.types import Map, Point, Value

Equation: TypeAlias = Callable[[Array, Array], Array]
"""g of x, which has n numbers, and of the number p; it has n values."""
Turn: TypeAlias = Literal["fold", "inflection", "crossing"]
"""What the curve does where g_x is singular: it turns back, goes on upright, or meets another."""
Picture: TypeAlias = Literal["arm"]
View: TypeAlias = tuple[float, float, float]
"""Centre in p, centre in x, and half of what either spans."""


class Special(NamedTuple):
    """A place of the curve where g_x is singular."""

    p: float
    x: tuple[float, ...]
    turn: Turn


class Problem(NamedTuple):
    """An equation, and where it is looked at."""

    slug: str
    title: str
    n: int
    map: Map
    """g as a function of x and p together, p last."""
    sources: Sources
    """Its text, as ``def g(x, p): ...``."""
    p: float
    x: tuple[float, ...]
    """A solution, where it is first met."""
    view: View
    specials: tuple[Special, ...] = ()
    picture: Picture | None = None
    """What its figure draws of the subject, beside the curve."""

    @property
    def unknowns(self) -> tuple[str, ...]:
        """Names of what is solved for."""
        return ("x",) if self.n == 1 else numbered("x", self.n)

    @property
    def reach(self) -> tuple[float, float]:
        """Between which p is moved."""
        cx, _, half = self.view
        return cx - half, cx + half


def cubic(x: Array, p: Array) -> Array:
    return x**3 + x - p


def kepler(x: Array, p: Array) -> Array:
    return x - 0.8 * jnp.sin(x) - p


def fold(x: Array, p: Array) -> Array:
    return x**2 - p


def circle(x: Array, p: Array) -> Array:
    return x**2 + p**2 - 1


def inflection(x: Array, p: Array) -> Array:
    return x**3 - p


def crossing(x: Array, p: Array) -> Array:
    return x**2 - p**2


def hysteresis(x: Array, p: Array) -> Array:
    return x**3 - 3 * x - p


def arm(x: Array, p: Array) -> Array:
    ahead = jnp.cos(x[0]) + jnp.cos(x[0] + x[1])
    up = jnp.sin(x[0]) + jnp.sin(x[0] + x[1])
    return jnp.stack([ahead - p, up - 0.5])


def _joined(g: Equation, n: int) -> Map:
    def both(z: Point) -> Value:
        return g(z[:n], z[n])

    return both


def _sources(g: Equation) -> Sources:
    text = re.sub(r"^def \w+\(.*\) -> Array:", "def g(x, p):", inspect.getsource(g)).rstrip()
    return Sources(text, translated(text, "torch"), translated(text, "numpy"))


def _problem(
    g: Equation,
    title: str,
    p: float,
    x: tuple[float, ...],
    view: View,
    *specials: Special,
    picture: Picture | None = None,
) -> Problem:
    n = len(x)
    made = _joined(g, n), _sources(g)
    return Problem(g.__name__, title, n, *made, p, x, view, specials, picture)


_BEND = math.acos(-0.375)
"""Of the arm's second joint, where its hand is at (1, 0.5): 1.25 = 2 + 2 cos x₂."""
_REACH = math.sqrt(3.75)
"""As far as the straight arm reaches at height 0.5."""
_LIFT = math.asin(0.25)

PROBLEMS = {
    one.slug: one
    for one in (
        _problem(
            cubic,
            "x³ + x = p",
            0.625,
            (0.5,),
            (0.0, 0.0, 3.0),
        ),
        _problem(
            kepler,
            "x − 0.8 sin x = p",
            2.0 - 0.8 * math.sin(2.0),
            (2.0,),
            (0.0, 0.0, 3.4),
        ),
        _problem(
            fold,
            "x² = p",
            1.0,
            (1.0,),
            (1.0, 0.0, 2.0),
            Special(0.0, (0.0,), "fold"),
        ),
        _problem(
            circle,
            "x² + p² = 1",
            0.6,
            (0.8,),
            (0.0, 0.0, 1.6),
            Special(1.0, (0.0,), "fold"),
            Special(-1.0, (0.0,), "fold"),
        ),
        _problem(
            inflection,
            "x³ = p",
            1.0,
            (1.0,),
            (0.0, 0.0, 2.0),
            Special(0.0, (0.0,), "inflection"),
        ),
        _problem(
            crossing,
            "x² = p²",
            1.0,
            (1.0,),
            (0.0, 0.0, 2.0),
            Special(0.0, (0.0,), "crossing"),
        ),
        _problem(
            hysteresis,
            "x³ − 3x = p",
            0.0,
            (-math.sqrt(3.0),),
            (0.0, 0.0, 3.2),
            Special(-2.0, (1.0,), "fold"),
            Special(2.0, (-1.0,), "fold"),
        ),
        _problem(
            arm,
            "Arm of two links",
            1.0,
            (math.atan2(0.5, 1.0) - _BEND / 2, _BEND),
            (0.0, 0.75, 3.5),
            Special(_REACH, (_LIFT, 0.0), "fold"),
            Special(-_REACH, (math.pi - _LIFT, 0.0), "fold"),
            picture="arm",
        ),
    )
}


# What is typed ------------------------------------------------------------------------------------

WINDOW: View = (0.0, 0.0, 3.0)
"""In which a typed equation is looked at."""
STARTER = "x^3 + x*p - 1"
_P = re.compile(r"(?<![A-Za-z])p(?![A-Za-z0-9])")
_STEEP = 1e-3
"""A g_x that is smaller makes no good beginning."""
_SHORT = 1e-9
"""As far as an x is moved to one of few decimals."""
_LATTICE = 241
"""Places of x at which a solution is looked for, at each of some p."""


def typed(text: str) -> Problem:
    """The equation g = 0 of a typed g in x and p, for which links write y.

    Raises ExpressionError for what is none, or has no solution in the window.
    """
    found = typed_entry(_P.sub("y", text))
    if (found.n, found.m) != (2, 1) or found.inputs[0] != "x":
        message = "An equation here is one function of x and p, which is set to 0."
        raise ExpressionError(message, 0, len(text), f"For example {STARTER}.")
    problem = _typed(found.map, found)
    if isinstance(problem, Problem):
        return problem
    raise ExpressionError(problem, 0, len(text), "Take another function.")


@kept
def _typed(f: Map, found: Entry) -> Problem | str:
    """The equation, or why there is none."""
    start = _solution(f)
    if isinstance(start, str):
        return start
    p, x = start
    texts = (_wrapped(text, name) for text, name in zip(found.sources, _STACKS, strict=True))
    shown = re.sub(r"(?<![A-Za-z])y(?![A-Za-z0-9])", "p", found.title)
    return Problem(found.slug, f"{shown} = 0", 1, f, Sources(*texts), p, (x,), WINDOW)


_STACKS = ("jnp.stack([x[0], p])", "torch.stack([x[0], p])", "np.stack([x[0], p])")


def _wrapped(text: str, stacked: str) -> str:
    return f"{text}\n\n\ndef g(x, p):\n    return f({stacked})"


_NOWHERE = "No x and p between −3 and 3 were found at which this is 0."
_ROUGH = "Where this was found to be 0, its derivatives are not finite."


def _solution(f: Map) -> tuple[float, float] | str:
    """A p and an x at which a function is 0, by signs that change along x; upright ones last.

    Or why there is none.
    """
    program = tape(f, 2)
    upright: tuple[float, float] | None = None
    failed = _NOWHERE
    x = np.linspace(-WINDOW[2], WINDOW[2], _LATTICE)
    for p in (1.0, 0.5, 2.0, 0.0, -0.5, -1.0, -2.0, 3.0, -3.0, 0.25):
        points = np.stack([x, np.full_like(x, p)], axis=1)
        values = replayed(program, points).values[:, 0]
        turns = np.flatnonzero(
            np.isfinite(values[:-1]) & np.isfinite(values[1:]) & (values[:-1] * values[1:] <= 0)
        )
        for k in sorted(turns, key=lambda k: -x[k]):
            root = _bisected(f, p, float(x[k]), float(x[k + 1]))
            if root is None:
                continue
            root = _shortest(f, p, root)
            slopes = replayed(program, np.array([[root, p]])).jacobians[0, 0]
            if not np.isfinite(slopes).all():
                failed = _ROUGH
            elif abs(slopes[0]) > _STEEP:
                return p, root
            else:
                upright = upright or (p, root)
    return upright or failed


def _shortest(f: Map, p: float, root: float) -> float:
    """The same x in few decimals, where a function is exactly 0 there, too."""
    short = [round(root, decimals) + 0.0 for decimals in range(7)]
    near = [x for x in short if abs(x - root) <= _SHORT]
    values = replayed(tape(f, 2), np.array([(x, p) for x in (*near, root)])).values[:, 0]
    return next((x for x, value in zip(near, values, strict=False) if value == 0), root)


def _bisected(f: Map, p: float, low: float, high: float) -> float | None:
    """Where f is 0 between two x; None where it jumps there."""
    program = tape(f, 2)

    def at(x: float) -> float:
        return float(replayed(program, np.array([[x, p]])).values[0, 0])

    first = at(low)
    whole = max(abs(first), abs(at(high)))
    for _ in range(80):
        middle = (low + high) / 2
        value = at(middle)
        if value == 0:
            return middle
        low, high = (middle, high) if (value > 0) == (first > 0) and first != 0 else (low, middle)
    return low if abs(at(low)) <= 1e-6 * whole or whole == 0 else None


def find(slug: str) -> Problem:
    """The equation of a slug, given or typed.

    Raises KeyError where there is none, ExpressionError for a text that is no equation.
    """
    return typed(slug.removeprefix(SIGN)) if is_typed(slug) else PROBLEMS[slug]


def linked(slug: str) -> str:
    """The slug that the text of a link means; raises ExpressionError if that is not clear."""
    return SIGN + linked_text(_P.sub("y", slug.removeprefix(SIGN))) if is_typed(slug) else slug


def held(slug: str) -> Hold | None:
    """What keeps a typed equation at hand, and all that is compiled of it."""
    return hold(find(slug).map) if is_typed(slug) else None
