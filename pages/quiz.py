"""Before and after: twelve items in two forms, and their result as a table."""

from explainers.ui import quiz as sections
from explainers.ui.frame import beside, foot

tool = beside("quiz")
sections.figure()
sections.words(tool.slug)
foot()
