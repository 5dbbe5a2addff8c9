"""What is compiled ahead of being asked for, so that no hand waits for a compiler."""

from collections.abc import Iterator
from functools import cache

from explainers.core import complex_plane
from explainers.core.catalog import CATALOG
from explainers.core.curvature import numbers as curvature
from explainers.core.expression import entry as typed
from explainers.core.linearization import numbers as linearization
from explainers.core.tape import UnsupportedPrimitive
from explainers.core.tensors.numbers import HEADS, PRESET
from explainers.core.two_sweeps.numbers import sweeps
from explainers.ui.compiling import SCHEDULER
from explainers.ui.numbers import (
    DESCENT,
    RECIPES,
    SETTLED,
    STEP,
    SWEEPS,
    TENSORS,
    TRAINED,
    place,
    tape_of,
)


@cache
def start() -> None:
    """Work ahead while nobody waits, from the first call on."""
    SCHEDULER.work_ahead(_pieces())


EVERY_OPERATION = (
    "[sin(x1)+cos(x2),tan(x1)*asin(x2),acos(x1)-atan(x2),atan2(x1,x2),x1^x2/x1^2]",
    "[sinh(x1)+cosh(x2),tanh(x1)*exp(x2),log(x1)-sqrt(x2),abs(x1)+sign(x2)]",
    "[min(x1,x2)+max(x1,x2),relu(x1)-sigmoid(x2),softplus(x1)*norm([x1,x2])]",
    "sum([x1,x2])+mean([x1,x2])*dot(softmax([x1,x2,x3]),[min([x1,x2]),max([x1,x2]),x3])",
)
"""Texts with all that can be typed: once they were looked at, others hardly need a compiler."""
EVERY_COMPLEX = (
    "exp(z)+log(z)*sqrt(z)",
    "sin(z)/cos(z)+sinh(z)-cosh(z)*conj(z)",
    "abs(z)*z^3+re(z)-i*im(z)",
)


def _pieces() -> Iterator[object]:
    yield from _catalogue()
    yield from _operations()
    yield from _others()


def _operations() -> Iterator[object]:
    """Each operation that readers may type, with its derivatives."""
    for text in EVERY_OPERATION:
        entry = typed(text)
        yield SETTLED.wait(place(entry))
        yield linearization.remainders(entry.map, entry.x, entry.v)
        if entry.m == 1:
            yield curvature.known(entry.map, entry.x, entry.v, 1.0)
    for text in EVERY_COMPLEX:
        plan = complex_plane.typed(text)
        yield complex_plane.settled(plan.map, plan.complex_map, plan.z, complex_plane.DZ)


def _catalogue() -> Iterator[object]:
    for entry in CATALOG.values():
        at = place(entry)
        tape_of(entry)
        yield SETTLED.wait(at)
        yield RECIPES.wait(at)
        try:
            sweeps(entry.map, entry.n)
        except UnsupportedPrimitive:
            continue
        yield SWEEPS.wait(at)


def _others() -> Iterator[object]:
    for head in HEADS:
        yield TENSORS.wait((head, PRESET))
    for b in (PRESET.b, PRESET.b * 2):
        yield TRAINED.wait(PRESET._replace(b=b))
    # Imported only here: no first picture should wait for optax.
    from explainers.core.descent.look import programs_of
    from explainers.core.descent.optimisers import OPTIMISERS
    from explainers.core.descent.risks import LINE
    from explainers.permalink import descent

    for optimiser in OPTIMISERS:
        usual = descent.preset(LINE)._replace(optimiser=optimiser)
        programs = programs_of(descent.settings(usual))
        yield DESCENT.wait(programs)
        yield STEP.wait(programs)
