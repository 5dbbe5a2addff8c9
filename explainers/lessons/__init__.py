"""The lessons: the one list of pages, and their words, one folder a lesson.

To add a lesson, write ``<slug>/__init__.py`` (title, idea, question) and ``<slug>/words.md``
here and ``pages/<slug>.py``, and name it in ``LESSONS``. What is said of numbers stands in
``<slug>/captions.py``, which the list of pages does not import.
"""

import re
from functools import cache
from importlib import resources

from explainers.lessons import (
    brackets,
    cheatsheet,
    complex_plane,
    curvature,
    descent,
    home,
    jacobian,
    kinks,
    linearization,
    push_and_pull,
    rules,
    tensors,
    two_sweeps,
)
from explainers.lessons.page import Answer, Lesson, Question

__all__ = [
    "HOME",
    "LESSONS",
    "PAGES",
    "Answer",
    "Lesson",
    "Question",
    "lesson",
    "sections",
    "words",
]

HOME = home.LESSON

LESSONS: tuple[Lesson, ...] = (
    jacobian.LESSON,
    push_and_pull.LESSON,
    linearization.LESSON,
    two_sweeps.LESSON,
    brackets.LESSON,
    descent.LESSON,
    curvature.LESSON,
    tensors.LESSON,
    rules.LESSON,
    complex_plane.LESSON,
    kinks.LESSON,
    cheatsheet.LESSON,
)
"""In the order in which readers turn them."""

PAGES: tuple[Lesson, ...] = (HOME, *LESSONS)
"""Every page."""


def lesson(slug: str) -> Lesson:
    """The page of this name."""
    for page in PAGES:
        if page.slug == slug:
            return page
    raise ValueError(f"slug: there is no lesson {slug!r}")


@cache
def sections(slug: str) -> dict[str, str]:
    """The words of a lesson by section, in the order of its file."""
    text = resources.files("explainers.lessons").joinpath(slug, "words.md").read_text("utf-8")
    _, *parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {name.strip(): body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


def words(slug: str, section: str) -> str:
    """One section of a lesson's words, as Markdown."""
    found = sections(slug)
    if section not in found:
        raise ValueError(
            f"section: {slug}/words.md has no section {section!r}, only {', '.join(found)}"
        )
    return found[section]
