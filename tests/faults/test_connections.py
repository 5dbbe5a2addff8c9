"""Connections that say nothing, or are cut, or are too many."""

import asyncio
import socket
from contextlib import AsyncExitStack, ExitStack
from itertools import repeat
from urllib.parse import urlsplit

import psutil
import pytest
from websockets.exceptions import InvalidStatus

from explainers.server.bounded import READERS, SILENT, TRY_AGAIN
from harness.server import Server, serving
from tests.faults.faults import ended, heartbeat, hostile_at, raw, reader_at, works
from tests.stories import played

CROWD = 500
LOOP = 3
"""Descriptors of a session, which has an event loop of its own, beside that of its connection."""
KEPT = 128 * LOOP
"""Of sessions whose readers have gone and may come back."""
CUT = 12
SOME = 20
"""For files that are read, and readers who look."""


async def until_free(server: Server, most: int) -> None:
    """Wait until the server has closed what it need not hold; a reader works meanwhile."""
    async with reader_at(server.url) as reader:
        while psutil.Process(server.pid).num_fds() > most:
            await works(reader, 1)


@pytest.mark.whole
def test_silent_connections_leave_descriptors_bounded(server: Server) -> None:
    async def story() -> None:
        before = psutil.Process(server.pid).num_fds()
        async with reader_at(server.url) as other, AsyncExitStack() as stack:
            silent = [await stack.enter_async_context(raw(server.url)) for _ in range(CROWD)]
            codes = await asyncio.gather(*map(ended, silent[: CROWD - SILENT]))
            assert set(codes) == {TRY_AGAIN}
            await until_free(server, before + SILENT * (1 + LOOP) + KEPT + SOME)
            await works(other)
            await silent[-1].send(heartbeat())
            await silent[-1].recv()  # the newest still have their places
        await until_free(server, before + KEPT + SOME)

    played(story())


def test_readers_who_are_cut_off_leave_nothing_behind(server: Server) -> None:
    async def story() -> None:
        async with reader_at(server.url) as other:
            before = psutil.Process(server.pid).num_fds()
            for place in range(CUT):
                async with hostile_at(server.url) as reader:
                    x = [1 + place / 100, 0.5]
                    await reader.send("gesture", reader.data["state"] | {"x": x})
                await works(other, 1)
            # Their sessions may wait for them, and somebody looks; of a connection nothing stays.
            await until_free(server, before + CUT * LOOP + (1 + LOOP) + CUT // 2)

    played(story())


@pytest.mark.whole
def test_requests_that_are_never_finished_leave_no_descriptors(server: Server) -> None:
    address = urlsplit(server.url)

    def half() -> socket.socket:
        made = socket.create_connection((address.hostname, address.port))
        made.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        made.setblocking(False)
        return made

    async def story() -> None:
        async with reader_at(server.url) as other:
            before = psutil.Process(server.pid).num_fds()
            with ExitStack() as stack:
                halves = [stack.enter_context(half()) for _ in range(CROWD)]
                await works(other)
                ends = map(asyncio.get_running_loop().sock_recv, halves, repeat(1))
                assert set(await asyncio.gather(*ends)) == {b""}
                await works(other)
                await until_free(server, before + 1 + LOOP + SOME)

    played(story())


@pytest.mark.whole
def test_who_comes_when_all_places_are_taken_is_told_to_come_back() -> None:
    async def story(url: str) -> None:
        async with reader_at(url) as one:
            async with reader_at(url):
                with pytest.raises(InvalidStatus) as refusal:
                    await raw(url).__aenter__()
                assert refusal.value.response.status_code == 503
                assert "Retry-After" in refusal.value.response.headers
                await works(one, 2)
            async with raw(url) as late:
                await late.send(heartbeat())
                await late.recv()

    with serving(environment={READERS: "2"}) as server:
        played(story(server.url))
