"""Sections of the lesson on the two products: what they add up, and what they are mistaken for."""

import numpy as np

from explainers.core.known import Known
from explainers.core.push_and_pull import normal, spread, verdicts
from explainers.lessons.push_and_pull import captions
from explainers.lessons.push_and_pull import normal as pulled
from explainers.lessons.push_and_pull import spread as stretching
from explainers.permalink import LARGEST
from explainers.ui import controls, session
from explainers.ui.answers import Pending, together
from explainers.ui.numbers import CLOUDS, NORMALS, RECIPES, SETTLED, known_at, place
from explainers.ui.saying import Told, doubt, say, text
from explainers.ui.stage import stage

_SLUG = "push_and_pull"


def figure(lesson: str) -> Pending | None:
    """A function, and the Stage."""
    controls.function(lesson)
    state = session.home(lesson).state
    at = place(state)
    waits = [CLOUDS.pending((at, state.cloud))] if state.cloud else []
    pending = together(stage(lesson, clouds=True), RECIPES.pending(at), *waits)
    # Whether u is Jv is known with the numbers.
    return pending or (NORMALS.pending(at) if _is_pushed(lesson) else None)


def board(lesson: str) -> None:
    """How Jv and uᵀJ come about, with the numbers on screen."""
    state = session.home(lesson).state
    found = _known(lesson)
    if not found.finite:
        told = [text(_SLUG, "undefined")]
    elif state.cover:
        told = [text(_SLUG, "covered")]
    else:
        numbers = found.numbers
        jacobian = np.asarray(numbers.jacobian)
        told = [
            captions.pushed(state.v, jacobian, np.asarray(numbers.push)),
            captions.pulled(state.u, jacobian, np.asarray(numbers.pull)),
        ]
    say(_SLUG, "board", *told)
    doubt(state, found)


def _known(lesson: str) -> Known:
    at = place(session.home(lesson).state)
    SETTLED.now(at)
    return known_at(at)


def mnemonic(lesson: str) -> Told:
    """Which is which, and where each vector lives."""
    entry = session.home(lesson).state.entry
    return Told("mnemonic", (captions.lengths(entry.m, entry.n),))


def swapped(lesson: str) -> Told:
    """What happens when v and u change places."""
    state = session.home(lesson).state
    m, n = state.entry.m, state.entry.n
    found = _known(lesson)
    told = [text(_SLUG, "square")]
    if m != n:
        told = [text(_SLUG, "oblong"), captions.refusals(m, n)]
    elif found.finite and not state.cover:
        sides = verdicts.sides(found, np.asarray(state.v), np.asarray(state.u))
        told += [captions.both_sides(state.v, state.u, sides), captions.symmetry(sides)]
    return Told("swapped", tuple(told))


def recipe(lesson: str) -> Told:
    """uᵀJ taken as a step, beside the smallest step that moves the output by u."""
    state = session.home(lesson).state
    found = None if state.cover else RECIPES.now(place(state))
    told: list[str] = []
    if found is not None:
        told = [captions.steps(state.u, found), captions.reach(state.u, found, state.entry.n)]
        if found.rank < state.entry.m:
            told.append(text(_SLUG, "unreachable"))
    return Told("recipe", tuple(told))


def stretch(lesson: str) -> Told:
    """How far J stretches, and how uneven."""
    state = session.home(lesson).state
    found = _known(lesson)
    told: list[str] = []
    if found.finite and not state.cover:
        told = [stretching.stretched(spread.stretch(found), state.entry.m, state.entry.n)]
    return Told("stretch", tuple(told))


def cloud(lesson: str) -> Told:
    """What J says of a cloud of inputs, beside what f makes of it."""
    state = session.home(lesson).state
    found = CLOUDS.now((place(state), state.cloud)) if state.cloud and not state.cover else None
    told = [stretching.spreads(found)] if found else []
    if not state.cloud:
        told = [text(_SLUG, "cloudless")]
    return Told("cloud", tuple(told))


def _is_pushed(lesson: str) -> bool:
    state = session.home(lesson).state
    found = _known(lesson)
    return not state.cover and found.finite and normal.is_pushed(found, state.u)


def push_then_pull(lesson: str) -> Told:
    """JᵀJv, where u is Jv, beside Hv of ½‖f‖²."""
    if _is_pushed(lesson):
        found = NORMALS.now(place(session.home(lesson).state))
        told = [pulled.told(found)] if found else []
    else:
        told = [text(_SLUG, _UNPUSHED[normal.reach(_known(lesson), LARGEST)])]
    return Told("normal", tuple(told))


_UNPUSHED = {
    normal.Length.USUAL: "unpushed",
    normal.Length.NOTHING: "still-pushed",
    normal.Length.TOO_FAR: "far-pushed",
}
