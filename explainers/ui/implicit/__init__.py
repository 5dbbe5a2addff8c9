"""The lesson on implicit derivatives: its list, its figure, and what is said of the solution."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from explainers.components.implicit import Data, Settled, Special, Start, mount
from explainers.components.task import Task
from explainers.core.checks import Shown
from explainers.core.functions import is_typed
from explainers.core.implicit import numbers as core
from explainers.core.implicit.numbers import Given
from explainers.core.implicit.problems import PROBLEMS, STARTER, Problem
from explainers.core.implicit.problems import typed as typed_problem
from explainers.core.implicit.programs import programs, shown
from explainers.core.implicit.verdicts import standing
from explainers.lessons import of_case, words
from explainers.lessons.implicit import captions
from explainers.permalink.implicit import CODEC, State, preset
from explainers.ui import controls, typed
from explainers.ui.answers import Answers, Pending
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say, text
from explainers.ui.session import Home
from explainers.ui.theme import escaped

SLUG = "implicit"
HOME: Home[State] = Home(SLUG, CODEC)
_FIGURE = f"{SLUG}-figure"


def _program(given: Given) -> object:
    if is_typed(given.slug):
        return given.slug
    return len(given.x)


FOUND = Answers(core.found, 256, program=_program)


# The equation -------------------------------------------------------------------------------------


def _reference() -> None:
    say(SLUG, "typing")
    typed.reference()


KIND = typed.Kind(typed_problem, _reference, STARTER, memory=f"{SLUG}-typed-last")


def choose() -> None:
    """Which equation: one of those at hand, or one that is typed."""
    slug = HOME.state.slug
    titles = {name: problem.title for name, problem in PROBLEMS.items()}
    with st.container(horizontal=True, vertical_alignment="center"):
        controls.subject(
            HOME,
            f"{SLUG}-problem",
            words(SLUG, "equation-or-own"),
            titles | {controls.OWN: controls.OWN_TITLE},
            slug,
            PROBLEMS,
            KIND,
        )
        typed.field(SLUG, KIND, slug, HOME.pick)
    typed.answer(SLUG, KIND, slug, HOME.pick)


# The figure ---------------------------------------------------------------------------------------


def figure() -> Pending | None:
    """The list of equations, and the curve of the one at hand."""
    choose()
    held = HOME.held
    return at_work(_FIGURE, held.edition, held.state, taken(HOME, _FIGURE))


def at_work(
    key: str,
    edition: str,
    state: State,
    on_gesture: Callable[[], None],
    task: Task | None = None,
) -> Pending | None:
    """An equation in a state, also as the ground of a puzzle; what it waits for."""
    pending = FOUND.pending(state.given)
    answer = None if pending else settled(state.given)
    mount(key, _sent(edition, state, answer, task), on_gesture=on_gesture)
    return pending


def _sent(edition: str, state: State, answer: Settled | None, task: Task | None) -> Data[State]:
    problem = state.entry
    first = preset(problem)
    return Data(
        edition=edition,
        state=state,
        slug=problem.slug,
        title=_heading(problem),
        unknowns=problem.unknowns,
        view=problem.view,
        specials=tuple(Special(*one) for one in problem.specials),
        picture=problem.picture,
        preset=Start(first.p, first.x, first.dp, first.u),
        limits=CODEC.limits,
        tape=core.program(problem),
        settled=answer,
        task=task,
    )


def _heading(problem: Problem) -> str:
    return problem.title if problem.n == 1 else f"{problem.title}: x₁ and x₂ over p"


def settled(given: Given) -> Settled:
    """JAX's numbers, with what they belong to."""
    found = FOUND.now(given)
    return Settled(
        given.p,
        given.x,
        given.dp,
        given.u,
        found.value,
        found.g_x.ravel(),
        found.g_p,
        found.push,
        found.adjoint,
        found.pull,
        standing(core.find(given.slug), given.p, given.x).regular,
    )


# What is said -------------------------------------------------------------------------------------


def why() -> None:
    """Why the equation gives the derivative, and what this one is about."""
    problem = HOME.state.entry
    said = of_case(SLUG, problem.slug)
    story = f"**{escaped(problem.title)}.** {said}" if said else ""
    say(SLUG, "why", story)


def here() -> None:
    """What is known at the solution on screen."""
    state = HOME.state
    told = captions.here(FOUND.now(state.given), state.given)
    folded(SLUG, "here", text(SLUG, "covered") if state.cover else told)


def singular() -> None:
    """What a curve does where g_x is singular."""
    folded(SLUG, "singular")


def code() -> None:
    """The solution on screen, and its derivative, as programs."""
    state = HOME.state
    name = "typed" if is_typed(state.slug) else state.slug
    panel(
        SLUG,
        HOME,
        captions.code(state.entry, state.given),
        programs(state.given)._asdict(),
        f"implicit_{name}",
        partial(_shown, state),
    )


def _shown(state: State, library: str) -> Mapping[str, Shown]:
    return shown(FOUND.wait(state.given), state.given, library)
