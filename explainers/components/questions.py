"""The questions at the end of a page, judged in the browser, and its record of them."""

from typing import NamedTuple

from explainers.components.wire import Figure
from explainers.lessons.asking import Variant

HTML = '<div class="instrument questions" aria-busy="true"></div>'


class Posed(NamedTuple):
    """A question by its lesson and its name, with the numbers that it is asked with in turn."""

    slug: str
    variants: tuple[Variant, ...]


class Data(NamedTuple):
    """What one page asks."""

    lesson: str
    """Its name, if the menu has a mark for it."""
    questions: tuple[Posed, ...]
    marks: str
    """What the menu shows: lessons that were opened or, with a star, answered; a dot between."""
    alone: bool = False
    """Whether the page has no figure, and so no link below one, which else sees to the menu."""


mount = Figure("questions", HTML)
