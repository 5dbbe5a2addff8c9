"""State of the lesson on implicit derivatives ↔ query string: ``?g=fold&at=1_-1&mode=pull``."""

from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args

from explainers.core.expression import ExpressionError
from explainers.core.implicit import adjoint, iterations
from explainers.core.implicit.courses import POWERS
from explainers.core.implicit.numbers import Given, landed
from explainers.core.implicit.problems import PROBLEMS, Problem, find, held, linked
from explainers.permalink.codec import Codec
from explainers.permalink.fields import (
    Field,
    Numbers,
    choice,
    flag,
    join,
    named,
    number,
    numbers_of,
    unread,
    valid_number,
    valid_vector,
    vector,
    whole,
)

Product: TypeAlias = Literal["push", "pull"]

USUAL = "cubic"
STEPS = (-2.0, 2.0)
"""Of p, and of a weighting."""


REACHES = {
    "mean": iterations.MEANS,
    "eccentricity": iterations.ECCENTRICITIES,
    "penalty": (float(POWERS[0]), float(POWERS[-1])),
    "time": adjoint.TIMES,
    "crowding": adjoint.CROWDINGS,
}
"""Of the numbers of sections below the figure."""
DECIMALS = 6
"""Of these."""


def rounded(z: float) -> float:
    """A number as a link holds it."""
    return round(z, DECIMALS) + 0.0


class State(NamedTuple):
    """All that a link restores: the equation, a solution, and what is pushed or pulled there."""

    slug: str
    p: float
    x: Numbers
    """A solution at p."""
    mode: Product = "push"
    dp: float = 1.0
    u: Numbers = (1.0,)
    cover: bool = False
    """Whether the derivative is hidden, to be guessed."""
    mean: float = 0.2
    """p of Kepler's equation, whose solvers are compared."""
    eccentricity: float = 0.8
    penalty: float = -1.0
    """Of a ridge, as a power of ten."""
    time: float = 30.0
    """How long an ODE runs."""
    steps: int = 40
    crowding: float = 0.9

    @property
    def entry(self) -> Problem:
        """The equation of this state."""
        return find(self.slug)

    @property
    def given(self) -> Given:
        """What JAX is asked for."""
        return Given(self.slug, self.p, self.x, self.dp, self.u)


def preset(problem: Problem) -> State:
    """An equation as it is first met."""
    u = (1.0, *(0.0 for _ in problem.x[1:]))
    return State(problem.slug, problem.p, problem.x, u=u)


def _unknown(_: str, error: Exception) -> str:
    usual = f"“{PROBLEMS[USUAL].title}”"
    if isinstance(error, ExpressionError):
        return unread(error, usual)
    return f"The link asks for an equation that is not here; this is {usual} instead."


def _read(text: str) -> tuple[float, Numbers] | None:
    numbers = numbers_of(text)
    return None if numbers is None else (numbers[0], numbers[1:])


def _sound(sent: Any, state: State) -> tuple[float, Numbers] | None:
    """The solution next to what is sent, which is that itself where it is one."""
    p, x = cast("tuple[Any, Any]", sent or (None, None))
    low, high = state.entry.reach
    if not (valid_number(p) and low <= p <= high and valid_vector(x, state.entry.n)):
        return None
    return landed(state.entry, float(p), tuple(map(float, x)))


def _beside(name: str, low: float, high: float) -> Field:
    """A number of a section below the figure, which no hand on that moves."""
    return number(name, (low, high), lambda _, z: rounded(z), hand="leaves", until="ever")


FIELDS = (
    named(
        "slug",
        find,
        _unknown,
        linked,
        link="g",
        hand="names",
        held=held,
        subject=True,
        lock="function",
        values=f"one of {', '.join(PROBLEMS)}; or = and a function of x and y, where y is p",
    ),
    Field(
        "p x",
        _read,
        _sound,
        "at in the link is no p with a solution near; the usual one is used.",
        lambda at: join((at[0], *at[1])),
        link="at",
        lock="point",
        values="p and a solution there, number by number, joined by _",
    ),
    choice("mode", get_args(Product), until="ever"),
    number("dp", STEPS),
    vector("u", "n", far=STEPS[1]),
    flag("cover"),
    *(_beside(name, *reach) for name, reach in REACHES.items()),
    whole("steps", (adjoint.FEWEST, adjoint.MOST), hand="leaves", until="ever"),
)
CODEC = Codec(preset(PROBLEMS[USUAL]), FIELDS, lambda state: preset(state.entry))
