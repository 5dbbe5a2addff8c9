"""The table of a Jacobian, whose cells are pressed (frontend/jacobian)."""

from typing import Literal, NamedTuple, TypeAlias

from explainers.components.wire import Edition, Figure, Vector

Reading: TypeAlias = Literal["entries", "column", "row"]


class State(NamedTuple):
    """What is framed, counted from 0: a row, a column, or both and the entry where they meet."""

    row: int | None
    column: int | None


class Data(NamedTuple):
    """What the table is sent."""

    edition: Edition
    state: State
    slug: str
    """Of the function."""
    inputs: tuple[str, ...]
    """Names of the columns."""
    outputs: tuple[str, ...]
    """Names of the rows."""
    reading: Reading
    """What a press on a cell reads: it, its column or its row."""
    jacobian: Vector | None
    """Row by row; None while a reader guesses."""
    guess: int | None
    """The entry that was guessed to be farthest from 0, by its place row by row."""
    truths: tuple[int, ...]
    """Those that it was held against, as long as the point is the same."""
    largest: float
    """The number whose colour is whole."""
    label: str
    """The table in words."""


mount = Figure("jacobian")
