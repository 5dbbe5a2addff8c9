"""What a link to the page of rooms says: ``?c=BCDFG``, or ``?ask=practice/aim-push&seed=class-7``.

Beside it a link may hold a state as push and pull has it, which a new room is asked about.
"""

from dataclasses import replace
from functools import cache
from string import ascii_uppercase
from typing import Any, NamedTuple

from explainers.lessons.room.asked import TOPICS
from explainers.permalink.classroom import LONGEST
from explainers.permalink.codec import Codec
from explainers.permalink.completion import LONGEST_CLASS, is_class
from explainers.permalink.fields import Field, line

LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
"""Of codes. None is taken for a digit or for I, and without vowels they spell nothing."""
LENGTH = 5
STATES: tuple[str, ...] = ("push", "pull", *TOPICS)
"""What can be asked about a state."""
OWN = ("number", "choose", "words")
"""By what a question in a teacher's own words is answered."""


class State(NamedTuple):
    """All that a link says of a room, beside the state that it may ask about."""

    c: str = ""
    """The code of a room that is open."""
    ask: str = ""
    seed: str = ""
    """Of a puzzle's numbers."""
    at: str = ""
    """Page and query of the state that a question in a teacher's own words is about."""
    say: str = ""
    """That question."""


def read_code(text: str) -> str | None:
    """The code that was typed, in any case and with spaces; None if it cannot be one."""
    letters = "".join(text.split()).upper() if len(text) <= 4 * LENGTH else ""
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else None


@cache
def with_figures() -> frozenset[str]:
    """Pages about whose figures one can ask in words of one's own; a puzzle is asked itself."""
    from explainers.permalink.pages import CODECS  # no room that is open needs them

    return frozenset(CODECS) - {"practice"}


@cache
def _of_pages() -> frozenset[str]:
    """What pages ask, by page, or by page and name."""
    from explainers.core.practice.puzzles import BY_SLUG  # no room that is open needs either
    from explainers.lessons.questions import QUESTIONS

    questions = {f"{page}/{one.slug}" for page, group in QUESTIONS.items() for one in group}
    return frozenset({*with_figures(), *questions, *(f"practice/{slug}" for slug in BY_SLUG)})


def _ask(sent: Any, _: State) -> str | None:
    return sent if sent in (*STATES, *OWN) or sent in _of_pages() else None


def _at(sent: Any, _: State) -> str | None:
    from explainers.permalink import lecture  # only who asks about any page needs all of them

    try:
        return lecture.stop(sent).link
    except lecture.Refused:
        return None


_MISSING = ", ".join(z for z in ascii_uppercase if z not in LETTERS)
_KINDS = ", ".join((*STATES, *OWN))
FIELDS = (
    Field(
        "c",
        str,
        lambda sent, _: read_code(sent),
        f"c in the link is no code of {LENGTH} letters; it opens no room.",
        values=f"{LENGTH} letters, none of {_MISSING}",
    ),
    Field(
        "ask",
        str,
        _ask,
        "ask in the link names nothing that a class can be asked; the usual is offered.",
        values=f"one of {_KINDS}; or a page or one of its questions, as in kinks or kinks/tie; or "
        "a puzzle, as in practice/aim-push",
    ),
    Field(
        "seed",
        str,
        lambda sent, _: sent if is_class(sent) else None,
        f"seed in the link is not made of up to {LONGEST_CLASS} small letters, digits and "
        "hyphens; the puzzle has numbers of chance.",
        values=f"1 to {LONGEST_CLASS} small letters, digits and hyphens",
    ),
    Field(
        "at",
        str,
        _at,
        "at in the link leads to no figure of this app, or its page could not read all of it; "
        "it is left out.",
        values="a page and what a link to it says, as in kinks?case=abs, percent-encoded",
    ),
    replace(
        line("say", LONGEST),
        wrong=f"say in the link is no question of 1 to {LONGEST} characters.",
    ),
)
CODEC = Codec(State(), FIELDS)
