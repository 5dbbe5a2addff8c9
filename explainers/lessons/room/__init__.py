"""A room: a class answers a question on the figure together."""

from explainers.lessons.page import Tool

TOOL = Tool(
    slug="room",
    title="Ask a class",
    idea="Everybody answers on a phone, without an account or a name, and then all answers are "
    "seen at once.",
)
