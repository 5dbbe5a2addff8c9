"""State of the lesson on tensors ↔ query string: ``?W=1_0_0_1_0_0&mode=pull&form=matrix``.

Matrices are listed row by row; b has one number, for the shape (), or two.
"""

from typing import Literal, NamedTuple, TypeAlias, get_args

from explainers.core.tensors.numbers import CLASSES, PRESET, ROWS, Head, Setting
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Field, Numbers, choice, flag, join, vector, wholes_of

Mode: TypeAlias = Literal["push", "pull"]
Form: TypeAlias = Literal["blocks", "matrix"]
"""Whether J is shown in its four axes, or with both spaces flattened."""

SHAPES = {name: (len(getattr(PRESET, name)),) for name in PRESET._fields} | {"b": (1, 2)}
"""How many numbers each part of a setting may have."""


class State(NamedTuple):
    """All that a link restores: the numbers, and how they are looked at."""

    inputs: Numbers = PRESET.inputs
    W: Numbers = PRESET.W
    b: Numbers = PRESET.b
    V: Numbers = PRESET.V
    U: Numbers = PRESET.U
    head: Head = "sigmoid"
    mode: Mode = "push"
    form: Form = "blocks"
    output: int = 0
    """Whose second derivatives are shown, counted from 0, row by row."""
    cover: bool = False

    @property
    def setting(self) -> Setting:
        """The numbers alone."""
        return Setting(self.inputs, self.W, self.b, self.V, self.U)


USUAL = State()


def _output(text: str) -> int | None:
    places: dict[tuple[int, ...], int] = {
        (1 + k // CLASSES, 1 + k % CLASSES): k for k in range(ROWS * CLASSES)
    }
    return places.get(wholes_of(text) or ())


def _written(output: int) -> str:
    return join(1 + place for place in divmod(output, CLASSES))


_NO_OUTPUT = "output in the link names no output; the first one is shown."
FIELDS = (
    *(vector(name, sizes) for name, sizes in SHAPES.items()),
    choice("head", get_args(Head)),
    choice("mode", get_args(Mode)),
    choice("form", get_args(Form)),
    Field(
        "output",
        _output,
        lambda sent, _: sent,
        _NO_OUTPUT,
        _written,
        hand="leaves",
        values="row and column of an output, counted from 1, joined by _",
    ),
    flag("cover"),
)
CODEC = Codec(USUAL, FIELDS)
