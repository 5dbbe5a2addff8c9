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
    compiled,
    doubt_at,
    jump_by,
    known,
    program,
)
from explainers.core.curvature.spectrum import spectrum
from explainers.core.curvature.verdicts import Edge, edge
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
            _path(f, x, lambda place, _: _jump(f, place)),
        )


def _path(f: Map, x: tuple[float, ...], step: Stepping) -> Path:
    places, end = [np.asarray(x, float)], None
    while len(places) <= LONGEST and end is None:
        here = places[-1]
        if not _is_smooth(f, here):
            end = End.ROUGH
            break
        gradient = cleared(derived(f, here)[1], doubt_at(f, here).gradient)
        taken = step(here, gradient) if gradient.any() else End.STILL
        if isinstance(taken, End):
            end = taken
        elif all(np.isfinite(part).all() for part in derived(f, here + taken)):
            places.append(here + taken)
        else:
            end = End.LOST
    stacked = np.array(places)
    values = np.array([derived(f, place)[0] for place in places])
    return Path(stacked, values, value_errors(f, stacked), end)


def _is_smooth(f: Map, x: Vector) -> bool:
    whole = program(f, len(x))
    if whole is not None and not has_switches(whole):
        return True
    found = known(f, tuple(x.tolist()), (0.0,) * len(x), 1.0)
    return edge(f, x, found) is Edge.SMOOTH


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


def lowest(paths: Sequence[Path], step: int) -> int | None:
    """Which of several is known to stand lower than all others after some steps."""
    stand = [(path.values[path.at(step)], path.errors[path.at(step)]) for path in paths]
    for k, (value, error) in enumerate(stand):
        others = [other for j, other in enumerate(stand) if j != k]
        if all(value + error + doubt + np.spacing(abs(z)) < z for z, doubt in others):
            return k
    return None


def climbed(path: Path, step: int) -> bool:
    """Whether f is known to be higher after some steps than at x."""
    k = path.at(step)
    rise = path.values[k] - path.values[0]
    return bool(rise > path.errors[k] + path.errors[0] + np.spacing(abs(rise)))
