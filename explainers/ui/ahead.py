"""What is compiled ahead of being asked for, so that no hand waits for a compiler."""

from collections.abc import Iterator
from functools import cache

from explainers.core.catalog import CATALOG
from explainers.core.tape import UnsupportedPrimitive
from explainers.core.tensors.numbers import HEADS, PRESET
from explainers.core.two_sweeps.numbers import sweeps
from explainers.ui.compiling import SCHEDULER
from explainers.ui.numbers import (
    DESCENT,
    RECIPES,
    SETTLED,
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


def _pieces() -> Iterator[object]:
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
        yield DESCENT.wait(programs_of(descent.settings(usual)))
