"""Listings with a known mistake in one line, and ways to mend lines: right, wrong, and no help.

Each way stands here twice, as a text and as what it does, and tests hold both to be the same.
What a browser sends chooses among them by number; no text of a browser is ever run.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from explainers.core.practice.goals import Vector
from explainers.core.types import Point, Value

Names: TypeAlias = Mapping[str, Any]
Does: TypeAlias = Callable[[Names], dict[str, Any]]
Numbers: TypeAlias = NDArray[np.float64]

HEAD = """\
def f(x):
    return jnp.stack([x[0] * x[1], x[0] + x[1] ** 2])"""
"""The function of every listing, as readers see it."""


def f(x: Point) -> Value:
    """The function of every listing."""
    return jnp.stack([x[0] * x[1], x[0] + x[1] ** 2])


def _value(x: Numbers) -> Numbers:
    return np.array([x[0] * x[1], x[0] + x[1] ** 2])


def _jacobian(x: Numbers) -> Numbers:
    return np.array([[x[1], x[0]], [1.0, 2 * x[1]]])


class Way(NamedTuple):
    """A line of a listing, as readers see it and as it is run."""

    text: str
    does: Does
    """The names that it sets, from those that are set."""


class Line(NamedTuple):
    """A line as it was written, and what may stand there instead."""

    written: Way
    mends: tuple[Way, ...]


class Listing(NamedTuple):
    """A listing that sets ``answer``, though not to what is wanted."""

    slug: str
    asks: str
    """What the answer should be."""
    second: str
    """Name of the vector that it has beside x."""
    lines: tuple[Line, ...]
    wrong: int
    """The line with the mistake."""
    right: int
    """A mend of that line that is right."""
    wanted: Callable[[Numbers, Numbers], Numbers]
    """The answer from x and the other vector, by hand."""
    loss: str = ""
    """A definition that it needs beside f."""


def _way(text: str, **does: Callable[[Names], Any]) -> Way:
    return Way(text, lambda names: {name: made(names) for name, made in does.items()})


def _set(text: str, made: Callable[[Names], tuple[Any, Any]], *names: str) -> Way:
    return Way(text, lambda given: dict(zip(names, made(given), strict=True)))


def _only(answer: Any) -> Any:
    """What a list of one holds, as ``(answer,) = …`` takes it. Raises ValueError for more."""
    (one,) = answer
    return one


def _loss(x: Point, y: Value) -> Any:
    return jnp.sum((f(x) - y) ** 2) / 2


_SWAP = Listing(
    "swap",
    "uᵀJ, the pull of u at x",
    "u",
    (
        Line(
            _way("J = jax.jacfwd(f)(x)", J=lambda n: jax.jacfwd(f)(n["x"])),
            (
                _way("J = jax.jacrev(f)(x)", J=lambda n: jax.jacrev(f)(n["x"])),
                _way("J = jax.jacfwd(f)(u)", J=lambda n: jax.jacfwd(f)(n["u"])),
            ),
        ),
        Line(
            _way("answer = J @ u", answer=lambda n: n["J"] @ n["u"]),
            (
                _way("answer = -J @ u", answer=lambda n: -n["J"] @ n["u"]),
                _way("answer = u @ J", answer=lambda n: n["u"] @ n["J"]),
                _way("answer = J @ x", answer=lambda n: n["J"] @ n["x"]),
            ),
        ),
    ),
    1,
    1,
    lambda x, u: u @ _jacobian(x),
)
_MODE = Listing(
    "mode",
    "Jv, the push of v at x",
    "v",
    (
        Line(
            _set("y, back = jax.vjp(f, x)", lambda n: jax.vjp(f, n["x"]), "y", "back"),
            (
                _set("y, back = jax.vjp(f, v)", lambda n: jax.vjp(f, n["v"]), "y", "back"),
                _set(
                    "y, back = jax.linearize(f, x)",
                    lambda n: jax.linearize(f, n["x"]),
                    "y",
                    "back",
                ),
            ),
        ),
        Line(
            _way("(answer,) = back(v)", answer=lambda n: _only(n["back"](n["v"]))),
            (
                _way(
                    "answer = jax.jvp(f, (x,), (v,))[1]",
                    answer=lambda n: jax.jvp(f, (n["x"],), (n["v"],))[1],
                ),
                _way("(answer,) = back(x)", answer=lambda n: _only(n["back"](n["x"]))),
                _way(
                    "answer = jax.jvp(f, (v,), (x,))[1]",
                    answer=lambda n: jax.jvp(f, (n["v"],), (n["x"],))[1],
                ),
            ),
        ),
    ),
    1,
    0,
    lambda x, v: _jacobian(x) @ v,
)
_SIGN = Listing(
    "sign",
    "x after one step of gradient descent on |f(x) − y|²/2, at a rate of 0.1",
    "y",
    (
        Line(
            _set(
                "r, pull = jax.vjp(lambda x: f(x) - y, x)",
                lambda n: jax.vjp(lambda x: f(x) - n["y"], n["x"]),
                "r",
                "pull",
            ),
            (
                _set(
                    "r, pull = jax.vjp(lambda x: y - f(x), x)",
                    lambda n: jax.vjp(lambda x: n["y"] - f(x), n["x"]),
                    "r",
                    "pull",
                ),
            ),
        ),
        Line(
            _way("(gradient,) = pull(r)", gradient=lambda n: _only(n["pull"](n["r"]))),
            (
                _way("(gradient,) = pull(2 * r)", gradient=lambda n: _only(n["pull"](2 * n["r"]))),
                _way("(gradient,) = pull(x)", gradient=lambda n: _only(n["pull"](n["x"]))),
            ),
        ),
        Line(
            _way("answer = x + 0.1 * gradient", answer=lambda n: n["x"] + 0.1 * n["gradient"]),
            (
                _way("answer = 0.1 * gradient - x", answer=lambda n: 0.1 * n["gradient"] - n["x"]),
                _way("answer = x - gradient", answer=lambda n: n["x"] - n["gradient"]),
                _way("answer = x - 0.1 * gradient", answer=lambda n: n["x"] - 0.1 * n["gradient"]),
            ),
        ),
    ),
    2,
    2,
    lambda x, y: x - 0.1 * (_value(x) - y) @ _jacobian(x),
)
_MEAN = Listing(
    "mean",
    "the gradient of the mean of r², where r = f(x) − y has two numbers",
    "y",
    (
        Line(
            _set(
                "r, pull = jax.vjp(lambda x: f(x) - y, x)",
                lambda n: jax.vjp(lambda x: f(x) - n["y"], n["x"]),
                "r",
                "pull",
            ),
            (_set("r, pull = jax.vjp(f, x)", lambda n: jax.vjp(f, n["x"]), "r", "pull"),),
        ),
        Line(
            _way("u = 2 * r", u=lambda n: 2 * n["r"]),
            (
                _way("u = 2 * r / len(r)", u=lambda n: 2 * n["r"] / len(n["r"])),
                _way("u = r / len(r)", u=lambda n: n["r"] / len(n["r"])),
                _way("u = r ** 2 / len(r)", u=lambda n: n["r"] ** 2 / len(n["r"])),
            ),
        ),
        Line(
            _way("(answer,) = pull(u)", answer=lambda n: _only(n["pull"](n["u"]))),
            (
                _way(
                    "answer = pull(u)[0] / len(r)",
                    answer=lambda n: n["pull"](n["u"])[0] / len(n["r"]),
                ),
                _way("(answer,) = pull(r ** 2)", answer=lambda n: _only(n["pull"](n["r"] ** 2))),
            ),
        ),
    ),
    1,
    0,
    lambda x, y: (_value(x) - y) @ _jacobian(x),
)
_ARGUMENT = Listing(
    "argument",
    "the gradient of the loss in y, its second argument",
    "y",
    (
        Line(
            _way("slope = jax.grad(loss)", slope=lambda _: jax.grad(_loss)),
            (
                _way("slope = jax.grad(loss, argnums=0)", slope=lambda _: jax.grad(_loss, 0)),
                _way("slope = jax.jacfwd(loss)", slope=lambda _: jax.jacfwd(_loss)),
                _way("slope = jax.grad(loss, argnums=1)", slope=lambda _: jax.grad(_loss, 1)),
            ),
        ),
        Line(
            _way("answer = slope(x, y)", answer=lambda n: n["slope"](n["x"], n["y"])),
            (
                _way("answer = slope(y, x)", answer=lambda n: n["slope"](n["y"], n["x"])),
                _way("answer = slope(y)", answer=lambda n: n["slope"](n["y"])),
            ),
        ),
    ),
    0,
    2,
    lambda x, y: y - _value(x),
    "def loss(x, y):\n    return jnp.sum((f(x) - y) ** 2) / 2",
)
_CHAIN = Listing(
    "chain",
    "uᵀJ for the function f(f(x)), by the chain rule",
    "u",
    (
        Line(
            _way("inner = jax.jacfwd(f)(x)", inner=lambda n: jax.jacfwd(f)(n["x"])),
            (
                _way("inner = jax.jacrev(f)(x)", inner=lambda n: jax.jacrev(f)(n["x"])),
                _way("inner = jax.jacfwd(f)(f(x))", inner=lambda n: jax.jacfwd(f)(f(n["x"]))),
            ),
        ),
        Line(
            _way("outer = jax.jacfwd(f)(x)", outer=lambda n: jax.jacfwd(f)(n["x"])),
            (
                _way("outer = jax.jacfwd(f)(u)", outer=lambda n: jax.jacfwd(f)(n["u"])),
                _way("outer = jax.jacfwd(f)(f(x))", outer=lambda n: jax.jacfwd(f)(f(n["x"]))),
            ),
        ),
        Line(
            _way("answer = u @ outer @ inner", answer=lambda n: n["u"] @ n["outer"] @ n["inner"]),
            (
                _way(
                    "answer = u @ inner.T @ outer",
                    answer=lambda n: n["u"] @ n["inner"].T @ n["outer"],
                ),
                _way(
                    "answer = outer @ inner @ u",
                    answer=lambda n: n["outer"] @ n["inner"] @ n["u"],
                ),
            ),
        ),
    ),
    1,
    1,
    lambda x, u: u @ _jacobian(_value(x)) @ _jacobian(x),
)
LISTINGS = {one.slug: one for one in (_SWAP, _MODE, _SIGN, _MEAN, _ARGUMENT, _CHAIN)}


class Run(NamedTuple):
    """What a listing gave."""

    answer: Vector
    """Empty where it did not run."""
    wanted: Vector
    problem: str
    """Name of the exception that it raised, or nothing."""

    @property
    def off(self) -> float:
        """How far the answer is from what is wanted; infinite where there is none."""
        if len(self.answer) != len(self.wanted):
            return float("inf")
        return float(np.max(np.abs(np.subtract(self.answer, self.wanted))))


def valid(listing: Listing, picks: Vector) -> bool:
    """Whether picks are a line and one of its mends, or nothing."""
    if not picks:
        return True
    if len(picks) != 2 or any(pick != int(pick) or pick < 0 for pick in picks):
        return False
    line, mend = map(int, picks)
    return line < len(listing.lines) and mend < len(listing.lines[line].mends)


def mended(listing: Listing, picks: Vector) -> tuple[Way, ...]:
    """The lines, with one of them as it was mended."""
    ways = [line.written for line in listing.lines]
    if picks:
        line, mend = map(int, picks)
        ways[line] = listing.lines[line].mends[mend]
    return tuple(ways)


def head(listing: Listing, x: Vector, second: Vector) -> str:
    """What stands before the lines: f, what else is defined, and the numbers."""
    given = "\n".join(
        f"{name} = jnp.array([{', '.join(map(str, vector))}])"
        for name, vector in (("x", x), (listing.second, second))
    )
    return "\n\n".join(part for part in (HEAD, listing.loss, given) if part)


def program(listing: Listing, x: Vector, second: Vector, picks: Vector) -> str:
    """The whole text, which anybody may run."""
    lines = "\n".join(way.text for way in mended(listing, picks))
    return f"import jax\nimport jax.numpy as jnp\n\n{head(listing, x, second)}\n{lines}\n"


def run(listing: Listing, x: Vector, second: Vector, picks: Vector) -> Run:
    """What JAX makes of a listing; what is raised is told by its name."""
    wanted = listing.wanted(np.asarray(x, float), np.asarray(second, float))
    names: dict[str, Any] = {"x": jnp.asarray(x), listing.second: jnp.asarray(second)}
    try:
        for way in mended(listing, picks):
            names |= way.does(names)
        answer = tuple(np.asarray(names["answer"], float).ravel().tolist())
        problem = ""
    except (TypeError, ValueError) as error:
        answer, problem = (), type(error).__name__
    return Run(answer, tuple(wanted.tolist()), problem)
