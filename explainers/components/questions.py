"""The questions at the end of a page, judged in the browser, and its record of them."""

from typing import NamedTuple

from explainers.components.wire import Figure
from explainers.lessons.asking import Variant

HTML = '<div class="instrument questions" aria-busy="true"></div>'


class Posed(NamedTuple):
    """A question by its lesson and its name, with the numbers that it is asked with in turn."""

    slug: str
    variants: tuple[Variant, ...]


class Said(NamedTuple):
    """How it is said, where pages are listed, what a reader has done on one of them."""

    visited: str
    predicted: str
    answered: str
    solved: str
    """With places for how many puzzles are ``{solved}`` of ``{all}``."""
    puzzles: int
    """How many there are."""


class Data(NamedTuple):
    """What one page asks."""

    lesson: str
    """Its name, if the menu has a mark for it."""
    questions: tuple[Posed, ...]
    said: Said
    alone: bool = False
    """Whether the page has no figure, and so no link below one, which else sees to the menu."""


mount = Figure("questions", HTML)
