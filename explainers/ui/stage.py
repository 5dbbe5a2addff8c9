"""The Stage in a lesson: checks what the browser sends, answers with JAX's numbers."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast, get_args

import jax.numpy as jnp
import numpy as np
import streamlit as st

from explainers.components.stage import Data, Samples, Settled, mount
from explainers.components.wire import Numbers
from explainers.components.wire import entry as known
from explainers.core import products
from explainers.core.catalog import Entry
from explainers.core.host import on_host
from explainers.permalink import (
    Covectors,
    Mode,
    State,
    valid_number,
    valid_pair,
    valid_vector,
    valid_views,
)
from explainers.ui import session, warm
from explainers.ui.breath import DRAWING, LOADING, breath
from explainers.ui.numbers import at_hand, settled, settled_state, tape_of

LINES, NODES, CURVE, CURVE_REACH = 17, 9, 13, 1.5
"""How the image of the grid is sampled for a function without a tape; as in scene.js."""


class Probe(NamedTuple):
    """A place where the browser wants f and J while a hand moves x."""

    edition: str
    number: int
    """Counts the questions; its answer carries it, too."""
    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]
    step: float
    inputs: tuple[int, int]
    outputs: tuple[int, int]


def _floats(vector: object) -> tuple[float, ...]:
    return tuple(float(number) for number in cast(list[float], vector))


def read_gesture(sent: object, state: State, edition: str) -> State | None:
    """State that a gesture asks for, or None if it is malformed or meant for an older one."""
    if not isinstance(sent, Mapping):
        return None
    gesture = cast(Mapping[str, Any], sent)
    entry = state.entry
    fits = (
        gesture.get("edition") == edition
        and gesture.get("slug") == state.slug
        and valid_vector(gesture.get("x"), entry.n)
        and valid_vector(gesture.get("v"), entry.n)
        and valid_vector(gesture.get("u"), entry.m)
        and gesture.get("mode") in get_args(Mode)
        and gesture.get("covectors") in get_args(Covectors)
        and isinstance(gesture.get("circle"), bool)
        and isinstance(gesture.get("cover"), bool)
        and valid_pair(gesture.get("inputs"), entry.n)
        and valid_pair(gesture.get("outputs"), entry.m)
        and valid_views(gesture.get("views"))
    )
    if not fits:
        return None
    return state._replace(
        x=_floats(gesture["x"]),
        v=_floats(gesture["v"]),
        u=_floats(gesture["u"]),
        mode=gesture["mode"],
        covectors=gesture["covectors"],
        circle=gesture["circle"],
        cover=gesture["cover"],
        inputs=tuple(gesture["inputs"]),
        outputs=tuple(gesture["outputs"]),
        views=_floats(gesture["views"]),
    )


def read_probe(sent: object, state: State, edition: str) -> Probe | None:
    """Place that a probe asks about, or None if it is malformed or meant for an older state."""
    if not isinstance(sent, Mapping):
        return None
    probe = cast(Mapping[str, Any], sent)
    entry = state.entry
    step, number = probe.get("step"), probe.get("number")
    fits = (
        probe.get("edition") == edition
        and isinstance(number, int)
        and not isinstance(number, bool)
        and probe.get("slug") == state.slug
        and valid_vector(probe.get("x"), entry.n)
        and valid_vector(probe.get("v"), entry.n)
        and valid_vector(probe.get("u"), entry.m)
        and valid_pair(probe.get("inputs"), entry.n)
        and valid_pair(probe.get("outputs"), entry.m)
        and valid_number(step)
        and cast(float, step) > 0
    )
    if not fits:
        return None
    return Probe(
        edition=edition,
        number=cast(int, number),
        x=_floats(probe["x"]),
        v=_floats(probe["v"]),
        u=_floats(probe["u"]),
        step=float(cast(float, step)),
        inputs=tuple(probe["inputs"]),
        outputs=tuple(probe["outputs"]),
    )


def samples(entry: Entry, probe: Probe) -> Samples:
    """Image of the grid around x and of the line along v, as nodes with velocities."""
    x, v = np.array(probe.x), np.array(probe.v)
    reach = probe.step * (LINES - 1) / 2
    lines = np.linspace(-reach, reach, LINES)
    nodes = np.linspace(-reach, reach, NODES)
    times = np.linspace(-CURVE_REACH, CURVE_REACH, CURVE)
    directions = np.eye(entry.n)[list(probe.inputs)]
    families = [
        x + lines[:, None, None] * directions[side] + nodes[:, None] * directions[1 - side]
        for side in (0, 1)
    ]
    points = np.concatenate([*(f.reshape(-1, entry.n) for f in families), x + times[:, None] * v])
    values, jacobians = on_host(products.sampled(entry.map)(jnp.asarray(points)))
    shown = list(probe.outputs)
    count = LINES * NODES

    def drawn(part: slice, direction: np.ndarray) -> np.ndarray:
        return np.concatenate([values[part], jacobians[part] @ direction], axis=-1)[
            :, [*shown, *(entry.m + k for k in shown)]
        ]

    first = drawn(slice(0, count), directions[1]).reshape(LINES, NODES, 4)
    second = drawn(slice(count, 2 * count), directions[0]).reshape(LINES, NODES, 4)
    curve = drawn(slice(2 * count, None), v)
    families = np.stack([first, second])
    return Samples(probe.step, np.round(families, 6), np.round(curve, 6), probe.v)


def _answer_live(entry: Entry, probe: Probe) -> Settled:
    x, v, u = probe.x, probe.v, probe.u
    found = Numbers(settled(entry, x, v, u))
    return Settled(x, v, u, found, samples(entry, probe), probe.number)


def stage(lesson: str) -> State:
    """Draw the Stage of a lesson and give the state that it shows.

    The first picture waits for no compilation: the browser replays the tape at once and
    asks for the settled numbers, as it does after every gesture.
    """
    key = f"{lesson}-stage"
    held = session.held(lesson)
    state = held.state
    entry = state.entry
    program = tape_of(entry)
    probe: Probe | None = st.session_state.get(f"{key}-probe")
    if st.session_state.pop(f"{key}-let-go", False) and probe is not None:
        # A last question that came along with the release is asked where the hand let go.
        probe = probe._replace(
            x=state.x, v=state.v, u=state.u, inputs=state.inputs, outputs=state.outputs
        )
        st.session_state[f"{key}-probe"] = probe
    answered = st.session_state.get(f"{key}-settled") == held.edition
    at_once = answered or program is None or (is_drawn(lesson) and warm.ready(entry))
    warm.pulse()

    def on_gesture() -> None:
        now = session.held(lesson)
        wanted = read_gesture(st.session_state[key].get("gesture"), now.state, now.edition)
        if wanted is None:
            return
        session.follow(lesson, wanted)
        st.session_state[f"{key}-settled"] = now.edition
        st.session_state[f"{key}-drawn"] = True
        st.session_state[f"{key}-let-go"] = True

    def on_probe() -> None:
        now = session.held(lesson)
        wanted = read_probe(st.session_state[key].get("probe"), now.state, now.edition)
        if wanted is not None:
            st.session_state[f"{key}-probe"] = wanted
            st.session_state[f"{key}-drawn"] = True

    fresh = probe is not None and probe.edition == held.edition
    settled_now = _settle(state) if at_once else None
    st.session_state[f"{lesson}-unsettled"] = at_once and settled_now is None
    data = Data(
        edition=held.edition,
        entry=known(entry),
        tape=program,
        state=state,
        settled=settled_now,
        live=_answer_live(entry, probe) if program is None and probe and fresh else None,
    )
    mount(key, data, on_gesture=on_gesture, on_probe=on_probe)
    if answered:
        warm.start()
    return state


def let_it_draw(lesson: str) -> None:
    """Keep what comes after the Stage from being drawn before it.

    Not where every move of a hand waits for an answer, as without a tape.
    """
    if tape_of(session.held(lesson).state.entry) is not None:
        breath(DRAWING if is_drawn(lesson) else LOADING)


def is_drawn(lesson: str) -> bool:
    """Whether the Stage has been seen in this session: what is heavy to load waits for it."""
    return f"{lesson}-stage-drawn" in st.session_state


def _settle(state: State) -> Settled | None:
    if not at_hand(state.entry):
        return None
    found = Numbers(settled_state(state))
    warm.note(state.entry)
    return Settled(state.x, state.v, state.u, found)
