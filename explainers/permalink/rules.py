"""State of the lesson on rules ↔ query string: ``?rule=sign&x=0.5_-0.4&u=1_1&step=3``."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from explainers.core.rules.numbers import RULES
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.parts import Numbers, choice, join, valid_vector, vector, whole

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


PRESET = State()


def valid_point(x: object) -> bool:
    """Whether a value from outside is a point at which f is of reasonable size."""
    return valid_vector(x, 2) and all(abs(z) <= FARTHEST for z in x)  # type: ignore[union-attr]


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    items = {"rule": state.rule}
    for name in ("x", "v", "u"):
        if getattr(state, name) != getattr(PRESET, name):
            items[name] = join(getattr(state, name))
    if state.step != PRESET.step:
        items["step"] = str(state.step)
    return urlencode(items)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    state = PRESET
    if "rule" in query:
        state = state._replace(rule=choice("rule", query["rule"], RULES, state.rule, notices))
    for name in ("x", "v", "u"):
        if name in query:
            numbers = vector(name, query[name], getattr(state, name), notices)
            state = state._replace(**{name: numbers})
    if not valid_point(state.x):
        notices.append(f"x in the link is farther than {FARTHEST:.0f}; the preset x is used.")
        state = state._replace(x=PRESET.x)
    if "step" in query:
        step = whole("step", query["step"], 0, LAST_STEP, state.step, notices)
        state = state._replace(step=step)
    return Arrival(state, tuple(notices))


CODEC: Codec[State] = Codec(decode, encode)
