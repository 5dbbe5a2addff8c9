"""Cheat sheet: shapes, modes, lines that run and names, on one page."""

from explainers.ui import cheatsheet as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("cheatsheet", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """Nothing more is said about the shapes of the reader's m and n."""


explorer()
sections.part(lesson.slug, "mnemonic")
sections.lines(lesson.slug)
sections.mistakes(lesson.slug)
sections.part(lesson.slug, "glossary")
footer(lesson)
