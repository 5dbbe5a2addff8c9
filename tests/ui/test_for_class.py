"""A teacher's link on its page, and what makes it."""

import json
import re
import subprocess
import sys
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from explainers.lessons import PAGES, Lesson, written
from explainers.permalink import classroom
from explainers.permalink.room import CODEC
from explainers.ui import room
from explainers.ui.for_class import frame
from explainers.ui.qr import qr
from explainers.ui.sheets import WITHOUT
from tests.pages import arrived, lists, opened, received
from tests.ui.test_session import Visitor

pytestmark = pytest.mark.share(4)

HOSTILE = "<script>alert(1)</script> [a](https://b.example) **c** $d$ :red[e] https://f.example"
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)


@each_page
@pytest.mark.share(9)
def test_every_page_shows_a_teachers_question_as_plain_text_and_can_do_without_its_menu(
    page: Lesson,
) -> None:
    app = arrived(page.slug, ask=HOSTILE, hide="menu")
    assert not app.exception
    assert [text.value for text in app.text] == [HOSTILE]
    assert not app.sidebar.get("page_link")
    assert not any("alert" in markdown.value for markdown in app.markdown)
    parts = [part.proto for part in app.get("bidi_component")]
    sent = [json.loads(part.json)[0] for part in parts if part.json]
    (asks,) = (data["asks"] for data in sent if "asks" in data)
    link, notices = CODEC.decode(dict(parse_qsl(asks)))
    assert notices == ()
    name, about = link.ask, room.about(link, asks)
    assert about.startswith((f"{page.slug}?", "push_and_pull?")) or (asks, about) == ("", "")
    assert room.asked(asks).notices == ()
    assert name in {"", "cell", page.slug} or name in {posed.name for posed in room.posed()}


def test_a_page_that_no_teacher_has_made_has_no_question() -> None:
    assert not arrived("kinks").text


def test_all_that_a_link_can_leave_out_has_a_rule_and_a_name() -> None:
    assert set(WITHOUT) == set(classroom.HIDDEN)
    told = written("classroom.md")
    assert {f"hide-{word}" for word in classroom.HIDDEN} <= told.keys()
    assert {f"lock-{word}" for word in classroom.LOCKED} <= told.keys()


def test_a_bad_link_is_told_beside_what_is_good_in_it() -> None:
    app = arrived("kinks", case="relu", hide="everything", lock="point")
    (told,) = [info.value for info in app.info]
    assert told.startswith("hide in the link is to name some of")
    assert received(app)["state"]["slug"] == "relu"
    assert received(app)["locked"] == ["x"]


# Locked ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("home", ["slug", "x"]),
        ("push_and_pull", ["slug", "x"]),
        ("linearization", ["slug", "x"]),
        ("two_sweeps", ["slug", "x"]),
        ("curvature", ["slug", "x"]),
        ("complex_plane", ["slug", "z"]),
        ("kinks", ["slug", "x"]),
    ],
)
def test_a_figure_is_told_what_stays_and_the_pickers_are_off(slug: str, names: list[str]) -> None:
    app = arrived(slug, lock="function_point")
    assert not app.info
    assert received(app)["locked"] == names
    pickers = [one.data["fixed"] for one in lists(app).values()]
    assert all(pickers)
    assert pickers or slug == "home"


def test_what_is_locked_no_browser_moves() -> None:
    visitor = Visitor()
    link = {"f": "polar", "x": "1_0.5", "lock": "function_point"}
    state = visitor.at("push_and_pull", **link)
    moved = visitor.at("push_and_pull", {"x": (2.0, 2.0), "v": (3.0, 4.0)}, pick="softmax", **link)
    assert moved == state._replace(v=(3.0, 4.0))


def test_a_lock_ends_with_its_page() -> None:
    visitor = Visitor()
    visitor.at("push_and_pull", f="polar", lock="function_point")
    assert visitor.at("linearization", {"x": (2.0, 2.0)}).x == (2.0, 2.0)
    assert visitor.at("linearization", pick="camera").slug == "camera"


# For class ------------------------------------------------------------------------------------


def asked(app: AppTest) -> AppTest:
    """A page on which a reader has just asked for a link for a class."""
    app.session_state["for-class-asked"] = True
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> dict[str, Any]:
    """What the link says that is offered."""
    return dict(parse_qsl(urlsplit(links(app)[0]).query, keep_blank_values=True))


def links(app: AppTest) -> list[str]:
    """The link, and the line for other pages."""
    return [code.value for code in app.code if "?" in code.value and "\n" not in code.value]


def test_the_link_has_the_state_on_screen_and_what_is_marked() -> None:
    app = asked(opened("push_and_pull", f="polar", x="1_0.5", ask="Where?", hide="menu"))
    before = {"f": "polar", "x": "1_0.5", "ask": "Where?", "hide": "menu"}
    assert said(app) == before
    key = "push_and_pull-class"
    app.text_input(key=f"{key}-ask").set_value("  And <u>now</u>? ")
    for box in ("hide-words", "lock-point", "cover", "present"):
        app.checkbox(key=f"{key}-{box}").check()
    marked = {"ask": "And <u>now</u>?", "hide": "menu_words", "lock": "point"}
    assert said(asked(app)) == before | marked | {"cover": "1", "present": "1"}
    _, line = links(app)
    (source,) = re.findall(r'src="([^"]*)"', line)
    framed = dict(parse_qsl(urlsplit(unescape(source)).query))
    assert framed == before | marked | {"cover": "1", "embed": "true"}
    app.text_input(key=f"{key}-ask").set_value("")
    assert "ask" not in said(asked(app))


@pytest.mark.parametrize("slug", ["brackets", "cheatsheet", "practice"])
def test_pages_without_a_function_offer_what_they_have(slug: str) -> None:
    app = asked(arrived(slug))
    offered = {str(box.key).removeprefix(f"{slug}-class-") for box in app.checkbox}
    assert "present" in offered
    assert not {"lock-function", "lock-point"} & offered
    assert ("cover" in offered) == (slug == "brackets")
    (way,) = (part.proto.url for part in app.get("link_button"))
    path, _, query = way.partition("?")
    assert (path, dict(parse_qsl(query))["ask"].partition("/")[0]) == ("/room", slug)
    app.text_input(key=f"{slug}-class-ask").set_value("Why & how?")
    (way,) = (part.proto.url for part in asked(app).get("link_button"))
    own = dict(parse_qsl(way.partition("?")[2], keep_blank_values=True))
    assert (own["ask"], own["say"]) == ("words", "Why & how?")
    assert room.about(CODEC.decode(own).state, "") == own["at"]


def test_the_line_for_other_pages_cannot_be_broken_out_of() -> None:
    source = "https://host/kinks?case=abs&ask=%22%3E%3Cscript%3E&embed=true"
    line = frame(source, 'A "title" <b>')
    assert "<script>" not in line
    assert "<b>" not in line
    (found,) = re.findall(r'src="([^"]*)"', line)
    assert unescape(found) == source


@pytest.mark.whole
def test_no_page_loads_what_makes_qr_codes_before_it_is_asked() -> None:
    command = "import sys; from explainers.ui import for_class; print('segno' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
    assert ran.stdout == "False\n"


def test_a_link_that_no_code_can_hold_is_refused() -> None:
    assert qr(f"https://host/?f={'x' * 300}").size > 40
    with pytest.raises(ValueError, match="too large"):
        qr("x" * 3000)
