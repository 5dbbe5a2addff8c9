"""The page on the Jacobian: its widgets, words and numbers move together."""

import json
import re

import numpy as np
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from explainers.core.catalog import CATALOG
from explainers.lessons.jacobian.captions import table
from tests.pages import ROOT, answered, asks, choose, lists, opened, received, shown

GUESS_WORDS = ROOT / "explainers/components/frontend/parts/guess_words.js"


def arrive(**link: str) -> AppTest:
    page = opened("jacobian", **link)
    assert not page.exception
    return page


def again(page: AppTest) -> AppTest:
    answered(page.run())
    assert not page.exception
    return page


def slid(page: AppTest) -> list[float]:
    """What the sliders show."""
    parts = [part.proto for part in page.get("bidi_component")]
    sent = [json.loads(part.json)[0] for part in parts if part.json]
    return next(data["state"]["numbers"] for data in sent if "rows" in data)


def pressed(page: AppTest, row: object, column: object, **more: object) -> AppTest:
    """Press a cell, as the table tells it."""
    protos = [part.proto for part in page.get("bidi_component")]
    (table,) = [proto for proto in protos if proto.id.endswith("-jacobian-table")]
    gesture = {"row": row, "column": column, "edition": received(page)["edition"], "sent": "test-1"}
    sent = WidgetState(id=table.id, json_value=json.dumps({"gesture": gesture | more}))
    answered(page._run(WidgetStates(widgets=[sent])))
    assert not page.exception
    return page


def test_a_function_is_picked_and_its_jacobian_shown() -> None:
    page = arrive(f="seed")
    choose(page, "jacobian-function", "polar")
    again(page)
    r, angle = 1.4, 0.75
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    reference = turn * [1, r]
    sent = received(page)
    np.testing.assert_allclose(sent["jacobian"], reference.ravel(), rtol=1e-15)
    assert sent["largest"] == 1.5
    assert (sent["outputs"], sent["inputs"]) == (["y₁", "y₂"], ["r", "θ"])
    assert sent["label"] == table(CATALOG["polar"], reference)
    assert CATALOG["polar"].latex in [element.value.strip("$\n ") for element in page.latex]


def test_sliders_words_and_numbers_are_those_of_the_point() -> None:
    page = arrive(f="polar", read="column_2", x="2.5_0.75")
    assert slid(page) == [2.5, 0.75]
    r, angle = 2.5, 0.75
    down, right = -r * np.sin(angle), r * np.cos(angle)  # −1.7041, 1.8292
    assert f"Column θ is Je₂ = (−{-down:.2f}, {right:.2f})" in shown(page)
    assert f"y₁ = {r * np.cos(angle):.2f}, y₂ = {r * np.sin(angle):.2f}" in shown(page)


def test_another_function_has_sliders_of_its_own() -> None:
    page = arrive(f="=[x1, x2, x3]", read="column_3")
    page.text_input(key="jacobian-typed").set_value("[relu(x1), x1^2]")
    again(page)
    state = page.session_state["held-lessons"].state
    assert (state.slug, len(state.x), len(state.v)) == ("=[relu(x1),x1^2]", 1, 1)
    assert slid(page) == list(state.x)
    assert not page.error


def test_the_preset_point_comes_back() -> None:
    page = arrive(f="polar", x="3_1")
    assert slid(page) == [3.0, 1.0]
    page.button(key="jacobian-preset").click()
    again(page)
    assert slid(page) == [1.4, 0.75]
    assert page.button(key="jacobian-preset").disabled


def test_the_table_is_read_by_column_and_by_row() -> None:
    page = arrive(f="seed")
    choose(page, "jacobian-reading", "column")
    again(page)
    assert "Column x₁ is Je₁ = (4, 1)" in shown(page)
    choose(page, "jacobian-seed-column", "2")
    again(page)
    assert "Column x₃ is Je₃ = (1, 1)" in shown(page)
    choose(page, "jacobian-reading", "row")
    again(page)
    assert "Row y₁ is e₁ᵀJ = (4, 1, 1)" in shown(page)


def test_an_entry_is_selected_by_keys_and_so_are_v_and_u() -> None:
    page = arrive(f="seed")
    row, column = (f"jacobian-seed-entry-{side}" for side in ("row", "column"))
    assert lists(page)[row].chosen == ""
    choose(page, column, "2")
    again(page)
    state = page.session_state["held-lessons"].state
    assert (state.u, state.v) == ((1, 0), (0, 0, 1))
    assert "∂y₁/∂x₃ = 1, the selected entry: nudging x₃ by a small h moves y₁" in shown(page)
    choose(page, row, "1")
    again(page)
    state = page.session_state["held-lessons"].state
    assert (state.u, state.v) == ((0, 1), (0, 0, 1))
    assert lists(page)[column].chosen == "2"
    choose(page, "jacobian-reading", "column")
    again(page)
    choose(page, "jacobian-seed-column", "1")
    again(page)
    state = page.session_state["held-lessons"].state
    assert (state.u, state.v) == ((0, 1), (0, 1, 0))


@pytest.mark.parametrize(
    ("read", "frame", "u", "v"),
    [
        ("", (1, 2), (0, 1), (0, 0, 1)),
        ("column_1", (None, 2), None, (0, 0, 1)),
        ("row_1", (1, None), (0, 1), None),
    ],
)
def test_a_pressed_cell_is_read_or_its_column_or_its_row(
    read: str,
    frame: tuple[int | None, int | None],
    u: tuple[float, ...] | None,
    v: tuple[float, ...] | None,
) -> None:
    page = arrive(f="seed", **({"read": read} if read else {}))
    before = page.session_state["held-lessons"].state
    pressed(page, 1, 2)
    state = page.session_state["held-lessons"].state
    assert (state.u, state.v) == (u or before.u, v or before.v)
    assert received(page)["state"] == {"row": frame[0], "column": frame[1]}
    assert received(page)["heard"] == "test-1"


@pytest.mark.parametrize(
    ("row", "column", "more"),
    [(2, 0, {}), (0, 3, {}), (None, None, {}), ("0", [1], {}), (1, 2, {"edition": "old"})],
)
@pytest.mark.share(5)
def test_what_is_no_cell_and_what_is_about_another_table_changes_nothing(
    row: object, column: object, more: dict[str, object]
) -> None:
    for link in ({}, {"cover": "1"}):
        page = arrive(f="seed", **link)
        before = page.session_state["held-lessons"].state
        pressed(page, row, column, **more)
        assert page.session_state["held-lessons"].state == before
        assert received(page)["state"] == {"row": None, "column": None}


def moved(page: AppTest, *numbers: float) -> AppTest:
    """Move x, as the sliders tell it."""
    protos = [part.proto for part in page.get("bidi_component")]
    (sliders,) = [proto for proto in protos if proto.id.endswith("-jacobian-x")]
    edition = json.loads(sliders.json)[0]["edition"]
    gesture = {"numbers": list(numbers), "edition": edition, "sent": "test-2"}
    sent = WidgetState(id=sliders.id, json_value=json.dumps({"gesture": gesture}))
    answered(page._run(WidgetStates(widgets=[sent])))
    assert slid(page) == list(numbers)
    return page


def check(page: AppTest) -> AppTest:
    page.button(key="jacobian-check").click()
    return again(page)


def told(page: AppTest) -> list[str]:
    """What is said of a guess."""
    return [element.value for element in page.info]


def marked(page: AppTest) -> tuple[int | None, list[int]]:
    """The guess and the truths, row by row."""
    sent = received(page)
    return sent["guess"], sent["truths"]


WRONG = "You chose ∂y₂/∂x₃ = 1, and ∂y₁/∂x₁ = 4 is farther from 0, by 3."
"""Of a guess in row 2 and column 3 of J = [[2x₁, 1, 1], [1, −1, 1]] at x₁ = 2."""


def test_a_guess_stays_beside_the_truth_and_the_truth_as_long_as_x_does() -> None:
    page = arrive(f="seed", cover="1")
    pressed(page, 1, 2)
    assert marked(check(page)) == (5, [0])
    assert told(page) == [WRONG]
    assert received(page)["state"] == {"row": None, "column": None}
    moved(page, 2.5, 3, 1)
    assert (marked(page), told(page)) == ((5, []), [])
    moved(page, 2, 3, 1)
    assert (marked(page), told(page)) == ((5, [0]), [WRONG])
    # Another reading tells of it as well; the next guess begins anew, and so does another function.
    choose(page, "jacobian-reading", "row")
    assert marked(again(page)) == (5, [0])
    choose(page, "jacobian-cover", "True")
    assert marked(again(page)) == (None, [])
    assert page.button(key="jacobian-check").label == "Look without a guess"


def test_a_guess_outlives_a_move_of_x_and_is_judged_where_it_is_checked() -> None:
    page = arrive(f="seed", cover="1")
    pressed(page, 1, 2)
    moved(page, 0.5, 3, 1)
    assert received(page)["state"] == {"row": 1, "column": 2}
    assert page.button(key="jacobian-check").label == "Check the guess"
    # Where 2x₁ = 1, all six are as far from 0.
    assert marked(check(page)) == (5, [0, 1, 2, 3, 4, 5])
    assert told(page) == ["Right: no entry is known to be farther from 0 than ∂y₂/∂x₃ = 1."]


def test_the_control_that_covers_checks_a_guess_or_says_that_there_was_none() -> None:
    page = arrive(f="seed", cover="1")
    pressed(page, 1, 2)
    choose(page, "jacobian-cover", "False")
    assert told(again(page)) == [WRONG]
    assert page.session_state["jacobian-guesses"] == 1
    for look in (
        lambda: choose(page, "jacobian-cover", "False"),
        lambda: page.button(key="jacobian-check").click(),
    ):
        choose(page, "jacobian-cover", "True")
        again(page)
        look()
        again(page)
        assert (marked(page), told(page)) == ((None, []), ["Shown without a guess."])
    assert page.session_state["jacobian-guesses"] == 1
    assert '"Shown without a guess."' in GUESS_WORDS.read_text(encoding="utf-8")


@pytest.mark.parametrize(("row", "column"), [(0, 0), (1, 1)])
def test_what_is_not_finite_is_held_against_nothing(row: int, column: int) -> None:
    page = arrive(f="=[log(x1), 2*x2]", x="0_1", cover="1")
    pressed(page, row, column)
    assert marked(check(page)) == (2 * row + column, [3] if row else [])


def test_where_no_entry_is_finite_nothing_is_asked() -> None:
    page = arrive(f="=log(x)", x="0", cover="1")
    assert "There is nothing to guess here: no entry of J is finite." in shown(page)
    assert not [key for key in lists(page) if "-guess-" in key]
    assert page.button(key="jacobian-check").label == "Look without a guess"


def test_a_covered_page_says_nothing_of_the_entries() -> None:
    link = {"f": "seed", "x": "2.125_3_1", "read": "column_1"}
    entry = re.compile(r"4[.]25|2x_1")
    assert entry.search(everything(arrive(**link)))
    page = arrive(**link, cover="1")
    assert not entry.search(everything(page))
    assert CATALOG["seed"].latex in everything(page)
    # Nor does the question below, which is of a J of its own.
    entries = {tuple(map(str, row)) for row in ((4, 1, 1), (1, -1, 1))}
    asked = json.dumps(asks(page), ensure_ascii=False).replace("−", "-")
    assert not any(f"({', '.join(row)})" in asked for row in entries)


def everything(page: AppTest) -> str:
    """All that a page says, and all that its browser is sent."""
    sent = [part.proto.json for part in page.get("bidi_component")]
    said = [
        part.value for kind in (page.markdown, page.latex, page.code, page.info) for part in kind
    ]
    return "\n".join([*sent, *said])


def test_a_guess_is_marked_whether_pressed_or_chosen_and_belongs_to_its_function() -> None:
    page = arrive(f="seed", cover="1")
    editions = [received(page)["edition"]]
    pressed(page, 1, 0)
    assert received(page)["state"] == {"row": 1, "column": 0}
    assert r"Your guess\: ∂y₂/∂x₁." in shown(page)
    editions.append(received(page)["edition"])
    choose(page, "jacobian-seed-guess-column", "2")
    again(page)
    assert received(page)["state"] == {"row": 1, "column": 2}
    editions.append(received(page)["edition"])
    assert len(set(editions)) == 3
    for function in ("polar", "seed"):
        choose(page, "jacobian-function", function)
        again(page)
        assert received(page)["state"] == {"row": None, "column": None}


def test_what_is_not_finite_is_sent_by_its_name_and_bounds_no_colour() -> None:
    page = arrive(f="=[log(x1), 2*x2]", x="0_1")
    sent = received(page)
    assert sent["jacobian"] == ["#inf", 0.0, 0.0, 2.0]
    assert sent["largest"] == 2.0


def test_the_table_is_covered_and_shown_by_one_control() -> None:
    page = arrive(f="seed", read="column_1")
    assert "Je₁" in shown(page)
    choose(page, "jacobian-cover", "True")
    again(page)
    assert page.session_state["held-lessons"].state.cover
    assert "Je₁ = " not in shown(page)
    assert received(page)["jacobian"] is None
    assert "4" not in received(page)["label"]
    choose(page, "jacobian-cover", "False")
    again(page)
    assert "Je₁ = (4, 1)" in shown(page)


def test_a_link_restores_point_and_reading() -> None:
    page = arrive(f="seed", x="0.5_3_1", read="row_1")
    assert "Row y₁ is e₁ᵀJ = (1, 1, 1)" in shown(page)
    assert lists(page)["jacobian-reading"].chosen == "row"


def test_the_twin_differentiates_in_the_weights() -> None:
    page = arrive(f="tanh-layer")
    choose(page, "jacobian-twin", "tanh-layer-weights")
    again(page)
    assert lists(page)["jacobian-function"].chosen == "tanh-layer-weights"
    assert "so J is 3×6" in shown(page)


def test_a_point_outside_of_the_domain_is_said_and_not_thrown() -> None:
    page = arrive(f="baydin", x="-1_5")
    assert any("y = NaN" in warning.value for warning in page.warning)
    assert "nudging" not in shown(page)


def test_a_point_without_a_derivative_is_said_and_not_thrown() -> None:
    page = arrive(f="color", x="0_0.4_0.3", read="column_1")
    assert any("f(x) is finite here, but JAX's number" in warning.value for warning in page.warning)
    assert "JAX gives no rate of change here" in shown(page)


def test_the_program_follows_the_point() -> None:
    page = arrive(f="polar", x="2.5_0.5")
    assert any("jnp.array([2.5, 0.5])" in block.value for block in page.code)


@pytest.mark.parametrize(
    "link",
    [
        {"f": "<script>alert(1)</script>"},
        {"f": "seed", "x": "nan_inf_1e999"},
        {"f": "seed", "read": "column_99"},
        {"f": "seed", "x": "1_2", "read": "diagonal"},
    ],
)
def test_a_bad_link_gives_a_notice_and_a_table(link: dict[str, str]) -> None:
    page = arrive(**link)
    said = [element.value for element in page.info]
    assert any("link" in text or "no function" in text for text in said)
    assert len(received(page)["jacobian"]) > 0


def test_a_good_link_gives_no_notice() -> None:
    page = arrive(f="polar", x="2_0.5")
    assert not page.info
    assert not page.warning
