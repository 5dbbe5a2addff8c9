"""The page of review: what is due, the record, and what is said of both."""

from functools import cache

from explainers.components.review import Data, Group, mount
from explainers.lessons import HOME, PAGES
from explainers.ui.questions import posed
from explainers.ui.saying import say


def figure() -> None:
    """What is due today, and the record to save, to read and to erase."""
    mount("review-questions", _data())


@cache
def _data() -> Data:
    return Data(
        tuple(Group(page.slug, page.title, page is not HOME, posed(page.slug)) for page in PAGES)
    )


def words(slug: str) -> None:
    """How it works, and what is kept."""
    say(slug, "how")
    say(slug, "kept")
