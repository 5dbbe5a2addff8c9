"""Sections of the lesson on the two sweeps: the player, what is said about it, its programs."""

from functools import partial
from typing import NamedTuple

import streamlit as st

from explainers.components.two_sweeps import Data, Program, Row, Settled, mount
from explainers.components.wire import Preset
from explainers.components.wire import entry as known
from explainers.core.catalog import CATALOG, Entry
from explainers.core.functions import is_typed
from explainers.core.kept import kept_with
from explainers.core.tape import UnsupportedPrimitive
from explainers.core.two_sweeps import numbers as sweeps
from explainers.core.two_sweeps import wengert
from explainers.core.two_sweeps.layered import drawing
from explainers.core.two_sweeps.programs import sweep_programs
from explainers.lessons import words
from explainers.lessons.two_sweeps import captions
from explainers.permalink.two_sweeps import CODEC, USUAL, State, preset
from explainers.ui import controls
from explainers.ui.answers import Pending
from explainers.ui.code_panel import numbers_at, panel
from explainers.ui.gestures import taken
from explainers.ui.numbers import SWEEPS, Place
from explainers.ui.saying import folded
from explainers.ui.session import Home

SLUG = "two_sweeps"
HOME = Home(SLUG, CODEC, shares=True)

DEEP = "predator-prey-20"


class Picture(NamedTuple):
    """All of a function that does not depend on where it is looked at."""

    both: sweeps.Sweeps
    program: Program


@kept_with("map")
def picture_of(entry: Entry) -> Picture | None:
    """The sweeps of an entry, named and drawn, or None if no list of operations holds it."""
    try:
        both = sweeps.sweeps(entry.map, entry.n)
    except UnsupportedPrimitive:
        return None
    trace, names = both.trace, wengert.named(both, entry)
    rows: list[Row] = []
    links: list[tuple[int, int]] = []
    edge = residual = 0
    for k, row in enumerate(trace.rows):
        arguments: list[tuple[int, int]] = []
        for position, slot in enumerate(row.arguments):
            node = both.node(slot)
            if node is not None:
                moving = position in row.moving
                arguments.append((node, edge if moving else -1))
                links.append((node, entry.n + k))
                edge += moving
        kept, moves = names.kept[k], bool(row.moving)
        rows.append(Row(names.signs[k], names.formulas[k], tuple(arguments), kept, residual, moves))
        residual += len(kept)
    nodes = [both.node(slot) for slot in trace.outputs]
    first = both.places.nodes
    links += [(node, first + i) for i, node in enumerate(nodes) if node is not None]
    drawn = drawing(first + entry.m, links, range(first, first + entry.m))
    program = Program(
        nodes=names.nodes,
        outputs=names.outputs,
        results=names.results,
        output_nodes=tuple(-1 if node is None else node for node in nodes),
        output_constants=tuple(
            trace.constants[slot - trace.inputs] if node is None else None
            for node, slot in zip(nodes, trace.outputs, strict=True)
        ),
        rows=tuple(rows),
        edges=both.places.edges,
        tape=both.tape,
        memory=both.memory,
        spots=tuple((spot.layer, spot.height) for spot in drawn.nodes),
        links=tuple(
            (start, end, tuple((spot.layer, spot.height) for spot in way))
            for (start, end), way in zip(links, drawn.ways, strict=True)
        ),
        layers=drawn.layers,
        height=drawn.height,
    )
    return Picture(both, program)


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


def _answer(state: State, places: list[Place]) -> Settled:
    runs = tuple(SWEEPS.now(at) for at in places)
    return Settled(state.x, state.v, state.u, state.way, runs)


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
    data = Data(
        edition=held.edition,
        entry=known(entry)._replace(preset=Preset(first.x, first.v, first.u)),
        program=picture.program,
        state=state,
        settled=None if pending else _answer(state, places),
    )
    mount(key, data, on_gesture=taken(HOME, key))
    return pending


def _impossible() -> None:
    why = "long" if is_typed(HOME.state.slug) else "impossible"
    st.info(words(SLUG, why), icon=":material/account_tree:")
    st.button(
        words(SLUG, "another"),
        key=f"{SLUG}-another",
        on_click=HOME.pick,
        args=(CATALOG[USUAL],),
    )


def depth() -> None:
    """Why reverse mode costs memory, with the numbers of the function at hand."""
    picture = picture_of(HOME.state.entry)
    held = ""
    if picture is not None:
        held = captions.held(picture.both.memory, len(picture.both.trace.rows))
    with folded(SLUG, "depth", held):
        if HOME.state.slug != DEEP:
            deep = CATALOG[DEEP]
            st.button(words(SLUG, "deep"), key=f"{SLUG}-deep", on_click=HOME.pick, args=(deep,))


def code() -> None:
    """The trace of what is on screen as a program in each library."""
    state = HOME.state
    picture = picture_of(state.entry)
    if picture is None:
        return
    programs = sweep_programs(state.entry, state.x, state.v, state.u)
    written = wengert.program(picture.both, state.entry, state.x, state.v, state.u)
    panel(
        SLUG,
        HOME,
        captions.code(state.x, state.v, state.u),
        programs if written is None else {**programs, "numpy": written},
        f"sweeps_{'typed' if is_typed(state.slug) else state.slug}",
        partial(numbers_at, Place(state.entry, state.x, state.v, state.u)),
    )
