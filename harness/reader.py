"""A reader without a browser, who speaks Streamlit's protocol: many of them fit into a process."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from streamlit.proto.AutoRerun_pb2 import AutoRerun
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120.0
"""Seconds after which a server that says nothing is given up."""


class Shown(NamedTuple):
    """A figure as the server last sent it."""

    id: str
    fragment: str
    data: dict[str, Any]


class Reader:
    """One page, open: what came is noted, and hands may send what a browser would."""

    def __init__(self, socket: ClientConnection, page: str, figure: str, query: str) -> None:
        """Of a page by its address, "" for home; ``figure`` is the component that is looked at."""
        self.shown: Shown | None = None
        """None until the figure has come."""
        self.messages = 0
        """How many have come."""
        self.session = ""
        self._socket = socket
        self._page = page
        self._figure = f"explainers.{figure}"
        self.query = query
        """Of the address, which follows what hands do."""
        self._sent = 0
        self._hash = ""
        self._again: AutoRerun | None = None
        """How often the server wants to be asked whether it knows more by now."""

    @property
    def data(self) -> dict[str, Any]:
        """What the figure was last sent. Raises LookupError before it has come."""
        if self.shown is None:
            raise LookupError(f"no {self._figure} has come")
        return self.shown.data

    async def ask(self) -> None:
        """Ask for the page."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_name = self.query, self._page
        run.context_info.timezone = "UTC"
        await self._socket.send(message.SerializeToString())

    async def next(self) -> ForwardMsg:
        """The next message. Raises TimeoutError where none comes."""
        async with asyncio.timeout(PATIENCE):
            message = ForwardMsg.FromString(await self._socket.recv(decode=False))
        self.messages += 1
        self._note(message)
        return message

    async def arrive(self) -> None:
        """Ask for the page, and take it in until a run has ended with the figure answered."""
        await self.ask()
        while (await self.next()).WhichOneof("type") != "script_finished" or not self.settled():
            pass

    async def until(self, condition: Callable[[], bool]) -> None:
        """Take in what comes until then, and ask again as often as the server wants to be."""
        while not condition():
            try:
                async with asyncio.timeout(self._again.interval if self._again else None):
                    await self.next()
            except TimeoutError:
                if self._again is None:
                    raise
                message = BackMsg()
                run = message.rerun_script
                run.query_string, run.fragment_id = self.query, self._again.fragment_id
                run.page_script_hash, run.is_auto_rerun = self._hash, True
                run.context_info.timezone = "UTC"
                await self._socket.send(message.SerializeToString())

    def settled(self) -> bool:
        """Whether the figure has come, with all that it waits for."""
        return self.shown is not None

    async def send(self, name: str, value: dict[str, Any]) -> None:
        """Send what a figure says by a name ("gesture", "probe"), on the edition at hand."""
        if self.shown is None:
            raise LookupError(f"no {self._figure} has come")
        edition = self.data["edition"]
        self._sent += 1
        said = {**value, "edition": edition, "sent": f"{edition}-{self._sent}"}
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.fragment_id = self.query, self.shown.fragment
        run.page_script_hash = self._hash
        run.context_info.timezone = "UTC"
        run.widget_states.widgets.add(id=self.shown.id, json_value=json.dumps({name: said}))
        await self._socket.send(message.SerializeToString())

    def _note(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._hash = message.new_session.page_script_hash
            self.session = message.new_session.initialize.session_id or self.session
            if not message.metadata.run.fragment_ids:
                self._again = None
        elif kind == "auto_rerun":
            self._again = message.auto_rerun
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            component = message.delta.new_element.bidi_component
            if component.component_name == self._figure:
                data = json.loads(component.json)
                self.shown = Shown(component.id, message.delta.fragment_id, data)


@asynccontextmanager
async def reading(
    url: str,
    page: str,
    figure: str,
    query: str = "",
    headers: dict[str, str] | None = None,
    session: str = "",
) -> AsyncGenerator[Reader]:
    """A reader who has come to a page, or back to a session, but has not asked for it."""
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(
        address,
        subprotocols=["streamlit", *(("anonymous", session) if session else ())],  # pyright: ignore[reportArgumentType]
        max_size=None,
        open_timeout=PATIENCE,
        compression=None,
        additional_headers=headers,
    ) as socket:
        yield Reader(socket, page, figure, query)
