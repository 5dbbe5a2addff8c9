"""Ask a class: everybody answers, and then all answers are seen at once."""

from explainers.ui import room as sections
from explainers.ui.frame import beside, foot

tool = beside("room")
sections.figure()
sections.words(tool.slug)
foot()
