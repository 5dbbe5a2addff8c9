"""Typing a function where one is picked: it takes its place, or says what is wrong and where."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explainers.core.expression import ExpressionError, entry
from explainers.core.functions import find
from explainers.permalink import preset
from explainers.permalink.functions import CODEC
from explainers.ui.numbers import SETTLED, place
from explainers.ui.theme import escaped
from explainers.ui.typed import STARTER, underlined
from tests.pages import choose, opened

LESSONS = ["jacobian", "push_and_pull"]


def typed(app: AppTest, lesson: str, text: str) -> AppTest:
    return app.text_input(key=f"{lesson}-typed").set_value(text).run()


def slug(app: AppTest) -> str:
    return app.session_state["held-lessons"].state.slug


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_typed_function_takes_the_place_of_a_picked_one(lesson: str) -> None:
    app = opened(lesson)
    choose(app, f"{lesson}-function", "own")
    assert slug(app) == entry(STARTER).slug
    typed(app, lesson, "[x1 x2, x1^2]")
    assert not app.exception
    assert not app.error
    assert slug(app) == "=[x1*x2,x1^2]"


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.share(99)
def test_a_wrong_text_says_where_and_keeps_the_last_good_function(lesson: str) -> None:
    app = opened(lesson, f="=[x1*x2,x1^2]")
    typed(app, lesson, "[x1*x2, sinn(x1)]")
    assert not app.exception
    assert slug(app) == "=[x1*x2,x1^2]"
    assert "At character 9" in app.error[0].value
    assert "sin" in app.error[0].value
    assert app.code[0].value == "[x1*x2, sinn(x1)]\n        ^^^^"
    typed(app, lesson, "[x1*x2, sin(x1)]")
    assert not app.error
    assert slug(app) == "=[x1*x2,sin(x1)]"


def test_what_is_typed_is_never_markdown() -> None:
    app = opened("push_and_pull", f="=x1")
    typed(app, "push_and_pull", "![a](http://example.org) **b** :red[c] $d$")
    said = app.error[0].value
    assert not app.exception
    assert escaped("*_[:$") == r"\*\_\[\:\$"
    assert "](" not in said.replace(r"\](", "")


def test_a_link_to_a_typed_function_is_read_and_a_broken_one_says_so() -> None:
    state = preset(entry("[x^2 - y^2, 2x y]"))._replace(x=(0.25, -3.0))
    arrival = CODEC.decode({"f": state.slug, "x": "0.25_-3"})
    assert arrival == (state, ())
    assert CODEC.encode(state).startswith("f=%3D%5Bx%5E2-y%5E2%2C2x%2Ay%5D&x=0.25_-3")
    broken = CODEC.decode({"f": "=[x1+"})
    assert broken.state == preset(find("seed"))
    assert "character" in broken.notices[0]
    app = opened("jacobian", f="=[x1+")
    assert not app.exception
    assert len(app.info) == 1


def test_the_twins_of_a_text_are_one_function() -> None:
    assert entry("x1 ^ 2") is entry("x1**2") is find("=x1^2")
    with pytest.raises(ExpressionError):
        find("=x1^")
    with pytest.raises(KeyError):
        find("nothing")


def test_the_numbers_of_a_typed_function_are_those_of_its_formula() -> None:
    state = preset(entry("[x1^2 sin(x2), exp(x1 x2)]"))._replace(x=(1.5, 0.5))
    a, b = state.x
    expected = [
        [2 * a * np.sin(b), a**2 * np.cos(b)],
        [b * np.exp(a * b), a * np.exp(a * b)],
    ]
    np.testing.assert_allclose(SETTLED.wait(place(state)).jacobian, expected, rtol=1e-14)


def test_the_piece_is_underlined_also_where_it_is_missing() -> None:
    assert underlined("x1 + ", 5, 5) == "x1 + \n     ^"
    assert underlined("a\u200bb", 1, 2) == "a·b\n ^"


def test_the_reference_lists_every_function_that_the_parser_knows() -> None:
    app = opened("push_and_pull", f="=x1")
    table = app.table[0].value
    for name in ("sin(x1)", "relu(x1)"):
        assert name in table["typed"].tolist()


@pytest.mark.parametrize(
    ("lesson", "query", "wrong", "said"),
    [
        ("push_and_pull", {"f": "=x1^2"}, "x1^2 + sn(x1)", r"At character 8\: “sn” is"),
        ("complex_plane", {"f": "=z^3"}, "z^3 + tn(z)", r"At character 7\: “tn” is"),
        ("descent", {"risk": "=x^2+y^2"}, "x^2 + sn(y)", r"At character 7\: “sn” is"),
        ("descent", {"risk": "=x^2+y^2"}, "x^2", r"At character 1\: A risk takes two inputs"),
        ("curvature", {"f": "=x1^2+x2^2"}, "[x1, x2]", r"At character 1\: This function has 2 out"),
    ],
)
@pytest.mark.share(99)
def test_every_editor_keeps_a_wrong_text_and_shows_its_place(
    lesson: str, query: dict[str, str], wrong: str, said: str
) -> None:
    app = opened(lesson, **query)
    held = "held-lessons" if lesson == "push_and_pull" else f"held-{lesson}"
    good = app.session_state[held].state
    typed(app, lesson, wrong)
    assert not app.exception
    assert [error.value.startswith(said) for error in app.error] == [True]
    assert app.code[0].value.startswith(f"{wrong}\n")
    assert app.text_input(key=f"{lesson}-typed").value == wrong
    assert app.session_state[held].state == good
