"""The lesson on curvature: its home, its figure, and what is said of it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, cast

import streamlit as st

from explainers.components.curvature import Answer
from explainers.components.curvature import curvature as mount
from explainers.core import tape
from explainers.core.catalog import Entry
from explainers.core.curvature import numbers as curvature
from explainers.core.curvature.numbers import Curvature
from explainers.core.curvature.programs import curvature as programs
from explainers.core.expression import ExpressionError
from explainers.core.expression import entry as typed_entry
from explainers.lessons import words
from explainers.lessons.curvature import captions
from explainers.measure import hessians
from explainers.permalink import curvature as link
from explainers.permalink import valid_number, valid_pair, valid_vector
from explainers.permalink.curvature import CLOSEST, FASTEST, SCALARS, SLOWEST, State
from explainers.ui import code_panel, controls, typed
from explainers.ui.answers import Answers, Pending
from explainers.ui.gestures import taken
from explainers.ui.numbers import tape_of
from explainers.ui.session import Along, Home
from explainers.ui.theme import muted

_SLUG = "curvature"
HOME = Home(_SLUG, link.CODEC, Along(link.take, link.give))


def read(gesture: Mapping[str, Any], state: State) -> State | None:
    """State that a gesture asks for, or None if it is malformed."""
    entry, rate, zoom = state.entry, gesture.get("rate"), gesture.get("zoom")
    fits = (
        gesture.get("slug") == state.slug
        and valid_vector(gesture.get("x"), entry.n)
        and valid_vector(gesture.get("v"), entry.n)
        and valid_pair(gesture.get("inputs"), entry.n)
        and valid_number(rate)
        and SLOWEST <= cast(float, rate) <= FASTEST
        and valid_number(zoom)
        and 0 <= cast(float, zoom) <= CLOSEST
    )
    if not fits:
        return None
    return state._replace(
        x=tuple(map(float, gesture["x"])),
        v=tuple(map(float, gesture["v"])),
        inputs=tuple(gesture["inputs"]),
        rate=float(cast(float, rate)),
        zoom=float(cast(float, zoom)),
    )


@lru_cache(maxsize=tape.TAPES)
def bend_of(entry: Entry) -> tape.Tape | None:
    """The tape of x ↦ (∇f, H), or None if no list of scalar operations holds it."""
    try:
        return tape.tape(curvature.gradient_map(entry.map), entry.n)
    except tape.UnsupportedPrimitive:
        return None


class At(NamedTuple):
    """A function, where it is looked at and along what, and the rate of a step."""

    entry: Entry
    x: tuple[float, ...]
    v: tuple[float, ...]
    rate: float


def _settled(at: At) -> Curvature:
    return curvature.curvature(at.entry.map, *at[1:])


SETTLED = Answers(_settled, 512, program=lambda at: at.entry)


def _at(state: State) -> At:
    return At(state.entry, state.x, state.v, state.rate)


def _numbers() -> Curvature:
    return SETTLED.now(_at(HOME.state))


def _scalar(text: str) -> Entry:
    found = typed_entry(text)
    if found.m == 1:
        return found
    message = (
        f"This function has {found.m} outputs; curvature here is that of a single one. "
        "Type one expression, without brackets around it."
    )
    raise ExpressionError(message, 0, len(text))


KIND = typed.Kind(_scalar, typed.reference, starter="x1^2 + 3x2^2 + sin(x1*x2)")


def figure() -> Pending | None:
    """A function and the figure: f, its quadratic model and its gradient."""
    controls.function(_SLUG, HOME, SCALARS, KIND)
    state, key = HOME.state, f"{_SLUG}-figure"
    pending = SETTLED.pending(_at(state))
    mount(
        key=key,
        edition=HOME.held.edition,
        entry=state.entry,
        state={
            "x": list(state.x),
            "v": list(state.v),
            "inputs": list(state.inputs),
            "rate": state.rate,
            "zoom": state.zoom,
        },
        tape=tape_of(state.entry),
        bend=bend_of(state.entry),
        settled=None if pending else Answer(state.x, state.v, state.rate, _numbers()),
        on_gesture=taken(HOME, key, read),
    )
    return pending


def product() -> None:
    """The Hessian as a Jacobian, and one product without it."""
    state = HOME.state
    st.header("A Jacobian of a gradient", anchor=False)
    st.markdown(words(_SLUG, "hessian"))
    found = _numbers()
    st.markdown(
        words(_SLUG, "undefined")
        if captions.undefined(found)
        else captions.symmetry(found, state.v)
    )


def kind() -> None:
    """What the model looks like at x."""
    st.header("Bowl, hill or saddle", anchor=False)
    st.markdown(words(_SLUG, "model"))
    found = _numbers()
    if not captions.undefined(found):
        st.markdown(captions.kind(found))


def steps() -> None:
    """Gradient steps and Newton's: what was promised and what happened."""
    st.header("What was promised, and what happened", anchor=False)
    st.markdown(words(_SLUG, "steps"))
    found = _numbers()
    if not captions.undefined(found):
        st.markdown(captions.steps(found))
        st.markdown(captions.verdict(found))


def costs() -> None:
    """What Hessians and products cost, as recorded."""
    st.header("What it costs", anchor=False)
    st.markdown(words(_SLUG, "costs"))
    record = hessians.record()
    st.markdown(captions.costs(record))
    muted(captions.measured_on(record))


def code() -> None:
    """The settled state as a program in each library."""
    state = HOME.state
    st.header("In code", anchor=False)
    code_panel.panel(
        _SLUG,
        captions.code(state.entry.title, state.x, state.v),
        programs(state.entry, state.x, state.v)._asdict(),
        "curvature",
    )
