"""Questions in a teacher's own words, with a link to the state of a figure that they are about."""

from collections.abc import Mapping
from typing import Any, cast

from explainers.components.room import Card, Words
from explainers.lessons import lesson
from explainers.lessons import words as told
from explainers.lessons.asking import Choose, Number
from explainers.lessons.page import Answer
from explainers.permalink import lecture, valid_number
from explainers.permalink.classroom import LONGEST
from explainers.permalink.fields import valid_whole
from explainers.permalink.pages import CODECS
from explainers.rooms.room import Refused, plain

ROOM = "room"
NEAR = 0.02
"""So far from the truth, in parts of it, a number is right."""
CHOICES = range(2, 7)
"""How many answers there may be to choose from."""


def own(said: object, at: object, here: str) -> Card:
    """The question that a teacher has written; ``here`` is the address of the room's page.

    ``at`` is a link to what it is about, or "". Raises LookupError for what is no question, and
    Refused, with words for the teacher.
    """
    if not isinstance(said, Mapping) or not isinstance(at, str):
        raise LookupError("own")
    of = cast("Mapping[str, Any]", said)
    ask = plain(of.get("ask"), LONGEST)
    if ask is None:
        raise LookupError("ask")
    if not ask:
        raise Refused(told(ROOM, "no-words"))
    link, title = _about(at, here)
    match of.get("kind"):
        case "number":
            variant = _number(ask, of)
        case "choose":
            variant = _choose(ask, of)
        case "words":
            variant = Words(ask)
        case _:
            raise LookupError("kind")
    return Card(variant.kind, title, "", variant, link)


def _number(ask: str, of: Mapping[str, Any]) -> Number:
    truth = of.get("truth")
    if not valid_number(truth):
        raise LookupError("truth")
    exact = float(cast(float, truth))
    return Number(ask, exact, NEAR * abs(exact), (), "", "")


def _choose(ask: str, of: Mapping[str, Any]) -> Choose:
    given: object = of.get("answers")
    if not isinstance(given, list) or len(cast("list[Any]", given)) not in CHOICES:
        raise LookupError("answers")
    texts = [plain(text) for text in cast("list[Any]", given)]
    right = of.get("right")
    if None in texts or not valid_whole(right, 0, len(texts) - 1):
        raise LookupError("answers")
    if not all(texts) or len(set(texts)) < len(texts):
        raise Refused(told(ROOM, "no-choice"))
    return Choose(ask, tuple(Answer(text or "", k == right, "") for k, text in enumerate(texts)))


def _about(at: str, here: str) -> tuple[str, str]:
    """The link that students get, and the title of its page; what they are to find is covered."""
    if not at.strip():
        return "", ""
    try:
        page, query = lecture.stop(at, here)
    except lecture.Refused:
        raise Refused(told(ROOM, "no-state")) from None
    state, _ = CODECS[page].decode(lecture.parsed(query))
    if hasattr(state, "cover"):
        query = CODECS[page].encode(state._replace(cover=True))
    path = "./" if page == lecture.HOME else page
    return f"{path}?{query}" if query else path, lesson(page).title
