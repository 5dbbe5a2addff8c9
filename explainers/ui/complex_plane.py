"""The lesson on the complex plane: picker, figure, and what is said about the numbers."""

from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from explainers.components.complex_plane import Data, Plan, Settled, mount
from explainers.components.wire import Numbers
from explainers.core import complex_plane as core
from explainers.core.numerals import numeral
from explainers.lessons import words
from explainers.permalink.complex_plane import CODEC, State
from explainers.ui import controls, typed
from explainers.ui.answers import Answers, Pending
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.session import Home

SLUG = "complex_plane"
HOME: Home[State] = Home(SLUG, CODEC)

_FIGURE = f"{SLUG}-figure"


def _say(section: str) -> None:
    st.markdown(words(SLUG, section))


class _At(NamedTuple):
    plan: core.Plan
    z: tuple[float, ...]
    dz: tuple[float, ...]


def _settled(at: _At) -> core.Settled:
    return core.settled(at.plan.map, at.plan.complex_map, at.z, at.dz)


_SETTLED = Answers(_settled, 512, program=lambda at: at.plan)


def _at(state: State) -> _At:
    return _At(state.plan, state.z, state.dz)


def numbers() -> core.Settled:
    """JAX's numbers for the state at hand."""
    return _SETTLED.now(_at(HOME.state))


# The function -----------------------------------------------------------------------------


def function() -> None:
    """Which function: one of five, or one that is typed."""
    key = f"{SLUG}-function"
    slug = HOME.state.slug
    controls.show(key, controls.OWN if core.is_typed(slug) else slug)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "w = f(z)",
            [*core.PLANS, controls.OWN],
            format_func=_title,
            required=True,
            key=key,
            on_change=_take_function,
            args=(key,),
            label_visibility="collapsed",
        )
        typed.field(SLUG, KIND, slug, _show)
    typed.answer(SLUG, slug)


def _title(slug: str) -> str:
    return "Own…" if slug == controls.OWN else core.PLANS[slug].title


def _take_function(key: str) -> None:
    chosen = st.session_state[key]
    if chosen == controls.OWN:
        _show(typed.begin(KIND))
    elif chosen in core.PLANS:
        _show(core.PLANS[chosen])


def _show(plan: core.Plan) -> None:
    if plan.slug != HOME.state.slug:
        HOME.pick(plan)


def _reference() -> None:
    _say("typing")
    rows = [(f"{f.name}(z)", f.meaning) for f in core.FUNCTIONS.values()]
    st.table({"typed": [row[0] for row in rows], "means": [row[1] for row in rows]})


KIND = typed.Kind(
    core.typed,
    _reference,
    starter="(z^2 - 1)/(z^2 + 1)",
    label="Your function of z",
    memory=f"{SLUG}-typed-last",
    width=300,
)

# The figure -------------------------------------------------------------------------------


def figure() -> Pending | None:
    """A function, both planes and the Jacobian between them."""
    function()
    held = HOME.held
    state, plan = held.state, held.state.plan
    pending = _SETTLED.pending(_at(state))
    found = None if pending else numbers()
    data = Data(
        edition=held.edition,
        plan=Plan(plan.slug, plan.title, plan.window, plan.tape, plan.cuts),
        state=state,
        settled=found and Settled(state.z, state.dz, Numbers(found.numbers), found.accepted),
    )
    mount(_FIGURE, data, on_gesture=taken(HOME, _FIGURE))
    return pending


# What is said -----------------------------------------------------------------------------


def complex_numeral(pair: Any, digits: int = 3) -> str:
    """A complex number as readers see it, 3 − 4i; a part that is rounding is 0."""
    parts = np.asarray(pair, float)
    size = float(np.hypot(*parts))
    real, imaginary = (0.0 if abs(part) <= 1e-12 * size else float(part) for part in parts)
    sign = "−" if imaginary < 0 else "+"
    return f"{numeral(real, digits)} {sign} {numeral(abs(imaginary), digits)}i"


def reading() -> None:
    """How to read the three matrices, with the numbers on screen."""
    st.header("A turn, a scaling, and a rest", anchor=False)
    _say("reading")
    st.markdown(split_sentence(numbers()))


def split_sentence(found: core.Settled) -> str:
    """What the split of J says at this z."""
    now = found.numbers
    if not found.is_finite:
        return "Here f or its Jacobian is not finite: there is nothing to split."
    if found.accepted:
        return (
            f"Here the rest vanishes: dw = ({complex_numeral(now.linear)})·dz for every small dz, "
            f"so f′(z) = {complex_numeral(now.linear)}."
        )
    return (
        f"Here A = {complex_numeral(now.linear)} and B = {complex_numeral(now.rest)}: "
        "dw = A·dz + B·conj(dz). How fast f changes depends on the direction of dz, so there is "
        f"no f′(z). Cauchy–Riemann misses by 2|B| = {numeral(float(now.residual))}."
    )


def promise() -> None:
    """What holomorphic=True returns, and who notices that it is wrong."""
    st.header("A promise, not a check", anchor=False)
    _say("promise")
    found = numbers()
    if not found.is_finite:
        return
    now = found.numbers
    checked = complex_numeral(now.linear) if found.accepted else "ValueError"
    st.table(
        {
            "at this z": [
                "jacfwd(f, holomorphic=True)",
                "grad(f, holomorphic=True)",
                "derivative(f, z)",
            ],
            "returns": [complex_numeral(now.forward), complex_numeral(now.reverse), checked],
            "reads from J": ["∂Re w/∂x + i ∂Im w/∂x", "∂Re w/∂x − i ∂Re w/∂y", "checks, then A"],
        }
    )
    st.markdown(promise_sentence(found))


def promise_sentence(found: core.Settled) -> str:
    """Whether the two modes give the false promise away at this z."""
    now = found.numbers
    apart = float(np.hypot(*(now.forward - now.reverse)))
    if found.accepted:
        return "The promise is kept here: both modes return f′(z)."
    if apart > core.TOLERANCE * float(np.linalg.norm(now.jacobian)):
        return (
            "The promise is broken, and the two modes disagree: a number from one of them alone "
            "would have passed for f′(z)."
        )
    return (
        "The promise is broken, and even so both modes return the same number. Nothing gives it "
        "away: only the check does."
    )


def conventions() -> None:
    """The gradient of a real function of z, in JAX and in PyTorch."""
    st.header("Two conventions for a real function", anchor=False)
    _say("conventions")
    found = numbers()
    if not found.is_finite:
        return
    gradient = np.asarray(found.numbers.gradient)
    st.table(
        {
            "gradient of Re f at this z": ["JAX: ∂/∂x − i ∂/∂y", "PyTorch: ∂/∂x + i ∂/∂y"],
            "returns": [
                complex_numeral(gradient),
                complex_numeral(gradient * np.array([1.0, -1.0])),
            ],
            "to climb, add a little of": ["its conjugate", "it"],
        }
    )


def code() -> None:
    """The function at z as programs."""
    state = HOME.state
    st.header("In code", anchor=False)
    said = (
        f"Runs as pasted: w = {state.plan.title} at z = {complex_numeral(state.z)} with "
        f"dz = {complex_numeral(state.dz)}, its real Jacobian, and what each library returns."
    )
    name = "typed" if core.is_typed(state.slug) else state.slug
    panel(SLUG, said, core.programs(state.plan, state.z, state.dz)._asdict(), f"complex_{name}")
