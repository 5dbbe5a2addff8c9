"""A lecture: states to show one after the other."""

from explainers.lessons.page import Tool

TOOL = Tool(
    slug="lecture",
    title="A lecture",
    idea="States in a list, prepared at home and shown one by one, as large as the screen.",
)
