"""What a teacher's link says beside the state of a lesson: ``?hide=words_code&lock=point&ask=…``.

It belongs to the page, not to what is on its figure: links that readers copy leave it out.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.fields import flag, line, several

PARTS = ("modes", "switches", "views", "sliders", "readout", "legend")
"""What a figure can do without: kinds of its controls, its numbers in words, its legend."""
HIDDEN = ("menu", "words", "code", "questions", "tools", "row", *PARTS)
"""What a page can do without: its figure is not among it."""
LOCKED = ("function", "point")
LONGEST = 240
"""Characters of a question."""


class State(NamedTuple):
    """All that a teacher's link says of a page."""

    ask: str = ""
    """A question of the teacher's own; plain text."""
    hide: tuple[str, ...] = ()
    lock: tuple[str, ...] = ()
    present: bool = False


ASK = line("ask", LONGEST)
FIELDS = (
    ASK,
    several(
        "hide",
        HIDDEN,
        f"hide in the link is to name some of {', '.join(HIDDEN)}, and names something else; "
        "nothing is hidden.",
    ),
    several(
        "lock",
        LOCKED,
        f"lock in the link is to name some of {', '.join(LOCKED)}, and names something else; "
        "nothing is locked.",
    ),
    flag("present"),
)
CODEC = Codec(State(), FIELDS)
_NAMES = {field.name for field in FIELDS}


def parted(query: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What a link says of the page, and what it says of the lesson's state."""
    of_page = {name: text for name, text in query.items() if name in _NAMES}
    return of_page, {name: text for name, text in query.items() if name not in _NAMES}


def read(query: Mapping[str, str], codec: Codec[Any]) -> Arrival[State]:
    """What a link says of the page of a lesson, which may have nothing to lock."""
    state, notices = CODEC.decode(parted(query)[0])
    lacks = tuple(word for word in state.lock if not codec.locked((word,)))
    told = tuple(f"There is no {word} to lock on this page; it is left as it is." for word in lacks)
    kept = tuple(word for word in state.lock if word not in lacks)
    return Arrival(state._replace(lock=kept), notices + told)
