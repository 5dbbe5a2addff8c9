"""A test to take before the lessons and after them."""

from explainers.lessons.page import Tool

TOOL = Tool(
    slug="quiz",
    title="Before and after",
    idea="Twelve short items, once before the lessons and once after them with other numbers, show "
    "what was learned.",
)
