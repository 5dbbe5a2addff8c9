"""The teacher's guide."""

from explainers.ui.saying import say

SECTIONS = ("before", "pushing", "backprop", "lies", "after")


def plans(slug: str) -> None:
    """Three lessons, with what comes before and after."""
    for name in SECTIONS:
        say(slug, name)
