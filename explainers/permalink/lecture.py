"""A lecture: a list of states of the app's own pages ↔ link and file.

``lecture?s=push_and_pull%3Ff%3Dpolar&s=kinks%3Fcase%3Dabs``. Each part is a page and its query,
which the tables of that page read; whatever they do not understand is refused with its reason.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from explainers.permalink import classroom
from explainers.permalink.pages import CODECS

HOME = "home"
MOST = 40
"""States of a lecture."""
LONGEST = 1500
"""Characters of a link."""
LARGEST = 100_000
"""Characters of a file."""
_ADDRESS = 7000
"""Characters of a query; nginx, for one, takes a line of 8,192."""
_TOLD = 10
"""How many links are refused by name."""
NAME = "s"
"""Of a state in the link."""
VALUES = (
    "a page and what a link to it says, as in kinks?case=abs, percent-encoded; once for each "
    f"state, {MOST} times at most"
)
"""What the link may say by that name."""
APP, VERSION = "push-and-pull", 1
_OF_STREAMLIT = ("embed", "embed_options")


class Stop(NamedTuple):
    """A state that is shown: a page by its slug, and the query that restores it."""

    page: str
    query: str

    @property
    def link(self) -> str:
        """Page and query, as lectures keep them."""
        return f"{self.page}?{self.query}"

    @property
    def ask(self) -> str:
        """The question on it."""
        return classroom.CODEC.decode(parsed(self.query)).state.ask


class Refused(ValueError):
    """Why something is no state of a lecture; the message is for whoever wrote it."""


class Found(NamedTuple):
    """The states that some links mean, and what is wrong with each of the others."""

    stops: tuple[Stop, ...]
    problems: tuple[str, ...]


def stop(text: str, here: str = "") -> Stop:
    """The state that a link means; ``here`` is the address of a page of this app.

    Raises Refused for a link to elsewhere, and for one that its page would have to mend.
    """
    if len(text) > LONGEST:
        raise Refused(f"it is longer than {LONGEST} characters.")
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        raise Refused("it is no link.") from None
    own = urlsplit(here)
    if (parts.scheme or parts.netloc) and (parts.scheme, parts.netloc) != own[:2]:
        raise Refused("it leads to another site; a lecture shows pages of this one only.")
    page = parts.path.rstrip("/").rpartition("/")[2] or HOME
    if page not in CODECS:
        raise Refused("it names no page with a figure.")
    codec, query = CODECS[page], parsed(parts.query)
    of_page, of_state = classroom.parted(query)
    said, told = classroom.read(of_page, codec)
    state, notices = codec.decode({k: z for k, z in of_state.items() if k not in _OF_STREAMLIT})
    if told or notices:
        raise Refused(" ".join((*told, *notices)))
    kept = (codec.encode(state), classroom.CODEC.encode(said._replace(present=False)))
    return Stop(page, "&".join(filter(None, kept)))


def read(texts: Iterable[str], here: str = "", most: int = MOST) -> Found:
    """The states that links mean, one a text, at most so many; empty ones are passed over.

    Of what is wrong the first few are told.
    """
    stops: list[Stop] = []
    problems: list[str] = []
    for number, text in enumerate((text for text in texts if text.strip()), start=1):
        try:
            if len(problems) == _TOLD:
                problems.append(f"{_TOLD} links are left out; so are those that follow.")
                break
            if len(stops) == most:
                raise Refused(f"a lecture has {MOST} states at most.")
            stops.append(stop(text, here))
        except Refused as refused:
            problems.append(f"Link {number} is left out: {refused}")
    return Found(tuple(stops), tuple(problems))


def encode(stops: Iterable[Stop]) -> str:
    """The query that holds a lecture, however long; ``decode`` undoes it."""
    return urlencode([(NAME, stop.link) for stop in stops])


def decode(query: str) -> Found:
    """The lecture that a query holds."""
    return read(text for name, text in parse_qsl(query) if name == NAME)


def address(stops: Iterable[Stop]) -> str:
    """The same query; empty, if some servers would refuse it for its length."""
    query = encode(stops)
    return query if len(query) <= _ADDRESS else ""


def written(stops: Iterable[Stop]) -> str:
    """A lecture as a file."""
    kept = {"app": APP, "version": VERSION, "lecture": [stop.link for stop in stops]}
    return f"{json.dumps(kept, indent=1)}\n"


def from_file(text: str) -> Found:
    """The lecture that a file holds, or why it holds none."""
    if len(text) > LARGEST:
        return Found((), ("This file is too large for a lecture.",))
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        return Found((), ("This file is no JSON.",))
    if not isinstance(data, dict) or cast("dict[str, Any]", data).get("app") != APP:
        return Found((), ("This file is no lecture of this app.",))
    kept = cast("dict[str, Any]", data)
    links: Any = kept.get("lecture")
    if kept.get("version") != VERSION or not isinstance(links, list):
        return Found((), ("This file is of a version that is not known here.",))
    given = cast("list[Any]", links)
    return read(link if isinstance(link, str) else "-" for link in given)


def parsed(query: str) -> dict[str, str]:
    """The names and the values of a query."""
    return dict(parse_qsl(query, keep_blank_values=True))
