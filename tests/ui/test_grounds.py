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
    return next((part.id, data) for part in parts if "task" in (data := json.loads(part.json)))


@pytest.mark.share(4)
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
