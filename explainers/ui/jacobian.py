"""Sections of the lesson on the Jacobian: one table, read in three ways."""

from collections.abc import Sequence
from functools import partial
from typing import cast, get_args

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainers.components import wire
from explainers.components.jacobian import Data, mount
from explainers.components.jacobian import State as Framed
from explainers.core.catalog import Entry
from explainers.core.jacobian.verdicts import Place, largest
from explainers.core.known import Known
from explainers.figures.style import bound
from explainers.lessons import words
from explainers.lessons.captions import trouble
from explainers.lessons.jacobian import captions
from explainers.permalink import State
from explainers.permalink.functions import Reading
from explainers.ui import controls, session
from explainers.ui.answers import waiting
from explainers.ui.gestures import meant
from explainers.ui.jacobian_guesses import UNMARKED, Guess, Marks, counted, guessed, keep, marks
from explainers.ui.numbers import SETTLED, known_at, place
from explainers.ui.saying import say
from explainers.ui.theme import muted


def said(state: State, found: Known) -> str:
    """What the chosen reading says."""
    if state.reading == "column":
        return captions.by_column(state.entry, found, state.index)
    if state.reading == "row":
        return captions.by_row(state.entry, found, state.index)
    return captions.by_entries(state.entry, found, chosen(state))


def chosen(state: State) -> Place | None:
    """Row and column of the entry that u and v select, uᵀJv, if they do."""
    places = tuple(one_hot(vector) for vector in (state.u, state.v))
    return None if None in places else cast(Place, places)


NOWHERE = Framed(None, None)
COVERED = "J = \\;?"
"""In place of the formula of J while a reader guesses."""


def framed(state: State) -> Framed:
    """What of the table is read."""
    if state.reading == "column":
        return Framed(None, state.index)
    if state.reading == "row":
        return Framed(state.index, None)
    return Framed(*(chosen(state) or NOWHERE))


def one_hot(vector: Sequence[float]) -> int | None:
    """Place of the only 1 among zeros, if there is nothing else."""
    places = [k for k, number in enumerate(vector) if number != 0]
    return places[0] if len(places) == 1 and vector[places[0]] == 1 else None


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
        with _words("reading"):
            muted(captions.shapes(session.home(lesson).state.entry))
            say("jacobian", "reading")
    _formulas(lesson)


def _reading(lesson: str) -> None:
    """Whether to read by entries, by a column or by a row, and by which."""
    state = session.home(lesson).state
    with st.container(horizontal=True):
        controls.pick(
            session.home(lesson),
            f"{lesson}-reading",
            words(lesson, "read-by"),
            {reading: reading.capitalize() for reading in get_args(Reading)},
            state.reading,
            partial(_take_reading, lesson),
            named=True,
        )
        if state.reading != "entries":
            _choice(lesson, state)
        take = partial(_take_cover, lesson)
        controls.switch(
            session.home(lesson),
            f"{lesson}-cover",
            words(lesson, "predict-first"),
            state.cover,
            take,
        )


def _choice(lesson: str, state: State) -> None:
    """By which column or row the table is read."""
    names = state.entry.inputs if state.reading == "column" else state.entry.outputs
    controls.pick(
        session.home(lesson),
        f"{lesson}-{state.slug}-{state.reading}",
        state.reading.capitalize(),
        dict(enumerate(names)),
        state.index,
        partial(_take_index, lesson, state.slug),
        named=True,
    )


def _take_reading(lesson: str, reading: Reading) -> None:
    state = session.home(lesson).state
    session.home(lesson).change(state._replace(reading=reading, index=0))


def _take_index(lesson: str, slug: str, index: int) -> None:
    _select(lesson, slug, index, index)


def _table(lesson: str) -> None:
    """The numbers of J, and what the chosen reading says of them."""
    state = session.home(lesson).state
    entry, settled = state.entry, SETTLED.now(place(state))
    numbers, values = np.asarray(settled.jacobian), np.asarray(settled.value)
    found, guess = known_at(place(state)), guessed(lesson, state)
    if state.cover:
        _prediction(lesson, state, found, guess.at)
        return
    _draw(
        lesson, framed(state), captions.table(entry, numbers), numbers, marks(guess, state, found)
    )
    if guess.is_told(state):
        st.info(captions.guess(entry, found, *guess.at) if guess.at else words(lesson, "looked"))
    if state.reading == "entries":
        _entry(lesson, state, "entry", chosen(state))
    problem = trouble(entry, state.x, found)
    if problem is not None:
        st.warning(problem)
    if np.isfinite(values).all():
        with _words("said"):
            st.markdown(said(state, found))


def _prediction(lesson: str, state: State, found: Known, at: Place | None) -> None:
    """The table without its numbers, and a guess which of them is farthest from 0."""
    asks = largest(found) is not None
    st.markdown(words(lesson, "predict" if asks else "nothing"))
    _draw(lesson, Framed(*(at or NOWHERE)), captions.covered(state.entry))
    if asks:
        _entry(lesson, state, "guess", at)
    if at is not None:
        muted(captions.framed(state.entry, *at))
    st.button(
        words(lesson, "look" if at is None else "judge"),
        key=f"{lesson}-check",
        on_click=_uncover,
        args=(lesson,),
    )


def _draw(
    lesson: str,
    frame: Framed,
    label: str,
    numbers: np.ndarray | None = None,
    marked: Marks = UNMARKED,
) -> None:
    """The table: its numbers, or none of them while a reader guesses."""
    held = session.home(lesson).held
    entry = held.state.entry
    # A guess is no part of the state: to follow what the controls choose, the table has an
    # edition for each place.
    edition = f"{held.edition} {frame.row} {frame.column}"
    key = f"{lesson}-table"
    mount(
        key,
        Data(
            edition=edition,
            state=frame,
            slug=held.state.slug,
            inputs=tuple(entry.inputs),
            outputs=tuple(entry.outputs),
            reading="entries" if numbers is None else held.state.reading,
            jacobian=None if numbers is None else tuple(numbers.ravel().tolist()),
            guess=None if marked.guess is None else _nth(entry, marked.guess),
            truths=tuple(_nth(entry, truth) for truth in marked.truths),
            largest=1.0 if numbers is None else bound(numbers),
            label=label,
        ),
        on_gesture=partial(_take_press, lesson, held.state, key, edition),
    )


def _nth(entry: Entry, at: Place) -> int:
    return at[0] * entry.n + at[1]


def _take_press(lesson: str, state: State, key: str, edition: str) -> None:
    """A cell was pressed: it, its column or its row is read, or it is guessed."""
    gesture = meant(st.session_state[key].get("gesture"), edition)
    if gesture is None:
        return
    wire.take(key, gesture)
    row, column = gesture.get("row"), gesture.get("column")
    if state.cover:
        _take_guess(lesson, state, row, column)
    else:
        _select(lesson, state.slug, row, column)


def _take_guess(lesson: str, state: State, row: object, column: object) -> None:
    at = _offered(state, row, column)
    if None not in at:
        keep(lesson, Guess(state.slug, cast(Place, at)))


def _offered(state: State, row: object, column: object) -> tuple[int | None, int | None]:
    """What a browser sent for a row and for a column, where the table has such."""
    m, n = state.entry.m, state.entry.n
    return controls.offered(row, range(m)), controls.offered(column, range(n))


def _uncover(lesson: str) -> None:
    """Show the numbers, beside the guess if there is one."""
    state = session.home(lesson).state
    if not state.cover:
        return
    guess = guessed(lesson, state)
    if guess.at is not None:
        counted(lesson)
    keep(lesson, guess._replace(shown=state.x))
    session.home(lesson).change(state._replace(cover=False))


def _entry(lesson: str, state: State, name: str, at: Place | None) -> None:
    """The entry that is selected or guessed, by keys as well as by a click on it."""
    row, column = at or (None, None)
    with st.container(horizontal=True):
        for side, names, index in (
            ("row", state.entry.outputs, row),
            ("column", state.entry.inputs, column),
        ):
            controls.pick(
                session.home(lesson),
                f"{lesson}-{state.slug}-{name}-{side}",
                words(lesson, side),
                dict(enumerate(names)),
                index,
                partial(_take_side, lesson, state, name, side),
                named=True,
            )


def _take_side(lesson: str, state: State, name: str, side: str, index: int) -> None:
    """A row or a column was chosen; of the other, the first where there was none yet."""
    is_guess = name == "guess"
    at = guessed(lesson, state).at if is_guess else chosen(session.home(lesson).state)
    row, column = at or (0, 0)
    row, column = (index, column) if side == "row" else (row, index)
    if is_guess:
        _take_guess(lesson, state, row, column)
    else:
        _select(lesson, state.slug, row, column)


def _select(lesson: str, slug: str, row: object, column: object) -> None:
    """Make v and u those that select what is read: eⱼ a column, eᵢ a row, both an entry.

    What is no row or no column, where the reading is by one, selects nothing.
    """
    state = session.home(lesson).state
    row, column = _offered(state, row, column)
    wanted = {"column": (column,), "row": (row,)}.get(state.reading, (row, column))
    if state.slug != slug or None in wanted:
        return
    v = tuple(float(j == column) for j in range(state.entry.n))
    u = tuple(float(i == row) for i in range(state.entry.m))
    if state.reading == "column":
        assert column is not None
        state = state._replace(index=column, v=v)
    elif state.reading == "row":
        assert row is not None
        state = state._replace(index=row, u=u)
    else:
        state = state._replace(u=u, v=v)
    session.home(lesson).change(state)


def _take_cover(lesson: str, cover: bool) -> None:
    """Cover the numbers for another guess, or check the one that there is."""
    if cover:
        session.home(lesson).change(session.home(lesson).state._replace(cover=True))
    else:
        _uncover(lesson)


def _value(lesson: str) -> None:
    """f(x), once it is at hand."""
    state = session.home(lesson).state
    at = place(state)
    if SETTLED.at_hand(at):
        st.markdown(captions.value(state.entry, np.asarray(SETTLED.now(at).value)))


def _formulas(lesson: str) -> None:
    """The formulas of f and J; that of J, which tells the entries, is covered with them."""
    state = session.home(lesson).state
    jacobian = COVERED if state.cover else state.entry.jacobian_latex
    with (
        _words("formulas"),
        st.container(horizontal=True, vertical_alignment="center", gap="large"),
    ):
        for formula in (state.entry.latex, jacobian):
            st.latex(formula, width="content")


def _words(name: str) -> DeltaGenerator:
    """A place for what is said beside the table: pages without words and presented ones hide it."""
    return st.container(key=f"words-{name}")
