"""What makes no sense ends the connection that it came by, and nobody else notices."""

from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainers.lessons import HOME, PAGES, TOOLS, shared
from harness.server import Server, serving
from tests.faults.faults import PAGE, elements, ended, heartbeat, raw, reader_at, run_of, works
from tests.stories import played


def request(**parts: str) -> BackMsg:
    message = BackMsg()
    message.rerun_script.page_name = PAGE
    for name, text in parts.items():
        setattr(message.rerun_script, name, text)
    return message


def with_widget(**value: Any) -> bytes:
    message = request()
    message.rerun_script.widget_states.widgets.add(id="$$ID-?-descent-samples", **value)
    return message.SerializeToString()


ENDED: dict[str, tuple[bytes | str, int]] = {
    "letters": ("hello", 1003),
    "no protobuf": (b"\xff" * 1000, 1002),
    "half a message": (request(query_string="f=polar").SerializeToString()[:-3], 1002),
    "no number": (with_widget(double_value=float("nan")), 1007),
    "too large for a page": (heartbeat() * 600, 1009),
    "too large for the server": (bytes(11_000_000), 1009),
}


@pytest.mark.parametrize("what", ENDED)
def test_what_makes_no_sense_ends_its_connection_alone(server: Server, what: str) -> None:
    sent, code = ENDED[what]

    async def story() -> None:
        async with reader_at(server.url) as other, raw(server.url) as socket:
            assert await ended(socket, sent) == code
            await works(other, 2)

    played(story())


PASSED_OVER = {
    "nothing": BackMsg(),
    "empty the caches": BackMsg(clear_cache=True),
    "stop the server": BackMsg(debug_shutdown_runtime=True),
    "cut me off": BackMsg(debug_disconnect_websocket=True),
    "a part of a page that is not there": request(fragment_id="?"),
}


def test_what_is_not_for_readers_is_passed_over(server: Server) -> None:
    async def story() -> None:
        async with reader_at(server.url) as other, raw(server.url) as socket:
            for message in PASSED_OVER.values():
                await socket.send(message.SerializeToString())
            await socket.send(heartbeat())
            while ForwardMsg.FromString(await socket.recv(decode=False)).heartbeat_ack is False:
                pass
            await works(other, 2)

    played(story())


ODD = {
    "no such page": request(page_name="no_such_page"),
    "no such hash": request(page_script_hash="?" * 1000),
    "a query without end": request(query_string="x=" + "1_" * 100_000),
    "no query": request(query_string="\0%ff%00&=&&=;"),
    "no such widget": BackMsg.FromString(with_widget(string_value="?")),
}


@pytest.mark.parametrize("what", ODD)
def test_an_odd_request_is_answered(server: Server, what: str) -> None:
    async def story() -> None:
        async with reader_at(server.url) as other, raw(server.url) as socket:
            await socket.send(ODD[what].SerializeToString())
            drawn = elements(await run_of(socket))
            assert "exception" not in drawn
            await works(other, 2)

    played(story())


KINDS: tuple[dict[str, Any], ...] = (
    {"bool_value": True},
    {"double_value": -1.5},
    {"int_value": 2**60},
    {"string_value": "?"},
    {"bytes_value": b"\xff\x00"},
    {"string_array_value": {"data": ["?", ""]}},
    {"double_array_value": {"data": [float("nan"), -1.0]}},
    {"int_array_value": {"data": [-1]}},
    {"json_value": "{"},
    {"json_value": "[" * 5_000},
    {"json_value": '{"gesture": NaN, "probe": [1e999]}'},
    {"json_trigger_value": "{}"},
)
"""A value of each kind, for widgets of every other kind."""


@pytest.mark.whole
def test_values_of_the_wrong_kind_cost_their_sender_the_page_and_show_no_traceback() -> None:
    broken: list[dict[str, Any]] = []

    async def send(url: str, page: str, value: dict[str, Any]) -> None:
        async with raw(url) as socket:
            await socket.send(request(page_name=page).SerializeToString())
            drawn = elements(await run_of(socket))
            message = request(page_name=page)
            for widget in (one for kind in drawn.values() for one in kind if hasattr(one, "id")):
                message.rerun_script.widget_states.widgets.add(id=widget.id, **value)
            await socket.send(message.SerializeToString())
            drawn = elements(await run_of(socket))
            assert "exception" not in drawn
            if shared()["broken"].words in [alert.body for alert in drawn.get("alert", [])]:
                broken.append(value)

    async def story(url: str) -> None:
        async with reader_at(url) as other:
            for page in (*PAGES, *TOOLS):
                for value in KINDS:
                    await send(url, "" if page is HOME else page.slug, value)
                await works(other, 1)

    with pytest.raises(RuntimeError, match="met an error"), serving() as server:
        played(story(server.url))
    assert broken
