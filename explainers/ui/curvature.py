"""The lesson on curvature: its home, its figure, and what is said of it."""

from typing import NamedTuple

import numpy as np

from explainers.components.curvature import Data, Heights, Run, Settled, mount
from explainers.components.wire import Numbers
from explainers.components.wire import entry as known
from explainers.core.catalog import Entry
from explainers.core.curvature.fits import FITS
from explainers.core.curvature.fitted import Fitted, fitted
from explainers.core.curvature.gauss import Gauss, gauss
from explainers.core.curvature.numbers import Step, bend
from explainers.core.curvature.programs import curvature as programs
from explainers.core.curvature.programs import shown
from explainers.core.curvature.race import Path, Race, race
from explainers.core.curvature.verdicts import Found
from explainers.core.curvature.verdicts import found as found_at
from explainers.core.expression import ExpressionError
from explainers.core.expression import entry as typed_entry
from explainers.lessons.curvature import captions
from explainers.measure import hessians
from explainers.permalink.curvature import CODEC, SCALARS, State
from explainers.ui import code_panel, controls, typed
from explainers.ui.answers import Answers, Pending
from explainers.ui.gestures import taken
from explainers.ui.numbers import tape_of
from explainers.ui.saying import folded, say, text
from explainers.ui.session import Home
from explainers.ui.theme import quiet

_SLUG = "curvature"
HOME = Home(_SLUG, CODEC, shares=True)


class At(NamedTuple):
    """A function, where it is looked at and along what, and the rate of a step."""

    entry: Entry
    x: tuple[float, ...]
    v: tuple[float, ...]
    rate: float


def _settled(at: At) -> Found:
    return found_at(at.entry.map, *at[1:])


SETTLED = Answers(_settled, 512, program=lambda at: at.entry)


class Start(NamedTuple):
    """A function, and where and at what rate a race begins."""

    entry: Entry
    x: tuple[float, ...]
    rate: float


RACES: Answers[Start, Race] = Answers(
    lambda at: race(at.entry.map, at.x, at.rate), 128, program=lambda at: at.entry
)


class Place(NamedTuple):
    """A sum of losses, and where the race of those begins that take G for H."""

    entry: Entry
    x: tuple[float, ...]


FITTED: Answers[Place, Fitted] = Answers(
    lambda at: fitted(at.entry.map, FITS[at.entry.slug], at.x), 128, program=lambda at: at.entry
)


def _weigh(at: At) -> Gauss:
    return gauss(at.entry.map, FITS[at.entry.slug], _settled(at), at.v)


WEIGHED = Answers(_weigh, 128, program=lambda at: at.entry)


def _at(state: State) -> At:
    return At(state.entry, state.x, state.v, state.rate)


def _found() -> Found:
    return SETTLED.now(_at(HOME.state))


def _answer(state: State) -> Settled:
    found = _found()
    numbers, curved = found.numbers, found.verdict.curved
    descent = Step(*(part[-1] for part in numbers.descents))
    eta = numbers.rates[-1]
    run, beside = _run(state, found), _beside(state, found)
    return Settled(
        x=state.x,
        v=state.v,
        rate=state.rate,
        numbers=Numbers(numbers),
        descent=descent,
        eta=eta,
        curved=curved,
        races=captions.races(found),
        heights=None if run is None else (heights(run.descent), heights(run.newton)),
        fitted=None if beside is None else (_sent(beside.gauss), _sent(beside.damped)),
    )


def heights(path: Path) -> Heights:
    """F at the places of a path, where it is known."""
    told = zip(path.heights, np.isfinite(path.errors).tolist(), strict=True)
    return tuple(value if sure else None for value, sure in told)


def _sent(path: Path) -> Run:
    return Run(tuple(map(tuple, path.places.tolist())), heights(path))


def _run(state: State, found: Found) -> Race | None:
    """The race from x, once it has begun. Raises Pending if it is not at hand."""
    if state.step == 0 or not captions.races(found):
        return None
    return RACES.now(Start(state.entry, state.x, state.rate))


def _beside(state: State, found: Found) -> Fitted | None:
    """The race of those that take G for H, before it has begun, too: it is played without Python.

    Raises Pending if it is not at hand.
    """
    if state.slug not in FITS or not captions.races(found):
        return None
    return FITTED.now(Place(state.entry, state.x))


def _weighed(state: State, found: Found) -> Gauss | None:
    """G beside H, where f is a sum of losses. Raises Pending if it is not at hand."""
    if state.slug not in FITS or captions.undefined(found):
        return None
    return WEIGHED.now(_at(state))


def _pending(state: State) -> Pending | None:
    """What the figure waits for."""
    first = SETTLED.pending(_at(state))
    if first:
        return first
    try:
        _run(state, _found())
        _beside(state, _found())
        _weighed(state, _found())
    except Pending as pending:
        return pending
    return None


def _scalar(text: str) -> Entry:
    found = typed_entry(text)
    if found.m == 1:
        return found
    raise ExpressionError(captions.outputs(found.m), 0, len(text))


KIND = typed.Kind(_scalar, typed.reference, starter="x1^2 + 3x2^2 + sin(x1*x2)")


def figure() -> Pending | None:
    """A function and the figure: f, its quadratic model and its gradient."""
    controls.function(_SLUG, HOME, SCALARS, KIND)
    state, key = HOME.state, f"{_SLUG}-figure"
    pending = _pending(state)
    data = Data(
        edition=HOME.held.edition,
        entry=known(state.entry),
        tape=tape_of(state.entry),
        bend=bend(state.entry.map, state.entry.n),
        state=state,
        limits=CODEC.limits,
        fits=state.slug in FITS,
        settled=None if pending else _answer(state),
    )
    mount(key, data, on_gesture=taken(HOME, key))
    return pending


def product() -> None:
    """The Hessian as a Jacobian, and one product without it."""
    state = HOME.state
    found = _found()
    if captions.undefined(found):
        told = text(_SLUG, "undefined")
    elif state.cover:
        told = text(_SLUG, "covered")
    else:
        told = captions.symmetry(found, state.v)
    say(_SLUG, "hessian", told)


def kind() -> None:
    """What the model looks like at x."""
    found = _found()
    folded(_SLUG, "model", "" if captions.undefined(found) else captions.kind(found))


_INSIDE = {
    "rosenbrock": "gauss-rosenbrock",
    "line-squares": "gauss-line",
    "logistic": "gauss-logistic",
}
"""What is said of the losses of each sum."""


def weighed() -> None:
    """G beside H, where f is a sum of losses; where it is none, which functions are."""
    state = HOME.state
    found = _found()
    have = _weighed(state, found)
    told = [text(_SLUG, _INSIDE.get(state.slug, "gauss-elsewhere"))]
    if have and state.cover:
        told.append(text(_SLUG, "covered"))
    elif have:
        told += [captions.weighed(have, found, state.v), captions.bends(have, found)]
        if FITS[state.slug].likelihood:
            told.append(captions.empirical(have))
    folded(_SLUG, "gauss", *told)


def steps() -> None:
    """Gradient steps and Newton's: what was promised and what happened."""
    found = _found()
    undefined = captions.undefined(found)
    told = () if undefined else (captions.steps(found), captions.verdict(found))
    folded(_SLUG, "steps", *told)


def raced() -> None:
    """The race from x, as far as it is shown."""
    state = HOME.state
    found = _found()
    fits = state.slug in FITS
    told = [text(_SLUG, "race-four")] if fits else []
    if not captions.undefined(found):
        run, beside = _run(state, found), _beside(state, found)
        told.append(captions.race(run, state.step, beside) if run else captions.start(found, fits))
        if run and beside:
            told.append(captions.by_step(run, state.step, beside))
    folded(_SLUG, "race", *told)


def costs() -> None:
    """What Hessians and products cost, as recorded."""
    record = hessians.record()
    folded(_SLUG, "costs", captions.costs(record), quiet(captions.measured_on(record)))


def code() -> None:
    """The settled state as a program in each library."""
    state, found = HOME.state, _found()
    have = _weighed(state, found)
    code_panel.panel(
        _SLUG,
        HOME,
        captions.code(state.entry.title, state.x, state.v, state.slug in FITS),
        programs(state.entry, state.x, state.v)._asdict(),
        "curvature",
        lambda _: shown(found, have),
    )
