"""What a page asks about a text: nothing is computed silently, and each answer is a click away."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import choose, lists, opened

pytestmark = pytest.mark.share(3)

PAGES = {
    "home": ("f", "x", "y"),
    "jacobian": ("f", "x", "y"),
    "push_and_pull": ("f", "x", "y"),
    "two_sweeps": ("f", "x", "y"),
    "linearization": ("f", "x", "y"),
    "curvature": ("f", "x", "y"),
    "complex_plane": ("f", "z", "i"),
    "descent": ("risk", "x", "y"),
}
every_page = pytest.mark.parametrize("page", PAGES)


def slug(app: AppTest, page: str) -> str:
    slots = {"home": "held-home", "jacobian": "held-lessons", "push_and_pull": "held-lessons"}
    return app.session_state[slots.get(page, f"held-{page}")].state[0]


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button if "-reading-" in (button.key or "")]


@every_page
@pytest.mark.share(99)
def test_a_page_asks_what_a_space_in_a_link_was_and_shows_its_usual_function(page: str) -> None:
    name, a, b = PAGES[page]
    usual = slug(opened(page), page)
    app = opened(page, **{name: f"={a} {b}"})
    assert not app.exception
    assert slug(app, page) == usual
    assert labels(app) == [f"Read it as `{a}+{b}`", f"Read it as `{a}*{b}`"]
    assert "at character 2" in app.info[0].value
    assert app.code[0].value == f"{a} {b}\n ^"


@every_page
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.share(99)
def test_an_answer_is_taken_at_its_word(page: str, place: int) -> None:
    name, a, b = PAGES[page]
    app = opened(page, **{name: f"={a} {b}"})
    app.button(key=f"{page}-asked-reading-{place}").click().run()
    assert not app.exception
    assert slug(app, page) == f"={a}{'+*'[place]}{b}"
    assert labels(app) == []
    assert not app.info


def test_an_answer_keeps_the_rest_of_the_link() -> None:
    app = opened("push_and_pull", f="=x y", x="2_0.5", mode="pull")
    app.button(key="push_and_pull-asked-reading-0").click().run()
    state = app.session_state["held-lessons"].state
    assert (state.slug, state.x, state.mode) == ("=x+y", (2.0, 0.5), "pull")


def test_a_question_stays_in_the_address_until_it_is_answered() -> None:
    app = opened("push_and_pull", f="=x y", x="2_0.5")
    (link,) = [part for part in app.get("bidi_component") if '"query"' in part.proto.json]
    assert '"query": "f=%3Dx+y&x=2_0.5"' in link.proto.json.replace('":"', '": "')
    app.button(key="push_and_pull-asked-reading-1").click().run()
    (link,) = [part for part in app.get("bidi_component") if '"query"' in part.proto.json]
    assert "f=%3Dx%2Ay&x=2_0.5" in link.proto.json


def test_a_question_is_gone_once_another_function_is_picked() -> None:
    app = opened("push_and_pull", f="=x y")
    choose(app, "push_and_pull-function", "polar")
    assert labels(app) == []
    assert slug(app, "push_and_pull") == "polar"


@pytest.mark.parametrize(
    ("page", "query", "wrong", "readings"),
    [
        ("push_and_pull", {"f": "=x"}, "sin 2x", ["sin(2x)"]),
        ("push_and_pull", {"f": "=x"}, "[0,5x, y]", ["[0.5x, y]", "[0, 5x, y]"]),
        ("push_and_pull", {"f": "=x"}, "[0,5x,y]", ["[0.5x,y]", "[0, 5x, y]"]),
        ("curvature", {"f": "=x"}, "1/2x", ["(1/2)*x", "1/(2*x)"]),
        ("complex_plane", {"f": "=z"}, "z²", ["z^2"]),
        ("descent", {"risk": "=x^2+y^2"}, "x² + y²", ["x^2 + y^2"]),
    ],
)
def test_an_editor_offers_what_may_have_been_meant(
    page: str, query: dict[str, str], wrong: str, readings: list[str]
) -> None:
    app = opened(page, **query)
    before = slug(app, page)
    app.text_input(key=f"{page}-typed").set_value(wrong).run()
    assert slug(app, page) == before
    assert labels(app) == [f"Read it as `{reading}`" for reading in readings]
    app.button(key=f"{page}-typed-reading-0").click().run()
    assert not app.exception
    assert not app.error
    assert labels(app) == []
    assert slug(app, page) == "=" + readings[0].replace(" ", "").replace("(1/2)", "1/2")
    assert app.text_input(key=f"{page}-typed").value == readings[0]


def test_in_an_editor_a_space_is_a_product_as_ever() -> None:
    app = opened("push_and_pull", f="=x")
    app.text_input(key="push_and_pull-typed").set_value("x y").run()
    assert slug(app, "push_and_pull") == "=x*y"


def test_a_text_with_commas_that_could_be_doubted_stands_in_the_editor_with_spaces() -> None:
    app = opened("push_and_pull", f="=[x+1,2x]")
    assert not app.info
    assert app.text_input(key="push_and_pull-typed").value == "[x+1, 2x]"


@pytest.mark.parametrize(
    "page", ["jacobian", "push_and_pull", "two_sweeps", "linearization", "curvature"]
)
def test_a_picker_says_that_a_function_can_be_typed(page: str) -> None:
    app = opened(page)
    picker = lists(app)[f"{page}-function"]
    assert "type your own" in picker.data["label"]
    assert picker.options[0] == "Type your own function…"
    app.button(key=f"{page}-type").click().run()
    assert not app.exception
    assert slug(app, page).startswith("=")
    assert app.text_input(key=f"{page}-typed").value
    assert f"{page}-type" not in [button.key for button in app.button]


def test_the_other_pickers_say_so_too() -> None:
    app = opened("descent")
    picker = lists(app)["descent-risk"]
    assert "type your own" in picker.data["label"]
    assert picker.options[0] == "Type your own function…"
    app = opened("complex_plane")
    assert "Type…" in lists(app)["complex_plane-function"].options
