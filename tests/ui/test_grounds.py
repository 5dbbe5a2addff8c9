"""The figures that puzzles are solved on take what pages send that are older than the server."""

import json
from functools import partial
from typing import Any, get_args

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from explainers.core.practice.goals import Ground
from explainers.core.practice.puzzles import PUZZLES
from explainers.permalink.practice import at_start
from tests import pages

opened = partial(pages.opened, "practice")


def figure(app: AppTest) -> tuple[str, dict[str, Any]]:
    """The figure of the puzzle by its id, and what it was sent."""
    parts = [part.proto for part in app.get("bidi_component")]
    return next((part.id, data) for part in parts if "task" in (data := json.loads(part.json)[0]))


def send(app: AppTest, name: str, value: object) -> None:
    """Run the page as when a browser sends something beside the figure."""
    states = app._tree.get_widget_states()
    states.widgets.append(WidgetState(id=figure(app)[0], json_value=json.dumps({name: value})))
    app._run(states)
    pages.answered(app)
    assert not app.exception


def link(app: AppTest) -> str:
    """What the address of the page holds."""
    parts = [part.proto for part in app.get("bidi_component")]
    sent = [json.loads(part.json)[0] for part in parts if part.json]
    return next(data["query"] for data in sent if "asks" in data)


@pytest.mark.share(4)
@pytest.mark.parametrize("ground", get_args(Ground))
def test_a_worked_case_comes_before_a_puzzle_and_leaves_its_link_and_its_hands_alone(
    ground: Ground,
) -> None:
    slug = next(one.slug for one in PUZZLES if one.ground == ground)
    app = opened(puzzle=slug, seed="class-7", student="3")
    own, before = figure(app)[1], link(app)
    send(app, "worked", own["edition"])
    shown = figure(app)[1]
    assert shown["task"]["worked"]
    assert shown["task"]["solution"] != own["task"]["solution"]
    assert link(app) == before
    moved = {**shown["state"], "edition": shown["edition"], "sent": "hand-1"}
    send(app, "gesture", moved)
    send(app, "worked", own["edition"])  # pressed twice: the second comes too late
    assert figure(app)[1]["task"]["worked"]
    send(app, "worked", shown["edition"])
    after = figure(app)[1]
    assert (after["task"], after["state"], link(app)) == (own["task"], own["state"], before)


@pytest.mark.share(99)
@pytest.mark.parametrize("ground", get_args(Ground))
def test_a_gesture_that_lacks_a_part_moves_none(ground: Ground) -> None:
    puzzles = (one.slug for one in PUZZLES)
    slug = next(one for one in puzzles if at_start(one).variant.setting.ground == ground)
    app = opened(puzzle=slug)
    _, data = figure(app)
    for count, name in enumerate(data["state"]):
        key, now = figure(app)
        older = {part: value for part, value in now["state"].items() if part != name}
        sent = {**older, "edition": now["edition"], "sent": f"older-{count}"}
        states = app._tree.get_widget_states()
        states.widgets.append(WidgetState(id=key, json_value=json.dumps({"gesture": sent})))
        app._run(states)
        assert not app.exception
        assert figure(app)[1]["heard"] == f"older-{count}", name
    assert figure(app)[1]["state"] == data["state"]
