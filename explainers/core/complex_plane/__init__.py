"""Functions of a complex variable: typed or given, and their real 2×2 Jacobians."""

from explainers.core.complex_plane.entry import (
    DZ,
    HALF,
    PLANS,
    SIGN,
    Plan,
    Z,
    find,
    is_typed,
    linked,
    typed,
)
from explainers.core.complex_plane.functions import ALIASES, CONSTANTS, FUNCTIONS
from explainers.core.complex_plane.numbers import (
    TOLERANCE,
    Numbers,
    Settled,
    derivative,
    is_accepted,
    real_jacobian,
    settled,
)
from explainers.core.complex_plane.parser import parse
from explainers.core.complex_plane.programs import Programs, programs

__all__ = [
    "ALIASES",
    "CONSTANTS",
    "DZ",
    "FUNCTIONS",
    "HALF",
    "PLANS",
    "SIGN",
    "TOLERANCE",
    "Numbers",
    "Plan",
    "Programs",
    "Settled",
    "Z",
    "derivative",
    "find",
    "is_accepted",
    "is_typed",
    "linked",
    "parse",
    "programs",
    "real_jacobian",
    "settled",
    "typed",
]
