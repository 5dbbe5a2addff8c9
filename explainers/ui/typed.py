"""Typing a function: the text, what is wrong with it and where, and what can be typed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Generic, NamedTuple, TypeVar

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
    clear,
    unambiguous,
)
from explainers.core.functions import is_typed
from explainers.lessons import shared
from explainers.permalink.codec import Named
from explainers.ui import session
from explainers.ui.theme import escaped

STARTER = "[x1^2 + x2 + x3, x1 - x2 + x3]"
"""What a reader who has typed nothing yet begins with."""


_SAID = shared()
F = TypeVar("F", bound=Named)
T = TypeVar("T")


class Kind(NamedTuple, Generic[F]):
    """A kind of function that readers type."""

    parse: Callable[[str], F]
    """Raises ExpressionError for a text that is none."""
    reference: Callable[[], None]
    """Says what can be typed."""
    starter: str
    label: str = _SAID["typed_label"].words
    memory: str = "typed-last"
    """Where a session keeps the last good text."""
    width: int = 520


def begin(kind: Kind[F]) -> F:
    """The function that was typed last in this session, or the first example."""
    return _read(kind, st.session_state.get(kind.memory, "")) or kind.parse(kind.starter)


def editor(lesson: str, kind: Kind[F], slug: str, take: Callable[[F], None]) -> None:
    """The text of the function at hand; while it is wrong, the last good one stays on screen.

    ``take`` is called with another function, once its text is right.
    """
    if is_typed(slug):
        with st.container(horizontal=True, vertical_alignment="center"):
            field(lesson, kind, slug, take)
        answer(lesson, kind, slug, take)


def field(lesson: str, kind: Kind[F], slug: str, take: Callable[[F], None]) -> None:
    """The text alone, and what can be typed, for a row that holds more."""
    if not is_typed(slug):
        return
    key, of = f"{lesson}-typed", f"{lesson}-typed-of"
    if st.session_state.get(of) != slug or key not in st.session_state:
        last = st.session_state.get(kind.memory, "")
        found = _read(kind, last)
        short = clear(slug.removeprefix(SIGN))
        st.session_state[key] = last if found and found.slug == slug else short
        st.session_state[of] = slug
        st.session_state.pop(f"{lesson}-typed-wrong", None)
    st.text_input(
        kind.label,
        st.session_state[key],  # a browser that draws it late would send its default
        key=key,
        max_chars=LONGEST,
        on_change=_take,
        args=(lesson, kind, slug, take),
        label_visibility="collapsed",
        placeholder=kind.starter,
        width=kind.width,
        disabled=session.locks("function"),
    )
    with st.popover(_SAID["typed_reference"].words):
        kind.reference()


def answer(lesson: str, kind: Kind[F], slug: str, take: Callable[[F], None]) -> None:
    """What is wrong with the text, if anything, and what may have been meant."""
    with st.container(key=f"{lesson}-typed-answer"):
        error = st.session_state.get(f"{lesson}-typed-wrong")
        if is_typed(slug) and error is not None:
            explain(st.session_state[f"{lesson}-typed"], error)
            texts = {reading: reading for reading in error.readings}
            choices(f"{lesson}-typed", texts, partial(_choose, lesson, kind, slug, take))


def _read(kind: Kind[F], text: str) -> F | None:
    try:
        return kind.parse(text)
    except ExpressionError:
        return None


def _take(lesson: str, kind: Kind[F], slug: str, take: Callable[[F], None]) -> None:
    text = st.session_state[f"{lesson}-typed"]
    try:
        found = kind.parse(text)
        unambiguous(text, kind.parse)
    except ExpressionError as error:
        st.session_state[f"{lesson}-typed-wrong"] = error
        return
    st.session_state.pop(f"{lesson}-typed-wrong", None)
    st.session_state[kind.memory] = text
    st.session_state[f"{lesson}-typed-of"] = found.slug
    if found.slug != slug:
        take(found)


def _choose(lesson: str, kind: Kind[F], slug: str, take: Callable[[F], None], text: str) -> None:
    """Take a text as if it had been typed."""
    st.session_state[f"{lesson}-typed"] = text
    _take(lesson, kind, slug, take)


def choices(key: str, answers: Mapping[str, T], take: Callable[[T], None]) -> None:
    """A button for each text that may have been meant."""
    with st.container(horizontal=True, key=f"{key}-readings"):
        for place, (text, answer) in enumerate(answers.items()):
            st.button(
                _SAID["typed_reading"].words.format(text=text),
                key=f"{key}-reading-{place}",
                on_click=take,
                args=(answer,),
            )


def underlined(text: str, start: int, end: int) -> str:
    """A text with the piece from start to end marked in a line beneath."""
    plain = "".join(character if character.isprintable() else "·" for character in text)
    return f"{plain}\n{' ' * start}{'^' * max(1, end - start)}"


def explain(text: str, error: ExpressionError) -> None:
    """Say what is wrong with a text, and point at the place."""
    place = f"{_SAID['typed_place'].words.format(place=error.start + 1)} " if text else ""
    st.error(escaped(f"{place}{error.message} {error.hint}".strip()))
    point_at(text, error)


def point_at(text: str, error: ExpressionError) -> None:
    """A text, and the place in it that is spoken of."""
    if text:
        st.code(underlined(text, error.start, error.end), language=None)


def reference() -> None:
    """What can be typed."""
    st.markdown(
        _SAID["typed"].words.format(outputs=MOST_OUTPUTS, inputs=MOST_INPUTS, example=STARTER)
    )
    rows = [
        *((operation.example, operation.meaning) for operation in OPERATIONS),
        *((function.example, function.meaning) for function in FUNCTIONS.values()),
        *((name, _SAID["typed_constant"].words.format(name=name)) for name in CONSTANTS),
        *((alias, _SAID["typed_alias"].words.format(name=name)) for alias, name in ALIASES.items()),
    ]
    table(rows)


def table(rows: Sequence[tuple[str, str]]) -> None:
    """Texts and what they mean, side by side."""
    names = (_SAID["typed_text"].words, _SAID["typed_meaning"].words)
    st.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
