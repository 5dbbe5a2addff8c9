"""Sliders that reach every point of a link."""

from itertools import pairwise

import pytest

from explainers.components.slider import Row
from explainers.core.catalog import CATALOG
from explainers.permalink import LARGEST
from explainers.ui.controls import read_choice, read_numbers, title, track, variable
from tests.pages import choose, lists, opened


def test_a_slider_spans_the_view() -> None:
    assert track((-2.0, 6.0), 1.0) == (-2.0, 6.0)


@pytest.mark.parametrize("number", [-2.5, 6.25, LARGEST, -LARGEST])
def test_a_slider_reaches_a_point_outside_of_the_view(number: float) -> None:
    low, high = track((-2.0, 6.0), number)
    assert low <= min(-2.0, number)
    assert high >= max(6.0, number)


@pytest.mark.parametrize("slug", CATALOG)
def test_a_track_begins_and_ends_with_the_view_that_its_point_lies_in(slug: str) -> None:
    for view, number in zip(CATALOG[slug].x_view, CATALOG[slug].x, strict=True):
        assert track(view, number) == view


ROWS = (Row("r", (0.0, 2.0)), Row("Batch size", (1.0, 20.0), whole=True))


def test_numbers_that_a_hand_has_moved_are_taken() -> None:
    assert read_numbers({"numbers": [-7.5, 20]}, ROWS) == (-7.5, 20.0)


@pytest.mark.parametrize(
    "numbers",
    [
        None,
        "12",
        [1.0],
        [1.0, 2.0, 3.0],
        [1.0, "2"],
        [True, 2],
        [1.0, None],
        [float("nan"), 2],
        [2 * LARGEST, 2],
        [1.0, 2.5],
        [1.0, 0],
        [1.0, 21],
    ],
)
def test_what_are_no_numbers_of_the_sliders_is_not(numbers: object) -> None:
    assert read_numbers({"numbers": numbers}, ROWS) is None


# Lists ----------------------------------------------------------------------------------------


def test_what_was_chosen_is_one_of_the_options_as_they_are() -> None:
    assert read_choice({"chosen": "2"}, range(4)) == 2
    assert read_choice({"chosen": "0"}, range(4)) == 0
    assert read_choice({"chosen": "polar"}, CATALOG) == "polar"


NONE_OF_THEM = (
    *(None, 0, 1, 1.5, True, "", "4", "Polar", " polar", "polar\0", "<script>", "x" * 100_000),
    *([], ["polar"], [["polar"]], {}, {"polar": "polar"}, {"value": "polar"}, float("nan"), 2**70),
)


@pytest.mark.parametrize("chosen", NONE_OF_THEM, ids=lambda value: repr(value)[:20])
def test_what_is_none_of_the_options_is_not_chosen(chosen: object) -> None:
    assert read_choice({"chosen": chosen}, range(4)) is None
    assert read_choice({"chosen": chosen}, CATALOG) is None
    assert read_choice({"value": "polar"}, CATALOG) is None


def test_a_list_goes_on_with_the_last_good_choice_whatever_a_browser_sends() -> None:
    page = choose(opened("push_and_pull", f="seed"), "push_and_pull-function", "polar")
    for chosen in NONE_OF_THEM:
        choose(page, "push_and_pull-function", chosen)
        assert not page.exception
        picker = lists(page)["push_and_pull-function"]
        assert (picker.chosen, picker.data["heard"]) == ("polar", "test-1")
        assert page.session_state["held-lessons"].state.slug == "polar"


def test_what_was_chosen_before_another_choice_was_known_does_not_undo_it() -> None:
    page = opened("push_and_pull", f="tanh-layer")
    before = lists(page)["push_and_pull-function"]
    choose(page, "push_and_pull-twin", "tanh-layer-weights")
    picker = lists(page)["push_and_pull-function"]
    assert picker.chosen == "tanh-layer-weights"
    assert picker.data["edition"] != before.data["edition"]
    picker.send("polar", edition=before.data["edition"], sent="test-2")
    picker = lists(page)["push_and_pull-function"]
    assert (picker.chosen, picker.data["heard"]) == ("tanh-layer-weights", None)
    picker.send("polar", sent="test-3")
    picker = lists(page)["push_and_pull-function"]
    assert (picker.chosen, picker.data["heard"]) == ("polar", "test-3")


def test_a_function_that_was_typed_is_not_typed_anew_when_a_list_says_so_again() -> None:
    page = choose(opened("push_and_pull", f="=[x1*x2,x1^2]"), "push_and_pull-function", "own")
    assert page.session_state["held-lessons"].state.slug == "=[x1*x2,x1^2]"


def test_a_list_that_a_link_has_locked_takes_nothing() -> None:
    page = opened("push_and_pull", f="polar", lock="function")
    assert lists(page)["push_and_pull-function"].data["fixed"]
    choose(page, "push_and_pull-function", "seed")
    picker = lists(page)["push_and_pull-function"]
    assert (picker.chosen, picker.data["heard"]) == ("polar", None)


def test_functions_are_listed_with_their_shapes() -> None:
    assert title("polar") == "Polar coordinates · 2 → 2"
    titles = sorted(title(slug) for slug in CATALOG)
    assert all(one != other for one, other in pairwise(titles))


def test_twins_are_told_apart_by_what_they_are_differentiated_in() -> None:
    assert variable("tanh-layer") == "in x₁, x₂"
    assert variable("tanh-layer-weights") == "in w₁₁ … w₃₂"


def test_a_switch_that_is_still_on_its_way_out_changes_nothing() -> None:
    page = opened("push_and_pull", f="tanh-layer-weights")
    switch = lists(page)["push_and_pull-twin"]
    choose(page, "push_and_pull-function", "relu-layer")
    switch.send("tanh-layer-weights")
    assert page.session_state["held-lessons"].state.slug == "relu-layer"
