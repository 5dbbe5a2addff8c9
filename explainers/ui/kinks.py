"""The gallery of kinks: its list, its figure, why, what mends it, and the table of all."""

import math
from functools import lru_cache
from importlib.metadata import version

import numpy as np
import streamlit as st

from explainers.components.kinks import Case, Data, Said, mount
from explainers.core import kinks as core
from explainers.core.numerals import numeral
from explainers.lessons import words
from explainers.permalink.kinks import CODEC, State
from explainers.ui import controls
from explainers.ui.answers import Answers, Pending, waiting
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.session import Home

SLUG = "kinks"
HOME: Home[State] = Home(SLUG, CODEC)
_FIGURE = f"{SLUG}-figure"
DIGITS = 9
"""Significant digits in which samples are sent."""
SAMPLES = Answers(core.samples, len(core.CASES))


def choose() -> None:
    """Which case."""
    key = f"{SLUG}-case"
    controls.show(key, HOME.state.slug)
    st.pills(
        "Case",
        list(core.CASES),
        format_func=lambda slug: core.CASES[slug].title,
        required=True,
        key=key,
        on_change=_take_case,
        args=(key,),
        label_visibility="collapsed",
    )


def _take_case(key: str) -> None:
    slug = st.session_state[key]
    if slug in core.CASES and slug != HOME.state.slug:
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
    return core.Samples(found.x, *map(_rounded, found[1:]))  # pyright: ignore[reportArgumentType]


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
    st.header("Why", anchor=False)
    st.markdown(state.case.why)
    st.code(core.source(state.case.f, "f"), language="python")
    for mode in ("forward", "reverse"):
        refused = core.refusal(state.slug, mode)
        if refused and refused.message:
            st.markdown(f"{mode.capitalize()} mode says:")
            st.code(f"{refused.said}: {refused.message}", language=None, wrap_lines=True)


def remedy() -> None:
    """What mends the case, with the number it gives here."""
    state = HOME.state
    found = core.returned(state.slug, state.x)
    st.header("Remedy", anchor=False)
    st.markdown(state.case.remedy)
    st.code(core.source(state.case.mended, "mended"), language="python")
    st.markdown(remedy_sentence(state, found))


def remedy_sentence(state: State, found: core.Returned) -> str:
    """What both modes return for the remedy, beside what they returned before."""
    before = " and ".join(dict.fromkeys(answer_text(a) for a in (found.forward, found.reverse)))
    if state.case.central:
        return (
            f"With log₁₀ h = {numeral(state.x)} the difference in float32 is "
            f"{numeral(found.left, 6)}, in float64 {numeral(found.right, 6)}; the derivative is "
            f"cos 1 = {numeral(found.mended, 6)}."
        )
    return (
        f"At {'n' if state.case.whole else 'x'} = {numeral(state.x)} both modes return "
        f"{numeral(found.mended)} for it, where they returned {before} for f."
    )


def answer_text(answer: core.Answer) -> str:
    """What a mode returned, in a cell."""
    return answer.said if answer.number is None else numeral(answer.number)


def slope_text(slope: float) -> str:
    """A slope from one side; a dash where f is not defined there."""
    return "—" if math.isnan(slope) else numeral(slope)


# The table --------------------------------------------------------------------------------


def table() -> None:
    """Every case at its kink: slopes from either side, JAX's answers, and PyTorch's."""
    st.header("All of them", anchor=False)
    st.markdown(words(SLUG, "table"))
    with st.container(key=f"{SLUG}-table"), waiting():
        pending = SAMPLES.pending(*core.CASES)
        if pending is not None:
            raise pending
        st.table(rows())


def rows() -> dict[str, list[str]]:
    """The table, column by column; JAX's cells are computed, PyTorch's recorded."""
    cases = core.CASES.values()
    found = [core.returned(case.slug, case.at) for case in cases]
    jax, torch = f"JAX {version('jax')}", f"PyTorch {core.TORCH}"
    return {
        "f": [case.title for case in cases],
        "at": [numeral(case.at) for case in cases],
        "from the left": ["—" if c.central else slope_text(f.left) for c, f in _pairs(found)],
        "from the right": ["—" if c.central else slope_text(f.right) for c, f in _pairs(found)],
        f"{jax}, forward": [answer_text(f.forward) for f in found],
        f"{jax}, reverse": [answer_text(f.reverse) for f in found],
        f"{torch}, forward": [case.torch.texts[0] for case in cases],
        f"{torch}, reverse": [case.torch.texts[1] for case in cases],
        "remedy": [numeral(f.mended) for f in found],
    }


def _pairs(found: list[core.Returned]) -> list[tuple[core.Case, core.Returned]]:
    return list(zip(core.CASES.values(), found, strict=True))


def code() -> None:
    """The case at x as programs."""
    state = HOME.state
    st.header("In code", anchor=False)
    letter = "log₁₀ h" if state.case.central else "n" if state.case.whole else "x"
    said = (
        f"Runs as pasted: {state.case.title} at {letter} = {numeral(state.x)}, what forward and "
        "reverse mode return there, and what the remedy returns."
    )
    programs = core.programs(state.case, state.x)
    panel(SLUG, said, programs._asdict(), f"kink_{state.slug}")
