"""What every lesson's links have in common: to and fro, and what was mended on the way."""

from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from explainers.core.catalog import Entry

S = TypeVar("S")


class Arrival(NamedTuple, Generic[S]):
    """A state that is fit for use, and what had to be repaired to get it."""

    state: S
    notices: tuple[str, ...]


class Codec(NamedTuple, Generic[S]):
    """How one kind of state becomes a link and comes back.

    ``decode`` never raises and mends what it must; ``encode`` gives the query string,
    without the question mark, which ``decode`` undoes exactly. ``covered`` gives the
    same state with its results covered, where a lesson can cover them. ``met`` gives the
    state in which another function is first met, where a lesson lets readers pick one.
    """

    decode: Callable[[Mapping[str, str]], Arrival[S]]
    encode: Callable[[S], str]
    covered: Callable[[S], S] | None = None
    met: Callable[[S, Entry], S] | None = None
