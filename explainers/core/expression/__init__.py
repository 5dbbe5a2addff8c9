"""Functions that readers type: text → tree → JAX function, formula, programs and entry.

A text is never run: it is read by a parser of its own into a small tree (``tree``), and
everything else is made by walking that tree with one table of functions (``functions``).
"""

from explainers.core.expression.canonical import canonical
from explainers.core.expression.commas import clear, unambiguous
from explainers.core.expression.entry import SIGN, entry, linked
from explainers.core.expression.errors import ExpressionError
from explainers.core.expression.evaluate import map_of
from explainers.core.expression.functions import ALIASES, CONSTANTS, FUNCTIONS, OPERATIONS
from explainers.core.expression.latex import jacobian_latex, latex
from explainers.core.expression.links import numbers_from_link
from explainers.core.expression.parser import (
    DEEPEST,
    LONGEST,
    MOST_INPUTS,
    MOST_NODES,
    MOST_OUTPUTS,
    parse,
)
from explainers.core.expression.sources import sources
from explainers.core.expression.tree import Program

__all__ = [
    "ALIASES",
    "CONSTANTS",
    "DEEPEST",
    "FUNCTIONS",
    "LONGEST",
    "MOST_INPUTS",
    "MOST_NODES",
    "MOST_OUTPUTS",
    "OPERATIONS",
    "SIGN",
    "ExpressionError",
    "Program",
    "canonical",
    "clear",
    "entry",
    "jacobian_latex",
    "latex",
    "linked",
    "map_of",
    "numbers_from_link",
    "parse",
    "sources",
    "unambiguous",
]
