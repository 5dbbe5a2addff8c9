"""A room: a class answers a question on the figure together."""

from explainers.lessons.page import Tool

TOOL = Tool(
    slug="room",
    title="Ask a class",
    idea="Everybody places an arrow on a phone, without an account or a name, and then all arrows "
    "are seen at once.",
)
