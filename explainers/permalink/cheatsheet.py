"""State of the cheat sheet ↔ query string: ``?m=2&n=3&layout=denominator``."""

from typing import Literal, NamedTuple, TypeAlias, get_args

from explainers.core.cheatsheet import MOST
from explainers.permalink.codec import Codec
from explainers.permalink.fields import choice, whole

Layout: TypeAlias = Literal["numerator", "denominator"]


class State(NamedTuple):
    """All that a link restores: how many outputs and inputs, and the convention looked through."""

    m: int = 2
    n: int = 3
    layout: Layout = "numerator"


PRESET = State()
FIELDS = (
    whole("m", (1, MOST), always=True),
    whole("n", (1, MOST), always=True),
    choice("layout", get_args(Layout)),
)
CODEC = Codec(PRESET, FIELDS)
