"""The Stage in a lesson: its answers are JAX's numbers."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import numpy as np
import streamlit as st

from explainers.components import wire
from explainers.components.stage import Data, Samples, Settled, mount
from explainers.components.task import Task
from explainers.components.wire import Numbers
from explainers.components.wire import entry as known
from explainers.core import products
from explainers.core.catalog import Entry
from explainers.core.host import on_host
from explainers.core.push_and_pull.spread import draws
from explainers.permalink import LARGEST, State, valid_number
from explainers.permalink.fields import valid_whole
from explainers.permalink.functions import CODEC
from explainers.ui import session
from explainers.ui.answers import Answers, Pending, together
from explainers.ui.below import hurry
from explainers.ui.gestures import heard, taken
from explainers.ui.numbers import SETTLED, Place, known_at, place, tape_of
from explainers.ui.session import Home

LINES, NODES, CURVE, CURVE_REACH = 17, 9, 13, 1.5
"""How the image of the grid is sampled for a function without a tape."""
WIDEST = 4.0
"""Half a side of the window in which a puzzle begins, at most: a hand aims by pixels."""


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


def read_probe(sent: Mapping[str, Any], state: State) -> Probe | None:
    """Place that a probe asks about, or None if it is malformed or about another function."""
    there = CODEC.read(sent, state, only=("x", "v", "u", "inputs", "outputs"))
    step, number = cast(float, sent.get("step")), cast(int, sent.get("number"))
    if there is None or not valid_whole(number, 0, LARGEST) or not valid_number(step) or step <= 0:
        return None
    x, v, u, inputs, outputs = there.x, there.v, there.u, there.inputs, there.outputs
    return Probe(sent["edition"], number, x, v, u, float(step), inputs, outputs)


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
    values, jacobians = on_host(products.sampled(entry.map)(points))
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


def _answer_live(question: tuple[Entry, Probe]) -> Settled:
    entry, probe = question
    return _settled(Place(entry, probe.x, probe.v, probe.u), samples(entry, probe), probe.number)


def _settled(at: Place, drawn: Samples | None = None, number: int = 0) -> Settled:
    found = known_at(at)
    errors = tuple(found.errors.jacobian.ravel().tolist())
    return Settled(at.x, at.v, at.u, Numbers(found.products), drawn, number, errors)


_LIVE = Answers(_answer_live, 64, program=lambda question: question[0])


def stage(
    lesson: str,
    calm: bool = False,
    own: Home[Any] | None = None,
    shown: State | None = None,
    task: Task | None = None,
    clouds: bool = False,
) -> Pending | None:
    """Draw the Stage of a lesson; on a ``calm`` page it begins with the planes alone.

    A lesson whose ``own`` home has a state of another kind gives what of it is ``shown``; with
    a ``task`` the Stage is a puzzle's. Where ``clouds`` are drawn, inputs around x are, too.

    A first picture for which JAX has no numbers yet is replayed by the browser, which asks for
    them once it has drawn it, as it does after every gesture.
    """
    key = f"{lesson}-stage"
    home: Home[Any] = own or session.home(lesson)
    held = home.held
    state: State = shown or held.state
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
            live = None if pending else _LIVE.now(question)
    settled_now = None
    if pending is None:
        settled_now = _settled(at)

    def note(name: str, value: object) -> None:
        st.session_state[f"{key}-{name}"] = value

    data = Data(
        edition=held.edition,
        entry=known(entry) if task is None else _set_out(entry, home.codec.usual(held.state)),
        tape=program,
        state=state,
        limits=CODEC.limits,
        settled=settled_now,
        live=live,
        calm=calm,
        task=task,
        clouds=clouds,
        draws=np.round(draws(entry.n), 3) if clouds and state.cloud else None,
    )
    mount(
        key,
        data,
        on_gesture=taken(home, key, lambda _: note("let-go", True)),
        on_probe=heard(
            home,
            key,
            "probe",
            lambda sent, now: read_probe(sent, shown or now),
            lambda found, _: note("probe", found),
        ),
    )
    return pending


def _set_out(entry: Entry, start: Any) -> wire.Entry:
    """A function as a puzzle begins with it, in windows that are fine enough for a hand."""
    view = tuple(_narrowed(*ends) for ends in entry.y_view)
    preset = wire.Preset(start.x, start.v, start.u)
    return known(entry)._replace(preset=preset, y_view=view)


def _narrowed(low: float, high: float) -> tuple[float, float]:
    middle, half = (low + high) / 2, min((high - low) / 2, WIDEST)
    return middle - half, middle + half
