"""State of the lesson on tensors ↔ query string: ``?W=1_0_0_1_0_0&mode=pull&form=matrix``.

Matrices are listed row by row; b has one number, for the shape (), or two.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args
from urllib.parse import urlencode

from explainers.core.tensors.numbers import CLASSES, PRESET, ROWS, Head, Setting
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.parts import Numbers, choice, join, numbers_of, vector

Mode: TypeAlias = Literal["push", "pull"]
Form: TypeAlias = Literal["blocks", "matrix"]
"""Whether J is shown in its four axes, or with both spaces flattened."""

SHAPES = {name: (len(getattr(PRESET, name)),) for name in PRESET._fields} | {"b": (1, 2)}
"""How many numbers each part of a setting may have."""


class State(NamedTuple):
    """All that a link restores: the numbers, and how they are looked at."""

    setting: Setting = PRESET
    head: Head = "sigmoid"
    mode: Mode = "push"
    form: Form = "blocks"
    output: int = 0
    """Whose second derivatives are shown, counted from 0, row by row."""


USUAL = State()
_WORDS = {"head": get_args(Head), "mode": get_args(Mode), "form": get_args(Form)}


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    items = {
        name: join(numbers)
        for name, numbers in state.setting._asdict().items()
        if numbers != getattr(PRESET, name)
    }
    items |= {
        name: getattr(state, name)
        for name in _WORDS
        if getattr(state, name) != getattr(USUAL, name)
    }
    if state.output != USUAL.output:
        row, column = divmod(state.output, CLASSES)
        items["output"] = f"{row + 1}_{column + 1}"
    return urlencode(items)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    parts = {name: _part(name, query[name], notices) for name in PRESET._fields if name in query}
    state = State(PRESET._replace(**parts))
    for name, choices in _WORDS.items():
        if name in query:
            word = choice(name, query[name], choices, getattr(USUAL, name), notices)
            state = state._replace(**{name: word})
    if "output" in query:
        state = state._replace(output=_output(query["output"], notices))
    return Arrival(state, tuple(notices))


def _part(name: str, text: str, notices: list[str]) -> Numbers:
    usual = getattr(PRESET, name)
    given = text.count("_") + 1
    if given != len(usual) and given in SHAPES[name]:
        held: list[str] = []
        numbers = vector(name, text, (0.0,) * given, held)
        if not held:
            return numbers
    return vector(name, text, usual, notices)


def _output(text: str, notices: list[str]) -> int:
    places: list[Numbers] = [
        (float(row + 1), float(column + 1)) for row in range(ROWS) for column in range(CLASSES)
    ]
    numbers = numbers_of(text)
    if numbers in places:
        return places.index(numbers)
    notices.append("output in the link names no output; the first one is shown.")
    return USUAL.output


CODEC: Codec[State] = Codec(decode, encode)
