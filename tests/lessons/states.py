"""States at which sentences are tried: usual ones and such as hands reach at the worst."""

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

import numpy as np

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import entry as typed
from explainers.core.known import Known, Vector, known, tape_of
from explainers.core.numerals import numeral
from tests.exact import NOTHING, Exact, mp
from tests.numbers import number

AT: dict[str, tuple[Vector, ...]] = {
    # kinks and ties
    "max(x1,x2)": ((1, 1), (1, 2), (0, 0), (1e6, 1e6), (1e-7, 1e-7)),
    "min([x1,x2,3x1])": ((0, 0),),
    "max([x1,x2,x3])": ((1, 1, 1), (1, 1, 0)),
    "abs(x1)": ((0,), (1e-7,), (-3,)),
    "abs(x1)*x2": ((0, 1), (0, 0), (2, 0)),
    "abs(x1-x2)-abs(x1+x2)": ((0, 0),),
    "[abs(x1),x1^2]": ((0,),),
    "relu(x1)": ((0,), (-1,)),
    "relu(x1)-relu(-x1)": ((0,),),
    "[relu(x1)-relu(-x1),x2]": ((0, 1),),
    "max(x1,x2)+min(x1,x2)": ((1, 1),),
    "norm([x1,x2])": ((0, 0), (3, 4), (1e-7, 0), (1e6, 1e6)),
    "norm([x1-1,x2-2])": ((1, 2),),
    "sign(x1)": ((0,), (2,)),
    "sign(x1)+x1": ((0,),),
    # smooth, though a switch is near
    "abs(x1)*x1": ((0,), (-1,)),
    "norm([x1,x2])^2": ((0, 0), (1, 1)),
    "[norm([x1,x2]),x1^2]": ((0, 0),),
    "[norm([x1,x2])^2,x1]": ((0, 0),),
    # finite by reverse mode, not by forward mode
    "abs(x1)^x2": ((0, 0), (0, 1), (0, -1)),
    "abs(x1)^(x1+x2)": ((0, 0),),
    "[abs(x1)^x2,x1*x2]": ((0, 0),),
    "[abs(x1)^x2,abs(x1)^(2x2),abs(x1)^(3x2),abs(x1)^(4x2)]": ((0, 0),),
    "abs(x1)^2": ((0,),),
    "abs(x1)^1.4": ((0,),),
    "abs(x1)^0.5": ((0,),),
    "abs(x1)^1.1": ((0,),),
    "relu(abs(x1)^0.5)": ((0,),),
    "sqrt(x1^2)^2": ((0,),),
    "softmax([x1,x2,x3])": (
        (1, 1, 1),
        (0.2, -0.4, 0.9),
        (1000, 0, 0),
        (1000, 1000, 1000),
        (40, 0, 0),
    ),
    "softplus(x1)": ((0,), (-800,), (800,), (2,)),
    "softplus(x1)-x1": ((800,), (30,)),
    # edges, modes, what is not finite
    "x1^x2": ((-2, 3), (0, 2), (2, 3), (0, 0), (-1, 2)),
    "[x1^x2,x2]": ((-2, 3),),
    "[x1^x2,x1*x3]": ((-2, 3, 1),),
    "[x1^x2,x2+x3^x4]": ((-2, 3, -2, 3),),
    "x1^(0*x2+2)": ((-2, 1),),
    "relu(sqrt(x1)-1)": ((0,), (4,)),
    "sqrt(x1)": ((0,), (4,), (-1,)),
    "x1*sqrt(x1)": ((0,),),
    "x1^1.5": ((0,),),
    "log(x1)": ((0,), (-1,), (2,)),
    "[log(x1),x2]": ((-1, 2),),
    "1/x1": ((0,), (1e-6,)),
    "x1/x2": ((0, 0), (1, 3)),
    "log(exp(x1))": ((1000,), (2,)),
    "exp(x1)": ((709.7,), (710,), (-800,), (0,)),
    "exp(exp(x1))": ((6.5,), (10,)),
    "[51*x1^51,x2]": ((1e6, 1),),
    "exp(-1/x1^2)": ((0,),),
    "asin(x1)": ((1,), (0,)),
    "atan2(x1,x2)": ((0, -1), (0, 0), (1, 1)),
    # zero, tiny, huge, saturated, flat
    "x1^2": ((0,), (1e-7,), (1e6,)),
    "[x1^2,x1^3]": ((0,), (1,)),
    "x1^2*x2^2": ((0, 0), (0, 1), (1e-7, 1e-7)),
    "tanh(x1)": ((30,), (0,), (1e6,)),
    "sigmoid(x1)": ((800,), (-40,), (0,)),
    "cos(x1)": ((0,), (3.141592653589793,)),
    "sin(x1)": ((1.5707963267948966,), (1e6,)),
    "sin(x1)^2+cos(x1)^2": ((0.7,), (2,)),
    "(x1+x2)-x1": ((0.1, 0.2), (1e6, 1e-7)),
    "1e-30*x1*x2": ((1, 1),),
    "1e5*1e5*x1^2": ((1e-10,),),
    # rank, symmetry, scale
    "[1e6*(1e6*(2x1)),x2]": ((1, 1),),
    "[1e6*(1e6*(1e6*(100x1))),x2]": ((1, 1),),
    "[1e6*(1e6*(1e6*(100x1)))+x2,1e6*(1e6*(1e6*(100x1)))-x2]": ((1, 1),),
    "[x1+x2,2x1+2x2]": ((1, 1),),
    "[x1+x2,x1+1.0000000000001*x2]": ((1, 1),),
    "[0.1*x1+0.2*x2,0.3*x1+0.6*x2]": ((1, 1),),
    "[x1,x1,x1]": ((2,),),
    "[x1*x2,x1*x2]": ((1, 2), (0, 0)),
    "[2x1+x2,x1+3x2]": ((1, 1),),
    "[-x2,x1]": ((1, 1),),
    "[sin(x1+x2),sin(x1+x2)+x2^2]": ((1, 0.5), (0.3, 0)),
    "x1+2x2+3x3": ((1, 1, 1),),
    "[x1,x2,x3,x4,x5,x6]": ((1, 2, 3, 4, 5, 6),),
    "sum([x1,x2,x3,x4])^2": ((1, -1, 1, -1),),
}
_typed = cache(typed)
"""The same function for each lesson that is tried: what is known of it is found out once."""
DRAWS = 2
"""Random states of each function beside those."""


class State:
    """A function at x, v and u, with what is known of it and with what is true."""

    def __init__(self, entry: Entry, x: Vector, v: Vector, u: Vector) -> None:
        self.entry, self.x, self.v, self.u = entry, x, v, u

    def __repr__(self) -> str:
        return f"{self.entry.slug} at x = {self.x}, v = {self.v}, u = {self.u}"

    @cached_property
    def found(self) -> Known:
        """What the app knows."""
        return known(self.entry.map, self.x, self.v, self.u)

    @cached_property
    def exact(self) -> Exact:
        """What is true."""
        return Exact(self.entry, self.x)

    def row(self, name: str) -> int:
        """Index of an output."""
        return self.entry.outputs.index(name)

    def column(self, name: str) -> int:
        """Index of an input."""
        return self.entry.inputs.index(name)


def states(stride: int = 1) -> Iterator[State]:
    """Hundreds of them, or those of each so many-th function."""
    rng = np.random.default_rng(11)
    for text, points in list(AT.items())[::stride]:
        entry = _typed(text)
        for x in points:
            yield from _around(entry, tuple(map(float, x)), rng)
    for entry in list(CATALOG.values())[::stride]:
        if tape_of(entry.map, entry.n) is None:
            continue
        zero = (0.0,) * entry.n
        places = [entry.x, zero, (1e-7,) * entry.n]
        low, high = np.array(entry.x_view).T
        places += [tuple(rng.uniform(low, high).tolist()) for _ in range(DRAWS)]
        for x in places:
            yield from _around(entry, x, rng)


def _around(entry: Entry, x: Vector, rng: np.random.Generator) -> Iterator[State]:
    n, m = entry.n, entry.m
    yield State(entry, x, (1.0,) * n, (1.0,) * m)
    yield State(entry, x, (1.0, *(0.0,) * (n - 1)), (0.0,) * (m - 1) + (1.0,))
    v = tuple(np.round(rng.normal(size=n), 2).tolist())
    u = tuple(np.round(rng.normal(size=m), 2).tolist())
    yield State(entry, x, v, u)
    if n == m:
        yield State(entry, x, (0.0,) * n, (0.0,) * m)
    if entry.slug.startswith("=[51"):
        yield State(entry, x, (1e6,) * n, (1.0,) * m)


# What a printed number may stand for -----------------------------------------------------------


def says(text: str, true: Any, doubt: Any = 0.0, digits: int = 3) -> bool:
    """Whether a numeral is a true number, but for the digits that it lacks and for a doubt."""
    told = number(text)
    if mp.isnan(true) or not np.isfinite(told):
        return False
    last = abs(told) * 10.0 ** (1 - digits) / 2 if told else 0.0
    near = mp.mpf(last) * mp.mpf("1.02") + mp.mpf(doubt) + (0 if told else NOTHING)
    written = {numeral(float(mp.mpf(true) + side * mp.mpf(doubt)), digits) for side in (-1, 0, 1)}
    return bool(abs(mp.mpf(told) - mp.mpf(true)) <= near) or text in written
