"""The lesson on many products: the map, the figure, and what is said of estimates and costs."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import streamlit as st

from explainers.components.many import Data, Settled, mount, packed
from explainers.core.many import flow as flows
from explainers.core.many import numbers as core
from explainers.core.many.maps import MAPS, SIZE, X
from explainers.core.many.programs import programs, shown
from explainers.core.tape import tape
from explainers.figures.brackets import Series, scaling
from explainers.figures.many import densities
from explainers.lessons import words
from explainers.lessons.brackets.captions import growth_alt
from explainers.lessons.many import captions
from explainers.measure.results import Job, Run
from explainers.permalink.many import CODEC, State
from explainers.ui import controls, measuring, session
from explainers.ui.answers import Answers, Pending, afterwards
from explainers.ui.charts import chart
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say, tell, text
from explainers.ui.session import Home
from explainers.ui.theme import colours

SLUG = "many"
HOME: Home[State] = Home(SLUG, CODEC)
_FIGURE = f"{SLUG}-figure"
FOUND = Answers(core.found, 128, program=lambda given: given.slug)


def choose() -> None:
    """Which map."""
    titles = {slug: one.title for slug, one in MAPS.items()}
    fixed = session.locks("function")
    controls.pick(
        HOME, f"{SLUG}-map", words(SLUG, "map"), titles, HOME.state.slug, _take_map, fixed=fixed
    )


def _take_map(slug: str) -> None:
    if slug != HOME.state.slug:
        HOME.pick(MAPS[slug])


def figure() -> Pending | None:
    """The map at hand, and its random products."""
    choose()
    held = HOME.held
    state = held.state
    pending = FOUND.pending(state.given)
    subject = state.subject
    data = Data(
        edition=held.edition,
        state=state,
        slug=subject.slug,
        knob=subject.knob,
        n=SIZE,
        x=tuple(X.tolist()),
        products=core.PRODUCTS,
        limits=CODEC.limits,
        tape=tape(core.joined(subject.slug), SIZE + 1),
        settled=None if pending else _settled(state.given),
    )
    mount(_FIGURE, data, on_gesture=taken(HOME, _FIGURE))
    return pending


@lru_cache(maxsize=64)
def _settled(given: core.Given) -> Settled:
    """JAX's numbers, ready for the browser."""
    found = FOUND.now(given)
    return Settled(
        c=given.c,
        law=given.law,
        seed=given.seed,
        jacobian=found.jacobian.ravel(),
        directions=packed(found.directions),
        products=packed(found.products),
        series=packed(found.series),
        log_det=packed(found.log_det),
    )


# What is said of it -------------------------------------------------------------------------------


def estimate() -> None:
    """Why the mean settles, and how far off it is at the state on screen."""
    state = HOME.state
    found = FOUND.now(state.given)
    say(SLUG, "mean")
    if state.of == "range":
        return
    told = captions.error(found, state.of, state.law, state.k)
    folded(SLUG, "error", text(SLUG, "covered") if state.cover else told)


def law() -> None:
    """What the entries of v are drawn from."""
    state = HOME.state
    of = "trace" if state.of == "range" else state.of
    told = captions.laws(FOUND.now(state.given), of)
    folded(SLUG, "law", text(SLUG, "covered") if state.cover else told)


def forward() -> None:
    """What forward mode says of a gradient."""
    state = HOME.state
    told = captions.forward(FOUND.now(state.given))
    folded(SLUG, "forward", text(SLUG, "covered") if state.cover else told)


def series() -> None:
    """What products say of a flow's log-determinant, and what its sign does to a density."""
    state = HOME.state
    found = FOUND.now(state.given)
    told, sign = captions.cut(found), captions.sign(found)
    if state.cover:
        told, sign = text(SLUG, "covered"), ""
    folded(SLUG, "series", told, text(SLUG, "density"), sign)


def span() -> None:
    """What k products hold of J."""
    state = HOME.state
    told = captions.picture(FOUND.now(state.given), state.k)
    folded(SLUG, "range", text(SLUG, "covered") if state.cover else told)


def code() -> None:
    """The estimate on screen as programs."""
    state = HOME.state
    asked = state.given, state.of, state.k
    said = captions.code(state.subject, *asked)
    panel(SLUG, HOME, said, programs(*asked)._asdict(), "many", lambda _: shown(*asked))


def flow() -> None:
    """The density that a flow makes, and the one that a wrong sign makes of it."""
    c = HOME.state.c
    with folded(SLUG, "flow"):
        words, picture = st.columns(2, gap="medium")
        with picture, afterwards():
            found = _DENSITIES.now(c)
            drawn = densities(found.y, found.right, found.wrong, colours())
            chart(drawn, key=f"{SLUG}-flow", alt=captions.areas_alt(found, c))
            with words:
                tell(captions.areas(found, c), text(SLUG, "determinant"))


_DENSITIES = Answers(flows.densities, 64, program=lambda _: None)

_AXIS = words(SLUG, "in-a-chunk")
_COSTS: tuple[
    tuple[str, str, Callable[[Run], float], Callable[[Sequence[Run]], Sequence[float]]], ...
] = (
    (words(SLUG, "count-time"), "ms", lambda run: 1000 * run.median, captions.times_predicted),
    (words(SLUG, "count-memory"), "kB", lambda run: run.temporary / 1000, captions.kilobytes),
)
"""What is measured of a run, and what was predicted of each chunk."""


def chunks() -> None:
    """Time and memory of all columns, a chunk at a time, as measured and as predicted."""
    with folded(SLUG, "chunks"):
        job = Job("chunks")
        at_hand = measuring.found(job)
        if at_hand is not None:
            runs = at_hand.result.runs
            found = captions.chunk_runs(runs)
            sizes = [run.n for run in found]
            for column, (what, unit, cost, predicted) in zip(st.columns(2), _COSTS, strict=True):
                costs = [cost(run) for run in found]
                series = Series("measured", "push", sizes, costs, predicted(runs))
                with column:
                    chart(
                        scaling([series], what, _AXIS, unit, colours()),
                        key=f"{SLUG}-chunks-{unit}",
                        alt=growth_alt(what, _AXIS, sizes, {"measured": costs}),
                    )
            tell(captions.chunks(runs), captions.million(runs))
        measuring.controls(SLUG, "chunks", job)
