"""The lesson on the linear picture: its home, its figure, and what is said of it."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import streamlit as st

from explainers.components.linearization import Data, Image, Settled, mount
from explainers.components.wire import Numbers
from explainers.components.wire import entry as known
from explainers.core import products
from explainers.core.catalog import Entry
from explainers.core.checks import Shown
from explainers.core.host import on_host
from explainers.core.linearization import numbers as linearization
from explainers.core.linearization.numbers import STEPS, Differences, Remainders
from explainers.core.linearization.programs import linearization as programs
from explainers.core.linearization.programs import shown
from explainers.figures.linearization import valley
from explainers.lessons.linearization import captions
from explainers.permalink.fields import Pair
from explainers.permalink.linearization import CODEC, State
from explainers.ui import code_panel, controls
from explainers.ui.answers import Answers, Pending, together
from explainers.ui.charts import chart
from explainers.ui.gestures import taken
from explainers.ui.numbers import Place, tape_of
from explainers.ui.saying import folded, say, text
from explainers.ui.session import Home
from explainers.ui.theme import colours

HOME = Home("linearization", CODEC, shares=True)
_SLUG = "linearization"
_LINES, _NODES = 9, 9
"""How the image of the grid is sampled for a function without a tape."""


class At(NamedTuple):
    """A function, where it is looked at and along what, and how far the microscope is turned."""

    entry: Entry
    x: tuple[float, ...]
    v: tuple[float, ...]
    zoom: float = 0.0


def _settled(at: At) -> Remainders:
    return linearization.remainders(at.entry.map, at.x, at.v, 10.0**-at.zoom)


def _differences(at: At) -> Differences:
    return linearization.differences(at.entry.map, at.x, at.v, _settled(at))


SETTLED = Answers(_settled, 512, program=lambda at: at.entry)
DIFFERENCES = Answers(_differences, 256, program=lambda at: at.entry)


def _at(state: State) -> At:
    return At(state.entry, state.x, state.v, state.zoom)


def image(of: tuple[At, Pair, Pair]) -> Image:
    """Image of the grid around x at its magnification, in units of h about f(x).

    The pairs are the inputs and the outputs that are shown.
    """
    at, inputs, outputs = of
    entry, h = at.entry, 10.0**-at.zoom
    x = np.asarray(at.x)
    wide = max(entry.x_view[j][1] - entry.x_view[j][0] for j in inputs)
    step = wide / (_LINES - 1)
    lines = np.linspace(-wide / 2, wide / 2, _LINES)
    nodes = np.linspace(-wide / 2, wide / 2, _NODES)
    directions = np.eye(entry.n)[list(inputs)]
    offsets = np.concatenate(
        [
            (
                lines[:, None, None] * directions[side] + nodes[:, None] * directions[1 - side]
            ).reshape(-1, entry.n)
            for side in (0, 1)
        ]
    )
    values, jacobians = on_host(products.sampled(entry.map)(x + h * offsets))
    shown = list(outputs)
    value = _settled(at).value
    places = ((values - value) / h)[:, shown]
    along = np.repeat(directions[::-1], len(offsets) // 2, axis=0)
    speeds = np.einsum("kij,kj->ki", jacobians, along)[:, shown]
    families = np.concatenate([places, speeds], axis=-1).reshape(2, _LINES, _NODES, 4)
    return Image(step, np.round(families, 7))


_IMAGES = Answers(image, 64, program=lambda of: of[0].entry)


def figure() -> Pending | None:
    """A function and the microscope over it."""
    controls.function(_SLUG, HOME)
    state, key = HOME.state, f"{_SLUG}-figure"
    shown = (_at(state), state.inputs, state.outputs)
    no_tape = tape_of(state.entry) is None
    pending = together(SETTLED.pending(_at(state)), _IMAGES.pending(shown) if no_tape else None)
    answer = None
    if pending is None:
        picture = _IMAGES.now(shown) if no_tape else None
        found = _numbers()
        notes = captions.note(found, state.v, False), captions.note(found, state.v, True)
        answer = Settled(state.x, state.v, state.zoom, Numbers(found), notes, picture)
    data = Data(
        edition=HOME.held.edition,
        entry=known(state.entry),
        tape=tape_of(state.entry),
        steps=tuple(STEPS.tolist()),
        state=state,
        limits=CODEC.limits,
        settled=answer,
    )
    mount(key, data, on_gesture=taken(HOME, key))
    # At the preset point, since there may be none at the one at hand.
    first = state.entry
    return together(pending, DIFFERENCES.pending(At(first, first.x, first.v)))


def _numbers() -> Remainders:
    return SETTLED.now(_at(HOME.state))


def slope() -> None:
    """What the slope says of J."""
    state = HOME.state
    found = _numbers()
    told = text(_SLUG, "covered") if state.cover else captions.slope(found, state.v, state.halved)
    say(_SLUG, "slope", told)


def tangent() -> None:
    """What the linear picture is for this shape, and what it does not say."""
    entry = HOME.state.entry
    plane = captions.tangent(entry.m, entry.n, bool(_numbers().evidence.level))
    with folded(_SLUG, "tangent", plane):
        say(_SLUG, "reach")


def quotients() -> None:
    """Difference quotients beside Jv: the valley between truncation and rounding."""
    state = HOME.state
    with folded(_SLUG, "differences"):
        if not np.isfinite(_numbers().jacobian).all():
            say(_SLUG, "undefined")
            return
        found = DIFFERENCES.now(At(state.entry, state.x, state.v))
        picture, table = st.columns([8, 5], gap="medium", vertical_alignment="center")
        with picture:
            chart(
                valley(captions.curves(found), colours()),
                key=f"{_SLUG}-valley",
                alt=captions.alternative(found),
            )
        with table:
            with st.container(key=f"{_SLUG}-best-wide-table"):
                st.markdown(captions.best(found))
            st.markdown(captions.lost(found, _numbers()))


def code() -> None:
    """The settled state as a program in each library."""
    state, found = HOME.state, _numbers()
    line = found.halved_line if state.halved else found.line
    code_panel.panel(
        _SLUG,
        HOME,
        captions.code(state.entry.title, state.x, state.v, bool(line.used.any())),
        programs(state.entry, state.x, state.v, state.halved, found)._asdict(),
        "linearization",
        partial(_shown, state, found),
    )


def _shown(state: State, found: Remainders, library: str) -> Mapping[str, Shown]:
    """What the programs print; at a kink each library has slopes of its own."""
    told = shown(state.halved, found)
    if library == "jax":
        return told
    entry = state.entry
    settled = code_panel.numbers_at(Place(entry, state.x, state.v, (1.0,) * entry.m), library)
    if "Jv" not in settled:
        return {}
    # A difference in place of Jv has an error of its own, which the remainders hold.
    return {k: part for k, part in told.items() if k == "Jv" or library != "numpy"}
