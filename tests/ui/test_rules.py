"""The rule laboratory takes only sound gestures, and its page says what JAX says."""

from functools import partial
from typing import Any

import numpy as np
import pytest

from explainers.core.rules.numbers import RULES
from explainers.lessons import of_case
from explainers.permalink.rules import CODEC, PRESET, State
from tests import pages
from tests.pages import received

SOUND = {"rule": "factor", "x": [1, 2.5], "v": [0, 1], "u": [-1, 0.5], "step": 3, "cover": True}


def test_a_sound_gesture_is_taken() -> None:
    assert CODEC.read(SOUND, PRESET) == State(
        "factor", (1.0, 2.5), (0.0, 1.0), (-1.0, 0.5), 3, cover=True
    )


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "mine"},
        {"rule": ["sign"]},
        {"x": [1]},
        {"x": [31, 0]},
        {"x": None},
        {"v": [float("nan"), 0]},
        {"u": ["1", 0]},
        {"u": [1e7, 0]},
        {"step": 7},
        {"cover": 1},
        {"step": -1},
        {"step": True},
        {"step": 2.5},
    ],
    ids=str,
)
def test_a_malformed_gesture_is_not(change: dict[str, Any]) -> None:
    assert CODEC.read(SOUND | change, PRESET) is None


opened = partial(pages.opened, "rules")


def test_the_page_shows_the_state_of_its_link_and_what_jax_makes_of_it() -> None:
    app = opened(rule="transposed", x="0.25_0.5")
    app.session_state["rules-laboratory-asked"] = True
    app.run()
    assert not app.exception
    answer = received(app)["settled"]
    matrix = np.array([[0.6, -0.8], [0.7, 0.5]])
    weighted = np.exp(matrix @ np.array([0.25, 0.5])) * np.array(PRESET.u)
    np.testing.assert_allclose(answer["pull"], matrix @ weighted, rtol=1e-12)
    np.testing.assert_allclose(answer["truth"], matrix.T @ weighted, rtol=1e-12)
    assert (answer["rule"], answer["x"]) == ("transposed", [0.25, 0.5])
    assert answer["judged"]["checked"] is False
    assert answer["said"]["checked"] == "raises AssertionError"
    assert any("return (A @ w,)  # through A" in block.value for block in app.code)


def test_beyond_the_range_of_numbers_nothing_breaks() -> None:
    app = opened(rule="right", x="30_-30", v="1e6_-1e6")
    assert not app.exception
    assert received(app)["state"]["x"] == [30, -30]


def test_the_tables_hold_what_jax_computes() -> None:
    text = "\n".join(markdown.value for markdown in opened().markdown)
    for operation, kept in (("exp x | 0.7", np.exp(0.7)), ("sin x | 0.7", np.cos(0.7))):
        (row,) = [line for line in text.splitlines() if operation in line]
        assert row.endswith(f"{kept:.2f} |")
    assert "u → u w = (0.28, 0.56, 0.84)" in text
    assert "u → u x = (2.8, 5.6, 8.4)" in text
    assert "| jacfwd of jacrev | works | works |" in text
    assert "| jvp | refused | works |" in text


def test_every_rule_says_what_is_wrong_with_it() -> None:
    sent = received(opened())["fixed"]["rules"]
    assert [rule["slug"] for rule in sent] == list(RULES)
    assert [rule["verdict"] for rule in sent] == [of_case("rules", slug) for slug in RULES]
