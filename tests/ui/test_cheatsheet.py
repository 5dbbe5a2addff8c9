"""The cheat sheet takes only sound gestures, and shows every line it offers."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explainers.core.cheatsheet import ONE_LINERS
from explainers.permalink.cheatsheet import PRESET, State
from tests.pages import opened, shown


def in_an_app() -> None:
    """A component can only be registered while an app runs: here it is first imported."""
    from importlib import import_module

    import_module("explainers.ui.cheatsheet")


AppTest.from_function(in_an_app, default_timeout=60).run()

from explainers.ui.cheatsheet import read  # noqa: E402

SOUND = {"m": 1, "n": 8, "layout": "denominator"}


def test_a_sound_gesture_is_taken() -> None:
    assert read(SOUND, PRESET) == State(1, 8, "denominator")


@pytest.mark.parametrize(
    "change",
    [{"m": 0}, {"m": 9}, {"m": True}, {"n": 2.0}, {"n": "3"}, {"n": None}, {"layout": "mine"}],
    ids=str,
)
def test_a_malformed_gesture_is_not(change: dict[str, Any]) -> None:
    assert read(SOUND | change, PRESET) is None


def test_the_page_shows_each_line_in_both_libraries() -> None:
    app = opened("cheatsheet")
    assert not app.exception
    text = shown(app)
    for line in ONE_LINERS:
        assert f"| {line.task} | `{line.jax}` | `{line.torch}` |" in text
