"""The lessons: the one list of pages, and their words, one ``.md`` file a lesson.

To add a lesson, add it to ``LESSONS`` and write ``<slug>.md`` here and ``pages/<slug>.py``.
"""

import re
from functools import cache
from importlib import resources
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
    function: str
    """Slug of the function that a first visitor meets."""
    question: Question

    @property
    def page(self) -> str:
        """File of the page, as Streamlit names it."""
        return "app.py" if self.slug == "home" else f"pages/{self.slug}.py"


HOME = Lesson(
    slug="home",
    title="Push & Pull",
    idea="A Jacobian to hold in your hands: push a direction forward, pull a question back.",
    teaser="One live picture of both products, on a robot arm.",
    function="arm",
    question=Question(
        ask="The hand pushes with force u exactly sideways to its own velocity Jv, so "
        "u·(Jv) = 0. What do the torques uᵀJ at the joints do along v?",
        answers=(
            Answer(
                "They must all be zero.",
                False,
                "Each joint may well feel a torque. Only their sum weighted by the joint speeds "
                "vanishes: (uᵀJ)·v is the same number as u·(Jv), which is 0.",
            ),
            Answer(
                "They do no work: (uᵀJ)·v = 0.",
                True,
                "uᵀJv is one number, whichever product comes first. Power at the hand is power "
                "at the joints.",
            ),
            Answer(
                "It depends on where the arm stands.",
                False,
                "J depends on where the arm stands, the equality does not: "
                "u·(Jv) = (uᵀJ)·v for every J, u and v.",
            ),
        ),
    ),
)

LESSONS: tuple[Lesson, ...] = (
    Lesson(
        slug="jacobian",
        title="The Jacobian",
        idea="One table holds how fast each output moves when each input moves.",
        teaser="Pick a function and a point, and read the same table by entries, by columns and "
        "by rows.",
        function="seed",
        question=Question(
            ask="At x = (2, 3, 1) the rows of J are (4, 1, 1) and (1, −1, 1). Only x₂ changes: it "
            "grows by 0.1. By how much does f(x) move, to first order?",
            answers=(
                Answer(
                    "(0.1, −0.1, 0.1)",
                    False,
                    "That is 0.1 times row 2. It has three numbers, one for each input, so it "
                    "cannot be a change of the two outputs. A row belongs to one output.",
                ),
                Answer(
                    "(0.1, −0.1)",
                    True,
                    "Column 2 is (1, −1): how both outputs move when x₂ alone moves. "
                    "A tenth of a unit gives a tenth of the column.",
                ),
                Answer(
                    "−0.1",
                    False,
                    "That is 0.1 times the entry in row 2, column 2. It tells what y₂ does and "
                    "leaves out y₁, which moves as well.",
                ),
            ),
        ),
    ),
    Lesson(
        slug="push_and_pull",
        title="Push and pull",
        idea="Jv weights the columns of J and adds them; uᵀJ weights the rows and adds them.",
        teaser="Drag v and see where it lands; drag u and see what it asks of the inputs.",
        function="seed",
        question=Question(
            ask="A loss depends on 1000 weights, so J has one row and 1000 columns. You want all "
            "1000 partial derivatives. Which products do you need?",
            answers=(
                Answer(
                    "One VJP, with u = 1",
                    True,
                    "uᵀJ weights the rows of J. There is only one row, and u = 1 returns it whole.",
                ),
                Answer(
                    "1000 VJPs, one for each weight",
                    False,
                    "A VJP already has one number for each input. Its u lives in the output space, "
                    "which here has a single dimension, so one VJP says all there is to say.",
                ),
                Answer(
                    "One JVP, with v all ones",
                    False,
                    "Jv is a single number here: the sum of all 1000 partial derivatives. "
                    "To keep them apart takes 1000 JVPs, one for each column.",
                ),
            ),
        ),
    ),
)

PAGES: tuple[Lesson, ...] = (HOME, *LESSONS)
"""Every page, in the order in which readers turn them."""


def lesson(slug: str) -> Lesson:
    """The page of this name."""
    for page in PAGES:
        if page.slug == slug:
            return page
    raise ValueError(f"slug: there is no lesson {slug!r}")


@cache
def sections(slug: str) -> dict[str, str]:
    """The words of a lesson by section, in the order of its file."""
    text = resources.files("explainers.lessons").joinpath(f"{slug}.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {name.strip(): body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


def words(slug: str, section: str) -> str:
    """One section of a lesson's words, as Markdown."""
    found = sections(slug)
    if section not in found:
        raise ValueError(f"section: {slug}.md has no section {section!r}, only {', '.join(found)}")
    return found[section]
