"""The page of the test that is taken before the lessons and after them."""

from functools import cache

from explainers.components.quiz import Data, Item, mount
from explainers.lessons.quiz import items
from explainers.ui.saying import say


def figure() -> None:
    """The test, in the form that is chosen."""
    mount("quiz-items", _data())


@cache
def _data() -> Data:
    def item(one: items.Item) -> Item:
        before, after, *_ = one.asked.variants
        return Item(one.asked.slug, one.topic, (before, after))

    return Data(tuple(map(item, items.ITEMS)))


def words(slug: str) -> None:
    """What teachers want to know of it."""
    say(slug, "use")
