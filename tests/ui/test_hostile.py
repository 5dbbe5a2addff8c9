"""Whatever a browser sends for the widgets of a page, the page goes on."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from explainers.lessons import PAGES
from explainers.lessons import lesson as found
from tests.pages import opened
from tests.test_pages import CHOSEN

pytestmark = pytest.mark.share(6)

STATES: list[tuple[str, dict[str, str]]] = [
    *((page.slug, {}) for page in PAGES),
    *CHOSEN.items(),
    ("descent", {"risk": "=x^2+3*y^2"}),
    ("push_and_pull", {"f": "=[x1^2,x1*x2]"}),
    ("jacobian", {"f": "seed"}),
]

TEXTS = ("?", "", "None", "-1", "nan", "own", "\0", "💥" * 50, "=" * 10_000, "x" * 100_000)
NUMBERS = (-1e308, -1.0, 0.5, 1e308, 5e-324)
"""Others do not come so far: tests/server/test_sound.py."""
VALUES: tuple[Any, ...] = (
    None, True, 2**70, float("nan"), "?", "x" * 5_000, [], [[]], ["?"], [float("inf")] * 100, {},
)  # fmt: skip
"""What JSON can hold, and what JavaScript would not write but Python reads."""
TURNS = range(len(VALUES))


def hostile(widget: Message, turn: int) -> WidgetState | None:
    """What a browser could send for a widget, by the kind that Streamlit expects; else None."""
    kind, key = type(widget).__name__, getattr(widget, "id", "")
    text = TEXTS[turn % len(TEXTS)]
    match kind:
        case "Radio" | "TextInput" | "TextArea":
            return WidgetState(id=key, string_value=text)
        case "NumberInput":
            return WidgetState(id=key, double_value=NUMBERS[turn % len(NUMBERS)])
        case "ButtonGroup":
            state = WidgetState(id=key)
            state.string_array_value.data.extend([text] if turn else [])
            return state
        case "Checkbox":
            return WidgetState(id=key, bool_value=turn % 2 == 0)
        case "PlotlyChart":
            selection = {"selection": {"point_indices": VALUES[turn], "points": VALUES[turn]}}
            return WidgetState(id=key, string_value=json.dumps(selection)) if key else None
        case "BidiComponent":
            return WidgetState(id=key, json_value=json.dumps(gestures(widget, VALUES[turn])))
        case "Block" | "Button" | "DownloadButton":
            return None
        case _:
            assert not key, f"{kind} is a kind of widget that needs a value that it does not expect"
            return None


def gestures(component: Message, value: Any) -> Any:
    """What a component sends: nothing that it knows, or all that it knows, but one part."""
    (data,) = json.loads(getattr(component, "json", "") or "[{}]")
    state, edition = data.get("state", {}), data.get("edition")
    if not isinstance(value, (str, list)):
        return value if value is None or isinstance(value, dict) else {"gesture": value}
    spoilt = {**state, **dict.fromkeys(state, value), "edition": edition}
    return {"gesture": spoilt, "probe": spoilt}


def widgets(app: AppTest) -> Iterable[Message]:
    """All that a page draws and that has a value."""
    return (node.proto for node in app._tree if isinstance(getattr(node, "proto", None), Message))


@pytest.mark.parametrize(
    ("slug", "query"),
    [pytest.param(*state, id="-".join([state[0], *state[1].values()])) for state in STATES],
)
@pytest.mark.share(99)
def test_a_page_goes_on_whatever_its_widgets_send(slug: str, query: dict[str, str]) -> None:
    app = opened(slug, **query)
    for turn in TURNS:
        sent = [state for widget in widgets(app) if (state := hostile(widget, turn))]
        app._run(WidgetStates(widgets=sent))
        assert [error.value for error in app.exception] == []
        assert app.title[0].value == found(slug).title
    app.run()
    assert [error.value for error in app.exception] == []
