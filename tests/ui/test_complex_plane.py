"""What the page on the complex plane takes from the browser, and what it says."""

import math
from functools import partial
from typing import Any

import pytest

from explainers.permalink.complex_plane import CODEC, State
from tests import pages
from tests.pages import choose, shown, tables

opened = partial(pages.opened, "complex_plane")


def test_a_gesture_sets_z_and_dz() -> None:
    sent = {"slug": "square", "z": [1, 2.5], "dz": [0, 1], "cover": True}
    assert CODEC.read(sent, State()) == State(z=(1.0, 2.5), dz=(0.0, 1.0), cover=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "exp"},
        {"z": [1]},
        {"z": [1, math.nan]},
        {"z": "12"},
        {"dz": [1, 2e6]},
        {"dz": [1, True]},
        {"dz": None},
        {"cover": None},
    ],
)
def test_a_malformed_gesture_is_not_taken(wrong: dict[str, Any]) -> None:
    sent = {"slug": "square", "z": [1, 2], "dz": [0, 1], "cover": False} | wrong
    assert CODEC.read(sent, State()) is None


def test_the_tables_show_what_jax_returns() -> None:
    app = opened(f="size", z="3_4")
    assert not app.exception
    returned = [table["returns"] for table in tables(app) if "returns" in table]
    assert ["6 + 0i", "6 − 8i", "ValueError"] in returned
    assert ["6 − 8i", "6 + 8i"] in returned


def test_where_f_is_not_finite_the_page_says_so() -> None:
    app = opened(f="inverse", z="0_0")
    assert not app.exception
    assert "not finite" in shown(app)
    assert "NaN" not in shown(app)


def test_a_text_that_is_no_function_keeps_the_last_one() -> None:
    app = opened(f="=z^3")
    app.text_input(key="complex_plane-typed").set_value("z^3 + tan(z)").run()
    assert not app.exception
    assert app.error[0].value.startswith(r"At character 7\: “tan” is not known here.")
    assert app.session_state["held-complex_plane"].state.slug == "=z^3"
    app.text_input(key="complex_plane-typed").set_value("sin(z)/cos(z)").run()
    assert app.session_state["held-complex_plane"].state.slug == "=sin(z)/cos(z)"
    assert not app.error


def test_the_picker_keeps_z() -> None:
    app = opened(f="square", z="0.5_-1")
    choose(app, "complex_plane-function", "exp")
    held = app.session_state["held-complex_plane"].state
    assert (held.slug, held.z) == ("exp", (0.5, -1.0))
