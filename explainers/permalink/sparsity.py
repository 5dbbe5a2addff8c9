"""State of the lesson on colourings ↔ query string: ``?f=hub&columns=0_1_…&rows=1_0_…&way=both``.

Colours count from 1, and 0 stands for none; a link that names none means none. A reader without a
link begins with ``FIRST``, whose links name its colours. ``probe=column_3`` pushes along e₃ in
place of the products that the colours make, ``row_2`` pulls along e₂.
"""

from typing import Any, Literal, NamedTuple, TypeAlias

from explainers.core.expression import ExpressionError
from explainers.core.functions import held, linked
from explainers.core.sparsity.cases import CASES, Case, find
from explainers.core.sparsity.colouring import PALETTE, WAYS, Coloured, Colours, Way
from explainers.permalink.codec import Codec
from explainers.permalink.fields import (
    Field,
    Numbers,
    flag,
    join,
    named,
    unread,
    valid_whole,
    vector,
    wholes_of,
)

USUAL = "rod"
Probe: TypeAlias = Literal["", "column", "row"]


class State(NamedTuple):
    """All that a link restores."""

    slug: str
    columns: Colours
    """The colour of each column of J, counted from 1; 0 for none."""
    rows: Colours
    way: Way = "columns"
    graph: bool = False
    """Whether the conflict graph is shown in place of J."""
    cover: bool = False
    """Whether the fewest products are hidden, to be guessed."""
    x: Numbers = ()
    probe: Probe = ""
    """Whether one column of J is probed by a push, or one row by a pull."""
    place: int = 0
    """Which, counted from 0."""

    @property
    def case(self) -> Case:
        """The function of this state, at its x."""
        return find(self.slug)._replace(x=self.x)

    @property
    def entry(self) -> Case:
        """The same, by the name that fields know."""
        return self.case

    @property
    def coloured(self) -> Coloured:
        """Its colours."""
        return Coloured(self.columns, self.rows)


def preset(case: Case) -> State:
    """A case as it is first met: without colours."""
    return State(case.slug, (0,) * case.n, (0,) * case.m, x=case.x)


def _unknown(_: str, error: Exception) -> str:
    usual = f"“{CASES[USUAL].title}”"
    if isinstance(error, ExpressionError):
        return unread(error, usual)
    return f"The link asks for a function that is not here; this is {usual} instead."


def _colours(name: str, size: str) -> Field:
    def sound(sent: Any, state: State) -> Colours | None:
        fits = (
            isinstance(sent, (list, tuple))
            and len(sent) == getattr(state.case, size)
            and all(valid_whole(colour, 0, PALETTE) for colour in sent)
        )
        return tuple(sent) if fits else None

    wrong = (
        f"{name} in the link are not as many whole numbers from 0 to {PALETTE} as J has {name}; "
        f"{name} have no colours."
    )
    values = f"for each of the {name} a colour from 1 to {PALETTE}, or 0 for none, joined by _"
    return Field(name, wholes_of, sound, wrong, join, values=values)


def _read(text: str) -> tuple[str, int] | None:
    line, _, number = text.partition("_")
    fits = number.isascii() and number.isdigit() and len(number) < 3
    return (line, int(number) - 1) if fits else None


def _probe(sent: Any, state: State) -> tuple[str, int] | None:
    line, place = sent or (None, 0)
    counts = {"": 1, "column": state.case.n, "row": state.case.m}
    known = isinstance(line, str) and valid_whole(place, 0, counts.get(line, 0) - 1)
    return (line, place) if known else None


def _written(probe: tuple[str, int]) -> str:
    return f"{probe[0]}_{probe[1] + 1}"


def _way(sent: Any, state: State) -> Way | None:
    return next((way for way in state.case.ways if way == sent), None)


FIELDS = (
    named(
        "slug",
        find,
        _unknown,
        linked,
        link="f",
        hand="names",
        held=held,
        subject=True,
        lock="function",
        values=f"one of {', '.join(CASES)}; or = and a function",
    ),
    Field(
        "way",
        str,
        _way,
        "way in the link is none in which this function can be coloured; columns is used.",
        values=f"one of {', '.join(WAYS)}",
    ),
    _colours("columns", "n"),
    _colours("rows", "m"),
    flag("graph"),
    flag("cover"),
    vector("x", "n", lock="point"),
    Field(
        "probe place",
        _read,
        _probe,
        "probe in the link names no column or row of J; nothing is probed.",
        _written,
        link="probe",
        values="column_ or row_, and which, counted from 1",
    ),
)
FIRST = preset(CASES[USUAL])._replace(columns=(1, 0, 0, 1, 0, 0, 0, 0))
"""Two columns share a product; the others wait for a hand."""
CODEC = Codec(preset(CASES[USUAL]), FIELDS, lambda state: preset(find(state.slug)), first=FIRST)
