"""Functions of a complex variable: typed or given, and their real 2×2 Jacobians."""

from explainers.core.complex_plane.entry import (
    DZ,
    HALF,
    PLANS,
    SIGN,
    Plan,
    Z,
    find,
    held,
    is_typed,
    linked,
    typed,
)
from explainers.core.complex_plane.functions import ALIASES, CONSTANTS, FUNCTIONS
from explainers.core.complex_plane.numbers import (
    Numbers,
    Settled,
    derivative,
    real_jacobian,
    settled,
)
from explainers.core.complex_plane.parser import parse
from explainers.core.complex_plane.programs import Programs, programs, shown
from explainers.core.complex_plane.verdicts import Image, Kind, Verdict, is_analytic

__all__ = [
    "ALIASES",
    "CONSTANTS",
    "DZ",
    "FUNCTIONS",
    "HALF",
    "PLANS",
    "SIGN",
    "Image",
    "Kind",
    "Numbers",
    "Plan",
    "Programs",
    "Settled",
    "Verdict",
    "Z",
    "derivative",
    "find",
    "held",
    "is_analytic",
    "is_typed",
    "linked",
    "parse",
    "programs",
    "real_jacobian",
    "settled",
    "shown",
    "typed",
]
