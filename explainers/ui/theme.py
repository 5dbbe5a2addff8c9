"""Colours and quiet words that fit the theme the reader sees."""

import re
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from explainers.figures.style import DARK, LIGHT, Roles, roles

_MARKS = re.compile(r"[\\`*_\[\]<>#|~$:^&]")

_TOKENS = {
    "push_text": ("keyword", "function", "class-name", "decorator"),
    "positive_text": ("string",),
    "negative_text": ("number", "boolean"),
    "muted": ("comment", "operator", "punctuation:not(.decorator)"),
}
"""What is highlighted in code, by the role of its colour: Streamlit's own are too faint."""


def code_rules() -> str:
    """Style sheet for the words of code, which are read in either theme."""
    return "\n".join(
        f'[data-testid="stMain"] [data-testid="stCode"] :is({kinds})'
        f" {{ color: light-dark({getattr(LIGHT, role)}, {getattr(DARK, role)}); }}"
        for role, names in _TOKENS.items()
        for kinds in [", ".join(f".token.{name}" for name in names)]
    )


def colours() -> Roles:
    """Roles of the present theme; light where the browser has not said which it is."""
    return roles("dark" if st.context.theme.type == "dark" else "light")


def escaped(text: str) -> str:
    """Text that markdown shows as it is, whatever a reader typed into it."""
    return _MARKS.sub(r"\\\g<0>", text)


def tabled(columns: Mapping[str, Sequence[str]]) -> str:
    """A table as Markdown, which a page has the script for, column by column."""
    rows = [list(columns), ["---"] * len(columns), *zip(*columns.values(), strict=True)]
    return "\n".join(f"| {' | '.join(_cells(row))} |" for row in rows)


def _cells(row: Iterable[str]) -> list[str]:
    return [cell.replace("|", r"\|") for cell in row]


def muted(text: str) -> None:
    """A quiet line that keeps its contrast, which Streamlit's captions do not."""
    st.markdown(quiet(text))


def quiet(text: str) -> str:
    """A quiet line as Markdown."""
    return f":small[:gray[{escaped(text)}]]"
