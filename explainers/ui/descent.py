"""The lesson on descent: what is run, the figure that shows it, and what is said about it."""

from collections.abc import Mapping
from contextlib import nullcontext
from functools import lru_cache, partial
from typing import Any, cast

import numpy as np
import streamlit as st

from explainers.components import descent as wire
from explainers.components import slider
from explainers.components.descent import marked, packed
from explainers.core.descent import look, programs, verdicts
from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import RISKS, Risk, Starts, of_entry
from explainers.core.descent.run import Settings, runs
from explainers.core.descent.samples import meant
from explainers.core.expression import ExpressionError, entry
from explainers.core.weighed import weighed
from explainers.lessons import words
from explainers.lessons.descent import captions
from explainers.lessons.glossary import with_term
from explainers.permalink.descent import (
    CODEC,
    NOISES,
    SAMPLES,
    SEEDS,
    SPREADS,
    State,
    risk_of,
    settings,
)
from explainers.ui import typed
from explainers.ui.answers import Pending
from explainers.ui.below import hurry
from explainers.ui.code_panel import panel
from explainers.ui.controls import OWN, OWN_TITLE, choose, pick, show, sliders, subject
from explainers.ui.gestures import heard, taken
from explainers.ui.numbers import DESCENT, STEP
from explainers.ui.saying import Told, say, text
from explainers.ui.session import Home
from explainers.ui.turns import TURNS

SLUG = "descent"
HOME: Home[State] = Home(SLUG, CODEC)
STEPS = (50, 100, 200, 300, 600, 1000, 2000, 5000, 10_000, 20_000)
_LONG = 100_000
"""Samples that runs take in all, from which on nobody is to wait behind them."""
_KEPT = 4 * 2**20
"""Bytes of what is ready for browsers that are kept."""

# What is shown ------------------------------------------------------------------------------------


def _long(made: tuple[object, ...]) -> int:
    return sum(len(part) for part in made if isinstance(part, str))


@weighed(_KEPT, _long)
def course(given: Settings, run: int) -> wire.Course:
    """Where the runs go, ready for the browser."""
    long = given.steps * given.taken > _LONG
    with (
        TURNS.aside() if long else nullcontext()
    ):  # JAX needs no turn, and the longest take a second
        found = runs(given)
        board, along = look.board(given, found, run), look.risks(given, found)
    return wire.Course(
        of=wire.Of(_flat(given.starts), given.rate, run),
        theta=packed(found.theta[:, look.frames(given.steps)]),
        risks=packed(along),
        ended=tuple(
            None if stop is None else wire.Ended(stop.step, stop.why.value, stop.begun)
            for stop in _stops(given)
        ),
        gradient=packed(board.gradient),
        step=packed(board.step),
        u=packed(board.u),
        rest=packed(board.rest),
        rows=board.u.shape[1],
    )


@weighed(_KEPT, _long)
def _ground(given: Settings) -> wire.Ground:
    """What stays the same while starts and rate are moved, ready for the browser."""
    x, y = meant(given.data)
    risk, least = given.risk, look.landscape(given)
    window, field = look.window(given), look.field(given)
    whole = given.taken == given.data.size or not risk.sampled
    bound = verdicts.limit(given)
    return wire.Ground(
        risk=wire.Risk(risk.slug, risk.parameters, risk.sampled, risk.labels),
        samples=len(x),
        taken=given.taken,
        x=packed(x),
        y=packed(y),
        jacobian=packed(look.rows(given)),
        batches=None if whole else marked(look.batches(given), len(x)),
        truth=risk.truth,
        lowest=least.lowest,
        least=least.least,
        limit=bound.rate,
        slack=bound.error,
        window=(*window.centre, window.half),
        field=packed(field),
        lattice=len(field),
        frames=look.frames(given.steps),
    )


def _stops(given: Settings) -> tuple[verdicts.Stopped | None, ...]:
    return verdicts.stopped(given.risk, runs(given))


def _flat(starts: Starts) -> tuple[float, ...]:
    return tuple(number for start in starts for number in start)


def read_probe(sent: Mapping[str, Any], state: State) -> State | None:
    """State whose runs are to be shown while a hand moves, or None if it is malformed."""
    return CODEC.read(sent, state, only=("starts", "rate", "run"))


def figure() -> Pending | None:
    """The runs, their lines, the board of a step and the risk: dragged, played and scrubbed."""
    choices(SLUG)
    key = f"{SLUG}-figure"
    held = HOME.held
    state = held.state
    given = settings(state)
    needed = look.programs_of(given)
    pending = DESCENT.pending(needed)
    asked = cast(State | None, st.session_state.pop(f"{key}-probe", None))
    holds = st.session_state.pop(f"{key}-holds", None) == held.edition
    if st.session_state.pop(f"{key}-let-go", False):
        asked = None  # a last question that came along with the release is answered by it

    def let_go(gesture: Mapping[str, Any]) -> None:
        st.session_state[f"{key}-let-go"] = True
        if gesture.get("holds") is True:
            st.session_state[f"{key}-holds"] = HOME.held.edition

    def ask(wanted: State, _: Mapping[str, Any]) -> None:
        st.session_state[f"{key}-probe"] = wanted
        st.session_state[f"{key}-holds"] = HOME.held.edition

    shown = asked if asked is not None and holds else state
    rule = OPTIMISERS[state.optimiser]
    data = wire.Data(
        edition=held.edition,
        state=state,
        usual=CODEC.usual(state),
        rule=rule.title,
        plain=rule.slug == "sgd",
        ground=None if holds or pending else _ground(given),
        course=None if pending else course(settings(shown), shown.run),
    )
    wire.mount(
        key,
        data,
        on_gesture=taken(HOME, key, let_go),
        on_probe=heard(HOME, key, "probe", read_probe, ask),
        whole=lambda: data._replace(ground=_ground(given), course=course(given, state.run)),
    )
    if asked is not None:
        hurry()
    return pending or STEP.pending(needed)


# What is chosen beside it ------------------------------------------------------------------------


def choices(lesson: str) -> None:
    """Which risk, which optimiser, how large a batch, how many steps, and which samples."""
    state = HOME.state
    risk = risk_of(state.risk)
    with st.container(horizontal=True, key=f"{lesson}-choices"):
        subject(
            HOME,
            f"{lesson}-risk",
            words(SLUG, "risk-or-own"),
            {OWN: OWN_TITLE} | {slug: one.title for slug, one in RISKS.items()},
            state.risk,
            RISKS,
            KIND,
            named=True,
            width=240,
        )
        if risk.sampled:
            with st.container(width="content", gap=None):
                st.markdown(f":small[{words(SLUG, 'sampled')}]")
                with st.popover(f"N = {state.samples}"):
                    _samples(lesson, state, risk.labels)
        pick(
            HOME,
            f"{lesson}-optimiser",
            words(SLUG, "optimiser"),
            {slug: one.title for slug, one in OPTIMISERS.items()},
            state.optimiser,
            partial(_put, "optimiser"),
            named=True,
        )
        if risk.sampled:
            row = slider.Row(words(SLUG, "batch-size"), (1, state.samples), whole=True)
            now = min(state.batch, state.samples)
            with st.container(width=150):
                sliders(HOME, f"{lesson}-batch", (row,), (now,), _take_batch, state.risk)
        choose(
            HOME,
            f"{lesson}-steps",
            words(SLUG, "count"),
            {count: str(count) for count in sorted({*STEPS, state.steps})},
            state.steps,
            partial(_put, "steps"),
            named=True,
            width=105,
        )
    with st.container(key=f"{lesson}-own"):
        typed.editor(lesson, KIND, state.risk, HOME.pick)


def _samples(lesson: str, state: State, labels: bool) -> None:
    rows = (
        ("samples", words(SLUG, "sample-count"), SAMPLES, 1, False),
        ("noise", words(SLUG, "noise-of-y"), NOISES, 0.1, labels),
        ("spread", words(SLUG, "width"), SPREADS, 0.05, False),
        ("seed", words(SLUG, "seed"), SEEDS, 1, False),
    )
    for name, label, (low, high), step, off in rows:
        key = f"{lesson}-{name}"
        st.number_input(
            label,
            low,
            high,
            show(key, getattr(state, name)),
            step,
            key=key,
            on_change=_take,
            args=(key, name),
            disabled=off,
        )
    st.button(
        words(SLUG, "reseed"), key=f"{lesson}-reseed", on_click=_reseed, icon=":material/casino:"
    )


def _reseed() -> None:
    state = HOME.state
    HOME.change(state._replace(seed=(state.seed + 1) % (SEEDS[1] + 1)))


def _take(key: str, name: str) -> None:
    _put(name, st.session_state[key])


def _put(name: str, value: object) -> None:
    """Take a value into the state, and mend what no longer fits it."""
    wanted = HOME.state._asdict() | {name: value}
    state = CODEC.read(wanted, HOME.state, only=(name,))
    if state is not None:
        batch, at = min(state.batch, state.samples), min(state.at, state.steps)
        HOME.change(state._replace(batch=batch, at=at))


def _take_batch(place: Home[State], numbers: tuple[float, ...]) -> None:
    place.change(place.state._replace(batch=int(numbers[0])))


def _risk(text: str) -> Risk:
    found = entry(text)
    try:
        return of_entry(found)
    except ValueError:
        raise ExpressionError(words(SLUG, "shape"), 0, len(text)) from None


KIND = typed.Kind(
    _risk,
    typed.reference,
    starter="(x^2 + y - 11)^2 + (x + y^2 - 7)^2",  # it has four lowest places
    label=words(SLUG, "own"),
    memory="descent-typed-last",
)

# What is said about it ---------------------------------------------------------------------------


_REST = {
    verdicts.Motion.WANDERS: "noise",
    verdicts.Motion.WHOLE: "whole",
    verdicts.Motion.AGREE: "agree",
    verdicts.Motion.APART: "apart",
    verdicts.Motion.UNKNOWN: "none",
}


def rest(given: Settings) -> str:
    """The section that tells what batches do at the lowest place."""
    return _REST[verdicts.motion(given, look.landscape(given))]


def outputs(given: Settings) -> str:
    """The section that tells of what J is the Jacobian."""
    if not given.risk.sampled:
        return "plain"
    return "scores" if given.risk.labels else "errors"


def drawn(given: Settings) -> str:
    """The section that tells how samples are drawn."""
    if given.risk.labels:
        return "labelled"
    return "exact" if verdicts.noiseless(given) else "measured"


def ends() -> None:
    """Where the runs end."""
    given = settings(HOME.state)
    st.markdown(captions.ends(given, runs(given), _stops(given), _distances(given)))


def _distances(given: Settings) -> np.ndarray | None:
    lowest = look.landscape(given).lowest
    return None if lowest is None else look.distances(given, runs(given), lowest)


def pull() -> Told:
    """The step on screen as two pulls."""
    state = HOME.state
    given = settings(state)
    seen, stop = _stepped(given, state.run, state.at), _stops(given)[state.run]
    told = captions.step(given, state.run, state.at, seen, stop)
    if state.cover:
        told = text(SLUG, "covered")
    return Told("step", (text(SLUG, outputs(given)), told))


def push() -> Told:
    """What a JVP would say of the step on screen."""
    state = HOME.state
    given = settings(state)
    seen, stop = _stepped(given, state.run, state.at), _stops(given)[state.run]
    stands = stop is not None and state.at >= stop.step
    told = captions.promise(given, seen, verdicts.kept(seen), stands)
    return Told("push", (text(SLUG, "covered") if state.cover else told,))


@lru_cache(maxsize=256)
def _stepped(given: Settings, run: int, at: int) -> look.Stepped:
    return look.stepped(given, runs(given), run, at)


def far() -> Told:
    """How far to step, which the gradient does not say."""
    given = settings(HOME.state)
    told = captions.limit(given, verdicts.limit(given))
    return Told("far", (with_term("largest-eigenvalue", told),))


def risk() -> None:
    """What the samples stand for, where there are some."""
    given = settings(HOME.state)
    if not given.risk.sampled:
        return
    told = captions.optima(given, look.landscape(given))
    say(SLUG, "risk", text(SLUG, drawn(given)), told)


def noise() -> tuple[Told, ...]:
    """Why the runs keep moving, or come to rest, where there are samples."""
    given = settings(HOME.state)
    if not given.risk.sampled:
        return ()
    said = captions.wandering(given, _stops(given), _distances(given))
    return (Told(rest(given), (said,)),)


def code(lesson: str) -> None:
    """The runs on screen as programs."""
    given = settings(HOME.state)
    said = captions.code(given, _stops(given))
    found = runs(given)
    written = programs.programs(given)._asdict()
    panel(lesson, HOME, said, written, "descent", lambda _: programs.shown(given, found))
