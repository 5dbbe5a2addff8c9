"""Where derivatives mislead: a gallery of kinks and traps, asked of JAX as it is."""

from explainers.core.kinks.case import TORCH, Case
from explainers.core.kinks.cases import CASES
from explainers.core.kinks.numbers import (
    Answer,
    AtPi,
    Returned,
    Samples,
    at_pi,
    refusal,
    returned,
    samples,
)
from explainers.core.kinks.programs import Programs, programs, shown, source

__all__ = [
    "CASES",
    "TORCH",
    "Answer",
    "AtPi",
    "Case",
    "Programs",
    "Returned",
    "Samples",
    "at_pi",
    "programs",
    "refusal",
    "returned",
    "samples",
    "shown",
    "source",
]
