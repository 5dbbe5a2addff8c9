"""The cheat sheet takes only sound gestures, and shows every line it offers."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explainers.core.cheatsheet import ONE_LINERS
from explainers.permalink.cheatsheet import PRESET, State
from explainers.ui.cheatsheet import read

ROOT = Path(__file__).parents[2]
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
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    app.switch_page("pages/cheatsheet.py").run()
    assert not app.exception
    text = "\n".join(markdown.value for markdown in app.markdown)
    for line in ONE_LINERS:
        assert f"| {line.task} | `{line.jax}` | `{line.torch}` |" in text
