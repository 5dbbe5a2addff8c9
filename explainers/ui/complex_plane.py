"""The lesson on the complex plane: picker, figure, and what is said about the numbers."""

from typing import NamedTuple

import streamlit as st

from explainers.components.complex_plane import Data, Plan, Settled, mount
from explainers.components.wire import Numbers
from explainers.core import complex_plane as core
from explainers.lessons import words
from explainers.lessons.complex_plane import captions
from explainers.permalink.complex_plane import CODEC, State
from explainers.ui import controls, session, typed
from explainers.ui.answers import Answers, Pending
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say
from explainers.ui.session import Home
from explainers.ui.theme import tabled

SLUG = "complex_plane"
HOME: Home[State] = Home(SLUG, CODEC)

_FIGURE = f"{SLUG}-figure"


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
    slug = HOME.state.slug
    titles = {name: plan.title for name, plan in core.PLANS.items()} | {
        controls.OWN: words(SLUG, "type")
    }
    shown = controls.OWN if core.is_typed(slug) else slug
    fixed = session.locks("function")
    with st.container(horizontal=True, vertical_alignment="center"):
        controls.pick(
            HOME,
            f"{SLUG}-function",
            words(SLUG, "function"),
            titles,
            shown,
            _take_function,
            fixed=fixed,
        )
        typed.field(SLUG, KIND, slug, _show)
    typed.answer(SLUG, KIND, slug, _show)


def _take_function(chosen: str) -> None:
    _show(typed.begin(KIND) if chosen == controls.OWN else core.PLANS[chosen])


def _show(plan: core.Plan) -> None:
    before = HOME.state
    if plan.slug == before.slug:
        return
    HOME.pick(plan)
    if before.z == before.plan.z:
        HOME.change(HOME.state._replace(z=plan.z))


def _reference() -> None:
    say(SLUG, "typing")
    typed.table([(f"{f.name}(z)", f.meaning) for f in core.FUNCTIONS.values()])


KIND = typed.Kind(
    core.typed,
    _reference,
    starter="(z^2 - 1)/(z^2 + 1)",
    label=words(SLUG, "own"),
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
        plan=Plan(
            plan.slug,
            plan.title,
            plan.window,
            plan.tape,
            plan.cuts,
            core.is_analytic(plan.complex_map),
        ),
        state=state,
        settled=None if found is None else _sent(state, found),
    )
    mount(_FIGURE, data, on_gesture=taken(HOME, _FIGURE))
    return pending


def _sent(state: State, found: core.Settled) -> Settled:
    told, numbers = found.verdict, Numbers(found.numbers)
    return Settled(
        state.z, state.dz, numbers, told.kind.value, told.image, found.checked, told.apart
    )


# What is said -----------------------------------------------------------------------------


def reading() -> None:
    """How to read the three matrices, with the numbers on screen."""
    say(SLUG, "reading", captions.split(numbers()))


def promise() -> None:
    """What holomorphic=True returns, and who notices that it is wrong."""
    with folded(SLUG, "promise"):
        found = numbers()
        if not found.is_finite:
            return
        with st.container(key=f"{SLUG}-returned-small-wide-table"):
            st.markdown(tabled(captions.returned(found)))
        st.markdown(captions.promise(found))


def conventions() -> None:
    """The gradient of a real function of z, in JAX and in PyTorch."""
    with folded(SLUG, "conventions"):
        found = numbers()
        if not found.is_finite:
            return
        with st.container(key=f"{SLUG}-gradients-small-wide-table"):
            st.markdown(tabled(captions.gradients(found)))


def code() -> None:
    """The function at z as programs."""
    state = HOME.state
    name = "typed" if core.is_typed(state.slug) else state.slug
    programs = core.programs(state.plan, state.z, state.dz)._asdict()
    said, found = captions.code(state.plan.title, state.z, state.dz), numbers()
    panel(SLUG, HOME, said, programs, f"complex_{name}", lambda _: core.shown(found))
