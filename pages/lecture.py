"""A lecture: states in a list, to be put in order, kept, and shown."""

from explainers.ui import lecture as sections
from explainers.ui.frame import beside, foot

tool = beside("lecture")
sections.figure(tool.slug)
sections.words(tool.slug)
foot()
