"""Links: all that an address can say, page by page."""

from explainers.lessons.page import Tool

TOOL = Tool(
    slug="links",
    title="Links",
    idea="An address holds all that is on screen, and here is every name that it may use.",
)
