"""Gradient steps and Newton's, one after the other from the same x.

Each place is JAX's, in float64, and what is said of f there is said of that place: its value has
a bound of its rounding error. A race ends where no step is suggested, or where JAX has no number.
"""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

import numpy as np
from jaxtyping import Float

from explainers.core.curvature.numbers import (
    Vector,
    bend,
    compiled,
    doubt_at,
    jump_by,
    known,
    program,
)
from explainers.core.curvature.spectrum import spectrum
from explainers.core.curvature.verdicts import Edge, edge, switches
from explainers.core.host import on_host
from explainers.core.rounding import bounded, cleared, has_switches
from explainers.core.types import Map

LONGEST = 12
"""Steps that are run."""


class End(Enum):
    """Why a runner stands still before the last step."""

    STILL = auto()
    """∇f is not known to differ from zero."""
    STRAIGHT = auto()
    """The matrix of the step, H or G, is not known to differ from zero, and it needs one."""
    ROUGH = auto()
    """f is not known to be smooth, and JAX's ∇f and H may be none of f's."""
    LOST = auto()
    """The next step leads to where JAX has no finite f, gradient or Hessian."""
    STUCK = auto()
    """None of the damped steps that were tried makes f fall."""


class Path(NamedTuple):
    """Where the steps of one kind lead."""

    places: Float[np.ndarray, "k n"]
    """From x on; the last one is where it stands still, or has come to."""
    values: Float[np.ndarray, " k"]
    errors: Float[np.ndarray, " k"]
    """Of the values at just these places; infinite where nothing is known."""
    end: End | None

    @property
    def steps(self) -> int:
        """How many are taken."""
        return len(self.places) - 1

    @property
    def heights(self) -> tuple[float, ...]:
        """The values, plain."""
        return tuple(self.values.tolist())

    def at(self, step: int) -> int:
        """Which place it stands at after some steps."""
        return min(step, self.steps)


class Race(NamedTuple):
    """Both paths."""

    descent: Path
    newton: Path


Stepping: TypeAlias = Callable[[Vector, Vector], Vector | End]
"""From a place and ∇f there to the next step, or why there is none."""


def race(f: Map, x: tuple[float, ...], rate: float) -> Race:
    """The race from x; every gradient step has the same η, ``rate`` in units of 1/|λ| at x."""
    with np.errstate(all="ignore"):
        eta = float(known(f, x, (0.0,) * len(x), rate).numbers.rates[-1])
        return Race(
            _path(f, x, lambda _, gradient: -eta * gradient),
            newton(f, x),
        )


@np.errstate(all="ignore")
def newton(f: Map, x: tuple[float, ...]) -> Path:
    """The path of Newton's steps from x."""
    return _path(f, x, lambda place, _: _jump(f, place))


def _path(f: Map, x: tuple[float, ...], step: Stepping) -> Path:
    """The path of some steps; where f is rough is found for all places at once, and cut off."""
    places, end = [np.asarray(x, float)], None
    while len(places) <= LONGEST and end is None:
        here = places[-1]
        gradient = cleared(derived(f, here)[1], doubt_at(f, here).gradient)
        taken = step(here, gradient) if gradient.any() else End.STILL
        if isinstance(taken, End):
            end = taken
        elif all(np.isfinite(part).all() for part in derived(f, here + taken)):
            places.append(here + taken)
        else:
            end = End.LOST
    stacked = np.array(places)
    rough = _first_rough(f, stacked[:LONGEST])
    if rough is not None:
        stacked, end = stacked[: rough + 1], End.ROUGH
    values = np.array([derived(f, place)[0] for place in stacked])
    return Path(stacked, values, value_errors(f, stacked), end)


def _first_rough(f: Map, places: Float[np.ndarray, "k n"]) -> int | None:
    """At which of k places f is first not known to be smooth."""
    n = places.shape[1]
    whole, bent = program(f, n), bend(f, n)
    if whole is not None and not has_switches(whole):
        return None
    asked = np.ones(len(places), dtype=bool)
    if whole is not None and bent is not None:
        asked = switches(whole, places) | switches(bent, places)
    for k in np.flatnonzero(asked).tolist():
        place = places[k]
        found = known(f, tuple(place.tolist()), (0.0,) * n, 1.0)
        if edge(f, place, found) is not Edge.SMOOTH:
            return k
    return None


def derived(f: Map, x: Vector) -> tuple[Vector, Vector, Vector]:
    """f, ∇f and H at x."""
    found = on_host(compiled(f)(x, np.zeros_like(x)))
    return found.value, found.gradient, found.hessian


def _jump(f: Map, x: Vector) -> Vector | End:
    """Newton's step, where a curvature is known."""
    doubt = doubt_at(f, x)
    _, gradient, hessian = derived(f, x)
    bent = spectrum(hessian, doubt.hessian)
    if not bent.clear.any():
        return End.STRAIGHT
    return jump_by(bent, gradient, doubt.gradient, (doubt.hessian + doubt.hessian.T) / 2).step


def value_errors(f: Map, places: Float[np.ndarray, "k n"]) -> Float[np.ndarray, " k"]:
    """How far rounding may have moved f at each of k places."""
    whole = program(f, places.shape[1])
    if whole is None:
        return np.full(len(places), np.inf)
    return bounded(whole, places).value_errors[:, 0]


class Lead(Enum):
    """Who stands lower."""

    DESCENT = auto()
    NEWTON = auto()
    UNKNOWN = auto()
    """Rounding hides it, or they stand level."""


def lead(found: Race, step: int) -> Lead:
    """Who stands lower after some steps."""
    down, jump = (path.at(step) for path in found)
    apart = found.descent.values[down] - found.newton.values[jump]
    doubt = found.descent.errors[down] + found.newton.errors[jump]
    doubt = doubt + np.spacing(abs(apart))
    if not np.isfinite(doubt) or abs(apart) <= doubt:
        return Lead.UNKNOWN
    return Lead.NEWTON if apart > 0 else Lead.DESCENT


def leading(paths: Sequence[Path], step: int) -> tuple[int, ...]:
    """The fewest of several of which each is known to stand lower than all the rest, in order.

    Among themselves nothing is known, where they are more than one; none where no few are.
    """
    places = [path.at(step) for path in paths]
    stand = [
        (float(path.values[k]), float(path.errors[k]))
        for path, k in zip(paths, places, strict=True)
    ]

    def below(j: int, k: int) -> bool:
        (value, error), (other, doubt) = stand[j], stand[k]
        return value + error + doubt + np.spacing(abs(other)) < other

    order = sorted(range(len(stand)), key=lambda k: stand[k][0])
    for count in range(1, len(order)):
        first, rest = order[:count], order[count:]
        if all(below(j, k) for j in first for k in rest):
            return tuple(sorted(first))
    return ()


def climbed(path: Path, step: int) -> bool:
    """Whether f is known to be higher after some steps than at x."""
    k = path.at(step)
    rise = path.values[k] - path.values[0]
    return bool(rise > path.errors[k] + path.errors[0] + np.spacing(abs(rise)))
