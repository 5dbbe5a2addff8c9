"""The Jacobian: a table of sensitivities, read by entries, by columns and by rows."""

from explainers.ui import jacobian as sections
from explainers.ui.below import below
from explainers.ui.code_panel import code_panel
from explainers.ui.frame import footer, frame

lesson = frame("jacobian")


@below(lesson, lambda: sections.figure(lesson.slug))
def explorer() -> None:
    """The code of what the table shows."""
    code_panel(lesson.slug)


explorer()
footer(lesson)
