"""A teacher's guide: three lessons, each a list of links."""

from explainers.lessons.page import Tool

TOOL = Tool(
    slug="guide",
    title="Teacher’s guide",
    idea="Three lessons of 45 minutes, each a list of links with what to ask, what to listen for, "
    "and how long.",
)
