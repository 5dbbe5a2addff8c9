"""A typed function as an entry, like those of the catalogue."""

from functools import lru_cache

from explainers.core.catalog.entry import Entry
from explainers.core.expression.canonical import canonical
from explainers.core.expression.errors import ExpressionError
from explainers.core.expression.evaluate import map_of
from explainers.core.expression.functions import ALIASES, FUNCTIONS
from explainers.core.expression.latex import jacobian_latex, latex
from explainers.core.expression.links import from_link
from explainers.core.expression.parser import LONGEST, parse
from explainers.core.expression.presets import preset
from explainers.core.expression.sources import sources
from explainers.core.kept import Shelf
from explainers.core.numerals import subscript
from explainers.core.ready import Seldom
from explainers.core.tape import UnsupportedPrimitive, tape

KEPT = 8
"""How many entries are kept that nobody has at hand; the least recently used goes first."""
MOST = 256
"""How many are kept at all."""
SIGN = "="
"""What a slug begins with if it is the text of a function."""
LONGEST_TITLE = 36

_STORY = (
    "v is a small step of the inputs and Jv what it does to the outputs, to first order; u weights "
    "the outputs and uᵀJ says how much each input matters to that mix."
)


def entry(text: str) -> Entry:
    """The entry of a typed function; the same object for every text that means the same.

    Its slug is "=" and the canonical text. Nothing is compiled here. Raises
    ExpressionError if the text describes no function.
    """
    if len(text) > LONGEST:
        parse(text)  # which refuses it, before it is remembered
    try:
        return _ENTRIES.get(text if text in _ENTRIES else _canonical(text))
    except UnsupportedPrimitive:
        message = "Written out for one number at a time, this has too many steps."
        raise ExpressionError(message, 0, len(text), "Take shorter lists.") from None


def linked(text: str) -> str:
    """The canonical form of a text from a link; raises ExpressionError, also to ask back."""
    return from_link(text, _canonical, {*FUNCTIONS, *ALIASES})


@lru_cache(maxsize=MOST)
def _canonical(text: str) -> str:
    return canonical(parse(text))


def _entry(text: str) -> Entry:
    program = parse(text)
    f = Seldom(map_of(program))
    first = preset(tape(f, program.n))
    letter = "f" if program.letters else "y"
    outputs = tuple(f"{letter}{subscript(i + 1)}" for i in range(program.m))
    return Entry(
        slug=SIGN + text,
        title=_title(text),
        story=_STORY,
        latex=latex(program),
        jacobian_latex=jacobian_latex(program),
        inputs=tuple(_named(name) for name in program.names),
        outputs=outputs if program.m > 1 else (letter,),
        map=f,
        sources=sources(program),
        x=first.x,
        v=first.v,
        u=first.u,
        x_view=first.x_view,
        y_view=first.y_view,
    )


_ENTRIES = Shelf(_entry, lambda made: made.map, KEPT, MOST)


def _named(name: str) -> str:
    return name[0] + subscript(int(name[1:])) if name[1:] else name


def _title(text: str) -> str:
    spaced = text.replace(",", ", ")
    return spaced if len(spaced) <= LONGEST_TITLE else f"{spaced[: LONGEST_TITLE - 1]}…"
