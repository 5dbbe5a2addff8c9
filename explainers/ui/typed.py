"""Typing a function: the text, what is wrong with it and where, and what can be typed."""

from typing import Any

import streamlit as st

from explainers.core.expression import (
    ALIASES,
    CONSTANTS,
    FUNCTIONS,
    LONGEST,
    MOST_INPUTS,
    MOST_OUTPUTS,
    OPERATIONS,
    SIGN,
    ExpressionError,
    entry,
)
from explainers.core.functions import is_typed
from explainers.ui.session import Home
from explainers.ui.theme import escaped

STARTER = "[x1^2 + x2 + x3, x1 - x2 + x3]"
"""What a reader who has typed nothing yet begins with."""


def begin(place: Home[Any]) -> None:
    """Take up the function that was typed last in this session, or the first example."""
    place.pick(entry(st.session_state.get("typed-last", STARTER)).slug)


def editor(lesson: str, place: Home[Any]) -> None:
    """The text of the function at hand; while it is wrong, the last good one stays on screen."""
    slug = place.state.slug
    key, of, wrong = f"{lesson}-typed", f"{lesson}-typed-of", f"{lesson}-typed-wrong"
    if not is_typed(slug):
        return
    if st.session_state.get(of) != slug or key not in st.session_state:
        last = st.session_state.get("typed-last", "")
        means = last and _slug(last) == slug
        st.session_state[key] = last if means else slug.removeprefix(SIGN)
        st.session_state[of] = slug
        st.session_state.pop(wrong, None)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text_input(
            "Your function",
            key=key,
            max_chars=LONGEST,
            on_change=_take,
            args=(place, key, of, wrong),
            label_visibility="collapsed",
            placeholder=STARTER,
            width=520,
        )
        with st.popover("What can be typed"):
            reference()
    with st.container(key=f"{lesson}-typed-answer"):
        error = st.session_state.get(wrong)
        if error is not None:
            explain(st.session_state[key], error)


def _slug(text: str) -> str | None:
    try:
        return entry(text).slug
    except ExpressionError:
        return None


def _take(place: Home[Any], key: str, of: str, wrong: str) -> None:
    text = st.session_state[key]
    try:
        found = entry(text)
    except ExpressionError as error:
        st.session_state[wrong] = error
        return
    st.session_state.pop(wrong, None)
    st.session_state["typed-last"] = text
    st.session_state[of] = found.slug
    if found.slug != place.state.slug:
        place.pick(found.slug)


def underlined(text: str, start: int, end: int) -> str:
    """A text with the piece from start to end marked in a line beneath."""
    plain = "".join(character if character.isprintable() else "·" for character in text)
    return f"{plain}\n{' ' * start}{'^' * max(1, end - start)}"


def explain(text: str, error: ExpressionError) -> None:
    """Say what is wrong with a text, and point at the place."""
    place = f"At character {error.start + 1}: " if text else ""
    st.error(escaped(f"{place}{error.message} {error.hint}".strip()))
    if text:
        st.code(underlined(text, error.start, error.end), language=None)


def reference() -> None:
    """What can be typed."""
    st.markdown(
        f"One expression, or up to {MOST_OUTPUTS} in brackets: `{STARTER}`. "
        f"Inputs are `x1` to `x{MOST_INPUTS}`, or `x`, `y`, `z`."
    )
    rows = [
        *((operation.example, operation.meaning) for operation in OPERATIONS),
        *((function.example, function.meaning) for function in FUNCTIONS.values()),
        *((name, f"the constant {name}") for name in CONSTANTS),
        *((alias, f"the same as {name}") for alias, name in ALIASES.items()),
    ]
    st.table({"typed": [row[0] for row in rows], "means": [row[1] for row in rows]})
