"""Who does not finish what they ask is let go, on real sockets; all others stay."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import connect

from explainers.server.finished import BODY, HEAD, Finished, Peers, connections, look
from tests.stories import played

HALF = b"GET / HTTP/1.1\r\nHost: loc"
WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
LONG = WHOLE.replace(b"/ ", b"/long ")
POST = b"POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab"
BELIEVED = b"X-Forwarded-For: 203.0.113.7\r\n\r\n"
"""uvicorn believes a proxy that stands at 127.0.0.1."""


def listening(host: str) -> socket.socket:
    return socket.create_server((host, 0), family=FAMILIES[host])


def hosts() -> Iterator[str]:
    """Those by which this machine can be reached."""
    for host in FAMILIES:
        with suppress(OSError), listening(host):
            yield host


FAMILIES = {"127.0.0.1": socket.AF_INET, "::1": socket.AF_INET6}
HOSTS = tuple(hosts())


class Client:
    """A connection of which each byte is ours."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    @property
    def name(self) -> tuple[str, int]:
        """How the server knows it."""
        return self.writer.get_extra_info("sockname")[:2]

    async def answer(self) -> bytes:
        """The body that comes, of two bytes."""
        await self._reader.readuntil(b"\r\n\r\n")
        return await self._reader.readexactly(2)

    async def rest(self) -> bytes:
        """All that comes until the server has closed."""
        return await self._reader.read()

    async def leave(self) -> None:
        """Close the connection."""
        self.writer.close()
        with suppress(ConnectionError):
            await self.writer.wait_closed()


class Site(NamedTuple):
    """A server in this process, and what its routes wait for."""

    host: str
    port: int
    peers: Peers
    begun: asyncio.Event
    go_on: asyncio.Event
    clients: list[Client]

    async def client(self, said: bytes) -> Client:
        """Somebody who connects, and says so much."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(said)
        self.clients.append(Client(reader, writer))
        return self.clients[-1]

    async def heard(self) -> None:
        """Wait until all that was said before has come to the server."""
        other = await self.client(WHOLE)
        assert await other.answer() == b"ok"
        await other.leave()

    async def looked(self, now: float) -> None:
        """Have the server look at its sockets at such a time."""
        await self.heard()
        look(self.peers, now)


@asynccontextmanager
async def site(host: str = HOSTS[0], within: float = BODY) -> AsyncGenerator[Site]:
    """The server, until the block ends."""
    peers, begun, go_on = Peers(), asyncio.Event(), asyncio.Event()

    async def root(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def long(_: Request) -> Response:
        begun.set()
        await go_on.wait()
        return PlainTextResponse("ok")

    async def body(request: Request) -> Response:
        return PlainTextResponse(f"{len(await request.body()):02}")

    async def talk(websocket: WebSocket) -> None:
        await websocket.accept()
        async for text in websocket.iter_text():
            await websocket.send_text(text)

    app = Starlette(
        routes=[
            Route("/", root),
            Route("/long", long),
            Route("/body", body, methods=["POST"]),
            WebSocketRoute("/talk", talk),
        ],
        middleware=[Middleware(Finished, peers, within)],
    )
    listener = listening(host)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_keep_alive=600))
    task = asyncio.create_task(server.serve([listener]))
    here = Site(host, listener.getsockname()[1], peers, begun, go_on, [])
    try:
        yield here
    finally:
        go_on.set()
        for client in here.clients:
            await client.leave()
        server.should_exit = True
        await task


@pytest.mark.parametrize("host", HOSTS)
def test_half_a_head_is_waited_for_as_long_as_it_may_take(host: str) -> None:
    async def story() -> None:
        async with site(host) as here:
            half, silent = await here.client(HALF), await here.client(b"")
            idle = await here.client(WHOLE)
            assert await idle.answer() == b"ok"
            idle.writer.write(HALF)
            await here.looked(0.0)
            await here.looked(HEAD - 0.1)
            assert {half.name, silent.name, idle.name} <= connections().keys()
            half.writer.write(b"alhost\r\n\r\n")
            assert await half.answer() == b"ok"
            await here.looked(HEAD)
            assert await silent.rest() == await idle.rest() == b""
            assert half.name in connections()
            await here.looked(2 * HEAD)
            assert await half.rest() == b""

    played(story())


def test_who_is_answered_or_talks_is_not_let_go() -> None:
    async def story() -> None:
        async with site() as here, connect(f"ws://127.0.0.1:{here.port}/talk") as talks:
            waits, half = await here.client(LONG), await here.client(HALF)
            await here.begun.wait()
            for now in (0.0, HEAD, 2 * HEAD):
                await here.looked(now)
            assert await half.rest() == b""
            here.go_on.set()
            assert await waits.answer() == b"ok"
            await talks.send("still there")
            assert await talks.recv() == "still there"

    played(story())


def test_behind_a_proxy_that_is_believed_nobody_is_let_go_for_another() -> None:
    """It names its readers, so that nobody knows which connection is whose."""

    async def story() -> None:
        async with site() as here:
            waits, half = await here.client(LONG[:-2] + BELIEVED), await here.client(HALF)
            await here.begun.wait()
            for now in (0.0, HEAD):
                await here.looked(now)
            here.go_on.set()
            assert await waits.answer() == b"ok"
            await here.looked(2 * HEAD)
            assert {half.name, waits.name} <= connections().keys()
            await here.looked(3 * HEAD)
            assert await half.rest() == b""

    played(story())


@pytest.mark.parametrize("more", [b"", b"c"])
def test_a_body_that_does_not_come_is_refused(more: bytes) -> None:
    async def story() -> None:
        async with site(within=0.1) as here:
            slow = await here.client(POST + more)
            answer = await slow.rest()
            assert answer.startswith(b"HTTP/1.1 408 ")
            assert b"connection: close" in answer.lower()

    played(story())


def test_a_body_that_comes_is_taken() -> None:
    async def story() -> None:
        async with site() as here:
            client = await here.client(POST)
            await here.heard()
            client.writer.write(b"cde")
            assert await client.answer() == b"05"

    played(story())
