"""Sections of the lesson on the Jacobian: one table, read in three ways."""

from typing import get_args

import numpy as np
import streamlit as st

from explainers.core.known import Known
from explainers.figures.heatmap import covered, heatmap
from explainers.lessons.captions import trouble
from explainers.lessons.jacobian import captions
from explainers.permalink import State
from explainers.permalink.functions import Reading
from explainers.ui import controls, session
from explainers.ui.answers import waiting
from explainers.ui.charts import draw
from explainers.ui.numbers import SETTLED, known_at, place
from explainers.ui.saying import say
from explainers.ui.theme import colours, muted


def said(state: State, found: Known) -> str:
    """What the chosen reading says."""
    if state.reading == "column":
        return captions.by_column(state.entry, found, state.index)
    if state.reading == "row":
        return captions.by_row(state.entry, found, state.index)
    return captions.by_entries(state.entry, found)


def figure(lesson: str) -> None:
    """The table, the point that it is about, and the formulas behind it."""
    left, right = st.columns([8, 5], gap="large")
    with left:
        controls.function(lesson)
        with waiting():
            _reading(lesson)
            _table(lesson)
    with right:
        controls.point(lesson)
        _value(lesson)
        say("jacobian", "reading")
    _formulas(lesson)


def _reading(lesson: str) -> None:
    """Whether to read by entries, by a column or by a row, and by which."""
    state = session.home(lesson).state
    with st.container(horizontal=True):
        key = f"{lesson}-reading"
        st.segmented_control(
            "Read by",
            get_args(Reading),
            default=controls.show(key, state.reading),
            format_func=str.capitalize,
            required=True,
            key=key,
            on_change=_take_reading,
            args=(lesson, key),
        )
        if state.reading == "entries":
            return
        names = state.entry.inputs if state.reading == "column" else state.entry.outputs
        key = f"{lesson}-{state.slug}-{state.reading}"
        st.segmented_control(
            state.reading.capitalize(),
            range(len(names)),
            default=controls.show(key, state.index),
            format_func=lambda index: names[index],
            required=True,
            key=key,
            on_change=_take_index,
            args=(lesson, state.slug, key),
        )


def _take_reading(lesson: str, key: str) -> None:
    state = session.home(lesson).state
    session.home(lesson).change(state._replace(reading=st.session_state[key], index=0))


def _take_index(lesson: str, slug: str, key: str) -> None:
    state = session.home(lesson).state
    if state.slug == slug:
        session.home(lesson).change(state._replace(index=st.session_state[key]))


def _table(lesson: str) -> None:
    """The numbers of J, and what the chosen reading says of them."""
    state = session.home(lesson).state
    entry, settled = state.entry, SETTLED.now(place(state))
    numbers, values = np.asarray(settled.jacobian), np.asarray(settled.value)
    if state.cover:
        draw(
            covered(entry.inputs, entry.outputs, colours()),
            key=f"{lesson}-covered",
            alt=captions.covered(entry),
        )
        st.button("Show the table", key=f"{lesson}-show", on_click=_uncover, args=(lesson,))
        return
    draw(
        heatmap(numbers, entry.inputs, entry.outputs, state.reading, state.index, colours()),
        key=f"{lesson}-heatmap",
        alt=captions.table(entry, numbers),
    )
    found = known_at(place(state))
    problem = trouble(entry, state.x, found)
    if problem is not None:
        st.warning(problem)
    if np.isfinite(values).all():
        st.markdown(said(state, found))


def _uncover(lesson: str) -> None:
    session.home(lesson).change(session.home(lesson).state._replace(cover=False))


def _value(lesson: str) -> None:
    """f(x), once it is at hand, and the shapes that follow from it."""
    state = session.home(lesson).state
    at = place(state)
    if SETTLED.at_hand(at):
        st.markdown(captions.value(state.entry, np.asarray(SETTLED.now(at).value)))
    muted(captions.shapes(state.entry))


def _formulas(lesson: str) -> None:
    """The formulas of f and J."""
    entry = session.home(lesson).state.entry
    with st.container(horizontal=True, gap="large"):
        st.latex(entry.latex, width="content")
        st.latex(entry.jacobian_latex, width="content")
