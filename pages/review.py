"""Review: what was answered comes back after days, and the record of it can be taken along."""

from explainers.ui import review as sections
from explainers.ui.frame import beside, foot

tool = beside("review")
sections.figure()
sections.words(tool.slug)
foot()
