"""The cheat sheet takes only sound gestures, and shows every line it offers."""

from typing import Any

import pytest

from explainers.core.cheatsheet import ONE_LINERS
from explainers.core.mistakes import MISTAKES, text, tried
from explainers.lessons import of_case
from explainers.permalink.cheatsheet import CODEC, PRESET, State
from tests.pages import answered, choose, opened, shown

SOUND = {"m": 1, "n": 8, "layout": "denominator"}


def test_a_sound_gesture_is_taken() -> None:
    assert CODEC.read(SOUND, PRESET) == State(1, 8, "denominator")


@pytest.mark.parametrize(
    "change",
    [{"m": 0}, {"m": 9}, {"m": True}, {"n": 2.0}, {"n": "3"}, {"n": None}, {"layout": "mine"}],
    ids=str,
)
def test_a_malformed_gesture_is_not(change: dict[str, Any]) -> None:
    assert CODEC.read(SOUND | change, PRESET) is None


def test_the_page_shows_each_line_in_both_libraries() -> None:
    app = opened("cheatsheet")
    assert not app.exception
    said = shown(app)
    for line in ONE_LINERS:
        assert f"| {line.task} | `{line.jax}` | `{line.torch}` |" in said


def test_each_mistake_can_be_tried_beside_what_was_meant() -> None:
    app = opened("cheatsheet")
    for slug, mistake in MISTAKES.items():
        choose(app, "cheatsheet-mistake", slug)
        app = answered(app.run())
        assert not app.exception
        assert of_case("cheatsheet", slug) in shown(app)
        programs = [block.value for block in app.code]
        assert text(mistake.wrong) in programs
        assert text(mistake.right) in programs
        assert (tried(mistake.wrong).error or text(mistake.wrong)) in programs
        assert not mistake.torch or mistake.torch_says in programs
