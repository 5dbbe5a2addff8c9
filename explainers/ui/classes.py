"""Which class and which of its students something on the practice page is for."""

from typing import NamedTuple

import streamlit as st

from explainers.lessons import words
from explainers.permalink.completion import LONGEST_CLASS, is_class
from explainers.permalink.practice import STUDENTS

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
    group = left.text_input(
        labels[0], value=meant.group, max_chars=LONGEST_CLASS, key=f"{key}-class"
    ).strip()
    student = right.number_input(labels[1], 0, STUDENTS, value=meant.student, key=f"{key}-student")
    if not is_class(group):
        st.warning(words(_LESSON, "code-no-class"))
        return None
    return Meant(group, int(student))
