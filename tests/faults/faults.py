"""Readers, and those who make it hard for them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from harness.reader import PATIENCE, Reader, reading

PAGE, FIGURE, QUERY = "push_and_pull", "stage", "f=polar"


@asynccontextmanager
async def reader_at(url: str) -> AsyncGenerator[Reader]:
    """A reader at a lesson, who has all that it shows."""
    async with reading(url, PAGE, FIGURE, QUERY) as reader:
        await arrived(reader)
        yield reader


async def arrived(reader: Reader) -> None:
    """Take in the page, and JAX's numbers for a place."""
    await reader.arrive()
    await answered(reader, [2.5, 0.75])


async def answered(reader: Reader, x: list[float]) -> None:
    """Move a point until JAX's numbers for it have come, and their run has ended.

    A server that still compiles answers without them, and is asked again.
    """
    ended = True
    while not ended or reader.data["settled"] is None or reader.data["settled"]["x"] != x:
        if ended:
            await reader.send("gesture", reader.data["state"] | {"x": x})
        ended = (await reader.next()).WhichOneof("type") == "script_finished"


async def works(reader: Reader, gestures: int = 10) -> None:
    """Move a point to some places, and have each answered before the next."""
    for place in range(gestures):
        await answered(reader, [1 + place / 8, 0.5])


@asynccontextmanager
async def raw(url: str) -> AsyncGenerator[ClientConnection]:
    """A connection that has said nothing, can say anything, and in the end is cut."""
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(address, open_timeout=PATIENCE, compression=None, max_size=None) as socket:
        yield socket
        socket.transport.abort()


@asynccontextmanager
async def hostile_at(url: str) -> AsyncGenerator[Reader]:
    """A reader at the same lesson, who will not take leave."""
    async with raw(url) as socket:
        reader = Reader(socket, PAGE, FIGURE, QUERY)
        await arrived(reader)
        yield reader


def heartbeat() -> bytes:
    """A message that is answered each time, whatever else the server does; a full packet."""
    return BackMsg(app_heartbeat=True).SerializeToString() + UNKNOWN


UNKNOWN = b"\x9a\x3f\x80\x10" + bytes(2048)
"""A field of a message that nobody knows; it fills the buffers between a flood and the server."""


async def ended(socket: ClientConnection, sent: bytes | str = b"") -> int:
    """The code with which the server ends a connection, after something was sent to it."""
    try:
        if sent:
            await socket.send(sent)
        while True:
            await socket.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0


async def run_of(socket: ClientConnection) -> list[ForwardMsg]:
    """What comes until a run has ended."""
    got: list[ForwardMsg] = []
    while not got or got[-1].WhichOneof("type") != "script_finished":
        got.append(ForwardMsg.FromString(await socket.recv(decode=False)))
    return got


def elements(messages: list[ForwardMsg]) -> dict[str, list[Any]]:
    """What was drawn, by its kind."""
    drawn: dict[str, list[Any]] = {}
    for message in messages:
        element = message.delta.new_element
        if kind := element.WhichOneof("type"):
            drawn.setdefault(kind, []).append(getattr(element, kind))
    return drawn
