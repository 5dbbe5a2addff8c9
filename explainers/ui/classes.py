"""Which class and which of its students something on the practice page is for."""

from typing import NamedTuple

import streamlit as st

from explainers.lessons import words
from explainers.permalink.completion import LONGEST_CLASS, is_class
from explainers.permalink.practice import STUDENTS
from explainers.ui import fields

_LESSON = "practice"


class Meant(NamedTuple):
    """A class by its seed, and a student by a number; 0 for all of them."""

    group: str
    student: int


def asked(name: str, meant: Meant, labels: tuple[str, str]) -> Meant | None:
    """Ask for both, beginning with those of the link; None where the class is none.

    ``name`` tells the fields of one section from those of another.
    """
    left, right = st.columns(2, gap="medium")
    key = f"{_LESSON}-{name}"
    with left:
        group = fields.text(f"{key}-class", labels[0], meant.group, LONGEST_CLASS).strip()
    with right:
        student = fields.whole(f"{key}-student", labels[1], meant.student, (0, STUDENTS))
    if not is_class(group):
        st.warning(words(_LESSON, "code-no-class"))
        return None
    return Meant(group, student)
