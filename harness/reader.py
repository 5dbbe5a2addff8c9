"""A reader without a browser, who speaks Streamlit's protocol: many of them fit into a process."""

import asyncio
import json
import urllib.request
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 120.0
"""Seconds after which a server that says nothing is given up."""
LOOK_AGAIN = 0.1
"""Seconds between two runs of what is to be run again; a browser waits as long as it is told."""


class Shown(NamedTuple):
    """A figure as the server last sent it."""

    id: str
    fragment: str
    data: dict[str, Any]


class Button(NamedTuple):
    """A button as the server last sent it."""

    id: str
    fragment: str


class Choice(NamedTuple):
    """An option of a list as the server last sent it."""

    id: str
    fragment: str
    value: str
    edition: str


class Reader:
    """One page, open: what came is noted, and hands may send what a browser would."""

    def __init__(
        self, socket: ClientConnection, page: str, figure: str, query: str, url: str = ""
    ) -> None:
        """Of a page by its address, "" for home; ``figure`` is the component that is looked at.

        ``url`` is the server's, for those who download something.
        """
        self.shown: Shown | None = None
        """None until the figure has come."""
        self.messages = 0
        """How many have come."""
        self.session = ""
        self.buttons: dict[str, Button] = {}
        """Those that have come, by what stands on them."""
        self.choices: dict[str, Choice] = {}
        """What may be chosen from a list, by its words there."""
        self.files: dict[str, str] = {}
        """What may be downloaded, by what stands on its button: the name to ask for it by."""
        self._made: dict[str, str] = {}
        """Where a file lies that was asked for, by that name; empty if it could not be made."""
        self._url = url
        self._undrawn: Button | None = None
        """The figure that the page waits for to be drawn."""
        self._watching: dict[str, float] = {}
        """Fragments that are to be run again and again, and after how many seconds."""
        self._socket = socket
        self._page = page
        self._figure = f"explainers.{figure}"
        self.query = query
        """Of the address, which follows what hands do."""
        self._sent = 0
        self._said: dict[str, dict[str, Any]] = {}
        """What each component has said last, by name: each message holds all, as a browser's."""
        self._hash = ""

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
        run.context_info.url = f"{self._url}/{self._page}"
        await self._socket.send(message.SerializeToString())

    async def next(self) -> ForwardMsg:
        """The next message. Raises TimeoutError where none comes."""
        async with asyncio.timeout(PATIENCE):
            message = ForwardMsg.FromString(await self._socket.recv(decode=False))
        self.messages += 1
        self._note(message)
        return message

    async def arrive(self) -> None:
        """Ask for the page, and take it in until a run has ended with the figure answered.

        Then take in what a page brings once its figure is drawn.
        """
        await self.ask()
        while not self.settled():
            await self.finish()
        if self._undrawn:
            await self.draw()
            await self.finish()

    def waits(self) -> bool:
        """Whether a figure has come that the page waits for to be drawn."""
        return self._undrawn is not None

    async def draw(self) -> None:
        """Say that the figure is drawn, as a browser does once. Raises LookupError without one."""
        if self._undrawn is None:
            raise LookupError("no figure has come that the page waits for")
        figure, self._undrawn = self._undrawn, None
        await self._tell(figure.id, figure.fragment, {"drawn": True})

    async def until(self, condition: Callable[[], bool]) -> None:
        """Take in what comes until then; what asks for it is run again, as often as it asks."""
        while not condition():
            wait = min(self._watching.values(), default=None)
            try:
                async with asyncio.timeout(wait):
                    await self.next()
            except TimeoutError:
                if wait is None:
                    raise
                await self._look_again()

    def settled(self) -> bool:
        """Whether the figure has come, with all that it waits for."""
        return self.shown is not None

    async def turn(self, page: str, figure: str, query: str = "") -> None:
        """Go to another page in the same session, and take it in, whether or not a figure comes."""
        self._page, self._figure, self.query = page, f"explainers.{figure}", query
        self.shown = None
        self.buttons.clear()
        self.choices.clear()
        self.files.clear()
        self._said.clear()
        await self.ask()
        await self.finish()

    async def rest(self) -> None:
        """Have run again what asks for it, as a browser does, until nothing asks any more."""
        while self._watching:
            await asyncio.sleep(LOOK_AGAIN)
            await self._look_again()
            await self.finish()

    async def finish(self) -> None:
        """Take in what comes until a run has ended, and no other one takes its place."""
        while True:
            message = await self.next()
            early = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
            if message.WhichOneof("type") == "script_finished" and not early:
                return

    async def press(self, label: str) -> None:
        """Press a button, and take in what it leads to."""
        button = self.buttons[label]
        message = self._message(button.fragment)
        message.rerun_script.widget_states.widgets.add(id=button.id, trigger_value=True)
        await self._socket.send(message.SerializeToString())
        await self.finish()

    async def choose(self, label: str) -> None:
        """Take one of some choices, and take in what it leads to."""
        found = self.choices[label]
        gesture = {"chosen": found.value, "edition": found.edition, "sent": f"{found.edition}-1"}
        await self._tell(found.id, found.fragment, {"gesture": gesture})
        await self.finish()

    async def download(self, label: str) -> bytes:
        """Press a button for a file, and take it in once the server has made it."""
        name = self.files[label]
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = name, self.session
        request.deferred_file.file_id = name
        await self._socket.send(message.SerializeToString())
        await self.until(lambda: name in self._made)
        return await asyncio.to_thread(_read, self._url + self._made[name])

    async def send(self, name: str, value: dict[str, Any]) -> None:
        """Send what a figure says by a name ("gesture", "probe"), on the edition at hand."""
        if self.shown is None:
            raise LookupError(f"no {self._figure} has come")
        edition = self.data["edition"]
        self._sent += 1
        said = {**value, "edition": edition, "sent": f"{edition}-{self._sent}"}
        await self._tell(self.shown.id, self.shown.fragment, {name: said})

    async def _tell(self, component: str, fragment: str, said: dict[str, Any]) -> None:
        self._said[component] = self._said.get(component, {}) | said
        await self._socket.send(self._message(fragment).SerializeToString())

    async def _look_again(self) -> None:
        message = self._message(min(self._watching, key=self._watching.__getitem__))
        message.rerun_script.is_auto_rerun = True
        await self._socket.send(message.SerializeToString())

    def _message(self, fragment: str) -> BackMsg:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.fragment_id = self.query, fragment
        run.page_script_hash = self._hash
        run.context_info.timezone = "UTC"
        run.context_info.url = f"{self._url}/{self._page}"
        for component, said in self._said.items():
            run.widget_states.widgets.add(id=component, json_value=json.dumps(said))
        return message

    def _note(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            if not message.metadata.run.fragment_ids:
                self._watching.clear()
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "auto_rerun":
            self._watching[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self._watching.pop(fragment, None)
        elif kind == "backend_operation_response":
            answer = message.backend_operation_response
            self._made[answer.request_id] = answer.deferred_file.url
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "download_button":
            file = message.delta.new_element.download_button
            self.files[file.label] = file.deferred_file_id
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "button":
            button = message.delta.new_element.button
            self.buttons[button.label] = Button(button.id, message.delta.fragment_id)
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            component, fragment = (
                message.delta.new_element.bidi_component,
                message.delta.fragment_id,
            )
            (data,) = json.loads(component.json)
            if data.get("undrawn"):
                self._undrawn = Button(component.id, fragment)
            if component.component_name == self._figure:
                self.shown = Shown(component.id, fragment, data)
            elif component.component_name == "explainers.choice":
                for option in data["options"]:
                    known = Choice(component.id, fragment, option["value"], data["edition"])
                    self.choices[option["words"]] = known


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read()


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
    names = ("streamlit", *(("anonymous", session) if session else ()))
    async with connect(
        address,
        subprotocols=[Subprotocol(name) for name in names],
        max_size=None,
        open_timeout=PATIENCE,
        compression=None,
        additional_headers=headers,
    ) as socket:
        yield Reader(socket, page, figure, query, url)
