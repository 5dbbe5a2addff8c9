"""Ask a class: everybody places an arrow, and then all are seen at once."""

from explainers.ui import room as sections
from explainers.ui.frame import beside, foot

tool = beside("room")
sections.figure()
sections.words(tool.slug)
foot()
