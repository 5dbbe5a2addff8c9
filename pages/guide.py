"""Teacher's guide: three lessons, each a list of links with what to ask and how long."""

from explainers.ui import guide as sections
from explainers.ui.frame import beside, foot

tool = beside("guide")
sections.plans(tool.slug)
foot()
