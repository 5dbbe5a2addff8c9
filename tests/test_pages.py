"""Every page runs, says its title, and mends a broken link, without a browser."""

from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from explainers.lessons import LESSONS, PAGES, TOOLS, Lesson, Tool
from explainers.lessons.questions import questions
from explainers.lessons.reading import PACE, minutes, words_in
from tests.pages import ROOT, asks, headings, lists, opened, shown

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
each_page_on_a_function = pytest.mark.parametrize(
    "slug", ["home", "jacobian", "push_and_pull", "two_sweeps"]
)
each_lesson = pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.slug)


@cache
def visited(slug: str) -> AppTest:
    """A page that has been opened and is only looked at."""
    return opened(slug)


@each_page
def test_a_page_runs_and_shows_its_title_and_idea(page: Lesson) -> None:
    app = visited(page.slug)
    assert not app.exception
    assert app.title[0].value == page.title
    assert page.idea in [markdown.value for markdown in app.markdown]


@pytest.mark.share(3)
@each_page
def test_the_menu_leads_to_every_page(page: Lesson) -> None:
    links = [link.proto.label for link in visited(page.slug).sidebar.get("page_link")]
    assert links == ["Start", *(other.title for other in (*LESSONS, *TOOLS))]


@each_lesson
def test_the_time_to_read_is_that_of_the_words_on_the_page(page: Lesson) -> None:
    app = visited(page.slug)
    read = words_in(shown(app)) + sum(words_in(header.value) for header in app.header)
    assert 2 / 3 < PACE * minutes(page) / read < 2 or abs(minutes(page) - read / PACE) < 1


def test_cards_come_before_the_code() -> None:
    named = headings(opened("home", mode="push", x="0.5_0.5"))
    assert named[:2] == ["Five lessons to begin with", "Afterwards"]


@pytest.mark.share(9)
@each_page
def test_garbage_in_a_link_is_mended_with_notices(page: Lesson) -> None:
    garbage = {"f": "<script>", "x": "nan", "v": "1e99_1", "u": "", "mode": "💥", "read": "row_99"}
    app = opened(page.slug, **garbage)
    assert not app.exception
    assert app.title[0].value == page.title


@pytest.mark.share(3)
@each_page_on_a_function
def test_a_broken_link_is_mended_with_a_notice(slug: str) -> None:
    app = opened(slug, f="seed", x="1_2_oops")
    assert not app.exception
    assert [info.value for info in app.info] == [
        "x in the link is not a list of numbers; the preset x is used."
    ]


@pytest.mark.share(3)
@each_page_on_a_function
def test_a_good_link_needs_no_notice(slug: str) -> None:
    assert not opened(slug, f="polar", x="2_0.5").info


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.slug)
def test_a_page_beside_the_lessons_runs_and_has_the_menu(tool: Tool) -> None:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(tool.page)
    app.query_params["f"] = "<script>"
    app.run()
    assert not app.exception
    assert app.title[0].value == tool.title
    assert tool.idea in [markdown.value for markdown in app.markdown]
    links = [link.proto.label for link in app.sidebar.get("page_link")]
    assert links == ["Start", *(other.title for other in (*LESSONS, *TOOLS))]


@pytest.mark.share(3)
@each_page
def test_a_page_asks_its_questions(page: Lesson) -> None:
    (asked,) = asks(visited(page.slug))
    assert [one["slug"] for one in asked["questions"]] == [
        f"{page.slug}/{one.slug}" for one in questions(page)
    ]
    assert asked["questions"][0]["variants"][0]["ask"] == page.question.ask


@pytest.mark.parametrize("slug", ["seed", "softmax", "normalize", "helix", "logsumexp", "arm"])
@pytest.mark.share(3)
def test_the_lesson_on_products_holds_for_every_shape(slug: str) -> None:
    app = opened("push_and_pull", f=slug)
    assert not app.exception
    assert "J has rank" in shown(app)


def test_outside_the_domain_the_lesson_says_so() -> None:
    app = opened("push_and_pull", f="baydin", x="-1_5")
    assert not app.exception
    assert "not finite" in shown(app)
    assert "NaN" not in shown(app)


def test_a_kink_is_told_beside_what_jax_returns() -> None:
    app = opened("push_and_pull", f="=max(x1,x2)", x="1_1")
    told = "y has a kink here: along x₁ its slope is 1 for h > 0 and 0 for h < 0."
    assert any(told in warning.value for warning in app.warning)
    assert not opened("push_and_pull", f="=abs(x1)*x1", x="0").warning


def test_jaxs_nan_is_not_blamed_on_a_smooth_function() -> None:
    app = opened("push_and_pull", f="=norm([x1,x2])^2", x="0_0")
    assert any("what is not finite is JAX's, by its rule" in w.value for w in app.warning)
    assert "smooth" not in shown(app)


def test_numbers_that_are_only_rounding_are_zero() -> None:
    app = opened("push_and_pull", f="softmax", u="1_1_1")
    assert "= (0, 0, 0)." in shown(app)
    assert "10⁻¹⁷" not in shown(app)


def test_covered_results_are_not_given_away_below_the_figure() -> None:
    link = {"f": "seed", "v": "0_1_0"}
    told = "Jv is column 2 of J, (1, −1)."
    assert told in shown(opened("push_and_pull", **link))
    assert told not in shown(opened("push_and_pull", **link, cover="1"))
    assert "J has rank" not in shown(opened("push_and_pull", **link, cover="1"))


CHOSEN = {
    "push_and_pull": {"f": "tanh-layer-weights"},
    "linearization": {"f": "=[x1^2,x1*x2]"},
    "jacobian": {"f": "polar", "read": "row_2", "x": "2.5_0.75"},
    "descent": {"risk": "logistic", "opt": "nesterov", "batch": "4", "steps": "100", "seed": "9"},
    "brackets": {"shape": "20_30"},
    "kinks": {"case": "round"},
    "complex_plane": {"f": "=z^3"},
    "tensors": {"b": "0.5_0.25"},
}
"""States in which widgets show what is not their first choice."""


@pytest.mark.parametrize("slug", ["linearization", "descent", "brackets", "complex_plane"])
@pytest.mark.share(2)
def test_a_widget_that_is_drawn_late_shows_and_sends_what_the_state_holds(slug: str) -> None:
    """A browser that draws it late goes by its default."""
    app = opened(slug, **CHOSEN[slug])
    shown = {
        widget.key: (widget.proto.default, widget.value)
        for widget in (*app.number_input, *app.text_input)
    }
    assert shown != {}
    assert [(key, *pair) for key, pair in shown.items() if pair[0] != pair[1]] == []


@pytest.mark.parametrize(
    ("slug", "chosen"),
    [
        (
            "push_and_pull",
            {
                "push_and_pull-function": "tanh-layer-weights",
                "push_and_pull-twin": "tanh-layer-weights",
            },
        ),
        ("linearization", {"linearization-function": "own"}),
        (
            "jacobian",
            {
                "jacobian-function": "polar",
                "jacobian-reading": "row",
                "jacobian-polar-row": "1",
                "jacobian-cover": "False",
            },
        ),
        (
            "descent",
            {
                "descent-risk": "logistic",
                "descent-optimiser": "nesterov",
                "descent-steps": "100",
            },
        ),
        ("kinks", {"kinks-case": "round"}),
        (
            "tensors",
            {
                "tensors-bias": "2",
                "tensors-output": "0",
                "tensors-row": "0",
                "tensors-tangent": "(2, 3)",
                "tensors-cotangent": "(2, 5)",
            },
        ),
    ],
)
@pytest.mark.share(3)
def test_a_list_shows_what_the_state_holds(slug: str, chosen: dict[str, str]) -> None:
    found = lists(opened(slug, **CHOSEN[slug]))
    chosen = chosen | {f"{slug}-code": "jax"}
    assert {key: one.chosen for key, one in found.items()} == chosen
    for key, one in found.items():
        assert chosen[key] in [option["value"] for option in one.data["options"]]
