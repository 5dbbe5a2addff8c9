"""The gallery of kinks: its list, its figure, why, what mends it, and the table of all."""

from collections.abc import Mapping
from functools import lru_cache, partial
from importlib.metadata import version

import numpy as np
import streamlit as st

from explainers.components.kinks import Case, Data, Said, mount
from explainers.core import kinks as core
from explainers.core.checks import Shown
from explainers.lessons import of_case, words
from explainers.lessons.kinks import captions
from explainers.permalink.kinks import CODEC, State
from explainers.ui import arrival, controls, session
from explainers.ui.answers import Answers, Pending, afterwards
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say, text
from explainers.ui.session import Home
from explainers.ui.theme import tabled

SLUG = "kinks"
HOME: Home[State] = Home(SLUG, CODEC)
_FIGURE = f"{SLUG}-figure"
DIGITS = 9
"""Significant digits in which samples are sent."""
SAMPLES = Answers(core.samples, len(core.CASES))


def choose() -> None:
    """Which case."""
    now, fixed = HOME.state.slug, session.locks("function")
    titles = {slug: core.CASES[slug].title for slug in ([now] if fixed else core.CASES)}
    controls.pick(
        HOME,
        f"{SLUG}-case",
        words(SLUG, "case"),
        titles,
        now,
        _take_case,
        fixed=fixed,
        look="pills",
    )


def _take_case(slug: str) -> None:
    if slug != HOME.state.slug:
        HOME.pick(core.CASES[slug])


@lru_cache(maxsize=len(core.CASES))
def _case(slug: str) -> Case:
    """A case, without JAX's numbers along it."""
    case = core.CASES[slug]
    refused = (core.refusal(slug, mode) for mode in ("forward", "reverse"))
    return Case(
        slug=slug,
        title=case.title,
        at=case.at,
        step=case.step,
        reach=case.reach,
        y_view=case.y_view,
        slope_view=case.slope_view,
        whole=case.whole,
        central=case.central,
        said=Said(*(answer.said if answer else "" for answer in refused)),
        torch=case.torch.texts,
        samples=None,
    )


@lru_cache(maxsize=len(core.CASES))
def _rounded_samples(slug: str) -> core.Samples:
    """JAX's numbers along a case, in as many digits as a screen can show."""
    found = SAMPLES.now(slug)
    return core.Samples._make((found.x, *map(_rounded, found[1:])))


def _rounded(part: np.ndarray | None) -> np.ndarray | None:
    return None if part is None else np.array([float(f"{number:.{DIGITS}g}") for number in part])


def figure() -> Pending | None:
    """The list of cases, the graph of the one at hand, and what JAX returns along it."""
    choose()
    held = HOME.held
    slug = held.state.slug
    pending = SAMPLES.pending(slug)
    case = _case(slug)._replace(samples=None if pending else _rounded_samples(slug))
    mount(_FIGURE, Data(held.edition, case, held.state), on_gesture=taken(HOME, _FIGURE))
    return pending


# What is said -----------------------------------------------------------------------------


def why() -> None:
    """Why the case misleads, and what JAX says where it refuses."""
    state = HOME.state
    say(SLUG, "why", text(SLUG, "covered") if state.cover else of_case(SLUG, state.slug, "why"))
    arrival.code(core.source(state.case.f, "f"))
    if state.cover:
        return
    for mode in ("forward", "reverse"):
        refused = core.refusal(state.slug, mode)
        if refused and refused.message:
            st.markdown(captions.refusal(mode))
            arrival.code(f"{refused.said}: {refused.message}", None)


def remedy() -> None:
    """What mends the case, with the number it gives here."""
    state = HOME.state
    if state.cover:
        folded(SLUG, "remedy", text(SLUG, "covered"))
        return
    found = core.returned(state.slug, state.x)
    with folded(SLUG, "remedy", of_case(SLUG, state.slug, "remedy")):
        arrival.code(core.source(state.case.mended, "mended"))
        st.markdown(captions.remedy(state.case, state.x, found))


# The table --------------------------------------------------------------------------------


def table() -> None:
    """Every case at its kink: slopes from either side, JAX's answers, and PyTorch's."""
    with folded(SLUG, "table"), st.container(key=f"{SLUG}-table"), afterwards():
        pending = SAMPLES.pending(*core.CASES)
        if pending is not None:
            raise pending
        found = [core.returned(case.slug, case.at) for case in core.CASES.values()]
        with st.container(key=f"{SLUG}-all-small-wide-table"):
            st.markdown(tabled(captions.table(found, version("jax"), cover=HOME.state.cover)))


def at_pi() -> None:
    """Sine and its derivative at π, in both precisions."""
    with folded(SLUG, "pi"), st.container(key=f"{SLUG}-pi"), afterwards():
        st.markdown(captions.at_pi(_AT_PI.now(SLUG)))


def _at_pi(_: str) -> tuple[core.AtPi, ...]:
    return core.at_pi()


_AT_PI = Answers(_at_pi, 1)


def code() -> None:
    """The case at x as programs."""
    state = HOME.state
    programs = core.programs(state.case, state.x)._asdict()
    said = captions.code(state.case, state.x)
    panel(SLUG, HOME, said, programs, f"kink_{state.slug}", partial(_shown, state))


def _shown(state: State, library: str) -> Mapping[str, Shown]:
    """What JAX returns, which other libraries need not."""
    return core.shown(state.case, state.x) if library == "jax" else {}
