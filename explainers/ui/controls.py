"""Widgets for the state of a lesson: which function, at which point.

They are views of the state: set from it before they are drawn, and changing it in
their callbacks.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Literal, NamedTuple, TypeVar, cast

import streamlit as st

from explainers.components import choice, slider
from explainers.core.catalog import CATALOG, Entry, Range
from explainers.core.expression import entry as typed_entry
from explainers.core.functions import is_typed
from explainers.lessons import shared, words
from explainers.permalink import valid_number
from explainers.permalink.codec import Named
from explainers.ui import session, typed
from explainers.ui.gestures import heard
from explainers.ui.session import Home
from explainers.ui.theme import escaped

S = TypeVar("S", bound=NamedTuple)
T = TypeVar("T")

OWN = "own"
"""What the picker offers beside the catalogue."""
OWN_TITLE = shared()["own-function"].words


def show(key: str, value: T) -> T:
    """Let a widget that is about to be drawn show a value of the state; gives the value.

    The widget takes it as its default, too: a browser that draws a widget late has forgotten
    what else it was told, and would send the default at the next gesture.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return value


def offered(value: object, options: Iterable[T]) -> T | None:
    """The option that a widget was set to; None for what is none, since browsers can send that."""
    return next((option for option in options if option == value), None)


def choose(
    place: Home[Any],
    key: str,
    label: str,
    words: Mapping[T, str],
    chosen: T | None,
    take: Callable[[T], None],
    *,
    named: bool = False,
    width: int | Literal["content"] = 340,
    fixed: bool = False,
    look: choice.Look = "list",
) -> None:
    """Options in their words; ``take`` is called with the one that a reader chooses.

    The label is ``named`` above them, or else spoken alone.
    """
    options = tuple(choice.Option(str(option), said) for option, said in words.items())
    state = choice.State("" if chosen is None else str(chosen))
    data = choice.Data(place.held.edition, state, options, label, named, fixed, look)

    def read(sent: Mapping[str, object], _: object) -> T | None:
        return None if fixed else read_choice(sent, words)

    key = choice.keyed(key, look, named=named)
    then = heard(place, key, "gesture", read, lambda found, _: take(found))
    choice.mount(key, data, on_gesture=then, width=width)


def pick(
    place: Home[Any],
    key: str,
    label: str,
    words: Mapping[T, str],
    chosen: T | None,
    take: Callable[[T], None],
    *,
    named: bool = False,
    fixed: bool = False,
    look: choice.Look = "row",
) -> None:
    """The same as buttons in a row, as wide as they are."""
    choose(
        place, key, label, words, chosen, take, named=named, fixed=fixed, look=look, width="content"
    )


def apart(
    place: Home[Any],
    key: str,
    label: str,
    words: Mapping[T, str],
    first: T | None = None,
    *,
    named: bool = False,
    look: choice.Look = "row",
) -> T | None:
    """What a reader has chosen of what is no part of a state, for as long as the session lasts."""
    kept = f"{key}-chosen"
    chosen = st.session_state.get(kept, first)
    pick(place, key, label, words, chosen, partial(_keep, kept), named=named, look=look)
    return chosen


def _keep(kept: str, chosen: object) -> None:
    st.session_state[kept] = chosen


def switch(place: Home[Any], key: str, label: str, on: bool, take: Callable[[bool], None]) -> None:
    """What is on or off, under its label."""
    choose(place, key, label, {False: "off", True: "on"}, on, take, look="switch", width="content")


def read_choice(sent: Mapping[str, object], options: Iterable[T]) -> T | None:
    """The option that a browser sent, or None if it is none of them."""
    named = {str(option): option for option in options}
    found = offered(sent.get("chosen"), named)
    return None if found is None else named[found]


def subject(
    place: Home[Any],
    key: str,
    label: str,
    titles: Mapping[str, str],
    slug: str,
    catalogue: Mapping[str, Named],
    kind: typed.Kind[Any],
    *,
    named: bool = False,
    width: int = 340,
) -> None:
    """What a page is about, out of a catalogue or typed; ``titles`` lists all, OWN among them."""
    now = OWN if is_typed(slug) else slug

    def take(found: str) -> None:
        if found != now:
            place.pick(typed.begin(kind) if found == OWN else catalogue[found])

    fixed = session.locks("function")
    choose(place, key, label, titles, now, take, named=named, width=width, fixed=fixed)


def title(slug: str) -> str:
    """A function as it stands in a list: its name and its shape."""
    if slug == OWN:
        return OWN_TITLE
    entry = CATALOG[slug]
    return f"{entry.title} · {entry.n} → {entry.m}"


KIND = typed.Kind(typed_entry, typed.reference, typed.STARTER)
"""What readers type beside the catalogue."""


def function(
    lesson: str,
    home: Home[Any] | None = None,
    slugs: Iterable[str] = CATALOG,
    kind: typed.Kind[Entry] = KIND,
) -> Entry:
    """Picker of a function out of ``slugs`` or typed, and a switch to its twin if it has one."""
    place = home or session.home(lesson)
    entry: Entry = place.state.entry
    titles = {slug: title(slug) for slug in (OWN, *slugs)}
    with st.container(horizontal=True, vertical_alignment="center"):
        subject(
            place,
            f"{lesson}-function",
            words(lesson, "function-or-own"),
            titles,
            entry.slug,
            CATALOG,
            kind,
        )
        if not is_typed(entry.slug) and not session.locks("function"):
            st.button(
                words(lesson, "or-own"),
                key=f"{lesson}-type",
                on_click=_type,
                args=(place, kind),
                type="tertiary",
                icon=":material/edit:",
            )
        if entry.twin is not None:
            _twin_switch(lesson, place, entry)
    with st.container(key=f"{lesson}-own"):
        typed.editor(lesson, kind, entry.slug, place.pick)
    return entry


def story(lesson: str, home: Home[Any] | None = None) -> None:
    """What v and u mean for the function at hand, in one line."""
    entry: Entry = (home or session.home(lesson)).state.entry
    st.markdown(f"**{escaped(entry.title)}.** Here {entry.story}")


def _twin_switch(lesson: str, place: Home[Any], entry: Entry) -> None:
    pair = {slug: variable(slug) for slug in CATALOG if slug in (entry.slug, entry.twin)}

    def take(slug: str) -> None:
        """Take the twin: a browser goes on sending a switch until it has taken it away."""
        if slug != entry.slug:
            place.pick(CATALOG[slug])

    fixed = session.locks("function")
    pick(place, f"{lesson}-twin", words(lesson, "twin"), pair, entry.slug, take, fixed=fixed)


def variable(slug: str) -> str:
    """What a function is differentiated in: in x₁, x₂ or in w₁₁ … w₃₂."""
    names = CATALOG[slug].inputs
    return f"in {', '.join(names) if len(names) <= 3 else f'{names[0]} … {names[-1]}'}"


def _type(place: Home[Any], kind: typed.Kind[Entry]) -> None:
    place.pick(typed.begin(kind))


def track(view: Range, number: float) -> Range:
    """A track that spans a view, and further where the number lies outside of it."""
    low, high = view
    return min(low, math.floor(number)), max(high, math.ceil(number))


def point(lesson: str) -> None:
    """A number with a slider for each coordinate of x, and the way back to the preset."""
    state = session.home(lesson).state
    entry = state.entry
    key = f"{lesson}-x"
    rows = tuple(
        slider.Row(name, track(view, number))
        for name, view, number in zip(entry.inputs, entry.x_view, state.x, strict=True)
    )
    fixed = session.locks("point")
    sliders(session.home(lesson), key, rows, state.x, _take_point, entry.slug, fixed)
    st.button(
        words(lesson, "preset"),
        key=f"{lesson}-preset",
        on_click=_take_preset_point,
        args=(lesson,),
        disabled=fixed or state.x == entry.x,
        type="tertiary",
        icon=":material/restart_alt:",
    )


def _take_point(place: Home[Any], numbers: tuple[float, ...]) -> None:
    place.follow(place.state._replace(x=numbers))


def sliders(
    place: Home[S],
    key: str,
    rows: tuple[slider.Row, ...],
    numbers: tuple[float, ...],
    take: Callable[[Home[S], tuple[float, ...]], None],
    of: str,
    fixed: bool = False,
) -> None:
    """Numbers of a state, which belong to ``of``, to drag and to type.

    ``take`` is called when a hand has moved them.
    """
    data = slider.Data(place.held.edition, slider.State(numbers), rows, of, fixed)
    then = heard(
        place,
        key,
        "gesture",
        lambda sent, _: read_numbers(sent, rows),
        lambda found, _: take(place, found),
    )
    slider.mount(key, data, on_gesture=then)


def read_numbers(
    sent: Mapping[str, object], rows: tuple[slider.Row, ...]
) -> tuple[float, ...] | None:
    """The numbers that a browser sent for rows, or None if they are none."""
    found = sent.get("numbers")
    if not isinstance(found, list):
        return None
    given = cast(list[object], found)
    fit = len(given) == len(rows) and all(map(_fits, given, rows))
    return tuple(map(float, cast(list[float], given))) if fit else None


def _fits(number: object, row: slider.Row) -> bool:
    if not valid_number(number):
        return False
    given, (low, high) = cast(float, number), row.track
    return not row.whole or (given == int(given) and low <= given <= high)


def _take_preset_point(lesson: str) -> None:
    state = session.home(lesson).state
    session.home(lesson).change(state._replace(x=state.entry.x))
