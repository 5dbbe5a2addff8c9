"""What browsers say, looked at before Streamlit takes it: what no page says ends the connection.

Streamlit's own answers to it are tracebacks in the log, and three of its messages are for whoever
writes an app, at their own machine: they empty caches for all, or write files beside the app.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from explainers.server.bounded import Purse
from explainers.server.left import Place

PROTOCOL, TEXT, CONTENT = 1002, 1003, 1007
"""WebSocket's codes for a message that is none, for one in letters, and for what it holds."""
LARGEST = 256_000
"""Characters of a value that a page's figure sends: a lecture's file is by far the longest."""
MOST_LISTS = 32_768
"""Lists and objects in it: each takes a hundred bytes of memory for every two that are sent."""
PAGES, PAGES_AT_ONCE = 5.0, 20.0
"""Runs of a whole page that a connection may ask for: so many a second, and so many at once.

Each may begin a thread, for which all connections wait; hands ask for parts of pages."""
_MEANT = {"rerun_script", "stop_script", "app_heartbeat", "load_git_info"}


class Sound:
    """Middleware that hands on what pages say, passes over the rest, and ends what is malformed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a connection; other requests pass."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
        elif not is_origin(Headers(scope=scope).get("origin", "")):
            await PlainTextResponse("Not an origin", 400)(scope, receive, send)
        else:
            place = Place()
            await self._app(scope, _listening(receive, send, place), _telling(send, place))


def is_origin(named: str) -> bool:
    """Whether the page that a browser names can be one: Streamlit breaks at addresses that end."""
    try:
        urlsplit(named)
    except ValueError:
        return False
    return True


def _telling(send: Send, place: Place) -> Send:
    async def tell(message: Message) -> None:
        if message["type"] == "websocket.send" and message.get("bytes"):
            place.told(message["bytes"])
        await send(message)

    return tell


def _listening(receive: Receive, send: Send, place: Place) -> Callable[[], Awaitable[Message]]:
    clock = asyncio.get_running_loop().time
    purse = Purse(clock(), PAGES, PAGES_AT_ONCE)

    async def next_sound() -> Message:
        while (message := await receive())["type"] == "websocket.receive":
            said = read(message)
            if isinstance(said, int):
                await send({"type": "websocket.close", "code": said})
                return {"type": "websocket.disconnect", "code": said}
            if is_meant(said) and not place.has_left(said):
                place.asked(said)
                if said.HasField("rerun_script") and not said.rerun_script.fragment_id:
                    await asyncio.sleep(purse.wait(clock()))
                    purse.spend(1)
                return message
        return message

    return next_sound


def read(message: Message) -> BackMsg | int:
    """What a browser said, or the code with which that is refused."""
    if message.get("bytes") is None:
        return TEXT
    try:
        said = BackMsg.FromString(message["bytes"])
    except DecodeError:
        return PROTOCOL
    widgets = said.rerun_script.widget_states.widgets
    return said if all(map(_is_sound, widgets)) else CONTENT


def _is_sound(widget: WidgetState) -> bool:
    """Whether a value is finite, and cheap to hold: it stays for as long as its session."""
    written = widget.json_value + widget.json_trigger_value
    lists = written.count("[") + written.count("{")
    return math.isfinite(widget.double_value) and len(written) <= LARGEST and lists <= MOST_LISTS


def is_meant(said: BackMsg) -> bool:
    """Whether pages say such a thing: they ask for a run, or for a file that is made on demand."""
    kind = said.WhichOneof("type")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") == "deferred_file"
    return kind in _MEANT
