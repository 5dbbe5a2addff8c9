"""Review: questions come back after days."""

from explainers.lessons.page import Tool

TOOL = Tool(
    slug="review",
    title="Review",
    idea="What you have answered comes back after 1, 3, 7 and 21 days, with fresh numbers.",
)
