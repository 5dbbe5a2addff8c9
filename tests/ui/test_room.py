"""Rooms about puzzles, with any numbers of theirs, and about a teacher's own questions."""

import json
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explainers.components.room import Picks, Puzzle
from explainers.core.practice.goals import Spot
from explainers.core.practice.grounds import settled, valid
from explainers.core.practice.judge import judged_at
from explainers.core.practice.puzzles import BY_SLUG
from explainers.core.practice.solve import ALONE
from explainers.core.practice.variants import Variant, variant
from explainers.lessons.questions import QUESTIONS
from explainers.permalink import room as links
from explainers.permalink.pages import CODECS
from explainers.rooms.room import Refused, opened, sound
from explainers.ui import room, room_own, room_puzzles
from tests.pages import ROOT

SEEDS = tuple(f"class-{k}" for k in range(4))
ASKED = tuple(slug for slug in BY_SLUG if slug not in ALONE)


def spot_of(shown: Puzzle | Picks, given: Variant, answer: tuple[float, ...]) -> Spot:
    """What hands hold in an answer, as the practice ground has it."""
    start, setting = given.start, given.setting
    if isinstance(shown, Picks):
        stones = tuple(float(k) for k, kept in enumerate(answer, 1) if kept)
        return start._replace(picks=stones if shown.steps else tuple(map(float, answer)))
    rest, parts = list(answer), dict[str, tuple[float, ...]]()
    for name in shown.free:
        size = len(getattr(start, name))
        parts[name], rest = tuple(rest[:size]), rest[size:]
    if setting.ground == "implicit":  # with p first
        parts["x"] = (parts["x"][-1], *parts["x"][:-1])
    assert not rest
    return start._replace(**parts)


@pytest.mark.parametrize("slug", ASKED)
def test_what_hands_hold_is_an_answer_and_the_solution_solves_it(slug: str) -> None:
    for seed in SEEDS:
        shown, given = room_puzzles.puzzle(slug, seed), variant(slug, seed)
        spot = spot_of(shown, given, shown.solution)
        assert judged_at(given, settled(given.setting, spot)).solved
        assert valid(given.setting, spot.picks)
        question = room.of_practice(slug, seed)
        asked = opened("s" * 22, 0.0, "", question)
        assert sound(asked, 1, list(shown.solution)) == list(map(float, shown.solution))
        if isinstance(shown, Puzzle):
            assert shown.free == given.puzzle.free
            value = settled(given.setting, given.start).value
            np.testing.assert_allclose(shown.value, value, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("slug", ALONE)
def test_what_no_class_can_be_asked_is_told_with_what_is_nearest(slug: str) -> None:
    with pytest.raises(Refused) as refused:
        room.of_practice(slug, "1")
    assert room.puzzle_of(f"practice/{slug}", "1") is None
    found = room.instead(f"practice/{slug}")
    assert found is not None
    assert found.why == str(refused.value)
    assert found.name in {posed.name for posed in room.posed()}
    assert room.instead("practice/aim-push") is None


@pytest.mark.parametrize(
    ("query", "sent", "told"),
    [
        ({"c": " bcdfg", "ask": "kinks/tie"}, ("BCDFG", "kinks/tie", ""), []),
        ({"ask": "words", "say": "Why?\n<b>"}, ("", "words", "Why? <b>"), []),
        ({"c": "<b>", "ask": "<b>", "say": "\u200b"}, ("", "", ""), ["c", "ask", "say"]),
    ],
)
def test_the_browser_is_sent_what_python_has_read_in_a_link(
    query: dict[str, str], sent: tuple[str, str, str], told: list[str]
) -> None:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/room.py")
    app.query_params.update(query)
    app.run()
    parts = [part.proto for part in app.get("bidi_component")]
    data = [json.loads(part.json)[0] for part in parts if part.json]
    (found,) = (one for one in data if "letters" in one)
    assert (found["code"], found["ask"], found["say"]) == sent
    assert [info.value.split()[0] for info in app.info] == told


def test_every_question_and_puzzle_has_a_name_to_be_picked_by() -> None:
    names = {posed.name for posed in room.posed()}
    assert names == {f"{page}/{asked.slug}" for page in QUESTIONS for asked in QUESTIONS[page]} | {
        f"practice/{slug}" for slug in ASKED
    }


@pytest.mark.parametrize(
    ("slug", "seed"), [("", "1"), ("aim", "1"), ("aim-push", "<b>"), ("aim-push", "x" * 99)]
)
def test_what_is_no_puzzle_of_a_room_is_none(slug: str, seed: str) -> None:
    with pytest.raises(LookupError):
        room.of_practice(slug, seed)
    assert room.puzzle_of(f"practice/{slug}", seed) is None


@pytest.mark.parametrize("page", sorted(set(CODECS) - {"practice"}))
def test_a_question_of_ones_own_leads_to_any_figure_with_what_is_asked_covered(page: str) -> None:
    start: Any = CODECS[page].decode({}).state
    said = {"ask": "Why?", "kind": "words"}
    card = room_own.own(said, f"https://host/{page}?", "https://host")
    path, _, query = card.link.partition("?")
    assert path == ("./" if page == "home" else page)
    state: Any = CODECS[page].decode(room_own.lecture.parsed(query)).state
    wanted = start._replace(cover=True) if hasattr(start, "cover") else start
    assert state == wanted
    assert room.about(links.State(ask=page), "") == f"{page}?"
    at = card.link.replace("./", "home")
    assert room.about(links.CODEC.decode({"at": at}).state, "").removesuffix("?") == at


def test_a_link_that_leads_nowhere_is_what_no_question_is_about() -> None:
    for link in ("javascript:alert(1)", "https://evil.example/kinks", "kinks?case=nothing"):
        assert links.CODEC.decode({"at": link}).state == links.State()
    assert room.about(links.State(), "") == ""
    assert room.about(links.State(), "f=polar") == "push_and_pull?f=polar"


def test_what_cancels_is_not_asked_by_a_number() -> None:
    """The two columns add 1000 and −1000: no rounded number could be told from 0."""
    apart, cancels = (f"f==[1000x1-1000x2,x1]&x=1_2&v={v}&u=1_0" for v in ("1_0", "1_1"))
    assert room.question(apart, "pairing").size == 1
    with pytest.raises(Refused, match="cancels"):
        room.question(cancels, "pairing")
