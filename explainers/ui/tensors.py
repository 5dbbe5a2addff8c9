"""The lesson on tensors: its figure, and what is said about the numbers."""

import numpy as np
import streamlit as st

from explainers.components.tensors import Data, Settled, mount
from explainers.components.wire import Numbers
from explainers.core.tensors import numbers as core
from explainers.core.tensors import verdicts
from explainers.core.tensors.programs import programs, shown
from explainers.figures.tensors import blocks, plug
from explainers.lessons import words
from explainers.lessons.tensors import captions
from explainers.permalink.tensors import CODEC, State
from explainers.ui import arrival, controls
from explainers.ui.answers import Answers, Pending, together
from explainers.ui.charts import chart
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.numbers import TENSORS, TRAINED
from explainers.ui.saying import folded, say, tell
from explainers.ui.session import Home
from explainers.ui.theme import colours, muted

SLUG = "tensors"
HOME: Home[State] = Home(SLUG, CODEC)

_FIGURE = f"{SLUG}-figure"
_ROW = f"{SLUG}-row-chosen"
_OFFERS: dict[core.Space, tuple[core.Shape, ...]] = {
    "tangent": ((3, 2), (2, 3), (6,), (5, 2)),
    "cotangent": ((5, 2), (2, 5), (10,), (3, 2)),
}
"""Shapes to try; the first one fits."""
_ALL_OFFERS: list[tuple[core.Space, core.Shape]] = [
    (space, shape) for space, shapes in _OFFERS.items() for shape in shapes
]


def _multiplied(at: tuple[core.Setting, int]) -> core.Products[np.ndarray]:
    return verdicts.tidied_products(*at, core.multiplied(*at))


def _plugged(at: tuple[core.Space, core.Shape]) -> core.Plug:
    return core.plug(*at)


_MULTIPLIED = Answers(_multiplied, 64, program=lambda _: ())
_PLUGGED = Answers(_plugged, 64)


def numbers() -> core.Numbers[np.ndarray]:
    """JAX's numbers for the state at hand."""
    return TENSORS.now((HOME.state.head, HOME.state.setting))


# The figure -------------------------------------------------------------------------------


def figure() -> Pending | None:
    """The matrices and the Jacobian, under a hand."""
    state = HOME.state
    pending = TENSORS.pending((state.head, state.setting))
    data = Data(
        edition=HOME.held.edition,
        state=state,
        preset=core.PRESET,
        tape=core.program(),
        settled=None if pending else Settled(Numbers(numbers())),
    )
    mount(_FIGURE, data, on_gesture=taken(HOME, _FIGURE))
    return together(
        pending,
        TRAINED.pending(state.setting),
        _MULTIPLIED.pending((state.setting, 0)),
        _PLUGGED.pending(*_ALL_OFFERS),
    )


# The loss ---------------------------------------------------------------------------------


def loss() -> None:
    """The loss, its gradient over a dictionary, and what the shape of b has to do with it."""
    setting = HOME.state.setting
    found = TRAINED.now(setting)
    with folded(SLUG, "dictionary"):
        rows, gradient = st.columns(2, gap="medium")
        with rows:
            say(SLUG, "loss", captions.rows_of_loss(found), captions.loss(found))
        with gradient:
            _shape_of_b(setting)
            say(SLUG, "gradient")
            left, right = captions.matrix_latex(found.W), captions.vector_latex(found.b)
            with st.container(horizontal=True, gap="large", vertical_alignment="center"):
                for name, value in (("W", left), ("b", right)):
                    st.latex(
                        rf"\frac{{\partial\,\text{{loss}}}}{{\partial {name}}} = {value}",
                        width="content",
                    )
            st.markdown(captions.bias(setting.b, found))


def _shape_of_b(setting: core.Setting) -> None:
    controls.pick(
        HOME,
        f"{SLUG}-bias",
        words(SLUG, "shape-of-b"),
        {1: "()", 2: "(2,)"},
        len(setting.b),
        _take_shape_of_b,
        named=True,
    )


def _take_shape_of_b(size: int) -> None:
    setting = HOME.state.setting
    if size != len(setting.b):
        b = setting.b * 2 if size == 2 else (sum(setting.b) / 2,)
        HOME.change(HOME.state._replace(b=b))


# Second derivatives, and the product alone ------------------------------------------------


def hessian() -> None:
    """The Hessian of one output, as blocks."""
    output = HOME.state.output
    say(SLUG, "hessian")
    controls.choose(
        HOME,
        f"{SLUG}-output",
        words(SLUG, "output"),
        {
            index: words(SLUG, "out-of").format(place=captions.place(index))
            for index in range(core.ROWS * core.CLASSES)
        },
        output,
        _take_output,
        named=True,
        width=160,
    )
    state, found = HOME.state, numbers()
    second = verdicts.second(state.head, state.setting, found, output)
    table = found.hessian[divmod(output, core.CLASSES)]
    chart(
        blocks(
            table,
            [[f"∂/∂W {a + 1},{c + 1}" for c in range(core.CLASSES)] for a in range(core.FEATURES)],
            lambda a, c, d, e: (
                f"∂²out {captions.place(output)} / ∂W {a + 1},{c + 1} ∂W {d + 1},{e + 1}"
            ),
            colours(),
        ),
        key=f"{SLUG}-hessian",
        alt=captions.blocks(second),
    )
    muted(words(SLUG, "signs"))
    st.markdown(captions.second(second))


def _take_output(index: int) -> None:
    HOME.follow(HOME.state._replace(output=index))


def second_is_open() -> bool:
    """Whether the reader came for second derivatives: by a link that names an output."""
    return st.session_state.setdefault(f"{SLUG}-second-open", HOME.state.output != 0)


def product() -> None:
    """The two Jacobians of xW at a row of the inputs."""
    setting = HOME.state.setting
    say(SLUG, "product")
    row: int = st.session_state.setdefault(_ROW, 0)
    controls.choose(
        HOME,
        f"{SLUG}-row",
        "x",
        {index: words(SLUG, "row-of").format(number=index + 1) for index in range(core.ROWS)},
        row,
        _take_row,
        named=True,
        width=200,
    )
    found = _MULTIPLIED.now((setting, row))
    x = np.array(setting.inputs).reshape(core.ROWS, core.FEATURES)[row]
    W = np.array(setting.W).reshape(core.IN)
    in_x, in_W = st.columns([3, 4], gap="small")
    with in_x:
        chart(
            blocks(
                found.in_x[None, None],
                [["J in x"]],
                lambda _i, _j, k, a: f"∂(xW){k + 1} / ∂x{a + 1}",
                colours(),
            ),
            key=f"{SLUG}-in-x",
            alt=words(SLUG, "in_x"),
        )
    with in_W:
        chart(
            blocks(
                found.in_w[None],
                [[f"J in W, block {k + 1}" for k in range(core.CLASSES)]],
                lambda _i, k, a, c: f"∂(xW){k + 1} / ∂W {a + 1},{c + 1}",
                colours(),
            ),
            key=f"{SLUG}-in-w",
            alt=words(SLUG, "in_w"),
        )
    batch = captions.batch(core.ROWS, (core.FEATURES, core.CLASSES))
    tell(captions.factors(x, W, found.value), batch)


def _take_row(row: int) -> None:
    st.session_state[_ROW] = row


# Shapes that fit --------------------------------------------------------------------------


def plugs() -> None:
    """A tangent and a cotangent of the reader's shape, and what JAX answers."""
    say(SLUG, "plugs")
    tangent, cotangent = st.columns(2, gap="medium")
    found = numbers()
    with tangent:
        _plug("tangent", core.IN, found.push)
    with cotangent:
        _plug("cotangent", core.OUT, found.pull)


def _plug(space: core.Space, socket: core.Shape, result: np.ndarray) -> None:
    given = "V" if space == "tangent" else "U"
    offers = {offer: captions.shape_text(offer) for offer in _OFFERS[space]}
    first = _OFFERS[space][1]
    label = words(SLUG, "plug").format(space=space, given=given)
    shape = controls.apart(HOME, f"{SLUG}-{space}", label, offers, first, named=True) or first
    answer = _PLUGGED.now((space, shape))
    chart(
        plug(shape, socket, colours(), space),
        key=f"{SLUG}-{space}-plug",
        alt=captions.cells(shape, socket),
    )
    st.markdown(captions.offered(space, shape, answer))
    with st.container(key=f"{SLUG}-{space}-answer"):
        if answer.fits and HOME.state.cover:
            muted(words(SLUG, "covered"))
        elif answer.fits:
            name = "JV" if space == "tangent" else r"U^{\mathrm T}J"
            st.latex(f"{name} = {captions.matrix_latex(result)}")
        else:
            arrival.code(answer.message, None)


# Code -------------------------------------------------------------------------------------


def code() -> None:
    """The state on screen as programs."""
    state = HOME.state
    found, trained = numbers(), TRAINED.now(state.setting)
    written = programs(state.head, state.setting)._asdict()
    panel(SLUG, HOME, words(SLUG, "runs"), written, SLUG, lambda _: shown(found, trained))
