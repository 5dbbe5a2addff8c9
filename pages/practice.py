"""Practice: puzzles that hands solve on the Stage, and the path through them."""

from explainers.ui import codes, worksheet
from explainers.ui import practice as sections
from explainers.ui.below import below
from explainers.ui.cards import cards
from explainers.ui.frame import footer, frame

lesson = frame("practice", sections.HOME)


def after() -> None:
    """The path, and how a class gets its numbers."""
    sections.path()
    sections.classes()


@below(lesson, sections.figure, sections.HOME, story=sections.moves, after=after)
def explorer() -> None:
    """What JAX says of the state on the figure, and the puzzle as a program."""
    sections.verdict()
    sections.program()


explorer()
state = sections.HOME.state
codes.mine(state.seed, state.student)
cards(lesson.slug)
worksheet.offer(state.seed, state.student)
codes.check()
footer(lesson)
