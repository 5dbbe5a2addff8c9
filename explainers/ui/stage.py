"""The Stage in a lesson: checks what the browser sends, answers with JAX's numbers."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast, get_args

import jax.numpy as jnp
import numpy as np
import streamlit as st

from explainers.components.stage import Answer, Samples
from explainers.components.stage import stage as mount
from explainers.core import products
from explainers.core.catalog import Entry
from explainers.permalink import (
    Covectors,
    Mode,
    State,
    valid_number,
    valid_pair,
    valid_vector,
    valid_views,
)
from explainers.ui import session
from explainers.ui.answers import Answers, Pending, together
from explainers.ui.below import hurry
from explainers.ui.numbers import SETTLED, Place, place, settled, tape_of

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
    values, jacobians = (np.asarray(a) for a in products.sampled(entry.map)(jnp.asarray(points)))
    shown = list(probe.outputs)
    count = LINES * NODES

    def drawn(part: slice, direction: np.ndarray) -> np.ndarray:
        return np.concatenate([values[part], jacobians[part] @ direction], axis=-1)[
            :, [*shown, *(entry.m + k for k in shown)]
        ]

    first = drawn(slice(0, count), directions[1]).reshape(LINES, NODES, 4)
    second = drawn(slice(count, 2 * count), directions[0]).reshape(LINES, NODES, 4)
    curve = drawn(slice(2 * count, None), v)
    rounded = [np.round(part, 6) for part in (np.stack([first, second]), curve)]
    return Samples(probe.step, *rounded)


def _answer_live(question: tuple[Entry, Probe]) -> Answer:
    entry, probe = question
    numbers = settled(Place(entry, probe.x, probe.v, probe.u))
    return Answer(probe.x, probe.v, probe.u, numbers, samples(entry, probe), probe.number)


_LIVE = Answers(_answer_live, 64, program=lambda question: question[0])


def _view(state: State) -> dict[str, Any]:
    names = ("x", "v", "u", "inputs", "outputs", "views")
    view: dict[str, Any] = {name: list(getattr(state, name)) for name in names}
    return view | {name: getattr(state, name) for name in ("mode", "covectors", "circle", "cover")}


def stage(lesson: str) -> Pending | None:
    """Draw the Stage of a lesson.

    The first picture is replayed by the browser, which asks for the settled numbers once it
    has drawn it, as it does after every gesture.
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
    at = place(state)
    pending = SETTLED.pending(at)
    live = None
    if program is None:
        hurry()
        if probe is not None and probe.edition == held.edition:
            question = (entry, probe)
            pending = together(pending, _LIVE.pending(question))
            live = _LIVE.now(question) if pending is None else None
    settled_now = None
    if pending is None and (program is None or is_drawn(lesson)):
        settled_now = Answer(state.x, state.v, state.u, SETTLED.now(at))

    def on_gesture() -> None:
        now = session.held(lesson)
        wanted = read_gesture(st.session_state[key].get("gesture"), now.state, now.edition)
        if wanted is None:
            return
        session.follow(lesson, wanted)
        st.session_state[f"{key}-drawn"] = True
        st.session_state[f"{key}-let-go"] = True

    def on_probe() -> None:
        now = session.held(lesson)
        wanted = read_probe(st.session_state[key].get("probe"), now.state, now.edition)
        if wanted is not None:
            st.session_state[f"{key}-probe"] = wanted
            st.session_state[f"{key}-drawn"] = True

    mount(
        key=key,
        edition=held.edition,
        entry=entry,
        state=_view(state),
        tape=program,
        settled=settled_now,
        live=live,
        on_gesture=on_gesture,
        on_probe=on_probe,
    )
    return pending


def is_drawn(lesson: str) -> bool:
    """Whether the Stage has been seen in this session: what is heavy to load waits for it."""
    return f"{lesson}-stage-drawn" in st.session_state
