"""The lesson on curvature: its home, its figure, and what is said of it."""

from functools import lru_cache

import streamlit as st

from explainers.components.curvature import Data, Settled, mount
from explainers.components.wire import Numbers
from explainers.components.wire import entry as known
from explainers.core import tape
from explainers.core.catalog import Entry
from explainers.core.curvature import numbers as curvature
from explainers.core.curvature.numbers import Curvature, Step
from explainers.core.curvature.programs import curvature as programs
from explainers.core.expression import ExpressionError
from explainers.core.expression import entry as typed_entry
from explainers.lessons import words
from explainers.lessons.curvature import captions
from explainers.measure import hessians
from explainers.permalink.curvature import CODEC, SCALARS, State
from explainers.ui import background, code_panel, controls, typed, warm
from explainers.ui.gestures import taken
from explainers.ui.numbers import tape_of
from explainers.ui.session import Home
from explainers.ui.theme import muted

_SLUG = "curvature"
HOME = Home(_SLUG, CODEC, shares=True)


@lru_cache(maxsize=512)
def settled(entry: Entry, x: tuple[float, ...], v: tuple[float, ...], rate: float) -> Curvature:
    """JAX's numbers of a function at x and v, once for every session."""
    return curvature.curvature(entry.map, x, v, rate)


@lru_cache(maxsize=tape.TAPES)
def bend_of(entry: Entry) -> tape.Tape | None:
    """The tape of x ↦ (∇f, H), or None if no list of scalar operations holds it."""
    try:
        return tape.tape(curvature.gradient_map(entry.map), entry.n)
    except tape.UnsupportedPrimitive:
        return None


def prepare(entry: Entry) -> None:
    """Compile what the lesson needs of a function."""
    settled(entry, entry.x, entry.v, 1.0)


def _answer(state: State) -> Settled | None:
    if not background.prepared(prepare, state.entry):
        return None
    found = _numbers(state)
    descent = Step(*(part[-1] for part in found.descents))
    return Settled(state.x, state.v, state.rate, Numbers(found), descent, found.rates[-1])


def _numbers(state: State) -> Curvature:
    return settled(state.entry, state.x, state.v, state.rate)


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


def function() -> None:
    """Picker of the function, among those with a single output."""
    controls.function(_SLUG, HOME, SCALARS, KIND)


def figure() -> bool:
    """The figure; whether it shows JAX's numbers, or must still do without."""
    state, key = HOME.state, f"{_SLUG}-figure"
    warm.pulse()
    found = _answer(state)
    data = Data(
        edition=HOME.held.edition,
        entry=known(state.entry),
        tape=tape_of(state.entry),
        bend=bend_of(state.entry),
        state=state,
        limits=CODEC.limits,
        settled=found,
    )
    mount(key, data, on_gesture=taken(HOME, key))
    return found is not None


def waiting() -> None:
    """That JAX's numbers are still to come; draws the page anew when they do."""
    background.watch(prepare, HOME.state.entry)


def product() -> None:
    """The Hessian as a Jacobian, and one product without it."""
    state = HOME.state
    st.header("A Jacobian of a gradient", anchor=False)
    st.markdown(words(_SLUG, "hessian"))
    found = _numbers(state)
    st.markdown(
        words(_SLUG, "undefined")
        if captions.undefined(found)
        else captions.symmetry(found, state.v)
    )


def kind() -> None:
    """What the model looks like at x."""
    st.header("Bowl, hill or saddle", anchor=False)
    st.markdown(words(_SLUG, "model"))
    found = _numbers(HOME.state)
    if not captions.undefined(found):
        st.markdown(captions.kind(found))


def steps() -> None:
    """Gradient steps and Newton's: what was promised and what happened."""
    st.header("What was promised, and what happened", anchor=False)
    st.markdown(words(_SLUG, "steps"))
    found = _numbers(HOME.state)
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
