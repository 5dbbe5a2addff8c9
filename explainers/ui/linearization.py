"""The lesson on the linear picture: its home, its figure, and what is said of it."""

from functools import lru_cache

import jax.numpy as jnp
import numpy as np
import streamlit as st

from explainers.components.linearization import Data, Image, Settled, mount
from explainers.components.wire import Numbers
from explainers.components.wire import entry as known
from explainers.core import products
from explainers.core.catalog import Entry
from explainers.core.host import on_host
from explainers.core.linearization import numbers as linearization
from explainers.core.linearization.numbers import STEPS, Differences, Remainders
from explainers.core.linearization.programs import linearization as programs
from explainers.figures.linearization import valley
from explainers.lessons import words
from explainers.lessons.linearization import captions
from explainers.permalink.linearization import CODEC, State
from explainers.ui import background, code_panel, controls, warm
from explainers.ui.gestures import taken
from explainers.ui.numbers import tape_of
from explainers.ui.session import Home
from explainers.ui.theme import colours

HOME = Home("linearization", CODEC, shares=True)
_SLUG = "linearization"
_LINES, _NODES = 9, 9
"""How the image of the grid is sampled for a function without a tape."""


@lru_cache(maxsize=512)
def settled(entry: Entry, x: tuple[float, ...], v: tuple[float, ...], zoom: float) -> Remainders:
    """JAX's remainders of a function at x along v, once for every session."""
    return linearization.remainders(entry.map, x, v, 10.0**-zoom)


@lru_cache(maxsize=256)
def differences(entry: Entry, x: tuple[float, ...], v: tuple[float, ...]) -> Differences:
    """Difference quotients of a function at x along v, once for every session."""
    return linearization.differences(entry.map, x, v, settled(entry, x, v, 0.0))


def prepare(entry: Entry) -> None:
    """Compile what the lesson needs of a function."""
    settled(entry, entry.x, entry.v, 0.0)
    differences(entry, entry.x, entry.v)
    if tape_of(entry) is None:
        products.sampled(entry.map)(jnp.asarray([entry.x] * _points(entry)))


def _points(entry: Entry) -> int:
    return 2 * _LINES * _NODES


def image(state: State) -> Image:
    """Image of the grid around x at the state's magnification, in units of h about f(x)."""
    entry, h = state.entry, 10.0**-state.zoom
    x = np.asarray(state.x)
    wide = max(entry.x_view[j][1] - entry.x_view[j][0] for j in state.inputs)
    step = wide / (_LINES - 1)
    lines = np.linspace(-wide / 2, wide / 2, _LINES)
    nodes = np.linspace(-wide / 2, wide / 2, _NODES)
    directions = np.eye(entry.n)[list(state.inputs)]
    offsets = np.concatenate(
        [
            (
                lines[:, None, None] * directions[side] + nodes[:, None] * directions[1 - side]
            ).reshape(-1, entry.n)
            for side in (0, 1)
        ]
    )
    values, jacobians = on_host(products.sampled(entry.map)(jnp.asarray(x + h * offsets)))
    shown = list(state.outputs)
    value = settled(entry, state.x, state.v, state.zoom).value
    places = ((values - value) / h)[:, shown]
    along = np.repeat(directions[::-1], len(offsets) // 2, axis=0)
    speeds = np.einsum("kij,kj->ki", jacobians, along)[:, shown]
    families = np.concatenate([places, speeds], axis=-1).reshape(2, _LINES, _NODES, 4)
    return Image(step, np.round(families, 7))


def _answer(state: State) -> Settled | None:
    if not background.prepared(prepare, state.entry):
        return None
    found = settled(state.entry, state.x, state.v, state.zoom)
    picture = image(state) if tape_of(state.entry) is None else None
    return Settled(state.x, state.v, state.zoom, Numbers(found), picture)


def function() -> None:
    """Picker of the function."""
    controls.function(_SLUG, HOME)


def microscope() -> bool:
    """The figure; whether it shows JAX's numbers, or must still do without."""
    state, key = HOME.state, f"{_SLUG}-figure"
    warm.pulse()
    found = _answer(state)
    data = Data(
        edition=HOME.held.edition,
        entry=known(state.entry),
        tape=tape_of(state.entry),
        steps=tuple(STEPS.tolist()),
        state=state,
        limits=CODEC.limits,
        settled=found,
    )
    mount(key, data, on_gesture=taken(HOME, key))
    return found is not None


def waiting() -> None:
    """That JAX's numbers are still to come; draws the page anew when they do."""
    background.watch(prepare, HOME.state.entry)


def _numbers() -> Remainders:
    state = HOME.state
    return settled(state.entry, state.x, state.v, state.zoom)


def slope() -> None:
    """What the slope says of J."""
    state = HOME.state
    st.header("What the slope says", anchor=False)
    st.markdown(words(_SLUG, "slope"))
    st.markdown(captions.slope(_numbers(), state.v, state.halved))


def tangent() -> None:
    """What the linear picture is for this shape, and what it does not say."""
    entry = HOME.state.entry
    st.header("The tangent plane, and its reach", anchor=False)
    st.markdown(captions.tangent(entry.m, entry.n))
    st.markdown(words(_SLUG, "reach"))


def quotients() -> None:
    """Difference quotients beside Jv: the valley between truncation and rounding."""
    state = HOME.state
    st.header("Why not just take differences?", anchor=False)
    st.markdown(words(_SLUG, "differences"))
    if not np.isfinite(_numbers().jacobian).all():
        st.markdown(words(_SLUG, "undefined"))
        return
    found = differences(state.entry, state.x, state.v)
    picture, table = st.columns([8, 5], gap="medium", vertical_alignment="center")
    with picture:
        st.plotly_chart(
            valley(captions.curves(found), colours()),
            key=f"{_SLUG}-valley",
            config={"displayModeBar": False},
            alt=captions.alternative(found),
        )
    with table:
        st.markdown(captions.best(found))
        st.markdown(captions.lost(found, _numbers()))


def code() -> None:
    """The settled state as a program in each library."""
    state = HOME.state
    st.header("In code", anchor=False)
    code_panel.panel(
        _SLUG,
        captions.code(state.entry.title, state.x, state.v),
        programs(state.entry, state.x, state.v, state.halved, _numbers())._asdict(),
        "linearization",
    )
