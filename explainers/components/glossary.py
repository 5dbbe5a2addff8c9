"""Terms on a page, which show their entry of the glossary where they stand."""

from typing import NamedTuple

from explainers.components.wire import Figure


class Entry(NamedTuple):
    """What a link to an anchor of the cheat sheet shows."""

    anchor: str
    name: str
    words: str


class Data(NamedTuple):
    """The whole glossary."""

    entries: tuple[Entry, ...]


mount = Figure("glossary", '<div class="glossary" popover="manual" role="tooltip"></div>')
