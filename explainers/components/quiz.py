"""A test in two forms, taken and marked in the browser."""

from typing import NamedTuple

from explainers.components.wire import Figure
from explainers.lessons.asking import Variant


class Item(NamedTuple):
    """One item, with the numbers of each form."""

    slug: str
    topic: str
    forms: tuple[Variant, Variant]
    """Before, and after."""


class Data(NamedTuple):
    """All items, in the order in which they are asked."""

    items: tuple[Item, ...]


mount = Figure("quiz", '<div class="instrument questions quiz" aria-busy="true"></div>')
