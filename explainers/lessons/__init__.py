"""The lessons: the one list of pages, and their words, one folder a lesson.

A lesson is ``<slug>/__init__.py`` (title, idea, question), named in ``CORE`` or ``AFTERWARDS``,
and ``<slug>/words.md``; CONTRIBUTING.md has the other steps. A section of words begins
with its name and, behind a bar, its heading, if it has one: ``## order | Same product, different
work``. What is said of one of several cases stands in ``<slug>/cases.md``, by the case's name;
what is said of numbers in ``<slug>/captions.py``, which the list of pages does not import.
"""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from explainers.lessons import (
    brackets,
    cheatsheet,
    complex_plane,
    curvature,
    descent,
    guide,
    home,
    implicit,
    jacobian,
    kinks,
    lecture,
    linearization,
    links,
    many,
    memory,
    practice,
    push_and_pull,
    quiz,
    review,
    room,
    rules,
    sparsity,
    tensors,
    two_sweeps,
)
from explainers.lessons.page import Answer, Lesson, Question, Tool

__all__ = [
    "AFTERWARDS",
    "CORE",
    "HOME",
    "LESSONS",
    "PAGES",
    "TOOLS",
    "Answer",
    "Lesson",
    "Question",
    "Section",
    "Tool",
    "lesson",
    "of_case",
    "section",
    "sections",
    "shared",
    "tool",
    "words",
    "written",
]

HOME = home.LESSON

CORE: tuple[Lesson, ...] = (
    jacobian.LESSON,
    push_and_pull.LESSON,
    linearization.LESSON,
    two_sweeps.LESSON,
    descent.LESSON,
)
"""What everything else builds on, in the order in which it is built."""

AFTERWARDS: tuple[Lesson, ...] = (
    brackets.LESSON,
    curvature.LESSON,
    tensors.LESSON,
    rules.LESSON,
    complex_plane.LESSON,
    kinks.LESSON,
    memory.LESSON,
    many.LESSON,
    sparsity.LESSON,
    implicit.LESSON,
    cheatsheet.LESSON,
    practice.LESSON,
)

LESSONS: tuple[Lesson, ...] = (*CORE, *AFTERWARDS)
"""In the order in which readers turn them."""

PAGES: tuple[Lesson, ...] = (HOME, *LESSONS)
"""Every page that teaches."""

TOOLS: tuple[Tool, ...] = (review.TOOL, quiz.TOOL, room.TOOL, lecture.TOOL, guide.TOOL, links.TOOL)
"""Pages beside them."""


def lesson(slug: str) -> Lesson:
    """The page of this name."""
    for page in PAGES:
        if page.slug == slug:
            return page
    raise ValueError(f"slug: there is no lesson {slug!r}")


def tool(slug: str) -> Tool:
    """The page beside the lessons of this name."""
    for page in TOOLS:
        if page.slug == slug:
            return page
    raise ValueError(f"slug: there is no tool {slug!r}")


class Section(NamedTuple):
    """A heading and the words under it, as Markdown; either may be empty."""

    heading: str
    words: str


@cache
def written(*path: str) -> dict[str, Section]:
    """The sections of a file of words, in its order."""
    text = resources.files("explainers.lessons").joinpath(*path).read_text("utf-8")
    _, *parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    named = (part.partition(" | ") for part in parts[::2])
    return {
        name.strip(): Section(heading.strip(), body.strip())
        for (name, _, heading), body in zip(named, parts[1::2], strict=True)
    }


def shared() -> dict[str, Section]:
    """What all lessons say, each of which may say it in words of its own."""
    return written("words.md")


def sections(slug: str) -> dict[str, Section]:
    """What a lesson says itself, section by section, in the order of its file."""
    return written(slug, "words.md")


def section(slug: str, name: str) -> Section:
    """One section of a lesson, its own or one that all lessons share."""
    found = sections(slug).get(name) or shared().get(name)
    if found is None:
        raise ValueError(
            f"section: {slug}/words.md has no section {name!r}, only {', '.join(sections(slug))}"
        )
    return found


def words(slug: str, name: str) -> str:
    """The words of one section of a lesson, as Markdown."""
    return section(slug, name).words


def of_case(slug: str, *name: str) -> str:
    """What a lesson says of one of its cases, in ``cases.md``; nothing of one that is typed."""
    found = written(slug, "cases.md").get(" ".join(name))
    return found.words if found else ""
