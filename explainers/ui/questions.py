"""What a page asks, as its browser gets it; what is answered stays in that browser."""

from functools import cache

from explainers.components.questions import Data, Posed, Said, mount
from explainers.lessons import HOME, lesson, words
from explainers.lessons import written as sections
from explainers.lessons.questions import questions


def check(slug: str) -> None:
    """Mount the questions of a page; they stand outside its fragments: no gesture sends them."""
    marked = "" if slug == HOME.slug else slug
    mount(f"{slug}-questions", Data(marked, posed(slug), _said()))


def listen() -> None:
    """Mount none, on a page without a figure: what was done is said in its menu, too."""
    mount("frame-questions", Data("", (), _said(), alone=True))


@cache
def _said() -> Said:
    told = (words(HOME.slug, name) for name in ("visited", "predicted", "answered", "solved"))
    return Said(*told, puzzles=len(sections("practice", "puzzles.md")))


@cache
def posed(slug: str) -> tuple[Posed, ...]:
    """The questions of a page, with their numbers."""
    return tuple(Posed(f"{slug}/{asked.slug}", asked.variants) for asked in questions(lesson(slug)))
