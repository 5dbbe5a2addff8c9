"""The lesson on curvature: its home, its figure, and what is said of it."""

from functools import lru_cache

import streamlit as st

from explainers.components.curvature import Answer
from explainers.components.curvature import curvature as mount
from explainers.core import curvature, tape
from explainers.core.catalog import Entry
from explainers.core.curvature import Curvature
from explainers.core.curvature_programs import curvature as programs
from explainers.core.expression import entry as typed_entry
from explainers.core.functions import find, is_typed
from explainers.lessons import words
from explainers.measure import hessians
from explainers.permalink.curvature import CODEC, SCALARS, State
from explainers.ui import background, bends, code_panel, controls, warm
from explainers.ui.gestures import taken
from explainers.ui.numbers import tape_of
from explainers.ui.session import Home
from explainers.ui.theme import muted

_SLUG = "curvature"
_STARTER = "x1^2 + 3x2^2 + sin(x1*x2)"
"""What a reader who has typed no scalar function yet begins with."""
_REFUSED = f"{_SLUG}-refused-outputs"


class _Scalars(Home[State]):
    """A home for functions with a single output."""

    def pick(self, slug: str) -> None:
        """Turn to another function; one with several outputs is refused, and that is said."""
        outputs = find(slug).m
        if outputs == 1:
            super().pick(slug)
        elif is_typed(self.state.slug):
            st.session_state[_REFUSED] = outputs
        else:
            super().pick(typed_entry(_STARTER).slug)


HOME = _Scalars(_SLUG, CODEC, shares=True)


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


def _answer(state: State) -> Answer | None:
    if not background.prepared(prepare, state.entry):
        return None
    return Answer(state.x, state.v, state.rate, _numbers(state))


def _numbers(state: State) -> Curvature:
    return settled(state.entry, state.x, state.v, state.rate)


def function() -> None:
    """Picker of the function, among those with a single output."""
    controls.function(_SLUG, HOME, SCALARS)
    with st.container(key=f"{_SLUG}-refused"):
        refused = st.session_state.pop(_REFUSED, None)
        if refused is not None:
            st.error(
                f"This function has {refused} outputs; curvature here is that of a single one. "
                "Type one expression, without brackets around it."
            )


def figure() -> bool:
    """The figure; whether it shows JAX's numbers, or must still do without."""
    state, key = HOME.state, f"{_SLUG}-figure"
    warm.pulse()
    found = _answer(state)
    mount(
        key=key,
        edition=HOME.held.edition,
        entry=state.entry,
        state=CODEC.view(state),
        limits=CODEC.limits,
        tape=tape_of(state.entry),
        bend=bend_of(state.entry),
        settled=found,
        on_gesture=taken(HOME, key),
    )
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
        words(_SLUG, "undefined") if bends.undefined(found) else bends.symmetry(found, state.v)
    )


def kind() -> None:
    """What the model looks like at x."""
    st.header("Bowl, hill or saddle", anchor=False)
    st.markdown(words(_SLUG, "model"))
    found = _numbers(HOME.state)
    if not bends.undefined(found):
        st.markdown(bends.kind(found))


def steps() -> None:
    """Gradient steps and Newton's: what was promised and what happened."""
    st.header("What was promised, and what happened", anchor=False)
    st.markdown(words(_SLUG, "steps"))
    found = _numbers(HOME.state)
    if not bends.undefined(found):
        st.markdown(bends.steps(found))
        st.markdown(bends.verdict(found))


def costs() -> None:
    """What Hessians and products cost, as recorded."""
    st.header("What it costs", anchor=False)
    st.markdown(words(_SLUG, "costs"))
    record = hessians.record()
    st.markdown(bends.costs(record))
    muted(bends.measured_on(record))


def code() -> None:
    """The settled state as a program in each library."""
    state = HOME.state
    st.header("In code", anchor=False)
    code_panel.panel(
        _SLUG,
        bends.code(state.entry.title, state.x, state.v),
        programs(state.entry, state.x, state.v)._asdict(),
        "curvature",
    )
