"""The lesson takes only sound gestures, and says what its numbers say."""

from typing import Any

import pytest

from explainers.core.catalog import CATALOG
from explainers.core.expression import entry as typed
from explainers.core.linearization.numbers import differences, remainders
from explainers.lessons.linearization import captions as words
from explainers.permalink.linearization import CODEC, usual
from explainers.ui.linearization import At, image
from tests.pages import opened, shown

POLAR = usual(CATALOG["polar"])
SOUND: dict[str, Any] = {
    "slug": "polar",
    "x": [1.0, 2],
    "v": [0.5, -1.0],
    "inputs": [1, 0],
    "outputs": [0, 1],
    "zoom": 2.5,
    "halved": True,
    "cover": True,
}


def test_a_sound_gesture_is_taken() -> None:
    state = CODEC.read(SOUND, POLAR)
    assert state == POLAR._replace(
        x=(1.0, 2.0), v=(0.5, -1.0), inputs=(1, 0), zoom=2.5, halved=True, cover=True
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slug", "seed"),
        ("x", [1.0]),
        ("x", [1.0, float("nan")]),
        ("v", "12"),
        ("v", [1e9, 0.0]),
        ("inputs", [0, 0]),
        ("outputs", [0, 2]),
        ("zoom", 6.5),
        ("zoom", -1),
        ("zoom", True),
        ("zoom", None),
        ("halved", 1),
        ("cover", None),
    ],
)
def test_an_unsound_gesture_is_not(name: str, value: object) -> None:
    assert CODEC.read(SOUND | {name: value}, POLAR) is None


def said(slug: str, x: tuple[float, ...], v: tuple[float, ...], halved: bool = False) -> str:
    entry = CATALOG[slug] if slug in CATALOG else typed(slug)
    return words.slope(remainders(entry.map, x, v), v, halved)


def test_each_case_is_told_from_the_others() -> None:
    assert "**2.00**. A tenth" in said("polar", (1.4, 0.75), (0.55, 0.8))
    assert "‖D²f(v, v)‖ = 1.26" in said("polar", (1.4, 0.75), (0.55, 0.8))
    assert "**1.00**. What is missed is Jv/2" in said("polar", (1.4, 0.75), (0.55, 0.8), True)
    assert "own linear picture" in said("linear", (1.0, 1.0), (1.0, 0.0))
    assert "not smooth" in said("abs(x1)", (0.0,), (-1.0,))
    assert "kink farther out" in said("abs(x1)", (0.01,), (-1.0,))
    assert "higher power" in said("sin(x1)", (0.0,), (1.0,))
    assert "v is zero" in said("polar", (1.0, 1.0), (0.0, 0.0))
    assert "not finite" in said("baydin", (-1.0, 1.0), (1.0, 0.0))
    assert "cannot be seen" in said("x1^2", (0.0,), (1.0,), True)


@pytest.mark.parametrize(
    ("m", "n", "part"),
    [
        (1, 1, "tangent line"),
        (3, 1, "curve in ℝ³"),
        (1, 2, "surface in ℝ³"),
        (1, 3, "ℝ⁴"),
        (2, 3, "ℝ⁵"),
    ],
)
def test_what_is_tangent_depends_on_the_shape(m: int, n: int, part: str) -> None:
    assert part in words.tangent(m, n)


def test_a_lost_step_is_told_and_a_kept_one_is_too() -> None:
    polar, exp = CATALOG["polar"], typed("exp(x1)")
    found = remainders(polar.map, polar.x, polar.v)
    assert "rounds to x itself" in words.lost(
        differences(polar.map, polar.x, polar.v, found), found
    )
    found = remainders(exp.map, (0.0,), (1.0,))
    assert "**(0)**, where Jv = (1), off by 100 %" in words.lost(
        differences(exp.map, (0.0,), (1.0,), found), found
    )


def test_valleys_without_truncation_have_no_best_h() -> None:
    entry = CATALOG["square"]
    found = differences(entry.map, entry.x, entry.v, remainders(entry.map, entry.x, entry.v))
    table = words.best(found)
    assert "| central, float64 | none | no truncation | rounding alone |" in table
    assert "| forward, float64 | none" not in table


def test_the_sampled_image_of_a_linear_map_is_its_linear_image() -> None:
    state = usual(CATALOG["linear"])._replace(zoom=5.0)
    at = At(state.entry, state.x, state.v, state.zoom)
    found = image((at, state.inputs, state.outputs))
    matrix = remainders(state.entry.map, state.x, state.v).jacobian
    lines = (found.families.shape[1] - 1) / 2
    corner = found.families[0, -1, -1, :2] / (found.step * lines)
    assert corner == pytest.approx(matrix[:2].sum(axis=1), rel=1e-6)


@pytest.mark.parametrize("slug", ["seed", "helix", "logsumexp", "eigenvalues", "relu-layer"])
@pytest.mark.share(99)
def test_the_page_holds_for_every_shape(slug: str) -> None:
    app = opened("linearization", f=slug, zoom="3")
    assert not app.exception
    assert not app.info


def test_the_page_says_so_outside_the_domain() -> None:
    app = opened("linearization", f="baydin", x="-1_5")
    assert not app.exception
    assert "no linear picture here" in shown(app)


def test_what_is_to_be_guessed_is_nowhere_in_the_words() -> None:
    told = shown(opened("linearization", f="polar", cover="1"))
    assert "The results are covered." in told
    assert "**2.00**" not in told
