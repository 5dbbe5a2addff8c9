"""A typed function is an entry like those of the catalogue, and is met where it shows something."""

import re
from concurrent.futures import ThreadPoolExecutor

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core import products
from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import entry
from explainers.core.expression.presets import preset
from explainers.core.numerals import numeral
from explainers.core.tape import replayed, tape
from tests.core.test_expression import ACCEPTED

STEEP_OR_FLAT = {"x1^100", "(10^6) x1", "log(x1 - 1000)"}
"""Where no round point has a slope of moderate size."""
LOST_RANK = {
    "softmax([x1, x2, x3])": 1,
    "[x1/norm([x1,x2]), x2/norm([x1,x2])]": 1,
}
"""Directions of the output space that no step of x reaches, whatever the point."""

every_text = pytest.mark.parametrize("text", ACCEPTED)


def at_preset(typed: Entry) -> tuple[np.ndarray, np.ndarray]:
    found = replayed(tape(typed.map, typed.n), np.array([typed.x]))
    return found.values[0], found.jacobians[0]


@every_text
def test_f_and_j_are_finite_at_the_preset_and_j_is_not_zero(text: str):
    typed = entry(text)
    value, jacobian = at_preset(typed)
    assert np.isfinite(value).all()
    assert np.isfinite(jacobian).all()
    assert np.abs(jacobian).max() > 0
    if text not in STEEP_OR_FLAT:
        assert 1e-2 <= np.abs(jacobian).max() <= 1e2


@every_text
def test_the_jacobian_has_all_the_rank_that_the_function_allows(text: str):
    typed = entry(text)
    sizes = np.linalg.svd(at_preset(typed)[1], compute_uv=False)
    rank = min(typed.n, typed.m) - LOST_RANK.get(text, 0)
    assert sizes[rank - 1] > 0.01 * sizes[0]


@every_text
def test_all_four_arrows_are_seen(text: str):
    typed = entry(text)
    value, jacobian = at_preset(typed)
    wide = max(high - low for low, high in typed.x_view)
    tall = max(high - low for low, high in typed.y_view)
    assert 0.1 * wide <= np.abs(typed.v).max() <= 0.5 * wide
    assert 0.05 * tall <= np.abs(typed.u).max() <= 0.5 * tall
    pushed, pulled = jacobian @ np.array(typed.v), np.array(typed.u) @ jacobian
    assert 0.05 * tall <= np.abs(pushed).max() <= 0.6 * tall
    assert np.abs(pulled).max() > 0
    for place, view in (
        (typed.x, typed.x_view),
        (value, typed.y_view),
        (value + pushed, typed.y_view),
    ):
        for coordinate, (low, high) in zip(place, view, strict=True):
            margin = 0.02 * (high - low)
            assert low + margin <= coordinate <= high - margin


@every_text
def test_the_numbers_are_short_enough_for_a_link_and_a_label(text: str):
    typed = entry(text)
    for number in (*typed.x, *typed.v, *typed.u):
        assert float(f"{number:.3g}") == number
    for low, high in (*typed.x_view, *typed.y_view):
        assert low < high
        assert len(f"{low:g}") <= 9


@every_text
def test_an_entry_says_what_the_catalogue_says(text: str):
    typed = entry(text)
    assert (typed.n, typed.m) == ACCEPTED[text]
    assert len(typed.x) == len(typed.v) == len(typed.inputs) == len(typed.x_view)
    assert len(typed.u) == len(typed.outputs) == len(typed.y_view)
    for names in (typed.inputs, typed.outputs):
        assert len(set(names)) == len(names)
        assert all(1 <= len(name) <= 8 for name in names)
    assert not {*typed.inputs} & {*typed.outputs}
    assert len(typed.title) <= 36
    assert typed.twin is None
    assert re.match(r"f\([^)]+\) = ", typed.latex)
    assert typed.jacobian_latex.startswith("J = ")
    assert re.fullmatch(r"[^.!?\n]+\.", typed.story)
    for name in ("v", "Jv", "u", "uᵀJ"):
        assert re.search(rf"\b{name}\b", typed.story)


def test_a_slug_is_the_canonical_text_and_leads_back_to_the_entry():
    typed = entry(" 2 * sin( x1 ) ")
    assert typed.slug == "=2sin(x1)"
    assert entry(typed.slug[1:]) is typed
    assert entry("2sin(x₁)") is typed
    assert typed.slug not in CATALOG


def test_many_sessions_at_once_get_the_same_entry():
    with ThreadPoolExecutor(8) as sessions:
        made = list(sessions.map(entry, ["tanh(x1) x2 - 7", "tanh(x1)*x2-7"] * 8))
    assert len({id(typed) for typed in made}) == 1


def test_a_long_title_is_cut():
    typed = entry("+".join(["x1"] * 20))
    assert typed.title.endswith("…")
    assert entry("[x1,x2]").title == "[x1, x2]"


def test_names_are_those_that_were_typed():
    assert entry("[x1, x2]").inputs == ("x₁", "x₂")
    assert entry("[x1, x2]").outputs == ("y₁", "y₂")
    assert entry("x1").outputs == ("y",)
    assert entry("x y").inputs == ("x", "y")
    assert entry("x y").outputs == ("f",)
    assert entry("[x y, x]").outputs == ("f₁", "f₂")


def test_the_preset_is_the_same_each_time():
    typed = entry("[x1 x2, sin(x1)]")
    again = preset(tape(typed.map, typed.n))
    assert (again.x, again.v, again.u) == (typed.x, typed.v, typed.u)


@pytest.mark.parametrize("text", ["0 x1", "sqrt(-1 - x1^2)", "1/(0*x1)", "sign(x1) + 3", "x1^0"])
def test_a_function_that_shows_nothing_still_has_a_preset(text: str):
    typed = entry(text)
    numbers = [*typed.x, *typed.v, *typed.u, *np.ravel(typed.x_view), *np.ravel(typed.y_view)]
    assert np.isfinite(numbers).all()
    assert all(low < high for low, high in (*typed.x_view, *typed.y_view))


TIED = [
    *("max(x, y)", "min(x, y)", "max([x1, x2, x3])"),
    *("|x - y|", "|x| + |y|", "relu(x - y)", "sign(x - y)*x", "max([x, y, 1])", "|x + y - 2.6|"),
    *("[max(x, y), x y]", "min([x, y, z])", "|x1 - 0.7|", "max(x1, 1.3)", "|x^2 - y^2|^1.5"),
    *("max(x, y) - min(x, y)", "relu(x1 - 0.5) + relu(x2 - 1.3)", "|sin(x) - sin(y)|"),
    *(
        "sqrt(|x - y|)",
        "|x - y|^0.5 + x",
        "max(x + y, 2x)",
        "norm([x - y, 0])",
        "|x1 - 0.4|^3 - x1",
    ),
    *("max([x1,x2,x3,x4])", "max(max(x1,x2),max(x3,x4))", "|x1-x2|+|x2-x3|+|x3-x1|"),
    *("atan2(x - y, -x)", "|max(x,y)-1.3|", "relu(relu(x)-0.7)", "min(|x|,|y|)"),
]


@pytest.mark.parametrize("text", TIED)
def test_the_first_point_lies_on_no_tie_and_no_kink(text: str):
    typed = entry(text)
    x = np.array(typed.x)
    _, here = at_preset(typed)
    for direction in (
        *np.eye(typed.n),
        np.ones(typed.n),
        np.array([1, -1, 1, -1, 1, -1])[: typed.n],
    ):
        sides = []
        for h in (1e-7, -1e-7):
            there = replayed(tape(typed.map, typed.n), (x + h * direction)[None])
            sides.append(there.jacobians[0] @ direction)
        np.testing.assert_allclose(sides[0], sides[1], rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(sides[0], here @ direction, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("log(x1 - 1000)", 1000, np.inf), ("sqrt(1 - x1^2)", -1, 1), ("asin(x1/3)", -3, 3)],
)
def test_the_point_is_where_f_is_defined(text: str, low: float, high: float):
    assert low < entry(text).x[0] < high


def test_nothing_is_compiled_for_an_entry(caplog: pytest.LogCaptureFixture):
    entry("x1")
    with jax.log_compiles(), caplog.at_level("WARNING"):
        entry("[tanh(x1 x2), max([x1, x2, 0.5]), norm([x1, x2])] ")
        jax.jit(lambda x: x + 1.25)(1.0)
    assert sum("Finished XLA compilation" in message for message in caplog.messages) == 1


def test_what_is_compiled_of_a_typed_function_answers_as_jax_does():
    typed = entry("[x1^2 x2, x1 - x2]")
    given = (jnp.asarray(typed.x), jnp.asarray(typed.v), jnp.asarray(typed.u))
    found = products.compiled(typed.map)(*given)
    value, jacobian = at_preset(typed)
    np.testing.assert_allclose(found.value, value, rtol=1e-12)
    np.testing.assert_allclose(found.jacobian, jacobian, rtol=1e-12)
    assert numeral(found.pairing.item())
