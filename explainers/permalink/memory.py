"""State of the lesson on checkpoints ↔ query string: ``?steps=10&stones=4_7``."""

from typing import Any, NamedTuple

from explainers.core.memory import schedule
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Field, flag, join, valid_whole, whole, wholes_of

FEWEST = 2
"""Steps that a chain has at least."""


class State(NamedTuple):
    """All that a link restores."""

    steps: int = 10
    stones: tuple[int, ...] = (5,)
    """States that are kept beside the start, by their numbers, in order."""
    cover: bool = False
    """Whether counts are hidden, to be guessed."""


def usual_stones(state: State) -> tuple[int, ...]:
    """Stones of a chain for which a link names none: one, in the middle."""
    return (state.steps // 2,)


def _read_stones(text: str) -> tuple[int, ...] | None:
    return () if text == "none" else wholes_of(text)


def _stones(sent: Any, state: State) -> tuple[int, ...] | None:
    fits = isinstance(sent, (list, tuple)) and all(
        valid_whole(stone, 1, state.steps - 1) for stone in sent
    )
    return tuple(sent) if fits and schedule.is_placement(state.steps, sent) else None


def _written(stones: tuple[int, ...]) -> str:
    return join(stones) if stones else "none"


_NO_STONES = "stones in the link do not fit the chain; one stone in its middle is used."
_STONES_SAID = (
    "numbers of states between the start and the end, from the smallest, joined by _; or none"
)
FIELDS = (
    whole("steps", (FEWEST, schedule.MOST)),
    Field(
        "stones",
        _read_stones,
        _stones,
        _NO_STONES,
        _written,
        follows=usual_stones,
        values=_STONES_SAID,
    ),
    flag("cover"),
)
USUAL = State()
CODEC = Codec(USUAL, FIELDS, lambda state: USUAL._replace(stones=usual_stones(state)))
