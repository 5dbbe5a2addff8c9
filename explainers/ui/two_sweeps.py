"""Sections of the lesson on the two sweeps: the player, what is said about it, its programs."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast, get_args

import streamlit as st

from explainers.components.two_sweeps import Answer, Picture
from explainers.components.two_sweeps import two_sweeps as mount
from explainers.core.catalog import CATALOG, Entry
from explainers.core.functions import is_typed
from explainers.core.numerals import numerals
from explainers.core.tape import TAPES, UnsupportedPrimitive
from explainers.core.two_sweeps import numbers as sweeps
from explainers.core.two_sweeps import wengert
from explainers.core.two_sweeps.layered import drawing
from explainers.core.two_sweeps.programs import sweep_programs
from explainers.lessons import words
from explainers.permalink import two_sweeps as permalink
from explainers.permalink import valid_vector
from explainers.permalink.two_sweeps import CODEC, LAST, State, Way, preset
from explainers.ui import controls
from explainers.ui.answers import Pending
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.numbers import SWEEPS, Place
from explainers.ui.session import Along, Home

SLUG = "two_sweeps"
HOME = Home(SLUG, CODEC, Along(permalink.take, permalink.give))

DEEP = "predator-prey-20"


@lru_cache(maxsize=TAPES)
def picture_of(entry: Entry) -> Picture | None:
    """The sweeps of an entry, named and drawn, or None if no list of operations holds it."""
    try:
        both = sweeps.sweeps(entry.map, entry.n)
    except UnsupportedPrimitive:
        return None
    nodes, n = both.places.nodes, entry.n
    links = [
        (node, n + k)
        for k, row in enumerate(both.trace.rows)
        for slot in row.arguments
        if (node := both.node(slot)) is not None
    ]
    links += [
        (node, nodes + i)
        for i, slot in enumerate(both.trace.outputs)
        if (node := both.node(slot)) is not None
    ]
    drawn = drawing(nodes + entry.m, links, range(nodes, nodes + entry.m))
    return Picture(both, wengert.named(both, entry), drawn, tuple(links))


def _places(state: State) -> list[Place]:
    """Where each sweep runs that the way of a state takes, with its v and u."""
    entry, x = state.entry, state.x
    if state.way == "columns":
        return [Place(entry, x, _unit(entry.n, j), state.u) for j in range(entry.n)]
    if state.way == "rows":
        return [Place(entry, x, state.v, _unit(entry.m, i)) for i in range(entry.m)]
    return [Place(entry, x, state.v, state.u)]


def _unit(size: int, index: int) -> tuple[float, ...]:
    return tuple(1.0 if k == index else 0.0 for k in range(size))


def _answer(state: State, places: list[Place]) -> Answer:
    return Answer(state.x, state.v, state.u, state.way, [SWEEPS.now(at) for at in places])


def read_gesture(gesture: Mapping[str, Any], state: State) -> State | None:
    """State that a gesture asks for, or None if it is malformed."""
    entry = state.entry
    step = gesture.get("step")
    fits = (
        gesture.get("slug") == state.slug
        and valid_vector(gesture.get("x"), entry.n)
        and valid_vector(gesture.get("v"), entry.n)
        and valid_vector(gesture.get("u"), entry.m)
        and gesture.get("way") in get_args(Way)
        and isinstance(step, int)
        and not isinstance(step, bool)
        and permalink.END <= step <= LAST
    )
    if not fits:
        return None
    x, v, u = (tuple(float(z) for z in cast(list[float], gesture[name])) for name in "xvu")
    return state._replace(x=x, v=v, u=u, way=gesture["way"], step=cast(int, step))


def is_traced() -> bool:
    """Whether the function at hand has a trace to play."""
    return picture_of(HOME.state.entry) is not None


def figure() -> Pending | None:
    """A function, and the player of its sweeps."""
    controls.function(SLUG, HOME)
    with st.container(key=f"{SLUG}-figure"):
        return _player()


def _player() -> Pending | None:
    held = HOME.held
    state = held.state
    entry = state.entry
    key = f"{SLUG}-player"
    picture = picture_of(entry)
    if picture is None:
        _impossible()
        return None
    first = preset(entry)
    places = _places(state)
    pending = SWEEPS.pending(*places)
    mount(
        key=key,
        edition=held.edition,
        entry=entry,
        preset={"x": first.x, "v": first.v, "u": first.u},
        state={
            **{name: list(getattr(state, name)) for name in ("x", "v", "u")},
            "way": state.way,
            "step": state.step,
        },
        picture=picture,
        settled=None if pending else _answer(state, places),
        on_gesture=taken(HOME, key, read_gesture),
    )
    return pending


def _impossible() -> None:
    why = "long" if is_typed(HOME.state.slug) else "impossible"
    st.info(words(SLUG, why), icon=":material/account_tree:")
    st.button(
        words(SLUG, "another"),
        key=f"{SLUG}-another",
        on_click=_show,
        args=(permalink.USUAL,),
    )


def _show(slug: str) -> None:
    HOME.pick(CATALOG[slug])


def forward() -> None:
    """What the forward sweep carries."""
    st.header("Forward carries", anchor=False)
    st.markdown(words(SLUG, "forward"))


def reverse() -> None:
    """What the reverse sweep keeps and carries."""
    st.header("Reverse keeps, then carries back", anchor=False)
    st.markdown(words(SLUG, "reverse"))


def depth() -> None:
    """Why reverse mode costs memory, with the numbers of the function at hand."""
    st.header("Why reverse costs memory", anchor=False)
    st.markdown(words(SLUG, "depth"))
    picture = picture_of(HOME.state.entry)
    if picture is not None:
        st.markdown(said(picture))
    if HOME.state.slug != DEEP:
        st.button(words(SLUG, "deep"), key=f"{SLUG}-deep", on_click=_show, args=(DEEP,))


def said(picture: Picture) -> str:
    """What both sweeps hold at most, in one sentence for each."""
    memory = picture.both.memory
    rows = len(picture.both.trace.rows)
    different = memory.remaining[0]
    operations = "this one operation" if rows == 1 else f"these {rows} operations"
    told = (
        f"In {operations}, forward mode never holds more than **{max(memory.forward)}** numbers "
        f"at once, values and tangents. Reverse mode keeps **{memory.repeated}** residuals"
    )
    if different == memory.repeated:
        return f"{told} for the way back."
    return f"{told} for the way back, **{different}** different numbers among them."


def kept() -> None:
    """What operations keep, and how it is counted."""
    st.header("What is kept", anchor=False)
    st.markdown(words(SLUG, "kept"))
    st.markdown(words(SLUG, "convention"))


def code() -> None:
    """The trace of what is on screen as a program in each library."""
    state = HOME.state
    picture = picture_of(state.entry)
    if picture is None:
        return
    st.header("In code", anchor=False)
    programs = sweep_programs(state.entry, state.x, state.v, state.u)
    written = wengert.program(picture.both, state.entry, state.x, state.v, state.u)
    panel(
        SLUG,
        "Runs as pasted: JAX's own list of operations, and both sweeps at "
        f"x = {numerals(state.x)}, with v = {numerals(state.v)} and u = {numerals(state.u)}. "
        "The NumPy program is the trace itself, with the derivatives that JAX found.",
        programs if written is None else {**programs, "numpy": written},
        f"sweeps_{'typed' if is_typed(state.slug) else state.slug}",
    )
