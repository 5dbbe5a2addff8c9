"""What is handed on of what browsers say."""

import asyncio
import json

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from explainers.permalink import lecture
from explainers.server.sound import (
    CONTENT,
    MOST_LISTS,
    PAGES,
    PAGES_AT_ONCE,
    PROTOCOL,
    TEXT,
    Sound,
    is_meant,
    is_origin,
    read,
)
from tests.stories import played


def said(message: BackMsg) -> dict[str, object]:
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def run() -> BackMsg:
    message = BackMsg()
    message.rerun_script.query_string = "f=polar"
    return message


def download() -> BackMsg:
    message = BackMsg()
    message.backend_operation_request.deferred_file.SetInParent()
    return message


def skills() -> BackMsg:
    message = BackMsg()
    message.backend_operation_request.install_skills.SetInParent()
    return message


@pytest.mark.parametrize(
    "message",
    [run(), download(), BackMsg(stop_script=True), BackMsg(app_heartbeat=True)],
    ids=["run", "download", "stop", "heartbeat"],
)
def test_what_pages_say_is_handed_on(message: BackMsg) -> None:
    assert read(said(message)) == message
    assert is_meant(message)


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(),
        BackMsg(clear_cache=True),
        BackMsg(set_run_on_save=True),
        BackMsg(debug_shutdown_runtime=True),
        skills(),
    ],
    ids=["empty", "cache", "save", "shutdown", "skills"],
)
def test_what_is_for_whoever_writes_an_app_is_passed_over(message: BackMsg) -> None:
    assert read(said(message)) == message
    assert not is_meant(message)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    message = run()
    message.rerun_script.widget_states.widgets.add(id="?", double_value=number)
    assert read(said(message)) == CONTENT


@pytest.mark.parametrize("kind", ["json_value", "json_trigger_value"])
def test_a_value_is_no_longer_than_a_lecture_and_holds_no_more_lists(kind: str) -> None:
    """Python takes fifty times the bytes for a list that the message takes."""

    def of(written: str) -> object:
        message = run()
        setattr(message.rerun_script.widget_states.widgets.add(id="?"), kind, written)
        return read(said(message))

    file = "\N{GREEK SMALL LETTER ALPHA}" * lecture.LARGEST
    assert isinstance(of(json.dumps({"file": file}, ensure_ascii=False)), BackMsg)
    assert isinstance(of(json.dumps({"file": '"' * lecture.LARGEST})), BackMsg)
    assert of(json.dumps({"file": file * 3}, ensure_ascii=False)) == CONTENT
    assert of(json.dumps([[]] * MOST_LISTS)) == CONTENT
    assert of(json.dumps([{}] * MOST_LISTS)) == CONTENT


def test_what_is_no_message_is_refused() -> None:
    assert read({"type": "websocket.receive", "bytes": b"\xff" * 9}) == PROTOCOL
    assert read({"type": "websocket.receive", "text": "hello", "bytes": None}) == TEXT


@pytest.mark.parametrize(
    ("origin", "is_one"),
    [("", True), ("http://localhost:8501", True), ("null", True), ("http://[::1", False)],
)
def test_what_is_no_origin_is_told_from_what_may_be_one(origin: str, is_one: bool) -> None:
    assert is_origin(origin) == is_one


def test_whole_pages_are_run_no_faster_than_a_connection_may_ask_for_them() -> None:
    async def story() -> None:
        clock = asyncio.get_running_loop().time
        begun, asked = clock(), 0

        async def says() -> Message:
            return {"type": "websocket.receive", "bytes": run().SerializeToString()}

        async def hears(message: Message) -> None:
            raise AssertionError(message)

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal asked
            while asked < PAGES_AT_ONCE + 4:
                await receive()
                asked += 1

        await Sound(app)({"type": "websocket", "headers": []}, says, hears)
        assert asked <= PAGES_AT_ONCE + 1 + PAGES * (clock() - begun)

    played(story())
