"""Somebody sends as fast as they can: the others work as before."""

import asyncio
from time import perf_counter

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

from explainers.server.bounded import BURST, RATE
from harness.reader import Reader
from harness.server import Server
from tests.faults.faults import answered, heartbeat, hostile_at, raw, reader_at, works
from tests.stories import played


async def pour(reader: Reader) -> None:
    """Move a point as often as the connection takes it, for ever."""
    count = 0
    while True:
        count += 1
        x = [1 + count % 1000 / 1000, 0.5]
        await reader.send("gesture", reader.data["state"] | {"x": x, "unknown": "?" * 2048})


async def drain(reader: Reader) -> None:
    while True:
        await reader.next()


def test_others_are_answered_while_somebody_floods(server: Server) -> None:
    async def story() -> None:
        async with hostile_at(server.url) as hostile, reader_at(server.url) as other:
            flood = [asyncio.create_task(pour(hostile)), asyncio.create_task(drain(hostile))]
            await works(other)
            assert not any(task.done() for task in flood)
            for task in flood:
                task.cancel()

    played(story())


@pytest.mark.whole
def test_others_are_answered_while_somebody_floods_and_does_not_listen(server: Server) -> None:
    async def story() -> None:
        async with hostile_at(server.url) as hostile, reader_at(server.url) as other:
            flood = asyncio.create_task(pour(hostile))
            await works(other)
            flood.cancel()
            await asyncio.wait([flood])

    played(story())


def test_of_a_flood_no_more_is_taken_than_the_rate_allows(server: Server) -> None:
    async def story() -> None:
        begun, acknowledged = perf_counter(), 0

        async def beat(socket: ClientConnection) -> None:
            while True:
                await socket.send(heartbeat())

        async def count(socket: ClientConnection) -> None:
            nonlocal acknowledged
            while True:
                message = ForwardMsg.FromString(await socket.recv(decode=False))
                acknowledged += message.WhichOneof("type") == "heartbeat_ack"

        async with reader_at(server.url) as other, raw(server.url) as socket:
            flood = [asyncio.create_task(beat(socket)), asyncio.create_task(count(socket))]
            await works(other)
            taken, most = acknowledged, BURST + RATE * (perf_counter() - begun) + 1
            assert not any(task.done() for task in flood)
            for task in flood:
                task.cancel()
        assert 0 < taken <= most

    played(story())


@pytest.mark.whole
def test_what_was_sent_too_fast_is_not_lost(server: Server) -> None:
    async def story() -> None:
        async with reader_at(server.url) as reader:
            for place in range(int(BURST) + 50):
                x = [1 + place / 1000, 0.5]
                await reader.send("gesture", reader.data["state"] | {"x": x})
            await answered(reader, [3.0, 0.25])

    played(story())
