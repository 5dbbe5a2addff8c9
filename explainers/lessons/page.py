"""What a lesson is, but for its words."""

from typing import NamedTuple


class Answer(NamedTuple):
    """A possible answer, and why it is right or wrong."""

    text: str
    right: bool
    why: str


class Question(NamedTuple):
    """What a reader who has understood the lesson can answer."""

    ask: str
    answers: tuple[Answer, ...]


class Lesson(NamedTuple):
    """A page: its name in the address, its idea in one sentence, and its question."""

    slug: str
    title: str
    idea: str
    teaser: str
    """What there is to do, for a reader who has not opened it yet."""
    question: Question

    @property
    def page(self) -> str:
        """File of the page, as Streamlit names it."""
        return "app.py" if self.slug == "home" else f"pages/{self.slug}.py"


class Tool(NamedTuple):
    """A page beside the lessons, which teaches nothing itself."""

    slug: str
    title: str
    idea: str

    @property
    def page(self) -> str:
        """File of the page, as Streamlit names it."""
        return f"pages/{self.slug}.py"
