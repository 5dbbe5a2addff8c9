"""Sections below the figure: solvers and their rounds, a ridge, an ODE back in time, and costs."""

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

import streamlit as st

from explainers.components import slider, wire
from explainers.components.slider import Row
from explainers.core.implicit import adjoint, cost, iterations, ridge
from explainers.core.implicit.courses import Solver
from explainers.core.implicit.solvers.programs import ode_programs, ridge_programs
from explainers.core.programs import Programs
from explainers.figures import implicit as figures
from explainers.figures.brackets import Role, Series, scaling
from explainers.lessons import words
from explainers.lessons.brackets.captions import growth_alt
from explainers.lessons.implicit.solvers import captions
from explainers.measure.results import Job, Run
from explainers.permalink.implicit import REACHES, rounded
from explainers.ui import arrival, controls, measuring
from explainers.ui.answers import Answers, waiting
from explainers.ui.charts import chart
from explainers.ui.code_panel import NAMES
from explainers.ui.compiling import SCHEDULER
from explainers.ui.gestures import meant
from explainers.ui.implicit import HOME, SLUG
from explainers.ui.saying import folded, say, tell, text
from explainers.ui.theme import colours
from explainers.ui.turns import TURNS, Part

_SOLVED = Answers(iterations.found, 32, program=lambda _: None)
_RIDGE = Answers(ridge.found, 32, program=lambda _: None)
_TRIPS = Answers(adjoint.runs, 16, program=lambda _: None)


_REACHES = {**REACHES, "steps": (adjoint.FEWEST, adjoint.MOST)}


def _apart(section: Callable[[], None]) -> Callable[[], None]:
    """A section that is drawn anew by itself: a solution that moves above changes none of it."""

    @st.fragment
    @wraps(section)
    def drawn() -> None:
        SCHEDULER.touch()
        with TURNS.turn(Part.WORDS):
            section()

    return drawn


def _sliders(name: str, parts: dict[str, str]) -> None:
    """Sliders for parts of the state, by what they are called.

    A hand on them means what they were last sent, whatever has become of the figure since.
    """
    key = f"{SLUG}-{name}"
    rows = tuple(Row(said, _REACHES[part], part == "steps") for part, said in parts.items())
    numbers = tuple(float(getattr(HOME.state, part)) for part in parts)
    edition = f"{HOME.held.edition}-{st.session_state.get(_mended(key), 0)}"
    st.session_state[f"{key}-edition"] = edition
    data = slider.Data(edition, slider.State(numbers), rows, name, query=HOME.query())
    with st.container(width=560):
        slider.mount(key, data, on_gesture=partial(_heard, key, tuple(parts), rows))


def _mended(key: str) -> str:
    """Under this name a session counts how often sliders were led back within their reach."""
    return f"{key}-mended"


def _heard(key: str, parts: tuple[str, ...], rows: tuple[Row, ...]) -> None:
    """Take numbers into the state, if they are sound and meant for what was sent last."""
    message = meant(st.session_state[key].get("gesture"), st.session_state[f"{key}-edition"])
    numbers = None if message is None else controls.read_numbers(message, rows)
    if message is None or numbers is None:
        return
    wire.take(key, message)
    taken = tuple(map(within, parts, numbers))
    named: dict[str, Any] = dict(zip(parts, taken, strict=True))
    HOME.follow(HOME.state._replace(**named))
    if taken != numbers:
        st.session_state[_mended(key)] = st.session_state.get(_mended(key), 0) + 1


def within(part: str, number: float) -> float:
    """A number as the state takes it; one that was typed beyond its reach ends there."""
    low, high = _REACHES[part]
    near = rounded(min(max(number, low), high))
    return int(near) if part == "steps" else near


def _listing(name: str, programs: Programs) -> None:
    """A program for the library that is chosen."""
    with st.expander(words(SLUG, name)):
        names = {library: NAMES[library] for library in programs._asdict()}
        chosen = controls.apart(HOME, f"{SLUG}-{name}", words(SLUG, name), names, "jax")
        arrival.code(getattr(programs, chosen or "jax"))


# Rounds of a solver -------------------------------------------------------------------------------

_SOLVERS: dict[Solver, str] = {"fixed": words(SLUG, "fixed-point"), "newton": words(SLUG, "newton")}


@_apart
def unrolled() -> None:
    """What rounds of two solvers leave of a derivative, unrolled and by the implicit rule."""
    state = HOME.state
    with folded(SLUG, "unrolled"):
        _sliders("kepler", {"mean": "p", "eccentricity": "e"})
        if arrival.late():
            return
        with waiting():
            found = _SOLVED.now(iterations.Given(state.mean, state.eccentricity))
            for (solver, name), column in zip(_SOLVERS.items(), st.columns(2), strict=True):
                with column:
                    chart(
                        figures.rounds(found, solver, name, colours()),
                        key=f"{SLUG}-rounds-{solver}",
                        alt=captions.rounds_alt(found.errors(solver), name),
                    )
            tell(captions.slope(found), captions.table(found))
            say(SLUG, "late")


# The ridge ----------------------------------------------------------------------------------------


@_apart
def penalty() -> None:
    """A ridge along its penalty, and the derivative of a loss by one solve."""
    power = HOME.state.penalty
    with folded(SLUG, "ridge"):
        _sliders("penalty", {"penalty": "log₁₀ α"})
        if arrival.late():
            return
        with waiting():
            found = _RIDGE.now(power)
            left, middle, right = st.columns(3)
            with left:
                chart(
                    figures.fitted(found.here, colours()),
                    key=f"{SLUG}-fitted",
                    alt=captions.fitted_alt(found),
                )
            with middle:
                chart(
                    figures.weights(found.path, found.here, power, colours()),
                    key=f"{SLUG}-weights",
                    alt=captions.weights_alt(found, power),
                )
            with right:
                chart(
                    figures.losses(found.path, found.here, power, colours()),
                    key=f"{SLUG}-losses",
                    alt=captions.losses_alt(found, power),
                )
            tell(captions.ridge(found, power))
        _listing("ridge-listing", ridge_programs(power))


# There and back -----------------------------------------------------------------------------------


@_apart
def back() -> None:
    """An ODE's gradient by backprop through its steps, and by its adjoint."""
    state = HOME.state
    given = adjoint.Given(state.time, state.steps, state.crowding)
    with folded(SLUG, "ode"):
        _sliders("ode", {"time": "T", "steps": "N", "crowding": "c"})
        if arrival.late():
            return
        with waiting():
            found = _TRIPS.now(given)
            left, middle, right = st.columns(3)
            with left:
                chart(
                    figures.orbit(found.here, colours()),
                    key=f"{SLUG}-orbit",
                    alt=captions.orbit_alt(found),
                )
            with middle:
                chart(
                    figures.lambdas(found.here, state.time, colours()),
                    key=f"{SLUG}-lambdas",
                    alt=captions.lambdas_alt(found),
                )
            with right:
                chart(
                    figures.ladder(found.ladder, found.at, colours()),
                    key=f"{SLUG}-ladder",
                    alt=captions.ladder_alt(found.ladder),
                )
            tell(
                captions.ode(found, given),
                captions.left_out(found.ladder),
                captions.kept(given),
                text(SLUG, "drift"),
            )
        _listing("ode-listing", ode_programs(given))


# What both cost -----------------------------------------------------------------------------------

_AXIS = "rounds"


def _series(runs: Sequence[Run]) -> dict[str, tuple[str, list[Series]]]:
    """What is measured, its unit, and the series of both gradients with what was predicted."""
    times, memory = captions.predicted_times(runs), captions.predicted_memory(runs, cost.held())

    def of(
        name: str, role: Role, cost: Callable[[Run], float], predicted: list[float] | None
    ) -> Series:
        found = captions.cost_runs(runs, name)
        sizes = [float(run.n) for run in found]
        return Series(name, role, sizes, list(map(cost, found)), predicted)

    def taken(run: Run) -> float:
        return 1000 * run.median

    def needed(run: Run) -> float:
        return run.temporary / 1000

    return {
        words(SLUG, "count-time"): (
            "ms",
            [of("unrolled", "pull", taken, times), of("implicit", "ink", taken, None)],
        ),
        words(SLUG, "count-memory"): (
            "kB",
            [of("unrolled", "pull", needed, memory), of("implicit", "ink", needed, None)],
        ),
    }


def costs() -> None:
    """Time and memory of both ways to a gradient, as measured and as predicted."""
    with folded(SLUG, "cost"):
        job = Job("implicit")
        at_hand = measuring.found(job)
        if at_hand is not None:
            runs = at_hand.result.runs
            for (what, (unit, series)), column in zip(
                _series(runs).items(), st.columns(2), strict=True
            ):
                told = {one.name: one.costs for one in series}
                with column:
                    chart(
                        scaling(series, f"{what}, {unit}", _AXIS, unit, colours()),
                        key=f"{SLUG}-cost-{unit}",
                        alt=growth_alt(f"{what}, {unit}", _AXIS, series[0].sizes, told),
                    )
            tell(captions.cost(runs, cost.held()))
        measuring.controls(SLUG, "cost", job)
