"""The lesson on sparse Jacobians: its list, its figure, and what is said about its patterns."""

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import streamlit as st

from explainers.components.sparsity import Case as Sent
from explainers.components.sparsity import Data, Order, Settled, Ways, mount
from explainers.core.checks import Shown
from explainers.core.expression import entry as typed_entry
from explainers.core.functions import is_typed
from explainers.core.known import tape_of
from explainers.core.sparsity import numbers as core
from explainers.core.sparsity.cases import CASES, Case, find
from explainers.core.sparsity.colouring import (
    ORDERINGS,
    Coloured,
    Judged,
    Ordering,
    Way,
    conflicts,
    fewest,
    greedy,
    judged,
)
from explainers.core.sparsity.pattern import Rows
from explainers.core.sparsity.programs import programs, shown
from explainers.core.tape import replayed
from explainers.lessons import of_case, words
from explainers.lessons.sparsity import captions
from explainers.measure.results import Job
from explainers.permalink.sparsity import CODEC, State
from explainers.ui import controls, measuring, typed
from explainers.ui.answers import Answers, Pending
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say, tell, text
from explainers.ui.session import Home
from explainers.ui.theme import escaped

SLUG = "sparsity"
HOME: Home[State] = Home(SLUG, CODEC)
_FIGURE = f"{SLUG}-figure"


# The function -----------------------------------------------------------------------------


def _reference() -> None:
    say(SLUG, "typing")
    typed.reference()


KIND = typed.Kind(
    typed_entry, _reference, "[x1^2 + x2, x2*x3, x3 - x4, sin(x4)]", memory=f"{SLUG}-typed-last"
)


def choose() -> None:
    """Which function: one of those at hand, or one that is typed."""
    slug = HOME.state.slug
    titles = {name: f"{case.title} · {case.n} → {case.m}" for name, case in CASES.items()}
    with st.container(horizontal=True, vertical_alignment="center"):
        controls.subject(
            HOME,
            f"{SLUG}-function",
            words(SLUG, "function-or-own"),
            titles | {controls.OWN: controls.OWN_TITLE},
            slug,
            CASES,
            KIND,
        )
        typed.field(SLUG, KIND, slug, HOME.pick)
    typed.answer(SLUG, KIND, slug, HOME.pick)


# The figure -------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def ways_of(rows: Rows, columns: int, ways: tuple[Way, ...]) -> tuple[Ways, ...]:
    """What is known of a pattern in each way of colouring it."""
    return tuple(
        Ways(
            way,
            tuple(_order(rows, columns, way, ordering) for ordering in ORDERINGS),
            fewest(rows, columns, way),
            () if way == "both" else conflicts(rows, columns, way),
        )
        for way in ways
    )


def _order(rows: Rows, columns: int, way: Way, ordering: Ordering) -> Order:
    found = greedy(rows, columns, way, ordering)
    return Order(ordering, *found, judged(rows, way, found).products)


def _found(state: State) -> Judged:
    return judged(state.case.pattern.rows, state.way, state.coloured)


class _Question(NamedTuple):
    slug: str
    x: tuple[float, ...]
    way: Way
    colours: Coloured


def _compressed(question: _Question) -> core.Found:
    slug, x, way, colours = question
    case = find(slug)._replace(x=x)
    return core.compressed(case, judged(case.pattern.rows, way, colours))


COMPRESSED = Answers(_compressed, 128, program=lambda question: question.slug)


def _question(state: State) -> _Question:
    return _Question(state.slug, state.x, state.way, state.coloured)


def figure() -> Pending | None:
    """The list of functions, and the J of the one at hand, to be coloured."""
    choose()
    held = HOME.held
    state, case = held.state, held.state.case
    pending = COMPRESSED.pending(_question(state))
    found = None if pending else COMPRESSED.now(_question(state))
    data = Data(
        held.edition,
        sent(case, _replayed(case) if found is None else found.jacobian),
        state,
        None if found is None else settled(state.way, state.coloured, found, state.x),
    )
    mount(_FIGURE, data, on_gesture=taken(HOME, _FIGURE))
    return pending


def _replayed(case: Case) -> np.ndarray | None:
    """J without a compiler, until JAX has answered; None where no tape holds the function."""
    tape = tape_of(case.map, case.n)
    if tape is None:
        return None
    return core.within(case.pattern.rows, replayed(tape, np.array([case.x])).jacobians[0])


def sent(case: Case, jacobian: np.ndarray | None) -> Sent:
    """A function as the figure knows it."""
    rows = case.pattern.rows
    return Sent(
        case.slug,
        case.title,
        case.n,
        case.inputs,
        case.outputs,
        rows,
        ways_of(rows, case.n, case.ways),
        None if jacobian is None else tuple(jacobian),
        tape_of(case.map, case.n),
        find(case.slug).x,
    )


def settled(way: Way, colours: Coloured, found: core.Found, x: tuple[float, ...] = ()) -> Settled:
    """JAX's products, with what they belong to."""
    pushes, pulls, forward, reverse = map(tuple, found[1:])
    return Settled(way, *colours, pushes, pulls, x, forward, reverse)


# What is said -----------------------------------------------------------------------------


def share() -> None:
    """Why columns may share a product, and what this function is."""
    case = HOME.state.case
    said = of_case(SLUG, case.slug)
    story = f"**{escaped(case.title)}.** {said}" if said else ""
    say(SLUG, "share", story)


def ways() -> None:
    """Pulls, both, and a mirror, with the fewest products of this J."""
    state = HOME.state
    rows, n = state.case.pattern.rows, state.case.n
    told = captions.fewest([(way, fewest(rows, n, way)) for way in state.case.ways])
    folded(SLUG, "ways", text(SLUG, "covered") if state.cover else told)


def pattern() -> None:
    """Where the pattern comes from, and how much of J it leaves."""
    state = HOME.state
    found = COMPRESSED.now(_question(state))
    folded(SLUG, "pattern", captions.pattern(state.case.pattern, found.jacobian))


def orders() -> None:
    """Why the order of a greedy colouring matters."""
    folded(SLUG, "orders")


def measured() -> None:
    """What three pushes take beside n, timed."""
    with folded(SLUG, "measured"):
        job = Job("sparse")
        at_hand = measuring.found(job)
        if at_hand is not None:
            with st.container(key=f"{SLUG}-wide-table"):
                tell(captions.measured(at_hand.result.runs))
            tell(captions.verdict(at_hand.result.runs))
        measuring.controls(SLUG, "sparse", job)


def code() -> None:
    """The colouring at hand as programs."""
    state = HOME.state
    case, found = state.case, _found(state)
    name = "typed" if is_typed(state.slug) else state.slug
    panel(
        SLUG,
        HOME,
        captions.code(case.title, found),
        programs(case, state.way, state.coloured),
        f"sparsity_{name}",
        partial(_shown, state),
    )


def _shown(state: State, _: str) -> Mapping[str, Shown]:
    found = COMPRESSED.wait(_question(state))
    return shown(_found(state), found.jacobian)
