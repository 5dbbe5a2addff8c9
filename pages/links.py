"""Links: all that an address can say, made of the tables that read it."""

from explainers.ui import links as sections
from explainers.ui.frame import beside, foot

tool = beside("links")
sections.how(tool.slug)
sections.of_page(tool.slug)
sections.of_states()
foot()
