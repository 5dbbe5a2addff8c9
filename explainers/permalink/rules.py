"""State of the lesson on rules ↔ query string: ``?rule=sign&x=0.5_-0.4&u=1_1&step=3``.

A link that names no step means the last, as links always have; a reader without a link begins
at ``FIRST``, whose links name theirs.
"""

from typing import NamedTuple

from explainers.core.rules.numbers import RULES, SIZE
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Numbers, choice, flag, vector, whole

LAST_STEP = 6
"""The last step of the walk through the boxes, in which all of it is seen."""
FARTHEST = 30.0
"""x beyond this is taken for a mistake: exp soon leaves the range of numbers."""


class State(NamedTuple):
    """All that a link restores: the rule, where it is asked, and how far the walk has come."""

    rule: str = "sign"
    x: Numbers = (0.5, -0.4)
    v: Numbers = (0.8, -0.3)
    u: Numbers = (0.7, -0.6)
    step: int = LAST_STEP
    cover: bool = False
    """Whether what the rule returns is hidden, to be guessed."""


PRESET = State()
FIELDS = (
    choice("rule", RULES, always=True),
    vector("x", (SIZE,), far=FARTHEST, lock="point"),
    vector("v", (SIZE,)),
    vector("u", (SIZE,)),
    whole("step", (0, LAST_STEP)),
    flag("cover"),
)
FIRST = PRESET._replace(step=0)
"""Before the first step, with nothing of the way back to be seen."""
CODEC = Codec(PRESET, FIELDS, first=FIRST)
