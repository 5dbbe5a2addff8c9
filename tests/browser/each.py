"""Which of many cases stand for the others in `make test`; `make test-all` tries each of them."""

from collections.abc import Callable, Container, Iterable
from typing import TypeVar

import pytest

from explainers.lessons import PAGES, Lesson

T = TypeVar("T")


def each(
    name: str, cases: Iterable[T], few: Container[str], label: Callable[[T], str] = str
) -> pytest.MarkDecorator:
    """Parametrise a test; cases whose labels are not among the few are of the whole set alone."""
    labelled = [(case, label(case)) for case in cases]
    return pytest.mark.parametrize(
        name,
        [
            pytest.param(case, id=said, marks=() if said in few else pytest.mark.whole)
            for case, said in labelled
        ],
    )


def slug(lesson: Lesson) -> str:
    """What names a page."""
    return lesson.slug


FEW = ("push_and_pull", "descent", "practice")
"""A Stage, canvases with a player, and a tool."""
each_page = each("lesson", PAGES, FEW, slug)
every_page = pytest.mark.parametrize("lesson", PAGES, ids=slug)
"""Also in `make test`: for what a change of one page alone may break."""
