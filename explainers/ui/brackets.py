"""Sections of the lesson on the chain rule's order: the machine, and what was measured."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from explainers.components.brackets import Data, Settled, mount
from explainers.components.task import Task
from explainers.core.brackets import numbers as brackets
from explainers.core.brackets.programs import programs, shown, timing
from explainers.figures.brackets import Role, Series, scaling
from explainers.lessons import words
from explainers.lessons.brackets import captions
from explainers.measure.recorded import SHAPES, brackets_job
from explainers.measure.results import Job, Run
from explainers.permalink.brackets import CODEC, FIRST, LARGEST_SIDE, State
from explainers.ui import arrival, measuring
from explainers.ui.charts import chart
from explainers.ui.code_panel import NAMES, panel
from explainers.ui.controls import apart, pick, show
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say, text
from explainers.ui.session import Home
from explainers.ui.theme import colours

_SLUG = "brackets"
HOME = Home(_SLUG, CODEC)

_PRESETS = {
    SHAPES[0]: words(_SLUG, "wide"),
    SHAPES[1]: words(_SLUG, "tall"),
    SHAPES[2]: words(_SLUG, "square"),
}
_OWN = words(_SLUG, "own-shape")
_GUESSES = {"jacfwd": "jacfwd", "jacrev": "jacrev", "neither": words(_SLUG, "no-difference")}


_COSTS: tuple[tuple[str, str, Callable[[Run], float]], ...] = (
    (words(_SLUG, "count-operations"), "operations", lambda run: run.flops),
    (words(_SLUG, "count-time"), "ms", lambda run: 1000 * run.median),
    (words(_SLUG, "count-memory"), "kB", lambda run: run.temporary / 1000),
)


class _Line(NamedTuple):
    """Runs of one name, as a line of a figure."""

    run: str
    name: str
    role: Role


_MODES = (_Line("jacfwd", "jacfwd", "push"), _Line("jacrev", "jacrev", "pull"))
_WAYS = (
    _Line("jvp", words(_SLUG, "jv-alone"), "push"),
    _Line("jacfwd", words(_SLUG, "j-first"), "ink"),
)


def machine() -> None:
    """The bracket machine, with Python's counts for the chain and the order at hand."""
    key = f"{_SLUG}-machine"
    at_work(key, HOME.held.edition, HOME.state, taken(HOME, key))


def at_work(
    key: str,
    edition: str,
    state: State,
    on_gesture: Callable[[], None],
    task: Task | None = None,
) -> None:
    """The machine in a state, also as the ground of a puzzle."""
    sides = brackets.dimensions(state.sizes, state.u, state.v)
    found = brackets.answer(sides, state.order)
    settled = Settled(
        sizes=state.sizes,
        u=state.u,
        v=state.v,
        order=state.order,
        counts=tuple(product.multiplications for product in found.products),
        held=tuple(product.held for product in found.products),
        left=found.left,
        right=found.right,
        best=found.best,
        worst=found.worst,
        best_order=found.best_order,
    )
    mount(key, Data(edition, state, CODEC.limits, settled, task), on_gesture=on_gesture)


def ratio(lesson: str) -> None:
    """Both ways to a gradient in numbers, and what reverse mode has to keep."""
    state = HOME.state
    told = captions.ratio(state.sizes) if captions.is_classic(state.sizes, state.u) else ""
    with folded(lesson, "ratio", text(_SLUG, "covered") if state.cover else told):
        say(lesson, "residuals")


def measured(lesson: str) -> None:
    """The orders of the chain at hand, timed by JAX."""
    state = HOME.state
    with folded(lesson, "measured"):
        job = brackets_job(state.sizes, state.u, state.v, state.order)
        at_hand = None if state.cover else measuring.found(job)
        if at_hand is not None:
            with st.container(key=f"{lesson}-chain-wide-table"):
                st.markdown(captions.chain_table(job, state.order, at_hand.result.runs))
            runs = at_hand.result.runs
            st.markdown(f"{captions.additions(job, runs)} {captions.call_floor(runs)}")
        measuring.controls(lesson, "chain", job)
        if state.sizes != FIRST.sizes:
            st.button(
                words(lesson, "larger"),
                key=f"{lesson}-larger",
                on_click=_take_larger,
                type="tertiary",
                icon=":material/zoom_out_map:",
            )


def _take_larger() -> None:
    HOME.change(FIRST._replace(mirror=HOME.state.mirror, shape=HOME.state.shape))


def code(lesson: str) -> None:
    """Programs that multiply the chain in the chosen order and count."""
    state = HOME.state
    names = brackets.factor_names(state.sizes, state.u, state.v)
    given = programs(state.sizes, state.u, state.v, state.order)
    said = captions.code(brackets.written(names, state.order))
    panel(
        lesson,
        HOME,
        said,
        given._asdict(),
        "chain",
        lambda _: shown(state.sizes, state.u, state.v, state.order),
    )


def shapes(lesson: str) -> None:
    """Jacobians of wide, tall and square functions in both modes: first guess, then see."""
    with folded(lesson, "shapes"):
        _compared(lesson)
        with st.expander(words(lesson, "timing")):
            for short, program in timing(*HOME.state.shape).items():
                st.caption(NAMES[short])
                arrival.code(program)


def _compared(lesson: str) -> None:
    shape = HOME.state.shape
    own = st.session_state.get(f"{lesson}-own-shape", shape not in _PRESETS)
    _shape_picker(lesson, shape, own or shape not in _PRESETS)
    job = Job("modes", (shape,))
    guess = ""
    if shape in _PRESETS:
        guess = _guessed(lesson, shape)
        if not guess:
            return
    at_hand = measuring.found(job)
    if at_hand is not None:
        runs = at_hand.result.runs
        st.markdown(captions.verdict(guess, runs))
        _growth(lesson, "shapes", runs, _MODES)
        st.markdown(captions.square_note(runs) or words(lesson, "counts"))
    measuring.controls(lesson, "shapes", job)


def _shape_picker(lesson: str, shape: tuple[int, int], own: bool) -> None:
    titles = _PRESETS | {(): _OWN}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pick(
            HOME,
            f"{lesson}-shape",
            words(lesson, "shape-of-j"),
            titles,
            () if own else shape,
            partial(_take_preset, lesson),
        )
        if own:
            for place, name in enumerate(("inputs", "outputs")):
                number = f"{lesson}-shape-{place}"
                st.number_input(
                    words(lesson, name),
                    min_value=1,
                    max_value=LARGEST_SIDE,
                    value=show(number, shape[place]),
                    step=1,
                    key=number,
                    on_change=_take_side,
                    args=(number, place),
                    width=130,
                )


def _take_preset(lesson: str, shape: tuple[int, int] | tuple[()]) -> None:
    st.session_state[f"{lesson}-own-shape"] = not shape
    if shape:
        HOME.follow(HOME.state._replace(shape=shape))


def _take_side(key: str, place: int) -> None:
    shape = list(HOME.state.shape)
    shape[place] = st.session_state[key]
    wanted = CODEC.read({"shape": shape}, HOME.state, only=("shape",))
    if wanted is not None:
        HOME.follow(wanted)


def _guessed(lesson: str, shape: tuple[int, int]) -> str:
    """What the reader takes to be faster, or nothing yet."""
    n, m = shape
    label = captions.question(n, m)
    return apart(HOME, f"{lesson}-guess-{n}-{m}", label, _GUESSES, named=True) or ""


def _growth(lesson: str, slot: str, runs: Sequence[Run], lines: Sequence[_Line]) -> None:
    """Operations, time and memory of two programs against the size, side by side."""
    of_first = [run for run in runs if run.name == lines[0].run]
    if all(run.n == run.m for run in of_first):
        axis, grows = "n = m", [run.n for run in of_first]
    elif len({run.m for run in of_first}) == 1:
        axis, grows = f"n, with m = {runs[0].m}", [run.n for run in of_first]
    else:
        axis, grows = f"m, with n = {runs[0].n}", [run.m for run in of_first]
    has_base = any(run.name == "f" for run in runs)
    for column, (what, unit, cost) in zip(st.columns(3, gap="small"), _COSTS, strict=True):
        series = [
            Series(
                line.name,
                line.role,
                grows,
                [cost(run) for run in runs if run.name == line.run],
                captions.sweeps_predicted(runs, line.run, cost)
                if has_base and unit in ("operations", "ms")
                else None,
            )
            for line in lines
        ]
        with column:
            chart(
                scaling(series, what, axis, unit, colours()),
                key=f"{lesson}-{slot}-{unit}",
                alt=captions.growth_alt(what, axis, grows, {one.name: one.costs for one in series}),
            )


def mistakes(lesson: str) -> None:
    """The same calls timed rightly and in three wrong ways."""
    with folded(lesson, "mistakes"):
        job = Job("mistakes")
        at_hand = measuring.found(job)
        if at_hand is not None:
            with st.container(key=f"{lesson}-mistakes-wide-table"):
                st.markdown(captions.mistakes_table(at_hand.result.runs))
        measuring.controls(lesson, "mistakes", job)


def product(lesson: str) -> None:
    """Jv against forming J first."""
    with folded(lesson, "product"):
        job = Job("product")
        at_hand = measuring.found(job)
        if at_hand is not None:
            _growth(lesson, "product", at_hand.result.runs, _WAYS)
            st.markdown(captions.product_caption(at_hand.result.runs))
        measuring.controls(lesson, "product", job)
